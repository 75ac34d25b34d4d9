"""Names to be ticked, each with room for a reason that appears where one is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.check import BOX, GAP, Check
from ui.widgets.controls import field, label
from ui.widgets.typed_field import ComposedField


class TickName(NamedTuple):
    """A name: what stands at its box, what stands at the right end, and the heading it begins."""

    id: int
    words: str
    beside: str = ""
    heading: str = ""


class Ticked(NamedTuple):
    """What stands there: who is ticked in the order shown, and every reason typed, asked for or not."""

    chosen: tuple[int, ...]
    reasons: Mapping[int, str]


class TickReasonRow(QWidget):
    """A box with its name, a sentence why a reason is asked for, and the field for it."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, shown: TickName, verb: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.id = shown.id
        self._beside = shown.beside
        self.check = Check(theme, f"{name}Check", shown.words)
        self.check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = verb.format(name=shown.words)
        self.check.setAccessibleName(_("，").join(part for part in (said, shown.beside) if part))
        self.check.setToolTip(shown.words)
        self.why = label(f"{name}Why", role="hint", tone="warn")
        self.why.setWordWrap(True)
        self.reason = field(f"{name}Reason", hint=_("理由"))
        self.reason.setAccessibleName(_("{name}的理由").format(name=shown.words))
        self.setFocusProxy(self.check)
        self._lay_out(theme)
        self.ask("")
        self.check.toggled.connect(self.edited)
        self.reason.textChanged.connect(self.edited)

    def ask(self, why: str) -> None:
        """Ask for a reason and say why; empty words ask for none, and what was typed is kept."""
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.reason.setVisible(bool(why))
        self.reason.setAccessibleDescription(why)

    def asks(self) -> bool:
        """Whether a reason is asked for."""
        return not self.reason.isHidden()

    def _lay_out(self, theme: Theme) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self.check, 1)
        beside: QLabel = label(f"{self.objectName()}Beside", self._beside, "label")
        top.addWidget(beside)
        below = QVBoxLayout()
        below.setContentsMargins(theme.px(BOX + GAP) + 2, 0, 0, theme.px(4))
        below.setSpacing(theme.px(4))
        below.addWidget(self.why)
        below.addWidget(self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(below)


class TickReasons(ComposedField):
    """`show_names` says who can be ticked; whoever knows the rule asks for reasons by `ask`."""

    def __init__(self, theme: Theme, name: str, verb: str, parent: QWidget | None = None) -> None:
        """`verb` is what ticking means, with {name}: for screen readers."""
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._verb = verb
        self._rows: list[TickReasonRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_names(self, names: Sequence[TickName]) -> None:
        """Show other names; nobody is ticked."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for shown in names:
            if shown.heading:
                self._column.addWidget(label(f"{self.objectName()}Heading", shown.heading, "labelStrong"))
            row = TickReasonRow(self._theme, f"{self.objectName()}_{shown.id}", shown, self._verb)
            row.edited.connect(self.edited)
            self._rows.append(row)
            self._column.addWidget(row)
        if self._rows:
            self.setFocusProxy(self._rows[0])

    def ask(self, reasons: Mapping[int, str]) -> None:
        """Ask for a reason at these names, each with the sentence why; at the others none is asked for."""
        for row in self._rows:
            row.ask(reasons.get(row.id, ""))

    def rows(self) -> Sequence[TickReasonRow]:
        """The rows in their order."""
        return tuple(self._rows)

    def value(self) -> Ticked:
        reasons = {row.id: text for row in self._rows if (text := row.reason.text().strip())}
        return Ticked(tuple(row.id for row in self._rows if row.check.isChecked()), reasons)

    def set_value(self, value: Ticked) -> None:
        for row in self._rows:
            row.check.setChecked(row.id in value.chosen)
            row.reason.setText(value.reasons.get(row.id, ""))

    def text(self) -> str:
        return json.dumps(
            {str(row.id): [int(row.check.isChecked()), row.reason.text()] for row in self._rows},
            ensure_ascii=False,
        )

    def setText(self, text: str) -> None:
        """Put back what `text` gave; names that came or went since are left as they are."""
        kept = json.loads(text) if text else {}
        for row in self._rows:
            ticked, reason = kept.get(str(row.id), (0, ""))
            row.check.setChecked(bool(ticked))
            row.reason.setText(reason)

    def problem(self) -> str:
        """What is asked for and empty; the focus goes there."""
        empty = next((row for row in self._rows if row.asks() and not row.reason.text().strip()), None)
        if empty is None:
            return ""
        self.setFocusProxy(empty.reason)
        return _("{name}的理由空着，写上一句").format(name=empty.check.text().split(_("　"))[0])

    def focus_first(self) -> None:
        """Begin with the first name."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
