"""The bar of Ctrl+F below a page: what is typed is found in the table in sight, F3 goes on to the next place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from gzparty.i18n import _
from ui import finding
from ui.keys import does, tip
from ui.shell import PageWidget
from ui.theme import Theme
from ui.widgets.controls import icon_button, label, set_tone
from ui.widgets.search_field import SearchField


class FindBar(QFrame):
    """Jumps to what fits and hides nothing; a page with a search box of its own does without it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self.setProperty("role", "foot")
        self.setAccessibleName(_("在本页找"))
        self._page: PageWidget | None = None
        self._view: QAbstractItemView | None = None
        self.search = FindField(theme)
        self._said = label("findSaid", role="label")
        self._before = icon_button(theme, "findBefore", "left", tip(_("上一处"), "find_previous"))
        self._after = icon_button(theme, "findAfter", "right", tip(_("下一处"), "find_next"))
        close = icon_button(theme, "findClose", "close", tip(_("收起"), "leave"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        self.search.setFixedWidth(theme.px(260))
        for part in (self.search, self._before, self._after, self._said):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(close)
        self.search.searched.connect(self._begin)
        self.search.stepped.connect(self.step)
        self.search.left.connect(self.leave)
        self._before.clicked.connect(self._step_back)
        self._after.clicked.connect(self._step_on)
        close.clicked.connect(self.leave)
        self.hide()

    def open_on(self, page: PageWidget, focus: QWidget | None) -> None:
        """Find in the table of a page that has the focus, or in its main one."""
        self._look_at(page, focus)
        self.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self._say()

    def step_on(self, page: PageWidget, focus: QWidget | None, step: int) -> None:
        """Go to the next place of what was typed last; begin where nothing was."""
        if not self.search.text():
            self.open_on(page, focus)
            return
        if page is not self._page or self._shown_view() is None:
            self._look_at(page, focus)
        self.step(step)

    def step(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1)."""
        view = self._shown_view()
        spot = finding.next_spot(view, self._found(), step) if view is not None else None
        if view is not None and spot is not None:
            finding.go_to(view, spot)
        self._say()

    def leave(self) -> None:
        """Put the bar away and go back to the place found."""
        self.hide()
        view = self._shown_view()
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_to(self, page: PageWidget) -> None:
        """Another page is in sight: what is found is found there."""
        if page is not self._page:
            self._page = self._view = None
            self.hide()

    def _look_at(self, page: PageWidget, focus: QWidget | None) -> None:
        inside = focus is not None and self.isAncestorOf(focus)
        if page is not self._page or not inside:
            self._page, self._view = page, finding.view_of(page, focus)

    def _shown_view(self) -> QAbstractItemView | None:
        view = self._view
        return view if view is not None and isValid(view) and view.isVisible() else None

    def _found(self) -> list[finding.Spot]:
        view = self._shown_view()
        return finding.spots(view, self.search.text()) if view is not None else []

    def _begin(self, _text: str) -> None:
        """While typing stay at the place where one is, as long as it fits."""
        view, found = self._shown_view(), self._found()
        if view is not None and found:
            here = view.currentIndex()
            if (here.row(), here.column()) not in found:
                spot = finding.next_spot(view, found, 1)
                assert spot is not None
                finding.go_to(view, spot)
        self._say()

    def _step_back(self) -> None:
        self.step(-1)

    def _step_on(self) -> None:
        self.step(1)

    def _say(self) -> None:
        view, found = self._shown_view(), self._found()
        set_tone(self._said, "ink3")
        if view is None:
            self._said.setText(_("这一页没有表可找"))
        elif not self.search.text().strip():
            self._said.setText(_("在表格里找，Enter 或 F3 到下一处"))
        elif not found:
            self._said.setText(_("没有找到"))
            set_tone(self._said, "warn")
        else:
            here = (view.currentIndex().row(), view.currentIndex().column())
            place = found.index(here) + 1 if here in found else 0
            words = _("第 {place} 处，共 {n} 处") if place else _("共 {n} 处")
            self._said.setText(words.format(place=place, n=len(found)))


class FindField(SearchField):
    """Enter goes on, Shift+Enter back, Esc leaves: what was typed waits for F3."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "findText")
        self.setAccessibleName(_("找什么"))
        self.setPlaceholderText(_("姓名、村名、任何字"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if does(event, "row_down"):
            self.stepped.emit(1)
        elif does(event, "row_up"):
            self.stepped.emit(-1)
        elif does(event, "leave"):
            self.left.emit()
        else:
            super().keyPressEvent(event)
