"""What is loaded when the window is painted first: nothing of the records it will show, no class of Qt's nobody asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks import startup

REPORT = """
import json, os, sys
def report():
    qt = {name: list(vars(sys.modules[f"PySide6.{name}"])) for name in ("QtCore", "QtGui", "QtWidgets")}
    print(json.dumps({"modules": list(sys.modules), **qt}), flush=True)
    os._exit(0)
"""
FRAME = {
    "gzparty.domain": {
        "chinese_defaults",
        "diagnostic",
        "file_names",
        "full_text",
        "password",
        "period",
        "places",
    }
    | {"sight", "stick"},
    "gzparty.services": {"bundle", "context", "copies", "copy_views", "deeds", "office", "rescuing"},
    "gzparty.labels": {"copies", "dates", "period"},
    "gzparty.exchange": {"holiday_notices", "key_file", "pinyin"},
    "gzparty.reports": set(),
    "gzparty.cli": set(),
}
"""What the window around the pages, the file, its copies and its password take; the rest is for what was read."""
REPOSITORIES = (
    "table",
    "folder",
    "people",
    "sitting",
    "training",
    "meetings",
    "duties",
    "selections",
    "problems",
)
LIBRARIES = {*startup.FORBIDDEN, "cryptography", "hashlib", "pypdfium2", "docx", "tomllib"}
"""`hashlib` brings OpenSSL along: four megabytes."""
UNASKED = {"QStyle", "QWizard", "QMdiArea", "QCalendarWidget", "QFontDialog", "QDesktopServices", "QUrl"}
"""Classes PySide builds with all their enumerations: QStyle alone takes five milliseconds. It builds every class below
QWidget to look for that of a viewport Qt made (`ui/tables/viewport.py`), and QStyle with the children of QApplication."""


@pytest.fixture(scope="module")
def loaded(office_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    folder = tmp_path_factory.mktemp("first")
    office = folder / "office.gzparty"
    office.write_bytes(office_file.read_bytes())
    script = REPORT + startup.program(folder, office)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    found: Mapping[str, Sequence[str]] = json.loads(run.stdout.splitlines()[-1])
    return found


def test_the_window_is_painted_before_anything_about_its_records_is_loaded(
    loaded: Mapping[str, Sequence[str]],
) -> None:
    assert "ui.pages.home" in loaded["modules"]
    early = {
        name
        for room, known in FRAME.items()
        for name in loaded["modules"]
        if name.startswith(f"{room}.") and name.removeprefix(f"{room}.") not in known
    }
    assert early == set()


def test_the_window_is_painted_before_a_repository_of_records_is_loaded(
    loaded: Mapping[str, Sequence[str]],
) -> None:
    assert "db.store" in loaded["modules"]
    assert {f"db.{name}" for name in REPOSITORIES} & set(loaded["modules"]) == set()


def test_the_window_is_painted_before_a_heavy_library_is_loaded(loaded: Mapping[str, Sequence[str]]) -> None:
    assert LIBRARIES & set(loaded["modules"]) == set()


def test_the_window_is_painted_without_a_class_of_qt_that_nobody_asked_for(
    loaded: Mapping[str, Sequence[str]],
) -> None:
    built = {*loaded["QtCore"], *loaded["QtGui"], *loaded["QtWidgets"]}
    assert "QTableView" in built
    assert built & UNASKED == set()
