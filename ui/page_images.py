"""Images of pages for those who paint them: rendered in a job when they are looked at, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from ui.jobs import Job, Jobs, Progress
from ui.lasting import Quiet
from ui.pdf_pages import Pdf, opened

ROOM = 96 * 1024 * 1024
"""So many bytes of images are kept."""
SHRINK, SMOOTH = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation


class _Wish(NamedTuple):
    serial: int
    pages: tuple[int, ...]
    scale: float


class _Rendered(NamedTuple):
    serial: int
    page: int
    scale: float
    image: QImage


class PageImages(QObject):
    """The pages of one document; a new document drops what the old one still renders."""

    arrived = Signal(int)
    """An image of this page is there now."""
    _rendered = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None, *, finer: int = 1) -> None:
        """Build; small pictures are rendered so many times `finer` and made smaller, lest thin rules turn thick."""
        super().__init__(parent)
        self._finer = finer
        self._jobs = jobs
        self._pdf: Pdf | None = None
        self._serial = 0
        self._kept: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._job: Job | None = None
        self._wish: _Wish | None = None
        self.rendered_pages: list[int] = []
        """What was rendered of this document so far, in order."""
        self._rendered.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def show_document(self, pdf: Pdf | None) -> None:
        """Take another document; None for none."""
        self._pdf = pdf
        self._serial += 1
        self._kept.clear()
        self.rendered_pages.clear()
        self._wish = None
        if self._job is not None:
            self._job.stop()

    def image(self, page: int) -> QImage | None:
        """Give the image of a page at whatever scale there is; None before it was rendered."""
        kept = self._kept.get(page)
        return kept[1] if kept else None

    def is_busy(self) -> bool:
        """Tell whether pages are being rendered."""
        return self._job is not None

    def want(self, pages: Sequence[int], scale: float) -> None:
        """Ask for these pages at a scale in pixels a point; what was asked for before is no longer wanted."""
        lacking = tuple(page for page in pages if not self._has(page, scale))
        wish = _Wish(self._serial, lacking, scale)
        if self._pdf is None or not lacking or wish == self._wish:
            return
        self._wish = wish
        if self._job is None:
            self._start()
        else:
            self._job.stop()

    def _has(self, page: int, scale: float) -> bool:
        kept = self._kept.get(page)
        if kept:
            self._kept.move_to_end(page)
        return kept is not None and kept[0] == scale

    def _start(self) -> None:
        wish, pdf = self._wish, self._pdf
        if wish is None or pdf is None:
            return
        rendered, finer = self._rendered.emit, self._finer

        def render(_progress: Progress, stopped: Callable[[], bool]) -> None:
            with opened(pdf.data) as document:
                for page in wish.pages:
                    if stopped():
                        return
                    image = document.image(page, wish.scale * finer)
                    if finer > 1:
                        width, height = image.width() // finer, image.height() // finer
                        image = image.scaled(width, height, SHRINK, SMOOTH)
                    rendered(_Rendered(wish.serial, page, wish.scale, image))

        self._running = wish
        self._job = self._jobs.run(
            render, self._ended, self._failed, Quiet("each page appears in its place by itself")
        )

    def _ended(self, _result: object) -> None:
        self._job = None
        if self._wish != self._running:
            self._start()
        else:
            self._wish = None

    def _failed(self, error: Exception) -> None:
        self._job = None
        raise error

    @Slot(object)
    def _keep(self, rendered: _Rendered) -> None:
        if rendered.serial != self._serial:
            return
        self._kept[rendered.page] = (rendered.scale, rendered.image)
        self._kept.move_to_end(rendered.page)
        self.rendered_pages.append(rendered.page)
        while len(self._kept) > 1 and sum(one.sizeInBytes() for _scale, one in self._kept.values()) > ROOM:
            self._kept.popitem(last=False)
        self.arrived.emit(rendered.page)
