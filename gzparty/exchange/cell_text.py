"""What a cell of a spreadsheet can hold."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


def writable(text: str) -> str:
    """The text without control characters and half characters, which no spreadsheet can hold."""
    return _UNWRITABLE.sub("", text)
