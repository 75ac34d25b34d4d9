"""What was found of a nomination: each finding with the rows behind it, each row a link that opens it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.eligibility import Finding, Row
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.services.selection_views import NominationLine
from ui.glyphs import Glyph
from ui.panels.selection import words
from ui.theme import Theme
from ui.widgets.controls import button
from ui.widgets.flow import FlowLayout
from ui.widgets.sentence_line import SentenceLine
from ui.wishes import (
    LedgerRequest,
    LifeRequest,
    PersonRequest,
    SelectionRequest,
    TourRequest,
    TrainingRequest,
    Wishes,
)

MENTION = "mention"
ROWS = {
    "training": N_("看考勤 {number}"),
    "meeting": N_("看会议记录 {number}"),
    "problem": N_("看台账第 {number} 号"),
    "tour": N_("看督查 {number}"),
    MENTION: N_("看通报登记"),
    "selection": N_("看 {number} 评选"),
    "person": N_("看个人档案"),
    "unit": N_("看组织与人员"),
}


def open_row(wishes: Wishes, row: Row) -> None:
    """Show the record behind a finding on the page it belongs to."""
    requests: dict[str, tuple[str, object]] = {
        "training": ("training", TrainingRequest(row.id, roll=True)),
        "meeting": ("life", LifeRequest(meeting_id=row.id)),
        "problem": ("ledger", LedgerRequest(problem_id=row.id)),
        "tour": ("tours", TourRequest(row.id)),
        "selection": ("selection", SelectionRequest(selection_id=row.id)),
        "person": ("people", PersonRequest(row.id)),
        "unit": ("people", PersonRequest(unit_id=row.id)),
    }
    wishes.show_page(*requests[row.record])


def row_words(row: Row) -> str:
    """What the link to a row says."""
    return _(ROWS[row.record]).format(number=row.number).strip()


class FindingList(QWidget):
    """Findings one below the other; where nothing was found it says so, and no more."""

    row_wanted = Signal(object)
    """A `Row` to be opened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("findingList")
        self._theme = theme
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))

    def show_line(self, line: NominationLine) -> None:
        """Show what was found of a nomination; the same findings keep their widgets, and with them the focus."""
        shown = (line.nomination.id, line.findings, words.nothing_words(line))
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not line.findings:
            said = SentenceLine(self._theme, "nothingFound")
            said.say(Glyph.TODO, words.nothing_words(line), "ink")
            self._column.addWidget(said)
        for place, finding in enumerate(line.findings):
            self._column.addWidget(self._block(place, finding))

    def _block(self, place: int, finding: Finding) -> QWidget:
        block = QWidget()
        block.setObjectName(f"finding{place}")
        said = SentenceLine(self._theme, f"finding{place}Said")
        said.say(words.FINDING_GLYPHS[finding.kind], sentence(finding.said), "ink")
        links = QWidget()
        flow = FlowLayout(links, self._theme.px(12))
        flow.setContentsMargins(self._theme.px(24), 0, 0, 0)
        for row in finding.rows:
            link = button(self._theme, f"row_{row.record}_{row.id}", row_words(row), "link")
            link.clicked.connect(partial(self.row_wanted.emit, row))
            flow.addWidget(link)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        column.addWidget(said)
        if finding.rows:
            column.addWidget(links)
        return block
