"""Looks for known names in every byte below a folder, in every encoding a name could lie in."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SHORTEST = 3
"""Letters a name has at least: two of them would be found by chance in noise, once in many files."""


class Hit(NamedTuple):
    """A file that holds names, or bears one."""

    path: Path
    names: frozenset[str]


class Search:
    """Searches what it is shown; what it has searched once, whatever file it lies in, it does not search again."""

    def __init__(self, names: Sequence[str]) -> None:
        self._name_of = {form: name for name in names for form in spellings(name)}
        self._pattern = re.compile(_tree(self._name_of))
        self._known: dict[bytes, frozenset[str]] = {}
        self.files = 0
        """Files looked at."""
        self.octets = 0
        """Bytes searched; what was known already is not counted."""

    def hits(self, folder: Path, but: Iterable[Path]) -> Iterator[Hit]:
        """Each file below a folder with a known name in it or in its own name, those below `but` left out."""
        skipped = tuple(but)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not any(path.is_relative_to(one) for one in skipped):
                self.files += 1
                own = str(path.relative_to(folder)).encode("utf-8", "surrogateescape")
                if names := self.names_in(own) | self._of(path.read_bytes()):
                    yield Hit(path, names)

    def names_in(self, content: bytes) -> frozenset[str]:
        """The names that stand in some bytes, in any spelling."""
        self.octets += len(content)
        return frozenset(self._name_of[form] for form in self._pattern.findall(content))

    def _of(self, raw: bytes) -> frozenset[str]:
        digest = hashlib.blake2b(raw).digest()
        if digest not in self._known:
            self._known[digest] = frozenset().union(*map(self.names_in, _contents(raw)))
        return self._known[digest]


def spellings(text: str) -> set[bytes]:
    """A text as it may lie in a file: three encodings, and the escapes of JSON, of Qt's settings, of addresses."""
    found = {text.encode("utf-8"), text.encode("utf-16-le"), text.encode("gb18030")}
    if not text.isascii():
        found.add(json.dumps(text)[1:-1].encode())
        found.add("".join(f"\\x{ord(letter):x}" for letter in text).encode())
        found.add("".join(f"%{octet:02X}" for octet in text.encode()).encode())
    return found


def _contents(raw: bytes) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield raw
    if raw.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as packed:
                for name in packed.namelist():
                    yield packed.read(name)
        except zipfile.BadZipFile:
            return


def _tree(forms: Iterable[bytes]) -> bytes:
    """A pattern that shares what forms begin with: one pass over the bytes, however many forms there are."""
    following: Mapping[bytes, list[bytes]] = defaultdict(list)
    for form in forms:
        following[form[:1]].append(form[1:])
    branches = []
    for first, rests in sorted(following.items()):
        # A form that ends here is found, whatever longer one goes on from it.
        branches.append(re.escape(first) + (b"" if b"" in rests else _tree(rests)))
    return branches[0] if len(branches) == 1 else b"(?:" + b"|".join(branches) + b")"
