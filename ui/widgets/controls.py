"""Makers of the plain controls, so that each has its name, its manner and its look in one place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from gzparty.i18n import _
from ui.keys import bind
from ui.theme import Theme
from ui.widgets.focus_proxy import proxy_of
from ui.widgets.shortened import ShortButton, ShortField, ShortLabel


def button(theme: Theme, name: str, text: str, kind: str = "", icon: str = "") -> QPushButton:
    """Make a push button: kind is primary, small, quiet, link or empty; focus comes by keyboard only."""
    made = ShortButton(text)
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    if icon:
        theme.dress(made, icon, "on-red" if kind == "primary" else "ink2")
    return made


def icon_button(theme: Theme, name: str, icon: str, spoken: str, kind: str = "icon") -> QToolButton:
    """Make a button that shows an icon only; `spoken` is its accessible name and tooltip."""
    made = QToolButton()
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(spoken)
    made.setToolTip(spoken)
    theme.dress(made, icon)
    return made


def press_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button that has the focus if the key is Enter, as everywhere else in an office; tell whether it was."""
    focus = window.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not isinstance(focus, QPushButton | QToolButton) or not focus.hasFocus():
        return False
    focus.click()
    return True


def on_ctrl_enter(widget: QWidget, call: Callable[[], object]) -> None:
    """Let Ctrl+Enter, of the keypad too, do the next step wherever in a widget the focus is."""
    bind(widget, {"save_next": call}, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def at_left(widget: QWidget) -> QWidget:
    """Hold a control at the left edge of a column that would stretch it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


def label(name: str, text: str = "", role: str = "", tone: str = "") -> QLabel:
    """Make a label with a role and a tone of the style sheet."""
    made = ShortLabel(text)
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def frame(name: str, role: str) -> QFrame:
    """Make a frame with a role of the style sheet."""
    made = QFrame()
    made.setObjectName(name)
    made.setProperty("role", role)
    return made


def field(name: str, text: str = "", hint: str = "") -> QLineEdit:
    """Make a line to type in; `hint` stands in it while it is empty."""
    made = ShortField(text)
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    return made


def area(name: str, height: int, hint: str = "") -> QPlainTextEdit:
    """Make room for several lines; Tab leaves it."""
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    made.setFixedHeight(height)
    made.setTabChangesFocus(True)
    return made


def number(name: str, value: int, highest: int, step: int = 1, unit: str = "") -> QSpinBox:
    """Make a field for a whole number from 0 on; arrow keys and the wheel step it, so it needs no small buttons."""
    made = QSpinBox()
    made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    made.setObjectName(name)
    made.setMaximum(highest)
    made.setSingleStep(step)
    made.setSuffix(unit)
    made.setValue(value)
    return made


def rule(role: str = "hline") -> QFrame:
    """Make a hairline: hline, hline2 or vline."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def set_tone(target: QLabel, tone: str) -> None:
    """Change a label's tone and repaint it by the style sheet."""
    restyle(target, "tone", tone)


def name_control(control: QWidget, words: str) -> None:
    """Say what a control is, for the part of it that takes the focus too, unless that says what it is itself."""
    control.setAccessibleName(words)
    part = control.lineEdit() if isinstance(control, QComboBox) else proxy_of(control)
    if part is not None and not part.accessibleName() and not isinstance(part, QAbstractButton):
        part.setAccessibleName(words)


def name_in_row(control: QAbstractButton, row: str) -> None:
    """Say of which of several rows a button is: 第 8 行：先空着."""
    control.setAccessibleName(_("{row}：{words}").format(row=row, words=control.text() or control.toolTip()))


def describe_control(control: QWidget, words: str) -> None:
    """Say more of a control, such as what is wrong with it; empty for nothing."""
    for part in (control, proxy_of(control)):
        if part is not None:
            part.setAccessibleDescription(words)


def show_problem_on(target: QWidget, sentence: str) -> None:
    """Frame a control as one with a problem, or as one without if there is nothing to say."""
    restyle(target, "state", "error" if sentence else "")


def restyle(target: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and have the widget painted by it."""
    if (target.property(name) or "") != value:
        target.setProperty(name, value)
        target.style().unpolish(target)
        target.style().polish(target)
