"""Where a paper leaves: the printer, how many copies, on which sheet, on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.reports.content import Size
from ui.memory import Memory
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import number
from ui.widgets.labelled import Labelled, side_by_side
from ui.widgets.shortened import Paragraph

MOST_COPIES = 999
PRINTER = "print/printer"


class PrinterFields(QWidget):
    """The lower part of the parameter column; without a printer it says so."""

    size_changed = Signal()
    printer_changed = Signal()

    def __init__(self, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("printerFields")
        self._memory = memory
        self._printer = Combo(theme, "printer")
        self._none = Paragraph(
            "noPrinter", _("没有打印机。先存 PDF，拷到能打印的电脑上印，样子不会变。"), "hint"
        )
        self._none.hide()
        self._printer.add(_("正在找打印机…"), "")
        self._printer.setEnabled(False)
        self._copies = number("copies", 1, MOST_COPIES)
        self._copies.setMinimum(1)
        self._size = Combo(theme, "paperSize")
        for size in Size:
            self._size.add(size.value, size)
        self.duplex = Check(theme, "paperDuplex", _("双面"))
        self._sheet_row = Labelled(theme, _("纸张"), self._size)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(Labelled(theme, _("打印机"), self._printer))
        layout.addWidget(self._none)
        copies = Labelled(theme, _("份数"), self._copies)
        layout.addWidget(side_by_side(theme, copies, self._sheet_row, self.duplex, shares=(3, 6, 3)))
        self._size.activated.connect(self.size_changed)
        self._printer.activated.connect(self._keep)

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer printers, the one used last first of all."""
        self._printer.clear_choices()
        for name in names:
            self._printer.add(name, name)
        kept = self._memory.recall(PRINTER)
        self._printer.set_value(kept if kept in names else next(iter(names), None))
        self._printer.setEnabled(bool(names))
        self._none.setVisible(not names)
        if not names:
            self._printer.add(_("没有打印机"), "")
            self._printer.setCurrentIndex(0)
        self.printer_changed.emit()

    def printer(self) -> str:
        """The printer chosen; empty where there is none."""
        return self._printer.value() or ""

    def copies(self) -> int:
        """How often it is to be printed."""
        return self._copies.value()

    def show_size(self, size: Size, *, offered: bool) -> None:
        """Show the sheet; a paper that knows only one cannot be put on another."""
        self._size.set_value(size)
        self._size.setEnabled(offered)

    def show_lie(self, *, landscape: bool) -> None:
        """Say beside the sheet how it lies, once the paper was made."""
        for place, size in enumerate(Size):
            lie = _("横放") if landscape else _("竖放")
            self._size.setItemText(place, f"{size.value} {lie}")

    def sheet(self) -> Size:
        """The sheet chosen."""
        return Size(self._size.value() or Size.A4)

    def _keep(self) -> None:
        self._memory.keep(PRINTER, self.printer())
        self.printer_changed.emit()
