"""What a selection and its nominations may say, and what may still be changed at which step.

There is no law for township selections: the rules are those of a clean record. A day never precedes the one it follows
from, nobody stands twice, and nothing the ballots were counted by changes once they are counted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.names import normalize_name, normalize_unit
from gzparty.domain.period import Period
from gzparty.domain.selection import Ballot, Category, Nomination, Selection, Subject

TITLE_LIMIT = 40
SUMMARY_LIMIT = 60
DEEDS_LIMIT = 5000
MOST_CHOSEN = 99
"""Quotas and choices beyond it are typing mistakes."""
FIRST_YEAR = 2000


def check_period(text: str, today: date) -> Period:
    """The month of a selection: a month, of this century, no later than next year."""
    try:
        period = Period.parse(text.strip())
    except ValueError:
        period = None
    if period is None or period.months != 1:
        raise Refusal("selection_month_unreadable", field="period", text=text)
    if not FIRST_YEAR <= period.year <= today.year + 1:
        raise Refusal(
            "selection_month_absurd", field="period", year=period.year, first=FIRST_YEAR, last=today.year + 1
        )
    return period


def check_past(period: Period, today: date) -> None:
    """A selection typed in afterwards was of a month that has begun."""
    if period.first > today:
        raise Refusal("selection_past_ahead", field="period", year=period.year, month=period.month)


def checked_title(text: str) -> str:
    """What is looked for, in one line; may be empty while it is not known."""
    return "" if not text.strip() else entry.checked_name(text, TITLE_LIMIT)


def check_selection(selection: Selection, nominations: Iterable[Nomination]) -> None:
    """Days in their order, around the nominations already made; a score somebody could give."""
    opened, until = selection.opened_on, selection.nominate_until
    for day in (opened, until):
        if day is not None:
            entry.checked_day(day)
    if opened is not None and until is not None and until < opened:
        raise Refusal("selection_deadline_before_open", field="nominate_until", until=until, opened=opened)
    if not 1 <= selection.full_score <= 1000:
        raise Refusal("selection_full_score_absurd", field="full_score", score=selection.full_score)
    for nomination in nominations:
        if nomination.nominated_on is not None:
            _check_open(selection, nomination.name, nomination.nominated_on, later=True)


def check_categories(categories: Sequence[Category]) -> None:
    """At least one; several have titles of their own; quota and choices are figures somebody could mean."""
    if not categories:
        raise Refusal("category_none", field="categories")
    titles = [category.title for category in categories]
    if len(titles) > 1 and "" in titles:
        raise Refusal("category_untitled", field="categories", n=titles.index("") + 1)
    for title in titles:
        if titles.count(title) > 1:
            raise Refusal("category_twice", field="categories", title=title)
    for category in categories:
        if not 1 <= category.quota <= MOST_CHOSEN:
            raise Refusal(
                "category_quota_absurd", field="categories", title=category.title, quota=category.quota
            )
        if not 1 <= category.choices <= MOST_CHOSEN:
            raise Refusal(
                "category_choices_absurd", field="categories", title=category.title, choices=category.choices
            )


def nominated_in(category: Category, nominations: Iterable[Nomination]) -> list[str]:
    """Who was nominated in a category; one that holds somebody stays."""
    return [one.name for one in nominations if one.category_id == category.id]


def check_change(before: Selection, after: Selection, nominations: Sequence[Nomination]) -> None:
    """Whom a selection is about stays once somebody was nominated."""
    if nominations and after.subject is not before.subject:
        raise Refusal("selection_subject_fixed", field="subject", n=len(nominations))


def counting_basis(selection: Selection, categories: Iterable[Category]) -> tuple[object, ...]:
    """Everything ballots are counted by."""
    figures = tuple((category.id, category.quota, category.choices) for category in categories)
    return (
        selection.method,
        selection.drop_extremes,
        selection.full_score,
        selection.tie_rule,
        figures,
    )


def is_counted(ballots: Iterable[Ballot]) -> bool:
    """Whether a round of voting was counted and locked."""
    return any(ballot.locked_on is not None for ballot in ballots)


def check_running(selection: Selection) -> None:
    """Nothing is written into a selection that ended without anybody."""
    if selection.vacant_on is not None:
        raise Refusal("selection_is_vacant", day=selection.vacant_on)


def check_steps(selection: Selection) -> None:
    """No step is taken in a selection typed in afterwards: its result is all that is known."""
    if selection.imported:
        raise Refusal("selection_is_imported")


def check_announced_change(before: Selection, after: Selection) -> None:
    """What a circular was about stays as it was said."""
    if (before.period, before.title) != (after.period, after.title):
        check_unannounced(before)


def check_unannounced(selection: Selection) -> None:
    """What a circular said stays."""
    if selection.announced_on is not None:
        raise Refusal("selection_announced", day=selection.announced_on)


def check_open(selection: Selection) -> None:
    """Nominations are taken until they were closed."""
    if selection.nominations_closed_on is not None:
        raise Refusal("nominations_closed", day=selection.nominations_closed_on)


def check_nominated_on(selection: Selection, name: str, day: date, today: date) -> None:
    """Somebody is nominated on a day that has come, from the opening to the deadline."""
    entry.checked_day(day)
    if day > today:
        raise Refusal("nomination_ahead", field="nominated_on", name=name, day=day)
    _check_open(selection, name, day, later=False)


def _check_open(selection: Selection, name: str, day: date, *, later: bool) -> None:
    """Between opening and deadline; `later` where the selection's days are the ones being changed."""
    opened, until = selection.opened_on, selection.nominate_until
    if opened is not None and day < opened:
        code, field = (
            ("opening_after_nomination", "opened_on") if later else ("nomination_early", "nominated_on")
        )
        raise Refusal(code, field=field, name=name, day=day, opened=opened)
    if until is not None and day > until:
        code, field = (
            ("deadline_before_nomination", "nominate_until") if later else ("nomination_late", "nominated_on")
        )
        raise Refusal(code, field=field, name=name, day=day, until=until)


def check_subject(selection: Selection, nomination: Nomination) -> None:
    """People are nominated where people are chosen, units where units are."""
    if selection.subject is Subject.UNIT and nomination.person_id is not None:
        raise Refusal("nomination_wants_unit", field="name", name=nomination.name)
    if selection.subject is Subject.PERSON and nomination.person_id is None and not nomination.name.strip():
        raise Refusal("nomination_wants_person", field="name")


def check_here(name: str, ended_on: date | None, day: date) -> None:
    """Nobody is nominated who had left, moved away or died by that day, and no unit that was closed."""
    if ended_on is not None and ended_on <= day:
        raise Refusal("nomination_of_gone", field="name", name=name, ended=ended_on, day=day)


def same_candidate(one: Nomination, other: Nomination) -> bool:
    """Whether two nominations mean the same person or unit: by id, or by the same name in the same unit."""
    if one.person_id is not None and other.person_id is not None:
        return one.person_id == other.person_id
    if normalize_name(one.name) != normalize_name(other.name):
        return False
    if one.unit_id is not None and other.unit_id is not None:
        return one.unit_id == other.unit_id
    return normalize_unit(one.unit_name) == normalize_unit(other.unit_name)


def _may_be_same(one: Nomination, other: Nomination) -> bool:
    """Whether two nominations of one name cannot be told apart, as one of them has no unit."""
    if normalize_name(one.name) != normalize_name(other.name) or None not in (one.person_id, other.person_id):
        return False
    with_unit = [who.unit_id is not None or bool(who.unit_name.strip()) for who in (one, other)]
    return with_unit.count(True) == 1


def check_once(nomination: Nomination, others: Iterable[Nomination]) -> None:
    """Nobody stands twice in a selection; one who was withdrawn is put back instead.

    A name without a unit beside the same name is refused: nobody could tell whether they are one.
    """
    for other in others:
        if other.id and other.id == nomination.id:
            continue
        if _may_be_same(nomination, other):
            raise Refusal("nomination_maybe_twice", field="unit_name", name=nomination.name)
        if not same_candidate(nomination, other):
            continue
        code = "nomination_twice" if other.withdrawn_on is None else "nomination_was_withdrawn"
        raise Refusal(code, name=nomination.name, unit=nomination.unit_name)


def deeds_length(text: str) -> int:
    """The characters of 事迹 as WPS and Word count them for 字数 without spaces: all but white space and invisible marks."""
    return sum(not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf") for letter in text)


def deeds_hint(text: str, shortest: int, longest: int) -> Diagnostic | None:
    """What is said of 事迹 that are shorter or longer than asked for; never a refusal, never a text cut off."""
    count = deeds_length(text)
    if count < shortest:
        code = "deeds_short" if count else "deeds_missing"
        return Diagnostic(Level.NOTE, code, {"n": count, "shortest": shortest, "longest": longest})
    if count > longest:
        return Diagnostic(Level.NOTE, "deeds_long", {"n": count, "shortest": shortest, "longest": longest})
    return None
