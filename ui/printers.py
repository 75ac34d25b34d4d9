"""The printers of this machine, and a printer set up for one order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.print_work import DPI


def printer_names() -> list[str]:
    """Give the printers the system knows, the default one first."""
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != default)


def printer_for(name: str, copies: int, *, duplex: bool) -> QPrinter:
    """Set up a printer by its name."""
    printer = _printer()
    printer.setPrinterName(name)
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto if duplex else QPrinter.DuplexMode.DuplexNone)
    return printer


def file_printer(target: Path) -> QPrinter:
    """Set up a printer that writes a PDF, for machines without one and for tests."""
    printer = _printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def _printer() -> QPrinter:
    printer = QPrinter()
    printer.setResolution(DPI)
    printer.setFullPage(True)
    return printer
