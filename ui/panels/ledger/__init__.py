"""The parts of the page 整改台账."""
