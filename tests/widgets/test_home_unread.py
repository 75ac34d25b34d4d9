"""The workbench before it was read: it does not yet say what there is none of, and a reading that was stopped comes after all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gzparty.labels import dates
from tests.widgets.conftest import NOW
from tests.widgets.gates import gate_on
from tests.widgets.helpers import as_text
from ui.behind import Behind
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.home import HomePage

TODAY = [NOW]
"""The last one is now."""


@pytest.fixture
def aside(desk: Desk, office: Path, qtbot: QtBot) -> Iterator[Gate]:
    """Reads behind the window, as in the program."""
    with gate_on(desk.changes, office, lambda: TODAY[-1], behind=True) as made:
        yield made
    del TODAY[1:]


@pytest.fixture
def page(desk: Desk, aside: Gate, qtbot: QtBot) -> HomePage:
    made = HomePage(desk, aside)
    qtbot.addWidget(made)
    made.show()
    return made


def stop(gate: Gate) -> None:
    assert isinstance(gate.behind, Behind)
    gate.behind.stop()


def test_before_anything_is_read_nothing_is_said_to_be_missing(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    page = HomePage(desk, gate)
    qtbot.addWidget(page)
    assert not any(words in as_text(page) for words in ("没有", "全部复制"))
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy())
    assert "没有还没收齐的材料" in as_text(page)


def test_what_changed_since_a_reading_was_stopped_is_read_when_the_page_comes_into_sight(
    page: HomePage, aside: Gate, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "没有还没收齐的材料" in as_text(page))
    page.refresh()
    stop(aside)
    page.hide()
    units = [unit.id for unit in aside.reader.people.units()][:3]
    with qtbot.waitSignal(aside.stored):
        aside.write(
            lambda services: services.errands.add(
                "党费收缴表", "镇党委", NOW.date(), date(2026, 6, 20), units
            )
        )
    page.show()
    qtbot.waitUntil(lambda: "没有还没收齐的材料" not in as_text(page))


def test_a_first_reading_that_was_stopped_is_done_when_the_page_comes_into_sight_again(
    page: HomePage, aside: Gate, qtbot: QtBot
) -> None:
    qtbot.waitUntil(aside.behind.is_busy)
    stop(aside)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: "没有还没收齐的材料" in as_text(page))


def test_a_day_that_begins_after_a_reading_was_stopped_is_shown(
    page: HomePage, aside: Gate, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "没有还没收齐的材料" in as_text(page))
    page.refresh()
    stop(aside)
    qtbot.waitUntil(lambda: not aside.behind.is_busy())
    TODAY.append(NOW + timedelta(days=31))
    page.clock.timeout.emit()
    qtbot.waitUntil(lambda: dates.prose(TODAY[-1].date()) in as_text(page))
