"""Files on their way into a session's folder: looked at, pictures shrunk, bytes kept; the records follow in one action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.file_names import (
    PICTURES,
    UNREADABLE_PICTURES,
    is_program,
    media_of,
    safe_name,
    suffix_of,
    with_suffix,
)
from gzparty.i18n import _
from gzparty.labels.folder import size_text
from gzparty.records import dataclass
from gzparty.services.new_files import Taken

if TYPE_CHECKING:
    from gzparty.services.file_ports import BlobStore

LARGEST = 50 * 1024 * 1024
"""Bytes of one file; a film belongs on a stick, and its place into the folder's checklist."""
HEAD = 16
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Something dropped or pasted: a path, or bytes that never were a file."""

    name: str
    path: Path | None = None
    content: bytes = b""


@dataclass
class TakenIn:
    """What became of a batch so far; `untouched` counts the files left when it was stopped."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)
    untouched: int = 0


def take_in(
    blobs: BlobStore,
    sources: Sequence[Source],
    at: datetime,
    progress: Progress | None = None,
    stopped: Callable[[], bool] | None = None,
) -> TakenIn:
    """Keep the bytes of each file that can be kept, and the reason for each that cannot; the others go on.

    Looks at `stopped` between two files. A full disk or an unreadable store ends the batch with its Refusal.
    """
    taken_in = TakenIn()
    for number, source in enumerate(sources, 1):
        if stopped is not None and stopped():
            taken_in.untouched = len(sources) - number + 1
            break
        if progress is not None:
            progress(number, len(sources), source.name)
        try:
            name, media, content = prepared(source)
        except Refusal as refusal:
            taken_in.refused.extend(refusal.diagnostics)
            continue
        taken_in.taken.append(Taken(name, media, blobs.put(content, at), len(content)))
    return taken_in


def prepared(source: Source) -> tuple[str, str, bytes]:
    """Name, media type and bytes as they are kept; Refusal says why a file is not."""
    name = safe_name(source.name, _("未命名"))
    content = source.content if source.path is None else _read(source.path, name)
    if not content:
        raise Refusal("material_empty", name=name)
    if is_program(source.name, content[:HEAD]) or is_program(name, content[:HEAD]):
        raise Refusal("material_is_program", name=name)
    suffix = suffix_of(name)
    if suffix in UNREADABLE_PICTURES or (suffix in PICTURES and _is_heic(content)):
        raise Refusal("picture_unsupported", name=name)
    if suffix in PICTURES:
        from gzparty.exchange.pictures import SUFFIXES, shrunk

        content, media = shrunk(content, name)
        return (
            (name if _says(suffix, SUFFIXES[media]) else with_suffix(name, SUFFIXES[media])),
            media,
            content,
        )
    return name, media_of(name), content


def sources_of(paths: Iterable[Path]) -> list[Source]:
    """Paths as sources, named after the files."""
    return [Source(path.name, path) for path in paths]


def _read(path: Path, name: str) -> bytes:
    """The whole of a file, its size looked at first."""
    if path.is_dir():
        raise Refusal("material_is_folder", name=name)
    if path.exists() and not path.is_file():
        # A pipe or a device: it may never end.
        raise Refusal("material_vanished", name=name)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
            if len(content) > LARGEST:
                size = size_text(path.stat().st_size)
                raise Refusal("material_too_big", name=name, size=size, limit=size_text(LARGEST))
    except OSError as error:
        raise Refusal("material_vanished", name=name) from error
    return content


def _is_heic(content: bytes) -> bool:
    """Whether an iPhone's picture came under another suffix (ISO base media file, brand heic or alike)."""
    return content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def _says(suffix: str, wanted: str) -> bool:
    return suffix == wanted or (wanted == "jpg" and suffix in ("jpeg", "jpe", "jfif"))
