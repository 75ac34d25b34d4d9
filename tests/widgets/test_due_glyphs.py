"""Every state of a due looks different."""

from __future__ import annotations

from gzparty.domain.dues import DueState
from ui.due_glyphs import due_tone, state_glyph
from ui.glyphs import Glyph


def test_every_state_has_a_glyph_of_its_own_but_what_is_not_owed() -> None:
    drawn = [state_glyph(state) for state in DueState if state is not DueState.NOT_APPLICABLE]
    assert None not in drawn
    assert len(set(drawn)) == len(drawn)
    assert state_glyph(DueState.NOT_APPLICABLE) is None


def test_only_what_is_overdue_is_red() -> None:
    assert [state for state in DueState if due_tone(state) == "over"] == [DueState.OVERDUE]
    assert state_glyph(DueState.OVERDUE) is Glyph.OVER
    assert state_glyph(DueState.MISSED) is not Glyph.OVER
