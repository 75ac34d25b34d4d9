"""What the tests of the window share: a dressed application, a desk, an office with a year of trainings."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gzparty.qt_libraries import qt_problem

collect_ignore_glob = ["test_*.py"] if qt_problem() else []

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from gzparty.desktop import Desktop
    from tests.widgets.life import Life
    from ui.desk import Desk
    from ui.gate import Gate
    from ui.pages.intake import IntakePage
    from ui.pages.ledger import LedgerPage
    from ui.pages.life import LifePage
    from ui.pages.people import PeoplePage
    from ui.pages.selection import SelectionPage
    from ui.pages.tours import ToursPage
    from ui.theme import Theme

NOW = datetime(2026, 6, 17, 17, 52)


@pytest.fixture(autouse=True)
def _collect_here() -> Iterator[None]:
    """Let Qt objects die in the thread they live in, as ui/collector.py does for the program.

    The collector stays off after the test: pytest still holds what the test was given, and lets go of it when another
    thread, such as the one a worker hears of its next test by, may be the next to allocate. tests/conftest.py puts it on.

    Windows that a test left go with it: each style sheet put on later would dress all of them anew.
    """
    gc.collect()
    gc.disable()
    yield
    _clear_away()


def _clear_away() -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    _let_go_of_keys(application)
    for widget in application.topLevelWidgets():
        widget.close()
        # What has a parent dies with it: a combo box, say, goes by a bare pointer to the list that drops from it.
        if widget.parent() is None:
            widget.deleteLater()
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _let_go_of_keys(application: QApplication) -> None:
    """Qt takes the keys of the last chord or click of a test for held down until the next event says otherwise."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    none = Qt.KeyboardModifier.NoModifier
    if application.keyboardModifiers() != none:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
    assert application.keyboardModifiers() == none


@pytest.fixture(autouse=True, scope="session")
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing made by Python on the clipboard: Qt drops it after the interpreter is gone, and crashes."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def theme(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """The light theme at normal size, applied to the application and to each widget shown by itself."""
    from PySide6.QtWidgets import QApplication

    from ui.theme import Look, Theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    made = Theme(Look.LIGHT)
    made.apply(application)
    add = qtbot.addWidget

    def add_dressed(widget: QWidget, **how: Any) -> None:
        if widget.parentWidget() is None:
            made.apply_sheet(widget)
        add(widget, **how)

    monkeypatch.setattr(qtbot, "addWidget", add_dressed)
    return made


@pytest.fixture
def desk(theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose drafts stay in memory."""
    from PySide6.QtCore import QSettings

    from tests.widgets.helpers import MemoryDrafts
    from ui.changes import Changes
    from ui.desk import Desk
    from ui.discretion import Discretion, NoPassword
    from ui.drafts import Drafts
    from ui.jobs import Jobs
    from ui.memory import Memory
    from ui.preferences import Preferences
    from ui.wishes import Wishes

    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    drafts, discretion = Drafts(MemoryDrafts()), Discretion(NoPassword())
    memory = Memory(settings)
    made = Desk(theme, memory, Changes(), Jobs(), drafts, Wishes(), discretion, Preferences(memory))
    yield made
    made.jobs.close()


@pytest.fixture(scope="session")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample year of the pictures in a file, built once; tests copy it."""
    from tests.widgets.sample import build_sample

    path = tmp_path_factory.mktemp("office") / "sample.gzparty"
    build_sample(path)
    return path


@pytest.fixture(scope="session")
def lived_in_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office after some more days of use, built once; tests copy it with its attachments."""
    from tests.widgets.lived_in import build_lived_in

    return build_lived_in(sample_file, tmp_path_factory.mktemp("lived-in") / "office")


@pytest.fixture
def office(office_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample office that a test may change."""
    from tests.widgets.gates import copied

    return copied(office_file, tmp_path)


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """The program with nothing open yet, for a user of its own."""
    from PySide6.QtWidgets import QApplication

    from gzparty.desktop import Desktop
    from ui import application as qt

    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    made = Desktop(qt.Application(instance, qt.user_settings(tmp_path / "user")), lambda: NOW)
    yield made
    made.close()
    made.application.close()


@pytest.fixture
def keyed(office: Path) -> Path:
    """The sample office under a password."""
    from db import keying
    from db.keys import FileKey
    from tests.widgets.passwords import GOOD

    keying.rekey(office, None, FileKey.new(GOOD), lambda *_told: None, lambda: False)
    return office


@pytest.fixture
def gate(desk: Desk, office: Path) -> Iterator[Gate]:
    """Reader and writer on an office, as the window has them."""
    from tests.widgets.gates import gate_on

    with gate_on(desk.changes, office, lambda: NOW) as made:
        yield made


@pytest.fixture(scope="session")
def people_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office with people of every kind, built once; tests copy it."""
    from tests.widgets.people_sample import build_people

    path = tmp_path_factory.mktemp("people") / "people.gzparty"
    build_people(path)
    return path


@pytest.fixture
def people_gate(desk: Desk, people_file: Path, tmp_path: Path) -> Iterator[Gate]:
    """Reader, writer and the threads behind the window on that office."""
    from tests.widgets.gates import copied, gate_on

    with gate_on(desk.changes, copied(people_file, tmp_path), lambda: NOW, behind=True) as made:
        yield made


@pytest.fixture
def people_page(desk: Desk, people_gate: Gate, qtbot: QtBot) -> PeoplePage:
    """The page of people with its first list shown."""
    from tests.widgets.people_steps import quiet
    from ui.pages.people import PeoplePage

    made = PeoplePage(desk, people_gate)
    qtbot.addWidget(made)
    made.resize(1264, 700)
    made.show()
    qtbot.waitUntil(lambda: made.list.table.rowCount() > 0)
    quiet(made, qtbot)
    return made


@pytest.fixture(scope="session")
def life_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A small office with half a year of organisational life, built once; its units by name."""
    from tests.widgets.life_sample import build_life

    path = tmp_path_factory.mktemp("life") / "life.gzparty"
    return path, build_life(path)


@pytest.fixture
def life_gate(desk: Desk, life_file: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[Gate]:
    """Reader and writer on a copy of that office."""
    from tests.widgets.gates import copied, gate_on
    from tests.widgets.life_sample import NOW as MORNING

    with gate_on(desk.changes, copied(life_file[0], tmp_path), lambda: MORNING) as made:
        yield made


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office with a ledger of problems in every state, built once; tests copy it."""
    from tests.widgets.ledger_sample import build_ledger

    path = tmp_path_factory.mktemp("ledger") / "ledger.gzparty"
    build_ledger(path)
    return path


@pytest.fixture
def ledger_gate(desk: Desk, ledger_file: Path, tmp_path: Path) -> Iterator[Gate]:
    """Reader and writer on a copy of that office."""
    from tests.widgets.gates import copied, gate_on
    from tests.widgets.ledger_sample import NOW as MORNING

    with gate_on(desk.changes, copied(ledger_file, tmp_path), lambda: MORNING) as made:
        yield made


@pytest.fixture
def ledger_page(desk: Desk, ledger_gate: Gate, qtbot: QtBot) -> LedgerPage:
    """The ledger of that office."""
    from tests.widgets.helpers import on_screen
    from ui.pages.ledger import LedgerPage

    return on_screen(LedgerPage(desk, ledger_gate), qtbot, 1264, 760)


@pytest.fixture
def life(desk: Desk, tmp_path: Path) -> Iterator[Life]:
    """A small office with a branch's votes, appraisal and talks to come."""
    from tests.widgets.life import open_life

    with open_life(tmp_path, desk) as made:
        yield made


@pytest.fixture
def may_held(office: Path) -> Path:
    """Every village held its 主题党日 of May with so many members as its place in the list."""
    from db.store import SqliteStore
    from gzparty import bootstrap
    from gzparty.domain.meeting import MeetingKind
    from gzparty.services.meeting_views import MeetingDraft

    now = datetime(2026, 6, 17, 9, 0)
    services = bootstrap.services_on(
        SqliteStore.open_writer(office, now), lambda: now, bootstrap.counted_uids(50000)
    )
    units = [row.unit.id for row in services.meeting_views.grid("2026-05", MeetingKind.THEME_DAY).rows]
    services.meetings.register(
        [
            MeetingDraft(
                MeetingKind.THEME_DAY, unit, day=datetime(2026, 5, 15).date(), expected=10 + n, attended=9
            )
            for n, unit in enumerate(units)
        ]
    )
    services.store.close()
    return office


@pytest.fixture
def intake_page(may_held: Path, desk: Desk, gate: Gate, qtbot: QtBot) -> IntakePage:
    """收记录 of June, 主题党日, with nothing stored yet."""
    from tests.widgets.intake_steps import shown

    return shown(desk, gate, qtbot)


@pytest.fixture
def life_page(desk: Desk, life_gate: Gate, qtbot: QtBot) -> LifePage:
    """The page of organisational life on that office."""
    from tests.widgets.helpers import on_screen
    from ui.pages.life import LifePage

    return on_screen(LifePage(desk, life_gate), qtbot, 1264, 760)


@pytest.fixture
def tour_units(gate: Gate, qtbot: QtBot) -> dict[str, int]:
    """Two communities and three departments, by name."""
    from tests.widgets.tour_steps import add_units

    return add_units(gate, qtbot)


@pytest.fixture
def tour(gate: Gate, tour_units: dict[str, int], qtbot: QtBot) -> int:
    """A joint inspection of the three departments nobody has been to yet."""
    from tests.widgets.tour_steps import add_tour

    return add_tour(gate, qtbot, list(tour_units.values())[2:])


@pytest.fixture
def tours_page(tour: int, desk: Desk, gate: Gate, qtbot: QtBot) -> ToursPage:
    """The page of joint inspections with that one."""
    from tests.widgets.tour_steps import shown

    return shown(desk, gate, qtbot)


@pytest.fixture(scope="session")
def selection_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office with half a year of selections, built once; tests copy it."""
    from tests.widgets.selection_office import build_selections

    path = tmp_path_factory.mktemp("selections") / "selections.gzparty"
    build_selections(path)
    return path


@pytest.fixture
def selection_gate(desk: Desk, selection_file: Path, tmp_path: Path) -> Iterator[Gate]:
    """Reader and writer on a copy of that office."""
    from tests.widgets.gates import copied, gate_on
    from tests.widgets.selection_office import NOW as MORNING

    with gate_on(desk.changes, copied(selection_file, tmp_path), lambda: MORNING) as made:
        yield made


@pytest.fixture
def selection_page(desk: Desk, selection_gate: Gate, qtbot: QtBot) -> SelectionPage:
    """The page of selections of that office."""
    from tests.widgets.helpers import on_screen
    from ui.pages.selection import SelectionPage

    return on_screen(SelectionPage(desk, selection_gate), qtbot, 1264, 760, active=True)
