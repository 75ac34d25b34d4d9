"""What is on its way to a printer: order after order, set by set, off the window's thread; any page may be looked at meanwhile.

Each set of a batch goes as a document of its own. So the queue of the printer names it, a stop leaves whole sets, and the
print log remembers what was sent and nothing else. Qt tells of no failure while CUPS takes a document (tried: it says yes
for a queue that is gone), so the printer is looked for before each set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from gzparty.files import file_name
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.gate import Gate
from ui.jobs import Job, Jobs, Progress
from ui.lasting import Shown

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gzparty.domain.printing import PrintedCopy
    from ui.print_work import Made

Stopped = Callable[[], bool]
SMALL = 8
"""A set of so many pages is sent to its end once begun: some printers print the part of a document that is broken off."""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be sent: pages counted from 0, of which sets of the paper, so many copies.

    `printer` sets the printer up; it is called in the job, since one in a network may take its time.
    """

    made: Made
    printer: Callable[[], QPrinter]
    pages: Sequence[int]
    copies: int
    sets: tuple[int, ...] = ()
    """Which sets, by their places; empty for all."""

    @property
    def whole(self) -> bool:
        """Whether it is the paper, and not a few pages of it."""
        return len(self.pages) == len(self.made.pdf.sizes)

    @property
    def title(self) -> str:
        """What the paper is called; of a batch in which each set has a title of its own, what they all are."""
        titles = {one.paper.title for one in self.made.sheets}
        if len(titles) == 1:
            return titles.pop()
        from gzparty.reports import catalogue

        return _(catalogue.find(self.made.order.paper).label)

    @property
    def wanted(self) -> tuple[int, ...]:
        """The places of the sets to be sent."""
        return self.sets or tuple(range(len(self.made.sheets)))


class Sent(NamedTuple):
    """What became of an order: the places of the sets sent whole, whether it was stopped, or what the printer said."""

    order: PrintOrder
    sets: tuple[int, ...]
    stopped: bool = False
    error: Exception | None = None

    @property
    def rest(self) -> PrintOrder | None:
        """What was not sent, as an order; None where all was."""
        left = tuple(place for place in self.order.wanted if place not in self.sets)
        return replace(self.order, sets=left) if left else None


class PrintQueue(QObject):
    """Sends one order after the other; what was sent is remembered, also when the page or the window is gone."""

    begun = Signal(object)
    """A PrintOrder goes to the printer now, or waits behind another."""
    ended = Signal(object)
    """What became of it: Sent."""
    not_remembered = Signal(str)
    """It was sent, but the log did not take it; why."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._waiting: list[tuple[PrintOrder, Gate]] = []
        self._job: Job | None = None
        self._remembering = 0
        self._gate: Gate | None = None

    def is_busy(self) -> bool:
        """Whether something is on its way or being remembered."""
        return self._job is not None or self._remembering > 0

    def put(self, order: PrintOrder, gate: Gate) -> None:
        """Send an order after those under way; `gate` is where it is remembered."""
        self._waiting.append((order, gate))
        self.begun.emit(order)
        if self._job is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        order, self._gate = self._waiting.pop(0)

        def work(progress: Progress, stopped: Stopped) -> Sent:
            return send(order, progress, stopped)

        words = _("正在打印 {title}").format(title=order.title)
        self._job = self._jobs.run(work, self._sent, self._broken, Shown(words, stops=True))
        # What was sent has left the house: that is remembered even while the program ends.
        self._job.is_told_at_the_end = True

    def _sent(self, sent: Sent) -> None:
        self._job = None
        # Whoever stops wants no more paper; what waited behind has ended too, and is kept as the rest of it is.
        dropped = [order for order, _gate in self._waiting] if sent.stopped else []
        if sent.stopped:
            self._waiting.clear()
        if sent.sets and sent.order.whole:
            self._remember(sent)
        for ended in (sent, *(Sent(order, (), stopped=True) for order in dropped)):
            self.ended.emit(ended)
        self._next()

    def _broken(self, error: Exception) -> None:
        self._job = None
        self._next()
        raise error

    def _remember(self, sent: Sent) -> None:
        made, copies = sent.order.made, sent.order.copies
        part = replace(made, sheets=tuple(made.sheets[place] for place in sent.sets))

        def record(services: Services) -> Done[tuple[PrintedCopy, ...]]:
            from ui.print_work import log_entries

            return services.prints.record(log_entries(services, part, copies))

        assert self._gate is not None
        self._remembering += 1
        self._gate.write(record, self._remembered, self._refuse)

    def _remembered(self, _outcome: object) -> None:
        self._remembering -= 1

    def _refuse(self, sentence: str) -> None:
        self._remembering -= 1
        self.not_remembered.emit(sentence)


def send(order: PrintOrder, progress: Progress, stopped: Stopped) -> Sent:
    """Send an order set by set; what stops it, or goes wrong, leaves the sets before as they are."""
    from ui.print_work import print_pages

    sent: list[int] = []
    pieces = pieces_of(order)
    for number, (places, title, pages) in enumerate(pieces):
        if stopped():
            return Sent(order, tuple(sent), stopped=True)
        progress(number, len(pieces), order.made.sheets[places[0]].stem if len(pieces) > 1 else "")
        breaks = stopped if len(pages) > SMALL else _never

        def tell(page: int, of: int, _words: str, *, alone: bool = len(pieces) == 1) -> None:
            if alone:
                progress(page, of, "")

        try:
            printer = order.printer()
            printer.setDocName(file_name(title))
            if not print_pages(printer, order.made.pdf, pages, tell, breaks):
                return Sent(order, tuple(sent), stopped=True)
        except Exception as error:
            return Sent(order, tuple(sent), error=error)
        sent += places
    return Sent(order, tuple(sent))


def pieces_of(order: PrintOrder) -> list[tuple[tuple[int, ...], str, Sequence[int]]]:
    """The documents an order is sent as: the places of their sets, what they are called, their pages.

    A few pages, and what a printer writes into one file, are one document.
    """
    made = order.made
    if not order.whole or len(made.sheets) == 1 or len(made.counts) != len(made.sheets):
        return [(order.wanted, order.title, order.pages)]
    ends = [sum(made.counts[: place + 1]) for place in range(len(made.counts))]
    starts = (end - count for end, count in zip(ends, made.counts, strict=True))
    documents = [
        ((place,), _document_name(one.paper.title, one.stem), range(start, end))
        for place, (one, start, end) in enumerate(zip(made.sheets, starts, ends, strict=True))
    ]
    return [documents[place] for place in order.wanted]


def _document_name(title: str, stem: str) -> str:
    """A title that says already whom it is for says it once."""
    return title if stem in title else f"{title} {stem}"


def outcome_words(sent: Sent) -> tuple[str, str]:
    """What became of an order, and what there is to know beside."""
    order, count = sent.order, len(sent.sets)
    of = len(order.wanted)
    if sent.rest is None:
        copies = order.copies * (of if order.whole else 1)
        return _("已送去打印，{n} 份").format(n=copies), ""
    left = _("送去了 {n} 份，还有 {left} 份没送。").format(n=count, left=of - count) if of > 1 else ""
    if sent.error is not None:
        return _("没印完"), spoken(sent.error) + left
    return _("打印停下了"), left or _("已经送出去的页还会印完。")


def _never() -> bool:
    return False
