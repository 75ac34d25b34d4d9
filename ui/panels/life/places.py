"""What stands in the place of the board for a while: a roll, an appraisal, a branch's talks, what contradicts, alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.meeting_views import MeetingDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.widgets.back_head import BackHead

if TYPE_CHECKING:
    from ui.panels.life.absence_list import AbsenceList
    from ui.panels.life.appraisal_editor import AppraisalEditor
    from ui.panels.life.crosscheck_list import CrosscheckList
    from ui.panels.life.talk_list import TalkList
    from ui.panels.meeting.roll import MeetingRoll

    Place = MeetingRoll | AppraisalEditor | TalkList | CrosscheckList | AbsenceList


class LifePlaces(QObject):
    """Builds each when it is first wanted and puts it into the page's stack, under a head that leads back."""

    done = Signal(str)
    noted = Signal(str)
    changed = Signal()
    """Another one is in sight, or the board again."""

    def __init__(self, desk: Desk, gate: Gate, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk = desk
        self._gate = gate
        self._stack = stack
        self._roll: MeetingRoll | None = None
        self._appraisal: AppraisalEditor | None = None
        self._talks: TalkList | None = None
        self._contradictions: CrosscheckList | None = None
        self._absences: AbsenceList | None = None
        self._year = 0
        self._heads: dict[QObject, BackHead] = {}
        self._holders: dict[QObject, QWidget] = {}
        self._shown: Place | None = None

    def shown(self) -> Place | None:
        """What stands in the board's place now."""
        return self._shown

    def roll(self) -> MeetingRoll | None:
        """The roll, while it is in sight."""
        return self._roll if self._shown is self._roll else None

    def follow(self, detail: MeetingDetail | None) -> None:
        """The record beside it is another now, or stands differently: what belongs to a record follows it or goes."""
        if self._shown is None or self._shown in (self._talks, self._contradictions, self._absences):
            return
        if detail is None:
            self.leave()
        elif self._shown is self._roll:
            self.open_roll(detail, focus=False)
        elif self._shown is self._appraisal:
            self.open_appraisal(detail)

    def open_roll(self, detail: MeetingDetail, *, focus: bool = True) -> None:
        """Take the roll of a record by names."""
        if self._roll is None:
            from ui.panels.meeting.roll import MeetingRoll

            self._roll = MeetingRoll(self._desk, self._gate)
            self._roll.noted.connect(self.noted)
            self._roll.done.connect(self.done)
            self._add(self._roll, "meetingRoll")
        if detail.roll is None:
            return self.leave()
        self._roll.show_detail(detail)
        self._show(self._roll, self._roll.title(detail), _("这个月已经锁定") if detail.locked else "")
        if focus:
            self._roll.search.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def open_appraisal(self, detail: MeetingDetail) -> None:
        """Enter ballots and grades of a 民主评议."""
        if self._appraisal is None:
            from ui.panels.life.appraisal_editor import AppraisalEditor

            self._appraisal = AppraisalEditor(self._desk, self._gate)
            self._appraisal.done.connect(self.done)
            self._add(self._appraisal, "appraisal")
        self._appraisal.show_meeting(detail.meeting.id)
        title = _("{unit} {year}年度 民主评议党员").format(unit=detail.unit.name, year=detail.meeting.period)
        self._show(self._appraisal, title)

    def open_talks(self, unit_id: int, unit: str, year: int) -> None:
        """List the talks of one branch."""
        if self._talks is None:
            from ui.panels.life.talk_list import TalkList

            self._talks = TalkList(self._desk, self._gate)
            self._talks.done.connect(self.done)
            self._add(self._talks, "talks")
        self._talks.show_year(year, unit_id)
        self._show(self._talks, _("{unit} {year}年度 谈心谈话").format(unit=unit, year=year))
        self._talks.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on_with_talk(self, deed: str, talk_id: int) -> None:
        """Go on with a talk half typed, among those in sight."""
        if self._talks is not None and self._shown is self._talks:
            self._talks.go_on(deed, talk_id)

    def begin_talk(self) -> bool:
        """Register a talk among those in sight; tell whether there are any in sight."""
        if self._talks is None or self._shown is not self._talks:
            return False
        self._talks.add()
        return True

    def open_contradictions(self, year: int) -> None:
        """List what records say against each other."""
        if self._contradictions is None:
            from ui.panels.life.crosscheck_list import CrosscheckList

            self._contradictions = CrosscheckList(self._desk, self._gate)
            self._contradictions.absences_wanted.connect(self.open_absences)
            self._add(self._contradictions, "contradictions")
        self._year = year
        self._contradictions.show_year(year)
        self._show(self._contradictions, _("{year}年 交叉核对").format(year=year))
        self._contradictions.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_absences(self) -> None:
        """List whom rolls by names miss for months."""
        if self._absences is None:
            from ui.panels.life.absence_list import AbsenceList

            self._absences = AbsenceList(self._desk, self._gate)
            self._add(self._absences, "absences", _("回到交叉核对"))
        self._absences.refresh()
        self._show(self._absences, _("缺席提醒"))
        self._absences.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Show what led here: the contradictions for the alerts, else the board."""
        if self._shown is not None and self._shown is self._absences:
            self.open_contradictions(self._year)
        else:
            self.leave()

    def leave(self) -> None:
        """Show the board again."""
        if self._shown is not None:
            self._shown = None
            self._stack.setCurrentIndex(0)
            self.changed.emit()

    def leave_record(self) -> None:
        """Show the board again if what stands in its place belongs to one record."""
        if self._shown is not None and self._shown in (self._roll, self._appraisal):
            self.leave()

    def _add(self, place: QWidget, name: str, back: str = "") -> None:
        head = self._heads[place] = BackHead(self._desk.theme, name, back or _("回到全年"))
        head.left.connect(self.go_back)
        holder = self._holders[place] = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(place, 1)
        self._stack.addWidget(holder)

    def _show(self, place: Place, title: str, remark: str = "") -> None:
        self._heads[place].show_title(title, remark)
        other = self._shown is not place
        self._shown = place
        self._stack.setCurrentWidget(self._holders[place])
        if other:
            self.changed.emit()
