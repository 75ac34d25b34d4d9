"""The right side of the manual: one chapter, its pictures as wide as there is room, what was looked for marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from gzparty import manual
from gzparty.i18n import _
from gzparty.manual import Chapter
from ui.panels.manual.dressing import dress
from ui.theme import Theme

WIDEST = 820
"""Px at 100 %: lines longer than that are hard to follow."""
SETTLED_MS = 60
"""So long after the last change of width pictures are scaled anew."""


class Reader(QTextBrowser):
    """Shows a chapter; links to others are handed on, nothing else is followed."""

    chapter_wanted = Signal(str)
    typed = Signal(str)
    """What was typed into the text, which can only be looked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manualReader")
        self.setAccessibleName(_("这一章"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)
        # Words in Chinese are made here too before they go to the search.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._theme = theme
        self._chapter: Chapter | None = None
        self._marked: tuple[str, int] = ("", 0)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._show_again)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._show_again)

    @property
    def chapter(self) -> Chapter | None:
        """What is shown."""
        return self._chapter

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter from its beginning, with nothing marked."""
        self._chapter, self._marked = chapter, ("", 0)
        self._set_text(chapter)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def mark(self, word: str, place: int) -> None:
        """Mark a word wherever it stands and go to one of its places, counted from 0."""
        self._marked = (word, place)
        found = self._findings(word)
        marks = []
        for at, cursor in enumerate(found):
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(self._theme.colour("focus" if at == place else "warn-bg"))
            look.setForeground(self._theme.colour("surface" if at == place else "warn"))
            mark.format, mark.cursor = look, cursor  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        if place < len(found):
            self._bring_into_sight(found[place])

    def marked_text(self) -> str:
        """The text of the place gone to; empty while nothing is marked."""
        word, place = self._marked
        found = self._findings(word)
        return found[place].selectedText() if place < len(found) else ""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt calls it
        """Give a picture of the manual, no wider than there is room; nothing else is loaded."""
        path = Path(manual.folder(), QUrl(name).toString())
        if kind != QTextDocument.ResourceType.ImageResource.value or not path.is_file():
            return None
        ratio = self.devicePixelRatioF()
        picture = QImage(str(path))
        room = round(self._room() * ratio)
        if picture.width() > room > 0:
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        """Say that an input method is wanted, which a text that is only read does not."""
        return True if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.typed.emit(event.commitString())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is typed; the space turns the page and keys with Ctrl or Alt are no letters."""
        letters = event.text()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if letters.isprintable() and letters.strip() and not plain:
            self.typed.emit(letters)
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_margins()
        if self._chapter is not None and event.size().width() != event.oldSize().width():
            self._settled.start()

    def _room(self) -> int:
        margins = self.viewportMargins()
        return self.width() - margins.left() - margins.right() - self.verticalScrollBar().sizeHint().width()

    def _place_margins(self) -> None:
        """Keep the lines readable: in a wide window the room beside them grows, not they."""
        least = self._theme.px(28)
        side = max((self.width() - self._theme.px(WIDEST)) // 2, least)
        self.setViewportMargins(side, self._theme.px(20), side, 0)

    def _set_text(self, chapter: Chapter) -> None:
        document = self.document()
        document.setDefaultFont(self._theme.font(15))
        document.setMarkdown(chapter.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        dress(document, self._theme)

    def _show_again(self) -> None:
        """Draw the same place of the same chapter anew, at another width or in other colours."""
        if self._chapter is None:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._set_text(self._chapter)
        word, place = self._marked
        if word:
            self.mark(word, place)
        else:
            bar.setValue(round(share * bar.maximum()))

    def _findings(self, word: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        cursor = self.document().find(word) if word else QTextCursor()
        while not cursor.isNull():
            found.append(cursor)
            cursor = self.document().find(word, cursor)
        return found

    def _bring_into_sight(self, cursor: QTextCursor) -> None:
        here = QTextCursor(cursor)
        here.clearSelection()
        self.setTextCursor(here)
        # A third from above: what stands before a finding is read too.
        top = self.cursorRect(here).top() - self.viewport().height() // 3
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top)

    def _follow(self, link: QUrl) -> None:
        self.chapter_wanted.emit(link.path().removesuffix(".md"))
