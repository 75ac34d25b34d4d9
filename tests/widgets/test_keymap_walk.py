"""Every key of the map is pressed at the real window over the sample office, and something is seen to happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.widgets.keyboard import Program, program
from tests.widgets.keymap_seen import hear
from tests.widgets.keymap_steps import ELSEWHERE, STEPS
from ui.keymap import KEYMAP, PAGE_DEEDS, PAGE_KEYS, Where
from ui.shell import PageWidget
from ui.tables.grid import Grid
from ui.tables.matrix_view import MatrixView

ROOT = Path(__file__).resolve().parents[2]
MENU_DEEDS = [deed for deeds in PAGE_DEEDS.values() for deed in deeds]


@pytest.fixture
def shown(
    qtbot: QtBot, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, partial(hear, name))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *told: hear("folder", *told)[0])
    QGuiApplication.clipboard().clear()
    with program(sample_file, tmp_path) as made:
        yield made


def test_every_deed_of_the_map_is_walked_and_nothing_else_is() -> None:
    assert {one.deed for one in KEYMAP} == {*STEPS, *ELSEWHERE}
    for deed, (file, pressed) in ELSEWHERE.items():
        assert pressed in (ROOT / file).read_text("utf-8"), deed


@pytest.mark.parametrize(
    "where", [one for one in Where if one not in (Where.APPRAISAL, Where.MISSING, Where.MANUAL)]
)
def test_every_key_does_something_that_is_seen(shown: Program, where: Where) -> None:
    dead = []
    for one in KEYMAP:
        if one.where is not where or one.deed in ELSEWHERE:
            continue
        before, seen = STEPS[one.deed]
        for key in one.keys:
            before(shown, key)
            was = seen(shown)
            shown.press(key)
            if seen(shown) == was:
                dead.append(f"{one.deed}: {key}")
            shown.clear()
            if shown.window.isFullScreen():
                shown.window.toggle_full_screen()
    assert dead == []


def test_on_every_page_each_key_does_its_own_deed_whatever_has_the_focus(
    shown: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key a focused control swallows, or two deeds share, would do nothing or something else."""
    done: list[str] = []
    wrong = []
    for grids in (Grid, MatrixView):
        # What a grid shows leaves with it where the page has no export of its own, or the focus is in the grid.
        monkeypatch.setattr(grids, "export_shown", lambda _grid: done.append("export"))
    for page_key in shown.window.all_page_keys:
        page = shown.show(page_key)
        deeds: dict[str, Callable[[], object]] = {deed: partial(done.append, deed) for deed in MENU_DEEDS}
        with monkeypatch.context() as patch:
            patch.setattr(page, "deeds", lambda deeds=deeds: deeds)
            shown.window.menu_row.refresh()
            wrong += [f"{page_key} {where}" for where in _misdone(shown, page, done)]
        shown.clear()
    assert wrong == []


def _misdone(shown: Program, page: PageWidget, done: list[str]) -> Iterator[str]:
    """Where on a page a key of the menus does not do its deed, and only that."""
    for pane in (None, *page.panes()):
        if pane is not None:
            shown.focus(pane)
        for deed in MENU_DEEDS:
            for key in next(one.keys for one in KEYMAP if one.deed == deed):
                done.clear()
                shown.press(key)
                if done != [deed]:
                    yield f"{pane.objectName() if pane is not None else 'at first'}: {key} did {done}, not {deed}"


def test_pages_are_reached_by_their_place(shown: Program) -> None:
    for key, page in zip(PAGE_KEYS, shown.window.page_keys, strict=False):
        shown.press(key)
        assert shown.window.current_key() == page
