"""What the clerk says of the committee's decision, of a 公示 and of an objection to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from gzparty.domain import entry
from gzparty.domain.selection import Publicity
from gzparty.domain.tip import TipChannel
from gzparty.records import dataclass

CONTENT_LIMIT = 2000
"""Characters of an objection and of how it was handled."""
PLACE_LIMIT = 80
NUMBER_LIMIT = 40
"""Characters of a 文号."""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """党委研究: the day, the nominations chosen, and reasons by nomination, of those chosen and of those left out."""

    on: date
    chosen: tuple[int, ...]
    reasons: Mapping[int, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublicityDraft:
    """A 公示: `ends_on` where a day was chosen, else so many `workdays` from the start, else as many as the setting says.

    Texts that are None are those of the settings.
    """

    starts_on: date
    ends_on: date | None = None
    workdays: int | None = None
    place: str | None = None
    contact: str | None = None
    phone: str | None = None
    address: str | None = None

    @classmethod
    def of(cls, publicity: Publicity) -> PublicityDraft:
        """A stored 公示 as a draft, to be changed in one place."""
        names = ("starts_on", "ends_on", "workdays", "place", "contact", "phone", "address")
        return cls(*(getattr(publicity, name) for name in names))

    def texts(self, defaults: Mapping[str, str]) -> dict[str, str]:
        """Its texts, of bearable length, over those of the settings."""
        said = {name: getattr(self, name) for name in defaults}
        return {
            name: entry.checked_text(defaults[name] if text is None else text, PLACE_LIMIT)
            for name, text in said.items()
        }


@dataclass(frozen=True, slots=True)
class ObjectionDraft:
    """An objection as it came in; without a nomination it is against the procedure."""

    received_on: date
    channel: TipChannel
    content: str
    nomination_id: int | None = None
