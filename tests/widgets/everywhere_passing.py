"""What comes over or between the parts of any page for a while: menus of cells, what is found, what lasts, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast
from unittest.mock import Mock

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gzparty.services.people import PersonDraft
from ui.lasting import Lasting
from ui.print_queue import PrintOrder, Sent
from ui.widgets.find_bar import FindBar
from ui.widgets.lost_banner import LostBanner

if TYPE_CHECKING:
    from gzparty.services.cadre_views import TermLine
    from tests.widgets.everywhere import Walk
    from ui.pages.cadres import CadresPage
    from ui.pages.home import HomePage
    from ui.tables.view import RecordView


def _grid(made: Walk) -> RecordView[TermLine]:
    """The list of terms, with the focus on a cell of it."""
    page = cast("CadresPage", made.window.show_page("cadres"))
    made.wait()
    view = page.terms.view
    view.setFocus()
    view.select_row(view.record_rows()[0], 1)
    return view


def _menu(made: Walk) -> None:
    QTest.keyClick(_grid(made), Qt.Key.Key_Menu)


def _column_menu(made: Walk) -> None:
    view = _grid(made)
    view._menus().offer_head(view.mapToGlobal(QPoint(0, 0)), 1)


def _matrix_menu(made: Walk) -> None:
    matrix = cast("HomePage", made.window.show_page("home")).board.matrix
    made.wait()
    matrix.setFocus()
    matrix.go_to(1, 1)
    QTest.keyClick(matrix, Qt.Key.Key_Menu)


def _narrowed(made: Walk) -> None:
    """Only the rows that are as the chosen cell, and of these only some."""
    view = _grid(made)
    for place, name in ((1, "gridOnly"), (2, "gridOnly")):
        view.select_row(view.record_rows()[0], place)
        QTest.keyClick(view, Qt.Key.Key_Menu)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if one.objectName() == name).trigger()
        menu.close()
        made.wait()


def _found(made: Walk) -> None:
    view = _grid(made)
    view.show_all()
    made.window.activateWindow()
    made.wait()
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = made.window.findChild(FindBar)
    assert isinstance(bar, FindBar)
    bar.search.setText("村")


def _lasting(made: Walk) -> None:
    """Something has lasted for a minute and can be stopped; another waits behind it."""
    for done in (12, 0):
        lasting = Lasting("正在打印（示例）", stops=True)
        lasting._began -= 60
        lasting.setParent(made.window)
        made.window.working.follow(lasting)
        lasting.progressed.emit(done, 59, "西利见村")


def _not_printed(made: Walk) -> None:
    """The printer stopped half way, while another page was looked at."""
    for lasting in cast("Sequence[Lasting]", made.window.findChildren(Lasting)):
        lasting.finished.emit()
    made.window.show_page("cadres")
    order = PrintOrder(Mock(), Mock(), (0,), 1, sets=(0, 1))
    made.desk.printing.queue.ended.emit(Sent(order, (0,), stopped=True))


def _lost(made: Walk) -> None:
    """The file is gone from where it was, which shows when something is to be stored."""
    made.office.unlink()
    made.desk.gate.write(lambda services: services.people.add_person(PersonDraft("新示例")))
    made.wait_for(lambda: (found := made.window.findChild(LostBanner)) is not None and found.isVisible())


STATES: dict[str, Callable[[Walk], object]] = {
    "menu": _menu,
    "column-menu": _column_menu,
    "matrix-menu": _matrix_menu,
    "narrowed": _narrowed,
    "found": _found,
    "lasting": _lasting,
    "not-printed": _not_printed,
    "lost": _lost,
}
"""The last one leaves nothing that could be shown after it."""
