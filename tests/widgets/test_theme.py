"""The sheet is filled from the tokens, and the window follows a change of theme or size."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.fonts import OWN_FACE, SYSTEM_FACES
from ui.theme import Look, Theme, fill, load_tokens


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


def test_an_icon_stands_apart_from_the_words_of_its_button(theme: Theme, qtbot: QtBot) -> None:
    worded, bare = QPushButton("打印"), QPushButton()
    for button in (worded, bare):
        qtbot.addWidget(button)
        theme.dress(button, "print", "ink")
    assert bare.iconSize().width() == bare.iconSize().height()
    assert worded.iconSize().width() == worded.iconSize().height() + theme.px(4)
    image = worded.icon().pixmap(worded.iconSize()).toImage()
    after = range(round(bare.iconSize().width() * image.devicePixelRatio()), image.width())
    assert all(image.pixelColor(x, y).alpha() == 0 for x in after for y in range(image.height()))


def test_chinese_is_shown_with_our_own_face_where_the_machine_has_none(theme: Theme) -> None:
    assert QFontInfo(theme.font()).family() in (*SYSTEM_FACES, OWN_FACE)
