"""Selections, themes and cadres over a county (offscreen): the longest stretch of the window's thread, by action.

Measured as in benchmarks/window.py, on an office with ten years of rolls and selections (benchmarks/exemplars.py).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.dues import SHORT_COUNTY, WHOLE_COUNTY
from benchmarks.exemplars import build_exemplars
from benchmarks.ratio import Ratio
from benchmarks.window import Action, measured_apart, stretches
from benchmarks.work_style import TODAY
from gzparty.domain.selection_stages import Stage
from gzparty.domain.sitting import Mark, Status
from gzparty.services.selection_drafts import NominationDraft

if TYPE_CHECKING:
    from ui.gate import Gate
    from ui.main_window import MainWindow
    from ui.pages.cadres import CadresPage
    from ui.pages.selection import SelectionPage
    from ui.pages.themes import ThemesPage

OPEN = {"open the selections": "selection", "open the themes": "themes", "open the cadres": "cadres"}
PAGE, FIRST = "another page", "first"
BOUND, OPEN_BOUND, WIDE_BOUND = 3.5, 10.0, 8.0
"""How many paintings of the window an action may hold its thread; as in benchmarks/window_life.py.

A sheet of 200 ballots by 30 nominees is laid out and checked as a whole: 40 ms where one score is typed, 95 where all are
stored.
"""
THIS, NEXT, SCORED = (f"{TODAY.year}-{TODAY.month + further:02d}" for further in range(3))
FIGURES = cycle(("3", "4", "5"))
STATUSES = cycle((Status.LEAVE, Status.PRESENT))
NOTES = count(1)


def measure(short: bool) -> list[Ratio]:
    """The ratios, from a process of its own; `short` takes three townships for the county."""

    def build(path: Path) -> object:
        return build_exemplars(path, SHORT_COUNTY if short else WHOLE_COUNTY)

    return measured_apart(
        "benchmarks.window_selection",
        build,
        short,
        _bound,
    )


def _bound(name: str) -> float:
    if name in OPEN or FIRST in name:
        return OPEN_BOUND
    return WIDE_BOUND if "scores" in name else BOUND


def _first(window: MainWindow) -> list[Action]:
    """What builds a part of a page when it is first wanted."""
    page = cast("SelectionPage", window._built["selection"])

    return [
        (PAGE, lambda: window.show_page("selection")),
        ("selections: first review", lambda: page._show_stage(Stage.REVIEW)),
        ("selections: first look at those chosen so far", page.show_history),
        (PAGE, lambda: _go_to(page, NEXT)),
        ("selections: first nomination", page.nominate),
        (PAGE, page.side.back),
        ("selections: first sheet of scores", lambda: _go_to(page, SCORED)),
        (PAGE, lambda: _go_to(page, THIS)),
    ]


def _actions(window: MainWindow) -> list[Action]:
    return [*_selections(window), *_nominations(window), *_themes(window), *_cadres(window), *_home(window)]


def _selections(window: MainWindow) -> list[Action]:
    page, rows = cast("SelectionPage", window._built["selection"]), cycle((4, 0))

    def type_one() -> None:
        from PySide6.QtWidgets import QTableView

        panel = page.side.step_panel()
        assert panel is not None
        records = cast("QTableView", panel.findChild(QTableView)).model()
        assert records.setData(records.index(1, records.columnCount() - 1), next(FIGURES))

    def save() -> Callable[[], bool]:
        panel = page.side.step_panel()
        assert panel is not None
        panel.save()
        assert panel._under_way is not None
        return lambda: panel._under_way is not None

    return [
        ("selections: come back to them", lambda: window.show_page("selection")),
        ("selections: read anew", page.refresh),
        ("selections: another month", lambda: _go_to(page, f"{TODAY.year}-01")),
        ("selections: back to this month", lambda: _go_to(page, THIS)),
        ("selections: the year before", lambda: page._step_year(-1)),
        ("selections: this year", page._this_year),
        ("selections: one vote typed", type_one),
        ("selections: votes saved", save),
        ("selections: review of 30", lambda: page._show_stage(Stage.REVIEW)),
        ("selections: another nominee", lambda: page.board.table.select_row(next(rows))),
        ("selections: those chosen so far", page.show_history),
        ("selections: leave them", page.side.back),
        ("selections: one training mark changed", lambda: _mark(page._gate)),
        ("selections: 30 nominees by scores", lambda: _go_to(page, SCORED)),
        ("selections: one score typed", type_one),
        ("selections: scores saved", save),
    ]


def _nominations(window: MainWindow) -> list[Action]:
    page = cast("SelectionPage", window._built["selection"])

    def type_one() -> None:
        form = page.side.editor.form
        form.who.setText(f"新示例{next(NOTES)}")
        form.deeds.setPlainText("带着群众流转土地。" * 30)

    def save() -> Callable[[], bool]:
        editor = page.side.editor
        editor.save()
        assert editor._under_way is not None
        return lambda: editor._under_way is not None

    return [
        ("nominations: the month they are for", lambda: _go_to(page, NEXT)),
        ("nominations: begin one", page.nominate),
        ("nominations: type it", type_one),
        ("nominations: save it", save),
        ("selections: back to this month", lambda: _go_to(page, THIS)),
    ]


def _themes(window: MainWindow) -> list[Action]:
    page = cast("ThemesPage", window._built["themes"])
    months = cycle((f"{TODAY.year}-04", THIS))

    return [
        ("themes: come back to them", lambda: window.show_page("themes")),
        ("themes: read anew", page.refresh),
        ("themes: another month", lambda: page.list.choose(next(months))),
        ("themes: another month", lambda: page.list.choose(next(months))),
        ("themes: only those without", page.board.only.click),
        ("themes: everybody", page.board.only.click),
        ("themes: the year before", lambda: page._step_year(-1)),
        ("themes: this year", page._this_year),
        ("themes: one training mark changed", lambda: _mark(page._gate)),
        ("themes: the theme changed", lambda: _change_theme(page._gate)),
    ]


def _cadres(window: MainWindow) -> list[Action]:
    page = cast("CadresPage", window._built["cadres"])
    rows = cycle((4, 0))

    return [
        ("cadres: come back to them", lambda: window.show_page("cadres")),
        ("cadres: read anew", page.refresh),
        ("cadres: another unit", lambda: page.terms.view.select_row(next(rows))),
        ("cadres: one training mark changed", lambda: _mark(page._gate)),
        ("cadres: the covered ladder", lambda: page.tabs.choose("ladder")),
        ("cadres: the covered list", lambda: page.tabs.choose("reserves")),
        ("cadres: terms", lambda: page.tabs.choose("terms")),
    ]


def _home(window: MainWindow) -> list[Action]:
    page = cast("SelectionPage", window._built["selection"])

    return [
        ("workbench: come back to it", lambda: window.show_page("home")),
        ("workbench: one selection changed", lambda: _change_selection(page._gate)),
    ]


def _go_to(page: SelectionPage, period: str) -> None:
    from ui.wishes import SelectionRequest

    found = page._gate.reader.store.selections.find(period)
    assert found is not None
    page.take_request(SelectionRequest(found.id))


def _mark(gate: Gate) -> Callable[[], bool]:
    """Correct one line of the latest roll; gives what tells whether it has not been stored yet."""
    training = gate.reader.store.trainings.find(f"{TODAY.year}-{TODAY.month - 1:02d}")
    assert training is not None
    sitting, mark, done = training.sitting_id, Mark(next(STATUSES)), list[object]()
    gate.write(lambda services: services.rolls.mark(sitting, [1], mark), done.append)
    return lambda: not done


def _change_theme(gate: Gate) -> Callable[[], bool]:
    """Write something into the theme of this month."""
    note, done = f"第{next(NOTES)}次改", list[object]()
    gate.write(lambda services: services.themes.set_theme(THIS, "示例主题", note=note), done.append)
    return lambda: not done


def _change_selection(gate: Gate) -> Callable[[], bool]:
    """Nominate somebody for the next month."""
    draft, done = NominationDraft(name=f"新示例{next(NOTES)}"), list[object]()
    number = gate.reader.selection_views.find(NEXT).id
    gate.write(lambda services: services.selections.nominate(number, [draft]), done.append)
    return lambda: not done


if __name__ == "__main__":
    print(json.dumps(stretches(Path(sys.argv[1]), int(sys.argv[2]), OPEN, _actions, _first)))
