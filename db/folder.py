"""What a session's folder holds, as rows: attachments, the clerk's word on each kind, when our papers were printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from db.driver import Connection
from db.table import Table, code, placeholders
from gzparty.domain.folder import Attachment, FolderItem, FolderKind, FolderMark, Holder, Owner

ATTACHMENTS = Table("attachment", Attachment, kind=code(FolderKind))
ITEMS = Table("folder_item", FolderItem, kind=code(FolderKind), state=code(FolderMark))


class SqliteFolders:
    """Fulfils the FolderStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, owner: Owner) -> Sequence[Attachment]:
        """What is attached to one record, in the order the clerk gave it or it came in."""
        rest = f"WHERE {owner.kind.column} = ? ORDER BY position, id"
        return ATTACHMENTS.select(self._connection, rest, (owner.id,))

    def attachments(self, sitting_id: int) -> Sequence[Attachment]:
        """What is attached to one sitting, in the order the clerk gave it."""
        return self.of(Owner(Holder.SITTING, sitting_id))

    def of_sittings(self, sitting_ids: Iterable[int]) -> Sequence[Attachment]:
        """What is attached to some sittings, sitting by sitting."""
        wanted = list(sitting_ids)
        rest = f"WHERE sitting_id IN ({placeholders(wanted)}) ORDER BY sitting_id, position, id"
        return ATTACHMENTS.select(self._connection, rest, wanted)

    def of_meetings(self, meeting_ids: Iterable[int]) -> Sequence[Attachment]:
        """What is attached to some records of organisational life, record by record."""
        rest = "WHERE meeting_id IN (SELECT value FROM json_each(?)) ORDER BY meeting_id, position, id"
        return ATTACHMENTS.select(self._connection, rest, (json.dumps(list(meeting_ids)),))

    def of_problems(self, problem_ids: Iterable[int]) -> Sequence[Attachment]:
        """Evidence in files for some problems, problem by problem."""
        rest = "WHERE problem_id IN (SELECT value FROM json_each(?)) ORDER BY problem_id, position, id"
        return ATTACHMENTS.select(self._connection, rest, (json.dumps(list(problem_ids)),))

    def of_inspections(self, inspection_ids: Iterable[int]) -> Sequence[Attachment]:
        """What was brought along from some inspections, inspection by inspection."""
        rest = "WHERE inspection_id IN (SELECT value FROM json_each(?)) ORDER BY inspection_id, position, id"
        return ATTACHMENTS.select(self._connection, rest, (json.dumps(list(inspection_ids)),))

    def of_themes(self, theme_ids: Iterable[int]) -> Sequence[Attachment]:
        """Material of some themes, theme by theme."""
        rest = "WHERE theme_id IN (SELECT value FROM json_each(?)) ORDER BY theme_id, position, id"
        return ATTACHMENTS.select(self._connection, rest, (json.dumps(list(theme_ids)),))

    def of_nominations(self, nomination_ids: Iterable[int]) -> Sequence[Attachment]:
        """Files of some nominations, nomination by nomination."""
        rest = "WHERE nomination_id IN (SELECT value FROM json_each(?)) ORDER BY nomination_id, position, id"
        return ATTACHMENTS.select(self._connection, rest, (json.dumps(list(nomination_ids)),))

    def everything(self) -> Sequence[Attachment]:
        """Every attachment of the office."""
        return ATTACHMENTS.select(self._connection, "ORDER BY id")

    def some(self, attachment_ids: Iterable[int]) -> Sequence[Attachment]:
        """Single attachments by id; those that are gone are left out."""
        wanted = list(attachment_ids)
        rest = f"WHERE id IN ({placeholders(wanted)}) ORDER BY position, id"
        return ATTACHMENTS.select(self._connection, rest, wanted)

    def insert(self, attachments: Iterable[Attachment]) -> None:
        """Store new ones."""
        ATTACHMENTS.insert_many(self._connection, attachments)

    def update(self, attachments: Iterable[Attachment]) -> None:
        """Store changed ones."""
        for attachment in attachments:
            ATTACHMENTS.update(self._connection, attachment.id, attachment)

    def delete(self, attachment_ids: Iterable[int]) -> None:
        """Delete the records; the bytes stay where they are."""
        self._connection.executemany(
            "DELETE FROM attachment WHERE id = ?", [(number,) for number in attachment_ids]
        )

    def items(self, sitting_id: int) -> Sequence[FolderItem]:
        """What the clerk said of the kinds of one sitting."""
        return ITEMS.select(self._connection, "WHERE sitting_id = ? ORDER BY id", (sitting_id,))

    def save_item(self, item: FolderItem) -> None:
        """Store the clerk's word on a kind; it takes the place of an earlier one."""
        known = [old for old in self.items(item.sitting_id) if old.kind is item.kind]
        if known:
            ITEMS.update(self._connection, known[0].id, item)
        else:
            ITEMS.insert(self._connection, item)

    def delete_item(self, item_id: int) -> None:
        """Take the clerk's word back."""
        self._connection.execute("DELETE FROM folder_item WHERE id = ?", (item_id,))

    def printed(self, papers: Iterable[str], number: str) -> Mapping[str, date]:
        """When papers about a session were printed or saved last, by paper; those never made are left out."""
        wanted = list(papers)
        found = self._connection.execute(
            "SELECT paper, max(printed_at) FROM print_log"
            f" WHERE paper IN ({placeholders(wanted)}) AND selector = ? GROUP BY paper",
            (*wanted, f"training={number}"),
        )
        return {paper: datetime.fromisoformat(at).date() for paper, at in found}
