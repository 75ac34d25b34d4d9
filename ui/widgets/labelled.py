"""A control of a parameter column: its label above it, what is wrong with it below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import describe_control, label, name_control, show_problem_on


class Labelled(QWidget):
    """Label, control, and room for a sentence that is only there when something is wrong."""

    def __init__(self, theme: Theme, words: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = control.objectName()
        self.setObjectName(f"{name}Row")
        self.control = control
        self._title = label(f"{name}Label", words, "label")
        self._title.setBuddy(control)
        self._problem: QLabel = label(f"{name}Problem", role="problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        name_control(control, words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        for part in (self._title, control, self._problem):
            layout.addWidget(part)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong; empty for nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        describe_control(self.control, sentence)
        show_problem_on(self.control, sentence)

    def problem_line(self) -> QLabel:
        """Give the sentence's label, for a field too narrow to carry it: put it where there is room."""
        return self._problem

    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text()


def side_by_side(theme: Theme, *parts: QWidget, shares: Sequence[int] = ()) -> QWidget:
    """Put controls beside each other, sharing the width equally or by `shares`; one alone gets all of it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for part, share in zip(parts, shares or [1] * len(parts), strict=True):
        part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
        top = Qt.AlignmentFlag.AlignBottom if isinstance(part, Check) else Qt.AlignmentFlag.AlignTop
        # A vertical alignment alone leaves the width to the share.
        row.addWidget(part, share, top)
    return holder
