"""The manual beside the work: its window, the chapter dressed in the tokens of the window, the search."""
