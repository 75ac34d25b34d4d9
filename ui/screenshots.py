"""Every registered page as a picture, on any machine, without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import MainWindow

LONGEST_WAIT_MS = 20_000
"""So long a picture waits for a page that still works on what it shows."""
DEEPEST = 8
"""So many parts lie in one another where a part inside asks for room."""
SHADE = QColor(0, 0, 0, 70)
"""What lies behind a dialog, so that its edge is seen without the frame of a window system."""


def grab_pages(window: MainWindow, folder: Path, size: QSize) -> list[Path]:
    """Show each page at a size and save it as KEY.png, its further views as KEY-VIEW.png; give the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    # Those without a place of their own come last: the import's pictures store what the others would then show.
    for key in sorted(window.all_page_keys, key=lambda key: key not in window.page_keys):
        page = window.show_page(key)
        saved.append(_saved(window, folder / f"{key}.png", size))
        for view, show in page.pictures().items():
            show()
            saved.append(_saved(window, folder / f"{key}-{view}.png", size))
    return saved


def _saved(window: QWidget, path: Path, size: QSize) -> Path:
    grab(window, path, size)
    return path


def grab(window: QWidget, path: Path, size: QSize) -> None:
    """Paint a window at a size into a PNG; an unwritable path raises OSError."""
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    window.resize(size)
    settle()
    page = window.current_page() if isinstance(window, MainWindow) else None
    deadline = QDeadlineTimer(LONGEST_WAIT_MS)
    while page is not None and page.is_busy() and not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    settle()
    picture = window.grab()
    _lay_dialog_over(picture, window)
    if not picture.save(str(path)):
        raise OSError(path)


def _lay_dialog_over(picture: QPixmap, window: QWidget) -> None:
    """Paint what a page asks or tells in a window of its own over its middle, as it is seen, and shut it."""
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        return
    corner = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    with QPainter(picture) as painter:
        painter.fillRect(picture.rect(), SHADE)
        painter.drawPixmap(corner, dialog.grab())
    dialog.close()


def settle() -> None:
    """Let queued layouts, style changes and paints happen.

    A part that grew tells the one around it, and so on outwards; each turn of the loop takes about one of these steps.
    """
    for _turn in range(DEEPEST):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
