"""干部队伍: the list of reserve cadres, terms of office, the ladder of attendance.

The list and the ladder are for whoever deals with them. No deed, reminder or index names anybody of the list, and a look at
either in the window is noted (`note_look`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.reserve import Reserve, check_alone, check_days
from gzparty.i18n import _
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.cadre_reading import CadreReader
from gzparty.services.cadre_views import CoveredPart, LadderView, Look, ReserveLine, TermLine
from gzparty.services.context import Done, Service

MOST_LOOKS = 20
_KIND = "reserve"


class Cadres(Service):
    """Reserve cadres are put on a list, changed and leave it, each as one deed; the rest is only read."""

    def reserves(self, year: int | None = None, *, left: bool = False) -> tuple[ReserveLine, ...]:
        """Who is on the list, with the training of a year, this one if none is given; `left` adds who was on it."""
        today = self._context.today()
        with self._store.snapshot():
            found = [reserve for reserve in self._store.reserves.all() if left or reserve.left_on is None]
            return self._reader().reserves(found, year or today.year)

    def reserve(self, reserve_id: int) -> ReserveLine:
        """One entry with this year's training; KeyError if there is none."""
        with self._store.snapshot():
            found = self._store.reserves.get(reserve_id)
            return self._reader().reserves([found], self._context.today().year)[0]

    def of_person(self, person_id: int) -> tuple[ReserveLine, ...]:
        """The entries of one person, those of the past too."""
        with self._store.snapshot():
            found = self._store.reserves.of_person(person_id)
            return self._reader().reserves(found, self._context.today().year)

    def find(self, uid: str) -> Reserve:
        """The entry of a uid; Refusal where there is none."""
        found = self._store.reserves.find(uid.strip())
        if found is None:
            raise Refusal("reserve_unknown", uid=uid)
        return found

    def count(self) -> int:
        """How many are on the list: as much as is said while it is covered."""
        return sum(reserve.left_on is None for reserve in self._store.reserves.all())

    def terms(self, on: date | None = None) -> tuple[TermLine, ...]:
        """Every unit that elects, what ends first at the top, with who sits in its committee on a day, today if none is given."""
        with self._store.snapshot():
            return self._reader(on).terms()

    def ladder(self) -> LadderView:
        """Who was absent without excuse from trainings, and which of the office's steps that reaches; it decides nothing."""
        with self._store.snapshot():
            return self._reader().ladder()

    def add(self, draft: ReserveDraft) -> Done[Reserve]:
        """Put somebody on the list of a unit."""
        today = self._context.today()
        entered = draft.entered_on or PartialDate(today.year, today.month, today.day)
        reserve = Reserve(0, self._context.new_uid(), draft.person_id, draft.unit_id, entered)
        reserve = self._checked(_changed(reserve, draft), draft)
        with self._action(_("后备名单加一人"), f"{_KIND}.add") as action:
            reserve = replace(reserve, id=self._store.reserves.insert(reserve))
        return self._done(action, reserve)

    def change(self, reserve_id: int, draft: ReserveDraft) -> Done[Reserve]:
        """Store what the draft says instead; day and reason of leaving stay."""
        before = self._store.reserves.get(reserve_id)
        after = self._checked(_changed(before, draft), draft, before)
        return self._store_changed(before, after, _("后备名单有改动"), f"{_KIND}.change")

    def leave(self, reserve_id: int, on: date, reason: str) -> Done[Reserve]:
        """Take somebody off the list from a day on, with the reason (任用, 退出): the entry stays. Also puts both right."""
        before = self._store.reserves.get(reserve_id)
        after = replace(
            before, left_on=entry.checked_day(on), left_reason=entry.checked_text(reason, entry.NAME_LIMIT)
        )
        check_days(after, self._context.today())
        check_alone(after, self._store.reserves.of_person(after.person_id))
        return self._store_changed(before, after, _("后备名单一人退出"), f"{_KIND}.leave")

    def resume(self, reserve_id: int) -> Done[Reserve]:
        """Take back that somebody left the list; refused where the person is on it again."""
        before = self._store.reserves.get(reserve_id)
        after = replace(before, left_on=None, left_reason="")
        check_alone(after, self._store.reserves.of_person(after.person_id))
        return self._store_changed(before, after, _("后备名单恢复一人"), f"{_KIND}.resume")

    def delete(self, reserve_id: int) -> Done[Reserve]:
        """Delete an entry that was a mistake; undo brings it back."""
        reserve = self._store.reserves.get(reserve_id)
        with self._action(_("后备名单删一条"), f"{_KIND}.delete") as action:
            self._store.reserves.delete(reserve_id)
        return self._done(action, reserve)

    def note_look(self, part: CoveredPart) -> None:
        """Note that a covered part is shown; undo never takes that back, and whoever only reads cannot look."""
        with self._store.aside():
            self._store.office.log_look(part.value, self._context.now(), self._context.source)

    def looks(self, part: CoveredPart, most: int = MOST_LOOKS) -> tuple[Look, ...]:
        """When a covered part was last shown, the latest first."""
        return tuple(Look(at, source) for at, source in self._store.office.looks(part.value, most))

    def _reader(self, on: date | None = None) -> CadreReader:
        return CadreReader(self._store, self._settings(), on or self._context.today())

    def _checked(self, reserve: Reserve, draft: ReserveDraft, before: Reserve | None = None) -> Reserve:
        """Words of bearable length, a person and a unit that are there, days in order, nobody twice."""
        reserve = replace(
            reserve,
            direction=entry.checked_text(draft.direction, entry.NAME_LIMIT),
            mentor=entry.checked_text(draft.mentor, entry.NAME_LIMIT),
            plan=entry.checked_text(draft.plan),
            note=entry.checked_text(draft.note),
        )
        entry.checked_day(reserve.entered_on.first_day())
        check_days(reserve, self._context.today())
        if before is None or before.person_id != reserve.person_id:
            self._check_person(reserve)
        if before is None or before.unit_id != reserve.unit_id:
            self._check_unit(reserve.unit_id)
        if reserve.mentor_id == reserve.person_id:
            raise Refusal("reserve_own_mentor")
        check_alone(reserve, self._store.reserves.of_person(reserve.person_id))
        return reserve

    def _check_person(self, reserve: Reserve) -> None:
        person = self._store.people.person(reserve.person_id)
        if person.merged_into is not None:
            raise Refusal("person_merged_away", name=person.name)
        if person.ended_on is not None:
            raise Refusal("reserve_person_gone", name=person.name, day=person.ended_on)

    def _check_unit(self, unit_id: int) -> None:
        unit = self._units_by_id()[unit_id]
        if unit.closed:
            raise Refusal("unit_closed", name=unit.name)

    def _store_changed(self, before: Reserve, after: Reserve, name: str, kind: str) -> Done[Reserve]:
        with self._action(name, kind) as action:
            if after != before:
                self._store.reserves.update(after)
        return self._done(action, after)


def _changed(reserve: Reserve, draft: ReserveDraft) -> Reserve:
    """An entry with what a draft says of it; without a day the one it has stays."""
    return replace(
        reserve,
        person_id=draft.person_id,
        unit_id=draft.unit_id,
        entered_on=draft.entered_on or reserve.entered_on,
        mentor_id=draft.mentor_id,
    )
