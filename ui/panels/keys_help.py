"""The list of keys, made from the same table the window works by; what the page in sight lacks is said so."""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gzparty.i18n import _
from ui.finding import fold
from ui.keymap import KEYMAP, PAGE_DEEDS, Binding, Where
from ui.keys import keys_of, shown
from ui.shell import PageWidget
from ui.theme import Theme
from ui.widgets.controls import button, label, set_tone
from ui.widgets.dialog_size import open_at
from ui.widgets.key_bar import KeyCap
from ui.widgets.pressing import PressingDialog
from ui.widgets.search_field import SearchField

COLUMNS = (
    (Where.WINDOW, Where.PAPER, Where.FILES, Where.MANUAL),
    (Where.GRID, Where.FORM, Where.ROLL, Where.TICKS, Where.APPRAISAL, Where.MISSING),
)


class Reach(NamedTuple):
    """What can be done where the list was asked for: the deeds by name, and the page."""

    deeds: frozenset[str]
    page: PageWidget

    def has(self, one: Binding) -> bool:
        """Whether a key does something on the page, as far as the page itself can tell."""
        if one.where is Where.WINDOW:
            return one.deed in self.deeds or not any(one.deed in deeds for deeds in PAGE_DEEDS.values())
        if one.where is Where.GRID:
            views = cast("list[QAbstractItemView]", self.page.findChildren(QAbstractItemView))
            return any(view.isVisible() for view in views)
        return True


class KeysHelp(PressingDialog):
    """Shows every key by where it works; a word or a key typed above leaves those that fit."""

    def __init__(self, theme: Theme, parent: QWidget, reach: Reach | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysHelp")
        self.setWindowTitle(_("快捷键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._reach = reach
        self._parts: list[KeysPart] = []
        self.search = SearchField(theme, "keysSearch")
        self.search.setAccessibleName(_("找快捷键"))
        self.search.setPlaceholderText(_("找快捷键，如 打印、F3"))
        self._none = label("keysNone", _("没有这样的快捷键"), "hint")
        self._none.hide()
        close = button(theme, "keysHelpClose", _("关上"))
        close.setDefault(True)
        foot = QHBoxLayout()
        note = _("灰字是这一页没有的") if reach is not None else ""
        foot.addWidget(label("keysNote", note, "hint"))
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self.search)
        layout.addWidget(self._none)
        layout.addWidget(self._scroll(), 1)
        layout.addLayout(foot)
        self.search.searched.connect(self._narrow)
        close.clicked.connect(self.close)
        open_at(self, theme, 900, 640)

    def _scroll(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("role", "panelBody")
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, self._theme.px(8), 0)
        columns.setSpacing(self._theme.px(36))
        for places in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(self._theme.px(12))
            for where in places:
                self._parts.append(KeysPart(self._theme, where, self._reach))
                column.addWidget(self._parts[-1])
            column.addStretch(1)
            columns.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setObjectName("keysScroll")
        scroll.setAccessibleName(_("快捷键"))
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _narrow(self, text: str) -> None:
        found = [part.narrow(text) for part in self._parts]
        self._none.setVisible(not any(found))


class KeysPart(QWidget):
    """The keys of one place under its heading."""

    def __init__(self, theme: Theme, where: Where, reach: Reach | None) -> None:
        super().__init__()
        self.setObjectName(f"keysPart_{where.name.lower()}")
        self._theme = theme
        self._rows: list[tuple[str, tuple[QWidget, QLabel]]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(f"keys_{where.name.lower()}", _(where.value), "h15"), 0, 0, 1, 2)
        for row, one in enumerate((one for one in KEYMAP if one.where is where), 1):
            caps, words = self._caps(one), label(f"words_{one.deed}", _(one.words))
            words.setWordWrap(True)
            words.setAccessibleName(_("{words}，{keys}").format(words=_(one.words), keys=keys_of(one.deed)))
            if reach is not None and not reach.has(one):
                set_tone(words, "ink3")
                words.setToolTip(_("这一页没有"))
            grid.addWidget(caps, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            keys = " ".join((*one.keys, *(shown(key) for key in one.keys)))
            self._rows.append((fold(f"{_(one.words)} {keys} {_(where.value)}"), (caps, words)))

    def narrow(self, text: str) -> bool:
        """Show the keys that have a text in them; tell whether any has."""
        plain, any_fits = fold(text), False
        for searched, widgets in self._rows:
            fits = plain in searched
            any_fits = any_fits or fits
            for widget in widgets:
                widget.setVisible(fits)
        self.setVisible(any_fits)
        return any_fits

    def _caps(self, one: Binding) -> QWidget:
        holder = QWidget()
        caps = QHBoxLayout(holder)
        caps.setContentsMargins(0, 0, 0, 0)
        caps.setSpacing(self._theme.px(4))
        many = len(one.keys) > 4
        for key in one.keys[:1] if many else one.keys:
            caps.addWidget(KeyCap(self._theme, shown(key)))
        if many:
            caps.addWidget(label(f"to_{one.deed}", "…", "hint"))
            caps.addWidget(KeyCap(self._theme, shown(one.keys[-1])))
        return holder
