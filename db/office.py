"""The office, its settings, its work calendar and its drafts as rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.driver import Connection, DatabaseError
from db.standing import Standing
from gzparty import underway
from gzparty.domain.diagnostic import Refusal

if TYPE_CHECKING:
    from gzparty.domain.calendar import DayMark, WorkCalendar


class SqliteOffice:
    """Fulfils the OfficeStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def office_name(self) -> str:
        """The office's name; empty before it was established."""
        row = self._connection.execute("SELECT name FROM office").fetchone()
        return str(row[0]) if row else ""

    def uid(self) -> str:
        """The office's identity; empty before it was established."""
        row = self._connection.execute("SELECT uid FROM office").fetchone()
        return str(row[0]) if row else ""

    def is_sample(self) -> bool:
        """Whether it is the sample office."""
        row = self._connection.execute("SELECT sample FROM office").fetchone()
        return bool(row and row[0])

    def sample_day(self) -> date | None:
        """The day a sample office stands still at; None for a real one."""
        row = self._connection.execute("SELECT created_on FROM office WHERE sample = 1").fetchone()
        return date.fromisoformat(row[0]) if row else None

    def created_on(self) -> date:
        """The day the office was established; the first of all days before that."""
        row = self._connection.execute("SELECT created_on FROM office").fetchone()
        return date.fromisoformat(row[0]) if row else date.min

    def set_office(self, uid: str, name: str, sample: bool, created_on: date) -> None:
        """Store the one office of the file."""
        self._connection.execute(
            "INSERT INTO office(id, uid, name, sample, created_on) VALUES (1, ?, ?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET name = excluded.name, sample = excluded.sample",
            (uid, name, int(sample), created_on.isoformat()),
        )

    def load_settings(self) -> Mapping[str, object]:
        """What differs from the defaults; Refusal `row_unreadable` where the table is damaged."""
        key, settings = "", {}
        try:
            for key, value in self._connection.execute("SELECT key, value FROM setting"):
                settings[key] = json.loads(value)
        except (DatabaseError, ValueError) as error:
            underway.pass_on(error)
            raise Refusal("row_unreadable", table="setting", row=key) from error
        return settings

    def save_setting(self, key: str, value: object) -> None:
        """Store one setting."""
        self._connection.execute(
            "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )

    def log_look(self, part: str, at: datetime, source: str) -> None:
        """Note that somebody looked at a part that is covered at first."""
        self._connection.execute(
            "INSERT INTO look_log(part, at, source) VALUES (?, ?, ?)",
            (part, at.isoformat(timespec="seconds"), source),
        )

    def looks(self, part: str, most: int) -> Sequence[tuple[datetime, str]]:
        """When somebody last looked at it and from where, the latest first, so many at most."""
        found = self._connection.execute(
            "SELECT at, source FROM look_log WHERE part = ? ORDER BY id DESC LIMIT ?", (part, most)
        )
        return [(datetime.fromisoformat(at), source) for at, source in found]


class SqliteCalendar:
    """Fulfils the CalendarStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self) -> WorkCalendar:
        """The whole table as a calendar."""
        from gzparty.domain.calendar import DayKind, DayMark, WorkCalendar

        marks: dict[date, DayMark] = {}
        by_hand: set[date] = set()
        found = self._connection.execute("SELECT day, kind, name, source FROM calendar_day")
        for text, kind, name, source in found:
            day = date.fromisoformat(text)
            marks[day] = DayMark(DayKind(kind), name)
            if source == "clerk":
                by_hand.add(day)
        official = self._connection.execute("SELECT year FROM calendar_year WHERE official = 1")
        return WorkCalendar(marks, frozenset(year for (year,) in official), frozenset(by_hand))

    def known_years(self) -> frozenset[int]:
        """The years filled in, official or not."""
        return frozenset(year for (year,) in self._connection.execute("SELECT year FROM calendar_year"))

    def save_year(self, year: int, official: bool, marks: Mapping[date, DayMark], source: str) -> None:
        """Put a year's official days in place of those before; days marked by hand are kept."""
        self._connection.execute(
            "INSERT INTO calendar_year(year, official) VALUES (?, ?)"
            " ON CONFLICT(year) DO UPDATE SET official = excluded.official",
            (year, int(official)),
        )
        self._connection.execute(
            "DELETE FROM calendar_day WHERE day BETWEEN ? AND ? AND source = 'official'",
            (f"{year}-01-01", f"{year}-12-31"),
        )
        self._connection.executemany(
            "INSERT INTO calendar_day(day, kind, name, source) VALUES (?, ?, ?, ?) ON CONFLICT(day) DO NOTHING",
            [(day.isoformat(), mark.kind.value, mark.name, source) for day, mark in marks.items()],
        )

    def save_day(self, day: date, mark: DayMark | None) -> None:
        """Mark one day by hand, or take its mark away."""
        if mark is None:
            self._connection.execute("DELETE FROM calendar_day WHERE day = ?", (day.isoformat(),))
            return
        self._connection.execute(
            "INSERT INTO calendar_day(day, kind, name, source) VALUES (?, ?, ?, 'clerk')"
            " ON CONFLICT(day) DO UPDATE SET kind = excluded.kind, name = excluded.name, source = 'clerk'",
            (day.isoformat(), mark.kind.value, mark.name),
        )


class SqliteDrafts:
    """Fulfils the DraftStore port; drafts are not journalled."""

    def __init__(self, connection: Connection, standing: Standing) -> None:
        self._connection = connection
        self._standing = standing

    def save(self, form: str, key: str, content: str, at: datetime) -> None:
        """Keep what is typed in a form so far."""
        statement = (
            "INSERT INTO draft(form, key, content, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT(form, key) DO UPDATE SET content = excluded.content, at = excluded.at"
        )
        with self._standing.writing():
            self._connection.execute(statement, (form, key, content, at.isoformat(timespec="seconds")))

    def load(self, form: str, key: str) -> tuple[datetime, str] | None:
        """What was typed and when; None if there is no draft."""
        row = self._connection.execute(
            "SELECT at, content FROM draft WHERE form = ? AND key = ?", (form, key)
        ).fetchone()
        return (datetime.fromisoformat(row[0]), row[1]) if row else None

    def discard(self, form: str, key: str) -> None:
        """Drop a draft, inside the transaction that saves its record."""
        with self._standing.writing():
            self._connection.execute("DELETE FROM draft WHERE form = ? AND key = ?", (form, key))

    def all(self) -> Sequence[tuple[str, str, datetime]]:
        """Every draft waiting, newest first."""
        found = self._connection.execute("SELECT form, key, at FROM draft ORDER BY at DESC, id DESC")
        return [(form, key, datetime.fromisoformat(at)) for form, key, at in found]
