"""The list of copies with the facts above it, the reminder of the stick, and what may narrow the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.copying import Copying, CopyLine
from ui.desk import Desk
from ui.gate import Gate
from ui.panels import copy_rows
from ui.tables.groups import GroupedRows
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.banner import Banner
from ui.widgets.chip import ChipChoice, ChipRow
from ui.widgets.controls import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.facts import FactStrip

LOWEST = 96
"""The head of the list and two rows."""
LOW, NARROW = 480, 560
"""Below this height two bars would leave the list no room; below this width a remark would leave the chips none."""


def count_words(copying: Copying) -> str:
    """备份 12 份; before the folders were looked through nothing is known, and none would be a fright."""
    if not copying.listed:
        return _("正在看有几份备份")
    return _("备份 {n} 份").format(n=len(copying.lines()))


class CopyList(QWidget):
    """Shows what `Copying` knows; the row in focus is the copy the page is about."""

    stick_wanted = Signal()
    password_wanted = Signal()
    shown = Signal()
    """The list was filled anew; the current copy may be another one, or known better."""

    def __init__(self, desk: Desk, gate: Gate, copying: Copying, *, has_password: bool = False) -> None:
        super().__init__()
        self._has_password = has_password
        self.setObjectName("copyList")
        self._desk = desk
        self._gate = gate
        self._copying = copying
        self._only = ""
        self._is_stick_due = False
        self._make_controls()
        self._connect()

    def refresh(self) -> None:
        """Show what is known of the copies now; the current one stays."""
        lines, today = self._copying.lines(), self._gate.reader.context.today()
        due = self._gate.reader.offices.is_stick_due(self._copying.last_outside())
        first = self.table.rowCount() == 0
        self.table.show(copy_rows.grouped(lines, today, self._only))
        self._count.setText(count_words(self._copying))
        outside = sum(line.outside for line in lines)
        for choice in _narrowing(outside, sum(map(copy_rows.is_broken, lines))):
            self._chips.show_choice(choice)
        now, has_password = self._gate.reader.context.now(), self._has_password
        self.facts.show_facts(copy_rows.facts(self._copying, now, due, has_password=has_password))
        self._remind(today, due)
        self._warn_of_place()
        self._give_room()
        self._body.setCurrentIndex(0 if lines or not self._copying.listed else 1)
        if first:
            # A table in focus makes its first row current, and that is a heading.
            self.grid.select_row(1)
        self.shown.emit()

    def current(self) -> CopyLine | None:
        """The copy in focus; None on a heading or where there is none."""
        return self.grid.current_record()

    def focus_target(self) -> QWidget:
        """Where the keys begin: the list, or what to do first where it is empty."""
        return self.grid if self._body.currentIndex() == 0 else self._empty.focus_target()

    def select(self, path: Path) -> None:
        """Put a copy into focus, whatever the list was narrowed to."""
        if self._only:
            self._chips.choose("")
        self.grid.select_row(self.table.row_of(str(path)))

    def lay_out(self, bars: Sequence[QWidget]) -> None:
        """Put the parts in place, `bars` under the facts."""
        theme = self._desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facts)
        around = QVBoxLayout()
        around.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), 0)
        around.setSpacing(theme.px(8))
        for bar in (*bars, self._place, self._banner):
            around.addWidget(bar)
        column.addLayout(around)
        column.addWidget(self._head())
        self._body = QStackedWidget()
        self.grid.setMinimumHeight(theme.px(LOWEST))
        self._body.addWidget(self.grid)
        self._body.addWidget(self._empty)
        column.addWidget(self._body, 1)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.facts = FactStrip(theme, "dataFacts", ("size", "copy", "stick", "check", "password"))
        self._check = button(theme, "dataCheck", _("现在自查"), "link")
        words = _("换密码…") if self._has_password else _("设密码…")
        self._password = button(theme, "dataPassword", words, "link")
        for deed in (self._check, self._password):
            self.facts.add_deed(deed)
        self._banner = Banner(theme, "dataBanner", "usb")
        self._place = Banner(theme, "dataPlace")
        self._later = self._banner.add_deed("dataLater", _("明天再说"))
        self._store_now = self._banner.add_deed("dataStoreNow", _("存到 U 盘"))
        self._count = label("dataCount", role="h16")
        self._hint = label("dataHint", _("每份都打开核对，打不开的不算数"), "label")
        self._chips = ChipRow(theme, "dataChips", [ChipChoice("", _("全部")), *_narrowing(0, 0)])
        self.table = RecordTable[CopyLine](
            copy_rows.copy_columns(), GroupedRows([], copy_rows.identity), copy_rows.at_text
        )
        self.grid = RecordView[CopyLine](theme, self._desk.memory, "copyGrid")
        self.grid.setAccessibleName(_("备份"))
        self.grid.set_records(self.table)
        self._empty = EmptyState(theme, "dataEmpty")
        why = _("备份和办公文件放在一起，每份存完都打开核对。再往 U 盘存一份，电脑坏了也不怕。")
        self._empty.say(_("还没有备份"), why, _("现在备份一份"))

    def _head(self) -> QWidget:
        theme = self._desk.theme
        head = QWidget()
        head.setFixedHeight(theme.px(46))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._count)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self._chips)
        return head

    def _connect(self) -> None:
        self._check.clicked.connect(self._copying.check)
        self._password.clicked.connect(self.password_wanted)
        self._later.clicked.connect(self._put_off)
        self._store_now.clicked.connect(self.stick_wanted)
        self._empty.first.connect(self._copying.back_up)
        self._chips.chosen.connect(self._narrow)
        self._copying.changed.connect(self.refresh)

    def _remind(self, today: date, due: bool) -> None:
        last = self._copying.last_outside()
        if not due or not self._copying.listed or self._copying.is_put_off(today):
            self._is_stick_due = False
            return
        self._is_stick_due = True
        title = _("还没往 U 盘存过")
        if last is not None:
            title = _("{n} 天没往 U 盘存了").format(n=(today - last).days)
        why = _("电脑坏了，本机的备份也会跟着丢。插上 U 盘，存好会打开核对一遍。")
        if (second := self._copying.kept.second) is not None:
            why = _("{folder} 一直没接上，关程序时没有存成。插上它，下次关程序会补存。").format(folder=second)
        self._banner.say(title, why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Where the window is low the worse bar stands alone; how old the stick is, the facts say all the same.

        Where it is narrow the chips with their numbers are worth more than the remark beside them.
        """
        self._hint.setVisible(self.width() >= self._desk.theme.px(NARROW))
        low = self.height() < self._desk.theme.px(LOW)
        self._banner.setVisible(self._is_stick_due and not (low and self._place.isVisibleTo(self)))

    def _warn_of_place(self) -> None:
        warning = self._copying.warning_of_place()
        # Until it was read it stands above every page.
        if warning is not None and self._copying.knows_place():
            self._place.say(*warning)
        else:
            self._place.say("")

    def _put_off(self) -> None:
        self._copying.put_off(self._gate.reader.context.today())

    def _narrow(self, key: str) -> None:
        self._only = key
        self.refresh()


def _narrowing(outside: int, broken: int) -> list[ChipChoice]:
    return [
        ChipChoice(copy_rows.STICKS, _("只看 U 盘"), outside),
        ChipChoice(copy_rows.BROKEN, _("打不开"), broken, alarm=True),
    ]
