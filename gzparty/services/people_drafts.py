"""What is known of a new person and of the place the person is put into."""

from __future__ import annotations

from datetime import date

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a new person is put: branch with class and group, post with its beginning; each may be left out."""

    unit_id: int
    party_class: PartyClass = PartyClass.NONE
    member_since: date | None = None
    group_id: int | None = None
    title: PostTitle | None = None
    words: str = ""
    since: PartialDate | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What is known of a new person."""

    name: str
    sex: str = ""
    nation: str = ""
    birth: PartialDate | None = None
    joined: PartialDate | None = None
    education: str = ""
    phone: str = ""
    note: str = ""
