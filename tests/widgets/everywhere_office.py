"""What stands on the pages of settings, errands, tours, opinions and records received only in some state of a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QPushButton

from gzparty.domain.tip import TipKind
from tests.widgets.everywhere_dialogs import click
from tests.widgets.everywhere_records import choose
from ui.panels.confirm import ConfirmDialog
from ui.panels.duty.list import DutyList
from ui.wishes import SettingsRequest, TipRequest

if TYPE_CHECKING:
    from tests.widgets.everywhere import Walk
    from ui.pages.errands import ErrandsPage
    from ui.pages.intake import IntakePage
    from ui.pages.settings import SettingsPage
    from ui.pages.tips import TipsPage


def _settings(part: str, made: Walk) -> SettingsPage:
    page = cast("SettingsPage", made.window.show_page("settings"))
    page.take_request(SettingsRequest(part=part))
    made.wait()
    return page


def _duty_row(kind: str, made: Walk) -> None:
    """A row that is no duty: a rule that cannot be changed, something asked for once."""
    listed = _settings("duties", made).findChild(DutyList)
    assert isinstance(listed, DutyList)
    table = listed.table
    row = next(
        row
        for row in range(table.rowCount())
        if table.heading(row) is None and getattr(table.record(row), kind) is not None
    )
    listed.grid.select_row(row)
    listed.grid.opened.emit(row)


def _ask_of(part: str, name: str, made: Walk) -> None:
    _settings(part, made)
    click(made, name)


def _errand_back(made: Walk) -> None:
    """The papers of a unit came, and something lacks in them."""
    page = cast("ErrandsPage", made.window.show_page("errands"))
    made.wait()
    table = page.panel.table
    came = next(
        row
        for row in range(table.rowCount())
        if table.heading(row) is None and table.record(row).owed.received_on is not None
    )
    page.panel.grid.select_row(came)
    made.wait()
    click(made, "errandBack")


def _tip(made: Walk) -> None:
    """An opinion whose reporter is known."""
    page = cast("TipsPage", made.window.show_page("tips"))
    tips = made.desk.gate.reader.store.tips.all(2026)
    page.take_request(TipRequest(next(one.id for one in tips if one.has_reporter)))
    made.wait_for(page.panel.isVisible)


def _of_tip(name: str, made: Walk) -> None:
    _tip(made)
    click(made, name)


def _sure(made: Walk) -> None:
    """Say yes to what is asked before."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConfirmDialog)
    go = dialog.findChild(QPushButton, "confirmGo")
    assert isinstance(go, QPushButton)
    go.click()
    made.wait()


def _hand_over(made: Walk) -> None:
    _of_tip("tipHandOver", made)
    _sure(made)


def _reporter(made: Walk) -> None:
    """Who told is in sight, until it is covered."""
    _of_tip("reporterLook", made)
    _sure(made)
    panel = cast("TipsPage", made.page()).panel
    made.wait_for(lambda: panel.reporter.shows_somebody)


def _other_reporter(made: Walk) -> None:
    _tip(made)
    choose(made, "tipSetReporter")


def _several(made: Walk) -> None:
    """Several opinions are given to one unit."""
    from ui.panels.tip.deeds import TipDeeds

    _tip(made)
    deeds = made.page().findChild(TipDeeds)
    assert isinstance(deeds, TipDeeds)
    views = made.desk.gate.reader.tips.all()
    deeds.assign([view for view in views if view.tip.kind is not TipKind.ACCUSATION][:2])


def _by_hand(made: Walk) -> None:
    made.window.show_page("tours")
    made.wait()
    click(made, "tourByHand")


def _photos(made: Walk) -> None:
    """Photos of several villages, one of which says by its name where it belongs."""
    page = cast("IntakePage", made.window.show_page("intake"))
    made.wait()
    folder = made.office.parent
    files = [folder / name for name in ("官庄村主题党日1.jpg", "IMG_2034.jpg", "IMG_2035.jpg")]
    page.asked.put_photos(files)


STATES: dict[str, Callable[[Walk], object]] = {
    "rule": partial(_duty_row, "rule"),
    "asked-once": partial(_duty_row, "errand"),
    "life-day": partial(_ask_of, "life_days", "lifeSet"),
    "item": partial(_ask_of, "checklist", "checklistAdd"),
    "errand-back": _errand_back,
    "by-hand": _by_hand,
    "photos": _photos,
    "opinion": _tip,
    "to-ledger": partial(_of_tip, "tipToProblem"),
    "to-hand-over": partial(_of_tip, "tipHandOver"),
    "hand-over": _hand_over,
    "reporter": _reporter,
    "other-reporter": _other_reporter,
    "several": _several,
}
