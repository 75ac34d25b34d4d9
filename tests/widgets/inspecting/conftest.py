"""What the tests of inspections share: a small office, a gate on a copy of it, the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gzparty.qt_libraries import qt_problem

collect_ignore_glob = ["test_*.py"] if qt_problem() else []

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.desk import Desk
    from ui.gate import Gate
    from ui.pages.inspections import InspectionsPage


@pytest.fixture(scope="session")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The office in a file, built once, and its units by name."""
    from tests.widgets.inspecting.sample import build_inspections

    path = tmp_path_factory.mktemp("inspected") / "inspected.gzparty"
    return path, build_inspections(path)


@pytest.fixture
def units(inspected: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """Its units by name."""
    return inspected[1]


@pytest.fixture
def town(desk: Desk, inspected: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[Gate]:
    """Reader and writer on a copy of it."""
    from tests.widgets.gates import copied, gate_on
    from tests.widgets.inspecting.sample import NOW

    with gate_on(desk.changes, copied(inspected[0], tmp_path), lambda: NOW) as made:
        yield made


@pytest.fixture
def page(desk: Desk, town: Gate, qtbot: QtBot) -> InspectionsPage:
    """The page with the year shown."""
    from tests.widgets.helpers import on_screen
    from ui.pages.inspections import InspectionsPage

    return on_screen(InspectionsPage(desk, town), qtbot, 1264, 760, active=True)
