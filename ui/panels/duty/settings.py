"""The parts of 设置 about duties, each built when it is first shown: 制度与时限, 支部生活日, 免办, 检查项目."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gzparty.i18n import N_, _
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.widgets.controls import button
from ui.wishes import SettingsRequest

if TYPE_CHECKING:
    from ui.panels.duty.life_days import LifeDays
    from ui.panels.duty.list import DutyList
    from ui.panels.duty.waivers import Waivers
    from ui.panels.inspection.checklist_editor import ChecklistEditor

DUTIES, LIFE_DAYS, WAIVERS, CHECKLIST = N_("制度与时限"), N_("支部生活日"), N_("免办"), N_("检查项目")
DUTY_PARTS = (DUTIES, LIFE_DAYS, WAIVERS, CHECKLIST)
_CALLED = {"duties": DUTIES, "life_days": LIFE_DAYS, "waivers": WAIVERS, "checklist": CHECKLIST}
"""How other pages may call the parts, besides by their names."""
HINTS = {
    DUTIES: N_("改一处，从生效的月份起算，以前的月份不变"),
    LIFE_DAYS: N_("按住 Shift 或 Ctrl 选几行，一次定好"),
    WAIVERS: N_("写明原因和谁同意，那一格就不再催"),
    CHECKLIST: N_("改了从下一次检查起算，查过的不变"),
}
KEYS_WORTH = {
    DUTIES: {"edit_cell": N_("改格"), "save": N_("保存"), "new": N_("加一项")},
    LIFE_DAYS: {"open_row": N_("定生活日"), "clear_cell": N_("取消"), "undo": N_("撤销")},
    WAIVERS: {"new": N_("记一条"), "clear_cell": N_("撤销这条")},
    CHECKLIST: {
        "edit_cell": N_("改格"),
        "move_row": N_("换先后"),
        "open_row": N_("不再查"),
        "new": N_("加一项"),
    },
}


def part_wanted(request: SettingsRequest) -> str:
    """Which part another page asks for; a duty without one lies in the first."""
    return _CALLED.get(request.part, request.part or (DUTIES if request.duty else ""))


class DutySettings(QStackedWidget):
    """Shows one part; `tools` are the buttons for the page's head."""

    done = Signal(str)
    moved = Signal()
    """Something else is in focus, or can be done now."""
    export_wanted = Signal(object)
    """A day; the rules that hold then shall become a workbook."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("dutySettings")
        self._desk = desk
        self._gate = gate
        self._built: dict[str, DutyList | LifeDays | Waivers | ChecklistEditor] = {}
        self.part = ""
        self.tools = self._make_tools()

    def show_part(self, part: str) -> None:
        """Show a part; an empty one only takes the tools away."""
        self.part = part
        self.tools.setVisible(part == DUTIES)
        if part:
            self.setCurrentWidget(self._shown(part))
        self.moved.emit()

    def show_duty(self, code: str) -> None:
        """Go to a duty of the part 制度与时限."""
        self._duties().show_duty(code)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What keys do here."""
        return self._shown(self.part).deeds() if self.part else {}

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return self._shown(self.part).panes() if self.part else ()

    def place(self) -> str:
        """What is in focus."""
        return self._shown(self.part).place() if self.part else ""

    def key_hints(self) -> str:
        """The keys worth knowing."""
        worth = KEYS_WORTH[self.part] if self.part else {}
        return hints(**{deed: _(words) for deed, words in worth.items()})

    def hint(self) -> str:
        """What the part is for, in the page's head."""
        return _(HINTS[self.part]) if self.part else ""

    def _shown(self, part: str) -> DutyList | LifeDays | Waivers | ChecklistEditor:
        if part not in self._built:
            made = self._build(part)
            made.done.connect(self.done)
            made.place_changed.connect(self.moved)
            self._built[part] = made
            self.addWidget(made)
        return self._built[part]

    def _build(self, part: str) -> DutyList | LifeDays | Waivers | ChecklistEditor:
        if part == LIFE_DAYS:
            from ui.panels.duty.life_days import LifeDays

            return LifeDays(self._desk, self._gate)
        if part == WAIVERS:
            from ui.panels.duty.waivers import Waivers

            return Waivers(self._desk, self._gate)
        if part == CHECKLIST:
            from ui.panels.inspection.checklist_editor import ChecklistEditor

            return ChecklistEditor(self._desk, self._gate)
        from ui.panels.duty.list import DutyList

        made = DutyList(self._desk, self._gate)
        made.export_wanted.connect(self.export_wanted)
        return made

    def _duties(self) -> DutyList:
        from ui.panels.duty.list import DutyList

        shown = self._shown(DUTIES)
        assert isinstance(shown, DutyList)
        return shown

    def _make_tools(self) -> QWidget:
        theme = self._desk.theme
        tools = QWidget()
        tools.setObjectName("dutyTools")
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for name, words, icon, deed in (
            ("dutyPrint", _("打印制度表"), "print", self._print),
            ("dutyExport", _("导出"), "", self._export),
            ("dutyAdd", _("加一项"), "plus", self._add),
        ):
            made = button(theme, name, words, icon=icon)
            made.clicked.connect(deed)
            row.addWidget(made)
        tools.hide()
        return tools

    def _print(self) -> None:
        self._duties().print()

    def _export(self) -> None:
        self.export_wanted.emit(self._duties().day())

    def _add(self) -> None:
        self._duties().add()
