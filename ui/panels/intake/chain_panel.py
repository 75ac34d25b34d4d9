"""从微信接龙粘贴: what was recognised on the left, what was not asked beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.month_entry import read_day
from gzparty.i18n import _
from gzparty.labels import dates, refusal_text
from gzparty.labels.intake import reason_words
from ui.chain_reading import ChainReading, Question
from ui.glyphs import Glyph
from ui.month_sheet import MonthSheet
from ui.theme import Theme
from ui.widgets.controls import button, field, icon_button, label, name_in_row, show_problem_on
from ui.widgets.dialog_size import QWIDGETSIZE_MAX
from ui.widgets.runs import Run, RunLine

ASKED_WIDTH = 566
ACROSS, LINE_WIDTH = 3, 146
"""So many recognised lines stand beside each other at most, none narrower than so many px."""
HIGHEST = 132
"""Height of the panel's body; more lines scroll."""


class ChainPanel(QFrame):
    """Hidden until a text is pasted; pasting once more replaces it."""

    closed = Signal()
    answered = Signal()
    """The last question was answered by keyboard: the focus has nothing left here."""

    def __init__(self, theme: Theme, sheet: MonthSheet, reading: ChainReading) -> None:
        super().__init__()
        self.setObjectName("chainPanel")
        self.setProperty("role", "foot")
        self._theme = theme
        self._sheet = sheet
        self._reading = reading
        self._icon = QLabel()
        self._title = label("chainTitle", _("从微信接龙粘贴"), "h15")
        self._words = label("chainWords", role="label")
        self._left = label("chainLeft", role="labelStrong", tone="warn")
        self._of_heading = button(theme, "chainHeadingDay", "", "small")
        self._original = button(theme, "chainOriginal", _("看原文"), "small")
        self._original.setCheckable(True)
        self._back = button(theme, "chainBack", _("撤销这次粘贴"), "small")
        self._close = icon_button(theme, "chainClose", "close", _("收起"))
        self._text = QPlainTextEdit()
        self._text.setObjectName("chainText")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("接龙原文"))
        self._known = QScrollArea()
        self._known.setObjectName("chainKnown")
        self._known.setWidgetResizable(True)
        self._known.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._asked = QScrollArea()
        self._asked.setObjectName("chainAsked")
        self._asked.setWidgetResizable(True)
        self._asked.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: list[AskedLine] = []
        self._across = ACROSS
        self._lay_out()
        self._original.toggled.connect(self._show_original)
        self._back.clicked.connect(reading.take_back)
        self._close.clicked.connect(self.shut)
        self._of_heading.clicked.connect(self._take_heading_day)
        reading.changed.connect(self.refresh)
        theme.show_icon(self._icon, "paste")
        self.hide()

    def refresh(self) -> None:
        """Show the reading as it stands; without a text the panel goes."""
        chain = self._reading.chain
        self.setVisible(chain is not None)
        if chain is None:
            self._lines = []
            self._original.setChecked(False)
            return
        lines = len(chain.lines) - len(chain.ignored)
        self._words.setText(_count_words(lines, len(self._reading.taken)))
        asked = len(self._reading.questions)
        self._left.setText(_("{n} 行没认出").format(n=asked) if asked else "")
        day = chain.heading_day
        without = sum(one.wants_day for one in self._reading.questions)
        self._of_heading.setVisible(day is not None and without > 0)
        if day is not None:
            self._of_heading.setText(_("没写日期的都按标题 {day}").format(day=dates.prose(day)))
        self._text.setPlainText(self._reading.text)
        self._across = self._fitting_across()
        self._show_known()
        self._show_asked()
        rows = max(-(-len(self._reading.taken) // self._across) * 26, asked * 44, 52)
        for area in (self._known, self._text, self._asked):
            area.setFixedHeight(self._theme.px(min(rows, HIGHEST)))
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._reading.chain is not None and self._fitting_across() != self._across:
            self.refresh()

    def first_question(self) -> QWidget | None:
        """The first control that answers something, for F6."""
        return self._lines[0].first if self._lines else None

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        for words in (self._icon, self._title, self._words, self._left):
            head.addWidget(words)
        head.addStretch(1)
        for deed in (self._of_heading, self._original, self._back, self._close):
            head.addWidget(deed)
        body = QHBoxLayout()
        body.setSpacing(theme.px(20))
        body.addWidget(self._known, 1)
        body.addWidget(self._text, 1)
        body.addWidget(self._asked, 1)
        self._text.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(6), theme.px(20), theme.px(10))
        layout.setSpacing(theme.px(6))
        layout.addLayout(head)
        layout.addLayout(body)

    def _fitting_across(self) -> int:
        px = self._theme.px
        asked = px(ASKED_WIDTH + 20) if self._reading.questions else 0
        room = self.width() - 2 * px(20) - asked
        return min(max(room // px(LINE_WIDTH), 1), ACROSS)

    def _show_known(self) -> None:
        chain = self._reading.chain
        assert chain is not None
        body = QWidget()
        body.setProperty("role", "panelBody")
        cells = QGridLayout(body)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(self._theme.px(4))
        taken = [line for line in chain.lines if line.place in self._reading.taken]
        for at, line in enumerate(taken):
            shown = RunLine(self._theme, f"chainLine{line.place}")
            number = str(line.number or line.place)
            runs = [Run(glyph=Glyph.DONE), Run(number, token="ink3", gap=6), Run(line.said, gap=6)]
            again = [one for one in chain.ignored if one.replaced_by == line.place]
            name = self._reading.name_of(self._reading.taken[line.place])
            told = _("；").join([name, *(reason_words(one) for one in again)])
            shown.show_runs(runs, _("{text}：{told}").format(text=line.text, told=told))
            shown.setFixedHeight(self._theme.px(22))
            cells.addWidget(shown, at // self._across, at % self._across)
        for column in range(self._across):
            cells.setColumnStretch(column, 1)
        cells.setRowStretch(len(taken) // self._across + 1, 1)
        _replace(self._known, body)

    def _show_asked(self) -> None:
        body = QWidget()
        body.setProperty("role", "panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, self._theme.px(4), 0)
        column.setSpacing(self._theme.px(6))
        questions = self._reading.questions
        answering = self._answering()
        self._lines = [AskedLine(self._theme, one, self._reading, self._sheet) for one in questions]
        for line in self._lines:
            column.addWidget(line)
        column.addStretch(1)
        _replace(self._asked, body)
        self._asked.setVisible(bool(questions))
        if answering is not None:
            self._go_on(answering)

    def _answering(self) -> int | None:
        """The place in the text of the question that has the focus."""
        focus = QApplication.focusWidget()
        held = (one.place for one in self._lines if focus is not None and one.isAncestorOf(focus))
        return next(held, None)

    def _go_on(self, answered: int) -> None:
        """Put the focus on the question that comes next, after the last the first; what had it goes with its answer."""
        if not self._lines:
            self.answered.emit()
            return
        following = next((one for one in self._lines if one.place >= answered), self._lines[0])
        if following.first is not None:
            following.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_original(self, on: bool) -> None:
        self._text.setVisible(on)
        self._share_out()

    def _share_out(self) -> None:
        """What is asked has the whole width while nothing stands beside it."""
        original = self._original.isChecked()
        self._known.setVisible(not original and bool(self._reading.taken))
        narrow = original or bool(self._reading.taken)
        self._asked.setMaximumWidth(self._theme.px(ASKED_WIDTH) if narrow else QWIDGETSIZE_MAX)
        self._asked.setMinimumWidth(self._theme.px(ASKED_WIDTH))

    def _take_heading_day(self) -> None:
        chain = self._reading.chain
        if chain is not None and chain.heading_day is not None:
            self._reading.say_day_of_all(chain.heading_day)

    def shut(self) -> None:
        """Put the panel away; what was filled in stays."""
        self._reading.close()
        self.closed.emit()


def _count_words(lines: int, taken: int) -> str:
    if not taken:
        return _("共 {n} 行").format(n=lines)
    return _("{n} 行：认出 {taken} 行，已填进上面蓝底的格子").format(n=lines, taken=taken)


def _replace(area: QScrollArea, body: QWidget) -> None:
    """Put another body into an area; the old one may be the one whose button was pressed, so it goes later."""
    old = area.takeWidget()
    if old is not None:
        old.deleteLater()
    area.setWidget(body)


class AskedLine(QFrame):
    """One line of the chain that asks: its words, why, and what answers it."""

    def __init__(self, theme: Theme, question: Question, reading: ChainReading, sheet: MonthSheet) -> None:
        super().__init__()
        self.setObjectName(f"asked{question.line.place}")
        self.setProperty("role", "asked")
        self._reading = reading
        self._sheet = sheet
        self.place = question.line.place
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), theme.px(2), theme.px(8), theme.px(2))
        self._row.setSpacing(theme.px(10))
        self.setMinimumHeight(theme.px(40))
        self._question = question
        self._words = RunLine(theme, f"asked{self.place}Words")
        self._say_why(question.differs or question.words)
        self._row.addWidget(self._words, 1)
        self.first: QWidget | None = None
        self._add_answers(theme, question)

    def _say_why(self, why: str, token: str = "ink3") -> None:
        line = self._question.line
        number = line.number or line.place
        runs = [
            Run(icon="warning", token="warn"),
            Run(str(number), token="ink3", gap=6),
            Run(_("“{text}”").format(text=line.said[:26]), token="ink", gap=8),
            Run(why, token=token, gap=10),
        ]
        self._words.show_runs(runs, _("第 {n} 行 {text}，{why}").format(n=number, text=line.text, why=why))
        self.setAccessibleName(self._words.accessibleName())

    def _add_answers(self, theme: Theme, question: Question) -> None:
        for key, name in question.choices:
            self._answer(theme, f"pick{key}", name, partial(self._reading.choose, self.place, key))
        if question.differs:
            self._answer(theme, "overrule", _("用接龙的"), partial(self._reading.overrule, self.place))
        if question.wants_day and not question.choices:
            self.day = field("chainAnswer", hint=_("{m} 月几日").format(m=self._sheet.month.month))
            self.day.setFixedWidth(theme.px(96))
            self.day.setAccessibleName(_("第 {n} 行：哪一天").format(n=question.line.number or self.place))
            self.day.returnPressed.connect(self._say_day)
            self._row.addWidget(self.day)
            self.first = self.first or self.day
        leave = _("留原来的") if question.differs else _("先空着")
        made = button(theme, f"leave{self.place}", leave, "smallQuiet")
        self._name(made)
        made.clicked.connect(partial(self._reading.leave_open, self.place))
        self._row.addWidget(made)
        self.first = self.first or made

    def _answer(self, theme: Theme, name: str, words: str, deed: object) -> None:
        made = button(theme, name, words, "small")
        self._name(made)
        made.clicked.connect(deed)
        self._row.addWidget(made)
        self.first = self.first or made

    def _name(self, made: QPushButton) -> None:
        name_in_row(made, _("第 {n} 行").format(n=self._question.line.number or self.place))

    def _say_day(self) -> None:
        try:
            day = read_day(self.day.text(), self._sheet.month)
        except Refusal as refusal:
            show_problem_on(self.day, refusal_text(refusal))
            self._say_why(refusal_text(refusal), "over")
            return
        if day is not None:
            self._reading.say_day(self.place, day)
