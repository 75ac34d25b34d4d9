"""The schema's history; each step is plain SQL that never follows the living code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.migrations import (
    m0001_ground,
    m0002_desk,
    m0003_people_list,
    m0004_life,
    m0005_texts,
    m0006_ledger,
    m0007_selection,
    m0008_deleted,
    m0009_county,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

STEPS = (
    ("m0001_ground", m0001_ground.STATEMENTS),
    ("m0002_desk", m0002_desk.STATEMENTS),
    ("m0003_people_list", m0003_people_list.STATEMENTS),
    ("m0004_life", m0004_life.STATEMENTS),
    ("m0005_texts", m0005_texts.STATEMENTS),
    ("m0006_ledger", m0006_ledger.STATEMENTS),
    ("m0007_selection", m0007_selection.STATEMENTS),
    ("m0008_deleted", m0008_deleted.STATEMENTS),
    ("m0009_county", m0009_county.STATEMENTS),
)
"""Name and statements of each step, in order; a released step is never edited."""

SCHEMA_VERSION = len(STEPS)

ROWS_SINCE = 7
"""The schema since which rows look as they do today: undo reaches back so far. A step that changes a table raises it to its
own number; one that only adds an index leaves it."""


def registered() -> Migrations:
    """The steps as sqlite-utils applies them: one transaction each, recorded with it."""
    from sqlite_utils import Migrations

    migrations = Migrations("gzparty")
    for name, statements in STEPS:
        migrations(name=name)(_step(statements))
    return migrations


class _step:  # noqa: N801 - used like the function it stands for, with the name sqlite-utils asks for
    def __init__(self, statements: tuple[str, ...]) -> None:
        self._statements = statements
        self.__name__ = "step"

    def __call__(self, db: Database) -> None:
        for statement in self._statements:
            db.execute(statement)
