"""What copies of an office file are called, and where they lie."""

from __future__ import annotations

import re
from pathlib import Path

from db import blobs
from gzparty.i18n import N_, _

FOLDER = N_("备份")
NAME = re.compile(blobs.COPY_NAME)
"""A copy's name behind the office's own; other files in the folder are not ours."""
PART = ".part"
"""What a copy is called behind its name until it was checked."""


def home(office: Path) -> Path:
    """The folder beside an office file in which its copies lie."""
    return office.parent / _(FOLDER)


def name_of(office: Path, name: str) -> re.Match[str] | None:
    """The parts of a name if it is one of a copy of an office file."""
    own = name.startswith(office.stem + "-")
    return NAME.fullmatch(name.removeprefix(office.stem + "-")) if own else None
