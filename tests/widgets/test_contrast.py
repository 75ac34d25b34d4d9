"""Whatever stands on whatever can be read: contrast computed from the tokens, for every pair the window really uses.

Any text may stand on any ground, so that no list of pairs has to be kept true. What may stand only on a ground of its
own is declared here, and looked for in the style sheet and in whatever paints.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.widgets.contrast import contrast
from ui.theme import load_tokens

THEMES = ("light", "dark", "contrast")
GROUNDS = (
    *("chrome", "surface", "subtle", "hover", "sel", "press", "track"),
    *("over-bg", "warn-bg", "ok-bg", "info-bg"),
)
"""What anything may stand on: the plain grounds, their states under mouse and choice, and those of messages."""
TEXT = ("ink", "ink2", "ink3", "over", "warn", "ok", "info", "red-t")
SHAPES = ("g-ok", "g-warn", "g-todo", "ctl", "focus")
"""Glyphs, bars, borders of fields and boxes, the ring of the focus."""
TEXT_OF_ITS_OWN = {
    "on-red": ("red", "red-h", "red-p"),
    "on-toast": ("toast",),
    "toast-link": ("toast",),
    "ink2": ("paper-bg",),
    "ink": ("paper-bg",),
}
SHAPES_OF_THEIR_OWN = {
    "glyph-on": ("over",),  # the mark in the square of what is overdue
    "surface": ("g-ok", "info"),  # a tick in its box and disc, the lines on a sheet
    "over-bg": ("over",),  # the square on the ground of an error
    "focus": ("paper-bg",),
}
UNREAD = ("dis",)
"""Text of what cannot be used now; its reason stands beside it in a colour that can be read."""
LINES = ("line", "line2", "over-edge", "warn-edge", "info-edge")
"""Lines that part what is told apart without them."""
STANDS_ON = {
    'QLabel[role="toast"]': "toast",
    'QLabel[role="toastHint"]': "toast",
    'QPushButton[kind="toastLink"]': "toast",
    'QFrame[role="toast"] QToolButton': "toast",
}
"""What has no ground of its own and stands on one that is not for everything."""
PAINTED_ON = {
    "on-red": {
        "ui/widgets/controls.py": "red",
        "ui/widgets/step_disc.py": "red",
        "ui/panels/paper_panel.py": "red",
        "ui/panels/selection/head.py": "red",
    },
    "red": {"ui/widgets/step_disc.py": "the ground of the number of a step under way"},
    "on-toast": {"ui/widgets/undo_bar.py": "toast"},
    "glyph-on": {"ui/glyphs.py": "over"},
    "paper-bg": {"ui/widgets/page_view.py": "behind pages"},
    "dis": {
        "ui/theme.py": "disabled",
        "ui/widgets/check.py": "disabled",
        "ui/widgets/day_picker.py": "disabled",
    },
}
"""Where a colour that is not for everything is named outside the style sheet, and what it stands on there."""


ALONE = {'QLineEdit[kind="palette"]'}
"""Has the keys whenever it is in sight, with a head of its own around it: a ring would tell nothing."""
FIELDS = ("QLineEdit", "QPlainTextEdit", "QSpinBox", "QComboBox")


class Rule(NamedTuple):
    """One selector of the sheet with what it sets."""

    kind: str
    conditions: frozenset[str]
    place: int
    sets: dict[str, str]
    words: str


@cache
def rules() -> tuple[Rule, ...]:
    source = (files("resources") / "qss" / "gzparty.qss.in").read_text(encoding="utf-8")
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.S)
    found = []
    for place, (selectors, body) in enumerate(re.findall(r"([^{}]+)\{([^{}]*)\}", source)):
        sets = dict(re.findall(r"([a-z-]+):\s*([^;]+);", body))
        for words in map(str.strip, selectors.split(",")):
            conditions = frozenset(re.findall(r"\[[^\]]+\]|(?<!:):(?!:)[a-z-]+|#\w+", words))
            kind = re.sub(r"\[[^\]]+\]|(?<!:):(?!:)[a-z-]+|#\w+", "", words)
            found.append(Rule(kind, conditions, place, sets, words))
    return tuple(found)


def resolved(rule: Rule, *names: str) -> str:
    """The token a property, by any of its names, has where a selector matches; empty for none."""
    applying = [
        one
        for one in rules()
        if one.kind == rule.kind and one.conditions <= rule.conditions and one.sets.keys() & set(names)
    ]
    if not applying:
        return ""
    best = max(applying, key=lambda one: (len(one.conditions), one.place))
    named = [best.sets[name] for name in names if name in best.sets]
    token = re.search(r"@([a-z0-9-]+)", named[-1])
    return token[1] if token else ""


def stood_on(rule: Rule) -> str:
    if own := resolved(rule, "background"):
        return own
    within = [one for one in STANDS_ON if rule.words.startswith(one)]
    return STANDS_ON[max(within, key=len)] if within else ""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", TEXT)
def test_any_text_can_be_read_on_any_ground(text: str, theme: str) -> None:
    assert too_weak(theme, {text: GROUNDS}, 4.5) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shape", [*SHAPES, *TEXT])
def test_any_glyph_border_and_ring_can_be_seen_on_any_ground(shape: str, theme: str) -> None:
    assert too_weak(theme, {shape: GROUNDS}, 3.0) == []


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_a_ground_of_its_own_can_be_read_on_it(theme: str) -> None:
    assert too_weak(theme, TEXT_OF_ITS_OWN, 4.5) == []
    assert too_weak(theme, SHAPES_OF_THEIR_OWN, 3.0) == []


def test_every_text_of_the_sheet_stands_on_a_ground_it_is_computed_for() -> None:
    for rule in rules():
        ink, ground = resolved(rule, "color"), stood_on(rule)
        if ink in UNREAD:
            assert ":disabled" in rule.conditions, f"{rule.words}: {ink} is for what cannot be used"
        elif ink and ground in (*GROUNDS, ""):
            assert ink in TEXT, f"{rule.words}: {ink} on {ground or 'any ground'}"
        elif ink:
            assert ground in TEXT_OF_ITS_OWN.get(ink, ()), f"{rule.words}: {ink} on {ground}"


def test_every_text_is_known_to_the_sheet_by_a_token_of_text() -> None:
    allowed = {*TEXT, *TEXT_OF_ITS_OWN, *UNREAD}
    assert {found for rule in rules() if (found := resolved(rule, "color"))} <= allowed


def test_the_selection_in_a_field_and_in_a_list_can_be_read() -> None:
    for theme in THEMES:
        tokens = load_tokens()[theme]
        for rule in rules():
            ground = resolved(rule, "selection-background-color")
            ink = resolved(rule, "selection-color")
            if ground and ink:
                assert contrast(tokens[ink], tokens[ground]) >= 4.5, f"{rule.words} in {theme}"


def test_the_border_of_a_field_can_be_seen_wherever_something_can_be_typed() -> None:
    for rule in rules():
        border = resolved(rule, "border", "border-color")
        if rule.kind in FIELDS and border and not rule.conditions & {":disabled", ":read-only"}:
            assert border in {*SHAPES, "over"}, f"{rule.words}: {border}"


@pytest.mark.parametrize("state", ["", ":hover", ":pressed", ":checked", ":read-only"])
def test_the_ring_of_the_focus_stays_in_every_other_state(state: str) -> None:
    for rule in rules():
        if (
            rule.kind in (*FIELDS, "QPushButton", "QToolButton", "QFrame QToolButton")
            and ":disabled" not in rule.conditions
            and rule.words.split(":")[0].strip() not in ALONE
        ):
            focused = rule._replace(conditions=rule.conditions | {state, ":focus"} - {""})
            ring = "toast-link" if stood_on(rule) == "toast" else "focus"
            assert resolved(focused, "border", "border-color") == ring, f"{rule.words} {state}"


def test_a_colour_with_a_ground_of_its_own_is_painted_only_where_that_ground_is() -> None:
    for token, places in PAINTED_ON.items():
        assert named_in(token) == set(places), token
    for token in set(load_tokens()["light"]) - {*GROUNDS, *TEXT, *SHAPES, *LINES, *PAINTED_ON}:
        assert named_in(token) <= {"ui/widgets/undo_bar.py"}, token


def too_weak(theme: str, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    tokens = load_tokens()[theme]
    return [
        f"{front} on {ground}: {ratio:.2f}"
        for front, grounds in pairs.items()
        for ground in grounds
        if (ratio := contrast(tokens[front], tokens[ground])) < least
    ]


@cache
def words_of_modules() -> dict[str, frozenset[str]]:
    """The strings a module of the window names, by its path."""
    root = Path(__file__).parents[2]
    found = {}
    for path in sorted((root / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        found[path.relative_to(root).as_posix()] = frozenset(one for one in strings if isinstance(one, str))
    return found


def named_in(token: str) -> set[str]:
    return {path for path, words in words_of_modules().items() if token in words}
