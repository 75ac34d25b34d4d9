"""The list of keys, made from the same table the window works by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.keymap import KEYMAP, Binding, Where
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.dialog_size import open_at
from ui.widgets.key_bar import KeyCap


class KeysHelp(QDialog):
    """Shows every key by where it works."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keysHelp")
        self.setWindowTitle(_("快捷键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        close = button(theme, "keysHelpClose", _("关上"))
        close.setDefault(True)
        body = QWidget()
        body.setProperty("role", "panelBody")
        columns = QHBoxLayout(body)
        columns.setSpacing(theme.px(36))
        columns.addLayout(self._part((Where.WINDOW, Where.TICKS)))
        columns.addLayout(self._part((Where.GRID, Where.ROLL, Where.FORM, Where.PAPER)))
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        close.clicked.connect(self.close)
        open_at(self, theme, 860, 640)

    def _part(self, places: tuple[Where, ...]) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(self._theme.px(8))
        for where in places:
            bindings = [one for one in KEYMAP if one.where is where]
            if bindings:
                part.addWidget(label(f"keys_{where.name.lower()}", _(where.value), "h15"))
                part.addLayout(self._rows(bindings))
        part.addStretch(1)
        return part

    def _rows(self, bindings: list[Binding]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(4))
        for row, one in enumerate(bindings):
            caps = QHBoxLayout()
            caps.setSpacing(self._theme.px(4))
            for key in one.keys[:1] if len(one.keys) > 4 else one.keys:
                caps.addWidget(
                    KeyCap(self._theme, QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
                )
            if len(one.keys) > 4:
                caps.addWidget(label(f"to_{one.deed}", "…", "hint"))
                caps.addWidget(KeyCap(self._theme, one.keys[-1]))
            caps.addStretch(1)
            grid.addLayout(caps, row, 0)
            grid.addWidget(label(f"words_{one.deed}", _(one.words)), row, 1)
        grid.setColumnStretch(1, 1)
        return grid
