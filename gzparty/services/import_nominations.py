"""Take in what communities and branches nominate (推荐汇总表): every row a candidate of a month's selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from gzparty.domain import entry
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.matching import Difference
from gzparty.domain.problem_cells import read_done
from gzparty.domain.selection import Category, Nomination, Selection, Subject
from gzparty.domain.selection_text import month_said
from gzparty.domain.table import Table
from gzparty.i18n import _
from gzparty.services.candidate_matching import CandidateNames, Placed
from gzparty.services.context import Context
from gzparty.services.import_cells import Cells, Stop
from gzparty.services.import_result import SHEET, SKIP, Bucket
from gzparty.services.nomination_writing import OPINION_LIMIT
from gzparty.services.selection_drafts import NominationDraft

if TYPE_CHECKING:
    from gzparty.services.ports import Store

LIMITS = {
    "post": entry.NAME_LIMIT,
    "nominator": entry.NAME_LIMIT,
    "summary": rules.SUMMARY_LIMIT,
    "deeds": rules.DEEDS_LIMIT,
    "opinion": OPINION_LIMIT,
}
"""How long each text may be, so that one of them does not stop the whole sheet."""
COMPARED = tuple(LIMITS)
"""What a sheet may say otherwise of a candidate who is nominated already."""


@dataclass(slots=True)
class _Into:
    """A selection with its candidates, those of this sheet too, and what is to be stored."""

    selection: Selection
    categories: Sequence[Category]
    candidates: list[Nomination]
    new: list[NominationDraft] = field(default_factory=list)
    changed: list[tuple[int, NominationDraft]] = field(default_factory=list)


class NominationsImport:
    """Judges rows of nominations; the rules are those of nominating by hand.

    Which selection: a column says it, else `record`, else the month in the sheet's title or name, else the only one
    that takes nominations.
    """

    def __init__(self, store: Store, context: Context, table: Table, record: str = "") -> None:
        self._store = store
        self._context = context
        self._today = context.today()
        self._record = record
        self._titles = (table.above, (table.sheet,), (table.file,))
        self._candidates = CandidateNames(store, context)
        self._named: dict[str, _Into] = {}
        self._into: dict[int, _Into] = {}

    def take(self, cells: Cells) -> Bucket:
        """Judge one row; raises Stop where it cannot be taken as it is."""
        into = self._selection(cells.text("selection"))
        if not cells.text("name"):
            raise Stop("name", Diagnostic(Level.ERROR, "nomination_row_nameless"), "repair_candidate_name")
        of_units = into.selection.subject is Subject.UNIT
        placed = self._candidates.unit(cells) if of_units else self._candidates.person(cells)
        draft = self._draft(into, cells, placed)
        candidate = _candidate(into, draft)
        for other in into.candidates:
            if other.id and other.withdrawn_on is None and rules.same_candidate(candidate, other):
                return self._compare(into, other, draft, cells)
        self._check(into, candidate, draft)
        into.candidates.append(candidate)
        into.new.append(draft)
        return Bucket.ADDED

    def set_aside(self, cells: Cells) -> None:
        """A candidate that was set aside is not nominated."""

    def is_changed(self) -> bool:
        """Whether there is anything to store."""
        return any(into.new or into.changed for into in self._into.values())

    def save(self) -> None:
        """Store all that is new or changed, inside an action already begun."""
        from gzparty.services.selections import Selections

        selections = Selections(self._store, self._context)
        for into in self._into.values():
            if into.new:
                selections.nominate(into.selection.id, into.new)
            for nomination_id, draft in into.changed:
                selections.change_nomination(nomination_id, draft)

    def _selection(self, said: str) -> _Into:
        """The selection a row is for, read once."""
        if said not in self._named:
            selection = self._find(said)
            found = self._into.get(selection.id)
            if found is None:
                store = self._store.selections
                candidates = list(store.nominations([selection.id]))
                found = _Into(selection, store.categories([selection.id]), candidates)
                self._into[selection.id] = found
            self._named[said] = found
        return self._named[said]

    def _find(self, said: str) -> Selection:
        wanted = said or self._record
        known = self._store.selections.find(wanted) if wanted else None
        if known is not None:
            return known
        places = ((wanted,),) if wanted else self._titles
        month = next((one for texts in places if (one := month_said(texts, self._today.year))), None)
        if month is not None:
            return self._only(self._store.selections.between(month, month), month)
        if wanted:
            raise _stop("selection", "nomination_row_selection_unknown", text=wanted)
        return self._only(self._store.selections.unfinished(), "")

    def _only(self, found: Sequence[Selection], month: str) -> Selection:
        """One of several: the only one of a month, else the only one that takes nominations."""
        taking = [one for one in found if one.nominations_closed_on is None and one.vacant_on is None]
        if len(found) == 1 and month:
            return found[0]
        if len(taking) == 1:
            return taking[0]
        if not found and month:
            raise _stop("selection", "nomination_row_no_selection", text=month)
        numbers = _("、").join(one.number for one in taking or found) or _("没有")
        raise _stop("selection", "nomination_row_selection_unsaid", numbers=numbers)

    def _draft(self, into: _Into, cells: Cells, placed: Placed) -> NominationDraft:
        nominator = cells.text("nominator")
        year = int(into.selection.period[:4])
        day = cells.taken("day", read_done(cells.value("day"), year, self._today))
        if day.text:
            raise _stop("day", "nomination_row_day", text=day.text)
        draft = NominationDraft(
            person_id=placed.person.id if placed.person else None,
            unit_id=placed.unit.id if placed.unit else None,
            name=placed.person.name if placed.person else placed.name,
            unit_name=placed.unit.name if placed.unit else cells.text("unit"),
            post=cells.text("post") or placed.post,
            category_id=self._category(into, cells.text("category")).id,
            nominator=nominator,
            nominator_id=self._candidates.nominator(nominator) if nominator else None,
            nominated_on=day.day or self._today,
            summary=cells.text("summary"),
            deeds=cells.text("deeds"),
            opinion=cells.text("opinion"),
        )
        for name, limit in LIMITS.items():
            _checked(name, partial(entry.checked_text, getattr(draft, name), limit))
        return draft

    def _category(self, into: _Into, text: str) -> Category:
        """The category a row names; the only one needs no name."""
        plain = "".join(text.split())
        named = [one for one in into.categories if plain and "".join(one.title.split()) == plain]
        if len(named) == 1:
            return named[0]
        if len(into.categories) == 1:
            return into.categories[0]
        titles = tuple(one.title for one in into.categories)
        values = {"text": text or _("没有写"), "titles": _("、").join(titles)}
        raise Stop("category", Diagnostic(Level.ERROR, "nomination_row_category", values), offers=titles)

    def _check(self, into: _Into, candidate: Nomination, draft: NominationDraft) -> None:
        """What forbids a nomination by hand forbids it here, each with the cell that says it."""
        selection, day = into.selection, draft.nominated_on or self._today
        _checked("name", lambda: rules.check_running(selection))
        _checked("name", lambda: rules.check_unannounced(selection))
        _checked("name", lambda: rules.check_open(selection))
        _checked("day", lambda: rules.check_nominated_on(selection, candidate.name, day, self._today))
        _checked("name", lambda: rules.check_once(candidate, into.candidates))
        if candidate.person_id is not None:
            ended_on = self._store.people.person(candidate.person_id).ended_on
            _checked("name", lambda: rules.check_here(candidate.name, ended_on, day))

    def _compare(self, into: _Into, there: Nomination, draft: NominationDraft, cells: Cells) -> Bucket:
        """Somebody nominated already: blanks are filled, other words asked about, another nominator is a second one."""
        told = [
            name for name in COMPARED if (given := getattr(draft, name)) and given != getattr(there, name)
        ]
        if not told:
            return Bucket.SAME
        if "nominator" in told and there.nominator:
            _checked("name", lambda: rules.check_once(_candidate(into, draft), into.candidates))
        _checked("name", lambda: rules.check_running(into.selection))
        _checked("name", lambda: rules.check_unannounced(into.selection))
        asked = tuple(
            Difference(name, str(getattr(there, name)), str(getattr(draft, name)))
            for name in told
            if getattr(there, name)
        )
        if asked and SHEET not in cells.decided:
            reason = Diagnostic(
                Level.WARNING, "nomination_row_differs", {"name": there.name, "count": len(asked)}
            )
            raise Stop(asked[0].field, reason, "repair_sheet", (SHEET, SKIP), differences=asked)
        kept = NominationDraft(
            **{name: getattr(there, name) for name in NominationDraft.__dataclass_fields__}
        )
        changes = {name: getattr(draft, name) for name in told}
        if "nominator" in told:
            changes["nominator_id"] = draft.nominator_id
        into.changed.append((there.id, replace(kept, **changes)))
        return Bucket.UPDATED


def _candidate(into: _Into, draft: NominationDraft) -> Nomination:
    """A candidate as the rules compare it, not stored yet."""
    return Nomination(
        id=0,
        uid="",
        selection_id=into.selection.id,
        category_id=draft.category_id or 0,
        position=0,
        name=draft.name,
        person_id=draft.person_id,
        unit_id=draft.unit_id,
        unit_name=draft.unit_name,
    )


def _checked(cell: str, check: Callable[[], object]) -> None:
    """A rule of nominating; what it refuses rejects the row."""
    try:
        check()
    except Refusal as refusal:
        raise Stop(cell, refusal.diagnostics[0]) from None


def _stop(cell: str, code: str, **values: object) -> Stop:
    return Stop(cell, Diagnostic(Level.ERROR, code, values))
