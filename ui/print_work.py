"""What the print centre does off the window's thread: composing, printing page by page, saving in many files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from gzparty.domain.diagnostic import Refusal
from gzparty.files import file_names
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.records import dataclass
from ui.pdf_pages import Pdf, opened, read_pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gzparty.domain.printing import PrintedCopy
    from gzparty.reports.catalogue import PaperSpec
    from gzparty.reports.content import Offer
    from gzparty.reports.printed import Order, Sheets, Stale
    from gzparty.reports.subject import Subject
    from gzparty.services.bundle import Services
    from ui.jobs import Progress

Stopped = Callable[[], bool]
DPI = 300
INCH = 72
LONGEST_TITLE = 24


class ColumnWish(NamedTuple):
    """The clerk's order of the columns and which of them are printed, by their keys; empty as the paper has them."""

    order: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


class Ask(NamedTuple):
    """What shall be made; `serial` tells its answer from that of an earlier one."""

    serial: int
    order: Order
    columns: ColumnWish = ColumnWish()


@dataclass(frozen=True, slots=True)
class Made:
    """A paper made: the PDF, what it consists of, and what there is to say about it."""

    serial: int
    order: Order
    sheets: tuple[Sheets, ...]
    pdf: Pdf
    columns: tuple[Offer, ...] = ()
    """Which columns there are."""
    sets: tuple[tuple[str, Subject], ...] = ()
    """For which units or persons the paper can be made, with what each is named after."""
    missing: tuple[str, ...] = ()
    """Sentences on characters nobody could draw."""
    counts: tuple[int, ...] = ()
    """How many pages each set has."""


def make(services: Services, ask: Ask, stopped: Stopped) -> Made | None:
    """Compose and render what was asked for; None where it was stopped."""
    from gzparty.reports.options import offered_columns
    from gzparty.reports.pdf import render_many
    from gzparty.reports.printed import compose_order

    order = ask.order
    sheets = compose_order(services, order, stopped)
    if not sheets and not stopped():
        raise Refusal("paper.nothing_to_print")
    offered = offered_columns(sheets[0].paper) if sheets else ()
    keys = chosen_columns(offered, ask.columns)
    if keys:
        order = _with_columns(order, keys)
        sheets = compose_order(services, order, stopped)
    if stopped():
        return None
    target = BytesIO()
    rendering = render_many([one.paper for one in sheets], target)
    if stopped():
        return None
    titles = {one.paper.title for one in sheets}
    missing = tuple(dict.fromkeys(_brief(sentence(one.diagnostic()), titles) for one in rendering.missing))
    return Made(
        ask.serial,
        order,
        tuple(sheets),
        read_pdf(target.getvalue()),
        offered,
        sets_for(services, order),
        missing,
        rendering.counts,
    )


def _brief(text: str, titles: Collection[str]) -> str:
    """Shorten the titles within a sentence, lest one of thousands of characters hides what it says."""
    for title in titles:
        if len(title) > LONGEST_TITLE:
            text = text.replace(title, title[: LONGEST_TITLE - 1] + "…")
    return text


def chosen_columns(offered: Sequence[Offer], wish: ColumnWish) -> tuple[str, ...]:
    """Give the columns to print; empty where the paper's own way is meant."""
    from gzparty.reports.options import arranged

    keys = tuple(offer.key for offer, shown in arranged(offered, *wish) if shown)
    return () if keys == tuple(offer.key for offer in offered if offer.usual) else keys


def sets_for(services: Services, order: Order) -> tuple[tuple[str, Subject], ...]:
    """List the units or persons a paper can be made for; none for a paper that is not made for each."""
    from gzparty.reports import catalogue

    spec = catalogue.find(order.paper)
    if spec.each is None:
        return ()
    nobody: dict[str, Any] = {set_selector(spec): None}
    everyone = replace(order.subject, **nobody)
    return tuple(catalogue.sets_of(services, order.paper, everyone))


def set_selector(spec: PaperSpec) -> str:
    """Name the selector that tells the sets of a batch apart."""
    from gzparty.reports.subject import PERSON, RECORDS, UNIT

    return next(name for name in (*RECORDS, PERSON, UNIT) if name in spec.selectors)


def stale_of(services: Services, made: Made) -> list[Stale]:
    """Pick the sets of a paper whose printed copy the records no longer agree with."""
    from gzparty.reports import catalogue
    from gzparty.reports.printed import selector_of, stale_copies

    spec = catalogue.find(made.order.paper)
    found = (services.prints.last(spec.name, selector_of(spec, one.subject)) for one in made.sheets)
    return stale_copies(services, [copy for copy in found if copy is not None])


def log_entries(services: Services, made: Made, copies: int) -> list[PrintedCopy]:
    """Make the entries of the print log."""
    from gzparty.reports.printed import log_entry

    today = services.context.today()
    return [log_entry(made.order, one, today, copies) for one in made.sheets]


def print_pages(
    printer: QPrinter, pdf: Pdf, pages: Sequence[int], progress: Progress, stopped: Stopped
) -> bool:
    """Send pages to a printer at 300 dpi, one after the other; tells whether all were sent."""
    _set_page(printer, pdf.sizes[pages[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal("print.cannot_start", printer=printer.printerName() or printer.outputFileName())
    try:
        with opened(pdf.data) as document:
            for place, page in enumerate(pages):
                if stopped():
                    printer.abort()
                    return False
                if place:
                    _set_page(printer, pdf.sizes[page])
                    if not printer.newPage():
                        raise Refusal("print.broken_off", page=place, all=len(pages))
                words = _("正在打印第 {page} 页，共 {all} 页").format(page=place + 1, all=len(pages))
                progress(place, len(pages), words)
                image = document.image(page, DPI / INCH)
                painter.drawImage(QRectF(painter.viewport()), image)
    finally:
        painter.end()
    return True


def _set_page(printer: QPrinter, size: QSizeF) -> None:
    """Choose the sheet and how it lies; the paper brings its own margins."""
    short, long = sorted((size.width(), size.height()))
    sheet = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lies = size.width() > size.height()
    orientation = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    layout = QPageLayout(sheet, orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def save_each(made: Made, folder: Path, progress: Progress, stopped: Stopped) -> list[Path]:
    """Save every set of a batch as a file of its own, named after it; gives those saved."""
    from gzparty.reports.pdf import render

    saved: list[Path] = []
    names = file_names([one.stem or one.paper.title for one in made.sheets], ".pdf")
    for place, (one, name) in enumerate(zip(made.sheets, names, strict=True)):
        if stopped():
            break
        progress(place, len(made.sheets), name)
        target = folder / name
        render(one.paper, target)
        saved.append(target)
    return saved


def _with_columns(order: Order, keys: tuple[str, ...]) -> Order:
    wishes: Mapping[str, object] = {**order.wishes, "columns": keys}
    return replace(order, wishes=wishes)
