"""Reads and writes any control of a form by one pair of verbs, as a value and as raw text for drafts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.segments import Segments
from ui.widgets.typed_field import ComposedField, TypedField


def read(control: QWidget) -> Any:
    """Give a control's value: text, number, tick, date, time, or what a combo offers."""
    match control:
        case DateEdit() | TypedField() | ComposedField() | QSpinBox() | Combo() | Segments():
            return control.value()
        case QCheckBox():
            return control.isChecked()
        case QPlainTextEdit():
            return control.toPlainText().strip()
        case QLineEdit():
            return control.text().strip()
    raise TypeError(type(control).__name__)


def write(control: QWidget, value: Any) -> None:
    """Show a value in a control."""
    match control:
        case DateEdit() | TypedField() | ComposedField() | Combo() | Segments():
            control.set_value(value)
        case QSpinBox():
            control.setValue(value)
        case QCheckBox():
            control.setChecked(value)
        case QPlainTextEdit():
            control.setPlainText(value or "")
        case QLineEdit():
            control.setText(value or "")
        case _:
            raise TypeError(type(control).__name__)


def raw(control: QWidget) -> str:
    """Give what stands in a control, half-typed dates included."""
    match control:
        case DateEdit():
            return control.line.text()
        case ComposedField():
            return control.text()
        case Segments():
            return control.value()
        case QCheckBox():
            return "1" if control.isChecked() else ""
        case Combo():
            return control.currentText()
        case QSpinBox() | Segments():
            return str(control.value())
    return str(read_text(control))


def set_raw(control: QWidget, text: str) -> None:
    """Put back what stood in a control."""
    match control:
        case DateEdit():
            control.line.setText(text)
        case ComposedField():
            control.setText(text)
        case Segments():
            control.set_value(text)
        case QCheckBox():
            control.setChecked(bool(text))
        case Combo():
            control.setCurrentText(text)
        case QSpinBox():
            control.setValue(int(text or 0))
        case Segments():
            control.set_value(text)
        case QLineEdit():
            control.setText(text)
        case QPlainTextEdit():
            control.setPlainText(text)


def read_text(control: QWidget) -> str:
    """Give the text of a line or a text area as typed."""
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    raise TypeError(type(control).__name__)


def edited_signal(control: QWidget) -> SignalInstance:
    """Give the signal that tells of any change in a control."""
    match control:
        case DateEdit() | TypedField() | ComposedField():
            return control.edited
        case Segments():
            return control.chosen
        case QSpinBox():
            return control.valueChanged
        case QCheckBox():
            return control.toggled
        case Combo():
            return control.currentTextChanged
        case QPlainTextEdit():
            return control.textChanged
        case QLineEdit():
            return control.textChanged
    raise TypeError(type(control).__name__)
