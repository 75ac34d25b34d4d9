"""接下来: what is still to be done of a selection, in order, with the days that follow from its records."""

from __future__ import annotations

from collections.abc import Sequence

from gzparty.domain.publicity_days import result_from
from gzparty.domain.selection import Publicity, PublicityResult
from gzparty.domain.selection_stages import STEPS, Stage
from gzparty.services.selection_lines import Below
from gzparty.services.selection_views import Ahead

RESULT, HONOUR = "result", "honour"
"""Beside the seven steps: 公示期满，记公示结果 and 记入个人荣誉."""
ENDED = frozenset({Stage.DONE, Stage.VACANT})


def ahead(found: Below) -> tuple[Ahead, ...]:
    """The steps from the one a selection is at to its end; days only where records give them."""
    stage = found.stage
    if stage in ENDED:
        return ()
    steps = STEPS[STEPS.index(stage) :]
    told = [one for step in steps for one in _of_step(step, found)]
    return (*told, Ahead(HONOUR, None))


def _of_step(step: Stage, found: Below) -> Sequence[Ahead]:
    publicity = _running(found.publicity)
    day = result_from(publicity.ends_on) if publicity is not None else None
    if step is Stage.NOMINATE:
        return [Ahead(step, found.selection.nominate_until)]
    if step is Stage.PUBLICITY:
        result = Ahead(RESULT, day, from_on=True)
        return [result] if publicity is not None else [Ahead(step, None), result]
    if step is Stage.CIRCULAR:
        return [Ahead(step, day, from_on=True)]
    return [Ahead(step, None)]


def _running(publicity: Publicity | None) -> Publicity | None:
    """The 公示 nothing has come of yet."""
    return publicity if publicity is not None and publicity.result is PublicityResult.OPEN else None
