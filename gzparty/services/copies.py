"""Use cases of the copies: which there are, whether they open, how one differs from now, one for the stick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.services.context import Service
from gzparty.services.copy_views import Comparison, Copy, Examination, Extent, Inside, Kept, Step

STICK = "stick"
"""The reason of copies that leave this computer; never thinned."""
DAILY, TIMED, CLOSE = "daily", "timed", "close"
"""The reasons of copies the program makes by itself: opened, after so many minutes of change, closed."""
RESCUED = "rescued"
"""The reason of copies made of a file that was open while it was moved away or replaced."""


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
        # Each folder's own order stays among copies of one second.
        return sorted(found.values(), key=lambda copy: copy.at, reverse=True)

    def examine(self, path: Path) -> Examination:
        """Open a copy, check it and count it; takes as long as reading it, so it belongs into a job."""
        try:
            return Examination(self.look_into(path))
        except Refusal as refusal:
            return Examination(None, refusal.diagnostics[0])

    def look_into(self, path: Path) -> Inside:
        """Open a copy, check it and count it; Refusal where it cannot be used."""
        return self._store.copies.look_into(path, steps=False)

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

    def keep(self, reason: str, second: Path | None = None) -> Kept:
        """Copy what was done since the newest copy, beside the office and into a second folder if that is there.

        Never refuses: what went wrong in one place is told, and the other one has its copy nevertheless.
        """
        if self._store.copies.is_untouched():
            return Kept(self._context.now())
        made: list[Path] = []
        problems: list[Diagnostic] = []
        reached = second if second is not None and second.is_dir() else None
        for folder in (None, reached) if reached else (None,):
            if self._is_current(folder):
                continue
            try:
                made.append(self._store.backup(reason, self._context.now(), folder))
            except Refusal as refusal:
                problems += refusal.diagnostics
        return Kept(self._context.now(), tuple(made), tuple(problems), reached)

    def thin(self, second: Path | None = None) -> None:
        """Delete copies the program made by itself that lie too close together; opens those that stay in their place."""
        now = self._context.now()
        self._store.copies.thin(now)
        if second is not None and second.is_dir():
            self._store.copies.thin(now, second)

    def _is_current(self, folder: Path | None) -> bool:
        """Whether the newest copy of a folder has everything; several may be of one second."""
        listed = self._store.copies.listed(folder)
        newest = [copy for copy in listed if copy.at == listed[0].at]
        return any(self._store.copies.holds_present(copy.path) for copy in newest)

    def delete(self, path: Path) -> None:
        """Take a copy away for good."""
        self._store.copies.delete(path)

    def extent(self, folders: Iterable[Path]) -> Extent:
        """What a change of the password would write anew; those of the folders that are not there are left out."""
        return self._store.copies.extent([folder for folder in folders if folder.is_dir()])

    def check(self) -> Sequence[str]:
        """What is wrong with the office file itself; empty if it is sound."""
        return self._store.check()


def _shared(present: Sequence[Step], copy: Sequence[Step]) -> int:
    """How many steps two journals have in common from their beginning."""
    pairs = zip(present, copy, strict=False)
    differing = (place for place, (one, other) in enumerate(pairs) if one != other)
    return next(differing, min(len(present), len(copy)))
