"""Reading JSON records field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import TypeVar

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting_rules import MOST

Json = Mapping[str, object]
V = TypeVar("V")


class Entry:
    """One JSON object being read, with its number for messages; Refusal names the entry and field that is wrong."""

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
        if value is None:
            return None
        try:
            return time.fromisoformat(str(value))
        except ValueError as error:
            raise Refusal("record_date_wrong", number=self.number, field=field, value=value) from error

    def whole(self, field: str) -> int:
        value = self._content.get(field)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(field)
        return int(str(value))

    def count(self, field: str) -> int:
        """A count of persons or votes."""
        found = self.whole(field)
        if not 0 <= found <= MOST:
            self.refuse(field)
        return found

    def optional_count(self, field: str) -> int | None:
        return None if self._content.get(field) is None else self.count(field)

    def day(self, field: str) -> date | None:
        value = self._content.get(field)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise Refusal("record_day_wrong", number=self.number, field=field, value=value) from error

    def needed_day(self, field: str) -> date:
        day = self.day(field)
        if day is None:
            raise Refusal("record_field_missing", number=self.number, field=field)
        return day

    def one(self, field: str) -> Entry | None:
        value = self._content.get(field)
        return None if value is None else Entry(value, self.number)

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

    def flag(self, field: str) -> bool:
        value = self._content.get(field, False)
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

    def refuse(self, field: str) -> None:
        value = self._content.get(field)
        raise Refusal("record_value_wrong", number=self.number, field=field, value=value)


def entries(content: object) -> list[object]:
    """The records of a document that holds one or a list of them."""
    return content if isinstance(content, list) else [content]
