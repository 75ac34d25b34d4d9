"""Everything in every window has a name, says what it shows, and can be come to and left again by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.accessible import faults
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole


@pytest.mark.parametrize("part", PARTS)
def test_nobody_needs_eyes_or_a_mouse(part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    found: dict[str, str] = {}
    tried: set[str] = set()
    for sight in walk(part, copied_whole(lived_in_file, tmp_path / part)):
        sight.top.activateWindow()
        for fault in faults(sight.top, tried):
            found.setdefault(fault, sight.name)
    assert [f"{name}: {fault}" for fault, name in found.items()] == []
