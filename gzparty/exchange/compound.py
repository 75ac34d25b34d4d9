"""Take one stream out of a compound file, the container of .xls; only as much of it as that needs."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from struct import unpack_from

_HEAD = 512
_IN_HEAD = 109
"""Entries of the table of tables that stand in the head."""
_SMALL, _SMALL_STREAM = 64, 4096
_ENTRY = 128
_SHIFTS = (9, 12)
"""Sectors have 512 or 4096 bytes."""
_COUNTS = (40, 44, 64, 72)
"""Where the head says of how many sectors the directory and the tables are."""
_LAST = 0xFFFFFFFA
"""From here on a number says that no sector follows."""


def stream_of(data: bytes, names: Sequence[str]) -> bytes | None:
    """The content of the first stream of one of these names; None where there is none or the file is damaged."""
    try:
        return _Compound(data).stream(names)
    except (struct.error, IndexError, ValueError):
        return None


def sizes_fit(data: bytes) -> bool:
    """Whether no table and no stream says it is longer than the whole file; a reader makes room for what they say."""
    shift = unpack_from("<H", data, 30)[0] if len(data) >= _HEAD else 0
    if shift not in _SHIFTS:
        # No compound file, which the reader says itself.
        return True
    try:
        size = 1 << shift
        tables = [unpack_from("<I", data, at)[0] for at in _COUNTS]
        return all(count * size <= len(data) for count in tables) and _Compound(data).longest() <= len(data)
    except (struct.error, IndexError, ValueError):
        return False


class _Compound:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << min(unpack_from("<H", data, 30)[0], 16)
        self._table = self._numbers(self._sectors_of_table())
        small = self._chain(unpack_from("<I", data, 60)[0], self._table)
        self._small_table = self._numbers(small)

    def longest(self) -> int:
        """The size of the longest stream by what the directory says."""
        entries = self._entries()
        form = "<I" if self._size == _HEAD else "<Q"
        places = range(0, len(entries) - _ENTRY + 1, _ENTRY)
        return max((unpack_from(form, entries, at + 120)[0] for at in places), default=0)

    def stream(self, names: Sequence[str]) -> bytes | None:
        entries = self._entries()
        root = unpack_from("<I", entries, 116)[0]
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length = unpack_from("<H", entries, at + 64)[0]
            name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if name in names and entries[at + 66] == 2:
                first, size = unpack_from("<II", entries, at + 116)
                return (self._small_stream(first, root) if size < _SMALL_STREAM else self._large(first))[
                    :size
                ]
        return None

    def _entries(self) -> bytes:
        return self._read(self._chain(unpack_from("<I", self._data, 48)[0], self._table))

    def _large(self, first: int) -> bytes:
        return self._read(self._chain(first, self._table))

    def _small_stream(self, first: int, root: int) -> bytes:
        within = self._large(root)
        return b"".join(within[_SMALL * at :][:_SMALL] for at in self._chain(first, self._small_table))

    def _sectors_of_table(self) -> list[int]:
        """Where the table of sectors stands: told in the head, and in sectors of its own where that is too small."""
        sectors = list(unpack_from(f"<{_IN_HEAD}I", self._data, 76))
        more, seen = unpack_from("<I", self._data, 68)[0], set[int]()
        each = self._size // 4 - 1
        while more < _LAST and more not in seen:
            seen.add(more)
            *numbers, more = unpack_from(f"<{each + 1}I", self._data, _HEAD + more * self._size)
            sectors += numbers
        return [sector for sector in sectors if sector < _LAST]

    def _numbers(self, sectors: Sequence[int]) -> tuple[int, ...]:
        content = self._read(sectors)
        return unpack_from(f"<{len(content) // 4}I", content)

    def _chain(self, first: int, table: Sequence[int]) -> list[int]:
        """The sectors from one on; a chain that runs in a circle ends where it closes."""
        chain, seen = list[int](), set[int]()
        while first < len(table) and first not in seen:
            seen.add(first)
            chain.append(first)
            first = table[first]
        return chain

    def _read(self, sectors: Sequence[int]) -> bytes:
        places = (_HEAD + sector * self._size for sector in sectors)
        return b"".join(self._data[place : place + self._size] for place in places)
