"""What `build.spec` says stays true of the program: seen without building, so that CI notices the commit that breaks it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import PySide6
import pytest

from gzparty.cli import COMMANDS, gzparty
from gzparty.qt_libraries import DISPLAY_LIBRARIES, LIBRARIES
from tests.architecture.test_structure import PACKAGES, ROOT, python_files
from tests.built.contents import own_data, tables

PACKAGING = ROOT / "resources" / "packaging"
PLUGINS = Path(PySide6.__file__).parent / "Qt" / "plugins"
OF_WINDOWS = {"platforms/qwindows", "styles/qmodernwindowsstyle"}


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    return tables()


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """Every module that the program's own files import, with the packages around them."""
    names = {
        name for path in python_files(*PACKAGES) for name in imports_of(ast.parse(path.read_text("utf-8")))
    }
    return {".".join(name.split(".")[:length]) for name in names for length in range(1, name.count(".") + 2)}


def imports_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_program_imports_nothing_that_stays_outside(spec: dict[str, Any], imported: set[str]) -> None:
    assert {name: why for name, why in spec["OUTSIDE"].items() if name in imported} == {}


def test_every_module_named_for_its_own_sake_is_there(spec: dict[str, Any]) -> None:
    assert [name for name in spec["HIDDEN"] if find_spec(name) is None] == []


def test_every_entry_says_why(spec: dict[str, Any]) -> None:
    for table in ("HIDDEN", "OUTSIDE", "QT_PLUGINS", "LEFT_BEHIND"):
        assert [name for name, why in spec[table].items() if len(why) < 8] == [], table


def test_every_plugin_that_goes_along_is_one_of_qt(spec: dict[str, Any]) -> None:
    there = {
        f"{path.parent.name}/{path.name.removeprefix('lib').split('.')[0]}" for path in PLUGINS.glob("*/*")
    }
    assert set(spec["QT_PLUGINS"]) - there == (OF_WINDOWS if sys.platform.startswith("linux") else set())


def test_the_catalogue_of_qt_that_the_window_loads_goes_along(spec: dict[str, Any]) -> None:
    loaded = re.findall(r'\.load\("(\w+)"', (ROOT / "ui" / "application.py").read_text("utf-8"))
    assert [f"{name}.qm" for name in loaded] == [*spec["QT_WORDS"]]


def test_what_the_program_reads_goes_along() -> None:
    places = set(own_data())
    assert {"resources/fonts/SHA256SUMS", "resources/manual/README.md", "resources/duties.toml"} <= places
    assert {
        f"resources/fonts/licenses/{path.name}" for path in (ROOT / "resources/fonts/licenses").iterdir()
    } <= places
    assert "resources/locale/en/LC_MESSAGES/gzparty.mo" in places
    assert {f"resources/icons/{path.name}" for path in (ROOT / "resources/icons").glob("*.svg")} <= places


def test_what_only_engineers_read_stays_outside() -> None:
    assert [place for place in own_data() if place.endswith((".py", ".pyc", ".po"))] == []
    assert [place for place in own_data() if "packaging" in place] == []


def test_the_package_and_the_advice_name_the_same_packages() -> None:
    declared = tomllib.loads((PACKAGING / "libraries.toml").read_text("utf-8"))
    advised = {**LIBRARIES, **DISPLAY_LIBRARIES}
    both = [name for name in declared["needed"] if name in advised]
    assert "libEGL.so.1" in both
    assert [name for name in both if advised[name] not in declared["needed"][name].split(" | ")] == []


def test_an_office_file_is_known_by_what_it_says_of_itself() -> None:
    application_id: int = import_module("db.connection").APPLICATION_ID
    kind = (PACKAGING / "gzparty.xml").read_text("utf-8")
    assert f'value="{application_id.to_bytes(4, "big").decode()}" offset="68"' in kind
    assert '<glob pattern="*.gzparty"/>' in kind


def test_the_desktop_finds_the_window_and_what_opens_a_file() -> None:
    program, opening = (
        (PACKAGING / f"{name}.desktop").read_text("utf-8") for name in ("gzparty", "gzparty-open")
    )
    assert "Exec=gzparty\n" in program
    assert "MimeType" not in program
    # `--office` without a file would be refused, so the entry that opens one is another than the one in the menu.
    assert "Exec=gzparty --office %f\n" in opening
    assert "MimeType=application/x-gzparty;\n" in opening
    assert "StartupWMClass=gzparty\n" in program
    assert 'setDesktopFileName("gzparty")' in (ROOT / "ui" / "application.py").read_text("utf-8")


def test_the_version_is_one() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "version"
    ] == metadata.version("gzparty")


def test_the_manual_page_names_every_command_and_option() -> None:
    page = (PACKAGING / "gzparty.1").read_text("utf-8").replace("\\-", "-")
    words = set(re.findall(r"[\w-]+", page))
    assert set(COMMANDS) - words == set()
    assert {option for parameter in gzparty.params for option in parameter.opts} - words == set()


def test_what_the_package_is_excused_for_has_its_reason() -> None:
    lines = (PACKAGING / "lintian-overrides").read_text("utf-8").splitlines()
    excused = [number for number, line in enumerate(lines) if line.startswith("gzparty: ")]
    assert len(excused) > 5
    # One reason may stand above several; every path is of the folder.
    unreasoned = [
        lines[number] for number in excused if not lines[number - 1].startswith(("# ", "gzparty: "))
    ]
    assert unreasoned == []
    assert [
        lines[number]
        for number in excused
        if not re.search(r"\[usr/lib/gzparty/|gzparty@localhost( |$)", lines[number])
    ] == []
