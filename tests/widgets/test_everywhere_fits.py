"""Nothing is cut off anywhere, with every text twice as long, in the smallest window there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.widgets.clipped import faults
from tests.widgets.doubled import doubled
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole
from ui.main_window import MINIMUM, MainWindow

SCREEN = QSize(1280, 640)
"""What the smallest screen leaves to a window or a dialog, without its title and the bar of the system."""


@pytest.mark.parametrize("part", PARTS)
def test_texts_twice_as_long_fit_into_the_smallest_window(
    part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    found = []
    with doubled():
        for sight in walk(part, copied_whole(lived_in_file, tmp_path / "office")):
            found += [f"{sight.name}: {fault}" for fault in faults(sight.top)]
            size, room = sight.top.size(), MINIMUM if isinstance(sight.top, MainWindow) else SCREEN
            if size.boundedTo(room) != size:
                found.append(f"{sight.name}: {size.width()}x{size.height()} is too large")
    assert found == []
