"""The copies of the office as the window knows them: listed, opened and compared in jobs, remembered between looks."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text, spoken
from gzparty.services.bundle import Services
from gzparty.services.copies import STICK
from ui.jobs import Job, Jobs, Progress, tell_the_living
from ui.memory import Memory
from ui.reading import Reading, Stopped, read_in_job

if TYPE_CHECKING:
    from gzparty.services.copy_views import Comparison, Copy, Examination

T = TypeVar("T")
Key = tuple[str, int, int]
"""A file as it was looked at: path, size, time of change. Written anew it is looked at again."""


class CopyLine(NamedTuple):
    """A copy with what is known of it so far; `outside` lies in another folder than the office's own."""

    copy: Copy
    found: Examination | None
    outside: bool


class Compared(NamedTuple):
    """What came of comparing a copy, with whose it is and when it was asked for."""

    path: Path
    comparison: Comparison
    asked: int


class Copying(QObject):
    """Lists, checks, makes and deletes copies, each in a thread of its own; says when more is known."""

    changed = Signal()
    """There are other copies, or more is known of them."""
    told = Signal(str)
    """Something was made, in words for the status row."""
    refused = Signal(str)
    """Why something could not be done."""
    progressed = Signal(int, int, str)
    """A long job is under way: done, of how many, with what; 0 of 0 when it has ended."""
    _examined = Signal(object, object)

    def __init__(
        self,
        jobs: Jobs,
        memory: Memory,
        reading: Reading,
        office: Path,
        same_disk: Callable[[Path, Path], bool] | None = None,
    ) -> None:
        """Take how to open the office for reading; `same_disk` tells whether two paths would be lost together."""
        super().__init__()
        self._same_disk = same_disk or on_one_disk
        self._looks = 0
        self._jobs = jobs
        self._memory = memory
        self._reading = reading
        self.office = office
        self._home = office.parent
        self._copies: Sequence[Copy] = ()
        self._known: dict[Key, Examination] = {}
        self._opened: list[Copy] = []
        self._looking: Job | None = None
        self._exporting: Job | None = None
        self.listed = False
        """Whether the folders were looked through yet."""
        self._examined.connect(self._learn, Qt.ConnectionType.QueuedConnection)

    def lines(self) -> list[CopyLine]:
        """The copies with what is known of them, newest first."""
        return [
            CopyLine(copy, self._known.get(_key(copy)), copy.path.parent != self._home)
            for copy in (*self._copies, *self._opened)
        ]

    def folders(self) -> list[Path]:
        """The folders outside in which copies were stored, the latest first."""
        return folders_of(self._memory, self.office)

    def refresh(self) -> None:
        """Look through the folders again, then open what was not opened yet."""
        folders = self.folders()
        self._looks += 1
        number = self._looks

        def done(outcome: tuple[Path, Sequence[Copy]]) -> None:
            # Jobs run side by side: what an earlier one found may come after what a later one did.
            if number == self._looks:
                self._list(outcome)

        self._run(lambda services: (services.copies.home(), services.copies.listed(folders)), done)

    def add(self, path: Path) -> None:
        """Take a file from anywhere into the list, until the window closes."""
        try:
            facts = path.stat()
        except OSError:
            self.refused.emit(refusal_text(Refusal("store_missing", path=path)))
            return
        if path.resolve() == self.office.resolve():
            self.refused.emit(refusal_text(Refusal("copy_is_office", path=path)))
            return
        if all(line.copy.path != path for line in self.lines()):
            from gzparty.services.copy_views import Copy

            at = datetime.fromtimestamp(facts.st_mtime)
            self._opened.append(Copy(path, at, "elsewhere", facts.st_size))
        self.changed.emit()
        self._examine()

    def back_up(self) -> None:
        """Make a copy beside the office file."""
        self._run(lambda services: services.offices.backup(), self._backed_up)

    def store_in(self, folder: Path) -> None:
        """Make a copy in another folder and remember the folder."""
        self._run(lambda services: (services.copies.store_in(folder), services.context.now()), self._stored)

    def keep_daily(self) -> None:
        """Make the day's own copy if something was done since the last one."""
        self._run(lambda services: services.copies.keep_daily(), self._kept)

    def delete(self, path: Path) -> None:
        """Take a copy away for good."""
        self._opened = [copy for copy in self._opened if copy.path != path]
        self._run(lambda services: services.copies.delete(path), self._deleted)

    def compare(
        self, path: Path, asked: int, done: Callable[[Compared], None], refused: Callable[[str], None]
    ) -> None:
        """Hold a copy against the present; `asked` comes back with the answer."""
        self._run(lambda services: Compared(path, services.copies.compare(path), asked), done, refused)

    def check(self) -> None:
        """Look for damage in the office file itself."""
        self._run(lambda services: (services.copies.check(), services.context.now()), self._checked)

    def export(self, into: Path) -> None:
        """Write every list as workbooks into a new folder."""

        def write(services: Services, progress: Progress, stopped: Stopped) -> tuple[Path, int]:
            from gzparty.exchange.everything import export_everything

            return export_everything(services, into, progress, stopped)

        heard = self.progressed
        self._exporting = read_in_job(self._jobs, self._reading, write, self._exported, self._failed, heard)

    def stop(self) -> None:
        """End the export under way."""
        if self._exporting is not None:
            self._exporting.stop()

    def close(self) -> None:
        """Open no further copies, and tell nobody of what is still under way: the records are closed next."""
        self.blockSignals(True)
        self._stop_looking()

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.stop()

    def last_outside(self) -> date | None:
        """The day of the latest copy outside this computer; None if there never was one."""
        days = [
            line.copy.at.date()
            for line in self.lines()
            if line.outside
            and line.copy.reason == STICK
            and not self._same_disk(line.copy.path.parent, self.office)
        ]
        kept = self._recall("outside")
        if isinstance(kept, str):
            days.append(datetime.fromisoformat(kept).date())
        return max(days, default=None)

    def last_check(self) -> tuple[date, int] | None:
        """When the office file was last looked through and how many faults there were."""
        kept = self._recall("checked")
        if isinstance(kept, list) and len(kept) == 2:
            return datetime.fromisoformat(kept[0]).date(), int(kept[1])
        return None

    def put_off(self, today: date) -> None:
        """Say nothing of the stick for the rest of the day."""
        self._keep("later", today.isoformat())
        self.changed.emit()

    def is_put_off(self, today: date) -> bool:
        """Whether the clerk wants to hear of the stick tomorrow only."""
        return bool(self._recall("later") == today.isoformat())

    def _list(self, outcome: tuple[Path, Sequence[Copy]]) -> None:
        self._home, self._copies = outcome
        self.listed = True
        self.changed.emit()
        self._examine()

    def _examine(self) -> None:
        """Open, one after the other, the copies that were not opened since they were written."""
        waiting = [line.copy for line in self.lines() if line.found is None]
        if not waiting:
            return
        self._stop_looking()

        def look(services: Services, _progress: Progress, stopped: Stopped) -> None:
            for copy in waiting:
                if stopped():
                    return
                self._examined.emit(_key(copy), services.copies.examine(copy.path))

        self._looking = read_in_job(self._jobs, self._reading, look, _nothing, self._failed)

    @Slot(object, object)
    def _learn(self, key: Key, found: Examination) -> None:
        self._known[key] = found
        self.changed.emit()

    def _run(
        self,
        call: Callable[[Services], T],
        done: Callable[[T], None],
        refused: Callable[[str], None] | None = None,
    ) -> None:
        def work(services: Services, _progress: Progress, _stopped: Stopped) -> T:
            return call(services)

        def failed(error: Exception) -> None:
            if refused is not None and isinstance(error, Refusal):
                tell_the_living(refused, refusal_text(error))
            else:
                self._failed(error)

        read_in_job(self._jobs, self._reading, work, done, failed)

    def _backed_up(self, path: Path) -> None:
        self.told.emit(_("已备份，打开核对过：{name}").format(name=path.name))
        self.refresh()

    def _stored(self, outcome: tuple[Path, datetime]) -> None:
        path, at = outcome
        others = [str(folder) for folder in self.folders() if folder != path.parent]
        self._keep("folders", [str(path.parent), *others][:8])
        words = _("已存到 {folder}，读回来核对过").format(folder=path.parent)
        if self._same_disk(path.parent, self.office):
            words = _("{words}；但它和办公文件在同一个盘上，电脑坏了会一起丢").format(words=words)
        else:
            self._keep("outside", at.isoformat())
        self.told.emit(words)
        self.refresh()

    def _kept(self, path: Path | None) -> None:
        if path is not None:
            self.refresh()

    def _deleted(self, _nothing: None) -> None:
        self.told.emit(_("已删掉这份备份"))
        self.refresh()

    def _checked(self, outcome: tuple[Sequence[str], datetime]) -> None:
        problems, at = outcome
        self._keep("checked", [at.isoformat(), len(problems)])
        if problems:
            lines = "\n".join(problems[:20])
            self.refused.emit(_("办公文件有 {n} 处问题：\n{lines}").format(n=len(problems), lines=lines))
        else:
            self.told.emit(_("查过一遍，没有坏处"))
        self.changed.emit()

    def _exported(self, outcome: tuple[Path, int]) -> None:
        folder, written = outcome
        self.progressed.emit(0, 0, "")
        self.told.emit(
            _("导出了 {n} 张表，在 {folder}；电话是写全的，别外传").format(n=written, folder=folder)
        )

    def _failed(self, error: Exception) -> None:
        self.progressed.emit(0, 0, "")
        self.refused.emit(spoken(error))

    def _keep(self, name: str, value: object) -> None:
        self._memory.keep(self._place(name), value)

    def _recall(self, name: str) -> object:
        value: object = self._memory.recall(self._place(name))
        return value

    def _place(self, name: str) -> str:
        return _place(self.office, name)


def folders_of(memory: Memory, office: Path) -> list[Path]:
    """The folders outside in which copies of an office were stored, the latest first; whether it opens or not."""
    kept = memory.recall(_place(office, "folders"))
    return [Path(folder) for folder in kept if isinstance(folder, str)] if isinstance(kept, list) else []


def _place(office: Path, name: str) -> str:
    # The sample and the real office have sticks of their own.
    return f"copies/{zlib.crc32(str(office).encode()):08x}/{name}"


def on_one_disk(one: Path, other: Path) -> bool:
    """Whether two paths lie on one disk, so that what breaks it takes both."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def _key(copy: Copy) -> Key:
    try:
        changed = copy.path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return str(copy.path), copy.size, changed


def _nothing(_result: None) -> None:
    """Each copy was told of by itself."""
