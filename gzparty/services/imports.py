"""What lies around an import: mappings remembered, work on a file kept, past imports taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzparty.domain.table import TableKind
from gzparty.services.context import Done, Service
from gzparty.services.deeds import Deed
from gzparty.services.import_draft import ImportDraft

FORM = "import"


class Imports(Service):
    """Memory and past of imports; the import itself is in `Importing`."""

    def remembered(self, kind: TableKind, titles: str) -> Mapping[str, str] | None:
        """What the columns of sheets with these titles were read as, field by letter."""
        return self._store.import_memory.load(kind.value, titles)

    def remembered_kind(self, titles: str) -> TableKind | None:
        """As what a sheet with these titles was imported last."""
        kinds = self._store.import_memory.kinds(titles)
        return TableKind(kinds[0]) if kinds else None

    def remember(self, kind: TableKind, titles: str, mapping: Mapping[str, str]) -> Done[None]:
        """Keep a mapping for the next sheet of this make."""
        self._store.import_memory.save(kind.value, titles, mapping, self._context.now())
        return Done(None)

    def draft(self, digest: str) -> ImportDraft | None:
        """The unfinished work on a file, found by the hash of its bytes."""
        kept = self._store.drafts.load(FORM, digest)
        return ImportDraft.from_json(kept[1]) if kept else None

    def keep_draft(self, digest: str, draft: ImportDraft) -> Done[None]:
        """Keep the unfinished work on a file."""
        self._store.drafts.save(FORM, digest, draft.to_json(), self._context.now())
        return Done(None)

    def drop_draft(self, digest: str) -> Done[None]:
        """Forget the work on a file that is finished or given up."""
        self._store.drafts.discard(FORM, digest)
        return Done(None)

    def past(self, limit: int = 50) -> Sequence[Deed]:
        """The imports of this office, newest first, those taken back too."""
        return self._store.journal.deeds_of(FORM, limit)

    def take_back(self, action_id: int) -> Done[Deed]:
        """Take back one import whole; Refusal with the list of what stands on it, and nothing changes."""
        deed = self._store.journal.take_back(action_id, self._context.now())
        return Done(deed, deed.id, deed.name, self._store.journal.changed_kinds(deed.id))
