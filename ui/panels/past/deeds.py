"""做过的事: every deed of the office, by name, and the way back to before one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gzparty.i18n import N_, _
from gzparty.labels import spoken
from gzparty.services.deeds import Deed, Reach
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.past.frame import PastDialog, foot_button
from ui.panels.person_words import source
from ui.tables.column import Column

SIZE = (860, 560)
LANE = "past"
MOST = 1000
"""How many are listed, the newest."""
PAUSE_MS = 150
"""A search waits so long for the next letter."""


class DeedsDialog(PastDialog[Deed]):
    """The deeds, the newest first; those of an older file and final ones can be read and not taken back."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(desk, parent, "deedsDialog", _("做过的事"), SIZE)
        self._gate = gate
        self._back = foot_button(desk, "deedsBack", _("撤到这件事以前"), self.go_back)
        self._only = foot_button(desk, "deedsOnly", _("只收回这一件"), self.take_back)
        self._again = foot_button(desk, "deedsAgain", _("重做到这件事"), self.go_on)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.search.setPlaceholderText(_("找做过的事"))
        self.build_table(_columns(), _name)
        self.lay_out((self._back, self._only, self._again))
        self._pause.timeout.connect(self.refresh)
        self.search.searched.connect(self._wait)
        self.grid.row_changed.connect(self._show_current)
        gate.stored.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the deeds anew, behind the window."""
        words = self.search.text().strip()
        self._gate.behind.ask(
            LANE, lambda services: services.offices.deeds(MOST, words), self._show, self._failed
        )

    def go_back(self) -> None:
        """Undo the chosen deed and all that was done after it."""
        if deed := self._current():
            self._gate.go_back_to(deed.id, self.refuse)

    def take_back(self) -> None:
        """Undo the chosen deed alone."""
        if deed := self._current():
            self._gate.take_back(deed.id, self.refuse)

    def go_on(self) -> None:
        """Do again what was undone, up to the chosen deed."""
        if deed := self._current():
            self._gate.go_on_to(deed.id, self.refuse)

    def _current(self) -> Deed | None:
        self.error.hide()
        return self.grid.current_record()

    def _wait(self, _words: str) -> None:
        self._pause.start()

    def _show(self, deeds: Sequence[Deed]) -> None:
        if self.search.text():
            empty = (_("没有这样的事"), _("换几个字再找，例如人名、村名。"))
        else:
            empty = (_("还没有做过什么"), _("登记、修改、删除、导入都会一件件记在这里。"))
        self.show_rows(deeds, _identity, *empty)
        self._show_current(self.grid.currentIndex().row())

    def _show_current(self, row: int) -> None:
        deed = self.grid.current_record()
        open_still = deed is not None and deed.reach is Reach.OPEN
        undone = deed is not None and deed.undone
        self._back.setVisible(not undone)
        self._only.setVisible(not undone)
        self._again.setVisible(undone)
        for made in (self._back, self._only, self._again):
            made.setEnabled(open_still)
        self.note.setText(self._words(deed, row) if deed is not None else "")

    def _words(self, deed: Deed, row: int) -> str:
        if deed.reach is Reach.OLDER:
            return _("这是升级办公文件以前做的，看得到，不能再撤销。")
        if deed.reach is Reach.FINAL:
            return _("这件事清掉的内容已经不在办公文件里，不能再撤销。")
        if deed.undone:
            return _("已经撤销了；撤销以后没有做别的，就还能重做。")
        newer = sum(not self.table.record(above).undone for above in range(row))
        if self.search.text() or self.table.order[0] is not None:
            return _("撤到这件事以前，会把它和它以后做的都撤掉；都还能重做。")
        if not newer:
            return _("这是最近做的一件。")
        return _("撤到这件事以前，会把它和它以后做的 {n} 件都撤掉；都还能重做。").format(n=newer)

    def _failed(self, error: Exception) -> None:
        self.refuse(spoken(error))


def _columns() -> tuple[Column[Deed], ...]:
    return (
        Column("at", N_("时间"), _at, 156, sort_key=_identity),
        Column("name", N_("做了什么"), _name, stretch=True, tooltip=_name, tone=_tone),
        Column("rows", N_("改动"), _rows, 70, sort_key=_row_count, right=True, tone=_soft),
        Column("source", N_("在哪里做的"), _source, 100, tone=_soft),
        Column("state", N_("状态"), _state, 100, tone=_soft),
    )


def _identity(deed: Deed) -> int:
    return deed.id


def _at(deed: Deed) -> str:
    return f"{deed.at:%Y-%m-%d %H:%M}"


def _name(deed: Deed) -> str:
    return deed.name


def _rows(deed: Deed) -> str:
    return str(deed.rows)


def _row_count(deed: Deed) -> int:
    return deed.rows


def _source(deed: Deed) -> str:
    return source(deed.source)


def _state(deed: Deed) -> str:
    if deed.undone:
        return _("已撤销")
    return "" if deed.reach is Reach.OPEN else _("不能撤销")


def _tone(deed: Deed) -> str:
    return "ink" if deed.reach is Reach.OPEN and not deed.undone else "ink3"


def _soft(_deed: Deed) -> str:
    return "ink2"
