"""What Qt itself says is in the language of the window: menus of fields, dialogs, buttons, bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gzparty.i18n import SOURCE
from ui.application import Application, user_settings
from ui.preferences import ENGLISH, LANGUAGE

ROOT = Path(__file__).parents[2]
MADE_OF_QT = {"QCalendarWidget", "QDialog", "QFileDialog", "QPrintDialog", "QAbstractPrintDialog"}
"""The dialogs of Qt the program uses; one it comes to use must be tried here too."""
KEYS = re.compile(r"Ctrl|Shift|Alt|Del|PDF")
LATIN = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORDS = (
    *("text", "title", "windowTitle", "toolTip", "placeholderText"),
    *("accessibleName", "accessibleDescription", "statusTip", "whatsThis"),
)


pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    made = Application(qt, user_settings(tmp_path))
    yield made
    made.preferences.choose(LANGUAGE, SOURCE)


def file_dialog(mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode) -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setDirectory("/")
    return dialog


def print_dialog() -> QPrintDialog:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    dialog.setProperty("printer", printer)
    return dialog


DIALOGS: dict[str, Callable[[], QDialog]] = {
    "open": lambda: file_dialog(QFileDialog.FileMode.ExistingFiles, QFileDialog.AcceptMode.AcceptOpen),
    "folder": lambda: file_dialog(QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    "save": lambda: file_dialog(QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
    "print": print_dialog,
}
FIELDS: dict[str, Callable[[], QWidget]] = {
    "line": lambda: QLineEdit("6.12"),
    "area": lambda: QPlainTextEdit("6.12"),
    "number": QSpinBox,
    "label": lambda: QLabel("6.12", textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse),
    "bar": lambda: QScrollBar(Qt.Orientation.Vertical),
}


def test_a_field_offers_what_can_be_done_with_its_text_in_chinese(
    application: Application, qtbot: QtBot
) -> None:
    offered = menu_of(QLineEdit("6.12"), qtbot)
    words = [re.sub(r"\(.*|\t.*", "", one) for one in offered]
    assert words == ["撤销", "重做", "剪切", "复制", "粘贴", "删除", "全选"]


@pytest.mark.parametrize("name", FIELDS)
def test_the_menu_of_a_field_has_no_foreign_word(name: str, application: Application, qtbot: QtBot) -> None:
    assert foreign(menu_of(FIELDS[name](), qtbot), LATIN) == []
    application.preferences.choose(LANGUAGE, ENGLISH)
    assert foreign(menu_of(FIELDS[name](), qtbot), CHINESE) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_of_qt_has_no_foreign_word(name: str, application: Application, qtbot: QtBot) -> None:
    assert foreign(said_in(DIALOGS[name](), qtbot), LATIN) == []
    application.preferences.choose(LANGUAGE, ENGLISH)
    assert foreign(said_in(DIALOGS[name](), qtbot), CHINESE) == []


def test_the_buttons_of_every_question_of_qt_speak_chinese(application: Application, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    assert [one.partition("(")[0] for one in said_in(box, qtbot) if one] == ["保存", "取消"]


def test_months_and_days_have_the_names_of_the_language(application: Application) -> None:
    assert QLocale().dayName(1) == "星期一"
    application.preferences.choose(LANGUAGE, ENGLISH)
    assert QLocale().dayName(1) == "Monday"


def test_every_dialog_of_qt_the_program_uses_is_tried_here() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    used = re.findall(r"\b(Q\w*Dialog|QMessageBox|QCalendarWidget|QWizard|QErrorMessage)\b", sources)
    assert set(used) <= MADE_OF_QT


def foreign(words: list[str], letters: re.Pattern[str]) -> list[str]:
    return [one for one in words if letters.search(KEYS.sub("", one))]


def menu_of(widget: QWidget, qtbot: QtBot) -> list[str]:
    """What the menu of a field offers under the right mouse button."""
    qtbot.addWidget(widget)
    if isinstance(widget, QLabel):
        widget.setSelection(0, 2)
    widget.show()
    offered: list[str] = []

    def read() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(5, read)
            return
        offered.extend(action.text() for action in menu.actions() if action.text())
        menu.close()

    QTimer.singleShot(0, read)
    place = QPoint(2, 2)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget.viewport() if isinstance(widget, QPlainTextEdit) else widget, asked)
    qtbot.waitUntil(lambda: bool(offered))
    return offered


def said_in(top: QWidget, qtbot: QtBot) -> list[str]:
    """Every text of Qt in a dialog; what the machine says, such as names of folders and printers, is left out."""
    qtbot.addWidget(top)
    top.ensurePolished()
    QApplication.sendEvent(top, QEvent(QEvent.Type.Show))
    top.grab()
    found: list[str] = []
    for widget in (top, *top.findChildren(QWidget)):
        if not isinstance(widget, QLineEdit):
            found += [value for name in WORDS if isinstance(value := widget.property(name), str) and value]
        if isinstance(widget, QComboBox) and widget.objectName() not in ("lookInCombo", "printers"):
            found += [widget.itemText(place) for place in range(widget.count())]
        if isinstance(widget, QTabBar):
            found += [widget.tabText(place) for place in range(widget.count())]
        if isinstance(widget, QAbstractItemView) and (model := widget.model()):
            found += [
                str(model.headerData(place, Qt.Orientation.Horizontal))
                for place in range(model.columnCount())
            ]
        found += [action.text() for action in widget.actions()]
    return found
