"""The main path of the program over an office, in a program of its own: prints the longest stretch of each step as JSON.

A stretch is what the window's thread works between two chances to answer a key or the mouse, in seconds of that thread's CPU
time: a busy machine makes it no longer. Each page is opened for the first time, with the reading of its modules.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.everywhere import PAGES, Walk, program
from ui.application import make_qt
from ui.wishes import ImportRequest, LifeRequest, SettingsRequest, TrainingRequest

if TYPE_CHECKING:
    from ui.pages.intake import IntakePage
    from ui.pages.people import PeoplePage
    from ui.pages.training import TrainingPage

QUIET_TURNS, LONGEST_SECONDS = 8, 30
SIZE = QSize(1440, 868)
ON_PURPOSE, HELD_SECONDS = "held on purpose", 0.15
"""A step that works too long, in a turn of its own: a watch that does not find it finds nothing."""
ROWS = 1680
"""As many people as a town has members."""
Step = tuple[str, Callable[[], object]]


def longest(walk: Walk, act: Callable[[], object]) -> float:
    """Do something and run the program until all has come: the longest stretch of it."""
    begun = time.thread_time()
    act()
    taken = [time.thread_time() - begun]
    quiet, ends = 0, time.monotonic() + LONGEST_SECONDS
    while quiet < QUIET_TURNS:
        if time.monotonic() > ends:
            raise AssertionError("it never comes to rest")
        begun = time.thread_time()
        QApplication.processEvents()
        taken.append(time.thread_time() - begun)
        quiet = 0 if walk.is_busy() else quiet + 1
        time.sleep(0.001)
    return max(taken)


def steps(walk: Walk) -> Iterator[Step]:
    """What a clerk does in a day; each is made when the one before has been done."""
    window = walk.window
    for key in PAGES:
        yield f"{key}: first shown", partial(window.show_page, key)
    for key in PAGES:
        yield f"{key}: shown again", partial(window.show_page, key)
    yield from _settings(walk)
    yield from _roll(walk)
    yield from _record(walk)
    yield from _month_grid(walk)
    yield from _people(walk)
    yield from _palette(walk)
    yield from _paper(walk)
    yield from _import(walk)
    yield "what nobody holds is collected", walk.desktop.application.collector.look
    yield ON_PURPOSE, partial(QTimer.singleShot, 0, hold)


def hold() -> None:
    """Work and answer nothing meanwhile."""
    ends = time.thread_time() + HELD_SECONDS
    while time.thread_time() < ends:
        pass


def _settings(walk: Walk) -> Iterator[Step]:
    window = walk.window
    for setting in ("training_host", "margin_top"):
        yield f"settings: {setting}", partial(window.open_page, "settings", SettingsRequest(setting=setting))


def _press(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def _type(words: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def _roll(walk: Walk) -> Iterator[Step]:
    window = walk.window
    yield "roll: opened", lambda: window.open_page("training", TrainingRequest(1, roll=True))
    roll = cast("TrainingPage", walk.page()).view.roll
    yield "roll: into the grid", roll.grid.setFocus
    yield "roll: to its first row", lambda: roll.grid.select_row(0, 1)
    yield "roll: one marked", lambda: _press(Qt.Key.Key_3)
    yield "roll: the next marked", lambda: _press(Qt.Key.Key_1)
    yield "roll: searched", lambda: roll.search.setText("示例")


def _record(walk: Walk) -> Iterator[Step]:
    first = walk.desk.gate.reader.store.meetings.get(1)
    request = LifeRequest(first.kind.value, meeting_id=first.id)
    yield "life: a record opened", lambda: walk.window.open_page("life", request)


def _month_grid(walk: Walk) -> Iterator[Step]:
    yield "month grid: come back to it", lambda: walk.window.show_page("intake")
    grid = cast("IntakePage", walk.page()).grid
    yield "month grid: to its first cell", grid.go_to_first
    yield "month grid: a day typed", lambda: _type("15")
    yield "month grid: taken over", lambda: _press(Qt.Key.Key_Return)
    yield "month grid: all chosen", grid.view.selectAll
    yield (
        "month grid: copied",
        lambda: QTest.keyClick(grid.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    )


def _people(walk: Walk) -> Iterator[Step]:
    yield "people: come back to them", lambda: walk.window.show_page("people")
    page = cast("PeoplePage", walk.page())
    shown = page.list
    header, name = shown.view.horizontalHeader(), shown.table.column_at("name")
    yield "people: sorted", lambda: header.setSortIndicator(name, Qt.SortOrder.DescendingOrder)
    yield "people: searched", lambda: shown.search.setText("lsl")
    yield "people: everybody", lambda: shown.search.setText("")
    yield "people: to the last line", lambda: shown.view.select_row(shown.table.rowCount() - 1)
    yield "people: all chosen", shown.view.selectAll
    yield (
        "people: copied",
        lambda: QTest.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    )


def _palette(walk: Walk) -> Iterator[Step]:
    from ui.panels.palette.opening import PaletteOpening

    opening = walk.window.findChild(PaletteOpening)
    assert opening is not None
    yield "palette: opened", lambda: opening.palette().open()
    palette = opening.palette()
    for typed in ("z", "zs", "zs1", "培训"):
        yield f"palette: {typed}", partial(palette.line.setText, typed)
    yield "palette: left", palette.leave


def _paper(walk: Walk) -> Iterator[Step]:
    yield "print: come back to it", lambda: walk.window.show_page("print")


def _import(walk: Walk) -> Iterator[Step]:
    sheet = walk.office.parent / "名册.csv"
    lines = ["姓名,性别,出生日期,村,手机", *(f"孙示例{place},男,1970-05-06,官庄村," for place in range(ROWS))]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    yield "import: a file of 1,680 rows", lambda: walk.window.open_page("import", ImportRequest((sheet,)))


def main(office: Path) -> None:
    """Go the whole way and print what each step took."""
    qt, taken = make_qt(["gzparty"]), dict[str, float]()
    with program(office, SIZE) as walk:
        walk.open_office()
        for name, act in steps(walk):
            taken[name] = longest(walk, act)
    sys.stdout.write(json.dumps(taken) + "\n")
    qt.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
