"""Small views of stored pictures, made off the window's thread and kept while the window lives."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from gzparty.domain.diagnostic import Refusal
from ui.jobs import Job, Jobs, Progress
from ui.lasting import Quiet

if TYPE_CHECKING:
    from gzparty.services.file_ports import BlobStore

KEPT = 300
"""Small pictures held in memory, some 150 KB each."""
Small = tuple[int, int, bytes]


class Thumbnails(QObject):
    """Gives what it has at once and makes the rest; one job at a time."""

    ready = Signal(str)
    """The hash of a picture that can be shown now."""
    _made = Signal(str, object)

    def __init__(self, jobs: Jobs, blobs: BlobStore, side: int) -> None:
        """`side` is the longest side of a small picture in device pixels."""
        super().__init__()
        self._jobs = jobs
        self._blobs = blobs
        self._side = side
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._hopeless: set[str] = set()
        self._waiting: list[str] = []
        self._job: Job | None = None
        self._made.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def get(self, digest: str) -> QPixmap | None:
        """The small picture, None where it is not made yet or cannot be."""
        found = self._kept.get(digest)
        if found is not None:
            self._kept.move_to_end(digest)
        return found

    def want(self, digests: Iterable[str]) -> None:
        """Make those that are not there; what was wanted before and is still waiting is given up."""
        self._waiting = [
            one for one in dict.fromkeys(digests) if one not in self._kept and one not in self._hopeless
        ]
        self._start()

    def finish(self) -> None:
        """Wait until what was wanted is made; only for pictures of the window."""
        if self._job is not None:
            self._job.join()

    def forget_failures(self) -> None:
        """Try again what could not be made: the attachments file may be back."""
        self._hopeless.clear()

    def _start(self) -> None:
        if self._job is None and self._waiting:
            digests, self._waiting = self._waiting, []
            self._job = self._jobs.run(
                _Making(self._blobs, digests, self._side, self._made.emit),
                self._end,
                self._fail,
                Quiet("each picture appears in its place by itself"),
            )
        elif self._job is not None and self._waiting:
            self._job.stop()

    def _take(self, digest: str, small: Small | None) -> None:
        if small is None:
            self._hopeless.add(digest)
            return
        width, height, points = small
        image = QImage(points, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._kept[digest] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(digest)

    def _end(self, _result: None) -> None:
        self._job = None
        self._start()

    def _fail(self, error: Exception) -> None:
        self._job = None
        raise error


class _Making:
    """The job: each picture read, made small and handed over before the next."""

    def __init__(
        self, blobs: BlobStore, digests: list[str], side: int, hand_over: Callable[[str, Small | None], None]
    ) -> None:
        self._blobs = blobs
        self._digests = digests
        self._side = side
        self._hand_over = hand_over

    def __call__(self, _progress: Progress, stopped: Callable[[], bool]) -> None:
        from gzparty.exchange.pictures import small

        with self._blobs.aside() as blobs:
            for digest in self._digests:
                if stopped():
                    return
                try:
                    self._hand_over(digest, small(blobs.get(digest), self._side))
                except Refusal:
                    self._hand_over(digest, None)
