"""Base of the panels of a selection's later steps: what is typed is a draft until it is stored, each selection its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.drafts import Watched, draft_key
from ui.gate import Gate
from ui.widgets.controls import label
from ui.widgets.right_panel import RightPanel
from ui.wishes import PrintRequest

if TYPE_CHECKING:
    from ui.panels.ask import AskDialog, Call, Question


FORM = "stage"
"""Under what half-typed dialogs of a step are kept: stage/handle 3 12, of the selection 3."""


class Typed(Watched, Protocol):
    """A form, or several parts that are stored together."""

    def problems(self) -> Mapping[str, str]:
        """What must be put right before it can be stored."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it beside the fields."""

    def mark_clean(self) -> None:
        """Take what stands there as stored."""

    def next_problem(self) -> bool:
        """Go to the next field something is said about."""


class StepPanel(RightPanel):
    """A subclass shows a selection in `_show` and opens what is typed in by `_open`; `_store` writes it."""

    done = Signal(str)
    """A deed that can be taken back."""

    def __init__(self, desk: Desk, gate: Gate, name: str) -> None:
        super().__init__(desk.theme, name)
        self._desk = desk
        self._gate = gate
        self.view: SelectionView | None = None
        self._typed: Typed | None = None
        self._key = ""
        self._under_way: tuple[str, dict[str, str]] | None = None
        self._after: Callable[[Any], None] | None = None
        self._kept = label(f"{name}Kept", _("接着上次没存的内容"), "hint")
        self._problem = label(f"{name}Refused", role="problem")
        for words in (self._kept, self._problem):
            words.setWordWrap(True)
            words.hide()

    def show_selection(self, view: SelectionView) -> None:
        """Show a selection; what is being typed for the same one stays."""
        other = self.view is None or self.view.selection.id != view.selection.id
        if other:
            self.leave()
        self.view = view
        focus = self.window().focusWidget()
        had_keys = focus is not None and self.isAncestorOf(focus)
        self._show(view)
        if had_keys and focus is not None and not focus.isVisibleTo(self):
            # A step taken hides what it was taken with; the keys stay in the panel.
            self.panes()[0].setFocus(Qt.FocusReason.TabFocusReason)
        if other:
            self.scroll_to_top()

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if self._key:
            self._desk.drafts.leave(self._key)
        self._key, self.view = "", None

    def save(self) -> None:
        """Store what is typed, where something is."""

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What the keys do here, by the names of the key map."""
        return {"save": self.save}

    def go_on(self, deed: str, number: int) -> None:
        """Open a dialog in which something half typed waits, where there is still what it is about."""

    def next_problem(self) -> None:
        """Go to the next field something is said about."""
        if self._typed is not None:
            self._typed.next_problem()

    def is_typing(self) -> bool:
        """Whether something stands typed that is not stored."""
        return bool(self._key) and self._typed is not None and self._typed.is_changed()

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.focus_target(),)

    def focus_target(self) -> QWidget:
        """Where the keys go when they come here: the first deed there is, else the panel."""
        deeds = (self.foot.itemAt(place).widget() for place in range(self.foot.count()))
        return next((one for one in deeds if one and one.isVisibleTo(self) and one.isEnabled()), self)

    def _show(self, view: SelectionView) -> None:
        raise NotImplementedError

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _open(self, key: str, typed: Typed, load: Callable[[], None]) -> None:
        """Show what is stored under a key, unless something is being typed under the same one."""
        if key == self._key and typed.is_changed():
            return
        if self._key and key != self._key:
            self._desk.drafts.leave(self._key)
        self._typed, self._key = typed, key
        load()
        self._kept.setVisible(self._desk.drafts.watch(key, typed))
        self._refuse("")

    def _shut(self) -> None:
        """Nothing is typed now, as where a step is done or not yet begun; what was typed stays a draft."""
        if self._key:
            self._desk.drafts.leave(self._key)
        self._typed, self._key = None, ""
        self._kept.hide()
        self._refuse("")

    def _check(self) -> bool:
        """Whether what is typed can be stored; what cannot is said beside its field."""
        if self._typed is None or self._under_way is not None:
            return False
        problems = self._typed.problems()
        self._typed.show_problems(problems)
        return not problems

    def _store(
        self, call: Callable[[Services], Done[Any]], after: Callable[[Any], None] | None = None
    ) -> None:
        """Write what is typed, once at a time; `after` gets what the service gave back."""
        assert self._typed is not None
        self._under_way, self._after = (self._key, self._typed.draft()), after
        self._gate.write(call, self._stored, self._not_stored, draft=self._key)

    def _write(self, call: Callable[[Services], Done[Any]]) -> None:
        """Do something at once that nothing typed is part of."""
        self._gate.write(call, self._told, self._refuse)

    def _ask(self, question: Question, call: Call) -> AskDialog:
        """Ask in a dialog."""
        from ui.panels.ask import ask_and_write

        return ask_and_write(self.theme, self._gate, question, call, self.done.emit, self.window())

    def _asked(self, deed: str, number: int = 0) -> str:
        """The key under which what is typed in a dialog about the selection in sight is kept."""
        assert self.view is not None
        return draft_key(FORM, deed, self.view.selection.id, number)

    def _print(self, paper: str) -> None:
        """Ask for a paper about this selection."""
        if self.view is not None:
            selectors = {"selection": self.view.selection.number}
            self._desk.wishes.show_page("print", PrintRequest(paper, selectors))

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _told(self, outcome: Done[Any]) -> None:
        self._refuse("")
        if outcome.action:
            self.done.emit(outcome.name)

    def _stored(self, outcome: Done[Any]) -> None:
        assert self._under_way is not None
        (key, draft), after = self._under_way, self._after
        self._under_way = self._after = None
        self._desk.drafts.forget(key)
        if outcome.action:
            self.done.emit(outcome.name)
        typed, view = self._typed, self.view
        if key != self._key or typed is None or view is None:
            return
        self._refuse("")
        if typed.draft() == draft:
            typed.mark_clean()
        else:
            # Something more was typed meanwhile, and is nobody's draft yet.
            self._desk.drafts.watch(key, typed)
        self.show_selection(self._gate.reader.selection_views.get(view.selection.id))
        if after is not None:
            after(outcome.value)

    def _not_stored(self, words: str) -> None:
        assert self._under_way is not None
        key, self._under_way, self._after = self._under_way[0], None, None
        if key == self._key:
            self._refuse(words)
        else:
            # Another selection is shown by now; what was typed for that one is its draft.
            self._gate.refused.emit(words)

    def _add_refusal(self) -> None:
        """Put the sentence of a refusal into the panel, in sight whatever else is."""
        side = self.theme.px(16)
        self._problem.setContentsMargins(side, self.theme.px(8), side, self.theme.px(8))
        self.column.addWidget(self._problem)

    def _block(self, name: str, *parts: QWidget, gap: int = 8) -> QWidget:
        """Parts one under another, as a section of the panel takes them."""
        made = QWidget()
        made.setObjectName(name)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(gap))
        for part in parts:
            # A link is as wide as its words.
            side = Qt.AlignmentFlag.AlignLeft if isinstance(part, QPushButton) else Qt.AlignmentFlag(0)
            column.addWidget(part, 0, side)
        return made
