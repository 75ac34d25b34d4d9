"""Records as JSON: what `show --json` prints is what `record --from` reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from gzparty.domain.credit import hours
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting_rules import MOST
from gzparty.domain.sitting import Status
from gzparty.domain.training import CourseForm
from gzparty.services.recording import CourseRecord, MarkRecord, RollRecord, TrainingRecord
from gzparty.services.views import RollRow, RollView, SessionDetail

Json = Mapping[str, object]
V = TypeVar("V")


def training_to_json(detail: SessionDetail) -> dict[str, object]:
    """A session with its courses and, once a mark was made, its roll."""
    training, sitting = detail.training, detail.sitting
    return {
        "number": training.number,
        "uid": training.uid,
        "topic": training.topic,
        "problem": training.problem,
        "start": _minute(sitting.planned_start),
        "end": _minute(sitting.planned_end),
        "actual_start": _minute(sitting.actual_start),
        "actual_end": _minute(sitting.actual_end),
        "place": sitting.place,
        "host": training.host,
        "contact": training.contact,
        "note": training.note,
        "state": training.state.value,
        "state_reason": training.state_reason,
        "courses": [
            {
                "title": course.title,
                "lecturer": course.lecturer,
                "lecturer_post": course.lecturer_post,
                "form": course.form.value,
                "minutes": course.minutes,
                "credit": None if course.credit is None else hours(course.credit),
            }
            for course in detail.courses
        ],
    }


def roll_to_json(detail: SessionDetail) -> dict[str, object]:
    """The roll of a session, one mark per line; people are named 姓名@单位 so that namesakes differ."""
    return {
        "training": detail.training.number,
        "closed": detail.sitting.roll_state.value == "closed",
        "marks": [_mark_to_json(row) for row in detail.roll.rows],
    }


def meeting_roll_to_json(number: str, view: RollView) -> dict[str, object]:
    """The roll of a record of organisational life, like that of a session."""
    return {
        "meeting": number,
        "closed": view.sitting.roll_state.value == "closed",
        "marks": [_mark_to_json(row) for row in view.rows],
    }


def read_trainings(content: object) -> tuple[TrainingRecord, ...]:
    """Read one training or a list of them; Refusal names the entry and field that is wrong."""
    return tuple(_training(Entry(entry, number)) for number, entry in enumerate(entries_of(content), 1))


def read_rolls(content: object) -> tuple[RollRecord, ...]:
    """Read one roll or a list of them."""
    return tuple(_roll(Entry(entry, number)) for number, entry in enumerate(entries_of(content), 1))


class Entry:
    """One JSON object being read, with its number for messages."""

    def __init__(self, content: object, number: int) -> None:
        if not isinstance(content, Mapping):
            raise Refusal("record_not_object", number=number)
        self._content: Json = content
        self.number = number

    def text(self, field: str, default: str | None = None) -> str:
        value = self._content.get(field, default)
        if value is None and default is None:
            raise Refusal("record_field_missing", number=self.number, field=field)
        if not isinstance(value, str):
            self.refuse(field)
        return str(value)

    def optional_text(self, field: str) -> str | None:
        return self.text(field) if self._content.get(field) is not None else None

    def moment(self, field: str) -> datetime | None:
        value = self._content.get(field)
        if value is None or value == "":
            return None
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError as error:
            raise Refusal("record_date_wrong", number=self.number, field=field, value=value) from error
        return moment.replace(tzinfo=None, second=0, microsecond=0)

    def clock(self, field: str) -> time | None:
        value = self._content.get(field)
        if value is None or value == "":
            return None
        try:
            return time.fromisoformat(str(value))
        except ValueError as error:
            raise Refusal("record_date_wrong", number=self.number, field=field, value=value) from error

    def has(self, field: str) -> bool:
        """Whether the field is there at all."""
        return field in self._content

    def is_null(self, field: str) -> bool:
        """Whether it is there and says nothing."""
        return self._content.get(field) in (None, "")

    def day(self, field: str) -> date | None:
        """A day, None where there is none; a time of day is not taken for one."""
        value = self._content.get(field)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise Refusal("record_day_wrong", number=self.number, field=field, value=value) from error

    def optional_whole(self, field: str) -> int | None:
        """A whole number, None where there is none."""
        return None if self._content.get(field) is None else self.whole(field)

    def count(self, field: str) -> int:
        """A count of persons or votes."""
        found = self.whole(field)
        if not 0 <= found <= MOST:
            self.refuse(field)
        return found

    def optional_count(self, field: str) -> int | None:
        """The same, None where there is none."""
        return None if self._content.get(field) is None else self.count(field)

    def part(self, field: str) -> Entry | None:
        """An object within, None where there is none."""
        value = self._content.get(field)
        return None if value is None else Entry(value, self.number)

    def names(self) -> Sequence[str]:
        """The names of its fields, as they stand."""
        return list(self._content)

    def decimals(self, field: str) -> Sequence[Decimal] | None:
        """A list of numbers, exactly as written; None where there is none."""
        value = self._content.get(field)
        if value is None:
            return None
        if not isinstance(value, list) or not all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in value
        ):
            self.refuse(field)
            return None
        # By its shortest text: 95.1 as a float is not 95.1 exactly.
        return [Decimal(str(one)) for one in value]

    def whole(self, field: str) -> int:
        value = self._content.get(field)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(field)
        return int(str(value))

    def half_hours(self, field: str) -> int | None:
        value = self._content.get(field)
        if value is None:
            return None
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or value < 0
            or value * 2 != int(value * 2)
        ):
            self.refuse(field)
        return int(float(str(value)) * 2)

    def choice(self, field: str, kind: type[V], default: V | None = None) -> V:
        value = self._content.get(field)
        if value is None and default is not None:
            return default
        assert issubclass(kind, Enum)
        try:
            return kind(value)
        except ValueError as error:
            choices = " ".join(str(member.value) for member in kind)
            raise Refusal(
                "record_choice_wrong", number=self.number, field=field, value=value, choices=choices
            ) from error

    def flag(self, field: str, *, default: bool = False) -> bool:
        value = self._content.get(field, default)
        if not isinstance(value, bool):
            self.refuse(field)
        return bool(value)

    def many(self, field: str) -> Sequence[Entry] | None:
        value = self._content.get(field)
        if value is None:
            return None
        if not isinstance(value, list):
            self.refuse(field)
            return None
        return [Entry(entry, self.number) for entry in value]

    def texts(self, field: str) -> Sequence[str] | None:
        """A list of texts, None where there is none."""
        value = self._content.get(field)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self.refuse(field)
            return None
        return [str(text) for text in value]

    def refuse(self, field: str) -> None:
        value = self._content.get(field)
        raise Refusal("record_value_wrong", number=self.number, field=field, value=value)


def numbered(content: object) -> list[Entry]:
    """The entries of one record or a list of them; two of one number are refused: one would be stored over the other."""
    found = [Entry(entry, place) for place, entry in enumerate(entries_of(content), 1)]
    refuse_twice(found)
    return found


def refuse_twice(entries: Iterable[Entry]) -> None:
    """Refuse entries that bear the same number, that of a later round (2026-012-R1) being the same record's."""
    first: dict[str, int] = {}
    for entry in entries:
        number = entry.optional_text("number")
        if number is None:
            continue
        plain = number.strip().upper().partition("-R")[0]
        if plain in first:
            facts = {"first": first[plain], "second": entry.number, "number": number.strip()}
            raise Refusal("record_number_twice", **facts)
        first[plain] = entry.number


def entries_of(content: object) -> list[object]:
    return content if isinstance(content, list) else [content]


def _training(entry: Entry) -> TrainingRecord:
    start = entry.moment("start")
    if start is None:
        raise Refusal("record_field_missing", number=entry.number, field="start")
    courses = entry.many("courses")
    return TrainingRecord(
        number=entry.optional_text("number"),
        start=start,
        end=entry.moment("end"),
        actual_start=entry.moment("actual_start"),
        actual_end=entry.moment("actual_end"),
        topic=entry.optional_text("topic"),
        problem=entry.optional_text("problem"),
        place=entry.optional_text("place"),
        host=entry.optional_text("host"),
        contact=entry.optional_text("contact"),
        note=entry.optional_text("note"),
        courses=None if courses is None else tuple(_course(course) for course in courses),
    )


def _course(entry: Entry) -> CourseRecord:
    return CourseRecord(
        title=entry.text("title"),
        lecturer=entry.text("lecturer", ""),
        lecturer_post=entry.text("lecturer_post", ""),
        form=entry.choice("form", CourseForm, CourseForm.LECTURE),
        minutes=entry.whole("minutes"),
        credit=entry.half_hours("credit"),
    )


def _roll(entry: Entry) -> RollRecord:
    marks = entry.many("marks")
    if marks is None:
        raise Refusal("record_field_missing", number=entry.number, field="marks")
    reference = entry.text("meeting" if entry.has("meeting") else "training")
    return RollRecord(reference, tuple(_mark(mark) for mark in marks), entry.flag("closed"))


def _mark(entry: Entry) -> MarkRecord:
    return MarkRecord(
        person=entry.text("person"),
        status=entry.choice("status", Status),
        reason=entry.text("reason", ""),
        substitute=entry.text("substitute", ""),
        left_at=entry.clock("left_at"),
        credit=entry.half_hours("credit"),
    )


def _mark_to_json(row: RollRow) -> dict[str, object]:
    mark = row.attendance
    return {
        "person": f"{mark.name}@{mark.unit_name}",
        "post": mark.post,
        "guest": mark.guest,
        "status": mark.status.value,
        "reason": mark.reason,
        "substitute": mark.substitute_name,
        "left_at": mark.left_at.isoformat("minutes") if mark.left_at else None,
        "credit": None if mark.credit is None else hours(mark.credit),
        "earned": None if row.credit is None else hours(row.credit),
    }


def _minute(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None


def plain(value: object) -> object:
    """A value as JSON has it: dates as ISO text."""
    if isinstance(value, datetime):
        return _minute(value)
    return value.isoformat() if isinstance(value, date) else value
