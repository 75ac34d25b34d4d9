"""Texts that go outside the office: without the names of persons and without whole phone numbers.

The identity of people named in problem texts stays off wall copies; who reported something stands nowhere.
"""

from __future__ import annotations

from collections.abc import Collection

from gzparty.domain.phone import masked_within


def without_names(text: str, names: Collection[str], instead: str) -> str:
    """The text with `instead` for each of the names, longer ones first, and phone numbers masked."""
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = text.replace(name, instead)
    return masked_within(text)
