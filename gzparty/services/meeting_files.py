"""Files of the records of organisational life: photos, scans of minutes and sign-in sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gzparty.domain.chinese import MINUTES_WORDS
from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.file_names import guess_kind
from gzparty.domain.folder import Attachment, FolderKind, Holder, Owner
from gzparty.domain.meeting import Meeting
from gzparty.services.context import Done, Service
from gzparty.services.month_locks import refuse_locked_meetings
from gzparty.services.new_files import Added, Taken, adding_name, attachment_of, new_among

KINDS = (FolderKind.MINUTES, FolderKind.SIGN_IN, FolderKind.PHOTO, FolderKind.OTHER)
"""What a file of a record can be, in the order it is shown."""


class MeetingFiles(Service):
    """Files of records; their bytes are put into `store.blobs` before. Removing and renaming is `folders`'."""

    def of(self, meeting_id: int) -> tuple[Attachment, ...]:
        """The files of one record by kind, in the order the clerk gave them."""
        found = self._store.folders.of_meetings([meeting_id])
        return tuple(
            sorted(found, key=lambda one: KINDS.index(one.kind) if one.kind in KINDS else len(KINDS))
        )

    def add(self, meeting_id: int, files: Iterable[Taken], kind: FolderKind | None = None) -> Done[Added]:
        """Record files of one record; what is there already is told and not added again."""
        return self.assign({meeting_id: list(files)}, kind)

    def assign(self, files: Mapping[int, Sequence[Taken]], kind: FolderKind | None = None) -> Done[Added]:
        """Record files of several records at once (a hundred photos of the villages), as one action."""
        meetings = self._store.meetings.many(list(files))
        if len(meetings) < len(files):
            raise Refusal("meeting_gone")
        stored: list[Attachment] = []
        doubled: list[Diagnostic] = []
        for meeting in meetings:
            fresh = self._fresh(meeting, files[meeting.id], kind, doubled)
            stored.extend(fresh)
        if not stored:
            return Done(Added((), tuple(doubled)))
        with self._action(adding_name(stored), "meeting.files") as action:
            refuse_locked_meetings(self._store, meetings)
            self._store.folders.insert(stored)
        uids = {one.uid for one in stored}
        now = tuple(one for one in self._store.folders.of_meetings(files) if one.uid in uids)
        return self._done(action, Added(now, tuple(doubled)))

    def _fresh(
        self,
        meeting: Meeting,
        files: Iterable[Taken],
        kind: FolderKind | None,
        doubled: list[Diagnostic],
    ) -> Iterator[Attachment]:
        """Records of the files that one meeting does not have yet; of the others a note."""
        there = self._store.folders.of_meetings([meeting.id])
        fresh, known = new_among(there, files, "meeting_file_doubled")
        doubled += known
        owner, last = Owner(Holder.MEETING, meeting.id), max((one.position for one in there), default=0)
        for place, file in enumerate(fresh, last + 1):
            yield attachment_of(self._context, file, kind or kind_of(file.name), place, owner)


def kind_of(name: str) -> FolderKind:
    """What a file of a record is by its name; what belongs to trainings only is something else here."""
    if any(word in name for word in MINUTES_WORDS):
        return FolderKind.MINUTES
    guessed = guess_kind(name)
    return guessed if guessed in KINDS else FolderKind.OTHER
