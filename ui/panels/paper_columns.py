"""Which columns a paper prints, and in which order: tick, and move up and down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gzparty.i18n import _
from gzparty.reports.content import Offer
from ui.paint import draw_ring, draw_text, fill, rect_of
from ui.print_work import ColumnWish
from ui.theme import Theme
from ui.widgets.check import BOX, paint_tick
from ui.widgets.controls import button, label
from ui.widgets.pressing import PressingDialog

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT = 440, 460


class TickDelegate(QStyledItemDelegate):
    """A box painted by the tokens and the column's title."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, rect_of(option)
        current = self._view.currentIndex() == index
        fill(painter, rect, theme.colour("sel" if current else "surface"))
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        paint_tick(painter, theme, rect.adjusted(theme.px(10), 0, 0, 0), checked=checked)
        words = rect.adjusted(theme.px(10 + BOX + 8), 0, -theme.px(8), 0)
        draw_text(painter, words, str(index.data()), theme.font(), theme.colour("ink"))
        if current and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))


class ColumnList(QListWidget):
    """The columns with a box to tick; Alt and an arrow move the current one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("columnList")
        self.setItemDelegate(TickDelegate(theme, self))
        self.setAccessibleName(_("栏目，打勾的才印"))
        self.setProperty("role", "ticks")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Move the current column up or down."""
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)

    def show_columns(self, columns: Sequence[tuple[Offer, bool]]) -> None:
        """Show columns in their order, ticked or not."""
        self.clear()
        for offer, shown in columns:
            item = QListWidgetItem(offer.title, self)
            item.setData(KEY, offer.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)

    def wish(self) -> ColumnWish:
        """Give the order and what is ticked."""
        items = [self.item(row) for row in range(self.count())]
        shown = [item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        return ColumnWish(tuple(item.data(KEY) for item in items), tuple(shown))


class ColumnsDialog(PressingDialog):
    """Asks for the columns of one paper."""

    def __init__(self, theme: Theme, paper: str, offered: Sequence[Offer], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("columnsDialog")
        self.setWindowTitle(_("{paper}的栏目").format(paper=paper))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offered = offered
        self._answer: Callable[[ColumnWish], None] | None = None
        self.list = ColumnList(theme)
        self._up = button(theme, "columnUp", _("上移"))
        self._down = button(theme, "columnDown", _("下移"))
        self._all = button(theme, "columnsOwn", _("恢复默认"), "quiet")
        self._go = button(theme, "columnsGo", _("就印这些"), "primary")
        self._go.setDefault(True)
        self._back = button(theme, "columnsBack", _("算了"))
        self._sentence = label("columnsProblem", role="problem")
        self._sentence.hide()
        self._lay_out(theme)
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._all.clicked.connect(self._restore)
        self._go.clicked.connect(self._answered)
        self._back.clicked.connect(self.reject)

    def ask(self, wish: ColumnWish, answer: Callable[[ColumnWish], None]) -> None:
        """Open beside the running program; `answer` gets the choice."""
        from gzparty.reports.options import arranged

        self.list.show_columns(arranged(self._offered, *wish))
        self._answer = answer
        self.open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(theme.px(8))
        for part in (self._up, self._down):
            beside.addWidget(part)
        beside.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(8))
        middle.addWidget(self.list, 1)
        middle.addLayout(beside)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("columnsTitle", self.windowTitle(), "h16"))
        layout.addLayout(middle, 1)
        layout.addWidget(label("columnsHint", _("打勾的才印；空格打勾，Alt+↑ Alt+↓ 换先后。"), "hint"))
        layout.addWidget(self._sentence)
        layout.addLayout(foot)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))

    def _move_up(self) -> None:
        self.list.move_current(-1)

    def _move_down(self) -> None:
        self.list.move_current(1)

    def _restore(self) -> None:
        self.list.show_columns([(offer, offer.usual) for offer in self._offered])

    def _answered(self) -> None:
        wish = self.list.wish()
        if not wish.shown:
            self._sentence.setText(_("一栏也没勾，印不出东西；至少勾一栏。"))
            self._sentence.show()
            return
        own = wish.order == tuple(offer.key for offer in self._offered) and wish.shown == tuple(
            offer.key for offer in self._offered if offer.usual
        )
        if self._answer:
            self._answer(ColumnWish() if own else wish)
        self.accept()
