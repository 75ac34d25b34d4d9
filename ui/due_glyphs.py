"""How a due is drawn: one glyph for each state, and for a record whose papers are in, how much of it was entered."""

from __future__ import annotations

from gzparty.domain.dues import Due, DueState
from ui.glyphs import Glyph

_STATES = {
    DueState.OVERDUE: Glyph.OVER,
    DueState.RETURNED: Glyph.RETURNED,
    DueState.HELD: Glyph.HELD,
    DueState.HANDED_IN: Glyph.UNENTERED,
    DueState.SOON: Glyph.SOON,
    DueState.TODO: Glyph.TODO,
    DueState.MISSED: Glyph.DRAFT,
    DueState.LATE: Glyph.LATE,
    DueState.DONE: Glyph.DONE,
    DueState.WAIVED: Glyph.NOT_APPLICABLE,
}
"""What is not owed at all has no glyph: its whole cell is filled. What was striven for and missed wants a word written,
never a red mark."""
_UNTYPED = frozenset({"expected", "attended", "roll"})


def state_glyph(state: DueState) -> Glyph | None:
    """The glyph of a state; None where nothing is owed."""
    return _STATES.get(state)


def due_glyph(due: Due) -> Glyph | None:
    """The glyph of a due: papers of which nothing was typed yet are a sheet, a record begun and incomplete a pencil."""
    if due.state is DueState.HANDED_IN and due.record and not _UNTYPED & {*due.record.missing}:
        return Glyph.DRAFT
    return state_glyph(due.state)


def due_tone(state: DueState) -> str:
    """The colour token of the words beside a state's glyph: only what is overdue is red."""
    if state is DueState.OVERDUE:
        return "over"
    return "ink3" if state in (DueState.DONE, DueState.LATE, DueState.WAIVED, DueState.TODO) else "ink2"
