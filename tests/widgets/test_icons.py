"""Every icon is a drawing of this program in one manner, takes the colour it is given, and is crisp on every screen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.application import MARK, MARK_SIDES, window_icon
from ui.glyphs import Glyph
from ui.icons import Icons
from ui.theme import Look, Theme

ROOT = Path(__file__).parents[2]
DRAWINGS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "resources/icons").glob("*.svg")}
ICONS = sorted(set(DRAWINGS) - {MARK})
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">'
)
SHAPES = {"svg", "path", "rect", "circle", "ellipse"}
PLACE_OF_ICON = {
    "icon_button": 2,
    "StartChoice": 2,
    "Banner": 2,
    "show_icon": 1,
    "dress": 1,
    "paint": 2,
    "pixmap": 0,
    "icon": 0,
    "add_deed": 3,
}
"""The argument that names an icon, by what is called with it."""


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_manner_of_all_icons(name: str) -> None:
    drawing = DRAWINGS[name]
    assert drawing.startswith(HEAD)
    assert set(re.findall(r"<(\w+)", drawing)) <= SHAPES
    assert re.findall(r"#[0-9A-Fa-f]{3,8}|rgb|url|href|data:|style=", drawing) == []
    assert re.findall(r'(?:fill|stroke)="([^"]+)"', drawing) == ["none", "currentColor"]


def test_no_two_icons_are_the_same_drawing() -> None:
    assert len(set(DRAWINGS.values())) == len(DRAWINGS)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_has_only_the_colour_it_is_given(name: str) -> None:
    image = Icons().pixmap(name, QColor("#9B2226"), 24, 2.0).toImage()
    seen = {pixel.name() for pixel in pixels(image) if pixel.alpha() == 255}
    assert seen == {"#9b2226"}
    assert any(pixel.alpha() == 0 for pixel in pixels(image))


def test_every_icon_named_exists_and_every_icon_there_is_is_named() -> None:
    named = set().union(*(icons_of(path) for path in (ROOT / "ui").rglob("*.py")))
    assert named - set(DRAWINGS) == set()
    assert set(ICONS) - named == set()


def test_icons_and_glyphs_take_the_colours_of_another_theme_at_once(theme: Theme, qtbot: QtBot) -> None:
    button, icon, glyph = QPushButton(), QLabel(), QLabel()
    for widget in (button, icon, glyph):
        qtbot.addWidget(widget)
    theme.dress(button, "print", "ink")
    theme.show_icon(icon, "warning", "warn", 18)
    theme.show_glyph(glyph, Glyph.SOON)
    for look in (Look.DARK, Look.CONTRAST, Look.LIGHT):
        theme.choose(look)
        assert button.icon().pixmap(16, 16).toImage() == theme.icon("print", "ink").pixmap(16, 16).toImage()
        assert (
            icon.pixmap().toImage() == theme.icons.pixmap("warning", theme.colour("warn"), 18, 1.0).toImage()
        )
        assert glyph.pixmap().toImage() == theme.glyph_pixmap(Glyph.SOON).toImage()


def test_a_label_that_showed_an_icon_shows_the_glyph_it_was_given_after_it(
    theme: Theme, qtbot: QtBot
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    theme.show_icon(label, "warning")
    theme.show_glyph(label, Glyph.DONE)
    theme.choose(Look.DARK)
    assert label.pixmap().toImage() == theme.glyph_pixmap(Glyph.DONE).toImage()
    theme.show_icon(label, "warning")
    theme.choose(Look.LIGHT)
    assert label.pixmap().toImage() == theme.icons.pixmap("warning", theme.colour("ink2"), 16, 1.0).toImage()


@pytest.mark.parametrize("ratio", ["1", "1.25", "1.5", "2"])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(ratio: str) -> None:
    script = (
        "from ui.application import make_qt; from ui.theme import Theme; from PySide6.QtCore import QSize\n"
        "qt = make_qt(['gzparty']); theme = Theme(); ratio = qt.devicePixelRatio()\n"
        "shown = theme.icon('print', 'ink').pixmap(QSize(16, 16), ratio)\n"
        "drawn = theme.icons.pixmap('print', theme.colour('ink'), 16, ratio)\n"
        "print(ratio, shown.width(), shown.toImage() == drawn.toImage())"
    )
    environment = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio, "PATH": ""}
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [str(float(ratio)), str(round(16 * float(ratio))), "True"]


def test_the_mark_of_the_program_is_there_in_every_size_a_desktop_asks_for(theme: Theme) -> None:
    icon = window_icon()
    assert {size.width() for size in icon.availableSizes()} == set(MARK_SIDES)
    corner, middle = (icon.pixmap(QSize(64, 64)).toImage().pixelColor(*place) for place in ((0, 0), (32, 20)))
    assert corner.alpha() < 128
    assert middle.name().upper() == "#FFFFFF"


def pixels(image: QImage) -> list[QColor]:
    return [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]


def icons_of(path: Path) -> set[str]:
    """The icons a module names: in the arguments that are icons, in tables of icons and of buttons, as keys of pages."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found |= called_with(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and is_table_of_icons(node):
            found |= set().union(*map(constants, node.value.values))
        elif isinstance(node, ast.Assign) and "ICON" in ast.unparse(node.targets[0]):
            found |= constants(node.value)
        elif isinstance(node, ast.Tuple) and len(node.elts) > 3:
            # (object name, words, icon, …): the table of a page's buttons; anything else is no icon's name.
            found |= constants(node.elts[2]) & set(DRAWINGS)
    return found


def is_table_of_icons(assigned: ast.Assign) -> bool:
    return any(isinstance(one, ast.Name) and one.id.endswith("ICONS") for one in assigned.targets)


def called_with(call: ast.Call) -> set[str]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    found = set().union(*(constants(one.value) for one in call.keywords if one.arg == "icon"), set())
    place = PLACE_OF_ICON.get(called)
    if place is not None and len(call.args) > place:
        found |= constants(call.args[place])
    if called == "page" and len(call.args) > 3:
        found |= constants(call.args[0])
    if called == "_tool":
        found |= constants(call.args[0])
    return found


def constants(node: ast.expr) -> set[str]:
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
    }
