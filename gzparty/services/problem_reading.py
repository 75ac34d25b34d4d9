"""Reading of the ledger: lines by deadline, figures with the rows behind them, one problem whole, whom to chase."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from statistics import median

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.folder import Attachment
from gzparty.domain.forest import community_of
from gzparty.domain.ledger_days import (
    LedgerGroup,
    ProposedDay,
    day_off,
    days_past,
    done_late,
    group_of,
    proposed_deadline,
)
from gzparty.domain.problem import VERIFIED, Problem, ProblemState, Step, plain_number
from gzparty.domain.problem_steps import filled
from gzparty.domain.rectification import Proof, StepFacts, lacking, present, steps_from
from gzparty.services.context import Service
from gzparty.services.ledger_views import (
    KindCount,
    Ledger,
    LedgerFigures,
    LedgerLine,
    ProblemChase,
    ProblemDetail,
    StepOffer,
)
from gzparty.services.member_names import names_about
from gzparty.services.problem_history import proofs, recurring

GRAVITY = {group: place for place, group in enumerate(LedgerGroup)}
FAR = date.max


class ProblemViews(Service):
    """Views of the ledger; never writes."""

    def ledger(self, year: int | None, unit_id: int | None = None) -> Ledger:
        """The ledger of a year, or of everything, of all units or one; the running year also holds what is still open."""
        with self._store.snapshot():
            rows = list(self._store.problems.all(year))
            if year == self._context.today().year:
                rows += self._store.problems.open_before(year)
            lines = self._lines([row for row in rows if unit_id in (None, row.unit_id)])
            return Ledger(year, tuple(sorted(lines, key=_urgency)), figures_of(lines))

    def lines(self, ids: Collection[int]) -> tuple[LedgerLine, ...]:
        """Some problems as the ledger shows them, by number; those that are gone are left out."""
        with self._store.snapshot():
            return self._lines(self._store.problems.many(ids))

    def open_lines(self) -> tuple[LedgerLine, ...]:
        """Everything not closed, the gravest first."""
        with self._store.snapshot():
            return tuple(sorted(self._lines(self._store.problems.open()), key=_urgency))

    def look_back_lines(self, until: date) -> tuple[LedgerLine, ...]:
        """What is closed and to be looked at again (回头看) by a day, by number."""
        with self._store.snapshot():
            return self._lines(self._store.problems.to_look_back(until))

    def of_inspections(self, inspection_ids: Collection[int]) -> tuple[LedgerLine, ...]:
        """What some inspections found."""
        with self._store.snapshot():
            return self._lines(self._store.problems.of_inspections(inspection_ids))

    def of_tips(self, tip_ids: Collection[int]) -> tuple[LedgerLine, ...]:
        """What some opinions led to."""
        with self._store.snapshot():
            return self._lines(self._store.problems.of_tips(tip_ids))

    def detail(self, problem_id: int) -> ProblemDetail:
        """One problem whole; Refusal where it is gone."""
        with self._store.snapshot():
            found = self._store.problems.many([problem_id])
            if not found:
                raise Refusal("problem_gone")
            return self._detail(found[0])

    def find(self, reference: str) -> Problem:
        """The problem of a number or uid; the number of a later round (2026-012-R1) finds the same one."""
        wanted = reference.strip()
        found = self._store.problems.find(wanted)
        if found is None:
            found = self._store.problems.find(plain_number(wanted))
        if found is None:
            raise Refusal("problem_unknown", reference=wanted)
        return found

    def years(self) -> tuple[int, ...]:
        """The years numbers were given in."""
        return tuple(self._store.problems.years())

    def overdue(self) -> int:
        """How many are past their deadline; counted without reading what a line says besides."""
        today, soon = self._context.today(), self._settings().soon_days
        with self._store.snapshot():
            rows = self._store.problems.open()
        return sum(group_of(row, today, soon) is LedgerGroup.OVERDUE for row in rows)

    def by_kind(self) -> tuple[KindCount, ...]:
        """Open problems by kind, what is found most often first; those of no kind come last, under ""."""
        with self._store.snapshot():
            kinds: dict[str, list[LedgerLine]] = defaultdict(list)
            for line in self._lines(self._store.problems.open()):
                kinds[line.problem.category].append(line)
        counts = [
            KindCount(category, tuple(lines), Counter(line.unit.id for line in lines))
            for category, lines in kinds.items()
        ]
        return tuple(sorted(counts, key=lambda kind: (not kind.category, -len(kind.problems))))

    def chase(self, ids: Collection[int], by_leader: bool = False) -> tuple[ProblemChase, ...]:
        """What to say about some open problems to each unit, or to each responsible leader, the gravest first."""
        with self._store.snapshot():
            lines = sorted(self._lines(self._store.problems.many(ids)), key=_urgency)
            told: dict[str, list[LedgerLine]] = defaultdict(list)
            for line in lines:
                if line.problem.is_open:
                    own = line.problem.leader if by_leader else ""
                    told[own or line.unit.name].append(line)
            return tuple(
                ProblemChase(name, tuple(found), self._mentioned(found)) for name, found in told.items()
            )

    def proposed_deadline(self, found_on: date) -> ProposedDay:
        """The deadline proposed for what was found on a day, and why it is that day."""
        return proposed_deadline(found_on, self._settings().rectify_workdays, self._store.calendar.load())

    def _mentioned(self, lines: Iterable[LedgerLine]) -> frozenset[str]:
        rows = [line.problem for line in lines]
        return names_about(self._store, rows, (row.text for row in rows))

    def _detail(self, row: Problem) -> ProblemDetail:
        line = self._lines([row])[0]
        files = tuple(self._store.folders.of_problems([row.id]))
        gone = self._store.blobs.missing(one.hash for one in files) if files else ()
        papers = tuple(self._store.problems.evidence([row.id]))
        earlier = recurring(self._store, [row], self._settings().recurrence_months)[row.id]
        inspection = self._store.inspections.many([row.inspection_id]) if row.inspection_id else ()
        lost = tuple(one for one in files if one.hash in gone)
        return ProblemDetail(
            line=line,
            events=tuple(self._store.problems.events([row.id])),
            papers=papers,
            files=files,
            lost_files=lost,
            inspection=inspection[0] if inspection else None,
            tip=self._store.tips.get(row.tip_id) if row.tip_id else None,
            offers=self._offers(row, _proof(row, line, lost)),
            earlier=tuple(self._store.problems.many(earlier)),
            warnings=tuple(self._warnings(row)),
        )

    def _offers(self, row: Problem, proof: Proof) -> tuple[StepOffer, ...]:
        blank = StepFacts(self._context.today())
        return tuple(
            StepOffer(step, lacking(step, row.lane, present(step, filled(row, step, blank), blank, proof)))
            for step in steps_from(row.state, row.lane)
            if step is not Step.EXTEND or row.deadline is not None
        )

    def _warnings(self, row: Problem) -> Iterable[Diagnostic]:
        if row.is_open and row.deadline is not None:
            off = day_off(row.deadline, self._store.calendar.load())
            if off is not None:
                yield off

    def _lines(self, rows: Sequence[Problem]) -> tuple[LedgerLine, ...]:
        if not rows:
            return ()
        today, chosen = self._context.today(), self._settings()
        units = self._units_by_id(today)
        proof = proofs(self._store, rows)
        repeats = recurring(self._store, rows, chosen.recurrence_months)
        steps = self._store.problems.step_counts([row.id for row in rows])
        return tuple(
            LedgerLine(
                problem=row,
                unit=units[row.unit_id],
                community=community_of(units[row.unit_id], units),
                group=group_of(row, today, chosen.soon_days),
                days=days_past(row, today),
                done_late=done_late(row),
                extensions=steps.get((row.id, row.round, Step.EXTEND), 0),
                returns=steps.get((row.id, row.round, Step.RETURN), 0),
                recurrence=len(repeats[row.id]) + 1,
                evidence=proof[row.id].papers + proof[row.id].files,
            )
            for row in rows
        )


def figures_of(lines: Iterable[LedgerLine]) -> LedgerFigures:
    """The counts over some lines, with the ids behind each."""
    counted = [line for line in lines if line.problem.state is not ProblemState.WITHDRAWN]
    closed = [line.problem for line in counted if line.problem.state in VERIFIED]
    overdue = [line.problem.id for line in counted if line.is_overdue]
    days = {
        row.id: (row.closed_on - row.found_on).days
        for row in closed
        if row.closed_on is not None and row.found_on is not None
    }
    return LedgerFigures(
        open=tuple(line.problem.id for line in counted if line.problem.is_open),
        overdue=tuple(overdue),
        look_back=tuple(line.problem.id for line in counted if line.group is LedgerGroup.LOOK_BACK),
        due_closed=(*(row.id for row in closed), *overdue),
        closed=tuple(row.id for row in closed),
        closed_with_days=tuple(days),
        median_days=median(days.values()) if days else None,
        extended=tuple(line.problem.id for line in counted if line.extensions),
        recurring=tuple(line.problem.id for line in counted if line.recurrence > 1 or line.relapses),
    )


def _proof(row: Problem, line: LedgerLine, lost: Sequence[Attachment]) -> Proof:
    names = tuple(one.name for one in lost if one.round == row.round)
    return Proof(line.evidence - len(names), 0, names)


def _urgency(line: LedgerLine) -> tuple[int, date, str]:
    return GRAVITY[line.group], line.problem.deadline or FAR, line.problem.number
