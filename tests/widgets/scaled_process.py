"""A program of its own on a screen that is scaled: prints a line for each fault of a few pages in the smallest window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.widgets.clipped import faults, where
from tests.widgets.everywhere import program
from ui.application import make_qt

PAGES = ("home", "ledger", "settings")


def blurred(top: QWidget) -> list[str]:
    """The icons in sight whose pictures have fewer dots than the screen."""
    ratio, found = top.devicePixelRatio(), []
    for one in cast("list[QWidget]", top.findChildren(QWidget)):
        if not one.isVisible():
            continue
        if isinstance(one, QLabel) and not one.pixmap().isNull():
            picture = one.pixmap()
        elif isinstance(one, QAbstractButton) and not one.icon().isNull():
            picture = one.icon().pixmap(one.iconSize(), ratio)
        else:
            continue
        if picture.devicePixelRatio() != ratio:
            found.append(f"{where(one, top)}: a picture for {picture.devicePixelRatio()}, not {ratio}")
    return found


def main(office: Path) -> None:
    """Go through the pages of an office."""
    qt = make_qt(["gzparty"])
    with program(office) as made:
        window = made.open_office()
        for key in PAGES:
            window.show_page(key)
            made.wait()
            for fault in (*faults(window), *blurred(window)):
                sys.stdout.write(f"{key}: {fault}\n")
        sys.stdout.write(f"at {window.devicePixelRatio():g}\n")
    qt.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
