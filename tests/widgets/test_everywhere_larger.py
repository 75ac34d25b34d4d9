"""Nothing is cut off anywhere in the smallest window there is: with every text twice as long, and with larger text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.widgets.clipped import faults
from tests.widgets.doubled import doubled
from tests.widgets.everywhere import PARTS, Sight, walk
from tests.widgets.lived_in import copied_whole
from ui.main_window import MINIMUM, MainWindow

SCREEN = QSize(1280, 640)
"""What the smallest screen leaves to a window or a dialog, without its title and the bar of the system."""

LARGER = 1.3


@pytest.mark.parametrize("part", PARTS)
def test_texts_twice_as_long_fit_into_the_smallest_window(
    part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with doubled():
        assert found_in(walk(part, copied_whole(lived_in_file, tmp_path / "office"))) == []


@pytest.mark.parametrize("part", PARTS)
def test_larger_text_fits_into_the_smallest_window(
    part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    office = copied_whole(lived_in_file, tmp_path / "office")
    assert found_in(walk(part, office, scale=LARGER)) == []


def found_in(sights: Iterator[Sight]) -> list[str]:
    """What is cut off in each sight, and what asks for more than the screen has."""
    found = []
    for sight in sights:
        found += [f"{sight.name}: {fault}" for fault in faults(sight.top)]
        is_window = isinstance(sight.top, MainWindow)
        size, room = sight.top.size(), MINIMUM if is_window else SCREEN
        # A menu longer than the screen goes on in another column.
        if not isinstance(sight.top, QMenu) and size.boundedTo(room) != size:
            found.append(f"{sight.name}: {size.width()}x{size.height()} is too large")
        least = sight.top.minimumSizeHint()
        if is_window and least.boundedTo(MINIMUM) != least:
            found.append(f"{sight.name}: asks for {least.width()}x{least.height()} at least")
    return found
