"""The copies of the office as the window knows them: listed, opened and compared in jobs, remembered between looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.places import Place, PlaceKind, judged
from gzparty.i18n import _
from gzparty.labels import copies, refusal_text, spoken
from gzparty.services.bundle import Services
from ui.copy_memory import CopyMemory
from ui.jobs import Job, Jobs, Progress, tell_the_living
from ui.lasting import Quiet, Shown
from ui.memory import Memory
from ui.reading import Reading, Stopped, read_in_job

if TYPE_CHECKING:
    from gzparty.services.copy_views import Comparison, Copy, Examination, Extent, Kept

T = TypeVar("T")
Key = tuple[str, int, int]
"""A file as it was looked at: path, size, time of change. Written anew it is looked at again."""

COPY_STOPPED, LOOK_STOPPED = "copy_stopped", "reading_stopped"
"""The refusals of what was stopped: a copy that is not there, a look that says nothing."""


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
    placed = Signal()
    """It is known now what kind of place the office lies in."""
    told = Signal(str)
    """Something was made, in words for the status row."""
    refused = Signal(str)
    """Why something could not be done."""
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
        self.kept = CopyMemory(memory, office)
        self._reading = reading
        self.office = office
        self._home = office.parent
        self._copies: Sequence[Copy] = ()
        self._known: dict[Key, Examination] = {}
        self._keys: dict[Path, Key] = {}
        """Taken where the folders are looked through: a stick that sleeps must not keep the window waiting."""
        self._opened: list[Copy] = []
        self._looking: Job | None = None
        self._opens = False
        self.place = Place(PlaceKind.LOCAL)
        """What kind of place the office lies in, once it was looked at."""
        self.listed = False
        """Whether the folders were looked through yet."""
        self._examined.connect(self._learn, Qt.ConnectionType.QueuedConnection)

    def lines(self) -> list[CopyLine]:
        """The copies with what is known of them, newest first."""
        return [
            CopyLine(copy, self._known.get(self._keys[copy.path]), copy.path.parent != self._home)
            for copy in (*self._copies, *self._opened)
        ]

    def folders(self) -> list[Path]:
        """The folders outside in which copies may lie, the latest first."""
        return self.kept.all_folders()

    def home(self) -> Path:
        """The folder beside the office file in which its copies lie."""
        return self._home

    def refresh(self) -> None:
        """Look through the folders again, then open what was not opened yet, from now on whenever there is more."""
        self._opens = True
        self.relist()

    def relist(self) -> None:
        """Look through the folders again; copies are opened only once somebody wants to see them."""
        folders, opened = self.folders(), list(self._opened)
        self._looks += 1
        number = self._looks

        def look(services: Services) -> tuple[Path, Sequence[Copy], dict[Path, Key]]:
            listed = services.copies.listed(folders)
            return services.copies.home(), listed, {copy.path: _key(copy) for copy in (*listed, *opened)}

        def done(outcome: tuple[Path, Sequence[Copy], dict[Path, Key]]) -> None:
            # Jobs run side by side: what an earlier one found may come after what a later one did.
            if number == self._looks:
                self._list(outcome)

        self._run(look, done, Quiet("the folders are looked through by themselves"))

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
            copy = Copy(path, at, "elsewhere", facts.st_size)
            self._keys[path] = _key(copy)
            self._opened.append(copy)
        self.changed.emit()
        self._examine()

    def back_up(self) -> None:
        """Make a copy beside the office file."""
        self._run(
            lambda services: services.offices.backup(),
            self._backed_up,
            Shown(_("正在备份"), broken=COPY_STOPPED),
        )

    def store_in(self, folder: Path) -> None:
        """Make a copy in another folder and remember the folder."""
        told = Shown(_("正在存到 {folder}，存完读回来核对").format(folder=folder), broken=COPY_STOPPED)
        self._run(
            lambda services: (services.copies.store_in(folder), services.context.now()), self._stored, told
        )

    def choose_second(self, folder: Path | None) -> None:
        """Let the program's own copies go into a folder too, at opening and at closing; None for no longer."""
        self.kept.choose_second(folder)
        words = _("以后关程序不再往别处存")
        if folder is not None:
            words = _("以后每次关程序也存一份到 {folder}，没接上就先不存").format(folder=folder)
        self.told.emit(words)
        self.changed.emit()

    def note_kept(self, kept: Kept) -> None:
        """The program made copies by itself, or found that those there are have everything."""
        self.remember(kept)
        if kept.made:
            self.relist()
        elif kept.reached is not None:
            self.changed.emit()

    def remember(self, kept: Kept) -> None:
        """Remember that the second place has everything, unless it would be lost together with this computer."""
        place = kept.reached
        if place is not None and not kept.problems and not self._same_disk(place, self.office):
            self.kept.keep_outside(kept.at)

    def delete(self, path: Path) -> None:
        """Take a copy away for good."""
        self._opened = [copy for copy in self._opened if copy.path != path]
        self._run(lambda services: services.copies.delete(path), self._deleted, Shown(_("正在删这份备份")))

    def compare(
        self, path: Path, asked: int, done: Callable[[Compared], None], refused: Callable[[str], None]
    ) -> None:
        """Hold a copy against the present; `asked` comes back with the answer."""
        told = Shown(_("正在比对这份备份"), broken=LOOK_STOPPED)
        self._run(lambda services: Compared(path, services.copies.compare(path), asked), done, told, refused)

    def measure(
        self, folders: Sequence[Path], done: Callable[[Extent], None], refused: Callable[[str], None]
    ) -> None:
        """Count what a change of the password would write anew."""
        told = Quiet("the dialog says the extent once it is known")
        self._run(lambda services: services.copies.extent(folders), done, told, refused)

    def check(self) -> None:
        """Look for damage in the office file itself."""
        told = Shown(_("正在检查数据"), broken=LOOK_STOPPED)
        self._run(lambda services: (services.copies.check(), services.context.now()), self._checked, told)

    def export(self, into: Path) -> None:
        """Write every list as workbooks into a new folder."""

        def write(services: Services, progress: Progress, stopped: Stopped) -> tuple[Path, int]:
            from gzparty.exchange.everything import export_everything

            return export_everything(services, into, progress, stopped)

        told = Shown(_("正在导出"), stops=True)
        read_in_job(self._jobs, self._reading, write, self._exported, self._failed, told)

    def close(self) -> None:
        """Open no further copies, and tell nobody of what is still under way: the records are closed next."""
        self.blockSignals(True)
        self._stop_looking()

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.stop()

    def look_at_place(self) -> None:
        """Find out what kind of place the office lies in."""
        folder = self.office.parent

        def look(_progress: Progress, _stopped: Stopped) -> Place:
            from ui.place_facts import facts_of

            return judged(facts_of(folder))

        self._jobs.run(look, self._take_place, self._failed, Quiet("nobody asked for it"))

    def warning_of_place(self) -> tuple[str, str] | None:
        """Why the office lies badly and what to do about it; None where it lies well."""
        if self.place.kind is PlaceKind.LOCAL:
            return None
        return copies.bad_place(self.place, self.office.name)

    def knows_place(self) -> bool:
        """Whether the clerk has read the warning of this place."""
        return bool(self.kept.recall("place") == self.place.kind.value)

    def accept_place(self) -> None:
        """The clerk has read it: it is not said at every start."""
        self.kept.keep("place", self.place.kind.value)
        self.changed.emit()

    def last_copy(self) -> Copy | None:
        """The newest copy beside the office that was not opened in vain."""
        lines = (line for line in self.lines() if not line.outside)
        return next((line.copy for line in lines if line.found is None or line.found.sound), None)

    def last_outside(self) -> date | None:
        """The day of the latest copy outside this computer; None if there never was one."""
        latest: dict[Path, date] = {}
        for line in self.lines():
            if line.outside and line.copy not in self._opened and (line.found is None or line.found.sound):
                folder, day = line.copy.path.parent, line.copy.at.date()
                latest[folder] = max(day, latest.get(folder, day))
        days = [day for folder, day in latest.items() if not self._same_disk(folder, self.office)]
        if (kept := self.kept.outside) is not None:
            days.append(kept)
        return max(days, default=None)

    def last_check(self) -> tuple[date, int] | None:
        """When the office file was last looked through and how many faults there were."""
        kept = self.kept.recall("checked")
        if isinstance(kept, list) and len(kept) == 2:
            return datetime.fromisoformat(kept[0]).date(), int(kept[1])
        return None

    def put_off(self, today: date) -> None:
        """Say nothing of the stick for the rest of the day."""
        self.kept.keep("later", today.isoformat())
        self.changed.emit()

    def is_put_off(self, today: date) -> bool:
        """Whether the clerk wants to hear of the stick tomorrow only."""
        return bool(self.kept.recall("later") == today.isoformat())

    def _take_place(self, place: Place) -> None:
        self.place = place
        self.placed.emit()
        self.changed.emit()

    def _list(self, outcome: tuple[Path, Sequence[Copy], dict[Path, Key]]) -> None:
        self._home, self._copies, keys = outcome
        self._keys = {copy.path: self._keys[copy.path] for copy in self._opened} | keys
        self.listed = True
        self.changed.emit()
        self._examine()

    def _examine(self) -> None:
        """Open, one after the other, the copies that were not opened since they were written."""
        waiting = [(self._keys[line.copy.path], line.copy) for line in self.lines() if line.found is None]
        if not waiting or not self._opens:
            return
        self._stop_looking()

        def look(services: Services, _progress: Progress, stopped: Stopped) -> None:
            for key, copy in waiting:
                if stopped():
                    return
                self._examined.emit(key, services.copies.examine(copy.path))

        told = Quiet("each copy in the list says that it is being checked", given_up=True)
        self._looking = read_in_job(self._jobs, self._reading, look, _nothing, self._failed, told)

    @Slot(object, object)
    def _learn(self, key: Key, found: Examination) -> None:
        self._known[key] = found
        self.changed.emit()

    def _run(
        self,
        call: Callable[[Services], T],
        done: Callable[[T], None],
        told: Shown | Quiet,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        def work(services: Services, _progress: Progress, _stopped: Stopped) -> T:
            return call(services)

        def failed(error: Exception) -> None:
            if refused is not None and isinstance(error, Refusal):
                tell_the_living(refused, refusal_text(error))
            else:
                self._failed(error)

        read_in_job(self._jobs, self._reading, work, done, failed, told)

    def _backed_up(self, path: Path) -> None:
        self.told.emit(_("已备份，打开核对过：{name}").format(name=path.name))
        self.relist()

    def _stored(self, outcome: tuple[Path, datetime]) -> None:
        path, at = outcome
        self.kept.add_folder(path.parent)
        words = _("已存到 {folder}，读回来核对过").format(folder=path.parent)
        if self._same_disk(path.parent, self.office):
            words = _("{words}；但它和办公文件在同一个盘上，电脑坏了会一起丢").format(words=words)
        else:
            self.kept.keep_outside(at)
        self.told.emit(words)
        self.relist()

    def _deleted(self, _nothing: None) -> None:
        self.told.emit(_("已删掉这份备份"))
        self.relist()

    def _checked(self, outcome: tuple[Sequence[str], datetime]) -> None:
        problems, at = outcome
        self.kept.keep("checked", [at.isoformat(), len(problems)])
        if problems:
            lines = "\n".join(problems[:20])
            self.refused.emit(_("办公文件有 {n} 处问题：\n{lines}").format(n=len(problems), lines=lines))
        else:
            self.told.emit(_("查过一遍，没有坏处"))
        self.changed.emit()

    def _exported(self, outcome: tuple[Path, int]) -> None:
        folder, written = outcome
        self.told.emit(
            _("导出了 {n} 张表，在 {folder}；电话是写全的，别外传").format(n=written, folder=folder)
        )

    def _failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))


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
