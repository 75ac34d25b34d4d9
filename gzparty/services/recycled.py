"""The recycle bin: what was deleted, in words, and the way back for one record or several."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.past import IN_BIN
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Done, Service
from gzparty.services.deeds import Deed, Gone, Hindrance, Obstacle, Reach
from gzparty.services.record_names import RecordNames

KIND = "record.bring_back"
MOST = 2000
"""How many are listed at most, the newest: older ones are found by their own history."""
MOST_NAMED = 5
"""How many things in the way are said at once."""


@dataclass(frozen=True, slots=True)
class Recycled:
    """One record in the bin: the number of its entry, kind and name in words, by which deed, how many rows went along."""

    entry: int
    kind: str
    name: str
    deed: Deed
    along: int
    lost: bool = False
    """Whether something of it was taken away for good, so that it cannot come back."""


class RecycleBin(Service):
    """Reads what was deleted; bringing it back is one deed like any other."""

    def all(self, words: str = "", limit: int = MOST) -> tuple[Recycled, ...]:
        """The newest first, those in which every one of some words stands."""
        with self._store.snapshot():
            names = RecordNames(self._store)
            found = [_recycled(gone, names) for gone in self._store.deleted.gone(IN_BIN, limit)]
        return tuple(one for one in found if _matches(one, words.split()))

    def bring_back(self, entries: Collection[int]) -> Done[int]:
        """Bring records back with what went along with them, all or none.

        Refusal names what stands in the way: a record they need that is gone, another one in their place, a locked month.
        """
        if not entries:
            return Done(0)
        records = self._store.deleted.some(entries)
        names = RecordNames(self._store)
        self._refuse_final(records, names)
        self._refuse_hindered(records, names)
        first = names.full(records[0].table, records[0].row_id, records[0].image)
        name = _("拿回{what}") if len(records) == 1 else _("拿回{what}等 {n} 条")
        with self._action(name.format(what=first, n=len(records)), KIND) as action:
            self._store.deleted.put_back(records)
            self._check_rules(records, names)
        return self._done(action, len(records))

    def _refuse_final(self, records: Sequence[Gone], names: RecordNames) -> None:
        for gone in records:
            if gone.deed.reach is Reach.FINAL:
                raise Refusal("bring_back_final", what=names.full(gone.table, gone.row_id, gone.image))

    def _refuse_hindered(self, records: Sequence[Gone], names: RecordNames) -> None:
        """Ask record by record, together with all the others: each says what it lacks itself."""
        if not self._store.deleted.obstacles(records):
            return
        wanted = {(gone.table, gone.row_id) for gone in records}
        faults = [
            fault
            for gone in records
            for obstacle in self._store.deleted.obstacles([gone])
            if (obstacle.table, obstacle.row_id) not in wanted or obstacle.hindrance is Hindrance.TAKEN
            for fault in _faults(gone, obstacle, names)
        ]
        told = [fault for place, fault in enumerate(faults) if fault not in faults[:place]]
        raise Refusal.of(told[:MOST_NAMED])

    def _check_rules(self, records: Sequence[Gone], names: RecordNames) -> None:
        """What holds of a record of its kind now, though it did not when it was deleted."""
        from gzparty.services.month_locks import refuse_locked_meetings

        meetings = [gone.row_id for gone in records if gone.table == "meeting"]
        refuse_locked_meetings(self._store, [self._store.meetings.get(number) for number in meetings])
        for gone in records:
            if gone.table == "nomination":
                number = int(str(gone.image["selection_id"]))
                if self._store.selections.get(number).nominations_closed_on is not None:
                    raise Refusal("bring_back_closed", what=names.full(gone.table, gone.row_id, gone.image))


def _recycled(gone: Gone, names: RecordNames) -> Recycled:
    name = names.name(gone.table, gone.row_id, gone.image)
    return Recycled(
        gone.entry, names.kind(gone.table), name, gone.deed, gone.along, gone.deed.reach is Reach.FINAL
    )


def _matches(one: Recycled, words: Sequence[str]) -> bool:
    text = f"{one.kind} {one.name} {one.deed.name}"
    return all(word in text for word in words)


def _faults(gone: Gone, obstacle: Obstacle, names: RecordNames) -> Iterator[Diagnostic]:
    what = names.full(gone.table, gone.row_id, gone.image)
    other = names.full(obstacle.table, obstacle.row_id, obstacle.image)
    if obstacle.hindrance is Hindrance.MISSING:
        yield Diagnostic(Level.ERROR, "bring_back_missing", {"what": what, "parent": other})
    else:
        yield Diagnostic(Level.ERROR, "bring_back_taken", {"what": what, "holder": other})
