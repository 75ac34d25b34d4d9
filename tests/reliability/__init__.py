"""Harnesses that try to lose or leak something; each runs short in the suite and long by `python -m tests.reliability NAME`."""
