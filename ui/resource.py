"""Where the program's data files lie; plain paths, since each start pays for importlib.resources."""

from __future__ import annotations

import os.path

import resources


def path_of(name: str) -> str:
    """Give the path of a data file such as `icons/print.svg`; installed, frozen or in the source tree alike."""
    assert resources.__file__ is not None
    return os.path.join(os.path.dirname(resources.__file__), *name.split("/"))


def read_text(name: str) -> str:
    """Read a data file as UTF-8; a missing one raises FileNotFoundError."""
    with open(path_of(name), encoding="utf-8") as file:
        return file.read()
