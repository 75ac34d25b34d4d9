"""What the window knows of an office's password: whether there is one, how to try one, what is wanted of it; never the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path
from typing import NamedTuple

from gzparty.records import dataclass

Try = Callable[[str], object]
"""Tries a password in a job, some 0.2 s; Refusal where it is not the one, or comes too soon."""


@dataclass(frozen=True, slots=True)
class PasswordWish:
    """The office under another password, None for none, and the folders whose copies come along."""

    new: str | None = field(repr=False)
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficePassword:
    """The password of the office that is open."""

    is_set: bool
    confirm: Try
    try_copy: Callable[[Path, str], object]
    """Tries the password of a copy that has one of its own."""
    seconds_left: Callable[[], int]
    """How long to wait until the next try is taken."""
    wanted: Callable[[PasswordWish], None]
    """Carries a wish out: the office closes, is written anew and opens again."""


class Rewritten(NamedTuple):
    """What became of a wish, said after the office was opened again: `refused` why not, `left` what stayed as it was.

    Only `ours` of it lies with the office; what does not open elsewhere may be another office's, and is not deleted.
    """

    title: str
    left: Sequence[Path] = ()
    ours: Sequence[Path] = ()
    refused: str = ""
