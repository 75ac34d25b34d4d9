"""Files of selections and nominations: the letter of 纪委, minutes of the committee, material about a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.file_names import guess_kind
from gzparty.domain.folder import Attachment, FolderKind
from gzparty.i18n import _
from gzparty.services.context import Done, Service
from gzparty.services.new_files import Added, Owner, Taken, adding_name, attachment_of, new_among

KINDS = (FolderKind.PHOTO, FolderKind.OTHER)
"""What a file here can be."""


class SelectionFiles(Service):
    """Adds and removes files; the bytes are in the store of blobs already and stay there."""

    def add(self, selection_id: int, files: Iterable[Taken]) -> Done[Added]:
        """Record files of a selection as a whole; what is there already is told and not added again."""
        if not self._store.selections.many([selection_id]):
            raise Refusal("selection_gone")
        there = self._store.folders.of_selection(selection_id)
        return self._add(there, files, Owner(selection_id=selection_id))

    def add_to_nomination(self, nomination_id: int, files: Iterable[Taken]) -> Done[Added]:
        """Record files about one candidate, as `add` does."""
        try:
            self._store.selections.nomination(nomination_id)
        except KeyError as error:
            raise Refusal("nomination_gone") from error
        there = self._store.folders.of_nominations([nomination_id])
        return self._add(there, files, Owner(nomination_id=nomination_id))

    def of_nomination(self, nomination_id: int) -> tuple[Attachment, ...]:
        """The files about one candidate."""
        return tuple(self._store.folders.of_nominations([nomination_id]))

    def remove(self, attachment_id: int) -> Done[Attachment]:
        """Take a file out; undo finds it again."""
        found = [
            one
            for one in self._store.folders.some([attachment_id])
            if one.selection_id is not None or one.nomination_id is not None
        ]
        if not found:
            raise Refusal("attachment_gone")
        with self._action(_("删除 {name}").format(name=found[0].name), "selection.files") as action:
            self._store.folders.delete([attachment_id])
        return self._done(action, found[0])

    def _add(self, there: Sequence[Attachment], files: Iterable[Taken], owner: Owner) -> Done[Added]:
        fresh, doubled = new_among(there, files, "selection_file_doubled")
        if not fresh:
            return Done(Added((), tuple(doubled)))
        last = max((one.position for one in there), default=0)
        added = [
            attachment_of(self._context, file, _kind_of(file.name), place, owner)
            for place, file in enumerate(fresh, last + 1)
        ]
        with self._action(adding_name(added), "selection.files") as action:
            self._store.folders.insert(added)
        uids = {one.uid for one in added}
        return self._done(action, Added(self._stored(owner, uids), tuple(doubled)))

    def _stored(self, owner: Owner, uids: set[str]) -> tuple[Attachment, ...]:
        folders = self._store.folders
        there = (
            folders.of_selection(owner.selection_id)
            if owner.selection_id is not None
            else folders.of_nominations([owner.nomination_id or 0])
        )
        return tuple(one for one in there if one.uid in uids)


def _kind_of(name: str) -> FolderKind:
    """A picture is a photo, anything else is other."""
    return FolderKind.PHOTO if guess_kind(name) is FolderKind.PHOTO else FolderKind.OTHER
