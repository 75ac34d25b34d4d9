"""The dialogs that no deed with an ellipsis opens, each from where the program opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from gzparty.domain.damage import CellValue
from gzparty.domain.problem import ProblemState
from tests.exchange.files import write_xlsx
from ui.pages.data import DataPage
from ui.pages.errands import ErrandsPage
from ui.pages.home import HomePage
from ui.pages.ledger import LedgerPage
from ui.pages.print import PrintPage
from ui.pages.training import TrainingPage
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from tests.widgets.everywhere import Sight, Walk


def all_of_them(made: Walk) -> Iterator[Sight]:
    """Open one after another over the page it belongs to."""
    made.open_office()
    for name, show in DIALOGS.items():
        show(made)
        yield made.sight(f"dialog/{name}")
        made.clear()


def click(made: Walk, name: str) -> None:
    """Press a button of the page in sight, hidden behind a fold or not."""
    found = made.page().findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    found.click()


def trigger(name: str) -> Callable[[Walk], None]:
    """Choose an entry of the menus."""

    def show(made: Walk) -> None:
        found = made.window.findChild(QAction, name)
        assert isinstance(found, QAction), name
        found.trigger()

    return show


def _licences(made: Walk) -> None:
    made.desk.show_about()
    tabs = made.sight("about").top.findChild(Tabs)
    assert isinstance(tabs, Tabs)
    tabs.setCurrentIndex(1)


def _chase(made: Walk) -> None:
    page = cast("HomePage", made.window.show_page("home"))
    made.wait()
    assert page._bench is not None
    page._open_chase(page._bench.chase)


def _chase_ledger(made: Walk) -> None:
    page = cast("LedgerPage", made.window.show_page("ledger"))
    made.wait()
    ledger = page.list.ledger
    assert ledger is not None
    page.asked.chase(
        [line.problem for line in ledger.lines if line.problem.state is ProblemState.RECTIFYING][:9]
    )


def _asked_leave(made: Walk) -> None:
    page = cast("TrainingPage", made.window.show_page("training"))
    made.wait()
    page.view.roll.side._show_requests()


def _steps(made: Walk) -> None:
    page = cast("DataPage", made.window.show_page("data"))
    page._show_compared()
    made.wait()
    page._show_steps()


def _columns(made: Walk) -> None:
    page = cast("PrintPage", made.window.show_page("print"))
    page.pictures()["sign-in"]()
    made.wait()
    page._ask_columns()


def _collect(made: Walk) -> None:
    page = cast("ErrandsPage", made.window.show_page("errands"))
    made.wait()
    rows: list[list[CellValue]] = [["姓名", "文化", "次数"], ["孙示例", "大专", 3]]
    dialog = page.panel.collect([write_xlsx(made.office.parent / "西利见村.xlsx", rows)])
    assert dialog is not None
    made.wait_for(lambda: dialog.collected is not None)


def _set_password(made: Walk) -> None:
    from gzparty import rewriting
    from ui.lasting import Lasting
    from ui.password import PasswordWish
    from ui.widgets.lasting_dialog import LastingDialog

    text = "写完打开核对过，才一起换上。现在停下，什么都不变。"
    title = rewriting.title_of(None, PasswordWish("示例"))
    dialog = LastingDialog(made.desktop.application.theme, "rewrite", title, text, made.window)
    writing = Lasting("正在写", stops=True)
    dialog.follow(writing)
    writing.progressed.emit(1, 4, "示例.gzparty")


def _upgrade(made: Walk) -> None:
    from ui.lasting import Lasting
    from ui.widgets.lasting_dialog import LastingDialog

    title = "官庄镇党建办二〇二六年.gzparty 是旧版程序存的"
    text = "先备份一份，再升级到这一版，升完就打开。现在停下，文件还是原来的样子。"
    dialog = LastingDialog(made.desktop.application.theme, "upgrade", title, text, made.window)
    upgrading = Lasting("正在升级", stops=True)
    dialog.follow(upgrading)
    upgrading.progressed.emit(46, 100, "%")


def _crash(made: Walk) -> None:
    error = ValueError("示例")
    made.desktop.application.crash.handle(ValueError, error, None)


DIALOGS: dict[str, Callable[[Walk], None]] = {
    "about": lambda made: made.desk.show_about(),
    "licences": _licences,
    "keys": trigger("keys"),
    "deeds": trigger("showDeeds"),
    "bin": trigger("showBin"),
    "holidays": trigger("holidays"),
    "chase": _chase,
    "ledger-chase": _chase_ledger,
    "leave": _asked_leave,
    "steps": _steps,
    "columns": _columns,
    "collect": _collect,
    "rewriting": _set_password,
    "upgrading": _upgrade,
    "crash": _crash,
}
