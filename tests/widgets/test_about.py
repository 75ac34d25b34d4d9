"""关于: what the program is, where the data lies, that nothing goes over a network, what it is made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.migrations import SCHEMA_VERSION
from gzparty import __version__, licences
from gzparty.desktop import Desktop
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from ui import application as qt
from ui.main_window import MainWindow
from ui.panels.about import LICENCES, AboutDialog

WAIT = 20000


@pytest.fixture
def about(qtbot: QtBot, tmp_path: Path, office: Path) -> Iterator[AboutDialog]:
    """The dialog as the menu 帮助 opens it over the sample office."""
    instance = QApplication.instance()
    assert isinstance(instance, QApplication)
    desktop = Desktop(qt.Application(instance, qt.user_settings(tmp_path)), lambda: NOW)
    window = desktop.show_office(office)
    settle()
    menu = window.findChild(QMenu, "menuHelp")
    assert isinstance(menu, QMenu)
    (entry,) = [action for action in menu.actions() if action.objectName() == "about"]
    assert isinstance(entry, QAction)
    assert entry.text().startswith("关于官庄党建工作台")
    entry.trigger()
    settle()
    yield the_dialog(window)
    desktop.close()
    desktop.application.jobs.close()
    window.close()


def the_dialog(window: MainWindow) -> AboutDialog:
    found = window.findChild(AboutDialog)
    assert isinstance(found, AboutDialog)
    return found


def licence_text(about: AboutDialog) -> str:
    found = about.findChild(QPlainTextEdit, "licenceText")
    assert isinstance(found, QPlainTextEdit)
    return found.toPlainText()


def test_it_says_where_the_data_lies_and_that_nothing_goes_over_a_network(
    about: AboutDialog, office: Path
) -> None:
    said = as_text(about)
    assert __version__ in said
    assert f"{office}（" in said
    assert f"{office.parent / '备份'}" in said
    assert f"第 {SCHEMA_VERSION} 版" in said
    assert "不打开任何网络连接" in said
    assert "AF_INET6" in said


def test_what_it_says_can_be_copied(about: AboutDialog, office: Path) -> None:
    copy = about.findChild(QPushButton, "aboutCopy")
    assert isinstance(copy, QPushButton)
    copy.click()
    copied = QApplication.clipboard().text()
    assert copied.startswith("官庄党建工作台\n版本：")
    assert str(office) in copied
    assert copy.text() == "已复制"


def test_each_library_and_face_shows_its_licence(about: AboutDialog, qtbot: QtBot) -> None:
    places = about._licences.list
    QAbstractItemModelTester(places.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert places.model().rowCount() == 0
    about._tabs.choose(LICENCES)
    qtbot.waitUntil(lambda: places.model().rowCount() > 0, timeout=WAIT)
    places.choose("pyside6-essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licence_text(about)
    assert "GNU GENERAL PUBLIC LICENSE" in licence_text(about)
    places.choose("ZhuqueFangsong-OFL.txt")
    assert "SIL OPEN FONT LICENSE" in licence_text(about).upper()
    assert "朱雀仿宋 0.212，许可 OFL-1.1" in as_text(about)


def test_every_library_we_ask_for_is_named_with_version_licence_and_text() -> None:
    found = {part.key: part for part in licences.libraries()}
    asked = {"reportlab", "sqlcipher3", "pypdfium2", "cryptography", "python-docx", "pillow", "icalendar"}
    assert asked <= set(found)
    assert {"pip", "gzparty", "pytest"} & set(found) == set()
    assert [key for key, part in found.items() if not part.version] == []
    assert [key for key, part in found.items() if len(licences.text(part)) < 200] == []
    without = [key for key, part in found.items() if not part.licence]
    assert without == []


def test_what_lies_inside_a_library_is_named_with_its_text() -> None:
    found = {part.name: part for part in licences.libraries()}
    assert found["OpenSSL"].version == "（在 cryptography、sqlcipher3 里）"
    assert "Apache License" in licences.text(found["OpenSSL"])
    assert "ZETETIC LLC" in licences.text(found["SQLCipher"])
    assert "Guido Bertoni" in licences.text(found["Keccak"])
    assert "CC0 1.0 Universal" in licences.text(found["Keccak"])
    bringing = {name for part in licences.inside().values() for name in part["within"]} - {"gzparty"}
    assert bringing - set(found) == set()


def test_what_is_inside_on_another_system_only_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def named(system: str, machine: str) -> set[str]:
        monkeypatch.setattr("sys.platform", system)
        monkeypatch.setattr("platform.machine", lambda: machine)
        return {part.name for part in licences.libraries()} & {"Wintab", "libxcb", "Pixman", "HarfBuzz"}

    assert named("linux", "x86_64") == {"libxcb", "HarfBuzz"}
    assert named("linux", "aarch64") == {"libxcb", "HarfBuzz", "Pixman"}
    assert named("win32", "AMD64") == {"Wintab", "HarfBuzz"}


def test_every_licence_that_goes_along_is_shown_and_every_one_named_goes_along() -> None:
    shipped = {file.name for file in (files("resources") / "licences").iterdir()} - {
        "inside.toml",
        "README.md",
    }
    inside = (licences.files_of(name, one) for name, one in licences.inside().items())
    assert shipped == {file for names in inside for file in names} | {
        licences.PYTHON_TEXT,
        *licences.QT_TEXTS,
    }


def test_every_crate_of_rust_that_a_library_says_it_holds_is_named() -> None:
    for library in ("cryptography", "python-calamine"):
        told = [file for file in metadata.files(library) or () if file.match("sboms/*.cyclonedx.json")]
        crates = [crate for file in told for crate in json.loads(file.read_text("utf-8"))["components"]]
        # Some only compile the others; those of the library itself are under its own licence.
        held = {crate["name"] for crate in crates if crate["scope"] == "required"}
        held = {name for name in held if not name.startswith(library)}
        text = licences.text(licences.Part(licences.BUILT_IN, f"Rust crates of {library}", "", ""))
        assert len(held) > 10
        assert held - set(re.findall(r"[\w-]+", text)) == set()


def test_every_face_that_is_shipped_is_named() -> None:
    shipped = {file.name for file in (files("resources") / "fonts" / "licenses").iterdir()}
    assert {part.key for part in licences.faces()} == shipped
