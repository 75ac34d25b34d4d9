"""A draft of every form there is, about records of the sample, and how one of them is gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.store import SqliteStore
from gzparty.office_desk import OfficeDesk
from ui.drafts import draft_key
from ui.unfinished.reading import Unfinished, read_one

LONGEST_WAIT_MS = 8000


def keys_of(office: Path) -> list[str]:
    """A key of every kind and every dialog of it, about records the sample has."""
    reader = SqliteStore.open_reader(office)

    def ask(sql: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] | None = reader.connection.execute(f"{sql} LIMIT 1").fetchone()
        assert found is not None, sql
        return found

    (village,) = ask("SELECT unit_id FROM meeting WHERE kind = 'theme_day'")
    (training, sitting) = ask("SELECT id, sitting_id FROM training WHERE state = 'planned'")
    (problem,) = ask("SELECT id FROM problem WHERE state = 'rectifying'")
    (vote, voted) = ask("SELECT id, meeting_id FROM vote ORDER BY id DESC")
    (talk,) = ask("SELECT id FROM talk")
    (publicity, selection) = ask("SELECT id, selection_id FROM publicity WHERE result = 'open'")
    (ballot,) = ask(f"SELECT id FROM ballot WHERE selection_id = {selection} AND locked_on IS NOT NULL")
    (nomination,) = ask(f"SELECT id FROM nomination WHERE selection_id = {selection} ORDER BY id DESC")
    (meeting,) = ask("SELECT id FROM meeting ORDER BY id DESC")
    (tour,) = ask("SELECT id FROM tour ORDER BY id DESC")
    (visit,) = ask("SELECT id FROM inspection WHERE tour_id IS NOT NULL")
    (tip,) = ask("SELECT id FROM tip WHERE kind = 'opinion' ORDER BY id DESC")
    (person,) = ask("SELECT id FROM person WHERE name LIKE '%示例%' ORDER BY id DESC")
    (secretary,) = ask("SELECT person_id FROM post WHERE title = 'secretary' AND until IS NULL")
    (errand,) = ask("SELECT id FROM errand")
    (duty,) = ask("SELECT code FROM duty")
    reader.close()
    unit = 5
    session = [draft_key("session", deed, training) for deed in ("move", "actual", "cancel", "missed")]
    people = [draft_key("person", deed, person) for deed in ("edit", "appoint", "leave", "outside")]
    units = [
        draft_key("unit", deed, "party", unit)
        for deed in ("add", "rename", "merge", "move", "term", "term_right", "groups", "vacancy")
    ]
    stages = [draft_key("stage", deed, selection, publicity) for deed in ("new", "publicity")]
    return [
        f"training/{training}",
        *session,
        "session/add 2026",
        f"roll/guest {sitting} 0",
        f"roll/leave {sitting} {secretary}",
        f"meeting/{meeting}",
        f"meeting/new theme_day {village} 0 2026-06 new",
        f"record/give_back {meeting}",
        f"record/lock theme_day {village} 0 2026-05",
        f"vote/{vote}",
        f"vote/new-{voted}",
        f"talk/add 2026 {unit} 0",
        f"talk/change 2026 {unit} {talk}",
        "intake/2026-06.theme_day",
        "month/life_day 2026-06",
        f"inspection/new {unit} 2026-06",
        f"let_off/waive {unit} 2026-06",
        f"visit/{visit}",
        f"circular/{tour}",
        "tour/add 0",
        f"tour/change {tour}",
        f"problem/{problem}",
        "problem/new",
        "prompt/sheet",
        f"step/note {problem}",
        f"step/paper {problem}",
        "tip/new",
        f"tip/{tip}",
        f"tip_deed/answer {tip}",
        "theme/edit 2026-06",
        "selection/new-2026-09",
        f"selection/{selection}",
        f"nomination/{nomination}",
        *stages,
        f"stage/unlock {selection} {ballot}",
        "select/past 0",
        f"select/vacant {selection}",
        f"select/withdraw {nomination}",
        f"select/reply {nomination}",
        f"select/mention {nomination}",
        f"person/add {unit}",
        *people,
        *units,
        "errand/add 0",
        f"errand/change {errand}",
        f"errand/names {errand}",
        "duty/new",
        f"duty/{duty}",
        "waiver/add",
        "settings/office",
    ]


def open_form(desk: OfficeDesk, key: str) -> None:
    """Go on with the form of a draft in which nothing was typed, and wait until it stands open."""
    one = read_one(desk.gate.reader, key, {}, desk.now())
    assert isinstance(one, Unfinished), key
    desk.offering.go_on(one)
    deadline = QDeadlineTimer(LONGEST_WAIT_MS)
    while not desk.gate.drafts.is_open(key) and not deadline.hasExpired():
        QTest.qWait(5)
    desk.offering._stop()
    assert desk.gate.drafts.is_open(key), key


def go_on(desk: OfficeDesk, key: str, qtbot: QtBot) -> bool:
    """Press 继续 on a draft; whether its form stands open then."""
    one = read_one(desk.gate.reader, key, {"": "字"}, desk.now())
    assert isinstance(one, Unfinished), key
    assert not one.is_gone, key
    desk.offering.go_on(one)
    try:
        qtbot.waitUntil(lambda: desk.gate.drafts.is_open(key), timeout=8000)
    except Exception:
        desk.offering._stop()
        return False
    return True
