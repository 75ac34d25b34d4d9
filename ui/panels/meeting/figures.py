"""The line under the figures of a record: a green tick where they agree, a red sentence where they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gzparty.domain.meeting import Absence, Meeting, MeetingKind
from gzparty.domain.meeting_rules import findings
from gzparty.i18n import _
from gzparty.labels import sentence
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import label, set_tone


class FiguresLine(QWidget):
    """Says at every key whether 应到 is 实到 and those away together; says nothing while too little is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("figuresLine")
        self._theme = theme
        self._glyph = QLabel()
        self._words = label("figuresWords", role="problem")
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(4))
        row.setSpacing(theme.px(6))
        row.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_figures(
        self,
        expected: int | None,
        attended: int | None,
        leave: int | None,
        absent: int | None,
        absences: Sequence[Absence],
    ) -> None:
        """Show what figures and names say together."""
        wrong = _contradictions(expected, attended, leave, absent, absences)
        glyph, tone, words = Glyph.OVER, "over", wrong
        if not wrong:
            glyph, tone, words = _agreement(expected, attended, leave, absent, absences)
        self._words.setText(words)
        set_tone(self._words, tone)
        self._theme.show_glyph(self._glyph, glyph, 14)
        self.setVisible(bool(words))
        self.setAccessibleName(words)


def _contradictions(
    expected: int | None,
    attended: int | None,
    leave: int | None,
    absent: int | None,
    absences: Sequence[Absence],
) -> str:
    record = Meeting(
        0,
        "",
        "",
        0,
        MeetingKind.BRANCH_MEETING,
        0,
        None,
        "2000-01",
        expected=expected,
        attended=attended,
        on_leave=leave,
        absent=absent,
        absences=tuple(absences),
    )
    return _("；").join(sentence(finding) for finding in findings(record, date(2000, 1, 1)))


def _agreement(
    expected: int | None,
    attended: int | None,
    leave: int | None,
    absent: int | None,
    absences: Sequence[Absence],
) -> tuple[Glyph, str, str]:
    """What the figures come to; names stand in for numbers that were not written."""
    if expected is None or attended is None:
        return Glyph.TODO, "ink3", ""
    away = expected - attended
    named = sum(one.leave for one in absences)
    leave = named if leave is None else leave
    absent = len(absences) - named if absent is None else absent
    if leave + absent != away:
        rest = away - leave - absent
        words = _("应到 {expected}，实到 {attended}，还有 {rest} 人没写原因")
        if rest < 0:
            words = _("应到 {expected}，实到 {attended}，没来的人多写了 {more} 个")
        tone = ("ink3", Glyph.TODO) if rest > 0 else ("over", Glyph.OVER)
        return tone[1], tone[0], words.format(expected=expected, attended=attended, rest=rest, more=-rest)
    parts = [_("实到 {n}").format(n=attended)]
    parts += [_("请假 {n}").format(n=leave)] if leave else []
    parts += [_("缺席 {n}").format(n=absent)] if absent else []
    words = _("应到 {expected} ＝ {parts}，人数对得上")
    return Glyph.DONE, "ok", words.format(expected=expected, parts=_(" ＋ ").join(parts))
