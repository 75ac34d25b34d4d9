"""What the clerk says of a selection and of its candidates, before it is checked and stored."""

from __future__ import annotations

from datetime import date

from gzparty.domain.selection import Method, Subject, TieRule
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as typed: how many are chosen, how many names a ballot may tick (as many, unless said otherwise).

    `id` says which stored category is meant; None: a new one.
    """

    title: str = ""
    quota: int = 1
    choices: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SelectionDraft:
    """A selection as typed; the period is a month (2026-06)."""

    period: str
    title: str = ""
    subject: Subject = Subject.PERSON
    theme_id: int | None = None
    opened_on: date | None = None
    nominate_until: date | None = None
    categories: tuple[CategoryDraft, ...] = (CategoryDraft(),)
    method: Method = Method.COUNT
    drop_extremes: bool = False
    full_score: int = 100
    tie_rule: TieRule = TieRule.SECOND_ROUND
    note: str = ""


@dataclass(frozen=True, slots=True)
class NominationDraft:
    """A candidate as typed: a person or unit the office knows, or a name alone.

    What is left empty of unit and post is taken from the roster of that day; without a category the only one is meant,
    without a day today.
    """

    person_id: int | None = None
    unit_id: int | None = None
    name: str = ""
    unit_name: str = ""
    post: str = ""
    category_id: int | None = None
    nominator: str = ""
    nominator_id: int | None = None
    nominated_on: date | None = None
    summary: str = ""
    deeds: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class MentionDraft:
    """A circular from elsewhere that names somebody, or a unit."""

    named_on: date
    title: str
    person_id: int | None = None
    unit_id: int | None = None
    issuer: str = ""
    note: str = ""
