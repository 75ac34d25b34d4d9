"""Opinions: the list, what is known of one, its deeds and forms."""
