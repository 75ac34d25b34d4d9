"""Ports of the file itself: its journal, copies, attachments, drafts, prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.printing import PrintedCopy
from gzparty.services.copy_views import Copy, Extent, Inside
from gzparty.services.deeds import Change, Deed


class Action(Protocol):
    """A named action under way; `id` and `kinds` are set when its block has ended (0 and empty: nothing changed)."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def kinds(self) -> frozenset[str]: ...


class BlobStore(Protocol):
    """The bytes of attachments by their sha256; added and never changed or deleted, so outside the journal."""

    @property
    def path(self) -> Path: ...
    def put(self, content: bytes, at: datetime) -> str:
        """Keep some bytes and give their hash; to be done before the record that names it."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes of a hash; Refusal where they are missing or no longer what they were."""
        ...

    def faults(self, digests: Iterable[str]) -> Mapping[str, Refusal]:
        """Those that cannot be given, with the reason."""
        ...

    def missing(self, digests: Iterable[str]) -> frozenset[str]:
        """Those that are not there at all, without reading any; whether the others are whole only `faults` says."""
        ...

    def aside(self) -> AbstractContextManager[BlobStore]:
        """The same blobs over a connection of its own, for a long job in another thread."""
        ...


class DraftStore(Protocol):
    """Half-typed forms; unjournalled, kept in the office file."""

    def save(self, form: str, key: str, content: str, at: datetime) -> None: ...
    def load(self, form: str, key: str) -> tuple[datetime, str] | None: ...
    def discard(self, form: str, key: str) -> None: ...
    def all(self) -> Sequence[tuple[str, str, datetime]]: ...


class ImportMemory(Protocol):
    """What columns of sheets were read as, by kind and titles; unjournalled."""

    def load(self, kind: str, titles: str) -> Mapping[str, str] | None: ...
    def kinds(self, titles: str) -> Sequence[str]:
        """As what sheets of these titles were imported, the latest first."""
        ...

    def save(self, kind: str, titles: str, mapping: Mapping[str, str], at: datetime) -> None: ...


class PrintStore(Protocol):
    """What was printed; unjournalled: paper that left the printer cannot be undone."""

    def insert(self, copy: PrintedCopy) -> int:
        """Remember a copy; older ones of the same paper about the same thing forget what they said."""
        ...

    def last(self, paper: str, selector: str) -> PrintedCopy | None: ...
    def latest(self) -> Sequence[PrintedCopy]:
        """The last copy of every paper about everything, newest first."""
        ...

    def about(self, part: str) -> Sequence[PrintedCopy]:
        """Those of them whose selector has this part, such as `training=2026-05`."""
        ...

    def history(self, limit: int) -> Sequence[PrintedCopy]:
        """The latest entries without what they said, newest first."""
        ...


class CopyStore(Protocol):
    """The copies of the office file, in its own folder and in others."""

    def home(self) -> Path: ...
    def listed(self, folder: Path | None = None) -> Sequence[Copy]: ...
    def look_into(self, path: Path, *, steps: bool = True) -> Inside:
        """Open and check a copy; Refusal says why it cannot be used."""
        ...

    def present(self) -> Inside: ...
    def holds_present(self, path: Path) -> bool:
        """Whether a copy opens and nothing was done since it was made."""
        ...

    def is_untouched(self) -> bool:
        """Whether nothing was ever done in the office."""
        ...

    def thin(self, at: datetime, folder: Path | None = None) -> Sequence[Path]:
        """Delete copies the program made by itself that lie too close together; returns them."""
        ...

    def delete(self, path: Path) -> None: ...
    def extent(self, folders: Sequence[Path]) -> Extent:
        """What a change of the password would write anew, the copies in other folders too."""
        ...


class Journal(Protocol):
    """The named actions: undo, redo, history."""

    def deeds(self, limit: int = 200, words: str = "") -> Sequence[Deed]: ...
    def deed(self, action_id: int) -> Deed: ...
    def undoable(self) -> Deed | None: ...
    def redoable(self) -> Deed | None: ...
    def undo(self, steps: int, at: datetime) -> Sequence[Deed]: ...
    def redo(self, steps: int, at: datetime) -> Sequence[Deed]: ...
    def undo_to(self, action_id: int, at: datetime) -> Sequence[Deed]:
        """Undo a deed with all that was done after it; all of them or none."""
        ...

    def redo_to(self, action_id: int, at: datetime) -> Sequence[Deed]: ...
    def take_back(self, action_id: int, at: datetime) -> Deed: ...
    def purge(self, table: str, row_id: int, values: Mapping[str, object]) -> None: ...

    def scrub(self) -> None:
        """Write the file anew once the running action has ended, so that a draft it dropped is nowhere any more."""
        ...

    def deeds_of(self, kind: str, limit: int = 50) -> Sequence[Deed]:
        """The latest actions of a kind or of one below it (import: import.members …), newest first."""
        ...

    def changed_kinds(self, action_id: int) -> frozenset[str]: ...
    def history(self, table: str, row_id: int) -> Sequence[Change]: ...
    def image(self, table: str, row_id: int) -> Mapping[str, object] | None:
        """A row as it is stored now, to compare the journal's images with; None if there is none."""
        ...
