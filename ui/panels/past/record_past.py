"""改动历史: what happened to one record, from what to what, and the way back to one version of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.labels import refusal_text, spoken
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.versions import RecordPast, Version
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.past.frame import PastDialog, foot_button
from ui.panels.person_words import source
from ui.tables.column import Column

SIZE = (860, 520)
LANE = "past"


class RecordPastDialog(PastDialog[Version]):
    """The versions of a record, the newest first; under them what the chosen deed changed."""

    written = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget, kind: str, row_id: int) -> None:
        super().__init__(desk, parent, "recordPast", _("改动历史"), SIZE)
        self._gate = gate
        self._kind, self._row_id = kind, row_id
        self._past: RecordPast | None = None
        self._restore = foot_button(desk, "recordPastRestore", _("恢复成这个样子"), self.restore)
        self.build_table(_columns(), _name)
        self.lay_out((self._restore,), searches=False)
        self.grid.row_changed.connect(self._show_current)
        self._restore.setEnabled(False)
        self.refresh()

    def refresh(self) -> None:
        """Read the history anew, behind the window."""
        kind, row_id = self._kind, self._row_id
        self._gate.behind.ask(
            LANE, lambda services: services.versions.past(kind, row_id), self._show, self._failed
        )

    def restore(self) -> None:
        """Bring the chosen version back; the rules of the record have the last word."""
        version = self.grid.current_record()
        if version is None:
            return
        kind, row_id, deed = self._kind, self._row_id, version.deed.id

        def call(services: Services) -> Done[None]:
            return services.versions.restore(kind, row_id, deed)

        self.error.hide()
        self._gate.write(call, self._restored, self.refuse)

    def _restored(self, outcome: Done[None]) -> None:
        self.written.emit(outcome.name)
        self.refresh()
        self.grid.select_row(0)

    def _show(self, past: RecordPast) -> None:
        self._past = past
        self.title.setText(_("{what}的改动历史").format(what=past.name))
        self.show_rows(past.versions, _identity, _("还没有变动"), _("登记以后没有人改过它。"))
        self._show_current(self.grid.currentIndex().row())

    def _show_current(self, _row: int) -> None:
        version, past = self.grid.current_record(), self._past
        self._restore.setEnabled(version is not None and version.restorable)
        if version is None or past is None:
            self._restore.setToolTip(_("没有选中记录，先选一行。"))
            self.note.clear()
            return
        self._restore.setToolTip("" if version.restorable else self._why_not(version))
        self._restore.setVisible(not past.fixed)
        self.note.setText("\n".join((*(version.changes or (_first_words(version),)), self._why_not(version))))

    def _why_not(self, version: Version) -> str:
        assert self._past is not None
        if self._past.fixed:
            return refusal_text(Refusal(self._past.fixed))
        if version.restorable:
            return _("恢复的是填写的内容；状态、日程这些跟着办过的事走，不会倒回去。")
        return _("填写的内容现在就是这个样子，或者这件事没有改它。")

    def _failed(self, error: Exception) -> None:
        self.refuse(spoken(error))


def _columns() -> tuple[Column[Version], ...]:
    return (
        Column("at", N_("时间"), _at, 156),
        Column("name", N_("做了什么"), _name, 240, tooltip=_name, tone=_tone),
        Column("changes", N_("改了什么"), _changes, stretch=True, tooltip=_all_changes, tone=_tone),
        Column("source", N_("在哪里做的"), _source, 90, tone=_soft),
        Column("state", N_("状态"), _state, 80, tone=_soft),
    )


def _identity(version: Version) -> int:
    return version.deed.id


def _at(version: Version) -> str:
    return f"{version.deed.at:%Y-%m-%d %H:%M}"


def _name(version: Version) -> str:
    return version.deed.name


def _changes(version: Version) -> str:
    return _("；").join(version.changes)


def _all_changes(version: Version) -> str:
    return "\n".join(version.changes)


def _source(version: Version) -> str:
    return source(version.deed.source)


def _state(version: Version) -> str:
    return _("已撤销") if version.deed.undone else ""


def _tone(version: Version) -> str:
    return "ink3" if version.deed.undone else "ink"


def _soft(_version: Version) -> str:
    return "ink2"


def _first_words(version: Version) -> str:
    return _("{deed}，没有改填写的内容。").format(deed=version.deed.name)
