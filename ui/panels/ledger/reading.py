"""What the page of the ledger reads behind the window: a year, who is named in it, the kinds problems can be of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gzparty import settings
from gzparty.domain.inspection import InspectionKind
from gzparty.domain.problem import Lane, Step
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import Ledger
from ui.widgets.name_field import Known

NAMES_KEPT = 200


class LastStage(NamedTuple):
    """The latest 阶段性完成 of a problem, which one it is, and its day."""

    number: int
    on: date


class LedgerRead(NamedTuple):
    """One moment of the ledger; `months` is how far back repeats count."""

    ledger: Ledger
    names: tuple[Known, ...]
    kinds: tuple[str, ...]
    months: int
    stages: Mapping[int, LastStage]
    """Of what is kept up for good: how often it was told how far it has come, and when last."""
    soon_days: int
    """How near a deadline is to count as soon."""


def read_ledger(services: Services, year: int) -> LedgerRead:
    """Read a year."""
    with services.store.snapshot():
        ledger = services.problem_views.ledger(year)
        chosen = settings.from_stored(services.store.office.load_settings())
        return LedgerRead(
            ledger,
            _names(services, ledger),
            _kinds(services),
            chosen.recurrence_months,
            _stages(services, ledger),
            chosen.soon_days,
        )


def _stages(services: Services, ledger: Ledger) -> dict[int, LastStage]:
    """How far each lasting problem of the ledger has come in its running round."""
    rounds = {
        line.problem.id: line.problem.round for line in ledger.lines if line.problem.lane is Lane.LASTING
    }
    found: dict[int, LastStage] = {}
    for event in services.store.problems.events(rounds) if rounds else ():
        if event.step is Step.STAGE and event.round == rounds[event.problem_id]:
            before = found.get(event.problem_id)
            found[event.problem_id] = LastStage(before.number + 1 if before else 1, event.happened_on)
    return found


def _names(services: Services, ledger: Ledger) -> tuple[Known, ...]:
    """Who is named in the ledger, the most frequent first, with the initials each is found by."""
    counted: Counter[str] = Counter()
    for line in ledger.lines:
        problem = line.problem
        counted.update(name for name in (problem.verifier, problem.responsible, problem.leader) if name)
    letters = services.people.initials_of(name for name, _count in counted.most_common(NAMES_KEPT))
    return tuple(letters.items())


def _kinds(services: Services) -> tuple[str, ...]:
    views = services.inspection_views
    lines = (item for kind in InspectionKind for item in views.checklist(kind) if not item.stopped)
    return tuple(dict.fromkeys(item.title for item in lines))
