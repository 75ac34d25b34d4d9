"""Read one row's cells: values as the records hold them, and the first thing that stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from gzparty.domain import chinese
from gzparty.domain.damage import (
    CellValue,
    Reading,
    as_text,
    read_date,
    read_number_text,
    read_phone,
    read_text,
)
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.matching import Difference, Facts
from gzparty.domain.names import normalize_name
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass
from gzparty.domain.table import TableRow
from gzparty.services.import_result import SHEET, SKIP, WRITTEN

T = TypeVar("T")
_PARTY_CLASSES = {word: PartyClass(code) for word, code in chinese.PARTY_CLASSES.items()}


class Stop(Exception):
    """A row cannot be taken as it is; `reason` at level error rejects it, at warning asks.

    `offers` are texts that could stand in the cell; `differences` are what record and sheet say otherwise.
    """

    def __init__(
        self,
        field: str,
        reason: Diagnostic,
        repair: str = "",
        choices: tuple[str, ...] = (),
        offers: tuple[str, ...] = (),
        differences: tuple[Difference, ...] = (),
    ) -> None:
        super().__init__(reason.code)
        self.field = field
        self.reason = reason
        self.repair = Diagnostic(Level.NOTE, repair) if repair else None
        self.choices = choices
        self.offers = offers
        self.differences = differences


class Known:
    """What the raw texts of one import were read as: a column repeats itself, so each text is read once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._days: dict[str, PartialDate] = {}
        self._names: dict[str, str] = {}

    def day(self, text: str) -> PartialDate | None:
        """A date that was read before without anything to say of it."""
        return self._days.get(text)

    def read_day(self, value: CellValue) -> Reading[PartialDate | None]:
        """A date as read on the day of the import."""
        reading = read_date(value, self._today)
        if reading.value and reading.finding is None and isinstance(value, str):
            self._days[value] = reading.value
        return reading

    def name(self, text: str) -> str:
        """A name as it is compared."""
        normalized = self._names.get(text)
        if normalized is None:
            normalized = self._names[text] = normalize_name(text)
        return normalized


class Cells:
    """The cells of one row, with the decisions already taken on it."""

    __slots__ = ("_cells", "_known", "decided", "number")

    def __init__(self, row: TableRow, decided: frozenset[str], known: Known) -> None:
        self.number = row.number
        self.decided = decided
        self._cells = row.cells
        self._known = known

    def raw(self, field: str) -> str:
        """A cell as it stands, whatever it holds; never stops a row."""
        return as_text(self._cells.get(field))

    def value(self, field: str) -> CellValue:
        """A cell as the workbook holds it, for readings of its own; `taken` then says what stands in the way."""
        return self._cells.get(field)

    def tick(self, field: str) -> bool | None:
        """Whether something is ticked; None for an empty cell."""
        return self.word(field, chinese.TICKS)

    def text(self, field: str) -> str:
        """A cell as text."""
        value = self._cells.get(field)
        if isinstance(value, str) and not value.startswith("#"):
            return value.strip()
        return self.taken(field, read_text(value)) if value is not None else ""

    def code(self, field: str) -> str:
        """A code as its digits."""
        return self.taken(field, read_number_text(self._cells.get(field)))

    def phone(self, field: str = "phone") -> str:
        """A phone as its digits."""
        return self.taken(field, read_phone(self._cells.get(field)))

    def day(self, field: str) -> PartialDate | None:
        """A date; an offered repair that was chosen stands for the damaged one."""
        value = self._cells.get(field)
        if not value:
            return None
        if isinstance(value, str) and (read_before := self._known.day(value)):
            return read_before
        reading = self._known.read_day(value)
        for offered in reading.repairs:
            if offered in self.decided:
                return PartialDate.from_iso(offered)
        return self.taken(field, reading)

    def word(self, field: str, known: Mapping[str, T]) -> T | None:
        """What a word of a short list stands for; None for an empty cell."""
        value = self._cells.get(field)
        if isinstance(value, str) and value in known:
            return known[value]
        text = self.text(field).replace(" ", "")
        if not text:
            return None
        if text not in known:
            reason = Diagnostic(Level.ERROR, "word_unknown", {"text": text})
            raise Stop(field, reason, "repair_word")
        return known[text]

    def facts(self, note: str) -> Facts:
        """What the row says of a person."""
        name = self.text("name")
        return Facts(
            name=name,
            normalized=self._known.name(name),
            sex=self.word("sex", chinese.SEXES) or "",
            nation=chinese.nation(self.text("nation")),
            birth=self.day("birth"),
            joined=self.day("joined"),
            education=self.text("education"),
            phone=self.phone(),
            note=note,
        )

    def party_class(self) -> PartyClass | None:
        """Full or probationary; None where the sheet does not say."""
        return self.word("class", _PARTY_CLASSES)

    def mobile(self) -> bool | None:
        """Whether a member works elsewhere; None where the sheet does not say."""
        return self.word("mobile", chinese.YES_OR_NO)

    def taken(self, field: str, reading: Reading[T]) -> T:
        """The value read; Stop where it cannot be stored, or is asked about and not decided yet."""
        finding = reading.finding
        if finding is None or (finding.level is Level.WARNING and self.decided & {SHEET, WRITTEN}):
            return reading.value
        if finding.level is Level.WARNING:
            choices = (*reading.repairs, SHEET, SKIP)
            raise Stop(field, finding, "repair_confirm", choices, offers=reading.repairs)
        raise Stop(field, finding, "repair_cell")
