"""Whether what the tests write waits for the disk; programs they start anew always wait, forked commands never."""

from __future__ import annotations

import os
import re

import pytest

from db import blobs, connection

_PRAGMAS = {module: module.WRITER_PRAGMAS for module in (blobs, connection)}
_FSYNC = os.fsync


def write_carelessly(patch: pytest.MonkeyPatch) -> None:
    """Wait for nothing: a power cut that this would not outlast ends the tests as well."""
    for module, pragmas in _PRAGMAS.items():
        patch.setattr(module, "WRITER_PRAGMAS", tuple(map(_without_waiting, pragmas)))
    patch.setattr(os, "fsync", lambda _handle: None)


def write_carefully(patch: pytest.MonkeyPatch) -> None:
    """Wait as the program does."""
    for module, pragmas in _PRAGMAS.items():
        patch.setattr(module, "WRITER_PRAGMAS", pragmas)
    patch.setattr(os, "fsync", _FSYNC)


def _without_waiting(pragma: str) -> str:
    return re.sub(r"(?<=synchronous = )\w+", "OFF", pragma)
