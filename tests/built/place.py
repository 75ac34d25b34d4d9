"""Where a built folder stands and how its program is started there: nothing of this machine's Python around it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PATIENCE = 600
"""Seconds that one command may take on a busy machine."""
_OF_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR")


class Place(NamedTuple):
    """A folder of the program, a scratch folder for what it writes, and perhaps the root of another system around both."""

    folder: Path
    scratch: Path
    root: Path | None = None

    @property
    def data(self) -> Path:
        """Where libraries and data lie."""
        return self.folder / "_internal"

    def inside(self, path: Path) -> str:
        """A path as the program sees it."""
        return str(path) if self.root is None else f"/{path.relative_to(self.root)}"

    def command(self, *words: str | Path) -> list[str]:
        """The command line that starts the program; paths are given as they are seen from here."""
        name = "gzparty-cli.exe" if sys.platform == "win32" else "gzparty"
        said = [
            self.inside(word) if isinstance(word, Path) else word for word in (self.folder / name, *words)
        ]
        return said if self.root is None else [shutil.which("chroot") or "chroot", str(self.root), *said]

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing but a home, a language and a path on which there is no Python."""
        home = self.inside(self.scratch)
        kept = {name: os.environ[name] for name in _OF_WINDOWS if name in os.environ}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP"), home)
        return {**kept, **homes, "LANG": "C.UTF-8", "PATH": home, **more}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE,
        )
