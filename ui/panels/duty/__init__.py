"""The parts of 设置 about duties, 支部生活日 and waivers."""
