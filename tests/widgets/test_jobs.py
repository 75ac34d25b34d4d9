"""Writes happen one after another in their own thread; results come back to the window's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs, Progress, Writer
from ui.lasting import Lasting, Quiet, Shown

QUIET = Quiet("only a test")


class Ledger:
    """A store that remembers who touched it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.thread = threading.get_ident()
        self.open = True


@pytest.fixture
def ledgers() -> list[Ledger]:
    return []


@pytest.fixture
def writer(qtbot: QtBot, ledgers: list[Ledger]) -> Iterator[Writer[Ledger]]:
    def open_ledger() -> Ledger:
        ledgers.append(Ledger())
        return ledgers[-1]

    def close_ledger(ledger: Ledger) -> None:
        ledger.open = False

    made = Writer(open_ledger, close_ledger)
    yield made
    made.close()


def fail(error: Exception) -> None:
    raise AssertionError(error)


def test_writes_keep_their_order_and_share_one_store(
    writer: Writer[Ledger], ledgers: list[Ledger], qtbot: QtBot
) -> None:
    done: list[int] = []
    for number in range(50):
        writer.submit(lambda ledger, n=number: ledger.lines.append(str(n)) or n, done.append, fail)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))
    assert ledgers[0].lines == [str(number) for number in range(50)]
    assert len(ledgers) == 1
    assert ledgers[0].thread != threading.get_ident()


def test_results_arrive_in_the_windows_thread(writer: Writer[Ledger], qtbot: QtBot) -> None:
    threads: list[int] = []
    writer.submit(lambda ledger: 1, lambda _result: threads.append(threading.get_ident()), fail)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_a_failed_write_is_told_and_the_next_one_works(writer: Writer[Ledger], qtbot: QtBot) -> None:
    said: list[str] = []

    def break_down(_ledger: Ledger) -> str:
        raise ValueError("D 盘满了")

    writer.submit(break_down, lambda _result: said.append("done"), lambda error: said.append(str(error)))
    writer.submit(lambda ledger: "ok", said.append, fail)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["D 盘满了", "ok"]


def test_the_window_hears_when_writing_begins_and_ends(writer: Writer[Ledger], qtbot: QtBot) -> None:
    heard: list[str] = []

    def hear(lasting: Lasting) -> None:
        heard.append(lasting.words)
        lasting.finished.connect(lambda: heard.append("存好了"))

    writer.began.connect(hear)
    writer.submit(lambda ledger: 1, lambda _result: None, fail)
    qtbot.waitUntil(lambda: heard == ["正在存", "存好了"])


def test_a_page_that_is_gone_is_not_called(writer: Writer[Ledger], qtbot: QtBot) -> None:
    class Page(QObject):
        def hear(self, _result: object) -> None:
            raise AssertionError("called after its end")

    import shiboken6

    page = Page()
    later: list[int] = []
    writer.submit(lambda ledger: 1, page.hear, fail)
    shiboken6.delete(page)
    writer.submit(lambda ledger: 2, later.append, fail)
    qtbot.waitUntil(lambda: later == [2])


def write_line(line: str, ledger: Ledger) -> None:
    ledger.lines.append(line)


def forget(_result: None) -> None:
    pass


def test_closing_finishes_what_was_asked_and_leaves_no_thread(
    writer: Writer[Ledger], ledgers: list[Ledger]
) -> None:
    before = threading.active_count()
    for number in range(20):
        writer.submit(partial(write_line, str(number)), forget, fail)
    writer.close()
    assert len(ledgers[0].lines) == 20
    assert not ledgers[0].open
    assert threading.active_count() == before - 1


def test_a_long_job_tells_its_progress_and_stops_when_asked(qtbot: QtBot) -> None:
    jobs = Jobs()
    results: list[int] = []
    seen: list[tuple[int, int, str]] = []

    def count(progress: Progress, stopped: Callable[[], bool]) -> int:
        step = 0
        while not stopped():
            step += 1
            progress(step, 100, "数着")
            threading.Event().wait(0.005)
        return step

    job = jobs.run(count, results.append, fail, Shown("正在数", stops=True))
    job.progressed.connect(lambda done, total, words: seen.append((done, total, words)))
    qtbot.waitUntil(lambda: len(seen) > 3)
    job.stop()
    qtbot.waitUntil(lambda: bool(results))
    assert seen[0][1:] == (100, "数着")
    assert threading.active_count() == 1 or not any(thread.name == "job" for thread in threading.enumerate())


def test_a_job_that_is_done_at_once_is_heard_from_its_first_step(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[int] = []
    results: list[None] = []

    def hurry(progress: Progress, _stopped: Callable[[], bool]) -> None:
        for step in range(3):
            progress(step, 3, "快")

    jobs.run(hurry, results.append, fail, QUIET, lambda done, _total, _words: seen.append(done))
    qtbot.waitUntil(lambda: bool(results))
    assert seen == [0, 1, 2]
    jobs.close()


def test_closing_the_window_ends_running_jobs(qtbot: QtBot) -> None:
    jobs = Jobs()

    def wait(_progress: Progress, stopped: Callable[[], bool]) -> None:
        while not stopped():
            threading.Event().wait(0.005)

    jobs.run(wait, lambda _result: None, fail, QUIET)
    jobs.close()
    assert not any(thread.name == "job" for thread in threading.enumerate())


def test_what_breaks_in_a_callback_leaves_no_job_behind(qtbot: QtBot) -> None:
    jobs = Jobs()
    told: list[str] = []

    def break_down(_result: str) -> None:
        told.append("called")
        raise ValueError("页面坏了")

    with qtbot.captureExceptions() as broken:
        job = jobs.run(lambda _progress, _stopped: "ok", break_down, fail, QUIET)
        qtbot.waitUntil(lambda: bool(told))
        QApplication.processEvents()
    assert len(broken) == 1
    assert job not in jobs._running


def test_a_closed_writer_begins_nothing_and_tells_nobody(
    writer: Writer[Ledger], ledgers: list[Ledger], qtbot: QtBot
) -> None:
    told: list[str] = []
    writer.submit(partial(write_line, "在途"), lambda _result: told.append("在途"), fail)
    writer.close()
    writer.submit(partial(write_line, "太晚"), lambda _result: told.append("太晚"), fail)
    QApplication.processEvents()
    assert ledgers[0].lines == ["在途"]
    assert told == []


def test_a_page_that_is_gone_is_not_called_by_a_partial_either(writer: Writer[Ledger], qtbot: QtBot) -> None:
    class Page(QObject):
        def hear(self, _what: str, _result: object) -> None:
            raise AssertionError("called after its end")

    import shiboken6

    page = Page()
    later: list[int] = []
    writer.submit(lambda ledger: 1, partial(page.hear, "行"), fail)
    shiboken6.delete(page)
    writer.submit(lambda ledger: 2, later.append, fail)
    qtbot.waitUntil(lambda: later == [2])
