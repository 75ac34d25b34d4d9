"""A page whose reading of another year or month was stopped says of which one the records are that it still shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gzparty.domain.meeting import MeetingKind, YearlyKind
from tests.widgets.gates import gate_on
from tests.widgets.helpers import as_text, settle
from ui.behind import Behind
from ui.desk import Desk
from ui.gate import Gate
from ui.office_page import OfficePage
from ui.pages.home import HomePage
from ui.pages.inspections import InspectionsPage
from ui.pages.ledger import LedgerPage
from ui.pages.life import LifePage
from ui.pages.selection import SelectionPage
from ui.pages.themes import ThemesPage
from ui.widgets.kind_row import KindButton


def test_a_board_of_one_kind_does_not_stand_below_the_name_of_another(
    desk: Desk, office: Path, qtbot: QtBot
) -> None:
    with gate_on(desk.changes, office, behind=True) as gate:
        page = LifePage(desk, gate)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
        before = page.kinds.value()
        wished = page.kinds.findChild(KindButton, f"kind_{MeetingKind.STUDY.value}")
        assert wished is not None
        wished.click()
        assert page.kinds.value() == MeetingKind.STUDY.value
        assert isinstance(gate.behind, Behind)
        gate.behind.stop()
        assert page.kinds.value() == before
        gate.behind.read_again()
        qtbot.waitUntil(lambda: page.kinds.value() == MeetingKind.STUDY.value, timeout=20_000)


def life_steps(desk: Desk, gate: Gate) -> LifePage:
    desk.memory.keep("life/kind", YearlyKind.TALK.value)
    return LifePage(desk, gate)


@pytest.mark.parametrize(
    ("build", "now", "before"),
    [
        (HomePage, "2026年6月", "2026年5月"),
        (LifePage, "2026年", "2025年"),
        (life_steps, "2026年", "2025年"),
        (LedgerPage, "2026年", "2025年"),
        (InspectionsPage, "2026年", "2025年"),
        (SelectionPage, "2026年", "2025年"),
        (ThemesPage, "2026年", "2025年"),
    ],
)
def test_records_of_one_year_do_not_stand_below_the_name_of_another(
    build: Callable[[Desk, Gate], OfficePage], now: str, before: str, desk: Desk, office: Path, qtbot: QtBot
) -> None:
    with gate_on(desk.changes, office, behind=True) as gate:
        page = build(desk, gate)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
        settle()
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
        head = f"Words): {now!r}"
        assert head in as_text(page)
        page.deeds()["previous_period"]()
        assert f"Words): {before!r}" in as_text(page)
        assert isinstance(gate.behind, Behind)
        gate.behind.stop()
        assert head in as_text(page)
        gate.behind.read_again()
        qtbot.waitUntil(lambda: f"Words): {before!r}" in as_text(page), timeout=20_000)
