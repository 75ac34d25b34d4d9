"""An office with units and nobody in them, and the import page on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gzparty.qt_libraries import qt_problem

collect_ignore_glob = ["test_*.py"] if qt_problem() else []

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gzparty.services.bundle import Services
    from ui.desk import Desk
    from ui.gate import Gate
    from ui.pages.import_page import ImportPage

UNITS = Path(__file__).resolve().parents[3] / "resources" / "units" / "guanzhuang_units.csv"
NOW = datetime(2026, 6, 17, 17, 52)


@pytest.fixture(scope="session")
def units_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with its units and nobody in them, built once; tests copy it."""
    from gzparty import bootstrap
    from gzparty.exchange.importing import import_file

    path = tmp_path_factory.mktemp("units") / "office.gzparty"
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇")
        import_file(services, "units", UNITS)
    return path


@pytest.fixture
def office(units_file: Path, tmp_path: Path) -> Path:
    """A copy of that office that a test may change."""
    from tests.widgets.gates import copied

    return copied(units_file, tmp_path)


@pytest.fixture
def page(desk: Desk, gate: Gate, office: Path, qtbot: QtBot) -> Iterator[ImportPage]:
    """The page, shown; whatever it still does is waited for afterwards."""
    from gzparty import bootstrap
    from tests.widgets.helpers import on_screen
    from tests.widgets.importing.helpers import idle
    from ui.pages.import_page import ImportPage

    def reading() -> AbstractContextManager[Services]:
        return bootstrap.read_office(office, lambda: NOW)

    made = on_screen(ImportPage(desk, gate, reading), qtbot, 1264, 800)
    yield made
    idle(made, qtbot)
