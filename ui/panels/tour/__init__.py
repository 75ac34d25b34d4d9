"""Panels of joint inspections: units and how they were drawn, what was seen on the spot, the circular."""
