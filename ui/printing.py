"""Papers and lists asked for by a page: made in a thread of their own, then shown by the system's viewer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services
from ui.jobs import Jobs, Progress

FOLDER = N_("打印")
ROLL_LIST = "export-roll"
Reading = Callable[[], AbstractContextManager[Services]]


class Printing(QObject):
    """Makes one PDF or xlsx at a time from a connection of its own."""

    made = Signal(object)
    """The path of what was made."""
    refused = Signal(str)
    """Why it could not be made, in one sentence."""

    def __init__(self, jobs: Jobs, reading: Reading, folder: Path) -> None:
        super().__init__()
        self._jobs = jobs
        self._reading = reading
        self._folder = folder / _(FOLDER)
        self.shows = True
        """Whether what was made is opened at once; tests and pictures switch it off."""

    def want(self, paper: str, selectors: Mapping[str, object]) -> None:
        """Make a paper of the catalogue, or the roll as a spreadsheet."""

        def make(_progress: Progress, _stopped: Callable[[], bool]) -> Path:
            with self._reading() as services:
                return make_paper(services, paper, selectors, self._folder)

        self._jobs.run(make, self._done, self._failed)

    def open(self, path: Path) -> None:
        """Show a file or a folder with the system's own program."""
        if self.shows:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _done(self, path: Path) -> None:
        self.open(path)
        self.made.emit(path)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.refused.emit(refusal_text(error))


def make_paper(services: Services, paper: str, selectors: Mapping[str, object], folder: Path) -> Path:
    """Write one paper or list into a folder, named so that a clerk finds it again."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal("path_unwritable", path=folder) from error
    year = int(str(selectors["year"]))
    number = str(selectors["training"]) if "training" in selectors else None
    if paper == ROLL_LIST:
        return _export_roll(services, year, number, folder)
    from gzparty.reports import catalogue
    from gzparty.reports.pdf import render

    spec = catalogue.find(paper)
    subject = number if catalogue.TRAINING in spec.selectors else str(year)
    target = folder / f"{_(spec.label)}-{subject}.pdf"
    selection = catalogue.Selection(year, services.context.today(), number)
    wishes = {"blank_lines": services.offices.settings().blank_lines} if "blank_lines" in spec.options else {}
    render(catalogue.compose(services, paper, selection, wishes), target)
    return target


def _export_roll(services: Services, year: int, number: str | None, folder: Path) -> Path:
    from gzparty.exchange import lists
    from gzparty.exchange.writing import write_list

    spec = lists.find("rolls")
    assert spec is not None
    target = folder / f"{_(spec.label)}-{number or year}.xlsx"
    chosen = lists.Selectors(year, services.context.today(), reference=number)
    write_list(spec.columns, spec.rows(services, chosen), target, title=_(spec.label))
    return target
