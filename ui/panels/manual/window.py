"""The window of the manual: chapters and search at the left, the chapter at the right; it stands beside the work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gzparty import manual
from gzparty.i18n import _
from gzparty.manual import Hit
from ui.keys import bind
from ui.memory import Memory
from ui.panels.manual.hits import HitList
from ui.panels.manual.reader import Reader
from ui.theme import Theme
from ui.widgets.controls import button, frame, label
from ui.widgets.pressing import PressingWindow
from ui.widgets.search_field import SearchField
from ui.widgets.side_list import SideItem, SideList

GEOMETRY = "manual/geometry"
WIDTH, HEIGHT, SIDE = 1080, 760, 280


class ManualWindow(PressingWindow):
    """Reads beside whatever is open: no parent, so that no dialog blocks it, and it keeps no program alive."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__(theme)
        self.setObjectName("manualWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._theme = theme
        self._memory = memory
        self._trail: list[str] = []
        self._make_controls()
        self._lay_out()
        self._connect()
        self._set_up_size()
        # Arrows and PageDown read on at once.
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def key(self) -> str:
        """The chapter in sight; empty before one is."""
        return self.reader.chapter.key if self.reader.chapter else ""

    def show_chapter(self, key: str) -> None:
        """Show a chapter; the one before it lies behind 返回."""
        if self.key and self.key != key:
            self._trail.append(self.key)
        self._show(key)

    def go_back(self) -> None:
        """Show the chapter read before."""
        if self._trail:
            self._show(self._trail.pop())

    def chapter(self) -> str:
        """F1 in the manual stays where it is."""
        return self.key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where it stood."""
        self._memory.keep_bytes(GEOMETRY, self.saveGeometry())
        super().closeEvent(event)

    def _make_controls(self) -> None:
        theme = self._theme
        self.search = SearchField(theme, "manualSearch")
        self.search.setPlaceholderText(_("在手册里找"))
        self.search.setAccessibleName(_("在手册里找"))
        self.contents = SideList(theme, "manualContents", _("各章"))
        self.contents.show_items(_contents())
        self.hits = HitList(theme)
        self.reader = Reader(theme)
        self.back = button(theme, "manualBack", _("返回"), "small", icon="left")
        self.back.setToolTip(_("看前一章 Alt+←"))
        self._title = label("manualTitle", role="h15")
        self._side = QStackedWidget()
        self._side.addWidget(self.contents)
        self._side.addWidget(self.hits)

    def _lay_out(self) -> None:
        split = QSplitter()
        split.setObjectName("manualSplit")
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self._right())
        split.setStretchFactor(1, 1)
        split.setSizes([self._theme.px(SIDE), self._theme.px(WIDTH - SIDE)])
        self.setCentralWidget(split)

    def _left(self) -> QFrame:
        theme = self._theme
        side = frame("manualSide", "side")
        side.setMinimumWidth(theme.px(200))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        around = QHBoxLayout()
        around.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        around.addWidget(self.search)
        column.addLayout(around)
        column.addWidget(self._side, 1)
        return side

    def _right(self) -> QWidget:
        theme = self._theme
        side = QWidget()
        side.setProperty("role", "page")
        head = frame("manualHead", "tabRow")
        head.setFixedHeight(theme.px(46))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.back)
        row.addWidget(self._title)
        row.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.reader, 1)
        return side

    def _connect(self) -> None:
        self.search.searched.connect(self._look_for)
        self.search.returnPressed.connect(self.hits.go_on)
        self.contents.chosen.connect(self._choose)
        self.hits.chosen.connect(self._show_hit)
        self.reader.chapter_wanted.connect(self.show_chapter)
        self.reader.typed.connect(self._search_typed)
        self.back.clicked.connect(self.go_back)
        bind(self, {"find": self._to_search, "go_back": self.go_back})
        self.search.installEventFilter(self)

    def _set_up_size(self) -> None:
        self.setMinimumSize(640, 420)
        kept = self._memory.recall_bytes(GEOMETRY)
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(self._theme.px(WIDTH), room.width()), min(self._theme.px(HEIGHT), room.height()))
            # At the right edge: what is read about stands at the left of most pages.
            self.move(room.right() - self.width(), room.top() + (room.height() - self.height()) // 2)

    def _show(self, key: str) -> None:
        chapter = manual.chapter_of(key)
        self.reader.show_chapter(chapter)
        self.contents.choose(chapter.key)
        self._title.setText(chapter.title)
        self.setWindowTitle(_("手册 — {title}").format(title=chapter.title))
        self.back.setEnabled(bool(self._trail))

    def _choose(self, key: str) -> None:
        """The list follows what is shown; only another choice is a wish."""
        if key != self.key:
            self.show_chapter(key)

    def _look_for(self, text: str) -> None:
        hits = manual.find(text)
        self._side.setCurrentWidget(self.hits if text else self.contents)
        self.hits.show_hits(hits)
        self.search.show_count(_("{n} 处").format(n=len(hits)) if text else "")
        if not text and self.reader.chapter is not None:
            self.reader.mark("", 0)

    def _show_hit(self, hit: Hit) -> None:
        if hit.chapter.key != self.key:
            self.show_chapter(hit.chapter.key)
        self.reader.mark(hit.word, hit.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down leads from the search into what was found."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and key == Qt.Key.Key_Down:
            self._to_list()
            return True
        return super().eventFilter(watched, event)

    def _to_list(self) -> None:
        """From the field into what stands below it, on the first finding."""
        self._side.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._side.currentWidget() is self.hits and not self.hits.currentIndex().isValid():
            self.hits.go_on()

    def _search_typed(self, letters: str) -> None:
        """Typing while reading begins another search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)
        self.search.deselect()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def _contents() -> list[SideItem]:
    """The chapters under the headings of the contents."""
    items: list[SideItem] = []
    part = ""
    for chapter in manual.chapters():
        if chapter.part != part:
            part = chapter.part
            items.append(SideItem("", part))
        items.append(SideItem(chapter.key, chapter.title))
    return items
