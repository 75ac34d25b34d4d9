"""Pictures of every page of an office, for papers about the program and for those who build it."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from db import backup
from db.keys import FileKey
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.domain.diagnostic import Refusal
from gzparty.qt_libraries import qt_problem
from gzparty.services.copies import DAILY


def take_screenshots(
    path: Path, folder: Path, size: tuple[int, int], look: str, key: FileKey | None = None
) -> list[Path]:
    """Every page of the window on an office file as PNG, without a display.

    Pictures are taken of a copy: some of them show what a page looks like after something was done.
    """
    problem = qt_problem()
    if problem:
        raise Refusal("window_unavailable", problem=problem)
    from tempfile import TemporaryDirectory

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSize

    from ui import application as qt
    from ui.screenshots import grab_pages
    from ui.theme import Look

    with TemporaryDirectory() as scratch:
        application = qt.Application(qt.make_qt(["gzparty"]), qt.user_settings(Path(scratch)))
        application.theme.choose(Look(look))
        desktop = Desktop(application, None)
        copy = Path(scratch) / path.name
        backup.restore(path, copy, bootstrap.now(), key)
        with closing(SqliteStore.open_writer(copy, bootstrap.now(), key)) as store:
            # As after a day of use: an office without a copy would say so on every picture.
            store.backup(DAILY, bootstrap.clock_of(store)())
        window = desktop.show_office(copy, key)
        try:
            return grab_pages(window, folder, QSize(*size))
        except OSError as error:
            raise Refusal("path_unwritable", path=folder) from error
        finally:
            desktop.close()
            application.close()
