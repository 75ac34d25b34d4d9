"""Scores, one row a ballot and one column a nominee, typed or pasted from WPS as a block."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal

from gzparty.domain.ballot_checks import MOST, TENTHS, Poll, said_score
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import BallotLine, Nomination
from gzparty.i18n import N_, _
from gzparty.labels import refusal_text, sentence
from gzparty.records import dataclass
from gzparty.services.ballot_drafts import LineDraft, read_scores, tenths_of
from ui.memory import Memory
from ui.panels.selection.ballot_grid import BallotGrid, spoken
from ui.tables.clipboard import Block, from_text
from ui.tables.column import Column, Edit
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.sheet_delegate import COMPUTED, ERROR
from ui.tables.sheet_view import SheetView
from ui.theme import Theme

SCORE = 64
"""Width of a nominee's column in px."""
FEWEST_BALLOTS = 5
"""Rows offered before it is known how many ballots are valid."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One ballot, its scores as typed by nomination; `faults` by nomination."""

    number: int
    texts: Mapping[int, str]
    faults: Mapping[int, str]
    locked: bool = False


class ScoreView(SheetView[ScoreRow]):
    """A sheet that grows downwards before more rows are pasted than it has."""

    room_wanted = Signal(int)
    """So many rows are needed."""

    def paste_block(self, block: Block) -> None:
        here = self.currentIndex()
        if here.isValid():
            self.room_wanted.emit(here.row() + len(block))
        super().paste_block(block)


class ScoreGrid(BallotGrid):
    """One row a ballot, one column a nominee. Stored sorted, so that no ballot can be put together again."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__(theme, "scoreGrid")
        self._memory = memory
        self._cells: list[dict[int, str]] = []
        self._wanted = 0
        self._known: dict[str, str] = {}
        self.view: ScoreView | None = None
        self._column.addWidget(self._said)

    def show_lines(self, poll: Poll, lines: Sequence[BallotLine], *, locked: bool) -> None:
        same = self.view is not None and self._nominees == poll.voted_on
        self._known.clear()
        if not same:
            self._make_view(poll.voted_on)
        super().show_lines(poll, lines, locked=locked)

    def show_room(self, ballots: int | None) -> None:
        """Have a row for each valid ballot; rows typed in already stay."""
        if (ballots or 0) != self._wanted:
            self._wanted = min(ballots or 0, MOST)
            self._refresh()

    def filled(self) -> int:
        """How many ballots have a score."""
        return sum(1 for cells in self._cells if any(cells.values()))

    def text(self) -> str:
        rows = [{str(number): text for number, text in cells.items() if text} for cells in self._cells]
        while rows and not rows[-1]:
            rows.pop()
        return json.dumps(rows)

    def set_text(self, text: str) -> None:
        known = {one.id for one in self._nominees}
        self._cells = [
            {int(number): words for number, words in row.items() if int(number) in known}
            for row in json.loads(text or "[]")
        ]
        self._refresh()

    def lines(self) -> list[LineDraft]:
        read = {
            one.id: tuple(
                read_scores(text)[0]
                for cells in self._cells
                if (text := cells.get(one.id, "")) and not self._cell_fault(text)
            )
            for one in self._nominees
        }
        return [LineDraft(number, scores=scores) for number, scores in read.items() if scores]

    def problem(self) -> str:
        for row, cells in enumerate(self._cells, 1):
            for one in self._nominees:
                fault = self._cell_fault(cells.get(one.id, ""))
                if fault:
                    return _("第 {n} 张，{name}：{fault}").format(n=row, name=one.name, fault=fault)
        return ""

    def take_focus(self) -> None:
        if self.view is not None:
            self.view.select_row(0, 1)
            self.view.setFocus()

    def _hint(self) -> str:
        return _("一行一张票，可以从 WPS 整块粘贴。存的时候每人的分数从低到高排，看不出哪张票是谁的。")

    def _load(self, lines: Sequence[BallotLine]) -> None:
        count = max((len(line.scores) for line in lines), default=0)
        self._cells = [{} for _row in range(count)]
        for line in lines:
            for row, score in enumerate(line.scores):
                self._cells[row][line.nomination_id] = said_score(score)
        self._refresh()

    def _refresh(self) -> None:
        if self.view is None:
            return
        used = max((row for row, cells in enumerate(self._cells, 1) if any(cells.values())), default=0)
        count = max(used, self._wanted, FEWEST_BALLOTS)
        if self._locked:
            count = max(used, 1)
        del self._cells[count:]
        self._cells += [{} for _row in range(count - len(self._cells))]
        rows = [
            ScoreRow(number, dict(cells), self._faults_of(cells), self._locked)
            for number, cells in enumerate(self._cells, 1)
        ]
        self.view.records.show(ListRows(rows, _ballot_number))
        self._fit(self.view, count)

    def _faults_of(self, cells: Mapping[int, str]) -> Mapping[int, str]:
        return {number: fault for number, text in cells.items() if (fault := self._cell_fault(text))}

    def _cell_fault(self, text: str) -> str:
        """What is wrong with one score; remembered, as many ballots say the same."""
        if not text:
            return ""
        if text not in self._known:
            self._known[text] = self._fault_of(text)
        return self._known[text]

    def _fault_of(self, text: str) -> str:
        assert self._poll is not None
        try:
            scores = read_scores(text)
        except Refusal as refusal:
            return refusal_text(refusal)
        if len(scores) != 1:
            return _("一格写一个分")
        tenths, faults = tenths_of(LineDraft(0, scores=scores), "")
        if faults:
            return sentence(faults[0])
        full = self._poll.selection.full_score
        if not 0 <= tenths[0] <= full * TENTHS:
            return _("分数写 0 到 {full}").format(full=full)
        return ""

    def _take(self, edits: Sequence[Edit[ScoreRow]]) -> None:
        for edit in edits:
            number = self._nominees[int(edit.column)].id
            self._cells[edit.record.number - 1][number] = edit.text.strip()
        self._refresh()
        self.edited.emit()

    def _take_text(self, text: str) -> bool:
        """A block under a row of names goes to the columns of the names; anything else is a plain block."""
        if self._locked:
            return True
        block = from_text(text)
        shared = self._shared_names()
        names = {one.name: one.id for one in self._nominees if one.name not in shared}
        places = {place: names[word.strip()] for place, word in enumerate(block[0]) if word.strip() in names}
        if not places or len(block) < 2:
            return False
        self._grow(len(block) - 1)
        for cells, words in zip(self._cells, block[1:], strict=False):
            cells |= {number: words[place].strip() for place, number in places.items() if place < len(words)}
        said = _("按姓名粘贴了 {n} 列，{rows} 张票").format(n=len(places), rows=len(block) - 1)
        self._say(said + self._namesakes_said(self._nominees))
        self._refresh()
        self.edited.emit()
        return True

    def _grow(self, rows: int) -> None:
        if rows > len(self._cells):
            self._wanted = max(self._wanted, min(rows, MOST))
            self._refresh()

    def _make_view(self, nominees: Sequence[Nomination]) -> None:
        if self.view is not None:
            self._column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        view = ScoreView(self._theme, self._memory, "ballotScores")
        view.setAccessibleName(_("打分"))
        records: RecordTable[ScoreRow] = RecordTable(
            _score_columns(nominees), ListRows([], _ballot_number), _ballot_name
        )
        view.set_records(records)
        view.take_text = self._take_text
        records.edited.connect(self._take)
        view.room_wanted.connect(self._grow)
        view.says_overflow = False
        view.overflowed.connect(self._say_overflow)
        self._column.insertWidget(0, view)
        self.setFocusProxy(view)
        self.view = view


def _score_columns(nominees: Sequence[Nomination]) -> tuple[Column[ScoreRow], ...]:
    first: Column[ScoreRow] = Column(
        "ballot", N_("票"), lambda row: str(row.number), 40, right=True, tone=lambda _row: "ink3"
    )
    # The keys are places, so that widths remembered for one selection serve the next one.
    return (first, *(_score_column(str(place), one) for place, one in enumerate(nominees)))


def _score_column(key: str, one: Nomination) -> Column[ScoreRow]:
    return Column(
        key,
        one.name,
        partial(_score_text, one.id),
        SCORE,
        right=True,
        tone=lambda row: "over" if one.id in row.faults else "ink",
        state=lambda row: ERROR if one.id in row.faults else COMPUTED if row.locked else "",
        editable=lambda row: not row.locked,
        tooltip=lambda row: row.faults.get(one.id, ""),
        spoken=lambda row: spoken(_score_text(one.id, row), row.faults.get(one.id, "")),
    )


def _score_text(number: int, row: ScoreRow) -> str:
    return row.texts.get(number, "")


def _ballot_number(row: ScoreRow) -> int:
    return row.number


def _ballot_name(row: ScoreRow) -> str:
    return _("第 {n} 张").format(n=row.number)
