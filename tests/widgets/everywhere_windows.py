"""The windows in an office's place, an office with nothing in it yet, and what stands above or beside the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import keying
from db.keys import FileKey
from db.store import SqliteStore
from gzparty.guiding import WayBack
from gzparty.office_lock import ask_over
from tests.widgets.everywhere_dialogs import trigger
from tests.widgets.passwords import GOOD, asking, give, lock_window

if TYPE_CHECKING:
    from tests.widgets.everywhere import Sight, Walk
    from ui.pages.home import HomePage


def start(made: Walk) -> Iterator[Sight]:
    """The start page."""
    made.desktop.show_start(made.office.parent)
    made.fit_window()
    yield made.sight("start")


def refused(made: Walk) -> Iterator[Sight]:
    """An office that does not open, with copies that do."""
    store = SqliteStore.open_writer(made.office, made.desktop.now())
    store.backup("daily", made.desktop.now())
    store.close()
    content = bytearray(made.office.read_bytes())
    content[100:4096] = b"\xa5" * 3996
    made.office.write_bytes(content)
    made.desktop.open_office(made.office)
    made.fit_window()
    desk = made.desktop.refused
    assert desk is not None
    made.wait_for(lambda: desk._searched)
    yield made.sight("refused")


def unlock(made: Walk) -> Iterator[Sight]:
    """An office with a password: asked for at the start, locked, changed and taken away."""
    keying.rekey(made.office, None, FileKey.new(GOOD), lambda *_told: None, lambda: False)
    made.desktop.open_office(made.office)
    made.fit_window()
    yield made.sight("unlock")
    give(asking(made.desktop), GOOD)
    made.wait_for(lambda: made.desktop._shown is not None)
    made.fit_window()
    yield from _passwords(made)
    made.desk.lock()
    yield made.sight("locked")._replace(top=lock_window(made.desk))


def _passwords(made: Walk) -> Iterator[Sight]:
    from ui.pages.data import DataPage

    ask_over(made.desktop.application, made.office, made.window)
    yield made.sight("password/ask")
    made.clear()
    page = cast("DataPage", made.window.show_page("data"))
    made.wait()
    deeds = page._passwords
    assert deeds is not None
    for name, ask in (("change", deeds.change), ("remove", deeds.remove)):
        ask()
        yield made.sight(f"password/{name}")
        made.clear()
    made.window.show_page("tips")


def empty(made: Walk) -> Iterator[Sight]:
    """Every page of an office that was begun a moment ago."""
    from tests.widgets.everywhere import PAGES

    made.desktop.new_office(made.office.with_name("new.gzparty"))
    made.fit_window()
    for key in PAGES:
        made.window.show_page(key)
        yield made.sight(f"empty/{key}")
    trigger("showPassword")(made)
    yield made.sight("password/set")


def above(made: Walk) -> Iterator[Sight]:
    """What waits above the pages, and the list of it."""
    made.open_office()
    drafts = made.desk.gate.drafts
    for key in ("tour/add 0", "session/add 2026", "person/add 5"):
        drafts._port.save(key, {"": "字"})
    made.open_office()
    banner = made.desk.offering.banner
    assert banner is not None
    made.wait_for(lambda: not banner.isHidden())
    yield made.sight("above")
    while not banner.isVisible():
        # Other news stand before it.
        made.window.above.more.click()
    yield made.sight("above/unfinished")
    made.desk.offering.open_list()
    made.wait_for(lambda: made.desk.offering.list is not None)
    yield made.sight("above/unfinished-list")
    made.clear()
    made.desk.copying.back_up()
    made.wait_for(lambda: bool(made.desk.copying.lines()))
    made.desktop.look_at(made.desk.copying.lines()[0].copy)
    made.wait_for(lambda: len(made.desktop.looks.open) == 1)
    window = made.desktop.looks.open[0].window
    window.resize(made.size)
    home = cast("HomePage", window.current_page())
    made.wait_for(lambda: home._bench is not None)
    yield made.sight("above/look")._replace(top=window)


def beside(made: Walk) -> Iterator[Sight]:
    """What opens over a page or beside the window: the manual, the palette, the small calendar."""
    from ui.widgets.date_edit import DateEdit

    window = made.open_office()
    window.want_help()
    manual = made.desktop.application.manual
    assert manual.window is not None
    manual.window.resize(made.size)
    yield made.sight("beside/manual")._replace(top=manual.window)
    manual.window.search.setText("签到")
    made.wait_for(manual.window.hits.isVisible)
    yield made.sight("beside/manual-hits")._replace(top=manual.window)
    manual.close()
    window.activateWindow()
    window.show_page("people")
    window.palette_requested.emit()
    yield made.sight("beside/palette")
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Escape)
    window.show_page("inspections")
    made.wait()
    day = next(one for one in cast("list[DateEdit]", window.findChildren(DateEdit)) if one.isVisible())
    day.pick()
    picker = QApplication.activePopupWidget()
    assert picker is not None
    yield made.sight("beside/day")._replace(top=picker)
    picker.close()


def guided(made: Walk) -> Iterator[Sight]:
    """The round through the sample: offered, each of its stops, and the way back after the last."""
    window = made.open_office()
    guiding = made.desktop.guiding
    back = WayBack("回到自己的台账", made.desk.show_about)
    guiding.offer(back)
    yield made.sight("guided/offer")
    guiding.begin(back)
    place = 0
    while (guide := guiding.guide) is not None:
        window.activateWindow()
        yield made.sight(f"guided/{place}")
        guide.go_on()
        place += 1
    yield made.sight("guided/over")
