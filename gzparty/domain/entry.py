"""What may be entered of units and people: names, phones and days that can be true."""

from __future__ import annotations

import unicodedata
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Person
from gzparty.domain.phone import is_plausible, normalize_phone

NAME_LIMIT = 50
"""Characters; the longest names of persons and of Party organisations fit."""
NOTE_LIMIT = 500
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


def checked_name(text: str, limit: int = NAME_LIMIT) -> str:
    """A name as written, without spaces around it and line ends in it; refused where nothing is left or it is no name any more."""
    name = text.strip()
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        name = " ".join(name.split())
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        raise Refusal("name_empty")
    if len(name) > limit:
        raise Refusal("text_too_long", count=len(name), limit=limit)
    return name


def checked_text(text: str, limit: int = NOTE_LIMIT) -> str:
    """A note of bearable length, without spaces around it."""
    if len(text) > limit:
        raise Refusal("text_too_long", count=len(text), limit=limit)
    return text.strip()


def checked_phone(text: str, known: str = "") -> str:
    """A phone as digits; one that cannot be dialled is refused, unless it is what stood there before."""
    digits = normalize_phone(text)
    if digits and digits != known and not is_plausible(digits):
        raise Refusal("phone_undialable", count=len(digits))
    return digits


def checked_day(day: date) -> date:
    """A day of the time the office keeps records of."""
    if not EARLIEST <= day <= LATEST:
        raise Refusal("day_out_of_range", day=day.isoformat(), first=EARLIEST.year, last=LATEST.year)
    return day


def check_facts(person: Person, today: date) -> None:
    """Dates of a life in their order: born, then joined, neither in the future."""
    for code, given in (("birth_in_future", person.birth), ("joined_in_future", person.joined)):
        if given is not None:
            checked_day(given.first_day())
            if given.first_day() > today:
                raise Refusal(code, day=str(given))
    if person.birth and person.joined and person.joined.last_day() < person.birth.first_day():
        raise Refusal("joined_before_birth", birth=str(person.birth), joined=str(person.joined))


def check_span(began: date | PartialDate | None, ended: date | None) -> None:
    """An ending never before its beginning."""
    first = began.first_day() if isinstance(began, PartialDate) else began
    if first is not None and ended is not None and ended < first:
        raise Refusal("end_before_begin", began=str(began), ended=ended.isoformat())
