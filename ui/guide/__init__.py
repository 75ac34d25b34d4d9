"""五分钟看一遍: a round through the sample office, one stop after the other, done by the clerk's own hands."""
