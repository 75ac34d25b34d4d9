"""Every form whose typed content is kept has its words, its page, and a way back into it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gzparty.services.bundle import Services
from ui.drafts import Drafts, NoDrafts
from ui.gate import Gate
from ui.panels.session_forms import ReasonForm
from ui.theme import Theme
from ui.unfinished.kinds import KINDS
from ui.unfinished.places import Place

UI = Path(__file__).resolve().parents[2] / "ui"
NOT_KEPT = {
    "tip/deeds.py": "who said something is sealed and never becomes a draft",
    "selection/publicity_asking.py": "who objected is sealed and never becomes a draft",
    "tip/deeds.py:HandOverForm": "handing over to 纪委 clears away what was said; nothing of it is left in a draft",
    "person_deeds.py": "a place in a list is chosen; a day, for people who were selected in the list",
    "member_deeds.py": "a day, for people who were selected in the list",
    "merge_deeds.py": "which of two records is right is chosen, not typed",
    "tour/deeds.py": "units are ticked, not typed",
    "theme/deeds.py": "records are ticked, not typed",
    "meeting/deeds.py": "a kind, a day or a month is chosen",
    "intake/deeds.py": "photos are matched, not typed",
    "duty/life_days.py": "a day is chosen for units that were selected in the list",
    "inspection/together.py": "a day and a name, for units that were selected on the board",
    "inspection/checklist_editor.py": "one short line",
    "material_side.py": "one short line",
    "material_deeds.py": "one short line",
    "meeting/roll.py": "a name, of somebody who stands before the clerk",
}
"""Questions without a draft, and why, by the module that asks them."""


def questions() -> Iterator[tuple[str, ast.Call]]:
    """Every question a dialog asks, with the module that asks it."""
    for path in sorted((UI / "panels").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Question":
                yield str(path.relative_to(UI / "panels")), node


def test_every_dialog_keeps_what_is_typed_or_stands_here_with_the_reason() -> None:
    silent = {
        module
        for module, call in questions()
        if len(call.args) < 5 and not any(word.arg == "draft" for word in call.keywords)
    }
    assert silent <= set(NOT_KEPT), silent - set(NOT_KEPT)
    assert {name for name in NOT_KEPT if ":" not in name} <= silent, "what keeps a draft by now is listed"


def test_every_form_that_says_how_it_is_opened_is_a_kind() -> None:
    source = "\n".join(path.read_text("utf-8") for path in UI.rglob("*.py"))
    opened = set(re.findall(r'drafts\.opens\(\s*"(\w+)"', source))
    named = set(re.findall(r'^FORM(?:, \w+)* = "(\w+)"', source, re.MULTILINE))
    assert opened | named <= set(KINDS)
    assert len(opened | named) > 15


def test_every_kind_leads_to_a_page_there_is() -> None:
    source = (UI / "pages" / "registry.py").read_text("utf-8")
    pages = set(re.findall(r'page\("(\w+)"', source)) | set(re.findall(r'Page\("(\w+)"', source))
    assert {kind.page for kind in KINDS.values()} <= pages


def test_a_form_that_no_kind_tells_of_cannot_be_watched(theme: Theme, qtbot: QtBot) -> None:
    form = ReasonForm(theme, "")
    qtbot.addWidget(form)
    with pytest.raises(AssertionError, match="unheard/1"):
        Drafts(NoDrafts()).watch("unheard/1", form)


def test_a_key_that_says_nothing_is_taken_as_gone(gate: Gate) -> None:
    services: Services = gate.reader
    for form, kind in KINDS.items():
        for record in ("", "x", "999999", "change 999999", "new of another shape"):
            found = kind.place(services, record)
            assert found is None or isinstance(found, Place), (form, record)
            assert kind.called(record)
