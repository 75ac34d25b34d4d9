"""One table and its dataclass: columns are the fields, codecs turn values that SQLite does not have."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from db.driver import Connection
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Interval
from gzparty.records import dataclass

R = TypeVar("R")
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Codec:
    """How a field's value is stored: in these columns (its own name if none), by these two functions.

    `load` gets one argument per column; `dump` returns one value, or as many as there are columns,
    and is never asked about None, which is stored as NULL.
    """

    load: Callable[..., Any]
    dump: Callable[[Any], Any]
    columns: tuple[str, ...] = ()


def _optional(load: Callable[[str], Any], dump: Callable[[Any], str]) -> Codec:
    return Codec(lambda text: None if text is None else load(text), dump)


DAY = _optional(date.fromisoformat, date.isoformat)
MOMENT = _optional(datetime.fromisoformat, lambda moment: moment.isoformat(timespec="minutes"))
CLOCK = _optional(time.fromisoformat, lambda clock: clock.isoformat("minutes"))
PARTIAL = _optional(PartialDate.from_iso, str)
FLAG = Codec(bool, int)
IDS = Codec(lru_cache(maxsize=4096)(lambda text: tuple(json.loads(text))), json.dumps)
"""Rows of one list say the same over and over, so what was read once is not read again."""
INTERVAL = Codec(
    lambda start, end: Interval(DAY.load(start), DAY.load(end)),
    lambda held: (_iso(held.valid_from), _iso(held.valid_to)),
    ("valid_from", "valid_to"),
)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def code(kind: type[E]) -> Codec:
    """An enum, stored as its value."""
    return Codec(kind, lambda member: member.value)


class Table(Generic[R]):
    """Reads and writes one kind of record, of two fields or more."""

    def __init__(self, name: str, record: type[R], **codecs: Codec) -> None:
        self.name = name
        self._record = record
        self._fields = tuple(
            (field.name, codecs.get(field.name))
            for field in fields(record)  # type: ignore[arg-type]
        )
        self.columns = tuple(
            column for field, codec in self._fields for column in (codec.columns if codec else ()) or (field,)
        )
        self._values_of = attrgetter(*(field for field, _codec in self._fields))
        # From the last field to the first, so that one of several columns does not shift those still to come.
        self._loads = tuple(reversed(tuple(self._places())))
        self._dumps = tuple(
            (place, codec.dump, bool(codec.columns))
            for place, (_field, codec) in reversed(tuple(enumerate(self._fields)))
            if codec
        )

    def _places(self) -> Iterator[tuple[int, int, Callable[..., Any]]]:
        """Where each codec reads: its first column, how many, and the function that makes the value."""
        place = 0
        for _field, codec in self._fields:
            width = max(1, len(codec.columns)) if codec else 1
            if codec:
                yield place, width, codec.load
            place += width

    def selection(self, alias: str = "") -> str:
        """The columns for a SELECT, with an alias where tables are joined."""
        prefix = f"{alias}." if alias else ""
        return ", ".join(prefix + column for column in self.columns)

    def read(self, row: Sequence[Any]) -> R:
        """A record from a row that begins with `columns`; Refusal `row_unreadable` for a damaged one."""
        values = list(row[: len(self.columns)])
        try:
            for place, width, load in self._loads:
                values[place : place + width] = (load(*values[place : place + width]),)
        except (ValueError, TypeError, KeyError) as error:
            raise Refusal("row_unreadable", table=self.name, row=row[0]) from error
        return self._record(*values)

    def values(self, record: R) -> dict[str, object]:
        """A record as columns, without its id."""
        stored = dict(zip(self.columns, self._row(record), strict=True))
        stored.pop("id", None)
        return stored

    def select(self, connection: Connection, rest: str = "", parameters: Sequence[object] = ()) -> list[R]:
        """The records that a WHERE … ORDER BY selects."""
        found = connection.execute(f"SELECT {self.selection()} FROM {self.name} {rest}", parameters)
        return [self.read(row) for row in found]

    def get(self, connection: Connection, row_id: int) -> R:
        """The record of an id; KeyError if there is none."""
        found = self.select(connection, "WHERE id = ?", (row_id,))
        if not found:
            raise KeyError(f"{self.name} {row_id}")
        return found[0]

    def insert(self, connection: Connection, record: R) -> int:
        """Store a new record; returns its id."""
        values = self.values(record)
        cursor = connection.execute(insertion(self.name, values), tuple(values.values()))
        return int(cursor.lastrowid or 0)

    def insert_many(self, connection: Connection, records: Iterable[R], first_id: int | None = None) -> None:
        """Store many new records by one prepared statement, numbered on from `first_id` if it is given."""
        rows = [self._row(record) for record in records]
        if "id" in self.columns:
            place = self.columns.index("id")
            for number, row in enumerate(rows):
                # SQLite numbers a row whose id is NULL.
                row[place] = None if first_id is None else first_id + number
        connection.executemany(insertion(self.name, self.columns), rows)

    def update(self, connection: Connection, row_id: int, record: R) -> None:
        """Store a record's changed fields."""
        values = self.values(record)
        changes = ", ".join(f"{name} = ?" for name in values)
        connection.execute(f"UPDATE {self.name} SET {changes} WHERE id = ?", (*values.values(), row_id))

    def _row(self, record: R) -> list[Any]:
        """A record as the values of `columns`."""
        row = list(self._values_of(record))
        for place, dump, is_spread in self._dumps:
            value = row[place]
            if is_spread:
                row[place : place + 1] = dump(value)
            elif value is not None:
                row[place] = dump(value)
        return row


def insertion(table: str, columns: Collection[str]) -> str:
    """The INSERT for these columns; never INSERT OR REPLACE, whose deletes nobody would see."""
    return f"INSERT INTO {table}({', '.join(columns)}) VALUES ({placeholders(columns)})"


def placeholders(values: Collection[object]) -> str:
    """`?, ?, ?` for an IN list."""
    return ", ".join("?" * len(values))
