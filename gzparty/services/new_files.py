"""Files on their way to whatever they belong to: which are new there, and the record of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.folder import Attachment, FolderKind, Owner
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Context


@dataclass(frozen=True, slots=True)
class Taken:
    """A file whose bytes are already in the store of blobs, before its record."""

    name: str
    media: str
    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files of one batch; `doubled` name those that were there already."""

    attachments: tuple[Attachment, ...]
    doubled: tuple[Diagnostic, ...] = ()


def new_among(
    there: Sequence[Attachment], files: Iterable[Taken], code: str
) -> tuple[list[Taken], list[Diagnostic]]:
    """The files whose bytes are not there yet, each once; of the others a note of that code."""
    known = {one.hash: one.name for one in there}
    fresh: list[Taken] = []
    doubled: list[Diagnostic] = []
    for file in files:
        if file.hash in known:
            doubled.append(Diagnostic(Level.NOTE, code, {"name": file.name, "known": known[file.hash]}))
        else:
            known[file.hash] = file.name
            fresh.append(file)
    return fresh, doubled


def attachment_of(context: Context, file: Taken, kind: FolderKind, place: int, owner: Owner) -> Attachment:
    """The record of a file, not stored yet."""
    named: dict[str, Any] = {"sitting_id": None, owner.kind.column: owner.id}
    return Attachment(
        id=0,
        uid=context.new_uid(),
        kind=kind,
        position=place,
        name=file.name,
        media=file.media,
        hash=file.hash,
        size=file.size,
        **named,
    )


def adding_name(stored: Sequence[Attachment]) -> str:
    """What adding some files is called."""
    if len(stored) == 1:
        return _("加材料 {name}").format(name=stored[0].name)
    return _("加 {n} 份材料").format(n=len(stored))
