"""With every text twice as long nothing is cut off in the smallest window there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.clipped import cut_off
from tests.widgets.doubled import doubled
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole
from tests.widgets.seen import all_widgets, kinds_in


@dataclass
class Found:
    """What a part of the walk came upon."""

    unfit: list[str] = field(default_factory=list)
    kinds: set[type] = field(default_factory=set)


class Walked(dict[str, Found]):
    """What each part came upon: one walk serves all tests, begun where the first of them asks for it."""

    def __init__(self, office: Path, folder: Path) -> None:
        super().__init__()
        self._office, self._folder = office, folder

    def __missing__(self, part: str) -> Found:
        found = self[part] = Found()
        with doubled():
            for sight in walk(part, copied_whole(self._office, self._folder / part)):
                found.unfit += cut_off(sight.name, sight.top)
                found.kinds.update(kinds_in(sight.top))
        return found


@pytest.fixture(scope="module")
def walked(lived_in_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return Walked(lived_in_file, tmp_path_factory.mktemp("walked"))


@pytest.mark.parametrize("part", PARTS)
def test_texts_twice_as_long_fit_into_the_smallest_window(part: str, walked: Walked, qtbot: QtBot) -> None:
    assert walked[part].unfit == []


def test_every_widget_of_the_program_is_seen_somewhere(walked: Walked, qtbot: QtBot) -> None:
    unseen = all_widgets().difference(*(walked[part].kinds for part in PARTS))
    assert sorted(f"{kind.__module__}.{kind.__name__}" for kind in unseen) == []
