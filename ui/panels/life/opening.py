"""What of 组织生活 comes into sight: a cell by hand, a record another page asks for, what was left half typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton

from gzparty.domain.meeting import MeetingKind, YearlyKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from ui.gate import Gate
from ui.panels.life.board import is_monthly
from ui.panels.life.body import LifeBody
from ui.panels.life.places import LifePlaces
from ui.panels.life.record import LifeRecord, Opened
from ui.widgets.kind_row import KindRow
from ui.wishes import LifeRequest


class LifeOpening(QObject):
    """Opens records beside the board and talks in its place; `year` is the one shown."""

    def __init__(
        self, gate: Gate, kinds: KindRow, body: LifeBody, record: LifeRecord, places: LifePlaces
    ) -> None:
        super().__init__(body)
        self._gate = gate
        self._kinds = kinds
        self._body = body
        self._record = record
        self._places = places
        self.year = 0
        self.is_to_type = False
        """Whether the caret goes into what is opened for another page."""
        gate.drafts.opens("meeting", self._go_on)
        gate.drafts.opens("talk", self._go_on_with_talk)
        gate.drafts.opens("vote", self._go_on_with_vote)

    def open_cell(self, unit: UnitView, period: Period) -> None:
        """Open the record of the kind in sight."""
        self._record.open(Opened(MeetingKind(self._kinds.value()), unit, period))

    def open_by_hand(self, unit: UnitView, period: Period) -> None:
        """Open a record to be typed."""
        self.open_cell(unit, period)
        self._record.begin_typing()

    def open_at_first(self) -> None:
        """Open the record the clerk stands on, once the board is painted.

        In turns of their own: board, panel and record together would hold the window too long.
        """
        QTimer.singleShot(0, self, self._prepare_record)

    def open_talks(self, unit_id: int, year: int) -> None:
        """List the talks of a branch in the place of the board."""
        unit = self._unit(unit_id)
        if unit is not None:
            self._record.put_away()
            self._places.open_talks(unit_id, unit.name, year)

    def add(self) -> None:
        """Begin a record of the kind for the branch the clerk stands on."""
        here = self._body.here()
        if self._places.begin_talk() or here is None:
            return
        if self._kinds.value() == YearlyKind.TALK:
            self.open_talks(here[0].id, self.year)
            self._places.begin_talk()
        else:
            self.open_cell(*here)
            self._record.panel.begin_new()

    def go_to(self, request: LifeRequest, only_open: QAbstractButton) -> None:
        """Open the record or cell another page asked for; `only_open` is let go where it hides that."""
        unit = self._unit(request.unit_id)
        if unit is None:
            return
        kind = self._kinds.value()
        period = Period.parse(request.period) if request.period else None
        if kind == YearlyKind.TALK:
            self.open_talks(unit.id, self.year)
            return
        if not self._body.go_to(unit.id, period) and is_monthly(kind):
            # Hidden by the filter: what is asked for comes before it.
            only_open.setChecked(False)
            self._body.go_to(unit.id, period)
        here = self._body.here()
        if here is not None and is_monthly(kind):
            period = here[1]
        opened = Opened(MeetingKind(kind), unit, period or Period(self.year, 1, 12))
        self._record.open(opened, request.meeting_id, request.group_id)
        typing, self.is_to_type = self.is_to_type, False
        if typing:
            self._record.begin_typing()

    def with_place(self, request: LifeRequest) -> LifeRequest:
        """A request for a record with the branch and the time it is of."""
        meeting = self._gate.reader.meeting_views.detail(request.meeting_id).meeting
        return request._replace(
            kind=meeting.kind.value,
            unit_id=meeting.unit_id,
            group_id=meeting.group_id or 0,
            period=meeting.period,
            year=Period.parse(meeting.period).year,
        )

    def _prepare_record(self) -> None:
        self._record.prepare()
        QTimer.singleShot(0, self, self._open_here)

    def _open_here(self) -> None:
        here = self._body.here()
        if here is not None and self._places.shown() is None and not self._record.is_open():
            self.open_cell(*here)

    def _go_on(self, record: str) -> None:
        """Go on with a new record half typed; one that is stored shows what was typed by itself."""
        if self._record.is_open():
            self._record.panel.go_on(record)

    def _go_on_with_talk(self, record: str) -> None:
        """Go on with a talk half typed, of the branch whose talks were listed."""
        deed, year, unit_id, talk_id = record.split(" ")
        self.open_talks(int(unit_id), int(year))
        self._places.go_on_with_talk(deed, int(talk_id))

    def _go_on_with_vote(self, record: str) -> None:
        """Go on with a vote half typed, where its record is in sight."""
        if self._record.is_open():
            self._record.panel.go_on_with_vote(record)

    def _unit(self, unit_id: int) -> UnitView | None:
        return self._gate.reader.people.units_by_id().get(unit_id)
