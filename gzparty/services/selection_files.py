"""Files of selections and nominations: the letter of 纪委, minutes of the committee, material about a candidate."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.file_names import guess_kind
from gzparty.domain.folder import Attachment, FolderKind, Holder, Owner
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.filing import Filing, Shelf
from gzparty.services.new_files import Added, Taken

KINDS = (FolderKind.PHOTO, FolderKind.OTHER)
"""What a file here can be."""


class SelectionFiles(Filing):
    """Adds and removes files; the bytes are in the store of blobs already and stay there."""

    def add(self, selection_id: int, files: Iterable[Taken]) -> Done[Added]:
        """Record files of a selection as a whole; what is there already is told and not added again."""
        if not self._store.selections.many([selection_id]):
            raise Refusal("selection_gone")
        return self._file(Owner(Holder.SELECTION, selection_id), files, SHELF)

    def add_to_nomination(self, nomination_id: int, files: Iterable[Taken]) -> Done[Added]:
        """Record files about one candidate, as `add` does."""
        try:
            self._store.selections.nomination(nomination_id)
        except KeyError as error:
            raise Refusal("nomination_gone") from error
        return self._file(Owner(Holder.NOMINATION, nomination_id), files, SHELF)

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


def _kind_of(name: str) -> FolderKind:
    """A picture is a photo, anything else is other."""
    return FolderKind.PHOTO if guess_kind(name) is FolderKind.PHOTO else FolderKind.OTHER


SHELF = Shelf(_kind_of, "selection_file_doubled", "selection.files")
