"""Wrong tries at passwords, counted for each office file and kept over a restart; window and command line share the count."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.password import Tries
from gzparty.files import ensure_folder, write_whole

T = TypeVar("T")
WRONG = frozenset({"password_wrong", "password_not_it"})


class TriesBook:
    """A small file in the user's own folder: for each office a number and a time, no name and nothing that was typed."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now

    def seconds_left(self, office: Path) -> int:
        """How long to wait until the next try at an office is taken; 0 where none is needed."""
        return self._of(office).seconds_left(self._now())

    def attempt(self, office: Path, call: Callable[[], T]) -> T:
        """Make a try; a wrong one counts, the right one is the end of counting.

        Raises:
            Refusal: `password_pause` where it comes too soon, and whatever `call` refuses.
        """
        seconds = self.seconds_left(office)
        if seconds:
            raise Refusal("password_pause", seconds=seconds)
        try:
            value = call()
        except Refusal as refusal:
            if refusal.diagnostics[0].code in WRONG:
                self._keep(office, self._of(office).after_wrong(self._now()))
            raise
        if self._of(office).wrong:
            self._keep(office, None)
        return value

    def _of(self, office: Path) -> Tries:
        try:
            wrong, at = self._all()[_name(office)]
            return Tries(int(wrong), datetime.fromisoformat(at))
        except (KeyError, TypeError, ValueError):
            return Tries()

    def _all(self) -> dict[str, list[str]]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            # Lost or spoilt it counts anew: nobody is locked out by it.
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, office: Path, tries: Tries | None) -> None:
        kept = self._all()
        kept.pop(_name(office), None)
        if tries is not None:
            kept[_name(office)] = [str(tries.wrong), tries.at.isoformat(timespec="milliseconds")]
        try:
            ensure_folder(self._path.parent)
            write_whole(self._path, json.dumps(kept).encode(), private=True)
        except Refusal:
            # A full disk must not keep the right password from opening the office.
            return


def _name(office: Path) -> str:
    return f"{zlib.crc32(str(office.resolve()).encode()):08x}"
