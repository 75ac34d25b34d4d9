"""Tab 课程: the courses of a session, typed like a spreadsheet and stored as soon as they are whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.sitting import RollState
from gzparty.domain.training import Course, CourseForm
from gzparty.i18n import N_, _
from gzparty.labels.training import form_label
from gzparty.records import dataclass
from gzparty.services.context import Done
from gzparty.services.training import CourseDraft
from gzparty.services.views import SessionDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.tables.column import Column, Edit
from ui.tables.record_table import RecordTable
from ui.tables.roll_columns import credit_words
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, label


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course as typed, at its place in the list."""

    place: int
    draft: CourseDraft


def course_columns() -> tuple[Column[CourseRow], ...]:
    """Make the columns of the list of courses."""
    return (
        Column("place", N_("序号"), lambda row: str(row.place), 52, right=True, tone=_dim),
        Column("title", N_("课程"), lambda row: row.draft.title, stretch=True, editable=_always),
        Column("lecturer", N_("主讲人"), lambda row: row.draft.lecturer, 100, editable=_always),
        Column("post", N_("单位、职务"), lambda row: row.draft.lecturer_post, 180, editable=_always),
        Column("form", N_("形式"), lambda row: form_label(row.draft.form), 100, editable=_always),
        Column("minutes", N_("分钟"), _minutes, 70, right=True, editable=_always),
    )


class CoursesPanel(QWidget):
    """The list of courses and its sum."""

    done = Signal(str)
    noted = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coursesPanel")
        self._desk = desk
        self._gate = gate
        self._detail: SessionDetail | None = None
        self._rows: list[CourseRow] = []
        self._credit_before = 0
        theme = desk.theme
        self._add = button(theme, "addCourse", _("加一门课"), icon="plus")
        self._remove = button(theme, "removeCourse", _("删掉选中的课"))
        self._sum = label("coursesSum", role="label")
        self._problem = label("coursesProblem", role="problem")
        self._problem.setWordWrap(True)
        self._table = RecordTable(course_columns(), ListRows[CourseRow]([], _place), _title)
        self.grid = RecordView[CourseRow](theme, desk.memory, "courseGrid")
        self.grid.set_records(self._table)
        self.grid.setAccessibleName(_("课程"))
        self._lay_out()
        self._add.clicked.connect(self._add_course)
        self._remove.clicked.connect(self._remove_course)
        self._table.edited.connect(self._take_edits)

    def show_detail(self, detail: SessionDetail) -> None:
        """Show the courses of a session."""
        self._detail = detail
        self._rows = [CourseRow(place, _draft(course)) for place, course in enumerate(detail.courses, 1)]
        minutes = sum(course.minutes for course in detail.courses)
        facts = {"minutes": minutes, "credit": credit_words(detail.credit)}
        self._sum.setText(_("合计 {minutes} 分钟，这一期 {credit} 学时").format(**facts))
        self._problem.setText("")
        self._show()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.grid]

    def _lay_out(self) -> None:
        theme = self._desk.theme
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.px(20), theme.px(9), theme.px(20), theme.px(9))
        tools.setSpacing(theme.px(8))
        for part in (self._add, self._remove):
            tools.addWidget(part)
        tools.addStretch(1)
        tools.addWidget(self._sum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._problem)
        self._problem.setContentsMargins(theme.px(20), 0, theme.px(20), theme.px(4))

    def _show(self) -> None:
        self._table.show(ListRows(self._rows, _place))
        self._remove.setEnabled(bool(self._rows))

    def _add_course(self) -> None:
        if self._detail is None:
            return
        length = int((self._detail.sitting.end - self._detail.sitting.start).total_seconds()) // 60
        free = length - sum(row.draft.minutes for row in self._rows)
        self._rows.append(CourseRow(len(self._rows) + 1, CourseDraft("", minutes=free if free > 0 else 90)))
        self._show()
        self.grid.select_row(len(self._rows) - 1, self._table.column_at("title"))
        self.grid.edit(self.grid.currentIndex())

    def _remove_course(self) -> None:
        row = self.grid.current_record()
        if row is not None:
            kept = [other.draft for other in self._rows if other.place != row.place]
            self._rows = [CourseRow(place, draft) for place, draft in enumerate(kept, 1)]
            self._show()
            self._store()

    def _take_edits(self, edits: Iterable[Edit[CourseRow]]) -> None:
        problems = []
        for edit in edits:
            row = self._rows[edit.record.place - 1]
            changed = typed(row.draft, edit.column, edit.text)
            if changed is None:
                problems.append(_("看不懂“{text}”，没有改").format(text=edit.text))
            else:
                self._rows[row.place - 1] = replace(row, draft=changed)
        self._show()
        self._problem.setText("\n".join(problems))
        if not problems:
            self._store()

    def _store(self) -> None:
        whole = all(row.draft.title.strip() for row in self._rows)
        if self._detail is not None and whole:
            training_id, drafts = self._detail.training.id, [row.draft for row in self._rows]
            self._credit_before = self._detail.credit
            self._gate.write(
                lambda services: services.trainings.set_courses(training_id, drafts),
                self._stored,
                self._problem.setText,
            )

    def _stored(self, outcome: Done[Any]) -> None:
        if not outcome.action or self._detail is None:
            return
        before, now = self._credit_before, self._detail.credit
        if self._detail.sitting.roll_state is RollState.CLOSED and before != now:
            # The roll was settled at the old figure: that it moves must be seen, and can be taken back.
            facts = {"deed": outcome.name, "before": credit_words(before), "now": credit_words(now)}
            self.done.emit(_("{deed}，已结束的签到也从每人 {before} 学时算成 {now} 学时").format(**facts))
        else:
            self.noted.emit(outcome.name)


def typed(draft: CourseDraft, column: str, text: str) -> CourseDraft | None:
    """Put a typed text into a course; None where it is not what the column holds."""
    words = text.strip()
    if column == "minutes":
        return replace(draft, minutes=int(words)) if words.isascii() and words.isdigit() else None
    if column == "form":
        forms = [form for form in CourseForm if words and form_label(form).startswith(words)]
        return replace(draft, form=forms[0]) if forms else None
    fields = {"title": "title", "lecturer": "lecturer", "post": "lecturer_post"}
    return replace(draft, **{fields[column]: words})  # type: ignore[arg-type]


def _draft(course: Course) -> CourseDraft:
    return CourseDraft(
        course.title, course.lecturer, course.lecturer_post, course.form, course.minutes, course.credit
    )


def _place(row: CourseRow) -> int:
    return row.place


def _title(row: CourseRow) -> str:
    return row.draft.title or _("第 {n} 门课").format(n=row.place)


def _minutes(row: CourseRow) -> str:
    return str(row.draft.minutes) if row.draft.minutes else ""


def _always(_row: CourseRow) -> bool:
    return True


def _dim(_row: CourseRow) -> str:
    return "ink3"
