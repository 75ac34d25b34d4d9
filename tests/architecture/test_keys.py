"""No key is read past the key map: what the window listens to stands in the one table the help shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from ui.keymap import KEYMAP, Where

ROOT = Path(__file__).resolve().parents[2]
TEXT_BASICS = {"Backspace", "Backtab", "CapsLock", "unknown"}
"""Keys of a field or a keyboard itself, which are nobody's deed."""
FIELDS = {
    "ui/widgets/growing_area.py": "Enter among words",
    "ui/widgets/password_field.py": "what may be copied of a password",
    "ui/widgets/page_view.py": "the = under the +, typed without Shift",
}
"""Files that listen to a further key, and what for."""


def base(key: str) -> str:
    """A key without its modifiers, by the name Qt's enum has for it."""
    last = key.replace("++", "+Plus").rsplit("+", 1)[-1]
    names = {
        "Del": "Delete",
        "Esc": "Escape",
        "-": "Minus",
        ";": "Semicolon",
        "/": "Slash",
        "PgUp": "PageUp",
        "PgDown": "PageDown",
    }
    return names.get(last, last)


KNOWN = {base(key) for one in KEYMAP for key in one.keys} | {"Enter"}
"""Enter is the Return of the keypad."""


def trees_with(*words: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules of the window in whose text one of these words stands."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        text = path.read_text("utf-8")
        if any(word in text for word in words):
            yield path.relative_to(ROOT).as_posix(), ast.parse(text)


def keys_read(tree: ast.AST) -> set[str]:
    """The keys a module compares with, by their names in Qt.Key."""
    return {
        node.attr.removeprefix("Key_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("Key_")
    }


def test_every_key_the_window_listens_to_stands_in_the_map() -> None:
    unknown = {
        path: keys
        for path, tree in trees_with("Key_")
        if path not in FIELDS and (keys := keys_read(tree) - KNOWN - TEXT_BASICS)
    }
    assert unknown == {}


def test_shortcuts_are_made_from_the_map_only() -> None:
    made = {
        path: node.lineno
        for path, tree in trees_with("QShortcut", "QKeySequence")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("QShortcut", "QKeySequence")
        and path not in ("ui/keys.py", "ui/menus.py")
    }
    assert made == {}


def test_a_made_up_key_would_be_found() -> None:
    assert keys_read(ast.parse("if event.key() == Qt.Key.Key_F9: pass")) - KNOWN == {"F9"}


@pytest.mark.parametrize("where", list(Where))
def test_no_two_deeds_of_one_place_share_a_key(where: Where) -> None:
    here = [one for one in KEYMAP if one.where is where]
    shared = [
        (one.deed, other.deed, key)
        for one, other in combinations(here, 2)
        for key in one.keys
        if QKeySequence(key) in [QKeySequence(other_key) for other_key in other.keys]
    ]
    # The arrows walk the cells; on the name of a group two of them fold it.
    allowed = {("move", "fold")}
    assert [found for found in shared if found[:2] not in allowed] == []


def test_no_key_of_a_part_takes_one_that_works_everywhere() -> None:
    everywhere = {key: one.deed for one in KEYMAP if one.where is Where.WINDOW for key in one.keys}
    taken = [(one.deed, everywhere[key]) for one in KEYMAP for key in one.keys if key in everywhere]
    assert [pair for pair in taken if pair[0] != pair[1]] == []


def test_deeds_are_named_once_and_every_key_is_one_qt_knows() -> None:
    names = [one.deed for one in KEYMAP]
    assert len(names) == len(set(names))
    for one in KEYMAP:
        for key in one.keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key
