"""Full-text search: an index of characters per kind of record that has texts; the texts themselves stay where they are."""

from __future__ import annotations

# unicode61 makes each of the characters, which come apart by spaces, a token; so words of two characters are found.
INDEX = (
    "CREATE VIRTUAL TABLE {0} USING fts5(body, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 0')"
)

STATEMENTS = tuple(INDEX.format(name) for name in ("text_meeting", "text_training", "text_errand"))
