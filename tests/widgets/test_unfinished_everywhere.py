"""Every form that keeps what is typed is gone on with from elsewhere, and stands as it stood."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from db.store import SqliteStore
from gzparty.office_desk import OfficeDesk
from tests.widgets.gates import copied
from tests.widgets.helpers import settle
from tests.widgets.test_unfinished import opened
from ui.drafts import draft_key
from ui.panels.ask import AskDialog
from ui.panels.form import Form
from ui.unfinished.kinds import KINDS
from ui.unfinished.reading import Unfinished, read_one

SEALED = ("reporter", "objector")
"""What begins so says who somebody is, and is nowhere but in the form."""
COVERED = {"reserve"}
"""Only gone on with once the list was uncovered by hand."""


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


def type_everywhere(form: QWidget) -> list[str]:
    """Write something of its own into every field in sight; gives the fields whose text no draft would have."""
    lines = cast("list[QLineEdit]", form.findChildren(QLineEdit))
    areas = cast("list[QPlainTextEdit]", form.findChildren(QPlainTextEdit))
    typed: dict[str, str] = {}
    for place, line in enumerate(lines):
        if _takes_text(line, form) and "spinbox" not in line.objectName():
            line.setText(f"示例{place}字")
            typed[line.text()] = line.objectName()
    for place, area in enumerate(areas):
        if _takes_text(area, form):
            area.setPlainText(f"示例{place}段")
            typed[area.toPlainText()] = area.objectName()
    kept = str(cast("Any", form).draft())
    # What a field refused to take stands in none.
    return [name for text, name in typed.items() if "示例" in text and text not in kept]


def _takes_text(field: QLineEdit | QPlainTextEdit, form: QWidget) -> bool:
    return field.isEnabled() and not field.isReadOnly() and field.isVisibleTo(form)


def test_every_form_is_gone_on_with_and_stands_as_it_stood(
    sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    office = copied(sample_file, tmp_path)
    keys = keys_of(office)
    failed: list[object] = []
    with opened(office) as desk:
        drafts = desk.gate.drafts
        for key in keys:
            if not go_on(desk, key, qtbot):
                failed.append((key, "not open"))
                continue
            form = drafts._forms[key]
            lost = type_everywhere(form) if isinstance(form, QWidget) else []
            failed += [(key, name) for name in lost if not name.startswith(SEALED)]
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, AskDialog) or not isinstance(form, Form) or not form.is_changed():
                if dialog is not None:
                    dialog.close()
                drafts.forget(key)
                continue
            typed = form.draft()
            dialog.reject()
            settle()
            drafts.put_back(key)
            if not go_on(desk, key, qtbot):
                failed.append((key, "not open again"))
                continue
            again = cast("Form", drafts._forms[key]).draft()
            failed += [(key, name) for name, text in typed.items() if again.get(name) != text]
            assert not [name for name in typed if name.startswith(SEALED)]
            cast("AskDialog", QApplication.activeModalWidget()).reject()
            settle()
    assert failed == []
    steps = {"ballot", "decision", "publicity", "announcing", "verdict"}
    missing = set(KINDS) - {key.partition("/")[0] for key in keys} - COVERED - steps - {"import"}
    assert missing == set(), "a kind is not tried"
