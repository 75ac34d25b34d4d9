"""What a disk may hold after a power cut: what was flushed for certain, of the rest anything.

Flushing a file makes its bytes last, flushing a folder the names in it; nothing else does. Of what was not flushed each
write is there, missing or torn between sectors, each new name, rename and deletion is there or missing, in any order.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.reliability.power_layer import Event

SECTOR = 512


@dataclass
class Content:
    """A file: the bytes that last, and the changes since the last flush."""

    lasting: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)

    def flush(self) -> None:
        """Everything written so far lasts."""
        for event in self.waiting:
            _apply(self.lasting, event)
        self.waiting.clear()


@dataclass
class Rename:
    """A change of names in a folder: `name` means `content` from now on, None if it is gone; `old` means nothing."""

    name: str
    content: Content | None
    old: str = ""


class Disk:
    """A folder as a disk has it, changed event by event."""

    def __init__(self, folder: Path) -> None:
        """Begin with a folder as it lies there, all of it flushed."""
        self._root = str(folder)
        self._inodes: dict[int, Content] = {}
        self._folders: dict[int, str] = {}
        self._live: dict[str, Content] = {}
        self._waiting: dict[str, list[Rename]] = {}
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                self._folders[path.stat().st_ino] = str(path)
            else:
                content = Content(bytearray(path.read_bytes()))
                self._live[str(path)] = self._inodes[path.stat().st_ino] = content
        self._lasting = dict(self._live)
        self._new_folders: set[str] = set()

    def take(self, event: Event) -> None:
        """One change more."""
        if event.op in "WT":
            if event.inode in self._inodes:
                self._inodes[event.inode].waiting.append(event)
        elif event.op == "S":
            self._flush(event.inode)
        elif event.op == "C":
            content = self._inodes[event.inode] = Content()
            self._rename(Rename(event.first, content))
        elif event.op == "R":
            self._rename(Rename(event.second, self._live[event.first], event.first))
        elif event.op == "U":
            self._rename(Rename(event.first, None))
        elif event.op == "D":
            self._folders[event.inode] = event.first
            self._new_folders.add(event.first)

    def _rename(self, change: Rename) -> None:
        _rename(self._live, change)
        self._waiting.setdefault(str(Path(change.name).parent), []).append(change)

    def _flush(self, inode: int) -> None:
        if inode in self._inodes:
            self._inodes[inode].flush()
        elif inode in self._folders:
            folder = self._folders[inode]
            for change in self._waiting.pop(folder, ()):
                _rename(self._lasting, change)
            self._new_folders = {new for new in self._new_folders if str(Path(new).parent) != folder}

    def cut(self, target: Path, chance: random.Random) -> None:
        """Lay out in a folder what may be left when the power fails now; the disk itself stays as it is."""
        names, luck = dict(self._lasting), _luck(chance)
        for changes in self._waiting.values():
            for change in changes:
                if chance.random() < luck:
                    _rename(names, change)
        lost = [folder for folder in self._new_folders if chance.random() >= luck]
        luck = _luck(chance)
        target.mkdir(parents=True)
        for folder in self._folders.values():
            if not _is_within(folder, lost):
                (target / Path(folder).relative_to(self._root)).mkdir(parents=True, exist_ok=True)
        for name, content in names.items():
            if not _is_within(name, lost):
                left = _left(content, luck, chance)
                (target / Path(name).relative_to(self._root)).write_bytes(left)


def _luck(chance: random.Random) -> float:
    """How likely it is that a change is there which was not flushed: often none is, or all are."""
    return chance.choice((0.0, 0.0, 0.1, 0.5, 0.9, 1.0))


def _is_within(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def _rename(names: dict[str, Content], change: Rename) -> None:
    if change.old:
        names.pop(change.old, None)
    if change.content is None:
        names.pop(change.name, None)
    else:
        names[change.name] = change.content


def _left(content: Content, luck: float, chance: random.Random) -> bytes:
    left = bytearray(content.lasting)
    for event in content.waiting:
        if chance.random() < luck:
            _apply(left, event)
        elif luck and event.op == "W" and chance.random() < 0.3:
            for part in _sectors(event):
                if chance.random() < 0.5:
                    _apply(left, part)
    return bytes(left)


def _sectors(event: Event) -> Iterable[Event]:
    place = event.place
    end = place + len(event.data)
    while place < end:
        until = min(end, (place // SECTOR + 1) * SECTOR)
        yield event._replace(place=place, data=event.data[place - event.place : until - event.place])
        place = until


def _apply(content: bytearray, event: Event) -> None:
    if event.op == "T":
        del content[event.place :]
        content.extend(bytes(event.place - len(content)))
    else:
        content.extend(bytes(max(0, event.place - len(content))))
        content[event.place : event.place + len(event.data)] = event.data
