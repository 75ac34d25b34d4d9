"""Pictures of every page of an office, for papers about the program and for those who build it."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import chdir, closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db import backup
from db.keys import FileKey
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import SOURCE
from gzparty.qt_libraries import qt_problem
from gzparty.services.copies import DAILY

if TYPE_CHECKING:
    from PIL.Image import Image

MANUAL_SIZE = (1440, 868)
MANUAL_COLOURS = 192
"""The window has few colours: so many are told apart by nobody, and a picture takes a fifth of its room."""


def take_manual_pictures(path: Path, folder: Path, key: FileKey | None = None) -> list[Path]:
    """The pictures the manual shows, and no others, each with few colours so that it stays small."""
    from tempfile import TemporaryDirectory

    from PIL.Image import open as open_picture

    from gzparty import manual

    wanted = {name for chapter in manual.chapters() for name in chapter.pictures()}
    with TemporaryDirectory() as scratch:
        taken = take_screenshots(path, Path(scratch), MANUAL_SIZE, Dress(), key)
        chosen = [picture for picture in taken if picture.name in wanted]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for picture in chosen:
                with open_picture(picture) as whole:
                    few = with_few_colours(whole.convert("RGB"))
                few.save(folder / picture.name, optimize=True)
        except OSError as error:
            raise Refusal("path_unwritable", path=folder) from error
    return [folder / picture.name for picture in chosen]


def with_few_colours(whole: Image) -> Image:
    """The same picture with few colours: rare ones keep theirs, and what is large exactly the colour of the window.

    Pillow gives a group of colours their middle; here it gets the one that most of its points have.
    """
    from PIL.Image import Dither, Quantize

    few = whole.quantize(MANUAL_COLOURS, Quantize.MAXCOVERAGE, dither=Dither.NONE)
    values = whole.tobytes()
    points = Counter(zip(few.tobytes(), values[0::3], values[1::3], values[2::3], strict=True))
    commonest = {place: colour for (place, *colour), _count in reversed(points.most_common())}
    few.putpalette(
        [value for place in range(max(commonest) + 1) for value in commonest.get(place, (0, 0, 0))]
    )
    return few


class Dress(NamedTuple):
    """How the window of the pictures is dressed: theme, size of text in percent, language."""

    look: str = "light"
    text_size: int = 100
    language: str = SOURCE


def take_screenshots(
    path: Path, folder: Path, size: tuple[int, int], dress: Dress, key: FileKey | None = None
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
    from ui.preferences import LANGUAGE, LOOK, SCALE
    from ui.screenshots import grab_pages

    path, folder = path.absolute(), folder.absolute()
    # Named by its bare name the copy shows no folder of this machine on any picture.
    with TemporaryDirectory() as scratch, chdir(scratch):
        application = qt.Application(qt.make_qt(["gzparty"]), qt.user_settings(Path(scratch)))
        application.preferences.choose(LOOK, dress.look)
        application.preferences.choose(SCALE, dress.text_size / 100)
        application.preferences.choose(LANGUAGE, dress.language)
        desktop = Desktop(application, None)
        copy = Path(path.name)
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
