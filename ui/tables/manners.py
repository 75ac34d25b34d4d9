"""The manners of a spreadsheet that every grid has, and what stands in a grid's menu for its rows."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Manner(StrEnum):
    """What a grid may lack; a view that does says why in its `LACKS`, and its menu says it to the clerk."""

    SORT = "sort"
    """A click on a head sorts, a second one turns round, a third one restores the office's order."""
    NARROW = "narrow"
    """Only the rows with the chosen text, or all but these."""
    COLUMNS = "columns"
    """Columns are hidden, moved and resized, and come back that way."""
    NAME = "name"
    """The name stays in sight while the rest scrolls sideways."""


class Deed(NamedTuple):
    """Something that can be done with the chosen rows; `words` say with how many, `why` says why not now."""

    name: str
    words: str
    call: Callable[[], object]
    keys: str = ""
    why: str = ""
