"""从台账选: what a training answers is taken from open problems by kind, in the clerk's field and by her choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from gzparty.services.problem_drafts import ProblemDraft
from tests.widgets.gates import copied, gate_on
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.topic_source import TopicSource


@pytest.fixture
def gate(desk: Desk, bench_file: Path, tmp_path: Path) -> Iterator[Gate]:
    with gate_on(desk.changes, copied(bench_file, tmp_path)) as made:
        yield made


def test_a_kind_is_put_into_words_after_what_stands_there(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    units = {unit.name: unit.id for unit in gate.reader.people.units()}
    drafts = [
        ProblemDraft(units[name], text, found_on=date(2026, 6, 1), category="值班值守")
        for name, text in (("坡庄村", "漏记"), ("坡庄村", "没签字"), ("小泉村", "没人接电话"))
        if name in units
    ]
    gate.write(lambda services: services.problems.register(drafts))
    qtbot.waitUntil(lambda: bool(gate.reader.problem_views.by_kind()))
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    went: list[str] = []
    source = TopicSource(desk.theme, gate, field, lambda: went.append("ledger"))
    qtbot.addWidget(source.link)
    source.link.show()
    field.setPlainText("村级值班不规范")
    source.fill()
    offered = [action for action in source.menu.actions() if action.text()]
    assert offered[0].text().startswith(f"值班值守　{len(drafts)} 条，")
    assert field.toPlainText() == "村级值班不规范"
    offered[0].trigger()
    assert field.toPlainText().startswith("村级值班不规范\n值班值守：")
    assert field.toPlainText().endswith(f"还有 {len(drafts)} 条没销号")
    offered[-1].trigger()
    assert went == ["ledger"]


def test_an_empty_ledger_says_so(desk: Desk, gate: Gate, qtbot: QtBot) -> None:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    source = TopicSource(desk.theme, gate, field, lambda: None)
    qtbot.addWidget(source.link)
    source.link.show()
    source.fill()
    assert source.menu.actions()[0].text() == "台账里没有没销号的问题"
    assert not source.menu.actions()[0].isEnabled()
