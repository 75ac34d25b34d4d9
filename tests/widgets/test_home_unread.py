"""The workbench before it was read: it does not yet say what there is none of."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.widgets.helpers import as_text
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.home import HomePage


def test_before_anything_is_read_nothing_is_said_to_be_missing(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    page = HomePage(desk, gate)
    qtbot.addWidget(page)
    assert not any(words in as_text(page) for words in ("没有", "全部复制"))
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy())
    assert "没有还没收齐的材料" in as_text(page)
