"""One line that finds everything: people, units and records by what is typed, each with what it is called and where it lies.

Covered parts (后备干部, who gave a tip) and talks are never looked through; a phone is matched by its end and shown masked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from gzparty.domain.chinese import NUMBERED
from gzparty.domain.finding import Match, Rank, match, ways
from gzparty.domain.forest import community_of
from gzparty.domain.full_text import words
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.domain.search import Needle, NeedleKind, needle
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.people import kind_label
from gzparty.labels.period import period_label
from gzparty.records import dataclass
from gzparty.services.context import Context, Service
from gzparty.services.credit_book import TargetOf
from gzparty.services.person_lines import LineWriter
from gzparty.services.ports import Store
from gzparty.services.search import Search
from gzparty.services.sounds import spoken, spoken_so, syllables

PERSON, UNIT = "person", "unit"
MOST_PEOPLE, MOST_UNITS, MOST_RECORDS = 6, 4, 5
PHONE_DIGITS = 3
"""So many last digits of a phone say whose it is; fewer are rather a number."""
ASKED, ASKED_MOST = 40, 640
"""How many people are looked at for the few that are shown; more only while too many of them do not match."""
RECORDS_OF_UNIT = 2

Key = tuple[str, int]
"""A kind of record and the id of one."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: `first` up to `end` of its name are what was typed; `period` where it is opened by a month.

    `uid` is a person's.
    """

    kind: str
    record_id: int
    name: str
    detail: str = ""
    first: int = 0
    end: int = 0
    period: str = ""
    uid: str = ""


class Everything(NamedTuple):
    """What one text finds, each part the likeliest first."""

    places: tuple[Found, ...] = ()
    """Units and people."""
    records: tuple[Found, ...] = ()


class _Ranked(NamedTuple):
    found: Match
    unit: UnitView
    name: str


class Palette(Service):
    """Reads names by index and texts by the full-text index; never writes."""

    def __init__(self, store: Store, context: Context) -> None:
        super().__init__(store, context)
        self._search = Search(store, context)
        self._kept: tuple[tuple[int, date], Sequence[UnitView]] | None = None

    def find(self, typed: str, recent: Collection[Key] = ()) -> Everything:
        """What a text finds; of equals those opened lately (`recent`, the last first) come first."""
        wanted = needle(typed)
        if wanted is None:
            return Everything()
        with self._store.snapshot():
            lately = {key: place for place, key in enumerate(recent)}
            units = self._matching_units(wanted, lately)
            people = self._people(wanted, lately)
            records = self._records(wanted, typed, units)
            placed = [(one.found.rank, 0, self._unit(one)) for one in units[:MOST_UNITS]]
            placed += [(rank, 1, found) for rank, found in people]
        placed.sort(key=lambda one: one[:2])
        return Everything(tuple(found for _rank, _kind, found in placed), records)

    def recall(self, keys: Sequence[Key]) -> tuple[Found, ...]:
        """People and units opened lately that are still there, in the order given."""
        with self._store.snapshot():
            units = {unit.id: unit for unit in self._units() if not unit.closed}
            people = {
                found.record_id: found for found in self._lines([row for kind, row in keys if kind == PERSON])
            }
            found = [
                people.get(row_id) if kind == PERSON else self._plain_unit(units.get(row_id))
                for kind, row_id in keys
            ]
        return tuple(one for one in found if one is not None)

    def _units(self) -> Sequence[UnitView]:
        on, version = self._context.today(), self._store.version()
        if version is None:
            return self._store.people.units(on)
        if self._kept is None or self._kept[0] != (version, on):
            self._kept = ((version, on), self._store.people.units(on))
        return self._kept[1]

    def _matching_units(self, wanted: Needle, lately: dict[Key, int]) -> list[_Ranked]:
        found: list[_Ranked] = []
        by_letters = wanted.kind is NeedleKind.LETTERS
        for unit in self._units():
            if unit.closed or (
                by_letters and wanted.text[0] not in unit.initials and not unit.name.isascii()
            ):
                continue
            for name in dict.fromkeys((unit.name, unit.party_name)):
                met = match(wanted, name, spoken(name) if by_letters else ())
                if met is not None:
                    found.append(_Ranked(met, unit, name))
                    break
        found.sort(
            key=lambda one: (
                one.found.rank,
                lately.get((UNIT, one.unit.id), len(lately)),
                one.unit.sort_order,
            )
        )
        return found

    def _unit(self, one: _Ranked) -> Found:
        detail = self._place_of(one.unit)
        return Found(UNIT, one.unit.id, one.name, detail, one.found.first, one.found.end)

    def _plain_unit(self, unit: UnitView | None) -> Found | None:
        return Found(UNIT, unit.id, unit.name, self._place_of(unit)) if unit is not None else None

    def _place_of(self, unit: UnitView) -> str:
        above = community_of(unit, {one.id: one for one in self._units()})
        return above.name if above is not None and above.id != unit.id else kind_label(unit.kind)

    def _people(self, wanted: Needle, lately: dict[Key, int]) -> list[tuple[Rank, Found]]:
        names, on = self._store.names, self._context.today()
        if wanted.kind is NeedleKind.DIGITS:
            if len(wanted.text) < PHONE_DIGITS:
                return []
            rows = names.by_phone(wanted.text, on, MOST_PEOPLE)
            return [(Rank.INSIDE, found) for found in self._lines([row for row, _name in rows], phones=True)]
        if wanted.kind is NeedleKind.NAME:
            return self._met(wanted, lambda limit: names.by_characters(wanted.text, on, limit), lately)
        read = ways(wanted.text, syllables())
        several = [way for way in read if len(way.initials) > 1]
        found = (
            self._met(wanted, lambda limit: names.by_initials(several, on, limit), lately) if several else []
        )
        if len(several) < len(read) and not _all_start(found):
            heads = spoken_so(wanted.text)
            found += self._met(wanted, lambda limit: names.by_syllable(wanted.text, heads, on, limit), lately)
            unique = {one.record_id: (rank, one) for rank, one in reversed(found)}
            found = sorted(unique.values(), key=lambda one: _order(one, lately))[:MOST_PEOPLE]
        return found

    def _met(
        self, wanted: Needle, ask: Callable[[int], Sequence[tuple[int, str]]], lately: dict[Key, int]
    ) -> list[tuple[Rank, Found]]:
        """Those asked for who truly match; more are asked for while most of them only seem to."""
        limit = ASKED
        while True:
            rows = ask(limit)
            met = {
                row: found for row, name in rows if (found := match(wanted, name, spoken(name))) is not None
            }
            if len(met) >= MOST_PEOPLE or len(rows) < limit or limit >= ASKED_MOST:
                break
            limit *= 4
        best = sorted(met, key=lambda row: (met[row].rank, lately.get((PERSON, row), len(lately))))[
            :MOST_PEOPLE
        ]
        return [(met[one.record_id].rank, _marked(one, met[one.record_id])) for one in self._lines(best)]

    def _lines(self, ids: Sequence[int], *, phones: bool = False) -> Iterable[Found]:
        if not ids:
            return
        units = {unit.id: unit for unit in self._units()}
        uids = self._store.directory.records(ids)
        lines = LineWriter(self._store, units, self._context.today()).lines(
            ids, {}, TargetOf(frozenset(), 0, 0)
        )
        for row_id in ids:
            line = lines.get(row_id)
            if line is not None and not line.ended:
                parts = (line.unit_name + line.posts, line.phone if phones else "")
                detail = "　".join(part for part in parts if part)
                yield Found(PERSON, row_id, line.name, detail, uid=uids[row_id].uid)

    def _records(self, wanted: Needle, typed: str, units: Sequence[_Ranked]) -> tuple[Found, ...]:
        """By number, of the unit that was named, by what they say."""
        plain = normalize("NFKC", typed).strip()
        found = list(self._numbered(wanted.text))
        if units and units[0].found.rank <= Rank.START:
            found += self._of_unit(units[0])
        if wanted.kind is NeedleKind.NAME and len(wanted.text) > 1 and words(plain):
            found += self._saying(plain)
        unique = {(one.kind, one.record_id): one for one in reversed(found)}
        return tuple(reversed(unique.values()))[:MOST_RECORDS]

    def _numbered(self, text: str) -> Iterable[Found]:
        """12 号 is a problem or an opinion of this year, 6 期 a session; a mere number is any of them."""
        written = NUMBERED.fullmatch(text)
        if written is None:
            return
        year, number = written["year"] or f"{self._context.today().year:04d}", int(written["number"])
        if not written["entry"] and (training := self._store.trainings.find(f"{year}-{number:02d}")):
            title = _("第 {n} 期书记培训").format(n=training.ordinal)
            yield Found("training", training.id, title, training.topic)
        if written["session"]:
            return
        reference = f"{year}-{number:03d}"
        if problem := self._store.problems.find(reference):
            unit = next((one.name for one in self._units() if one.id == problem.unit_id), "")
            title = _("{unit} {number} 号问题").format(unit=unit, number=problem.printed_number).strip()
            yield Found("problem", problem.id, title, problem.text)
        if tip := self._store.tips.find(reference):
            yield Found("tip", tip.id, _("{number} 号意见").format(number=tip.number))

    def _of_unit(self, one: _Ranked) -> Iterable[Found]:
        """What was recorded last of a unit, and what is open there."""
        for problem in self._store.problems.open(one.unit.id)[:RECORDS_OF_UNIT]:
            title = _("{unit} {number} 号问题").format(unit=one.unit.name, number=problem.printed_number)
            yield _shifted(Found("problem", problem.id, title, problem.text), one)
        year = self._context.today().year
        meetings = self._store.meetings.of_unit(one.unit.id, f"{year}", f"{year}-99")
        for meeting in sorted(meetings, key=lambda row: (row.period, row.id))[: -RECORDS_OF_UNIT - 1 : -1]:
            title = _("{unit} {kind} {period}").format(
                unit=one.unit.name,
                kind=meeting_kind_label(meeting.kind),
                period=period_label(Period.parse(meeting.period)),
            )
            yield _shifted(Found("meeting", meeting.id, title, meeting.topic), one)

    def _saying(self, text: str) -> Iterable[Found]:
        for hit in self._search.find(text, MOST_RECORDS):
            yield Found(hit.kind, hit.record_id, hit.title, hit.around, period=hit.period)


def _marked(found: Found, met: Match) -> Found:
    return replace(found, first=met.first, end=met.end)


def _shifted(found: Found, one: _Ranked) -> Found:
    """Mark what was typed in a title that begins with the unit's name."""
    if one.name != one.unit.name:
        return found
    return _marked(found, one.found)


def _order(one: tuple[Rank, Found], lately: dict[Key, int]) -> tuple[int, int]:
    rank, found = one
    return rank, lately.get((PERSON, found.record_id), len(lately))


def _all_start(found: Sequence[tuple[Rank, Found]]) -> bool:
    return len(found) >= MOST_PEOPLE and all(rank <= Rank.START for rank, _one in found)
