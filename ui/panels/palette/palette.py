"""The palette over the window: a line, what it finds, the keys; Esc gives the focus back to where it was."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from gzparty.i18n import _
from gzparty.services.bundle import Services
from ui.desk import Desk
from ui.gate import Gate
from ui.paint import fill
from ui.panels.palette.commands import Command, Topic, Topics, all_commands
from ui.panels.palette.finding import ONLY_COMMANDS, Answer, Rows, look
from ui.panels.palette.lately import Lately
from ui.panels.palette.line import PaletteLine
from ui.panels.palette.rows import PaletteRows, Row, RowPainter
from ui.tables.viewport import own_viewport
from ui.widgets.controls import frame, label

if TYPE_CHECKING:
    from ui.main_window import MainWindow

WIDTH, TOP, BOTTOM, LINE, FOOT, ICON = 640, 68, 40, 52, 36, 16
SHADE = QColor(0, 0, 0, 48)
LANE, TOPICS_LANE = "palette", "palette.topics"


class Palette(QWidget):
    """Covers the window while it is open; a click beside its box closes it."""

    shown = Signal()
    """What was typed last has been answered."""

    def __init__(self, desk: Desk, gate: Gate, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._theme, self._gate, self._window = desk.theme, gate, window
        self._lately = Lately(desk.memory, gate.reader.store.office.uid())
        self._maker = Rows(desk.wishes, window.pages)
        self._topics = Topics()
        self._commands: Sequence[Command] = ()
        self._focus_before: QWidget | None = None
        self._answered: str | None = None
        self._wanted: bool | None = None
        self.line = PaletteLine("paletteLine", self)
        self.rows = PaletteRows(self)
        self.list = QListView()
        self._none = label("paletteNone", role="label")
        self._icon = QLabel()
        self._box = frame("paletteBox", "palette")
        self._second = label("paletteSecond", role="hint")
        self._lay_out()
        self._connect()
        self.hide()

    def open(self) -> None:
        """Show the palette with the focus in its line; what can be done now is gathered anew."""
        if self.isVisible():
            return
        self._focus_before = QApplication.focusWidget()
        self._commands = all_commands(self._window, self._topics)
        side = self._theme.px(ICON)
        self._icon.setPixmap(self._theme.icon("search", "ink2", ICON).pixmap(side, side))
        self._cover()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._look("")
        if not self._topics.papers:
            self._gate.behind.ask(TOPICS_LANE, _topics, self._take_topics)

    def leave(self) -> None:
        """Close and give the focus back."""
        before, self._focus_before = self._focus_before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def is_busy(self) -> bool:
        """Whether something is still being looked for."""
        return self._gate.behind.is_busy()

    def current(self) -> Row | None:
        """The row that Enter opens."""
        index = self.list.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed and found: the window may be hidden because it was locked."""
        super().hideEvent(event)
        self._answered = self._wanted = None
        self.line.clear()
        self.rows.show(())
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fill(painter, self.rect(), SHADE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size becomes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        theme = self._theme
        self.line.setPlaceholderText(_("查找人、村、问题或功能"))
        self.line.setAccessibleName(_("查找人、村、问题或功能"))
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(_("找到的"))
        own_viewport(self.list)
        self.list.setModel(self.rows)
        self._painter = RowPainter(theme, self.rows, self.list)
        self.list.setItemDelegate(self._painter)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._none.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._none.setWordWrap(True)
        self._box.setParent(self)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())

    def _head(self) -> QFrame:
        theme = self._theme
        head = frame("paletteHead", "paletteHead")
        head.setFixedHeight(theme.px(LINE))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._icon)
        row.addWidget(self.line, 1)
        row.addWidget(label("paletteHow", _("汉字、全拼、首字母都行"), "hint"))
        return head

    def _foot(self) -> QFrame:
        theme = self._theme
        foot = frame("paletteFoot", "paletteFoot")
        foot.setFixedHeight(theme.px(FOOT))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(14))
        for name, words in (("Move", _("↑↓ 选择")), ("Take", _("Enter 打开"))):
            row.addWidget(label(f"palette{name}", words, "hint"))
        row.addWidget(self._second)
        row.addWidget(label("paletteLeave", _("Esc 关闭"), "hint"))
        row.addStretch(1)
        row.addWidget(label("paletteOnly", _("只输入 > 看全部功能"), "hint"))
        return foot

    def _connect(self) -> None:
        self.line.textChanged.connect(self._look_anew)
        self.line.stepped.connect(self._step)
        self.line.taken.connect(self._take)
        self.line.left.connect(self.leave)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._say_current)
        self._window.installEventFilter(self)

    def _look_anew(self, text: str) -> None:
        self._wanted = None
        self._look(text)

    def _look(self, text: str) -> None:
        if not self.isVisible():
            return
        typed = _folded(text)
        if typed.startswith(ONLY_COMMANDS):
            self._show(self._maker.of_commands(typed.removeprefix(ONLY_COMMANDS), self._commands))
            return
        self._gate.behind.ask(LANE, partial(look, typed, self._lately.records()), self._answer)

    def _answer(self, answer: Answer) -> None:
        """Show what was found, unless something else stands in the line by now."""
        if not self.isVisible() or answer.typed != _folded(self.line.text()):
            return
        if answer.typed:
            rows = self._maker.of_text(answer, self._commands)
        else:
            rows = self._maker.at_first(answer, self._commands, self._lately.commands())
        self._show(rows)

    def _show(self, rows: Sequence[Row]) -> None:
        self.rows.show(rows)
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._none.setText(
            _("没有找到“{text}”。换几个字，或者输入 > 看全部功能。").format(text=self.line.text())
        )
        self._cover()
        choices = self.rows.choices()
        self._choose(choices[0] if choices else -1)
        self.list.scrollToTop()
        self._answered = _folded(self.line.text())
        self.shown.emit()
        if self._wanted is not None:
            self._take(self._wanted)

    def _cover(self) -> None:
        """Take the window's whole room; the box is as high as its rows, while there is room."""
        theme = self._theme
        self.setGeometry(self._window.rect())
        top = theme.px(TOP)
        width = min(theme.px(WIDTH), self.width() - 2 * theme.px(16))
        rows = [self.rows.row(place) for place in range(self.rows.rowCount())]
        inner = sum(self._painter.height(row) for row in rows) + theme.px(6)
        if not rows:
            inner = self._none.heightForWidth(width - 2) if self._none.isVisibleTo(self._box) else 0
        height = min(theme.px(LINE) + inner + theme.px(FOOT) + 2, self.height() - top - theme.px(BOTTOM))
        self._box.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def _step(self, steps: int) -> None:
        choices = self.rows.choices()
        if not choices:
            return
        here = self.list.currentIndex().row()
        place = choices.index(here) if here in choices else -1
        if abs(steps) == 1:
            self._choose(choices[(place + steps) % len(choices)])
        else:
            self._choose(choices[max(0, min(place + steps, len(choices) - 1))])

    def _choose(self, row: int) -> None:
        index = self.rows.index(row, 0) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        if row > 0 and self.rows.row(row - 1).run is None:
            self.list.scrollTo(self.rows.index(row - 1, 0))
        self._say_current()

    def _say_current(self, *_indexes: object) -> None:
        row = self.current()
        self.line.setAccessibleDescription(row.sentence if row is not None else "")
        second = row.second_words if row is not None else ""
        self._second.setText(_("Ctrl+Enter {what}").format(what=second) if second else "")
        self._second.setVisible(bool(second))

    def _clicked(self, index: QModelIndex) -> None:
        self._do(self.rows.row(index.row()), second=False)

    def _take(self, second: bool) -> None:
        """Open the row chosen; Enter typed ahead of the answer waits for it, the rows of before are not meant."""
        if self._answered != _folded(self.line.text()):
            self._wanted = second
            return
        self._wanted = None
        row = self.current()
        if row is not None:
            self._do(row, second=second)

    def _do(self, row: Row, *, second: bool) -> None:
        run = row.second if second else row.run
        if run is None:
            return
        if row.key is not None:
            self._lately.note(row.key)
        self.leave()
        run()

    def _take_topics(self, topics: Topics) -> None:
        self._topics = topics
        if self.isVisible():
            self._commands = all_commands(self._window, topics)
            self._look(self.line.text())


def _folded(text: str) -> str:
    return normalize("NFKC", text).strip()


def _topics(_services: Services) -> Topics:
    """The papers and chapters there are; what makes them is loaded in the thread that reads, not in the window's."""
    from gzparty import manual
    from gzparty.reports.catalogue import PAPERS

    return Topics(
        tuple(Topic(spec.name, spec.label) for spec in PAPERS),
        tuple(Topic(chapter.key, chapter.title) for chapter in manual.chapters()),
    )
