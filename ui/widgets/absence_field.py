"""Who was away by the village's own sheet: one chip each with name, reason, leave and 长期."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gzparty.domain.absence_text import read_absences
from gzparty.domain.meeting import Absence
from gzparty.i18n import _
from ui.paint import fill_rounded
from ui.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.name_field import Known, NameField
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run
from ui.widgets.typed_field import ComposedField


class AbsenceChip(PaintedButton):
    """One who was away; the cross or Delete takes the chip away, a click or Space opens what can be said of it."""

    HEIGHT = 26
    PADDING = 8

    removed = Signal()

    def __init__(self, theme: Theme, absence: Absence) -> None:
        super().__init__(theme, "absenceChip")
        self.absence = absence
        marks = [_("请假")] if absence.leave else []
        marks += [_("长期")] if absence.standing else []
        runs = [Run(absence.name, token="ink")]
        if absence.reason:
            runs.append(Run(absence.reason, gap=8))
        runs += [Run(mark, size=12, token="info") for mark in marks]
        runs.append(Run(icon="close", token="ink3"))
        words = " ".join((absence.name, absence.reason, *marks)).strip()
        self.show_runs(runs, words)

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        token = "press" if self.isDown() else "sel" if self.underMouse() else "hover"
        fill_rounded(painter, rect, 3, self.theme.colour(token), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = event.position().x() > self.width() - self.theme.px(26)
        if on_cross and self.rect().contains(event.position().toPoint()) and self.isEnabled():
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)


class AbsenceField(ComposedField):
    """Chips above a line; 姓名 原因 and Enter make another one."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._absences: list[Absence] = []
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, theme.px(6))
        self.line = _AbsenceLine(theme, f"{name}Line", _("姓名 原因，回车加上"))
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self._chips.hide()
        self.line.entered.connect(self._take_line)
        self.line.textChanged.connect(self.edited)

    def know(self, names: Sequence[Known]) -> None:
        """Take who can be offered."""
        self.line.know(names)

    def value(self) -> tuple[Absence, ...]:
        """Who was away; what stands in the line counts too."""
        return (*self._absences, *read_absences(self.line.text()))

    def set_value(self, value: Sequence[Absence]) -> None:
        self.line.clear()
        self._absences = list(value)
        self._show_chips()

    def text(self) -> str:
        return json.dumps([list(self._absences), self.line.text()], ensure_ascii=False)

    def setText(self, text: str) -> None:
        chips, line = json.loads(text) if text else ([], "")
        self.set_value([Absence(*one) for one in chips])
        self.line.setText(line)

    def _take_line(self) -> None:
        found = read_absences(self.line.text())
        if found:
            self._absences += found
            self.line.clear()
            self._changed()

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        for place, absence in enumerate(self._absences):
            chip = AbsenceChip(self._theme, absence)
            chip.clicked.connect(partial(self._offer, place))
            chip.removed.connect(partial(self._remove, place))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._absences))
        self.updateGeometry()

    def _offer(self, place: int) -> None:
        menu = QMenu(self)
        menu.setObjectName("absenceMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        absence = self._absences[place]
        for key, words, on in (
            ("leave", _("请过假"), absence.leave),
            ("standing", _("长期，下次自动带上"), absence.standing),
        ):
            action = menu.addAction(words)
            action.setObjectName(f"absence_{key}")
            action.setCheckable(True)
            action.setChecked(on)
            action.toggled.connect(partial(self._mark, place, key))
        menu.addSeparator()
        menu.addAction(_("去掉")).triggered.connect(partial(self._remove, place))
        chip = self._flow.itemAt(place)
        assert chip is not None
        menu.popup(chip.widget().mapToGlobal(chip.widget().rect().bottomLeft()))

    def _mark(self, place: int, key: str, on: bool) -> None:
        marks: dict[str, Any] = {key: on}
        self._absences[place] = self._absences[place]._replace(**marks)
        self._changed()

    def _remove(self, place: int, _checked: bool = False) -> None:
        del self._absences[place]
        self._changed()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self._show_chips()
        self.edited.emit()


class _AbsenceLine(NameField):
    """Enter and leaving make a chip of what stands in it."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers()
            and self.text().strip()
        ):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self.text().strip():
            self.entered.emit()
