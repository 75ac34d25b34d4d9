"""The printers of this machine, and a printer set up for one order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from gzparty.domain.diagnostic import Refusal
from ui.print_work import DPI


def printer_names() -> list[str]:
    """Give the printers the system knows, the default one first."""
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != default)


def printer_for(name: str, copies: int, *, duplex: bool) -> QPrinter:
    """Set up a printer by its name; Refusal where there is none of that name any more."""
    printer = _printer()
    printer.setPrinterName(name)
    if printer.printerName() != name:
        raise Refusal("print.cannot_start", printer=name)
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto if duplex else QPrinter.DuplexMode.DuplexNone)
    return printer


def still_there(printer: QPrinter) -> QPrinter:
    """Give a printer back that was set up before; Refusal where it is gone since."""
    if not printer.outputFileName() and QPrinterInfo.printerInfo(printer.printerName()).isNull():
        raise Refusal("print.cannot_start", printer=printer.printerName())
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
