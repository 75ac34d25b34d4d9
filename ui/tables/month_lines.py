"""The lines of the month grid: a branch or group with its record and what was typed over it, messages below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from gzparty.domain import month_entry as entry
from gzparty.domain.completeness import papers_of
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import FULFILLED, NOT_OWED, RECEIVED, DueState
from gzparty.domain.meeting import Depth
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence
from gzparty.labels.duty import due_state_label, missing_text
from gzparty.records import dataclass
from gzparty.services.meeting_views import GridRow
from gzparty.services.unit_groups import UnitGroup, gathered
from ui.due_glyphs import state_glyph
from ui.glyphs import Glyph
from ui.tables.column import Cell, Column
from ui.tables.groups import RecordGroup
from ui.tables.sheet_delegate import COMPUTED, ERROR, FRESH, WARN
from ui.tables.sheet_view import TICK

AWAY, STATE = "away", "state"
NAME_WIDTH, NAME_NARROW = 186, 156
"""Room for the longest village with its Party group."""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row of the grid, or the message below it; `typed` is what is not stored yet, `problems` why, by column.

    `fresh` are cells that a 接龙 filled, `asked` the words of a question that may be about this branch.
    """

    key: str
    row: GridRow
    month: Period
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    asked: str = ""
    is_locked: bool = False
    is_message: bool = False

    @property
    def unit(self) -> UnitView:
        """Whose row it is."""
        return self.row.unit

    @property
    def community(self) -> UnitView | None:
        """The community above it."""
        return self.row.community

    @property
    def name(self) -> str:
        """官庄村, or 官庄村 第一党小组."""
        group = self.row.group
        return (
            self.row.unit.name
            if group is None
            else _("{unit} {group}").format(unit=self.row.unit.name, group=group.name)
        )

    @property
    def by_names(self) -> bool:
        """Whether a roll gives the figures, so that none can be typed."""
        return self.row.meeting is not None and self.row.meeting.depth is Depth.NAMES

    def text(self, column: str) -> str:
        """What stands in a cell: what was typed, else what is stored; a tick as √."""
        return self.typed[column] if column in self.typed else stored_text(self.row, column)

    @property
    def message(self) -> str:
        """What is said below the row: what cannot be read, else what its figures contradict."""
        # A row begun without its day says so in the cell; where a stored day was emptied nothing else would say why.
        is_stored = self.row.meeting is not None
        told = [words for column, words in self.problems.items() if is_stored or self.text(column)]
        if told:
            return told[0]
        if contradicts(self):
            facts = {"expected": self.figure(entry.EXPECTED), "attended": self.figure(entry.ATTENDED)}
            return _("应到 {expected}，实到 {attended}：实到不能多于应到").format(**facts)
        others = [found for found in self.row.findings if found.code != "meeting_more_than_expected"]
        return sentence(others[0]) if others and not self.typed else ""

    def figure(self, column: str) -> int | None:
        """A figure as it stands in its cell; None where there is none or it cannot be read."""
        try:
            value = entry.read_cell(column, self.text(column), self.month)
        except Refusal:
            return None
        return value if isinstance(value, int) else None


def stored_text(row: GridRow, column: str) -> str:
    """What the record says in a column, as it would be typed."""
    meeting = row.meeting
    if column == entry.DAY:
        return dates.table(row.day) if row.day and meeting else ""
    if meeting is None:
        return ""
    if column in entry.MARKS:
        return TICK if row.has(column) else ""
    value = getattr(meeting, column)
    return "" if value is None else str(value)


def month_columns() -> tuple[Column[GridLine], ...]:
    """The columns of the grid."""
    return (
        Column("name", N_("党支部"), _name, NAME_WIDTH, least=NAME_NARROW, note=_group_name, tooltip=_why),
        _typed(entry.DAY, N_("日期"), 76),
        _typed(entry.EXPECTED, N_("应到"), 62, least=52, right=True, ghost=_hint),
        _typed(entry.ATTENDED, N_("实到"), 62, least=52, right=True),
        Column(AWAY, N_("缺席"), _away, 58, least=50, right=True, tone=_dim, state=_computed),
        _typed(entry.TOPIC, N_("议题"), 240, stretch=True, is_prose=True),
        _tick(entry.MINUTES, N_("记录")),
        _tick(entry.SIGN_IN, N_("签到")),
        _tick(entry.PHOTOS, N_("照片")),
        _tick(entry.UPLOADED, N_("已传灯塔"), 80),
        _typed(entry.FILED, N_("原件（盒号/页）"), 140, least=120, is_prose=True, series=entry.counted_on),
        Column(
            STATE,
            N_("状态"),
            _state,
            186,
            least=172,
            glyph=_glyph,
            tone=_state_tone,
            note=_lacking,
            tooltip=_why,
        ),
    )


def with_messages(lines: Sequence[GridLine]) -> list[GridLine]:
    """The lines with a message below each that has something to say."""
    shown: list[GridLine] = []
    for line in lines:
        shown.append(line)
        if line.message:
            shown.append(replace(line, is_message=True))
    return shown


def identity(line: GridLine) -> tuple[str, bool]:
    """What stays the same of a line when it is stored."""
    return line.key, line.is_message


def grouped(lines: Sequence[GridLine]) -> list[RecordGroup[GridLine]]:
    """The lines under their communities, each heading saying how many handed in."""
    groups = gathered(lines)
    return [_group(group) for group in groups]


def _group(group: UnitGroup[GridLine]) -> RecordGroup[GridLine]:
    members = group.lines
    states = [line.row.state for line in members]
    glyph = min((state for state in states), key=list(DueState).index)
    villages = len({line.row.unit.id for line in members})
    cells = {entry.TOPIC: Cell(group_words(states), tone="ink2"), STATE: Cell("", state_glyph(glyph))}
    note = _("{n} 个").format(n=villages)
    return RecordGroup(group.key, group.title, with_messages(members), None, note, cells)


def group_words(states: Sequence[DueState]) -> str:
    """收到 5/5　齐 3　已退 1."""
    owed = [state for state in states if state not in NOT_OWED]
    received = sum(state in RECEIVED for state in owed)
    words = [_("收到 {n}/{all}").format(n=received, all=len(owed))]
    whole, back = sum(state in FULFILLED for state in owed), owed.count(DueState.RETURNED)
    words += [_("齐 {n}").format(n=whole)] if whole else []
    words += [_("已退 {n}").format(n=back)] if back else []
    return _("　").join(words)


def _typed(key: str, title: str, width: int, **more: object) -> Column[GridLine]:
    def text(line: GridLine) -> str:
        return "" if line.is_message else line.text(key)

    def shown(line: GridLine) -> str:
        if key == entry.DAY and not text(line) and key in line.problems:
            return _("缺日期")
        asks = key == entry.EXPECTED and line.asked and not line.is_message
        return line.asked if asks else text(line)

    def state(line: GridLine) -> str:
        if line.is_message:
            return ""
        if key in line.problems:
            return WARN if not text(line) else ERROR
        if key == entry.ATTENDED and contradicts(line):
            return ERROR
        if line.asked and key == entry.EXPECTED:
            return WARN
        return FRESH if key in line.fresh else ""

    def tone(line: GridLine) -> str:
        return {ERROR: "over", WARN: "warn"}.get(state(line), "ink")

    column: Column[GridLine] = Column(
        key,
        title,
        shown,
        width,
        tone=tone,
        state=state,
        strong=lambda line: state(line) == ERROR,
        editable=_may_type(key),
        edit_text=text,
        tooltip=lambda line: line.problems.get(key, ""),
        spoken=lambda line: _spoken(line, key, shown(line)),
    )
    return column._replace(**more)  # type: ignore[arg-type]


def _tick(key: str, title: str, width: int = 54) -> Column[GridLine]:
    def glyph(line: GridLine) -> Glyph | None:
        return Glyph.DONE if not line.is_message and line.text(key) == TICK else None

    return Column(
        key,
        title,
        lambda _line: "",
        width,
        least=width - 6,
        glyph=glyph,
        editable=_may_type(key),
        edit_text=lambda line: "" if line.is_message else line.text(key),
        state=lambda line: ERROR if key in line.problems and not line.is_message else "",
        spoken=lambda line: _("有") if glyph(line) else _("没有"),
        is_tick=True,
    )


def _may_type(key: str) -> Callable[[GridLine], bool]:
    def may(line: GridLine) -> bool:
        if line.is_message or line.is_locked:
            return False
        return not (line.by_names and key in entry.FIGURES)

    return may


def _spoken(line: GridLine, key: str, shown: str) -> str:
    problem = line.problems.get(key, "")
    return _("{text}，{problem}").format(text=shown or _("空"), problem=problem) if problem else shown


def _name(line: GridLine) -> str:
    return "" if line.is_message else line.row.unit.name


def _group_name(line: GridLine) -> str:
    return "" if line.is_message or line.row.group is None else line.row.group.name


def _why(line: GridLine) -> str:
    return "" if line.is_message else line.row.why


def _hint(line: GridLine) -> str:
    hint = line.row.expected_hint
    return "" if line.is_message or hint is None or line.by_names else str(hint)


def contradicts(line: GridLine) -> bool:
    """Whether more came than ought to."""
    expected, attended = line.figure(entry.EXPECTED), line.figure(entry.ATTENDED)
    return expected is not None and attended is not None and attended > expected


def _away(line: GridLine) -> str:
    if line.is_message:
        return ""
    if contradicts(line):
        return "?"
    number = entry.away(line.figure(entry.EXPECTED), line.figure(entry.ATTENDED))
    return "" if number is None else str(number)


def _computed(line: GridLine) -> str:
    return "" if line.is_message else COMPUTED


def _dim(_line: GridLine) -> str:
    return "ink3"


def _is_draft(line: GridLine) -> bool:
    """Whether something stands typed and is not stored, as while a row is typed or after the computer went off."""
    return bool(line.typed or line.problems)


def _state(line: GridLine) -> str:
    if line.is_message:
        return ""
    if line.asked:
        return _("待选")
    return _("没存") if _is_draft(line) else due_state_label(line.row.state)


def _glyph(line: GridLine) -> Glyph | None:
    if line.is_message:
        return None
    return Glyph.DRAFT if line.asked or _is_draft(line) else state_glyph(line.row.state)


def _state_tone(line: GridLine) -> str:
    if line.asked or _is_draft(line):
        return "warn"
    if line.row.state is DueState.OVERDUE:
        return "over"
    return "ink3" if line.row.state in FULFILLED or line.row.state is DueState.TODO else "ink"


def _lacking(line: GridLine) -> str:
    if line.is_message or line.asked or _is_draft(line):
        return ""
    if line.row.state is DueState.RETURNED and line.row.meeting is not None:
        return line.row.meeting.return_reason
    if line.row.state is DueState.HANDED_IN:
        if "figures" in line.row.missing:
            return _("人数对不上")
        return missing_text(papers_of(line.row.missing) or line.row.missing[:1])
    return ""
