"""The manners of a spreadsheet that every grid has, and what stands in a grid's menu for its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
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


NO_GRIDS: Mapping[str, str] = MappingProxyType(
    {
        "UnitTree": "one column of names under each other: the office's order is the tree itself",
        "SideList": "one column of places to choose from, nothing to sort or to take along",
        "MonthList": "twelve months in their order",
        "Thumbnails": "the pages of a paper in their order",
        "YearList": "the months of a year with their selections, to choose one from",
        "ColumnList": "the columns of a paper to be ticked and put in order",
        "HitList": "places in the manual where a word was found, to go to one",
        "_Overlay": "the columns of a grid that stay in sight; the grid itself has the manners",
        "TileView": "files as pictures: they are dragged and opened, their names are no columns",
    }
)
"""The views of items that are no grids, each with the reason why it has none of these manners."""


class RowKeys(NamedTuple):
    """What Space, F2 and Delete do with a row here, in words (N_) for the menu; empty where a key does nothing."""

    opens: str = ""
    edits: str = ""
    clears: str = ""
    clears_many: str = ""
    """The same with {n} rows, where all chosen ones are meant; without it Delete is about the current row."""


class Deed(NamedTuple):
    """Something that can be done with the chosen rows; `words` say with how many, `why` says why not now."""

    name: str
    words: str
    call: Callable[[], object]
    keys: str = ""
    why: str = ""
