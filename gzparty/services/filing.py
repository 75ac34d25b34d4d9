"""Recording files of one record, whatever kind it is: new ones in one action, those that are there already told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from gzparty.domain.folder import Attachment, FolderKind, Owner
from gzparty.records import dataclass
from gzparty.services.context import Done, Service
from gzparty.services.new_files import Added, Taken, adding_name, attachment_of, new_among


@dataclass(frozen=True, slots=True)
class Shelf:
    """How one kind of record keeps its files: what a name says of one, the code of a doubled one, the kind of deed."""

    kind_of: Callable[[str], FolderKind]
    doubled: str
    deed: str


class Filing(Service):
    """Base of the services that add files; the bytes are in the store of blobs already."""

    def _file(
        self,
        owner: Owner,
        files: Iterable[Taken],
        shelf: Shelf,
        kind: FolderKind | None = None,
        round_: int | None = None,
    ) -> Done[Added]:
        """Record the files that are new with their owner; with a round, new in that round."""
        stored = self._store.folders.of(owner)
        there = [one for one in stored if round_ in (None, one.round)]
        fresh, doubled = new_among(there, files, shelf.doubled)
        if not fresh:
            return Done(Added((), tuple(doubled)))
        last = max((one.position for one in stored), default=0)
        added = [
            attachment_of(self._context, file, kind or shelf.kind_of(file.name), place, owner)
            for place, file in enumerate(fresh, last + 1)
        ]
        if round_ is not None:
            added = [replace(one, round=round_) for one in added]
        with self._action(adding_name(added), shelf.deed) as action:
            self._store.folders.insert(added)
        return self._done(action, Added(self._stored(owner, added), tuple(doubled)))

    def _stored(self, owner: Owner, added: Iterable[Attachment]) -> tuple[Attachment, ...]:
        uids = {one.uid for one in added}
        return tuple(one for one in self._store.folders.of(owner) if one.uid in uids)
