"""回收站: what was deleted, the newest first, and the way back for one record or several."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gzparty.i18n import N_, _
from gzparty.labels import spoken
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.recycled import MOST, Recycled
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.past.frame import PastDialog, foot_button
from ui.tables.column import Column

SIZE = (860, 520)
LANE = "past"
PAUSE_MS = 150
"""A search waits so long for the next letter."""


class RecycleBinDialog(PastDialog[Recycled]):
    """What the chosen rows are brings back with all that went along; what stands in the way is named."""

    written = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(desk, parent, "recycleBin", _("回收站"), SIZE)
        self._gate = gate
        self._bring_back = foot_button(desk, "recycleBinBack", _("拿回来"), self.bring_back, "primary")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.search.setPlaceholderText(_("找名字、类别、怎么删的"))
        self.build_table(_columns(), _name)
        self.lay_out((self._bring_back,))
        self._pause.timeout.connect(self.refresh)
        self.search.searched.connect(self._wait)
        self.grid.selectionModel().selectionChanged.connect(self._show_chosen)
        self.refresh()

    def refresh(self) -> None:
        """Read what is in it anew, behind the window."""
        words = self.search.text()
        self._gate.behind.ask(LANE, lambda services: services.recycled.all(words), self._show, self._failed)

    def bring_back(self) -> None:
        """Bring the chosen records back, all or none."""
        entries = [one.entry for one in self._chosen()]
        if not entries:
            return

        def call(services: Services) -> Done[int]:
            return services.recycled.bring_back(entries)

        self.error.hide()
        self._gate.write(call, self._brought, self.refuse)

    def _brought(self, outcome: Done[int]) -> None:
        self.written.emit(outcome.name)
        self.refresh()

    def _wait(self, _words: str) -> None:
        self._pause.start()

    def _show(self, found: tuple[Recycled, ...]) -> None:
        if self.search.text():
            empty = (_("没有这样的记录"), _("换几个字再找；撤销掉的事不在这里，在“做过的事”里。"))
        else:
            empty = (_("回收站是空的"), _("删掉的人员、培训、会议、问题、材料会放在这里，随时拿得回来。"))
        self.show_rows(found, _entry, *empty)
        count = _("{n} 条").format(n=len(found)) if len(found) < MOST else _("最近 {n} 条").format(n=MOST)
        self.search.show_count(count)
        self._show_chosen()

    def _show_chosen(self, *_changes: object) -> None:
        chosen = self._chosen()
        self._bring_back.setEnabled(bool(chosen))
        self._bring_back.setToolTip("" if chosen else _("没有选中记录，先选一行。"))
        self._bring_back.setText(_("拿回 {n} 条").format(n=len(chosen)) if len(chosen) > 1 else _("拿回来"))
        along = sum(one.along for one in chosen)
        if along:
            self.note.setText(_("连带删掉的 {n} 条（职务、材料、课程、关联）一起回来。").format(n=along))
        else:
            self.note.setText("")

    def _chosen(self) -> list[Recycled]:
        return [self.table.record(row) for row in self.grid.selected_rows() if row < self.table.rowCount()]

    def _failed(self, error: Exception) -> None:
        self.refuse(spoken(error))


def _columns() -> tuple[Column[Recycled], ...]:
    return (
        Column("at", N_("什么时候删的"), _at, 156),
        Column("kind", N_("类别"), _kind, 90),
        Column("name", N_("内容"), _name, stretch=True, tooltip=_name),
        Column("deed", N_("怎么删的"), _deed, 240, tooltip=_deed, tone=_soft),
        Column("along", N_("连带"), _along, 60, sort_key=_along_key, right=True, tone=_soft),
    )


def _entry(one: Recycled) -> int:
    return one.entry


def _at(one: Recycled) -> str:
    return f"{one.deed.at:%Y-%m-%d %H:%M}"


def _kind(one: Recycled) -> str:
    return one.kind


def _name(one: Recycled) -> str:
    return one.name or _("（不显示）")


def _deed(one: Recycled) -> str:
    return one.deed.name


def _along(one: Recycled) -> str:
    return str(one.along) if one.along else ""


def _along_key(one: Recycled) -> int:
    return one.along


def _soft(_one: Recycled) -> str:
    return "ink2"
