"""Base of every form: a list of fields does loading, saving, drafts and problems beside the field."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from gzparty.domain.entry import NOTE_LIMIT
from gzparty.domain.typed import text_problem
from gzparty.labels import sentence
from ui.announce import announce
from ui.glyphs import Glyph
from ui.panels import binding
from ui.theme import Theme
from ui.widgets.controls import describe_control, label, name_control, show_problem_on
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_combo import NameCombo
from ui.widgets.name_field import NameField
from ui.widgets.typed_field import ComposedField, TypedField

LABEL_WIDTH = 64
CHECKED = (DateEdit, TypedField, ComposedField, NameField, NameCombo)
"""The controls that say themselves what is wrong with what stands in them."""


class Form(QWidget):
    """Controls named by objectName, bound to the attributes of a record.

    A subclass lists FIELDS as (objectName, attribute), adds its rows in __init__ and ends with `bind`.
    """

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = ()
    LIMIT: ClassVar[int] = NOTE_LIMIT
    """The most characters of a text that LIMITS does not name."""
    LIMITS: ClassVar[dict[str, int]] = {}
    """The most characters of a text attribute."""

    edited = Signal()
    """Something changed by the user's hand."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.theme = theme
        self._controls: dict[str, QWidget] = {}
        self._problem_places: dict[str, tuple[int, int, int]] = {}
        """Row, column and breadth in the grid of what is said under a control."""
        self._problems: dict[str, QWidget] = {}
        """What was said under a control so far; most of them never need it."""
        self._faulty: dict[str, str] = {}
        """What stood in the fields something was said about."""
        self._loading = False
        self._clean: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        self._grid.setColumnStretch(1, 1)

    def add_row(self, words: str, control: QWidget, *beside: QWidget) -> None:
        """Add a labelled control, further widgets beside it, and room for a problem below."""
        row = self._grid.rowCount()
        title = label(f"{control.objectName()}Label", words, "label")
        title.setBuddy(control)
        title.setMinimumHeight(self.theme.px(32))
        top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(title, row, 0, alignment=top)
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        line.addWidget(control)
        for widget in beside:
            line.addWidget(widget)
        if not beside and control.minimumWidth() == control.maximumWidth():
            line.addStretch(1)
        self._grid.addLayout(line, row, 1)
        bound = dict(self.FIELDS)
        for one in (control, *(widget for widget in beside if widget.objectName() in bound)):
            self._leave_room(one.objectName())
        name_control(control, words)
        for before, after in pairwise(beside):
            if isinstance(before, QLabel) and not isinstance(after, QLabel) and not after.accessibleName():
                before.setBuddy(after)
                name_control(after, before.text())

    def add_beside(self, name: str, widget: QWidget) -> None:
        """Put something under the label of a row, such as a link that fills the field in."""
        title = self.findChild(QLabel, f"{name}Label")
        assert title is not None, name
        row = self._grid.getItemPosition(self._grid.indexOf(title))[0]
        bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(widget, row, 0, alignment=bottom)

    def show_row(self, name: str, on: bool) -> None:
        """Show or hide a control with its label; a hidden one keeps what stands in it."""
        for part in (self.findChild(QLabel, f"{name}Label"), self.findChild(QWidget, name)):
            if part is not None:
                part.setVisible(on)
        if not on and name in self._problems:
            self._problems[name].hide()

    def add_wide(self, widget: QWidget) -> None:
        """Add something under the fields that is not one, such as a finding."""
        self._grid.addWidget(widget, self._grid.rowCount(), 1)

    def bind(self) -> None:
        """Connect the controls of FIELDS once all rows are there."""
        for name, _attribute in self.FIELDS:
            control = self.findChild(QWidget, name)
            assert control is not None, name
            self._controls[name] = control
            binding.edited_signal(control).connect(self._control_edited)
        self._clean = self.draft()

    def control(self, name: str) -> QWidget:
        """Give a bound control by its objectName."""
        return self._controls[name]

    def load(self, record: object) -> None:
        """Show a record; what stood in the form before is gone."""
        self._loading = True
        for name, attribute in self.FIELDS:
            binding.write(self._controls[name], getattr(record, attribute))
        self._loading = False
        self._clean = self.draft()
        self.show_problems({})

    def values(self) -> dict[str, Any]:
        """Give what the form holds, by attribute; the last edited field is committed first."""
        focus = self.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.editingFinished.emit()
        return {attribute: binding.read(self._controls[name]) for name, attribute in self.FIELDS}

    def is_changed(self) -> bool:
        """Tell whether anything differs from what was loaded."""
        return self.draft() != self._clean

    def draft(self) -> dict[str, str]:
        """Give the raw text of every field, for the draft store."""
        return {name: binding.raw(control) for name, control in self._controls.items()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back; fields it does not know stay as loaded."""
        for name, text in draft.items():
            if name in self._controls:
                binding.set_raw(self._controls[name], text)

    def reset(self) -> None:
        """Show again what was loaded; what was typed since is gone."""
        self.restore(self._clean)
        self.show_problems({})

    def set_read_only(self, on: bool) -> None:
        """Let everything be read and copied, and nothing typed."""
        for control in self._controls.values():
            line = control.line if isinstance(control, DateEdit) else control
            if isinstance(line, QLineEdit | QPlainTextEdit):
                line.setReadOnly(on)
            else:
                line.setEnabled(not on)

    def mark_clean(self) -> None:
        """Take what stands in the form as stored."""
        self._clean = self.draft()

    def problems(self) -> dict[str, str]:
        """Give what must be put right before the values can be used: sentences by attribute."""
        found = {}
        for name, attribute in self.FIELDS:
            control = self._controls[name]
            if isinstance(control, CHECKED) and (problem := control.problem()):
                found[attribute] = problem
                continue
            value = binding.read(control)
            # A choice is a StrEnum, which is no text that was typed.
            finding = (
                text_problem(value, self.LIMITS.get(attribute, self.LIMIT)) if type(value) is str else None
            )
            if finding:
                found[attribute] = sentence(finding)
        return found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show a sentence under each named field and go to the first of them."""
        for name, attribute in self.FIELDS:
            self._show_problem(name, problems.get(attribute, ""))
        if problems:
            self.next_problem(from_start=True)
            announce(self, next(iter(problems.values())))

    def faulty_controls(self) -> list[QWidget]:
        """Give the controls under which a sentence stands, in their order, for a form among others."""
        return [self._controls[name] for name in self._faulty_names()]

    def next_problem(self, *, from_start: bool = False) -> bool:
        """Move the focus to the next field with a problem, round the form; tell whether there is one."""
        names = self._faulty_names()
        if not names:
            return False
        order = [name for name, _attribute in self.FIELDS]
        here = next((name for name in order if self._holds_focus(self._controls[name])), "")
        later = [name for name in names if here and order.index(name) > order.index(here)]
        wanted = names[0] if from_start or not later else later[0]
        self._controls[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _faulty_names(self) -> list[str]:
        """The fields under which a sentence stands, in their order."""
        listed = ((name, self._problems.get(name)) for name, _attribute in self.FIELDS)
        return [name for name, line in listed if line is not None and not line.isHidden()]

    def _leave_room(self, name: str, row: int | None = None, column: int = 1, breadth: int = 1) -> None:
        """Keep a row of the grid, the next one by itself, free for what will be said under a control."""
        row = self._grid.rowCount() if row is None else row
        self._problem_places[name] = (row, column, breadth)
        # Counts it as a row though nothing stands in it.
        self._grid.setRowMinimumHeight(row, 0)

    def _problem_line(self, name: str) -> QWidget:
        line = QWidget()
        line.setObjectName(f"{name}Problem")
        glyph = QLabel()
        self.theme.show_glyph(glyph, Glyph.OVER)
        text = label(f"{name}ProblemText", role="problem")
        text.setWordWrap(True)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, self.theme.px(4))
        layout.setSpacing(self.theme.px(6))
        layout.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text, 1)
        self._problems[name] = line
        row, column, breadth = self._problem_places[name]
        self._grid.addWidget(line, row, column, 1, breadth)
        return line

    def _show_problem(self, name: str, words: str) -> None:
        line, control = self._problems.get(name), self._controls[name]
        if line is None and words:
            line = self._problem_line(name)
        if line is not None:
            text = line.findChild(QLabel, f"{name}ProblemText")
            assert text is not None
            text.setText(words)
            line.setVisible(bool(words))
        show_problem_on(control.line if isinstance(control, DateEdit) else control, words)
        describe_control(control, words)
        self._faulty.pop(name, None)
        if words:
            self._faulty[name] = binding.raw(control)

    def _holds_focus(self, control: QWidget) -> bool:
        focus = self.focusWidget()
        return focus is not None and (focus is control or control.isAncestorOf(focus))

    def _control_edited(self) -> None:
        if not self._loading:
            self._forgive()
            self.edited.emit()

    def _forgive(self) -> None:
        """Take the sentence away from a field that was put right since it was said."""
        changed = [name for name, raw in self._faulty.items() if binding.raw(self._controls[name]) != raw]
        if changed:
            left = self.problems()
            for name in changed:
                if dict(self.FIELDS)[name] not in left:
                    self._show_problem(name, "")
