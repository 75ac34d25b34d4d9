"""Trainings and courses as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from db.counters import next_value
from db.driver import Connection
from db.table import FLAG, Codec, Table, code, placeholders
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.training import Course, CourseForm, Training, TrainingState

TRAININGS = Table(
    "training",
    Training,
    state=code(TrainingState),
    why=Codec(lambda text: diagnostic_from_json(text), lambda finding: diagnostic_to_json(finding)),
    pinned=FLAG,
)
COURSES = Table("course", Course, form=code(CourseForm))


class SqliteTrainings:
    """Fulfils the TrainingStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_year(self, year: int) -> Sequence[Training]:
        """The sessions of one year by month."""
        return TRAININGS.select(self._connection, "WHERE year = ? ORDER BY month, number", (year,))

    def years(self) -> Sequence[int]:
        """The years that have sessions."""
        found = self._connection.execute("SELECT DISTINCT year FROM training ORDER BY year")
        return [year for (year,) in found]

    def get(self, training_id: int) -> Training:
        """One session; KeyError if there is none."""
        return TRAININGS.get(self._connection, training_id)

    def many(self, training_ids: Iterable[int]) -> Mapping[int, Training]:
        """Several sessions by id; those that are gone are left out."""
        rest = "WHERE id IN (SELECT value FROM json_each(?))"
        found = TRAININGS.select(self._connection, rest, (json.dumps(list(training_ids)),))
        return {training.id: training for training in found}

    def find(self, reference: str) -> Training | None:
        """By uid or number."""
        return self._one("WHERE number = ?1 OR uid = ?1", reference)

    def of_sitting(self, sitting_id: int) -> Training | None:
        """The session held at a sitting."""
        return self._one("WHERE sitting_id = ?", sitting_id)

    def next_number(self, year: int) -> str:
        """Count on; the counter is not journalled, so that an undone number is never given again."""
        value = next_value(self._connection, f"training.{year}")
        return f"{year}-{value:02d}"

    def insert(self, training: Training) -> int:
        """Store a new session; returns its id."""
        return TRAININGS.insert(self._connection, training)

    def update(self, training: Training) -> None:
        """Store a session's changed fields."""
        TRAININGS.update(self._connection, training.id, training)

    def delete(self, training_id: int) -> None:
        """Delete a session with its courses."""
        self._connection.execute("DELETE FROM training WHERE id = ?", (training_id,))

    def courses(self, training_ids: Iterable[int]) -> Sequence[Course]:
        """The courses of some sessions in order."""
        wanted = list(training_ids)
        rest = f"WHERE training_id IN ({placeholders(wanted)}) ORDER BY training_id, position"
        return COURSES.select(self._connection, rest, wanted)

    def replace_courses(self, training_id: int, courses: Iterable[Course]) -> None:
        """Put other courses in place of a session's."""
        self._connection.execute("DELETE FROM course WHERE training_id = ?", (training_id,))
        COURSES.insert_many(self._connection, courses)

    def _one(self, where: str, value: object) -> Training | None:
        return next(iter(TRAININGS.select(self._connection, where, (value,))), None)


def diagnostic_from_json(text: str | None) -> Diagnostic | None:
    """A stored finding with its dates as dates again."""
    return _finding(json.loads(text)) if text else None


def diagnostic_to_json(finding: Diagnostic | None) -> str | None:
    """A finding as it is stored."""
    return None if finding is None else json.dumps(_plain(finding), ensure_ascii=False)


def _finding(stored: dict[str, Any]) -> Diagnostic:
    parameters = {name: _value(value) for name, value in stored["parameters"].items()}
    return Diagnostic(Level(stored["level"]), stored["code"], parameters)


def _value(value: Any) -> object:
    if isinstance(value, dict):
        if "date" in value:
            return date.fromisoformat(value["date"])
        return datetime.fromisoformat(value["moment"]) if "moment" in value else _finding(value)
    return value


def _plain(finding: Diagnostic) -> dict[str, object]:
    parameters = {name: _plain_value(value) for name, value in finding.parameters.items()}
    return {"level": finding.level.value, "code": finding.code, "parameters": parameters}


def _plain_value(value: object) -> object:
    if isinstance(value, Diagnostic):
        return _plain(value)
    if isinstance(value, datetime):
        return {"moment": value.isoformat(timespec="minutes")}
    return {"date": value.isoformat()} if isinstance(value, date) else value
