"""催办: a text for each community whose villages have not handed in, and one for the group; copied, never sent."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels.chase import errand_group_text, errand_private_text
from gzparty.services.duty_views import ErrandView
from gzparty.services.unit_groups import grouped
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.errand.rows import BACK, GOT, unit_rows
from ui.widgets.check import Check
from ui.widgets.controls import button, label
from ui.widgets.right_panel import RightPanel

WIDTH = 340


class ChaseText(NamedTuple):
    """One text: whom it is for, how many it is about, what it says."""

    title: str
    units: int
    text: str


class ErrandChase(RightPanel):
    """Texts one under another, each with its own copy button."""

    copied = Signal(str)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk.theme, "errandChasePanel")
        self._gate = gate
        self._view: ErrandView | None = None
        self.texts: tuple[ChaseText, ...] = ()
        self._named = Check(desk.theme, "chaseNamed", _("群里那段点出村名"))
        self._holder = QWidget()
        self._holder.setObjectName("chaseTexts")
        self._texts = QVBoxLayout(self._holder)
        self._texts.setContentsMargins(0, 0, 0, 0)
        self._texts.setSpacing(desk.theme.px(4))
        self.add_section(self._named)
        self.add_section(self._holder, ruled=False)
        self.column.addStretch(1)
        self._all = self.add_deed("chaseCopyAll", _("全部复制"), "primary")
        self.foot.addStretch(1)
        self._all.clicked.connect(self._copy_all)
        self._named.toggled.connect(self._show)

    def show_view(self, view: ErrandView) -> None:
        """Show what to say about an errand now."""
        self._view = view
        self._show()

    def _show(self) -> None:
        if self._view is None:
            return
        self.texts = self._made(self._view)
        total = sum(one.units for one in self.texts[1:])
        self.show_title(_("催办"), _("还差 {n} 个单位").format(n=total) if total else _("都交齐了"))
        while (item := self._texts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, text in enumerate(self.texts):
            self._texts.addWidget(self._block(place, text))
        self._all.setEnabled(bool(total))

    def _made(self, view: ErrandView) -> tuple[ChaseText, ...]:
        today = self._gate.reader.context.today()
        rows = {row.unit.id: row for row in unit_rows(view, today) if row.part != GOT}
        if not rows:
            return ()
        units = self._gate.reader.people.units_by_id()
        texts = []
        for group in grouped(units, rows):
            there = [rows[unit.id] for unit in group.lines]
            missing = [row.unit.name for row in there if row.part != BACK]
            back = [(row.unit.name, row.owed.return_reason) for row in there if row.part == BACK]
            said = errand_private_text(view, group.title, missing, back, today)
            texts.append(ChaseText(group.title, len(there), said))
        counts = [(text.title, text.units) for text in texts]
        names = [row.unit.name for row in rows.values()]
        said = errand_group_text(view, counts, names, today, named=self._named.isChecked())
        return (ChaseText(_("发到群里"), len(rows), said), *texts)

    def _block(self, place: int, text: ChaseText) -> QWidget:
        theme = self.theme
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(8))
        column.setSpacing(theme.px(4))
        row = QHBoxLayout()
        row.addWidget(label(f"chaseTitle{place}", text.title, "labelStrong"))
        row.addWidget(label(f"chaseCount{place}", _("{n} 个").format(n=text.units), "hint"))
        row.addStretch(1)
        copy = button(theme, f"chaseCopy{place}", _("复制"), "small", icon="copy")
        copy.setAccessibleName(_("复制给{title}的").format(title=text.title))
        copy.clicked.connect(partial(self._copy, place))
        row.addWidget(copy)
        said = label(f"chaseText{place}", text.text, "fact")
        said.setWordWrap(True)
        column.addLayout(row)
        column.addWidget(said)
        return block

    def _copy(self, place: int) -> None:
        QGuiApplication.clipboard().setText(self.texts[place].text)
        self.copied.emit(_("已复制：{title}").format(title=self.texts[place].title))

    def _copy_all(self) -> None:
        """All texts of communities; the group's own is left out, or its names would be sent twice."""
        QGuiApplication.clipboard().setText("\n\n".join(text.text for text in self.texts[1:]))
        self.copied.emit(_("已复制 {n} 段催办").format(n=len(self.texts) - 1))
