"""The tokens keep their promises of contrast, and the sheet is filled from them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.fonts import OWN_FACE, SYSTEM_FACES
from ui.theme import Look, Theme, fill, load_tokens

THEMES = ("light", "dark", "contrast")
GROUNDS = ("chrome", "surface", "subtle", "hover", "sel")
TEXT_ON = {
    **dict.fromkeys(("ink", "ink2", "ink3"), GROUNDS),
    "on-red": ("red", "red-h", "red-p"),
    "red-t": ("chrome", "surface"),
    "over": ("surface", "subtle", "over-bg"),
    "warn": ("surface", "subtle", "warn-bg"),
    "ok": ("surface", "subtle", "ok-bg"),
    "info": ("surface", "chrome", "subtle", "info-bg"),
    "on-toast": ("toast",),
    "toast-link": ("toast",),
}
SHAPE_ON = {
    **dict.fromkeys(("g-ok", "g-warn", "g-todo", "info", "over"), ("surface", "subtle", "sel")),
    "ctl": ("surface", "subtle"),
    "focus": ("surface", "subtle", "chrome", "sel"),
    "red-t": ("sel", "surface", "chrome"),
    "glyph-on": ("over",),
}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme: str, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    tokens = load_tokens()[theme]
    return [
        f"{front} on {ground}: {ratio:.2f}"
        for front, grounds in pairs.items()
        for ground in grounds
        if (ratio := contrast(tokens[front], tokens[ground])) < least
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_its_ground(theme: str) -> None:
    assert too_weak(theme, TEXT_ON, 4.5) == []


@pytest.mark.parametrize("theme", THEMES)
def test_glyphs_borders_and_focus_rings_can_be_seen(theme: str) -> None:
    assert too_weak(theme, SHAPE_ON, 3.0) == []


def test_the_tokens_are_read_as_toml_would_read_them() -> None:
    text = (files("resources") / "qss" / "tokens.toml").read_text(encoding="utf-8")
    assert load_tokens() == tomllib.loads(text)


def test_the_themes_know_the_same_tokens() -> None:
    tokens = load_tokens()
    assert set(tokens["light"]) == set(tokens["dark"]) == set(tokens["contrast"])


def test_the_sheet_uses_only_known_tokens_and_leaves_none_unfilled(theme: Theme) -> None:
    source = (files("resources") / "qss" / "gzparty.qss.in").read_text(encoding="utf-8")
    assert set(re.findall(r"@([a-z0-9-]+)", source)) <= set(load_tokens()["light"])
    assert "@" not in theme.style_sheet()


def test_a_bigger_size_of_text_scales_everything_but_hairlines() -> None:
    sheet = fill("a { padding: 12px; border: 1px; outline: 2px; min-height: 30px }", {}, 1.3)
    assert sheet == "a { padding: 16px; border: 1px; outline: 2px; min-height: 39px }"


def test_a_row_grows_with_the_text_and_shrinks_in_compact_mode(theme: Theme) -> None:
    assert theme.row(36, 30) == 36
    theme.set_compact(True)
    assert theme.row(36, 30) == 30
    theme.set_scale(1.15)
    assert theme.row(36, 30) == round(30 * 1.15)


def test_changing_the_theme_repaints_buttons_with_icons(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.dress(button, "print", "ink")
    before = button.icon().pixmap(16, 16).toImage()
    theme.choose(Look.DARK)
    assert button.icon().pixmap(16, 16).toImage() != before
    assert QApplication.palette().window().color() == theme.colour("chrome")


def test_chinese_is_shown_with_our_own_face_where_the_machine_has_none(theme: Theme) -> None:
    assert QFontInfo(theme.font()).family() in (*SYSTEM_FACES, OWN_FACE)
