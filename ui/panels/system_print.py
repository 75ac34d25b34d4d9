"""The system's own print dialog, for everything a printer can do besides."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from gzparty.i18n import _
from ui.print_queue import PrintOrder
from ui.printers import printer_for, still_there

if TYPE_CHECKING:
    from ui.panels.print_deeds import PrintDeeds
    from ui.print_work import Made


class _SystemPrint(QObject):
    """Lives as long as its dialog."""

    def __init__(self, dialog: QPrintDialog, printer: QPrinter, made: Made, deeds: PrintDeeds) -> None:
        super().__init__(dialog)
        self._printer = printer
        self._made = made
        self._deeds = deeds
        dialog.accepted.connect(self._print)

    def _print(self) -> None:
        pages = chosen_pages(self._printer, len(self._made.pdf.sizes))
        # What a printer writes into one file is one document: the next one would take its place.
        one = replace(self._made, counts=()) if self._printer.outputFileName() else self._made
        setting_up = partial(still_there, self._printer)
        self._deeds.print_paper(PrintOrder(one, setting_up, pages, self._printer.copyCount()))


def ask_system(parent: QWidget, wish: tuple[str, int, bool], made: Made, deeds: PrintDeeds) -> None:
    """Open the system's dialog with the printer, copies and sides chosen so far; accepted, it prints."""
    name, copies, duplex = wish
    printer = printer_for(name, copies, duplex=duplex)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("打印设置"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(made.pdf.sizes))
    _SystemPrint(dialog, printer, made, deeds)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def chosen_pages(printer: QPrinter, count: int) -> range:
    """Give the pages of the chosen range, counted from 0; all where no range was chosen."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(count)
    return range(printer.fromPage() - 1, min(printer.toPage(), count))
