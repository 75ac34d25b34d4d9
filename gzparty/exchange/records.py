"""Records as JSON: what `show --json` prints is what `record --from` reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from gzparty.domain.credit import hours
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.sitting import Status
from gzparty.domain.training import CourseForm
from gzparty.exchange.json_entries import Entry, entries
from gzparty.services.recording import CourseRecord, MarkRecord, RollRecord, TrainingRecord
from gzparty.services.views import RollRow, SessionDetail

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


def read_trainings(content: object) -> tuple[TrainingRecord, ...]:
    """Read one training or a list of them; Refusal names the entry and field that is wrong."""
    return tuple(_training(Entry(entry, number)) for number, entry in enumerate(entries(content), 1))


def read_rolls(content: object) -> tuple[RollRecord, ...]:
    """Read one roll or a list of them."""
    return tuple(_roll(Entry(entry, number)) for number, entry in enumerate(entries(content), 1))


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
    return RollRecord(entry.text("training"), tuple(_mark(mark) for mark in marks), entry.flag("closed"))


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
