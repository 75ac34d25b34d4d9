"""What the tests of the panels of selections share: an office, a gate on it, a panel that follows its selection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gzparty.services.bundle import Services
    from ui.desk import Desk
    from ui.gate import Gate
    from ui.panels.selection.step_panel import StepPanel


@dataclass
class Award:
    """The gate on the office, and the services a test prepares it with before a panel is shown."""

    desk: Desk
    gate: Gate
    qtbot: QtBot
    clock: list[datetime] = field(default_factory=list)
    shown: list[tuple[StepPanel, int]] = field(default_factory=list)

    def do(self, call: Any) -> Any:
        """Write something through the gate and give what it came to."""
        from tests.widgets.helpers import settle

        found: list[Any] = []

        def write(services: Services) -> Any:
            from gzparty.services.context import Done

            return Done(call(services), kinds=frozenset({"selection"}))

        refused: list[str] = []
        self.gate.write(write, found.append, refused.append)
        self.qtbot.waitUntil(lambda: bool(found or refused))
        assert not refused, refused
        settle()
        return found[0].value

    def show(self, panel: StepPanel, number: int, width: int = 336) -> None:
        """Show a panel as the page does: it is told anew whenever something changes."""
        from tests.widgets.helpers import settle

        self.qtbot.addWidget(panel)
        panel.resize(width, 860)
        self.shown.append((panel, number))
        self.look()
        panel.show()
        settle()

    def look(self, _kinds: object = None) -> None:
        """Tell every panel how its selection stands."""
        for panel, number in self.shown:
            panel.show_selection(self.gate.reader.selection_views.get(number))


@pytest.fixture(scope="session")
def selection_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, built once."""
    from tests.widgets.selection_panels.sample import build_selections

    path = tmp_path_factory.mktemp("selections") / "selections.gzparty"
    build_selections(path)
    return path


@pytest.fixture
def award(desk: Desk, selection_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Award]:
    """A copy of that office a test may change; `clock[0]` is what time it is."""
    from tests.widgets.gates import copied, gate_on
    from tests.widgets.selection_panels.sample import NOW

    clock = [NOW]
    with gate_on(desk.changes, copied(selection_file, tmp_path), lambda: clock[0]) as gate:
        made = Award(desk, gate, qtbot, clock)
        desk.changes.changed.connect(made.look)
        yield made
        made.shown.clear()
