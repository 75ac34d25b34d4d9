"""The right side of the page: the panel of a step, a nomination being typed, or those chosen so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from gzparty.domain.selection import Nomination
from gzparty.domain.selection_stages import STEPS, Stage
from gzparty.domain.theme import Theme
from gzparty.services.selection_views import NominationLine, SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.selection.candidate_field import Candidate
from ui.panels.selection.step_panel import StepPanel
from ui.panels.selection.step_panels import PANELS
from ui.widgets.right_panel import RightPanel

if TYPE_CHECKING:
    from ui.panels.selection.history_panel import HistoryPanel
    from ui.panels.selection.nominate_panel import NominatePanel
    from ui.panels.selection.nomination_editor import NominationEditor
    from ui.panels.selection.review_panel import ReviewPanel
    from ui.panels.selection.set_up_panel import SetUpPanel

KEPT_OPEN = "selection/panel"
LAST = {Stage.DONE: Stage.CIRCULAR, Stage.VACANT: Stage.REVIEW}
"""Whose panel a selection that has ended shows."""


WANTED = (
    "begun",
    "nominate_wanted",
    "edit_wanted",
    "delete_wanted",
    "withdraw_wanted",
    "back_wanted",
    "reply_wanted",
    "mention_wanted",
    "mention_shown",
    "nomination_wanted",
    "file_wanted",
    "copied",
)
"""Signals of panels the page answers."""


class SelectionSide(QObject):
    """Builds each panel when it is first wanted; what is typed in one stays its draft while another is shown."""

    done = Signal(str)
    changed = Signal()
    """Something else is at the right, or nothing."""
    built = Signal()
    """The side took its place beside the table for the first time."""
    begun = Signal(int)
    stored = Signal(int)
    """The id of a nomination that was stored."""
    nominate_wanted = Signal()
    edit_wanted = Signal()
    delete_wanted = Signal()
    withdraw_wanted = Signal()
    back_wanted = Signal()
    reply_wanted = Signal()
    mention_wanted = Signal()
    mention_shown = Signal(int)
    nomination_wanted = Signal()
    selection_wanted = Signal(int)
    past_wanted = Signal()
    file_wanted = Signal(object)
    copied = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, split: QSplitter) -> None:
        super().__init__(split)
        self._desk = desk
        self._gate = gate
        self._split = split
        self._stack: QStackedWidget | None = None
        self._panels: dict[Stage, StepPanel] = {}
        self._editor: NominationEditor | None = None
        self._history: HistoryPanel | None = None
        self._people: tuple[Candidate, ...] = ()
        self.view: SelectionView | None = None
        self.stage: Stage | None = None
        """The step whose panel is shown; None where another panel is."""

    # Panels

    @property
    def set_up(self) -> SetUpPanel:
        """定主题."""
        from ui.panels.selection.set_up_panel import SetUpPanel

        panel = self._panel(Stage.THEME)
        assert isinstance(panel, SetUpPanel)
        return panel

    @property
    def nominate(self) -> NominatePanel:
        """推荐."""
        from ui.panels.selection.nominate_panel import NominatePanel

        panel = self._panel(Stage.NOMINATE)
        assert isinstance(panel, NominatePanel)
        return panel

    @property
    def review(self) -> ReviewPanel:
        """资格审核."""
        from ui.panels.selection.review_panel import ReviewPanel

        panel = self._panel(Stage.REVIEW)
        assert isinstance(panel, ReviewPanel)
        return panel

    @property
    def editor(self) -> NominationEditor:
        """The form of a nomination."""
        if self._editor is None:
            from ui.panels.selection.nomination_editor import NominationEditor

            self._editor = editor = NominationEditor(self._desk, self._gate)
            editor.stored.connect(self._nomination_stored)
            editor.done.connect(self.done)
            editor.closed.connect(self.back)
            editor.know(self._people)
            self._stack_of().addWidget(editor)
        return self._editor

    @property
    def history(self) -> HistoryPanel:
        """历次典型."""
        if self._history is None:
            from ui.panels.selection.history_panel import HistoryPanel

            self._history = history = HistoryPanel(self._desk.theme)
            history.selection_wanted.connect(self.selection_wanted)
            history.past_wanted.connect(self.past_wanted)
            history.closed.connect(self.back)
            self._stack_of().addWidget(history)
        return self._history

    # What is shown

    def know(self, people: Sequence[Candidate]) -> None:
        """Take who is on the roster."""
        self._people = tuple(people)
        if self._editor is not None:
            self._editor.know(people)

    def follow(self, view: SelectionView, lines: Sequence[NominationLine]) -> None:
        """Show a selection: of another one its own step, of the same one the step that is shown already."""
        other = self.view is None or self.view.selection.id != view.selection.id
        moved = self.view is not None and not other and self.view.stage is not view.stage
        self.view = view
        if other and self._editor is not None:
            self._editor.leave()
        if self.is_typing() and not other:
            self.editor.show_selection(view)
            return
        if other or moved or (self.stage is None and not self.is_history()):
            self.show_stage(step_of(view), lines)
        elif self.stage is not None:
            self.show_stage(self.stage, lines)

    def follow_rows(self, lines: Sequence[NominationLine]) -> None:
        """Show the nominations of the selected rows, where a panel about them is in sight."""
        one = lines[0] if lines else None
        if self.stage is Stage.NOMINATE:
            self.nominate.show_nomination(one)
        elif self.stage is Stage.REVIEW:
            self.review.show_nominations(lines)

    def show_stage(self, stage: Stage, lines: Sequence[NominationLine]) -> None:
        """Show the panel of a step."""
        view = self.view
        if view is None or stage not in STEPS:
            return
        self._leave_others(stage)
        panel = self._panel(stage)
        changed = self.current() is not panel
        had_keys = self._has_keys()
        self.stage = stage
        panel.show_selection(view)
        self.follow_rows(lines)
        if self.wants_open():
            self._show(panel)
            if changed and had_keys:
                # Whatever had the focus is out of sight now.
                # As by Tab, a field comes with its text selected, ready to be typed over.
                panel.panes()[0].setFocus(Qt.FocusReason.TabFocusReason)
        if changed:
            self.changed.emit()

    def begin(self, period: str, theme: Theme | None) -> None:
        """Begin a selection of a month."""
        self.view = None
        self.stage = Stage.THEME
        self.show_panel()
        self.set_up.begin(period, theme)
        self._show(self.set_up)
        self.set_up.form.title.setFocus()
        self.changed.emit()

    def begin_nomination(self) -> None:
        """Begin a nomination."""
        if self.view is not None:
            self._edit_with(lambda view: self.editor.begin(view))

    def edit_nomination(self, nomination: Nomination) -> None:
        """Change a nomination."""
        if self.view is not None:
            self._edit_with(lambda view: self.editor.edit(view, nomination))

    def show_history(self) -> None:
        """Show who was chosen so far."""
        self.stage = None
        self.show_panel()
        self._show(self.history)
        self.changed.emit()

    def leave_history(self) -> None:
        """Another selection is wanted: its step is shown instead."""
        self.view = None
        self.put_away()

    def own_step(self) -> Stage:
        """The step the selection in sight shows by itself."""
        assert self.view is not None
        return step_of(self.view)

    def show_none(self, period: str) -> None:
        """A month without a selection is in sight: only its own beginning stays, or those chosen so far."""
        self.view = None
        if self.is_beginning() and self.set_up.period != period:
            self.set_up.leave()
            self.put_away()
        elif not self.is_beginning() and not self.is_history():
            self.put_away()

    def back(self) -> None:
        """From the form or the history to the step; from a step the panel goes away."""
        if self.is_typing():
            self.editor.leave()
            self._back_to_step()
        elif self.is_history():
            self._back_to_step()
        else:
            self.close()

    def close(self) -> None:
        """Put the panel away, next time too."""
        self._desk.memory.keep(KEPT_OPEN, False)
        self.put_away()
        self.changed.emit()

    def put_away(self) -> None:
        """Hide the side; what was typed is kept."""
        if self._stack is not None:
            self._stack.hide()

    def show_panel(self) -> None:
        """Let the panel follow the page again."""
        self._desk.memory.keep(KEPT_OPEN, True)

    # What it is like

    def wants_open(self) -> bool:
        """Whether the panel follows the page."""
        return self._desk.memory.recall(KEPT_OPEN) is not False

    def is_open(self) -> bool:
        """Whether anything is at the right."""
        return self._stack is not None and not self._stack.isHidden()

    def is_typing(self) -> bool:
        """Whether a nomination is being typed."""
        return self._editor is not None and self.current() is self._editor

    def is_history(self) -> bool:
        """Whether those chosen so far are shown."""
        return self._history is not None and self.current() is self._history

    def is_beginning(self) -> bool:
        """Whether a selection is being begun."""
        return Stage.THEME in self._panels and self.current() is self.set_up and self.set_up.is_beginning()

    def current(self) -> QWidget | None:
        """The panel in sight."""
        return self._stack.currentWidget() if self._stack is not None and self.is_open() else None

    def step_panel(self) -> StepPanel | None:
        """The panel in sight as one that can be saved."""
        shown = self.current()
        return shown if isinstance(shown, StepPanel) else None

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops besides the table."""
        panel = self.step_panel()
        if panel is not None:
            return panel.panes()
        return (self.history.lines,) if self.is_history() else ()

    def _has_keys(self) -> bool:
        """Whether the focus is in the panel in sight."""
        focus = self._split.window().focusWidget()
        return focus is not None and self._stack is not None and self._stack.isAncestorOf(focus)

    def _edit_with(self, begin: Callable[[SelectionView], None]) -> None:
        view = self.view
        assert view is not None
        self.show_panel()
        editor = self.editor
        self._show(editor)
        self.stage = Stage.NOMINATE
        begin(view)
        self.changed.emit()

    def _back_to_step(self) -> None:
        view = self.view
        if view is None:
            self.put_away()
            self.changed.emit()
            return
        self.show_stage(self.stage or step_of(view), view.nominations[:1])
        self.changed.emit()

    def _nomination_stored(self, nomination_id: int) -> None:
        self._back_to_step()
        self.stored.emit(nomination_id)

    def _leave_others(self, stage: Stage) -> None:
        """What is typed in a panel that goes out of sight is kept as a draft."""
        if self._editor is not None and self.is_typing():
            self._editor.leave()
        for other, panel in self._panels.items():
            if other is not stage and panel.view is not None:
                panel.leave()

    def _panel(self, stage: Stage) -> StepPanel:
        if stage not in self._panels:
            self._panels[stage] = panel = PANELS[stage](self._desk, self._gate)
            panel.done.connect(self.done)
            panel.closed.connect(self.back)
            self._connect(panel)
            self._stack_of().addWidget(panel)
        return self._panels[stage]

    def _connect(self, panel: StepPanel) -> None:
        """What a panel wants of the page is told to the page, by the same name."""
        for name in WANTED:
            if (wanted := getattr(panel, name, None)) is not None:
                wanted.connect(getattr(self, name))

    def _stack_of(self) -> QStackedWidget:
        if self._stack is None:
            self._stack = QStackedWidget()
            self._stack.setObjectName("selectionSide")
            self._split.addWidget(self._stack)
            self._split.setStretchFactor(self._split.count() - 1, 0)
            self._stack.hide()
        return self._stack

    def _show(self, widget: RightPanel) -> None:
        stack = self._stack_of()
        stack.setCurrentWidget(widget)
        if stack.isHidden():
            stack.show()
            self.built.emit()


def step_of(view: SelectionView) -> Stage:
    """The step whose panel a selection shows by itself."""
    # Of what was typed in afterwards only who was chosen is known.
    return Stage.NOMINATE if view.selection.imported else LAST.get(view.stage, view.stage)
