"""The parts of the page 典型评选."""
