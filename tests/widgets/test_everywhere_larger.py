"""Nothing is cut off anywhere in the smallest window there is with larger text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.clipped import cut_off
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole

LARGER = 1.3


@pytest.mark.parametrize("part", PARTS)
def test_larger_text_fits_into_the_smallest_window(
    part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    sights = walk(part, copied_whole(lived_in_file, tmp_path / "office"), scale=LARGER)
    assert [fault for sight in sights for fault in cut_off(sight.name, sight.top)] == []
