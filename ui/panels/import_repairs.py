"""What a click can do about a row that was set aside, and the message below the row that offers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gzparty.domain.diagnostic import Level
from gzparty.domain.table import TableKind
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.imports import fact_words
from gzparty.services.import_result import NEW, SAME, SHEET, SKIP, WRITTEN, RowReport
from ui.glyphs import Glyph
from ui.tables.import_lines import PROBLEMS, Line, LineState
from ui.theme import Theme
from ui.widgets.controls import button, label, name_in_row

_REQUIRED = frozenset({"unit", "name", "text"})
LONGEST = 120
"""Characters of a message; more do not fit beside its buttons."""
_DATED = frozenset({"birth", "joined", "since", "deadline", "done_on", "found_on"})
_KEEPS_WORDS = frozenset({"deadline"})
"""Cells whose own words are kept beside the day they are taken for."""


class Repair(NamedTuple):
    """One way out: a text to put into a cell, a decision on the row, or the row as it was (neither)."""

    words: str
    row: int
    field: str = ""
    text: str = ""
    decision: str = ""


Apply = Callable[[Repair], None]


def repairs(line: Line) -> list[Repair]:
    """What can be done about a row, the likeliest first."""
    found: list[Repair] = []
    report = line.report
    if report is not None and line.state in PROBLEMS:
        found += [_offered(report, text) for text in report.offers]
        found += _decisions(report)
        if _can_be_empty(report):
            found.append(Repair(_("先空着"), line.number, report.field))
        keeps = bool(report.differences) and SAME not in report.choices
        skip = _("留旧的") if keeps else _("不导入这一行")
        found.append(Repair(skip, line.number, decision=SKIP))
    if line.state is LineState.SKIPPED:
        found.append(Repair(_("还是导入这一行"), line.number))
    elif line.edited or line.decided:
        found.append(Repair(_("恢复成表里原来的"), line.number))
    if line.state in (LineState.GOOD, LineState.SAME):
        found.append(Repair(_("不导入这一行"), line.number, decision=SKIP))
    return found


def problem_words(kind: TableKind, line: Line) -> str:
    """Why a row was set aside: record and sheet side by side where they differ, else the plain sentence."""
    report = line.report
    assert report is not None
    if not report.differences:
        return _short(sentence(report.reason))
    facts = [fact_words(kind, difference) for difference in report.differences]
    sides = [
        _("{field}：已记 {stored}，表里 {given}").format(field=name, stored=stored, given=given)
        for name, stored, given in facts
    ]
    return _short(_("；").join(sides))


def _short(words: str) -> str:
    """A cell may hold a whole book, which nobody reads below a row."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


class MessageLine(QWidget):
    """Glyph, sentence and up to four buttons; the row's menu offers all of them by keyboard."""

    SHOWN = 4

    def __init__(self, theme: Theme, kind: TableKind, line: Line, apply: Apply) -> None:
        super().__init__()
        self.setObjectName(f"message{line.number}")
        self.line = line
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(56), 0, theme.px(12), theme.px(2))
        layout.setSpacing(theme.px(8))
        self._glyph = QLabel()
        theme.show_glyph(self._glyph, _glyph(line))
        words = problem_words(kind, line)
        tone = {LineState.WRONG: "over", LineState.ASKED: "warn"}.get(line.state, "ink3")
        self.words = label(f"message{line.number}Words", words, "label", tone)
        self.words.setToolTip(words)
        layout.addWidget(self._glyph)
        layout.addWidget(self.words)
        offered = repairs(line)
        for place, repair in enumerate(offered[: self.SHOWN]):
            made = button(
                theme, f"repair{line.number}_{place}", repair.words, "small" if not place else "smallQuiet"
            )
            name_in_row(made, _("第 {n} 行").format(n=line.number))
            made.clicked.connect(partial(apply, repair))
            layout.addWidget(made)
        layout.addStretch(1)
        self.setAccessibleName(words)
        # The table paints what lies below, so that the row's hairline is seen.
        self.setAutoFillBackground(False)


def _offered(report: RowReport, text: str) -> Repair:
    words = _("是 {text}") if report.field in _DATED else _("改成 {text}")
    if report.field in _KEEPS_WORDS and text in report.choices:
        return Repair(words.format(text=text), report.row, decision=text)
    return Repair(words.format(text=text), report.row, report.field, text)


def _decisions(report: RowReport) -> list[Repair]:
    """The decisions a row accepts in words that fit what is asked."""
    row, code = report.row, report.reason.code
    if not report.differences:
        named = {NEW: _another(code)}
        if code == "nomination_row_elsewhere":
            named[SAME] = _("就是这个人")
        if SHEET in report.choices and not report.offers:
            named[SHEET] = _("就照表里写的")
        words = {SHEET: WRITTEN}
        return [
            Repair(named[word], row, decision=words.get(word, word))
            for word in report.choices
            if word in named
        ]
    named = {
        SHEET: _("把组织关系转过来") if code == "member_elsewhere" else _("用新的"),
        SAME: _("留旧的"),
        NEW: _another(code),
    }
    order: Sequence[str] = (SHEET, SAME, NEW)
    return [Repair(named[word], row, decision=word) for word in order if word in report.choices]


def _another(code: str) -> str:
    """What a new one would be."""
    if code.startswith("problem_row"):
        return _("是另一个问题")
    if code == "nomination_row_unknown":
        return _("花名册里没有，照写的推荐")
    return _("是另一个单位") if code == "unit_twice" else _("是另一个人")


def _can_be_empty(report: RowReport) -> bool:
    wrong_cell = report.reason.level is Level.ERROR or SHEET in report.choices
    return bool(report.field) and not report.differences and report.field not in _REQUIRED and wrong_cell


def _glyph(line: Line) -> Glyph:
    if line.state is LineState.SKIPPED:
        return Glyph.NOT_APPLICABLE
    return Glyph.OVER if line.state is LineState.WRONG else Glyph.SOON
