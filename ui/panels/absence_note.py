"""In a person's file: that months went by without taking part, as an alert, with the lines of the rolls on demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.training import status_label
from gzparty.labels.votes import absence_text
from gzparty.services.meeting_views import AbsenceMark, PersonAbsence
from ui.tables.roll_columns import GLYPHS
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.line_list import Line, LineList


class AbsenceNote(QWidget):
    """Hidden where there is no alert; the lines of another person are folded again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personAbsence")
        self._words = label("personAbsenceWords", role="hint", tone="warn")
        self._words.setWordWrap(True)
        self._open = button(theme, "openAbsenceLines", "", "link")
        self._lines = LineList(theme, "personAbsenceLines", 76)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._words)
        column.addWidget(self._open, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lines)
        self._open.clicked.connect(self._toggle)
        self.hide()

    def show_absence(self, absence: PersonAbsence, today: date) -> None:
        """Say the alerts of a person, if there are any."""
        self._words.setText(absence_words(absence, today))
        self._lines.show_lines(_lines(absence.marks), "")
        self._fold(True)
        self.setVisible(bool(absence.counts))

    def _toggle(self) -> None:
        self._fold(not self._lines.isHidden())

    def _fold(self, folded: bool) -> None:
        self._lines.setHidden(folded)
        self._open.setText(_("看签到名单") if folded else _("收起"))


def absence_words(absence: PersonAbsence, today: date) -> str:
    """The alerts of one person, a sentence a line."""
    return "\n".join(
        absence_text(one.months, one.alert, one.last_on, today, of_contact=one.of_contact)
        for one in absence.counts
    )


def _lines(marks: Sequence[AbsenceMark]) -> list[Line]:
    return [
        Line(mark.day.isoformat(), _title(mark), status_label(mark.status), GLYPHS[mark.status])
        for mark in marks
    ]


def _title(mark: AbsenceMark) -> str:
    kinds = _("、").join(meeting_kind_label(kind) for kind in mark.kinds)
    return _("{kinds}：{topic}").format(kinds=kinds, topic=mark.topic) if mark.topic else kinds
