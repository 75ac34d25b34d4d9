"""Panels of the months' themes: the board of who has a record, the month with its material, questions."""
