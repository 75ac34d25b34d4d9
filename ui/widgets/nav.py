"""The navigation on the left: the wordmark, pages in groups, how many overdue things wait in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.paint import CENTRE, draw_text, fill, fill_rounded
from ui.shell import HEADINGS, Group, Page
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run

WIDTH = 176
ICON = 18
LOWEST = 30


class NavItem(PaintedButton):
    """One page; the current one is white with a red bar."""

    HEIGHT = 36

    def __init__(self, theme: Theme, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"nav_{page.key}", parent)
        self.page = page
        self.badge = 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.toggled.connect(self._show)
        self._show()

    def set_badge(self, overdue: int) -> None:
        """Show how many things of this page are overdue; nothing at 0."""
        self.badge = overdue
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(WIDTH - 16), self.theme.px(self.HEIGHT))

    def minimumSizeHint(self) -> QSize:
        # With large letters in the smallest window ten pages still stand below the name of the office.
        return QSize(self.theme.px(WIDTH - 16), self.theme.px(LOWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        theme = self.theme
        if self.isChecked():
            fill_rounded(painter, rect, 4, theme.colour("surface"), theme.colour("line"))
            inset = theme.px(8)
            fill(painter, QRect(0, inset, theme.px(3), rect.height() - 2 * inset), theme.colour("red-t"))
        elif self.underMouse():
            fill_rounded(painter, rect, 4, theme.colour("hover" if not self.isDown() else "press"), None)

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        theme, side = self.theme, self.theme.px(ICON)
        box = QRectF(room.left(), (self.height() - side) / 2, side, side)
        token = "red-t" if self.isChecked() else "ink3"
        theme.icons.paint(painter, box, self.page.icon, theme.colour(token))
        super().paint_line(painter, room.adjusted(side + theme.px(10), 0, 0, 0))
        if self.badge:
            self._paint_badge(painter, room)

    def _paint_badge(self, painter: QPainter, room: QRect) -> None:
        theme, text = self.theme, str(self.badge)
        font = theme.font(12, bold=True)
        width = max(theme.px(20), QFontMetrics(font).horizontalAdvance(text) + theme.px(10))
        height = theme.px(18)
        pill = QRect(room.right() - width + 1, (self.height() - height) // 2, width, height)
        fill_rounded(painter, pill, height / 2, theme.colour("over-bg"), None)
        draw_text(painter, pill, text, font, theme.colour("over"), CENTRE)

    def _show(self) -> None:
        chosen, title = self.isChecked(), _(self.page.title)
        spoken = _("{title}，逾期 {n} 件").format(title=title, n=self.badge) if self.badge else title
        token = "ink" if chosen else "ink2"
        self.show_runs([Run(title, size=14, bold=chosen, token=token)], spoken)


class Nav(QFrame):
    """All pages that exist; choosing one emits its key."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, brand: str, office: str, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setAccessibleName(_("页面"))
        self._theme = theme
        self._items: dict[str, NavItem] = {}
        self._group = QButtonGroup(self)
        self.setFixedWidth(theme.px(WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8))
        self._column.setSpacing(2)
        self._add_brand(brand, office)
        for group in (Group.TOP, Group.WORK, Group.RECORDS):
            self._add_group(group, pages)
        self._column.addStretch(1)
        self._add_group(Group.BOTTOM, pages)
        self._group.buttonClicked.connect(self._announce)

    def show_current(self, key: str) -> None:
        """Mark a page as the current one; a page under one that is not listed marks nothing."""
        if key in self._items:
            self._items[key].setChecked(True)

    def show_office(self, office: str) -> None:
        """Say whose records these are."""
        self._office.setText(office)

    def set_badge(self, key: str, overdue: int) -> None:
        """Show how many things of a page are overdue."""
        self._items[key].set_badge(overdue)

    def current_item(self) -> QWidget | None:
        """Give the item that takes the focus on F6."""
        return self._group.checkedButton()

    def _add_brand(self, brand: str, office: str) -> None:
        box = QWidget()
        box.setFixedHeight(self._theme.px(52))
        column = QVBoxLayout(box)
        column.setContentsMargins(self._theme.px(10), 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        wordmark = label("brand", brand, "brand")
        font = wordmark.font()
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        wordmark.setFont(font)
        column.addWidget(wordmark)
        self._office = label("office", office, "hint")
        column.addWidget(self._office)
        column.addStretch(1)
        self._column.addWidget(box)
        self._column.addSpacing(2)

    def _add_group(self, group: Group, pages: Sequence[Page]) -> None:
        members = [page for page in pages if page.group is group]
        if members and group in HEADINGS:
            heading = label(f"navGroup_{group}", _(HEADINGS[group]), "hint")
            heading.setContentsMargins(self._theme.px(10), self._theme.px(10), 0, self._theme.px(2))
            self._column.addWidget(heading)
        for page in members:
            item = NavItem(self._theme, page)
            self._items[page.key] = item
            self._group.addButton(item)
            self._column.addWidget(item)

    def _announce(self, item: NavItem) -> None:
        self.chosen.emit(item.page.key)
