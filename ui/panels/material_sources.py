"""What was dropped or pasted, as sources for the folder: files by their addresses, a picture without a file by its points."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from gzparty.exchange.new_files import Source, sources_of
from gzparty.i18n import _


def can_be_taken(mime: QMimeData) -> bool:
    """Whether there is anything a folder can take."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def sources_in(mime: QMimeData | None, now: datetime) -> list[Source]:
    """Files where there are any; else the picture, named after the moment it was pasted.

    A clipboard another program holds just now gives nothing at all, whatever Qt's types say.
    """
    if mime is None:
        return []
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return sources_of(paths)
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    return [
        Source(_("粘贴的图片 {moment}.bmp").format(moment=f"{now:%m%d-%H%M%S}"), content=_as_bitmap(image))
    ]


def _as_bitmap(image: QImage) -> bytes:
    """The points as a bitmap: quick to write, and pressed later off the window's thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(buffer, "BMP")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
