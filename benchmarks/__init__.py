"""Side-by-side measurements against floors and peers."""
