"""One form per record kind."""
