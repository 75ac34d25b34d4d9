"""How a problem of the ledger is drawn and said in a few words: overdue first, else how far it has come."""

from __future__ import annotations

from gzparty.domain.problem import ProblemState
from gzparty.i18n import _
from gzparty.labels.ledger import problem_state_label
from gzparty.services.ledger_views import LedgerGroup, LedgerLine
from ui.glyphs import Glyph

_GLYPHS = {
    ProblemState.REGISTERED: Glyph.TODO,
    ProblemState.ASSIGNED: Glyph.TODO,
    ProblemState.RECTIFYING: Glyph.PART,
    ProblemState.SUBMITTED: Glyph.Q3,
    ProblemState.CLOSED: Glyph.DONE,
    ProblemState.LOOKED_BACK: Glyph.DONE,
    ProblemState.WITHDRAWN: Glyph.NOT_APPLICABLE,
}


def state_glyph(state: ProblemState) -> Glyph:
    """The glyph of a state."""
    return _GLYPHS[state]


def problem_glyph(line: LedgerLine) -> Glyph:
    """The glyph of a problem."""
    if line.group is LedgerGroup.OVERDUE:
        return Glyph.OVER
    if line.group is LedgerGroup.SOON:
        return Glyph.SOON
    return state_glyph(line.problem.state)


def problem_words(line: LedgerLine) -> str:
    """逾期 6 天, 剩 3 天, 整改中, 已销号."""
    if line.group is LedgerGroup.OVERDUE and line.days is not None:
        return _("逾期 {n} 天").format(n=line.days)
    if line.group is LedgerGroup.SOON and line.days is not None:
        return _("剩 {n} 天").format(n=-line.days) if line.days else _("今天到期")
    return problem_state_label(line.problem.state)


def problem_tone(line: LedgerLine) -> str:
    """The colour token of these words: only what is overdue is red."""
    return "over" if line.group is LedgerGroup.OVERDUE else "ink2"
