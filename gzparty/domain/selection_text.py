"""Which month's selection a sheet is about, by its title, its file's name or a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from gzparty.domain.chinese import digits_of
from gzparty.domain.chinese_records import MONTHS_SAID

_BLANKS = {ord(mark): None for mark in " \t\u3000\n\r"}


def month_said(texts: Iterable[str], year: int) -> str | None:
    """The month (2026-06) the texts name, in a year given where they name none; None for none or several."""
    plain = [digits_of(unicodedata.normalize("NFKC", text).translate(_BLANKS)) for text in texts]
    found = {
        f"{int(said or year):04d}-{int(month):02d}"
        for text in plain
        for pattern in MONTHS_SAID
        for said, month in pattern.findall(text)
    }
    return found.pop() if len(found) == 1 else None
