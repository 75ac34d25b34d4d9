"""What can be chosen between in one cell of a board: the dues of its groups, further records, those of one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain.dues import GRAVITY
from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.period import period_label
from gzparty.services.bundle import Services
from gzparty.services.duty_views import DueLine
from gzparty.services.meeting_views import MeetingDetail
from ui.due_glyphs import due_glyph
from ui.panels.meeting.typed import Subject
from ui.widgets.entry_strip import StripEntry

NEW = "new"


class LifeCell(NamedTuple):
    """What was opened: the branch, its dues of a period, and the records that stand for none of them."""

    unit: UnitView
    subject: Subject
    dues: tuple[DueLine, ...] = ()
    besides: tuple[Meeting, ...] = ()

    def line(self, key: str) -> DueLine | None:
        """The due of a key."""
        return next((line for line in self.dues if key_of(line) == key), None)

    def keys(self, detail: MeetingDetail | None) -> tuple[str, ...]:
        """Keys of everything to choose between while a record is shown: a record's id, or new with its due."""
        keys = [key_of(line) for line in self.dues]
        keys += [str(meeting.id) for meeting in self.besides]
        if detail is not None:
            keys += [str(detail.meeting.id), *(str(other.id) for other in detail.others)]
        return tuple(dict.fromkeys(keys)) or (NEW,)

    def entries(self, detail: MeetingDetail | None) -> tuple[StripEntry, ...]:
        """The same as small buttons."""
        return tuple(self._entry(key, detail) for key in self.keys(detail))

    def first(self, meeting_id: int = 0, group_id: int = 0) -> str:
        """The key to open first: the record asked for, that of the group asked for, else the gravest due's."""
        if meeting_id:
            return str(meeting_id)
        wanted = [line for line in self.dues if line.due.group_id == group_id] if group_id else ()
        lines: Sequence[DueLine] = wanted or self.dues
        if not lines:
            return str(self.besides[0].id) if self.besides else NEW
        return key_of(min(lines, key=lambda line: GRAVITY[line.due.state]))

    def subject_of(self, key: str, detail: MeetingDetail | None) -> Subject:
        """Whose record a key is about."""
        if detail is not None:
            meeting = detail.meeting
            return Subject(meeting.kind, meeting.unit_id, meeting.group_id, self.subject.period)
        line = self.line(key)
        return self.subject._replace(group_id=line.due.group_id or None) if line else self.subject

    def remark(self, key: str, detail: MeetingDetail | None) -> str:
        """第二党小组 6月, or the kind where no group is meant."""
        line = self.line(key)
        group = line.group if line else ""
        kind, period = self.subject.kind, self.subject.period
        if detail is not None:
            group = detail.group.name if detail.group else ""
            kind, period = detail.meeting.kind, Period.parse(detail.meeting.period)
        words = (group or meeting_kind_label(kind), period_label(period) if period else "")
        return " ".join(part for part in words if part)

    def _entry(self, key: str, detail: MeetingDetail | None) -> StripEntry:
        line = self.line(key)
        if line is not None:
            words = line.group or meeting_kind_label(self.subject.kind)
            return StripEntry(key, words, due_glyph(line.due), line.why)
        known = (*self.besides, *((detail.meeting, *detail.others) if detail else ()))
        meeting = next((one for one in known if str(one.id) == key), None)
        if meeting is None:
            return StripEntry(key, _("新记录"))
        # A further record of the same kind differs by its month, one of the same sitting by its kind.
        same = meeting.kind is self.subject.kind
        words = period_label(Period.parse(meeting.period)) if same else meeting_kind_label(meeting.kind)
        return StripEntry(key, words)


def key_of(line: DueLine) -> str:
    """A due's key: the id of its record, or its group and number while it has none."""
    if line.due.record is not None:
        return str(line.due.record.record_id)
    return f"{NEW}-{line.due.group_id}-{line.due.ordinal}"


def read_cell(services: Services, kind: MeetingKind, unit: UnitView, period: Period | None) -> LifeCell:
    """Everything of one cell; without a period a record of no due in particular."""
    subject = Subject(kind, unit.id, None, period)
    if period is None:
        return LifeCell(unit, subject)
    with services.store.snapshot():
        lines = services.dues.cell(kind.value, unit.id, period)
        known = {line.due.record.record_id for line in lines if line.due.record}
        besides = tuple(
            meeting
            for meeting in services.meeting_views.of_unit(unit.id, period.year)
            if meeting.kind is kind
            and meeting.id not in known
            and period.covers(Period.parse(meeting.period))
        )
    return LifeCell(unit, subject, lines, besides)


def month_of(period: Period) -> Period:
    """The month in which a period closes."""
    return Period.of_month(period.last.year, period.last.month)
