"""Where printed things lie, the lists that leave as workbooks, and jobs on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from gzparty.files import ensure_folder
from gzparty.i18n import N_, _, in_chinese
from gzparty.labels import spoken
from gzparty.services.bundle import Services
from ui.jobs import Failed, Job, Jobs, Progress
from ui.lasting import Quiet, Shown
from ui.print_queue import PrintQueue
from ui.reading import Reading, read_in_job

if TYPE_CHECKING:
    from ui.tables.shown import ShownList

FOLDER = N_("打印")
ROLL_LIST = "export-roll"
DUTY_LIST = "export-duties"
MAKING_STOPPED = "making_stopped"
"""The refusal of a file that is not there, since its making was stopped."""
R = TypeVar("R")


class Printing(QObject):
    """Makes lists as workbooks, and runs what reads the records for long."""

    made = Signal(object)
    """The path of what was made."""
    refused = Signal(str)
    """Why it could not be made, in one sentence."""

    def __init__(self, jobs: Jobs, reading: Reading, folder: Path) -> None:
        super().__init__()
        self._jobs = jobs
        self.queue = PrintQueue(jobs)
        """What is on its way to a printer."""
        self._reading = reading
        self.folder = folder / _(FOLDER)
        """Where papers and lists are saved unless the clerk says otherwise."""
        self.shows = True
        """Whether what was made is opened at once; tests and pictures switch it off."""

    def read(
        self,
        call: Callable[[Services, Progress, Callable[[], bool]], R],
        done: Callable[[R], None],
        failed: Failed,
        told: Shown | Quiet,
    ) -> Job:
        """Run `call(services, progress, stopped)` in a job with services of its own."""

        return read_in_job(self._jobs, self._reading, call, done, failed, told)

    def run(
        self,
        call: Callable[[Progress, Callable[[], bool]], R],
        done: Callable[[R], None],
        failed: Failed,
        told: Shown | Quiet,
    ) -> Job:
        """Run `call(progress, stopped)` in a job that needs no records."""
        return self._jobs.run(call, done, failed, told)

    def want(self, name: str, selectors: Mapping[str, object]) -> None:
        """Make the roll of a session, or the rules that hold on a day, as a workbook."""
        export = EXPORTS[name]

        def make(services: Services, _progress: Progress, _stopped: Callable[[], bool]) -> Path:
            return export(services, selectors, self.folder)

        self.read(make, self._done, self._failed, Shown(_("正在生成表格"), broken=MAKING_STOPPED))

    def write_shown(self, shown: ShownList) -> None:
        """Make a workbook of what a grid shows, beside the office's other files."""
        from ui.tables.shown import write_shown

        def make(services: Services, _progress: Progress, _stopped: Callable[[], bool]) -> Path:
            return write_shown(shown, self.folder.parent, services.context.now())

        self.read(make, self._done, self._failed, Shown(_("正在生成表格"), broken=MAKING_STOPPED))

    def open(self, path: Path) -> None:
        """Show a file or a folder with the system's own program."""
        if self.shows:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _done(self, path: Path) -> None:
        self.open(path)
        self.made.emit(path)

    def _failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))


@in_chinese()
def export_roll(services: Services, selectors: Mapping[str, object], folder: Path) -> Path:
    """Write the roll of a session, or of a whole year, as a workbook named so that a clerk finds it again."""
    from gzparty.exchange import lists
    from gzparty.exchange.list_spec import Selectors
    from gzparty.exchange.writing import write_list

    ensure_folder(folder)
    year = int(str(selectors["year"]))
    number = str(selectors["training"]) if "training" in selectors else None
    spec = lists.find("rolls")
    assert spec is not None
    target = folder / f"{_(spec.label)}-{number or year}.xlsx"
    chosen = Selectors(year, services.context.today(), reference=number)
    write_list(spec.columns, spec.rows(services, chosen), target, title=_(spec.label))
    return target


@in_chinese()
def export_duties(services: Services, selectors: Mapping[str, object], folder: Path) -> Path:
    """Write the rules that hold on the day `on` as a workbook."""
    from gzparty.exchange import lists
    from gzparty.exchange.list_spec import Selectors
    from gzparty.exchange.writing import write_list

    ensure_folder(folder)
    on = selectors["on"]
    assert isinstance(on, date)
    spec = lists.find("duties")
    assert spec is not None
    target = folder / f"{_(spec.label)}-{on:%Y-%m}.xlsx"
    write_list(spec.columns, spec.rows(services, Selectors(on.year, on)), target, title=_(spec.label))
    return target


EXPORTS = {ROLL_LIST: export_roll, DUTY_LIST: export_duties}
