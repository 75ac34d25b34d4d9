"""Texts for many eyes: names of persons and whole phone numbers are taken out of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from gzparty.domain.phone import masked_within

_RUN = re.compile(r"[\u3400-\u9fff·]+")
_SHORTEST, _LONGEST, _LONGEST_DOTTED = 2, 4, 12
"""Characters of a name; one with a middle dot (买买提·艾力) may be longer."""


def possible_names(texts: Iterable[str]) -> frozenset[str]:
    """Every piece of some texts that could be a person's name, for looking up which of them are."""
    return frozenset(piece for text in texts for run in _RUN.findall(text) for piece in _pieces(run))


def without_names(text: str, names: Collection[str], stand_in: str) -> str:
    """A text with a word in place of each of these names, longest first, and every whole phone number masked."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, stand_in)
    return masked_within(text)


def _pieces(run: str) -> Iterator[str]:
    for start in range(len(run)):
        for length in range(_SHORTEST, _LONGEST_DOTTED + 1):
            piece = run[start : start + length]
            if len(piece) < length:
                break
            if length <= _LONGEST or "·" in piece:
                yield piece
