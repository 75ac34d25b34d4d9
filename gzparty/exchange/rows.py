"""Say of each row of a sheet whether it is data, or title, head, sum, foot or blank."""

from __future__ import annotations

from gzparty.domain.damage import as_text
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.exchange.header import Header, Vocabulary, plain
from gzparty.exchange.workbook import Row

_COLONS = (":", "：")


class RowJudge:
    """Judges the rows of one sheet, whose header and words it knows."""

    def __init__(self, header: Header, words: Vocabulary) -> None:
        self._header = header
        self._words = words
        self._position = header.columns.get("position")
        self._required = [header.columns[name] for name in words.required]
        self._last_column = max(header.columns.values())

    def why_ignored(self, index: int, row: Row) -> Diagnostic | None:
        """Why a row (counted from 0) is no data; None if it is."""
        if self._is_plain_data(index, row):
            return None
        texts = [as_text(cell) for cell in row]
        filled = [text for text in texts if text]
        if not filled:
            return _because("row_blank")
        if index < self._header.first:
            return _because("row_title")
        if index <= self._header.last or self._is_head(filled):
            return _because("row_head")
        if self._is_sum(filled[0]):
            return _because("row_sum")
        if self._is_foot(texts, filled):
            return _because("row_foot")
        return self._empty_row(texts, filled)

    def _is_plain_data(self, index: int, row: Row) -> bool:
        """The common case at one look: a number in front and all required fields filled."""
        if self._position is None or index <= self._header.last or len(row) <= self._last_column:
            return False
        return isinstance(row[self._position], float) and all(map(row.__getitem__, self._required))

    def _empty_row(self, texts: list[str], filled: list[str]) -> Diagnostic | None:
        """A numbered line with nothing behind it is blank; a lone text between rows is a title."""
        if any(self._text(texts, name) for name in self._words.required):
            return None
        if len(filled) == 1:
            return _because("row_blank" if filled[0].isdigit() else "row_title")
        return None

    def _text(self, texts: list[str], name: str) -> str:
        column = self._header.columns.get(name, len(texts))
        return texts[column] if column < len(texts) else ""

    def _is_sum(self, first: str) -> bool:
        return plain(first).startswith(self._words.sums)

    def _is_head(self, filled: list[str]) -> bool:
        """A header printed again on each page, maybe with other spaces in its words."""
        return len(filled) > 1 and all(plain(text) in self._header.words for text in filled)

    def _is_foot(self, texts: list[str], filled: list[str]) -> bool:
        """填表人：张三 anywhere; a row that does not begin with a unit or name also by a stamp or its first word."""
        first = filled[0].replace(" ", "")
        word = first
        for colon in _COLONS:
            word = word.split(colon)[0]
        if word != first and plain(word) in self._words.feet:
            return True
        if texts.index(filled[0]) in self._required or all(
            self._text(texts, n) for n in self._words.required
        ):
            return False
        return plain(first).startswith(self._words.feet) or any(
            stamp in first for stamp in self._words.stamps
        )


def _because(code: str) -> Diagnostic:
    return Diagnostic(Level.NOTE, code)
