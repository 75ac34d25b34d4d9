"""What was typed and not stored: told at the next start, gone on with, or dropped."""
