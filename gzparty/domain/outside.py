"""Training outside the office (上级调训): who sent the person, when, and the 学时 it brings."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from gzparty.records import dataclass


class OutsideLevel(StrEnum):
    """Who held it: 县级, 市级, 省级, 网络培训, 其他."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    ONLINE = "online"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OutsideTraining:
    """One training of one person elsewhere; `credit` in half hours, counted in the year of its last day."""

    id: int
    uid: str
    person_id: int
    level: OutsideLevel
    title: str
    began_on: date
    ended_on: date | None
    credit: int
    proof: str = ""

    @property
    def last_day(self) -> date:
        """Its last day; that of its beginning where no other is known."""
        return self.ended_on or self.began_on
