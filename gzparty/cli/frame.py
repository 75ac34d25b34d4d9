"""The frame of every command: which office file, which day, whose password, and what its exit status says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

import click

from db.keys import FileKey
from gzparty import bootstrap, unlocking
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.services.bundle import Services

DONE, REFUSED, USAGE, PARTLY = 0, 1, 2, 3


@dataclass
class Session:
    """One run of the program: which office file and which day it acts on."""

    office: Path | None = None
    today: date | None = None
    opened: list[AbstractContextManager[Services]] = field(default_factory=list)
    password_file: Path | None = None
    """Where the password stands in the first line; without it the terminal is asked."""

    @property
    def path(self) -> Path:
        """The office file: the given one, else the user's own."""
        return self.office or bootstrap.default_office()

    @cached_property
    def key(self) -> FileKey | None:
        """What opens the office file, None where it has no password; asked for when it is first wanted."""
        if not unlocking.wants_password(self.path):
            return None
        missing = Refusal("password_needed", path=self.path)
        password = given_password(self.password_file, _("密码"), missing)
        return unlocking.unlock(self.path, password, unlocking.tries_book())

    def now(self) -> datetime:
        """The moment to work at: noon of a given day, else the clock."""
        return datetime.combine(self.today, time(12)) if self.today else bootstrap.now()

    @contextmanager
    def writing(self) -> Iterator[Services]:
        """The services on the office file, as its one writer."""
        with bootstrap.open_office(self.path, self.now, source="cli", key=self.key) as services:
            yield services

    @contextmanager
    def reading(self) -> Iterator[Services]:
        """The services on the office file, changing nothing; works while a window holds the file."""
        with bootstrap.read_office(self.path, self.now, key=self.key) as services:
            yield services


def given_password(file: Path | None, words: str, missing: Refusal) -> str:
    """A password from the first line of a file, else typed at the terminal without being shown.

    Never from an argument: those stand in the list of processes and in the shell's history. Where there is neither file
    nor terminal `missing` is raised.
    """
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise missing
    from getpass import getpass

    return getpass(_("{words}：").format(words=words), sys.stderr)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("file_unreadable", path=file) from error
    if not lines or not lines[0]:
        raise Refusal("password_file_empty", path=file)
    return lines[0]


pass_session = click.make_pass_decorator(Session, ensure=True)
