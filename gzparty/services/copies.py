"""Use cases of the copies: which there are, whether they open, how one differs from now, one for the stick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gzparty.domain.diagnostic import Refusal
from gzparty.services.context import Service
from gzparty.services.copy_views import Comparison, Copy, Examination, Step

STICK = "stick"
"""The reason of copies that leave this computer; never thinned."""
RESCUED = "rescued"
"""The reason of copies made of a file that was open while it was moved away or replaced."""
DAILY = "daily"
"""The reason of copies the program makes by itself when it is opened."""


class Copies(Service):
    """Reads and makes copies; none of it is a deed that undo could take back."""

    def home(self) -> Path:
        """Where the copies beside the office file lie."""
        return self._store.copies.home()

    def listed(self, folders: Iterable[Path] = ()) -> Sequence[Copy]:
        """The copies beside the office file and in other folders, newest first, none opened."""
        found = {copy.path: copy for copy in self._store.copies.listed()}
        for folder in folders:
            found |= {copy.path: copy for copy in self._store.copies.listed(folder)}
        return sorted(found.values(), key=lambda copy: (copy.at, copy.path.name), reverse=True)

    def examine(self, path: Path) -> Examination:
        """Open a copy, check it and count it; takes as long as reading it, so it belongs into a job."""
        try:
            return Examination(self._store.copies.look_into(path, steps=False))
        except Refusal as refusal:
            return Examination(None, refusal.diagnostics[0])

    def compare(self, path: Path) -> Comparison:
        """A copy beside the present; Refusal where it does not open."""
        copy = self._store.copies.look_into(path)
        with self._store.snapshot():
            present = self._store.copies.present()
        shared = _shared(present.steps, copy.steps)
        return Comparison(
            present=present.counts,
            copy=copy.counts,
            lost=present.steps[shared:],
            regained=copy.steps[shared:],
            same_office=present.office_uid == copy.office_uid,
            office=copy.office,
        )

    def store_in(self, folder: Path) -> Path:
        """A verified copy in a folder that is there, such as one of a stick; returns where it lies."""
        if not folder.is_dir():
            # Made anew it would lie on this computer's own disk, under the name of the stick.
            raise Refusal("copy_folder_missing", path=folder)
        return self._store.backup(STICK, self._context.now(), folder)

    def rescue(self, folder: Path | None = None) -> Path:
        """A verified copy of what is still open, where the office file itself was moved away or replaced."""
        return self._store.backup(RESCUED, self._context.now(), folder)

    def keep_daily(self) -> Path | None:
        """The day's own copy, unless nothing was done since the newest one; older ones of its kind are thinned."""
        latest = next(iter(self._store.journal.deeds(1)), None)
        newest = next(iter(self._store.copies.listed()), None)
        if latest is None or (newest is not None and newest.at >= latest.at):
            return None
        path = self._store.backup(DAILY, self._context.now())
        self._store.copies.thin()
        return path

    def delete(self, path: Path) -> None:
        """Take a copy away for good."""
        self._store.copies.delete(path)

    def check(self) -> Sequence[str]:
        """What is wrong with the office file itself; empty if it is sound."""
        return self._store.check()


def _shared(present: Sequence[Step], copy: Sequence[Step]) -> int:
    """How many steps two journals have in common from their beginning."""
    pairs = zip(present, copy, strict=False)
    differing = (place for place, (one, other) in enumerate(pairs) if one != other)
    return next(differing, min(len(present), len(copy)))
