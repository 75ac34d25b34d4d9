"""检查项目: what self-inspections and joint ones ask, in the office's own words and order; each change is stored at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.inspection import ChecklistItem, InspectionKind
from gzparty.domain.inspection_rules import HINT_LIMIT, TITLE_LIMIT
from gzparty.i18n import N_, _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.keys import shown
from ui.panels.ask import Question, Values, ask_and_write
from ui.panels.duty.part import DutyPart, PartHead
from ui.panels.form import Form
from ui.tables.column import Column, Edit
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.theme import Theme
from ui.widgets.controls import button, field
from ui.widgets.error_bar import ErrorBar
from ui.widgets.segments import Segments

KINDS = (
    (InspectionKind.SELF.value, N_("自查项目")),
    (InspectionKind.JOINT.value, N_("督查项目")),
)


def checklist_columns() -> tuple[Column[ChecklistItem], ...]:
    """Make the columns of the list."""
    return (
        Column("title", N_("检查项目"), _title, 240, tone=_tone, editable=_always, is_prose=True),
        Column(
            "hint",
            N_("看什么"),
            lambda item: item.hint,
            stretch=True,
            tone=_soft,
            editable=_always,
            is_prose=True,
            tooltip=lambda item: item.hint,
        ),
        Column("state", N_("还查不查"), _state, 110, glyph=_glyph, tone=_tone),
    )


class ItemForm(Form):
    """A further line: what is asked, and what to look at."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("itemTitle", "title"), ("itemHint", "hint"))
    LIMITS: ClassVar[dict[str, int]] = {"title": TITLE_LIMIT, "hint": HINT_LIMIT}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "checklistItemForm")
        self.add_row(_("项目"), field("itemTitle", hint=_("如 公务用车")))
        self.add_row(_("看什么"), field("itemHint", hint=_("如 派车单、行驶登记")))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.values()["title"]:
            found.setdefault("title", _("写上项目的名称"))
        return found


class ChecklistEditor(DutyPart):
    """One kind at a time; what was inspected before keeps the words it was asked under."""

    SHOWS = frozenset({"checklist_item"})

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "checklistEditor")
        self._items: tuple[ChecklistItem, ...] = ()
        self._go_to = ""
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        before = [item.code for item in self._items]
        self._items = self._gate.reader.inspection_views.checklist(self.kind())
        if before != [item.code for item in self._items]:
            # The same lines in another order: a table keeps records it knows in the places they have.
            self.table.show(ListRows((), identity))
        asked = sum(not item.stopped for item in self._items)
        self._head.figures.setText(_("{n} 项").format(n=asked))
        self.table.show(ListRows(self._items, identity))
        wanted, self._go_to = self._go_to, ""
        row = self.table.row_of(wanted) if wanted else -1
        if row >= 0:
            self.grid.select_row(row)
        elif self._items and not self.grid.currentIndex().isValid():
            self.grid.select_row(0)
        self._follow()

    def kind(self) -> InspectionKind:
        """Whose checklist is shown."""
        return InspectionKind(self._kinds.value())

    def show_kind(self, kind: InspectionKind) -> None:
        """Show the checklist of a kind."""
        self._kinds.set_value(kind.value)
        self.refresh()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        return {"new": self.add, "recount": self.refresh}

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.grid,)

    def place(self) -> str:
        """选中：公务用车."""
        item = self.grid.current_record()
        return _("选中：{title}").format(title=item.title) if item else ""

    def add(self) -> None:
        """Ask for one more line; it comes last of those that are asked."""
        form = ItemForm(self._desk.theme)
        question = Question(_("加一项检查项目"), _("加上"), form)
        kind, items = self.kind(), self._items
        asked = [item for item in items if not item.stopped]
        stopped = [item for item in items if item.stopped]

        def call(services: Services, values: Values) -> Done[Any]:
            new = ChecklistItem(0, "", kind, "", values["title"], values["hint"])
            return services.inspections.set_checklist(kind, [*asked, new, *stopped])

        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self)

    def move_line(self, step: int) -> None:
        """Let the line in focus be asked earlier (-1) or later (1)."""
        item = self.grid.current_record()
        if item is None:
            return
        items = list(self._items)
        here = items.index(item)
        there = here + step
        if 0 <= there < len(items):
            items[here], items[there] = items[there], items[here]
            self._store(items, item.code)

    def toggle(self) -> None:
        """Ask the line in focus no more, or again."""
        item = self.grid.current_record()
        if item is not None:
            changed = replace(item, stopped=not item.stopped)
            self._store([changed if one is item else one for one in self._items], item.code)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._kinds = Segments(theme, "checklistKind", KINDS)
        self._kinds.setAccessibleName(_("哪一种检查"))
        self._up = button(theme, "checklistUp", _("上移"))
        self._down = button(theme, "checklistDown", _("下移"))
        self._stop = button(theme, "checklistStop", _("不再查"))
        self._add = button(theme, "checklistAdd", _("加一项"), icon="plus")
        self._up.setToolTip(shown("Alt+Up"))
        self._down.setToolTip(shown("Alt+Down"))
        self.table = RecordTable[ChecklistItem](
            checklist_columns(), ListRows[ChecklistItem]([], identity), _title
        )
        self.grid = RecordView[ChecklistItem](theme, self._desk.memory, "checklistGrid")
        self.grid.setAccessibleName(_("检查项目"))
        self.grid.set_records(self.table)
        self.grid.horizontalHeader().setSortIndicatorShown(False)
        self._error = ErrorBar(theme)

    def _lay_out(self) -> None:
        tools = (self._kinds, self._up, self._down, self._stop, self._add)
        self._head = PartHead(self._desk.theme, "checklist", _("检查项目"), *tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._error)
        column.addWidget(self.grid, 1)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._choose)
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._stop.clicked.connect(self.toggle)
        self._add.clicked.connect(self.add)
        self.grid.shift_wanted.connect(self.move_line)
        self.grid.opened.connect(self._toggle_row)
        self.grid.row_changed.connect(self._moved)
        self.table.edited.connect(self._edit)

    def _choose(self, _kind: str) -> None:
        self._error.hide()
        self.refresh()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_up(self) -> None:
        self.move_line(-1)

    def _move_down(self) -> None:
        self.move_line(1)

    def _toggle_row(self, _row: int) -> None:
        self.toggle()

    def _edit(self, edits: Sequence[Edit[ChecklistItem]]) -> None:
        changed = {item.code: item for item in self._items}
        for edit in edits:
            item = changed[edit.record.code]
            changed[item.code] = replace(item, **{edit.column: edit.text.strip()})  # type: ignore[arg-type]
        self._store([changed[item.code] for item in self._items], edits[0].record.code)

    def _store(self, items: Sequence[ChecklistItem], go_to: str) -> None:
        kind, self._go_to = self.kind(), go_to
        self._error.hide()
        self._gate.write(
            lambda services: services.inspections.set_checklist(kind, items), self._told, self._refused
        )

    def _refused(self, sentence: str) -> None:
        """What was typed stays in sight until it is put right or the list is read anew."""
        self._error.say(_("没有改"), sentence)

    def _moved(self, _row: int) -> None:
        self._follow()
        self.place_changed.emit()

    def _follow(self) -> None:
        item = self.grid.current_record()
        here = self._items.index(item) if item in self._items else -1
        self._up.setEnabled(here > 0)
        self._down.setEnabled(0 <= here < len(self._items) - 1)
        self._stop.setEnabled(item is not None)
        self._stop.setText(_("重新查") if item is not None and item.stopped else _("不再查"))


def identity(item: ChecklistItem) -> str:
    """What stays the same about a line."""
    return item.code


def _title(item: ChecklistItem) -> str:
    return item.title


def _state(item: ChecklistItem) -> str:
    return _("不再查") if item.stopped else _("在查")


def _glyph(item: ChecklistItem) -> Glyph:
    return Glyph.NOT_APPLICABLE if item.stopped else Glyph.DONE


def _tone(item: ChecklistItem) -> str:
    return "ink3" if item.stopped else "ink"


def _soft(_item: ChecklistItem) -> str:
    return "ink2"


def _always(_item: ChecklistItem) -> bool:
    return True
