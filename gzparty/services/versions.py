"""The history of one record: what each deed changed from what to what, and the way back to one version of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.past import BY_KEY, RecordKind
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.past import column_label, is_untold
from gzparty.records import dataclass
from gzparty.services.context import Done, Service
from gzparty.services.deeds import Change, Deed, Reach
from gzparty.services.record_names import Image, RecordNames

if TYPE_CHECKING:
    from gzparty.services.bundle import Services
    from gzparty.services.ports import Store

KIND = "record.restore"


@dataclass(frozen=True, slots=True)
class Version:
    """A record as one deed left it: what the deed changed, in words, and whether it can be brought back."""

    deed: Deed
    changes: tuple[str, ...]
    restorable: bool = False


@dataclass(frozen=True, slots=True)
class RecordPast:
    """A record's versions, the newest first; `fixed` is the code of why none of its kind is brought back."""

    kind: RecordKind
    row_id: int
    name: str
    versions: tuple[Version, ...]
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one deed did to one row."""

    table: str
    row_id: int
    deed: Deed
    operation: str
    before: Image
    after: Image


class Versions(Service):
    """Reads the past of records; bringing a version back is one deed like any other."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.store, services.context)
        self._services = services

    def past(self, key: str, row_id: int) -> RecordPast:
        """Everything that happened to a record and to what is its own; Refusal for a kind that is covered."""
        kind = BY_KEY[key]
        if kind.covered:
            raise Refusal("version_covered")
        with self._store.snapshot():
            teller = _Teller(self._store)
            now = self._store.journal.image(kind.table, row_id)
            steps = list(_steps_of(self._store, kind, row_id))
            last = now or next((step.before for step in steps if step.table == kind.table), {})
            name = teller.names.full(kind.table, row_id, last)
        return RecordPast(kind, row_id, name, tuple(_versions(kind, row_id, steps, now, teller)), kind.fixed)

    def restore(self, key: str, row_id: int, deed_id: int) -> Done[None]:
        """Bring what was typed back to how a deed left it, through the checks the record's own form goes through.

        What follows from events stays as it is. Refusal where a version is out of reach, or the rules forbid it.
        """
        from gzparty.services.restoring import restore_facts

        kind = BY_KEY[key]
        if kind.fixed:
            raise Refusal(kind.fixed)
        now = self._store.journal.image(kind.table, row_id)
        steps = [step for step in _steps_of(self._store, kind, row_id) if step.table == kind.table]
        found = next((step for step in steps if step.deed.id == deed_id), None)
        if found is None or not found.after:
            raise Refusal("version_unknown", number=deed_id)
        names = RecordNames(self._store)
        what = names.full(kind.table, row_id, now or found.after)
        if now is None:
            raise Refusal("version_gone", what=what)
        _refuse_out_of_reach(found, steps, now)
        if not _differs(kind, found.after, now):
            raise Refusal("version_same", what=what)
        name = _("{what}恢复到 {day} 的样子").format(what=what, day=prose(found.deed.at.date()))
        with self._action(name, KIND) as action:
            try:
                restore_facts(self._services, kind, now, found.after)
            except KeyError as error:
                raise Refusal("version_reference_gone") from error
        return self._done(action, None)


def told_steps(store: Store, key: str, row_id: int) -> Iterator[tuple[Deed, tuple[str, ...]]]:
    """Each deed that touched a record with what it changed, the newest first."""
    kind, teller = BY_KEY[key], _Teller(store)
    for version in _versions(kind, row_id, list(_steps_of(store, kind, row_id)), None, teller):
        yield version.deed, version.changes


def _versions(
    kind: RecordKind, row_id: int, steps: list[_Step], now: Image | None, teller: _Teller
) -> Iterator[Version]:
    by_deed: dict[int, list[_Step]] = {}
    for step in steps:
        by_deed.setdefault(step.deed.id, []).append(step)
    purged = max((step.deed.id for step in steps if step.deed.reach is Reach.FINAL), default=0)
    for number in sorted(by_deed, reverse=True):
        own = next((step for step in by_deed[number] if step.table == kind.table), None)
        changes = dict.fromkeys(text for step in by_deed[number] for text in teller.told(step, kind))
        can = own is not None and now is not None and bool(own.after) and number >= purged
        restorable = can and own is not None and now is not None and _same_shape(own.after, now)
        restorable = restorable and _differs(kind, own.after if own else {}, now or {})
        yield Version(by_deed[number][0].deed, tuple(changes), restorable)


def _steps_of(store: Store, kind: RecordKind, row_id: int) -> Iterator[_Step]:
    yield from _steps(store, kind.table, row_id)
    for table, column in kind.told:
        for child in store.deleted.children(table, column, row_id):
            yield from _steps(store, table, child)
    if kind.ground:
        image = store.journal.image(kind.table, row_id) or {}
        if isinstance(ground := image.get(kind.ground), int):
            yield from _steps(store, "sitting", ground)


def _steps(store: Store, table: str, row_id: int) -> Iterator[_Step]:
    """What each deed did to a row, newest first; what it did in several writes is one, undoing it is not told."""
    changes = store.journal.history(table, row_id)
    after: Image = store.journal.image(table, row_id) or {}
    found: dict[int, _Step] = {}
    for change in changes:
        before: Image = change.before or {}
        if not change.again:
            later = found.get(change.deed.id)
            found[change.deed.id] = _step(table, row_id, change, before, later.after if later else after)
        after = before
    yield from found.values()


def _step(table: str, row_id: int, change: Change, before: Image, after: Image) -> _Step:
    operation = "insert" if not before else "update" if after else "delete"
    return _Step(table, row_id, change.deed, operation, before, after)


def _refuse_out_of_reach(found: _Step, steps: list[_Step], now: Image) -> None:
    if any(step.deed.reach is Reach.FINAL and step.deed.id > found.deed.id for step in steps):
        raise Refusal("version_purged")
    if not _same_shape(found.after, now):
        raise Refusal("version_older_schema")


def _same_shape(image: Image, now: Image) -> bool:
    return image.keys() == now.keys()


def _differs(kind: RecordKind, image: Image, now: Image) -> bool:
    return any(image.get(fact) != now.get(fact) for fact in kind.facts)


class _Teller:
    """Says what steps changed."""

    def __init__(self, store: Store) -> None:
        self.names = RecordNames(store)

    def told(self, step: _Step, kind: RecordKind) -> Iterator[str]:
        """One text for each field that changed; of a new row what it is called, of the record itself nothing."""
        own = step.table == kind.table
        subject = self.names.name(step.table, step.row_id, step.after or step.before)
        subject = subject or self._said(step)
        if step.operation == "insert":
            if not own and step.table != "sitting":
                yield subject
            return
        if step.operation == "delete":
            yield _("删去 {what}").format(what=subject)
            return
        beside = "" if own or step.table == "sitting" else subject
        for column in step.before:
            if step.before[column] != step.after.get(column) and column_label(step.table, column):
                said = self._difference(step, column)
                yield _("{what} {change}").format(what=beside, change=said) if beside else said

    def _difference(self, step: _Step, column: str) -> str:
        field = column_label(step.table, column)
        if is_untold(step.table, column):
            return _("{field}有改动").format(field=field)
        old, new = (
            self.names.value(step.table, column, one.get(column)) for one in (step.before, step.after)
        )
        return _("{field}：{old} → {new}").format(field=field, old=old, new=new)

    def _said(self, step: _Step) -> str:
        """A row without a name, by the first of its columns that says something."""
        image = step.after or step.before
        texts: Mapping[str, str] = {
            column: self.names.value(step.table, column, value)
            for column, value in image.items()
            if value not in (None, "") and column_label(step.table, column)
        }
        return next(iter(texts.values()), "")
