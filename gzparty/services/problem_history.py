"""What is counted beside the rows of the ledger: evidence of the running round, extensions, returns, repeats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gzparty.domain.problem import Problem
from gzparty.domain.rectification import Proof
from gzparty.domain.recurrence import earlier, looked_through

if TYPE_CHECKING:
    from gzparty.services.ports import Store

_WHOLE = frozenset({"blobs_missing", "blobs_unreadable"})
"""What is wrong with the file of all attachments: nobody should then take out its single ones."""


def proofs(store: Store, rows: Sequence[Problem], *, faults: bool = False) -> Mapping[int, Proof]:
    """Evidence of each problem's running round; whether the bytes of files are still there is read only for `faults`."""
    rounds = {row.id: row.round for row in rows}
    papers = Counter(
        one.problem_id for one in store.problems.evidence(rounds) if one.round == rounds[one.problem_id]
    )
    files = [
        one
        for one in store.folders.of_problems(rounds)
        if one.problem_id is not None and one.round == rounds[one.problem_id]
    ]
    bad = store.blobs.faults(one.hash for one in files) if faults and files else {}
    whole = next((one.diagnostics[0] for one in bad.values() if one.diagnostics[0].code in _WHOLE), None)
    lost: dict[int, list[str]] = defaultdict(list)
    good: Counter[int | None] = Counter()
    for one in files:
        if one.hash in bad and one.problem_id is not None:
            lost[one.problem_id].append(one.name)
        else:
            good[one.problem_id] += 1
    return {
        problem_id: Proof(papers[problem_id], good[problem_id], tuple(lost[problem_id]), whole)
        for problem_id in rounds
    }


def recurring(store: Store, rows: Sequence[Problem], months: int) -> Mapping[int, tuple[int, ...]]:
    """The earlier problems of the same unit and kind within the months before each; () for the first."""
    spans = looked_through(((row.unit_id, row.found_on) for row in rows if row.found_on is not None), months)
    found = earlier(store.problems.traces(spans), months) if spans else {}
    return {row.id: found.get(row.id, ()) for row in rows}
