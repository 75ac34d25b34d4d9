"""The window that asks for the password: before an office opens, and while it is locked."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from ui.panels.password.entry import PasswordEntry
from ui.theme import Theme
from ui.widgets.controls import button, frame, label, rule
from ui.widgets.dialog_size import SMALLEST_WINDOW
from ui.widgets.pressing import TROUBLE, PressingWindow

BLOCK = 420
SMALLEST = QSize(760, 600)
FORGOTTEN = (
    N_("密码找不回来，程序里没有后门，程序的作者也打不开。"),
    N_("翻一翻当时写下来的纸条、保险柜。密码分大小写，中文输入法要关掉。"),
    N_("设密码以前存到 U 盘、别的电脑上的备份没有密码，用这个程序照样打开。"),
    N_("都没有，只能新建一份台账从头记起。原来的文件留着，哪天想起密码还能打开。"),
)


class UnlockWords(NamedTuple):
    """What the window says: its title, the headline, a line below it, a line in small, the verb, and the way out."""

    title: str
    head: str
    text: str
    where: str
    way_out: str


class UnlockWindow(PressingWindow):
    """One small block in the middle; `left` when the clerk goes another way, `shut` when the window is closed."""

    left = Signal()
    shut = Signal()

    def __init__(self, theme: Theme, words: UnlockWords, entry: PasswordEntry) -> None:
        super().__init__(theme)
        self.setObjectName("unlockWindow")
        self.setWindowTitle(words.title)
        self._theme = theme
        self.entry = entry
        self._forgotten = button(theme, "unlockForgotten", _("忘了密码？"), "link")
        self._way_out = button(theme, "unlockLeave", words.way_out, "link")
        self._help = self._explanation()
        wanted = QSize(theme.px(SMALLEST.width()), theme.px(SMALLEST.height()))
        # Larger text does not make the screen larger.
        self.setMinimumSize(wanted.boundedTo(SMALLEST_WINDOW))
        self._lay_out(words)
        self._forgotten.clicked.connect(self._toggle_help)
        self._way_out.clicked.connect(self.left)

    def chapter(self) -> str:
        """What to do about a password that is forgotten stands there."""
        return TROUBLE

    def say(self, words: str) -> None:
        """Say why it did not open, beside the field."""
        self.entry.say(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where one types."""
        super().showEvent(event)
        self.entry.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.shut.emit()

    def _lay_out(self, words: UnlockWords) -> None:
        theme = self._theme
        lock = label("unlockLock")
        theme.show_icon(lock, "lock", "ink2", 20)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(lock)
        head.addWidget(label("unlockHead", words.head, "h18"), 1)
        text = label("unlockText", words.text, tone="ink2")
        where = label("unlockWhere", words.where, "hint")
        for one in (text, where):
            one.setWordWrap(True)
            one.setVisible(bool(one.text()))
        foot = QHBoxLayout()
        foot.addWidget(self._forgotten)
        foot.addStretch(1)
        foot.addWidget(self._way_out)
        block = frame("unlockBlock", "plain")
        block.setFixedWidth(theme.px(BLOCK))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(label("unlockMark", _("官庄党建工作台"), "wordmark"))
        column.addSpacing(theme.px(18))
        column.addLayout(head)
        column.addWidget(text)
        column.addWidget(where)
        column.addSpacing(theme.px(4))
        column.addWidget(self.entry)
        column.addLayout(foot)
        column.addWidget(self._help)
        whole = QWidget()
        whole.setProperty("role", "page")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(block)
        across.addStretch(1)
        around = QVBoxLayout(whole)
        around.addStretch(2)
        around.addLayout(across)
        around.addStretch(3)
        self.setCentralWidget(whole)

    def _explanation(self) -> QWidget:
        theme = self._theme
        part = QWidget()
        part.setObjectName("unlockHelp")
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(rule())
        for number, words in enumerate(FORGOTTEN, 1):
            line = label(f"unlockHelp{number}", _(words), "strong" if number == 1 else "label")
            line.setWordWrap(True)
            column.addWidget(line)
        part.hide()
        return part

    def _toggle_help(self) -> None:
        self._help.setVisible(not self._help.isVisible())
