"""The workbench in the window of an office: a day begins with it, and the navigation counts what is overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gzparty.domain.period import Period
from gzparty.office_desk import OfficeDesk
from gzparty.services.agenda_views import Overdue
from tests.bench_sample import NOW
from tests.widgets.gates import copied, gate_on
from tests.widgets.helpers import as_text, settle
from ui import application as qt
from ui.badges import Badges
from ui.changes import Changes
from ui.pages.home import HomePage
from ui.pages.training import TrainingPage

Open = Callable[[datetime], OfficeDesk]


@pytest.fixture
def path(bench_file: Path, tmp_path: Path) -> Path:
    return copied(bench_file, tmp_path)


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[qt.Application]:
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    made = qt.Application(instance, qt.user_settings(tmp_path))
    yield made
    made.jobs.close()


@pytest.fixture
def opened(application: qt.Application, path: Path, qtbot: QtBot) -> Iterator[Open]:
    desks: list[OfficeDesk] = []

    def close() -> None:
        while desks:
            desks.pop().close()
            if application.window is not None:
                application.window.close()

    def open_at(now: datetime) -> OfficeDesk:
        close()
        desk = OfficeDesk(application, path, lambda: now)
        desks.append(desk)
        application.show(desk.build_window)
        settle()
        page = desk.window.current_page()
        if page is not None:
            qtbot.waitUntil(lambda: not page.is_busy(), timeout=10000)
        return desk

    yield open_at
    close()


def test_a_day_begins_with_the_workbench_and_goes_on_where_it_was_left(opened: Open) -> None:
    desk = opened(NOW)
    page = desk.window.current_page()
    assert isinstance(page, HomePage)
    assert "今天要办 5 件" in as_text(page)
    desk.window.go_to_page(desk.window.page_keys.index("training"))
    assert isinstance(opened(NOW + timedelta(hours=2)).window.current_page(), TrainingPage)
    again = opened(NOW + timedelta(days=5)).window.current_page()
    assert isinstance(again, HomePage)
    assert "上次打开是 6月17日" in as_text(again)


def test_the_workbench_is_the_first_page_of_the_navigation(opened: Open) -> None:
    window = opened(NOW).window
    window.show_page("settings")
    window.go_to_page(0)
    assert isinstance(window.current_page(), HomePage)


def test_a_page_that_is_not_there_is_said_and_not_shown(opened: Open) -> None:
    window = opened(NOW).window
    before = window.current_page()
    window.open_page("nowhere", None)
    assert window.current_page() is before
    assert "这个窗口里没有这一页" in as_text(window)


def test_what_is_overdue_is_counted_by_itself_and_again_after_a_change(path: Path, qtbot: QtBot) -> None:
    changes = Changes()
    counted: list[tuple[str, int]] = []

    def shown() -> dict[str, int]:
        return dict(counted)

    with gate_on(changes, path) as gate:
        badges = Badges(gate, changes, lambda key, overdue: counted.append((key, overdue)))
        qtbot.waitUntil(lambda: shown() == {"life": 2, "inspections": 0, "ledger": 0})
        before = len(counted)
        changes.announce({"print_log"})
        qtbot.wait(600)
        assert len(counted) == before
        (unit,) = [unit.id for unit in gate.reader.people.units() if unit.name == "坡庄村"]
        june = Period.of_month(2026, 6)
        gate.write(lambda services: services.duties.waive("group_meeting", unit, june, "合并支部", "镇党委"))
        qtbot.waitUntil(lambda: shown()["life"] == 1, timeout=5000)
        changes.announce({"meeting"})
        badges.take(Overdue(7, 1, 2))
        qtbot.wait(600)
        assert shown() == {"life": 7, "inspections": 1, "ledger": 2}
