"""Whatever has the focus shows it, in every theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.contrast import contrast
from ui.theme import Look, Theme
from ui.widgets.check import Check
from ui.widgets.chip import Chip, ChipChoice
from ui.widgets.combo import Combo
from ui.widgets.controls import area, button, field, icon_button, number
from ui.widgets.date_edit import DateEdit
from ui.widgets.more_button import MoreButton
from ui.widgets.search_field import SearchField
from ui.widgets.segments import Segments
from ui.widgets.tab_order import stops
from ui.widgets.tabs import Tabs

BUTTONS = (
    *("", "primary", "accent", "small", "tiny", "smallQuiet", "quiet", "drop", "field"),
    *("link", "statusLink", "statusQuiet", "toastLink"),
)
ICON_BUTTONS = ("icon", "boxed", "step", "split")


def tabs(theme: Theme) -> QWidget:
    made = Tabs(theme, "tabs")
    made.addTab("安排")
    made.addTab("材料")
    return made


def push(kind: str) -> Callable[[Theme], QWidget]:
    return lambda theme: button(theme, "one", "打印", kind)


def picture(kind: str) -> Callable[[Theme], QWidget]:
    return lambda theme: icon_button(theme, "one", "close", "收起", kind)


KINDS: dict[str, Callable[[Theme], QWidget]] = {
    **{f"button {kind}": push(kind) for kind in BUTTONS},
    **{f"icon {kind}": picture(kind) for kind in ICON_BUTTONS},
    "more": lambda theme: MoreButton(theme, "one"),
    "dots": lambda theme: MoreButton(theme, "one", dots=True),
    "field": lambda _theme: field("one", "6.12"),
    "area": lambda _theme: area("one", 60),
    "number": lambda _theme: number("one", 3, 9),
    "combo": lambda theme: Combo(theme, "one"),
    "search": lambda theme: SearchField(theme, "one"),
    "day": lambda theme: DateEdit(theme, "one", 2026),
    "check": lambda theme: Check(theme, "one", "代书记"),
    "chip": lambda theme: Chip(theme, ChipChoice("one", "逾期", 3, alarm=True)),
    "segment": lambda theme: Segments(theme, "one", [("one", "单栏"), ("two", "双栏")]),
    "tabs": tabs,
}


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_is_seen(kind: str, look: Look, theme: Theme, qtbot: QtBot) -> None:
    theme.choose(look)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(field("other"))
    column.addWidget(KINDS[kind](theme))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other, made = stops(window)
    other.setFocus()
    before = made.grab().toImage()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is made
    after = made.grab().toImage()
    ring = theme.colour("toast-link" if kind.endswith("toastLink") else "focus").name()
    points = [(x, y) for x in range(after.width()) for y in range(after.height())]
    # Of a whole ring the two long sides alone are as many px as twice the width, less the round corners.
    drawn = [
        place
        for place in points
        if after.pixelColor(*place).name() == ring != before.pixelColor(*place).name()
    ]
    assert len(drawn) >= after.width()
    if not kind.endswith("toastLink"):
        assert contrast(ring, theme.colour("surface").name()) >= 3
