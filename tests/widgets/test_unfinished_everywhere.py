"""Every form that keeps what is typed is gone on with from elsewhere, and stands as it stood."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.draft_keys import go_on, keys_of
from tests.widgets.gates import copied
from tests.widgets.helpers import settle
from tests.widgets.test_unfinished import opened
from ui.panels.ask import AskDialog
from ui.panels.form import Form
from ui.unfinished.kinds import KINDS

SEALED = ("reporter", "objector")
"""What begins so says who somebody is, and is nowhere but in the form."""
COVERED = {"reserve"}
"""Only gone on with once the list was uncovered by hand."""


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
