"""A session of the real window, walked by itself: `python -m tests.reliability.session OFFICE FOLDER --seed N --pages N`.

Started by the harness that watches it from outside. The pages are opened in an order drawn by the seed, something is
typed into each, a paper and a list are made and saved, the program is started a second time, the window is closed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, cast

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gzparty import desktop
from ui import application as qt
from ui.main_window import MainWindow
from ui.pages.print import PrintPage
from ui.shell import PageWidget
from ui.wishes import PrintRequest

TYPED = "shili"
"""The initials by which a name is found; what stands in a field of a record stays a draft."""
LONGEST_WAIT_MS = 30_000


class WalkedApplication(qt.Application):
    """The program's own application, with somebody who uses it."""

    steps: ClassVar[Callable[[WalkedApplication, MainWindow], None]]
    failed = False
    raised = 0
    """How often a second start has brought the window to the front."""

    def run(self) -> int:
        QTimer.singleShot(0, self._walk)
        return super().run() or int(self.failed)

    def raise_window(self, request: str = "") -> None:
        self.raised += 1
        super().raise_window(request)

    def _walk(self) -> None:
        assert isinstance(self.window, MainWindow)
        try:
            type(self).steps(self, self.window)
        except Exception:
            traceback.print_exc()
            self.failed = True
        self.window.close()


def main() -> int:
    """Walk through one session; the exit status is the program's, 1 where the walk itself failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("office", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--pages", type=int, default=0, help="how many pages; 0 for all, with their further views"
    )
    wanted = parser.parse_args()

    def walk(application: WalkedApplication, window: MainWindow) -> None:
        walk_pages(window, random.Random(wanted.seed), wanted.pages)
        print_paper(window, wanted.folder / "paper.pdf")
        start_again(application, wanted.office)

    WalkedApplication.steps = walk
    qt.Application = WalkedApplication  # type: ignore[misc]
    return desktop.run(wanted.office)


def walk_pages(window: MainWindow, chance: random.Random, most: int) -> None:
    """Open pages, and where all are wanted each further view of them; type into the first field in sight."""
    keys = [key for key in window.all_page_keys if key != "print"]
    chance.shuffle(keys)
    for key in keys[: most or len(keys)]:
        page = window.show_page(key)
        wait_for(page)
        type_something(page)
        for show in page.pictures().values() if not most else ():
            show()
            wait_for(page)
            if (asked := QApplication.activeModalWidget()) is not None:
                asked.close()


def type_something(page: PageWidget) -> None:
    """Type into the first field of a page that takes it."""
    fields = cast("list[QLineEdit]", page.findChildren(QLineEdit))
    open_to_type = [one for one in fields if one.isVisible() and one.isEnabled() and not one.isReadOnly()]
    if open_to_type:
        open_to_type[0].setFocus()
        QTest.keyClicks(open_to_type[0], TYPED)
        wait_for(page)


def print_paper(window: MainWindow, target: Path) -> None:
    """Lay a paper out, look at it, ask for the printers and save it as PDF."""
    # Over a file that is there the dialog would ask, and wait for an answer.
    target.unlink(missing_ok=True)
    page = window.show_page("print")
    assert isinstance(page, PrintPage)
    page.take_request(PrintRequest("roster", {}))
    wait_for(page)
    assert page.made() is not None, "no paper was made"
    page.save_pdf()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None, "nothing asks where the paper shall lie"
    # Only here: a viewer of the system is another program.
    page._printing.shows = False
    dialog.selectFile(str(target))
    dialog.accept()
    wait_until(target.exists)


def start_again(application: WalkedApplication, office: Path) -> None:
    """Start the program a second time beside this one, as a second click on its icon does."""
    second = subprocess.Popen([sys.executable, "-m", "gzparty", "--office", str(office)])
    wait_until(lambda: second.poll() is not None)
    assert second.returncode == 0, "the second start did not give way"
    wait_until(lambda: application.raised > 0)


def wait_for(page: PageWidget) -> None:
    """Let a page come to rest."""
    QApplication.processEvents()
    wait_until(lambda: not page.is_busy())


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the program work until something is so."""
    deadline = QDeadlineTimer(LONGEST_WAIT_MS)
    while not is_so():
        assert not deadline.hasExpired(), "the window did not come to rest"
        QApplication.processEvents()
        # Lets the threads read: Qt's own waiting for tests holds the interpreter.
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
