"""Colours, sizes and the style sheet of the window in its three themes."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.fonts import FAMILIES, face, load_own_face_if_needed
from ui.glyphs import Glyph, paint_glyph
from ui.icons import Icons
from ui.resource import read_text

Tokens = Mapping[str, Mapping[str, str]]

AFTER_ICON = 4
"""So many px an icon in a button leaves empty before words, beyond the four that Qt does."""

_ROLES = {
    QPalette.ColorRole.Window: "chrome",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "subtle",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Link: "info",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Mid: "line2",
}


class Look(StrEnum):
    """What the user chose: a theme, or the system's own."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def load_tokens() -> Tokens:
    """Read the colour tokens: theme name, then token name, then #RRGGBB.

    The file is TOML of the plainest kind; compiling tomllib's patterns would cost each start five milliseconds.
    """
    tokens: dict[str, dict[str, str]] = {}
    theme: dict[str, str] = {}
    for line in read_text("qss/tokens.toml").splitlines():
        name, _sign, value = line.partition(" = ")
        if line.startswith("["):
            theme = tokens.setdefault(line.strip("[]"), {})
        elif value:
            theme[name] = value.strip('"')
    return tokens


class Theme(QObject):
    """Answers every question about look: a colour by token, a size by its px at 100 %, a font."""

    changed = Signal()
    """Colours or sizes are others now."""
    density_changed = Signal()
    """Rows became compact or wide again."""

    def __init__(self, look: Look = Look.SYSTEM, scale: float = 1.0, tokens: Tokens | None = None) -> None:
        """Prepare a look; `scale` is 1.0, 1.15 or 1.3 and multiplies every px above a hairline."""
        super().__init__()
        self.look = look
        self.scale = scale
        self.compact = False
        self.icons = Icons()
        self._tokens = tokens or load_tokens()
        self._name = ""
        self._ratio = 1.0
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._sheets: dict[tuple[str, float], str] = {}
        self._resolve()

    @property
    def name(self) -> str:
        """The theme in force: light, dark or contrast."""
        return self._name

    def colour(self, token: str) -> QColor:
        """Give the colour of a token in the theme in force; an unknown token raises KeyError."""
        return self._colours[token]

    def px(self, size: float) -> int:
        """Scale a size of the 100 % design; hairlines and rings of one or two stay."""
        return round(size) if size <= 2 else round(size * self.scale)

    def row(self, wide: int, narrow: int) -> int:
        """Give a row height: the first at normal density, the second in compact mode."""
        return self.px(narrow if self.compact else wide)

    def side(self, wide: int, narrow: int) -> int:
        """Give the width of a list beside a page; in compact mode it grows half as much as its letters.

        What stands in it ends in … by itself, the page beside it does not.
        """
        return round(narrow * (1 + self.scale) / 2) if self.compact else self.px(wide)

    def set_compact(self, compact: bool) -> None:
        """Make rows and heads lower, or give them their room back."""
        if compact != self.compact:
            self.compact = compact
            self.density_changed.emit()

    def font(self, size: int = 14, *, bold: bool = False) -> QFont:
        """Give the window's font at a design size."""
        key = (size, bold)
        if key not in self._fonts:
            self._fonts[key] = face(self.px(size), bold=bold)
        return self._fonts[key]

    def apply(self, application: QApplication) -> None:
        """Dress the whole application: face and palette, and follow the system from now on."""
        load_own_face_if_needed()
        application.setFont(self.font())
        application.setPalette(self.palette())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._ratio = application.devicePixelRatio()
        application.screenAdded.connect(self._follow_screens)
        application.screenRemoved.connect(self._follow_screens)

    def apply_sheet(self, window: QWidget) -> None:
        """Put the style sheet on a window without a parent, unless it is on already; what hangs below inherits it.

        On the windows rather than on the application: there it would style each widget, of pages too that are still
        being built, anew every time one of its ancestors is put into a layout (docs/decisions/0041). After a window
        was built rather than before, for the same reason.
        """
        if window.styleSheet() != self.style_sheet():
            window.setStyleSheet(self.style_sheet())

    def choose(self, look: Look) -> None:
        """Change the theme while the program runs."""
        self.look = look
        hints = QGuiApplication.styleHints()
        if look is Look.SYSTEM:
            hints.unsetColorScheme()
        else:
            scheme = Qt.ColorScheme.Light if look is Look.LIGHT else Qt.ColorScheme.Dark
            hints.setColorScheme(scheme)
        self._redress()

    def set_scale(self, scale: float) -> None:
        """Change the size of text and rows; windows built before must be built again."""
        self.scale = scale
        self._fonts.clear()
        QApplication.setFont(self.font())
        self._redress()

    def style_sheet(self) -> str:
        """Fill the style sheet with the colours and sizes in force."""
        dressed = (self._name, self.scale)
        if dressed not in self._sheets:
            source = read_text("qss/gzparty.qss.in")
            self._sheets[dressed] = fill(source, self._tokens[self._name], self.scale)
        return self._sheets[dressed]

    def palette(self) -> QPalette:
        """Give the palette for everything the style sheet does not reach."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("dis"))
        return palette

    def icon(self, name: str, token: str = "ink2", size: int = 16, after: int = 0) -> QIcon:
        """Build an icon in a token's colour, greyed where its control is disabled; sizes in design px."""
        ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        side, after = self.px(size), self.px(after)
        icon = QIcon(self.icons.pixmap(name, self.colour(token), side, ratio, after))
        disabled = self.icons.pixmap(name, self.colour("dis"), side, ratio, after)
        icon.addPixmap(disabled, QIcon.Mode.Disabled)
        return icon

    def glyph_pixmap(self, glyph: Glyph, size: int = 16) -> QPixmap:
        """Render a status glyph for a label; painted widgets call paint_glyph instead."""
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter

        ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        side = self.px(size)
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint_glyph(painter, glyph, QRectF(0, 0, side, side), self.colour)
        return pixmap

    def dress(self, button: QAbstractButton, icon: str, token: str = "ink2", size: int = 16) -> None:
        """Give a button its icon and keep it in the right colour when the theme changes."""
        button.setProperty("iconName", icon)
        button.setProperty("iconToken", token)
        button.setProperty("iconSide", size)
        after = AFTER_ICON if button.text() else 0
        button.setIconSize(QSize(self.px(size) + self.px(after), self.px(size)))
        button.setIcon(self.icon(icon, token, size, after))

    def show_glyph(self, label: QLabel, glyph: Glyph, size: int = 16) -> None:
        """Show a status glyph in a label, in the right colours when the theme changes too."""
        label.setProperty("glyphName", glyph.value)
        label.setProperty("iconSide", size)
        label.setPixmap(self.glyph_pixmap(glyph, size))

    def show_icon(self, label: QLabel, icon: str, token: str = "ink2", size: int = 16) -> None:
        """Show an icon in a label, in the right colour when the theme changes too."""
        label.setProperty("glyphName", "")
        label.setProperty("iconName", icon)
        label.setProperty("iconToken", token)
        label.setProperty("iconSide", size)
        ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        label.setPixmap(self.icons.pixmap(icon, self.colour(token), self.px(size), ratio))

    def _follow_system(self) -> None:
        if self.look is Look.SYSTEM:
            self._redress()

    def _follow_screens(self) -> None:
        """Draw the icons anew for a screen with finer pixels: one drawn for the others would be blurred on it."""
        ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        if ratio != self._ratio:
            self._ratio = ratio
            self._redress()

    def _redress(self) -> None:
        self._resolve()
        self._dress_windows()
        for widget in QApplication.allWidgets():
            self._dress_again(widget)
            # By the base class: item views take an index here.
            QWidget.update(widget)
        self.changed.emit()

    def _dress_again(self, widget: QWidget) -> None:
        side, name = widget.property("iconSide"), widget.property("iconName")
        if isinstance(widget, QAbstractButton) and name:
            self.dress(widget, name, widget.property("iconToken"), side)
        elif isinstance(widget, QLabel) and (glyph := widget.property("glyphName")):
            self.show_glyph(widget, Glyph(glyph), side)
        elif isinstance(widget, QLabel) and name:
            self.show_icon(widget, name, widget.property("iconToken"), side)

    def _dress_windows(self) -> None:
        QApplication.setPalette(self.palette())
        for window in QApplication.topLevelWidgets():
            if window.styleSheet():
                self.apply_sheet(window)

    def _resolve(self) -> None:
        self._name = system_look() if self.look is Look.SYSTEM else self.look.value
        self._colours = {token: QColor(value) for token, value in self._tokens[self._name].items()}


def fill(source: str, colours: Mapping[str, str], scale: float) -> str:
    """Replace @token by its colour, @faces by the font families, and scale every px above 2."""
    faces = ",".join(f'"{family}"' for family in FAMILIES)
    coloured = re.sub(r"@([a-z0-9-]+)", lambda m: faces if m[1] == "faces" else colours[m[1]], source)
    if scale == 1.0:
        return coloured

    def scaled(match: re.Match[str]) -> str:
        size = int(match[1])
        return f"{size if size <= 2 else round(size * scale)}px"

    return re.sub(r"\b(\d+)px", scaled, coloured)


def system_look() -> str:
    """Ask the system for its theme: contrast, dark or light."""
    if windows_contrast():
        return "contrast"
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def windows_contrast() -> bool:
    """Tell whether a Windows contrast theme is on; Qt 6.8 has no property for it."""
    if sys.platform != "win32":
        return False
    import ctypes

    class HighContrast(ctypes.Structure):
        _fields_ = [
            ("cbSize", ctypes.c_uint),
            ("dwFlags", ctypes.c_uint),
            ("lpszDefaultScheme", ctypes.c_wchar_p),
        ]

    state = HighContrast(ctypes.sizeof(HighContrast), 0, None)
    spi_get_high_contrast, flag_on = 0x42, 1
    asked = ctypes.windll.user32.SystemParametersInfoW(
        spi_get_high_contrast, state.cbSize, ctypes.byref(state), 0
    )
    return bool(asked and state.dwFlags & flag_on)
