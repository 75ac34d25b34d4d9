"""A nomination being registered or changed, at the right of the page; what is typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from gzparty.domain.selection import Nomination, Subject
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import keys_of
from ui.panels.selection.candidate_field import Candidate
from ui.panels.selection.nomination_form import NominationForm, Typed
from ui.panels.selection.step_panel import StepPanel
from ui.panels.selection.subject import asked_lengths
from ui.widgets.controls import on_ctrl_enter


class NominationEditor(StepPanel):
    """`nomination` None is a new one."""

    stored = Signal(int)
    """The id of the nomination that was stored."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "nominationEditor")
        self.nomination: Nomination | None = None
        self._goes_on = False
        self.form = NominationForm(desk.theme, self._today().year)
        self._arrange()

    def know(self, people: Sequence[Candidate]) -> None:
        """Take who is on the roster."""
        self.form.know(people, self._gate.reader.people.units())
        if self.nomination is not None and not self.form.is_changed():
            self.form.show_nomination(self.nomination)

    def begin(self, view: SelectionView) -> None:
        """Begin a nomination; an older draft comes back."""
        self._start(view, None)

    def edit(self, view: SelectionView, nomination: Nomination) -> None:
        """Change a nomination."""
        self._start(view, nomination)

    def save(self) -> None:
        """Store it."""
        self._goes_on = False
        self._write_down()

    def save_and_next(self) -> None:
        """Store it and begin another."""
        self._goes_on = self.nomination is None
        self._write_down()

    def give_up(self) -> None:
        """Forget what was typed."""
        if self._key:
            self._desk.drafts.forget(self._key)
        self._key = ""
        self.closed.emit()

    def _start(self, view: SelectionView, nomination: Nomination | None) -> None:
        self.leave()
        self.view, self.nomination = view, nomination
        self.form.follow(view, asked_lengths(self._gate))
        title = _("加推荐") if nomination is None else _("修改推荐")
        self.show_title(title, view.selection.title)
        self._next.setVisible(nomination is None)
        self._open(self._draft_key(view), self.form, self._load)
        self.scroll_to_top()
        target = self.form.who if view.selection.subject is Subject.PERSON else self.form.unit
        (target if nomination is None else self.form.deeds).setFocus()

    def _show(self, view: SelectionView) -> None:
        """The selection changed beside what is typed: it stays."""

    def _draft_key(self, view: SelectionView) -> str:
        if self.nomination is not None:
            return f"nomination/{self.nomination.id}"
        return f"nomination/new-{view.selection.id}"

    def _load(self) -> None:
        if self.nomination is not None:
            self.form.show_nomination(self.nomination)
            return
        view = self.view
        first = view.categories[0].id if view and view.categories else None
        self.form.load(Typed(nominated_on=self._today(), category_id=first))

    def _write_down(self) -> None:
        if self.view is None or not self._check():
            return
        draft, selection_id = self.form.draft_of(self.nomination), self.view.selection.id
        stored = self.nomination

        def call(services: Services) -> Done[Any]:
            if stored is not None:
                return services.selections.change_nomination(stored.id, draft)
            return services.selections.nominate(selection_id, [draft])

        self._store(call)

    def _stored(self, outcome: Done[Any]) -> None:
        assert self._under_way is not None
        key, draft = self._under_way
        here = key == self._key
        typed_on = here and self.form.draft() != draft
        self._under_way = self._after = None
        if not typed_on:
            self._desk.drafts.forget(key)
        if outcome.action:
            self.done.emit(outcome.name)
        if not here or typed_on:
            return
        value = outcome.value
        one: Nomination = value[0] if isinstance(value, tuple) else value
        view = self.view
        self._key = ""
        if self._goes_on and view is not None:
            self.begin(view)
        else:
            self.stored.emit(one.id)

    def _arrange(self) -> None:
        px = self.theme.px
        self.add_section(self._block("nominationWhole", self._kept, self.form), ruled=False)
        self.column.addStretch(1)
        self._problem.setContentsMargins(px(16), 0, px(16), px(8))
        self.pin(self._problem)
        save = self.add_deed("saveNomination", _("存好"), "primary")
        save.setToolTip(keys_of("save"))
        self._next = self.add_deed("saveNextNomination", _("存好，再加一个"))
        self._next.setToolTip(keys_of("save_next"))
        self.foot.addStretch(1)
        drop = self.add_deed("dropNomination", _("不要了"), "quiet")
        save.clicked.connect(self.save)
        self._next.clicked.connect(self.save_and_next)
        drop.clicked.connect(self.give_up)
        self.setFocusProxy(self.form)
        on_ctrl_enter(self, self.save_and_next)
