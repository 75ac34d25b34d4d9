"""Texts as the full-text index has them: characters apart, so that a Chinese word of any length is a phrase."""

from __future__ import annotations

import unicodedata

STOP = "\ue000"
"""Stands for everything that is neither letter nor digit, so that no word is found across a comma or a line's end."""
_BASIC = 0xFFFF


def folded(text: str) -> str:
    """A text as it is compared: full-width forms and capitals folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def spaced(text: str) -> str:
    """A text as it is indexed: folded, every character apart, every mark the same."""
    return " ".join(map(_token, folded(text)))


def phrase(word: str) -> str:
    """A word as the index is asked for it."""
    return f'"{spaced(word)}"'


def words(query: str) -> tuple[str, ...]:
    """The words of a query, folded; each must be found. Nothing is left of a query without a letter or digit."""
    return tuple(word for word in folded(query).split() if any(map(str.isalnum, word)))


def holds(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text holds each of the words, marks and all."""
    whole = folded(text)
    return all(word in whole for word in wanted)


def around(text: str, word: str, width: int = 24) -> str:
    """The line of a text in which a word stands, cut to so many characters before and after it.

    What folding makes longer or shorter shifts the cut a little, never the text.
    """
    place = folded(text).find(word)
    if place < 0:
        place = 0
    first, last = max(0, place - width), min(len(text), place + len(word) + width)
    cut = " ".join(text[first:last].split())
    return ("…" if first else "") + cut + ("…" if last < len(text) else "")


def _token(letter: str) -> str:
    # The tokenizer's tables end with the basic plane of an older Unicode: letters beyond are spelled out.
    if not letter.isalnum():
        return STOP
    return letter if ord(letter) <= _BASIC else f"u{ord(letter):x}"
