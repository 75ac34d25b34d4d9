"""A chapter in the colours and sizes of the window: Qt reads the Markdown, this sets how each piece of it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui.fonts import FAMILIES
from ui.theme import Theme

SIZES = {0: 15, 1: 22, 2: 16}
"""Px at 100 % of body, title and headings."""
ABOVE = {0: 0, 1: 4, 2: 22}
BELOW = {0: 10, 1: 12, 2: 8}
BELOW_ITEM = 6
LINE_PERCENT, CELL_PERCENT = 150.0, 125.0
INDENT = 24

Step = Callable[[Theme, QTextCursor, QTextBlock], None]


def dress(document: QTextDocument, theme: Theme) -> None:
    """Give every block, word and table of a document its look; the text itself stays as it is."""
    document.setIndentWidth(theme.px(INDENT))
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for frame in _frames(document.rootFrame()):
        if isinstance(frame, QTextTable):
            _dress_table(frame, theme)
    block = document.begin()
    while block.isValid():
        _dress_block(cursor, block, theme)
        for start, length, change in list(_changes(block, theme)):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(change)
        block = block.next()
    cursor.endEditBlock()


def _frames(frame: QTextFrame) -> Iterator[QTextFrame]:
    for child in frame.childFrames():
        yield child
        yield from _frames(child)


def _dress_table(table: QTextTable, theme: Theme) -> None:
    look = table.format()
    look.setBorder(0)
    look.setBorderCollapse(True)
    look.setCellPadding(theme.px(5))
    look.setCellSpacing(0)
    look.setBottomMargin(theme.px(12))
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    first = QTextLength(QTextLength.Type.PercentageLength, 32)
    rest = QTextLength(QTextLength.Type.PercentageLength, 68 / max(table.columns() - 1, 1))
    look.setColumnWidthConstraints([first, *[rest] * (table.columns() - 1)])
    table.setFormat(look)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            line = cell.format().toTableCellFormat()
            line.setBottomBorder(1)
            line.setBottomBorderBrush(QBrush(theme.colour("line2")))
            line.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            cell.setFormat(line)


def _dress_block(cursor: QTextCursor, block: QTextBlock, theme: Theme) -> None:
    level = block.blockFormat().headingLevel()
    in_table = QTextCursor(block).currentTable() is not None
    look = QTextBlockFormat()
    below = 0 if in_table else BELOW_ITEM if block.textList() else BELOW.get(level, 10)
    look.setTopMargin(theme.px(ABOVE.get(level, 10)))
    look.setBottomMargin(theme.px(below))
    look.setLineHeight(
        100.0 if _is_picture(block) else CELL_PERCENT if in_table else LINE_PERCENT,
        QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
    )
    cursor.setPosition(block.position())
    cursor.mergeBlockFormat(look)


def _changes(block: QTextBlock, theme: Theme) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Where in a block which look is wanted; gathered first, since each change moves the pieces."""
    level = block.blockFormat().headingLevel()
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        if not piece.charFormat().isImageFormat():
            yield piece.position(), piece.length(), _look(piece.charFormat(), level, theme)
        pieces += 1


def _look(now: QTextCharFormat, level: int, theme: Theme) -> QTextCharFormat:
    look = QTextCharFormat(now)
    look.setFontFamilies(list(FAMILIES))
    look.setFontFixedPitch(False)
    look.setProperty(QTextFormat.Property.FontPixelSize.value, theme.px(SIZES.get(level, 15)))
    # Headings bear a step of their own, which would be taken instead of the size.
    look.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    look.setForeground(theme.colour("ink"))
    if now.isAnchor():
        look.setForeground(theme.colour("info"))
        look.setFontUnderline(True)
    elif now.fontFixedPitch():
        look.setForeground(theme.colour("ink2"))
        look.setBackground(theme.colour("hover"))
    bold = level > 0 or now.fontWeight() > QFont.Weight.Normal
    look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return look


def _is_picture(block: QTextBlock) -> bool:
    return not block.begin().atEnd() and block.begin().fragment().charFormat().isImageFormat()
