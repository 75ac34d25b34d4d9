"""A list exactly as a grid shows it: its rows in their order, its columns in theirs, headings too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from gzparty.files import ensure_folder, file_name
from gzparty.i18n import N_, _, in_chinese, source_of

if TYPE_CHECKING:
    from ui.tables.grid import Grid
    from ui.tables.matrix_view import MatrixView

FOLDER = N_("导出")
PX_PER_CHARACTER = 8
LEAST = 8
"""Characters of the narrowest column."""


class ShownColumn(NamedTuple):
    """A column as it stands: its title, its width in characters, whether figures stand in it."""

    title: str
    width: int
    figures: bool = False


class ShownList(NamedTuple):
    """What leaves: a title, the columns, a row of texts each; a heading's words stand in its first cell alone."""

    title: str
    columns: Sequence[ShownColumn]
    rows: Sequence[Sequence[str]]


@runtime_checkable
class TakesShown(Protocol):
    """Who makes a workbook of what a grid shows; the window is one."""

    def take_shown(self, shown: ShownList) -> None:
        """Write it down."""


def taker_above(widget: QWidget) -> TakesShown | None:
    """Who takes lists around a widget: the nearest of those it lies in."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, TakesShown):
            return above
        above = above.parentWidget()
    return None


@in_chinese()
def shown_by(view: Grid[Any]) -> ShownList:
    """The list a grid of records shows, its ticks left out; in Chinese, as all that leaves (0037)."""
    records = view.records
    places = [place for place in view.visible_places() if not records.columns[place].is_tick]
    columns = [records.columns[place] for place in places]
    heads = [
        ShownColumn(
            _(column.title) if column.title else "",
            max(LEAST, view.columnWidth(place) // PX_PER_CHARACTER),
            column.right,
        )
        for place, column in zip(places, columns, strict=True)
    ]
    rows: list[list[str]] = []
    for row in range(records.rowCount()):
        heading = records.heading(row)
        if heading is not None:
            rest = [records.cell(row, place).text for place in places[1:]]
            rows.append([_("{words}（{n}）").format(words=source_of(heading.words), n=heading.number), *rest])
        else:
            rows.append([view.exported_text(row, place) for place in places])
    return ShownList(source_of(view.accessibleName()), heads, rows)


@in_chinese()
def shown_by_matrix(view: MatrixView) -> ShownList:
    """The table of states a matrix shows: each cell in words, since a sheet has no glyphs."""
    model = view.matrix
    heads = [ShownColumn(source_of(model.head(0).title), 18)]
    for place in range(1, model.columnCount()):
        head = model.head(place)
        heads.append(ShownColumn(" ".join(part for part in (source_of(head.title), head.note) if part), 12))
    rows = [
        [model.title(row), *(model.words(row, place) for place in range(1, model.columnCount()))]
        for row in model.rows()
    ]
    return ShownList(source_of(view.accessibleName()), heads, rows)


@in_chinese()
def write_shown(shown: ShownList, folder: Path, now: datetime) -> Path:
    """Write a list as a workbook beside the office's other files; Refusal where it cannot be written."""
    from gzparty.exchange.list_spec import CellKind, ListColumn
    from gzparty.exchange.writing import write_list

    figures = [
        column.figures and all(_is_figure(row[place]) for row in shown.rows)
        for place, column in enumerate(shown.columns)
    ]
    columns = [
        ListColumn(str(place), column.title, CellKind.NUMBER if number else CellKind.TEXT, column.width)
        for place, (column, number) in enumerate(zip(shown.columns, figures, strict=True))
    ]
    title = shown.title or _("清单")
    target = folder / _(FOLDER) / f"{file_name(title)}-{now:%Y-%m-%d-%H%M%S}.xlsx"
    ensure_folder(target.parent)
    rows = (_row(row, figures) for row in shown.rows)
    write_list(columns, rows, target, title, now)
    return target


def _row(texts: Sequence[str], figures: Sequence[bool]) -> Mapping[str, object]:
    return {
        str(place): int(text) if number and text else text
        for place, (text, number) in enumerate(zip(texts, figures, strict=True))
    }


def _is_figure(text: str) -> bool:
    """Whether a text is a count; what begins with a zero is a code and stays text."""
    return not text or text == "0" or (text.isascii() and text.isdigit() and text[0] != "0")
