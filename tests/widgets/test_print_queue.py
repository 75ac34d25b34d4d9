"""Papers on their way: set by set, the page left meanwhile, stopped whole, remembered only as far as they were sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.reports.printed import Order
from gzparty.reports.subject import Subject
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text
from tests.widgets.steps import eventually, press
from ui import print_work, printers
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Progress
from ui.main_window import MainWindow, Office
from ui.pdf_pages import Pdf
from ui.print_queue import PrintOrder, PrintQueue, outcome_words, send
from ui.print_work import Ask, Made, make
from ui.printers import file_printer
from ui.shell import Group, Page, PageWidget
from ui.widgets.print_news import PrintNews

WAIT = 20000
Stopped = Callable[[], bool]


class Tray:
    """A printer that remembers what came out, and holds still or breaks down where it is told to."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.pages: list[list[int]] = []
        self.threads: set[int] = set()
        self.breaks_at = -1
        self.waits = threading.Event()
        self.waits.set()

    def print(
        self, printer: QPrinter, _pdf: Pdf, pages: Sequence[int], _progress: Progress, stopped: Stopped
    ) -> bool:
        self.waits.wait(10)
        if len(self.titles) == self.breaks_at:
            raise Refusal("print.cannot_start", printer="三楼打印机")
        if stopped():
            return False
        self.threads.add(threading.get_ident())
        self.titles.append(printer.docName())
        self.pages.append(list(pages))
        return True


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> Tray:
    made_tray = Tray()
    monkeypatch.setattr(print_work, "print_pages", made_tray.print)
    return made_tray


@pytest.fixture
def batch(gate: Gate) -> Made:
    """The same empty sheet for each branch, cut down to four: each a document of its own."""
    selection = Subject(2026, NOW.date())
    made = make(gate.reader, Ask(0, Order("blank-sign-in", selection, each=True)), lambda: False)
    assert made is not None
    assert len(made.counts) == len(made.sheets) > 4
    assert sum(made.counts) == len(made.pdf.sizes)
    pages = sum(made.counts[:4])
    pdf = Pdf(made.pdf.data, made.pdf.sizes[:pages])
    return replace(made, sheets=made.sheets[:4], counts=made.counts[:4], pdf=pdf)


@pytest.fixture
def order(batch: Made, tmp_path: Path) -> PrintOrder:
    setting_up = partial(file_printer, tmp_path / "out.pdf")
    return PrintOrder(batch, setting_up, range(len(batch.pdf.sizes)), 1)


@pytest.fixture
def queue(desk: Desk) -> PrintQueue:
    return PrintQueue(desk.jobs)


@pytest.fixture
def news(queue: PrintQueue, desk: Desk, gate: Gate, window: MainWindow) -> PrintNews:
    return PrintNews(desk.theme, queue, gate, window)


@pytest.fixture
def send_all(queue: PrintQueue, order: PrintOrder, gate: Gate, qtbot: QtBot) -> Callable[[], None]:
    """Sends the order and waits until it came to its end, whatever that is."""

    def sent() -> None:
        with qtbot.waitSignal(queue.ended, timeout=WAIT):
            queue.put(order, gate)

    return sent


@pytest.fixture
def broken_off(news: PrintNews, tray: Tray, send_all: Callable[[], None]) -> PrintNews:
    """The printer broke down after three of four sets; it works again by now."""
    tray.breaks_at = 3
    send_all()
    tray.breaks_at = -1
    return news


def printed(gate: Gate) -> int:
    return len(gate.reader.prints.history())


def test_each_set_is_a_document_named_after_it(tray: Tray, order: PrintOrder) -> None:
    sent = send(order, lambda *_: None, lambda: False)
    assert sent.rest is None
    assert len(tray.titles) == len(set(tray.titles)) == 4
    assert all(title.startswith("会议签到表") for title in tray.titles)
    assert [page for pages in tray.pages for page in pages] == list(order.pages)


def test_a_batch_is_called_what_its_sets_all_are_and_each_set_names_its_village_once(
    tray: Tray, gate: Gate, tmp_path: Path
) -> None:
    asked = Order("member-sign-in", Subject(2026, NOW.date(), kind="党员大会"), each=True)
    made = make(gate.reader, Ask(0, asked), lambda: False)
    assert made is not None
    order = PrintOrder(made, partial(file_printer, tmp_path / "out.pdf"), range(len(made.pdf.sizes)), 1)
    told: list[str] = []
    send(order, lambda _done, _of, words: told.append(words), lambda: False)
    assert order.title == "党员签到表"
    assert told == [one.stem for one in made.sheets]
    assert all(title.count(village) == 1 for title, village in zip(tray.titles, told, strict=True))


def test_a_stop_leaves_whole_sets_and_the_rest_can_be_sent_later(tray: Tray, order: PrintOrder) -> None:
    sent = send(order, lambda *_: None, lambda: len(tray.titles) == 2)
    assert (sent.sets, sent.stopped) == ((0, 1), True)
    assert outcome_words(sent) == ("打印停下了", "送去了 2 份，还有 2 份没送。")
    first = list(tray.titles)
    assert sent.rest is not None
    again = send(sent.rest, lambda *_: None, lambda: False)
    assert again.sets == (2, 3)
    assert again.rest is None
    assert outcome_words(again) == ("已送去打印，2 份", "")
    assert not set(first) & set(tray.titles[2:])


def test_a_printer_that_breaks_down_is_named_and_the_rest_kept(tray: Tray, order: PrintOrder) -> None:
    tray.breaks_at = 3
    sent = send(order, lambda *_: None, lambda: False)
    assert sent.sets == (0, 1, 2)
    title, text = outcome_words(sent)
    assert title == "没印完"
    assert "打印机“三楼打印机”没有响应" in text
    assert text.endswith("送去了 3 份，还有 1 份没送。")


def test_a_few_pages_are_one_document_and_no_copy(
    tray: Tray, order: PrintOrder, queue: PrintQueue, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(queue.ended, timeout=WAIT):
        queue.put(replace(order, pages=[1]), gate)
    assert tray.pages == [[1]]
    assert not queue.is_busy()
    assert printed(gate) == 0


def test_orders_wait_for_each_other_off_the_window_s_thread(
    tray: Tray, order: PrintOrder, queue: PrintQueue, gate: Gate, qtbot: QtBot
) -> None:
    tray.waits.clear()
    queue.put(order, gate)
    queue.put(order, gate)
    tray.waits.set()
    eventually(qtbot, lambda: printed(gate) == 8)
    assert threading.get_ident() not in tray.threads
    assert len(tray.titles) == 8


def test_only_what_was_sent_is_remembered(
    tray: Tray, queue: PrintQueue, send_all: Callable[[], None], gate: Gate, qtbot: QtBot
) -> None:
    tray.breaks_at = 1
    send_all()
    eventually(qtbot, lambda: not queue.is_busy())
    assert printed(gate) == 1


def test_what_was_sent_when_the_program_ends_is_remembered(
    tray: Tray, order: PrintOrder, queue: PrintQueue, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    tray.waits.clear()
    queue.put(order, gate)
    threading.Timer(0.2, tray.waits.set).start()
    desk.jobs.close()
    eventually(qtbot, lambda: not queue.is_busy())
    assert printed(gate) == len(tray.titles) < 4


def test_the_page_may_be_left_and_what_was_not_sent_goes_on_from_a_bar(
    tray: Tray, broken_off: PrintNews, queue: PrintQueue, qtbot: QtBot
) -> None:
    assert broken_off.isVisible()
    assert "没印完" in as_text(broken_off)
    with qtbot.waitSignal(queue.ended, timeout=WAIT):
        press(broken_off, "printGoOn")
    assert "已送去打印，1 份" in as_text(broken_off)
    go_on = broken_off.findChild(QPushButton, "printGoOn")
    assert go_on is not None
    assert not go_on.isVisible()
    assert len(set(tray.titles)) == 4
    press(broken_off, "printNewsClose")
    assert not broken_off.isVisible()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    made_window = MainWindow(
        desk, Office("官庄镇"), [Page("one", "书记培训", "training", Group.WORK, PageWidget)]
    )
    qtbot.addWidget(made_window)
    made_window.show_first_page()
    made_window.show()
    return made_window


def test_a_stop_drops_nothing_that_waits_behind(
    tray: Tray, order: PrintOrder, news: PrintNews, queue: PrintQueue, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    tray.waits.clear()
    queue.put(order, gate)
    queue.put(order, gate)
    (job,) = desk.jobs.shown()
    job.stop()
    tray.waits.set()
    eventually(qtbot, lambda: not queue.is_busy())
    assert "打印停下了" in as_text(news)
    assert len(tray.titles) < 4
    press(news, "printGoOn")
    eventually(qtbot, lambda: printed(gate) == 8)
    assert len(tray.titles) == 8
    assert "已送去打印" in as_text(news)


def test_news_of_the_next_order_leaves_the_rest_of_the_first_in_reach(
    tray: Tray, broken_off: PrintNews, queue: PrintQueue, send_all: Callable[[], None], qtbot: QtBot
) -> None:
    send_all()
    assert "已送去打印，4 份" in as_text(broken_off)
    assert "没印完的：会议签到表。" in as_text(broken_off)
    with qtbot.waitSignal(queue.ended, timeout=WAIT):
        press(broken_off, "printGoOn")
    assert len(tray.titles) == 8
    assert "没印完" not in as_text(broken_off)


def test_what_is_let_go_is_not_sent_any_more(
    tray: Tray, broken_off: PrintNews, send_all: Callable[[], None]
) -> None:
    close = broken_off.findChild(QPushButton, "printNewsClose")
    assert close is not None
    assert close.text() == "不打了"
    press(broken_off, "printNewsClose")
    assert not broken_off.isVisible()
    send_all()
    assert "没印完" not in as_text(broken_off)
    assert len(tray.titles) == 7


def test_a_printer_that_is_gone_is_named_before_anything_is_sent() -> None:
    with pytest.raises(Refusal) as refused:
        printers.printer_for("二楼打印机", 1, duplex=False)
    assert "打印机“二楼打印机”没有响应" in refusal_text(refused.value)
