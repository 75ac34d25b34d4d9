"""One list-and-detail page per record kind."""
