"""What a column of records shows, sorts by and says, declared once with a stable key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from ui.glyphs import Glyph

T = TypeVar("T")


class Bar(NamedTuple):
    """A bar after a number: how full it is, from 0 to 1, and what stands behind it, such as /56."""

    share: float
    note: str


class Column(NamedTuple, Generic[T]):
    """One column; `title` is marked with N_, `width` and `least` are in px at 100 %."""

    key: str
    title: str
    text: Callable[[T], str]
    width: int = 100
    """How wide it is where there is room; a width the user has set stands above it."""
    least: int = 0
    """What words that need as much are not squeezed below; of itself its width, 100 at most."""
    sort_key: Callable[[T], Any] | None = None
    right: bool = False
    stretch: bool = False
    """Whether it takes of what the others leave, by its width."""
    optional: bool = False
    rare: bool = False
    """An optional column that is away until the user asks for it."""
    glyph: Callable[[T], Glyph | None] | None = None
    tone: Callable[[T], str] | None = None
    tooltip: Callable[[T], str] | None = None
    spoken: Callable[[T], str] | None = None
    editable: Callable[[T], bool] | None = None
    edit_text: Callable[[T], str] | None = None
    """What stands in the editor where it is not the text shown."""
    subtitle: str = ""
    """A second line of the head in somebody else's words, such as what a sheet calls the column."""
    state: Callable[[T], str] | None = None
    """error or warn for a cell that stands in the way, empty else."""
    bar: Callable[[T], Bar | None] | None = None
    strong: Callable[[T], bool] | None = None
    """Whether the text is bold."""
    note: Callable[[T], str] | None = None
    """A word in small grey after the text; it is neither copied nor exported."""
    ghost: Callable[[T], str] | None = None
    """What is offered in grey where nothing stands; only a deed of its own puts it in."""
    series: Callable[[str, int], str] | None = None
    """What filling down makes of a text so many rows below; without it the text is repeated."""
    is_tick: bool = False
    """Whether the cell holds a tick in its middle, set and taken by Space; its `edit_text` says which."""
    is_prose: bool = False
    """Whether words are typed here, so that the input method is on."""
    is_name: bool = False
    """Whether it says which row it is, and so stays in sight; by itself the first column with words does."""
    tag: Callable[[T], str] | None = None
    """A tone (plain, ok, warn, info) of the tag the text stands in; empty for no tag."""

    def key_of(self, record: T) -> Any:
        """Give what a record sorts by in this column."""
        return self.sort_key(record) if self.sort_key else self.text(record)


class Cell(NamedTuple):
    """Everything the delegate needs to paint one cell."""

    text: str
    glyph: Glyph | None = None
    tone: str = "ink"
    right: bool = False
    mark: tuple[int, int] | None = None
    state: str = ""
    bar: Bar | None = None
    strong: bool = False
    note: str = ""
    ghost: str = ""
    centre: bool = False
    tag: str = ""


class Edit(NamedTuple, Generic[T]):
    """A text typed, pasted, filled down or cleared (empty) in one cell."""

    record: T
    column: str
    text: str
