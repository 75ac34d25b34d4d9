"""民主评议 of one branch: members by ballots and grade, typed like a sheet; ballots sent, returned and valid above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unicodedata import normalize

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain import appraisal
from gzparty.domain.diagnostic import Level, Refusal
from gzparty.domain.meeting import AppraisalGrade, AppraisalLine, BallotCount
from gzparty.domain.people import PartyClass
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels import refusal_text, sentence
from gzparty.labels.people import class_label
from gzparty.labels.votes import appraisal_grade_label
from gzparty.services.context import Done
from gzparty.services.meeting_views import AppraisalView
from ui.changes import concerns
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.tables.column import Column, Edit
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, label
from ui.widgets.count_field import CountField

SHOWS = frozenset({"appraisal_line", "ballot_count", "meeting", "membership", "person"})
COUNTS = ("excellent", "competent", "basic", "poor")
"""Columns of ballots, in the order of the ballot."""
TABLE_HEIGHT = 200


class AppraisalEditor(QWidget):
    """`show_meeting(id)` shows the appraisal of a record of 民主评议党员. A cell is stored when it is left, the ballots
    when their field is left; a grade is typed as 优, 合, 基 or 不, or as 1 to 4. No grade follows from the ballots."""

    done = Signal(str)
    """A deed that can be taken back."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("appraisalEditor")
        self._desk = desk
        self._gate = gate
        self._meeting_id = 0
        self.content: AppraisalView | None = None
        self._as_stored = dict.fromkeys(("sent", "returned", "valid"), "")
        """What was put into the fields of the ballots; where something else stands it was typed and is not stored."""
        theme = desk.theme
        self._ballots = {name: CountField(theme, f"ballots_{name}") for name in ("sent", "returned", "valid")}
        self._hint = label("appraisalHint", role="hint")
        self._problem = label("appraisalProblem", role="problem")
        for words in (self._hint, self._problem):
            words.setWordWrap(True)
        self._join = button(theme, "joinMembers", "", "link")
        self.view: RecordView[AppraisalLine] = RecordView(theme, desk.memory, "appraisal")
        table: RecordTable[AppraisalLine] = RecordTable(
            _columns(), ListRows[AppraisalLine]([], _place), _name
        )
        table.edited.connect(self._take_edits)
        self.view.set_records(table)
        self.view.setAccessibleName(_("民主评议"))
        self.view.setMinimumHeight(theme.px(TABLE_HEIGHT))
        self._lay_out()
        for one in self._ballots.values():
            one.setFixedWidth(theme.px(64))
            one.editingFinished.connect(self._take_ballots)
        self._join.clicked.connect(self._add_joined)
        self.view.typed.connect(self._take_digit)
        desk.changes.changed.connect(self._changed)

    def show_meeting(self, meeting_id: int) -> None:
        """Show an appraisal; a record of another kind is said to be none."""
        if meeting_id != self._meeting_id:
            for name, control in self._ballots.items():
                control.setText("")
                self._as_stored[name] = ""
        self._meeting_id = meeting_id
        self._read()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.view]

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        return hints(edit_cell=_("改"), grade=_("优秀、合格、基本合格、不合格"), fill_down=_("向下填"))

    def _lay_out(self) -> None:
        theme = self._desk.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        titles = {"sent": _("发出测评票"), "returned": _("收回"), "valid": _("有效")}
        for name, control in self._ballots.items():
            title = label(f"ballots_{name}Label", titles[name], "label")
            title.setBuddy(control)
            control.setAccessibleName(titles[name])
            row.addWidget(title)
            row.addWidget(control)
        row.addStretch(1)
        above = QVBoxLayout()
        above.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), 0)
        above.setSpacing(theme.px(8))
        above.addLayout(row)
        above.addWidget(self._problem)
        above.addWidget(self._hint)
        above.addWidget(self._join, alignment=Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(above)
        layout.addWidget(self.view, 1)

    def _read(self) -> None:
        try:
            self.content = self._gate.reader.yearly.appraisal(self._meeting_id)
        except Refusal as refusal:
            self.content = None
            self._say(refusal_text(refusal))
            self.view.records.show(ListRows[AppraisalLine]([], _place))
            return
        self._say(self._ballot_problem())
        self._show(self.content)

    def _show(self, content: AppraisalView) -> None:
        self.view.records.show(ListRows(content.lines, _place))
        ballots = content.ballots
        for name, control in self._ballots.items():
            count = str(getattr(ballots, name)) if ballots else ""
            if not control.hasFocus() and control.text() in (self._as_stored[name], count):
                control.setText(count)
                self._as_stored[name] = count
        self._hint.setText(_hint(content))
        self._join.setVisible(bool(content.joined))
        names = _("、").join(line.name for line in content.joined)
        self._join.setText(_("名单里还没有 {names}，加上").format(names=names))

    def _take_edits(self, edits: Sequence[Edit[AppraisalLine]]) -> None:
        content = self.content
        if content is None:
            return
        lines = list(content.lines)
        places = {_place(line): number for number, line in enumerate(lines)}
        for edit in edits:
            number = places[_place(edit.record)]
            changed = typed(lines[number], edit.column, edit.text)
            if changed is None:
                self._show(content)
                self._say(_wrong(edit.column, edit.text))
                return
            lines[number] = changed
        self._write(lines, content.ballots)

    def _take_digit(self, text: str) -> None:
        """1 to 4 on the column of grades give one; the row below follows."""
        index, line = self.view.currentIndex(), self.view.current_record()
        if line is None or self.view.records.columns[index.column()].key != "grade":
            return
        if typed(line, "grade", text) is not None and self.view.records.is_editable(
            index.row(), index.column()
        ):
            self.view.records.take_edits([Edit(line, "grade", text)], [_place(line)])
            self.view.step_rows(1)

    def _take_ballots(self) -> None:
        content = self.content
        counts = {name: control.value() for name, control in self._ballots.items()}
        self._say(self._ballot_problem())
        if content is None or None in counts.values():
            return
        ballots = BallotCount(0, "", self._meeting_id, **{name: count or 0 for name, count in counts.items()})
        known = content.ballots
        if known and (known.sent, known.returned, known.valid) == (
            ballots.sent,
            ballots.returned,
            ballots.valid,
        ):
            return
        self._write(content.lines, ballots)

    def _ballot_problem(self) -> str:
        """What of the ballots cannot be read; they are stored once all three can."""
        return next((problem for one in self._ballots.values() if (problem := one.problem())), "")

    def _add_joined(self) -> None:
        if self.content is not None:
            self._write([*self.content.lines, *self.content.joined], self.content.ballots)

    def _write(self, lines: Sequence[AppraisalLine], ballots: BallotCount | None) -> None:
        meeting_id, wanted = self._meeting_id, tuple(lines)
        self._gate.write(
            lambda services: services.yearly.set_appraisal(meeting_id, wanted, ballots),
            self._stored,
            self._refused,
        )

    def _stored(self, outcome: Done[Any]) -> None:
        self._read()
        if outcome.action:
            self.done.emit(outcome.name)

    def _refused(self, words: str) -> None:
        """Cells show what is stored again; a count typed above stays to be put right."""
        if self.content is not None:
            self.view.records.show(ListRows(self.content.lines, _place))
        self._say(words)

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._meeting_id and self.isVisible() and concerns(kinds, SHOWS):
            self._read()


def typed(line: AppraisalLine, column: str, text: str) -> AppraisalLine | None:
    """Put a typed text into a line; None where it is not what the column holds."""
    words = normalize("NFKC", text).strip()
    changes: dict[str, Any] = {column: words}
    if column in COUNTS:
        if words and not (words.isascii() and words.isdigit() and len(words) <= 4):
            return None
        changes = {column: int(words) if words else None}
    elif column == "grade":
        grade = grade_of(words)
        if grade is None:
            return None
        changes = {"grade": grade}
    return replace(line, **changes)


@in_chinese()
def grade_of(text: str) -> AppraisalGrade | None:
    """A grade by its first character or its place; empty takes it away, None for what is none."""
    if not text:
        return AppraisalGrade.NONE
    if text in ("1", "2", "3", "4"):
        return appraisal.GRADES[int(text) - 1]
    return next((grade for grade in appraisal.GRADES if appraisal_grade_label(grade).startswith(text)), None)


def _wrong(column: str, text: str) -> str:
    if column == "grade":
        return _("“{text}”不是等次，写 优秀、合格、基本合格 或 不合格。").format(text=text[:20])
    return _("“{text}”不是票数，写 0 以上的整数。").format(text=text[:20])


def _hint(content: AppraisalView) -> str:
    """What stands out, else how many may normally be 优秀."""
    warnings = [sentence(finding) for finding in content.findings if finding.level is not Level.ERROR]
    if warnings:
        return "\n".join(warnings)
    return _("党员 {members} 人，优秀一般不超过 {cap} 人；等次由支部评定，不按票数算。").format(
        members=content.members, cap=content.cap
    )


def _columns() -> tuple[Column[AppraisalLine], ...]:
    return (
        Column("name", N_("姓名"), _name, 98, note=_class_note),
        *(_count_column(*facts) for facts in zip(COUNTS, _TITLES, _WIDTHS, strict=True)),
        Column("grade", N_("等次"), _grade, 76, editable=appraisal.takes_grade, tone=_grade_tone),
        Column("excused", N_("没参加原因"), lambda line: line.excused, 80, stretch=True, editable=_always),
    )


_TITLES = (N_("优秀"), N_("合格"), N_("基本合格"), N_("不合格"))
_WIDTHS = (50, 50, 74, 62)


def _count_column(name: str, title: str, width: int) -> Column[AppraisalLine]:
    def text(line: AppraisalLine) -> str:
        count = getattr(line, name)
        return "" if count is None else str(count)

    return Column(
        name, title, text, width, right=True, editable=_always, sort_key=lambda line: getattr(line, name) or 0
    )


def _grade(line: AppraisalLine) -> str:
    if not appraisal.takes_grade(line):
        return _("不评定")
    return "" if line.grade is AppraisalGrade.NONE else appraisal_grade_label(line.grade)


def _grade_tone(line: AppraisalLine) -> str:
    return "ink" if appraisal.takes_grade(line) else "ink3"


def _place(line: AppraisalLine) -> tuple[int, str, int]:
    """Who it is, stored or not yet."""
    return (line.person_id or 0, line.name, line.position)


def _name(line: AppraisalLine) -> str:
    return line.name


def _always(_line: AppraisalLine) -> bool:
    return True


def _class_note(line: AppraisalLine) -> str:
    """Full members go without saying."""
    return class_label(line.party_class) if line.party_class is PartyClass.PROBATIONARY else ""
