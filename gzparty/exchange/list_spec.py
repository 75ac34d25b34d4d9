"""What a list is that the program gives out: its columns, what narrows it, where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.bundle import Services

Row = Mapping[str, object]


class CellKind(StrEnum):
    """How a column leaves: text (also phones and codes), number, or date."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its JSON key, its Chinese title (N_) and kind; `width` in characters."""

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 10


@dataclass(frozen=True, slots=True)
class Selectors:
    """What narrows a list; None leaves it whole. `show_phones` prints phones unmasked."""

    year: int
    on: date
    month: int | None = None
    unit_id: int | None = None
    state: str | None = None
    reference: str | None = None
    duty: str | None = None
    show_phones: bool = False


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list. `selectors` names those of `Selectors` that it obeys."""

    name: str
    label: str
    columns: tuple[ListColumn, ...]
    rows: Callable[[Services, Selectors], Iterable[Row]]
    selectors: tuple[str, ...] = ()
    states: Callable[[], Mapping[str, str]] = dict
    """The states it can be narrowed to: their codes and the words shown for them."""
    more: Callable[[Services, Selectors], tuple[ListColumn, ...]] | None = None
    """Columns that follow from the records: the duties of a month, say."""
    whole: bool = False
    """Whether it is read in again: a text too long for a cell is refused rather than cut."""

    def shape(self, services: Services, chosen: Selectors) -> tuple[ListColumn, ...]:
        """All its columns for what was chosen; those that follow from records stand behind the others."""
        return self.columns if self.more is None else (*self.columns, *self.more(services, chosen))

    def state(self, word: str | None) -> str | None:
        """The code of a state given by code or by the word shown; Refusal names those there are."""
        known = self.states()
        if word is None or word in known:
            return word
        for code, shown in known.items():
            if word == shown:
                return code
        raise Refusal("state_unknown", word=word, choices=_("、").join(dict.fromkeys(known.values())) or "-")


def titles(columns: Sequence[ListColumn]) -> list[str]:
    """The titles as shown."""
    return [_(column.title) for column in columns]
