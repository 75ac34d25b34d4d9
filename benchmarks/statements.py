"""The slowest statement of a question: the database tells what it is asked, and each is asked again by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from db.driver import Connection

READING = ("SELECT", "WITH")


class Asked(NamedTuple):
    """CPU seconds of a question as it was first asked, and its slowest statement, rows fetched, with parameters in it."""

    seconds: float
    slowest: str
    slowest_seconds: float


def asked_once(connection: Connection, ask: Callable[[], object]) -> Asked:
    """Ask something nobody has asked yet; then each of its statements alone, the best of three times."""
    said: list[str] = []
    connection.set_trace_callback(said.append)
    begun = time.thread_time()
    try:
        ask()
    finally:
        connection.set_trace_callback(None)
    seconds = time.thread_time() - begun
    found = {text: 0.0 for text in said if text.lstrip().upper().startswith(READING)}
    for text in found:
        found[text] = _seconds(connection, text)
    slowest = max(found, key=found.__getitem__)
    return Asked(seconds, slowest, found[slowest])


def _seconds(connection: Connection, text: str) -> float:
    taken = []
    for _turn in range(3):
        begun = time.thread_time()
        connection.execute(text).fetchall()
        taken.append(time.thread_time() - begun)
    return min(taken)
