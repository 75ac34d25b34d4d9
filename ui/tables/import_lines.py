"""The lines of a sheet as the import page shows them: a row, and below it what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from gzparty.domain.damage import CellValue, as_text
from gzparty.domain.phone import masked_within
from gzparty.domain.table import ColumnHead, Table, TableKind
from gzparty.exchange.judging import Judgement
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.imports import field_label, shown_cell
from gzparty.records import dataclass
from gzparty.services.import_draft import ImportDraft
from gzparty.services.import_result import RowReport
from ui.glyphs import Glyph
from ui.tables.column import Column

MESSAGES = 80
"""So many problems are shown with their message at once, so that they stand there in a tenth of a second; further
ones are paged."""
LONGEST = 200
"""Characters of a cell that a table shows; the editor holds all of it."""
_WIDTHS: Mapping[str, int] = {
    "unit": 108,
    "community": 88,
    "name": 76,
    "sex": 50,
    "nation": 60,
    "birth": 92,
    "joined": 92,
    "since": 96,
    "phone": 108,
    "note": 120,
    "code": 124,
    "group": 96,
    "class": 88,
    "mobile": 76,
    "education": 64,
    "text": 180,
    "source": 84,
    "measure": 130,
    "leader": 76,
    "responsible": 76,
    "deadline": 108,
    "result": 112,
    "state": 76,
    "done_on": 92,
    "verifier": 76,
    "found_on": 92,
    "number": 84,
}


class LineState(StrEnum):
    """What becomes of a row."""

    GOOD = "good"
    SAME = "same"
    WRONG = "wrong"
    ASKED = "asked"
    NOTHING = "nothing"
    SKIPPED = "skipped"


PROBLEMS = (LineState.WRONG, LineState.ASKED)
GLYPHS = {
    LineState.GOOD: Glyph.DONE,
    LineState.SAME: Glyph.NOT_APPLICABLE,
    LineState.WRONG: Glyph.OVER,
    LineState.ASKED: Glyph.SOON,
    LineState.NOTHING: Glyph.NOT_APPLICABLE,
    LineState.SKIPPED: Glyph.NOT_APPLICABLE,
}
WORDS = {
    LineState.GOOD: N_("可以导入"),
    LineState.SAME: N_("和已经记着的一样"),
    LineState.WRONG: N_("有问题"),
    LineState.ASKED: N_("疑似"),
    LineState.NOTHING: N_("不是数据"),
    LineState.SKIPPED: N_("不导入"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet, or the message below it; `cells` hold raw values by field, `words` say what is no data."""

    number: int
    state: LineState
    cells: Mapping[str, CellValue]
    report: RowReport | None = None
    words: str = ""
    is_message: bool = False
    below: bool = False
    """Whether a message stands below."""
    edited: frozenset[str] = frozenset()
    decided: bool = False

    @property
    def identity(self) -> tuple[int, bool]:
        """What stays the same of a line when it is judged anew."""
        return self.number, self.is_message


def lines_of(judgement: Judgement, draft: ImportDraft, texts: Callable[[int], str]) -> list[Line]:
    """Every row of a judged sheet in the sheet's order; `texts` gives what stands in a row that is no data."""
    table, result = judgement.table, judgement.result
    if table is None or result is None:
        return []
    reports = {report.row: (LineState.WRONG, report) for report in result.rejected}
    reports |= {report.row: (LineState.ASKED, report) for report in result.suspect}
    edited: dict[int, set[str]] = {}
    for number, name in draft.edits:
        edited.setdefault(number, set()).add(name)
    data = {row.number: row.cells for row in table.rows}
    lines = []
    for number, cells in data.items():
        if number in reports:
            state, report = reports[number]
        else:
            state, report = LineState.GOOD if number in result.taken_rows else LineState.SAME, None
        changed, decided = frozenset(edited.get(number, ())), number in draft.decisions
        lines.append(Line(number, state, cells, report, edited=changed, decided=decided))
    for ignored in result.ignored:
        if ignored.row in data:
            place = next(place for place, line in enumerate(lines) if line.number == ignored.row)
            lines[place] = Line(ignored.row, LineState.SKIPPED, data[ignored.row], ignored, decided=True)
        else:
            words = _("{reason}：{text}") if (text := texts(ignored.row)) else "{reason}"
            said = words.format(reason=sentence(ignored.reason), text=text)
            lines.append(Line(ignored.row, LineState.NOTHING, {}, ignored, said))
    return sorted(lines, key=lambda line: line.number)


def with_messages(lines: Sequence[Line]) -> list[Line]:
    """The lines with a message below each that has something to say, up to MESSAGES of them."""
    shown: list[Line] = []
    count = 0
    for line in lines:
        says = line.state in (*PROBLEMS, LineState.SKIPPED) and count < MESSAGES
        count += says
        shown.append(_told(line, below=says))
        if says:
            shown.append(_told(line, is_message=True))
    return shown


def row_text(row: Sequence[CellValue]) -> str:
    """What stands in a row that is no data, in one line; long numbers are masked, as they may be phones."""
    filled = [" ".join(text.split()) for cell in row if (text := as_text(cell))]
    return masked_within("  ".join(filled))[:LONGEST]


def line_columns(table: Table) -> tuple[Column[Line], ...]:
    """The sheet's own columns that are read, in the sheet's order, headed by our name and the sheet's."""
    heads = [head for head in table.heads if head.field and not head.dropped]
    # A sheet's own numbering says nothing beside the row number.
    shown = [head for head in heads if head.field != "position"]
    number = Column[Line](
        "row",
        N_("原表行"),
        _number,
        76,
        right=True,
        tone=_dim,
        glyph=_glyph,
        tooltip=_state_words,
        spoken=_state_spoken,
    )
    columns = [_column(table.kind, head, first=not place) for place, head in enumerate(shown)]
    wide = next(
        (place for place, head in enumerate(shown) if head.field in ("post", "text", "note", "party_name")),
        -1,
    )
    if columns:
        columns[wide] = columns[wide]._replace(stretch=True)
    return (number, *columns)


def _told(line: Line, *, below: bool = False, is_message: bool = False) -> Line:
    return Line(
        line.number,
        line.state,
        line.cells,
        line.report,
        line.words,
        is_message,
        below,
        line.edited,
        line.decided,
    )


def _column(kind: TableKind, head: ColumnHead, *, first: bool) -> Column[Line]:
    name = head.field

    def raw(line: Line) -> str:
        return as_text(line.cells.get(name))

    def shown(line: Line) -> str:
        if line.state is LineState.NOTHING:
            return line.words if first else ""
        if line.is_message:
            return ""
        return shown_cell(name, raw(line)[:LONGEST])

    def state(line: Line) -> str:
        if line.is_message or line.report is None or line.report.field != name:
            return ""
        return {LineState.WRONG: "error", LineState.ASKED: "warn"}.get(line.state, "")

    def tone(line: Line) -> str:
        if state(line):
            return "over" if line.state is LineState.WRONG else "ink"
        if line.state in (LineState.SKIPPED, LineState.SAME, LineState.NOTHING):
            return "ink3"
        return "info" if name in line.edited else "ink"

    return Column(
        name,
        field_label(kind, name),
        shown,
        _WIDTHS.get(name, 112),
        tone=tone,
        state=state,
        editable=_is_row,
        edit_text=raw,
        spoken=lambda line: _spoken(line, shown(line), state(line)),
        subtitle=head.title,
    )


def _spoken(line: Line, text: str, state: str) -> str:
    """A cell for screen readers: what is wrong with it belongs to it."""
    if state and line.report is not None:
        return _("{text}，{problem}").format(text=text or _("空"), problem=sentence(line.report.reason))
    return text


def _is_row(line: Line) -> bool:
    return not line.is_message and line.state not in (LineState.NOTHING, LineState.SKIPPED)


def _number(line: Line) -> str:
    return "" if line.is_message else str(line.number)


def _glyph(line: Line) -> Glyph | None:
    """What becomes of a row stands beside its number, which stays in sight however far the others are scrolled."""
    return None if line.is_message else GLYPHS[line.state]


def _state_words(line: Line) -> str:
    return "" if line.is_message else _(WORDS[line.state])


def _state_spoken(line: Line) -> str:
    return _("，").join(part for part in (_number(line), _state_words(line)) if part)


def _dim(_line: Line) -> str:
    return "ink3"
