"""With larger text nothing is cut off in the smallest window there is; everything in every window has a name, says what it
shows, and can be come to and left again by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets import accessible
from tests.widgets.clipped import cut_off
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole

LARGER = 1.3


@pytest.mark.parametrize("part", PARTS)
def test_larger_text_fits_and_nobody_needs_eyes_or_a_mouse(
    part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    unfit: list[str] = []
    out_of_reach: dict[str, str] = {}
    tried: set[str] = set()
    # Here, and not where texts are twice as long: what stands behind 更多 there is in sight here.
    for sight in walk(part, copied_whole(lived_in_file, tmp_path / "office"), scale=LARGER):
        unfit += cut_off(sight.name, sight.top)
        sight.top.activateWindow()
        for fault in accessible.faults(sight.top, tried):
            out_of_reach.setdefault(fault, sight.name)
    assert unfit == []
    assert [f"{name}: {fault}" for fault, name in out_of_reach.items()] == []
