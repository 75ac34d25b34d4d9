"""Everything in every window has a name, says what it shows, and can be come to and left again by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.accessible import faults
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole
from tests.widgets.seen import all_widgets, kinds_in


@pytest.fixture(scope="module")
def seen() -> dict[str, set[type]]:
    """The kinds of widgets that each part of the walk showed."""
    return {}


@pytest.mark.parametrize("part", PARTS)
def test_nobody_needs_eyes_or_a_mouse(
    part: str, lived_in_file: Path, tmp_path: Path, qtbot: QtBot, seen: dict[str, set[type]]
) -> None:
    found: dict[str, str] = {}
    kinds = seen.setdefault(part, set())
    tried: set[str] = set()
    for sight in walk(part, copied_whole(lived_in_file, tmp_path / part)):
        kinds.update(kinds_in(sight.top))
        sight.top.activateWindow()
        for fault in faults(sight.top, tried):
            found.setdefault(fault, sight.name)
    assert [f"{name}: {fault}" for fault, name in found.items()] == []


def test_every_widget_of_the_program_is_seen_somewhere(
    lived_in_file: Path, tmp_path: Path, qtbot: QtBot, seen: dict[str, set[type]]
) -> None:
    # One walk serves both tests; what was not walked, since this one runs alone, is walked now.
    for part in (one for one in PARTS if one not in seen):
        seen[part] = set()
        for sight in walk(part, copied_whole(lived_in_file, tmp_path / part)):
            seen[part].update(kinds_in(sight.top))
    unseen = all_widgets().difference(*seen.values())
    assert sorted(f"{kind.__module__}.{kind.__name__}" for kind in unseen) == []
