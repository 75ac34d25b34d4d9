"""Pages of a PDF as images. One thread at a time: pdfium keeps state that all of its documents share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

_ONE_AT_A_TIME = threading.Lock()


class Pdf(NamedTuple):
    """A finished document: its bytes and the size of each page in points."""

    data: bytes
    sizes: tuple[QSizeF, ...]


class OpenPdf:
    """A document open for rendering; the lock is held for one page at a time."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def sizes(self) -> tuple[QSizeF, ...]:
        """Give the size of every page in points."""
        with _ONE_AT_A_TIME:
            return tuple(
                QSizeF(*self._document.get_page_size(number)) for number in range(len(self._document))
            )

    def image(self, number: int, scale: float) -> QImage:
        """Render a page, counted from 0, at so many pixels a point; the paper is white."""
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
            pixels = bytes(bitmap.buffer)
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            bitmap.close()
            page.close()
        # Copied, since a QImage does not keep the bytes it was made from.
        return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()


@contextmanager
def opened(data: bytes) -> Iterator[OpenPdf]:
    """Open a document in the thread that calls, and close it there: never leave that to the collector."""
    with _ONE_AT_A_TIME:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
    try:
        yield OpenPdf(document)
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def read_pdf(data: bytes) -> Pdf:
    """Look into a document for the sizes of its pages."""
    with opened(data) as pdf:
        return Pdf(data, pdf.sizes())
