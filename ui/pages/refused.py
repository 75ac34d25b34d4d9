"""The window of an office file that does not open: what happened, what is safe, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gzparty.i18n import N_, _
from gzparty.labels import copies
from gzparty.labels.opening import Case, Way, way_words
from gzparty.services.rescuing import GoodCopy
from ui.glyphs import Glyph
from ui.keys import bind, keys_of
from ui.pages.start import StartChoice
from ui.theme import Theme
from ui.widgets.busy_line import BAR_AFTER_MS, BusyLine
from ui.widgets.controls import button, frame, label
from ui.widgets.error_bar import ErrorBar
from ui.widgets.pressing import TROUBLE, PressingWindow

WIDTH = 720
ICONS = {
    Way.RETRY: "redo",
    Way.LOOK: "eye",
    Way.MOVE: "copy",
    Way.OPEN: "open",
    Way.NEW: "plus",
    Way.START: "home",
}
DEEDS = {Way.RETRY: "recount", Way.OPEN: "open", Way.NEW: "new"}
"""The deeds of the key map by which the ways are taken."""
SEARCHED, NONE_FOUND = (
    N_("打得开的备份，从新到旧"),
    N_("这台电脑上没有找到打得开的备份。U 盘上有的话，插上再打开。"),
)


class Refused(NamedTuple):
    """An office that did not open, and the day the copies' ages are counted from."""

    path: Path
    case: Case
    today: date


class CopyOffer(QFrame):
    """A copy that opens: when, why, how many records; a look at it, and its use in the office's place."""

    look_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, theme: Theme, number: int, good: GoodCopy, today: date) -> None:
        super().__init__()
        self.setObjectName(f"copyOffer{number}")
        self.setProperty("role", "box")
        self.copy = good.copy
        when = copies.moment_of(good.copy.at, today)
        facts = _("{reason} · {n} 条记录 · {place}").format(
            reason=copies.reason(good.copy.reason),
            n=good.inside.records,
            place=copies.place(good.copy.path.parent),
        )
        state = QLabel()
        theme.show_glyph(state, Glyph.DONE)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(f"copyOffer{number}When", _("{when} 的备份").format(when=when), "h15"))
        words.addWidget(label(f"copyOffer{number}Facts", facts, "label"))
        look = button(theme, f"copyOffer{number}Look", _("先看看"), icon="eye")
        kind = "primary" if number == 0 else ""
        self.use = button(theme, f"copyOffer{number}Use", _("用这一份"), kind)
        for deed in (look, self.use):
            deed.setAccessibleName(f"{deed.text()} {when}")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(12))
        row.setSpacing(theme.px(12))
        row.addWidget(state, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(look)
        row.addWidget(self.use)
        look.clicked.connect(self._look)
        self.use.clicked.connect(self._restore)

    def _look(self) -> None:
        self.look_wanted.emit(self.copy)

    def _restore(self) -> None:
        self.restore_wanted.emit(self.copy)


class RefusedPage(QWidget):
    """One column: the sentence, the file, copies that open where they help, the other ways below."""

    look_wanted = Signal(object)
    """A copy to be looked at; None for the office file itself."""
    restore_wanted = Signal(object)
    retry_wanted = Signal()
    open_wanted = Signal(object)
    move_wanted = Signal(object)
    """The folder the office is to be copied to."""
    new_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, theme: Theme, refused: Refused) -> None:
        super().__init__()
        self.setObjectName("refusedPage")
        self.setProperty("role", "page")
        self._theme = theme
        self._refused = refused
        self.offers: list[CopyOffer] = []
        self.choices: dict[Way, StartChoice] = {}
        self._error = ErrorBar(theme)
        self.busy = BusyLine(theme, "refusedBusy", words_after=BAR_AFTER_MS)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(8))
        self._found_title = label("refusedFound", role="h15")
        self._lay_out()
        bind(self, {deed: self.choices[way].click for way, deed in DEEDS.items() if way in self.choices})

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the way out is."""
        super().showEvent(event)
        if self.offers or Way.COPIES not in self._refused.case.ways:
            self._focus_first()

    def add_copy(self, good: GoodCopy) -> None:
        """Offer a copy that opened; the newest comes first."""
        offer = CopyOffer(self._theme, len(self.offers), good, self._refused.today)
        offer.look_wanted.connect(self.look_wanted)
        offer.restore_wanted.connect(self.restore_wanted)
        self.offers.append(offer)
        self._found.addWidget(offer)
        self._found_title.setText(_(SEARCHED))
        self._found_title.show()
        if len(self.offers) == 1:
            self._focus_first()

    def end_search(self) -> None:
        """Say that there are no more copies."""
        if not self.offers:
            self._found_title.setText(_(NONE_FOUND))
            self._found_title.show()
            self._focus_first()

    def lock(self, locked: bool) -> None:
        """Take no further wish while one is carried out."""
        for control in (*self.offers, *self.choices.values()):
            control.setEnabled(not locked)

    def say_refused(self, words: str) -> None:
        """Say why a way did not lead on; the others stay."""
        self._error.say(words, "")

    def _focus_first(self) -> None:
        first = self.offers[0].use if self.offers else next(iter(self.choices.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        block = QWidget()
        block.setMaximumWidth(self._theme.px(WIDTH))
        self._fill(QVBoxLayout(block))
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(block, 20)
        around.addStretch(1)
        body = QWidget()
        body.setProperty("role", "panelBody")
        middle = QVBoxLayout(body)
        middle.addStretch(2)
        middle.addLayout(around)
        middle.addStretch(3)
        scroll = QScrollArea()
        scroll.setObjectName("refusedScroll")
        scroll.setAccessibleName(_("打不开的原因和办法"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _fill(self, column: QVBoxLayout) -> None:
        theme, case = self._theme, self._refused.case
        column.setContentsMargins(0, theme.px(24), 0, theme.px(24))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(theme.px(18))
        column.addWidget(self._file())
        column.addSpacing(theme.px(12))
        column.addWidget(self._error)
        if Way.COPIES in case.ways:
            self._found_title.setWordWrap(True)
            self._found_title.setContentsMargins(0, theme.px(8), 0, 0)
            self._found_title.hide()
            column.addWidget(self._found_title)
            column.addSpacing(theme.px(8))
            column.addLayout(self._found)
            column.addSpacing(theme.px(8))
        column.addWidget(self.busy)
        column.addSpacing(theme.px(10))
        for way in case.ways:
            if way is not Way.COPIES:
                column.addWidget(self._choice(way))
                column.addSpacing(theme.px(10))

    def _head(self) -> QHBoxLayout:
        theme, case = self._theme, self._refused.case
        sign = QLabel()
        theme.show_icon(sign, "warning", "warn", 28)
        sign.setContentsMargins(0, theme.px(5), 0, 0)
        title, text = label("refusedTitle", case.title, "figure"), label("refusedText", case.text, "lead")
        words = QVBoxLayout()
        words.setSpacing(theme.px(8))
        for line in (title, text):
            line.setWordWrap(True)
            words.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _file(self) -> QFrame:
        theme = self._theme
        box = frame("refusedFile", "readOnly")
        sign = QLabel()
        theme.show_icon(sign, "file", "ink3", 14)
        where = label("refusedPath", str(self._refused.path), tone="ink2")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(box)
        row.setContentsMargins(theme.px(10), theme.px(5), theme.px(10), theme.px(5))
        row.addWidget(sign)
        row.addWidget(where, 1)
        return box

    def _choice(self, way: Way) -> StartChoice:
        choice = StartChoice(
            self._theme,
            f"refused-{way.value}",
            ICONS[way],
            way_words(way),
            keys_of(DEEDS[way]) if way in DEEDS else "",
        )
        choice.first = not self.choices and Way.COPIES not in self._refused.case.ways
        choice.clicked.connect(self._deed(way))
        self.choices[way] = choice
        return choice

    def _deed(self, way: Way) -> Callable[[], object] | SignalInstance:
        deeds: dict[Way, Callable[[], object] | SignalInstance] = {
            Way.RETRY: self.retry_wanted,
            Way.LOOK: self._look,
            Way.MOVE: self._move,
            Way.OPEN: self._open,
            Way.NEW: self.new_wanted,
            Way.START: self.start_wanted,
        }
        return deeds[way]

    def _look(self) -> None:
        self.look_wanted.emit(None)

    def _open(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("打开台账或备份"),
            str(self._refused.path.parent),
            _("台账 (*.gzparty);;全部文件 (*)"),
        )
        if chosen:
            self.open_wanted.emit(Path(chosen))

    def _move(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("复制到哪个文件夹"), str(Path.home()))
        if chosen:
            self.move_wanted.emit(Path(chosen))


class RefusedWindow(PressingWindow):
    """The window around the page; there are no records to go to."""

    closing = Signal()

    def __init__(self, theme: Theme, page: RefusedPage) -> None:
        super().__init__(theme)
        self.setObjectName("refusedWindow")
        self.page = page
        self.setCentralWidget(page)
        self.setWindowTitle(_("官庄党建工作台 — 没有打开"))
        self.setMinimumSize(1024, 620)
        self.resize(1440, 868)

    def chapter(self) -> str:
        """What to do where an office does not open."""
        return TROUBLE

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what was opened beside it go too."""
        self.closing.emit()
        super().closeEvent(event)
