"""An office file that does not open: its window, the search for copies that do, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db.keys import FileKey
from gzparty import bootstrap, unlocking
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text
from gzparty.labels.opening import Case, Way, case_of
from gzparty.looking import OFFICE, PreparedCopy
from gzparty.services.rescuing import GoodCopy

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from gzparty.desktop import Desktop
    from gzparty.services.copy_views import Copy
    from ui.jobs import Job
    from ui.lasting import Shown
    from ui.pages.refused import RefusedPage, RefusedWindow

OFFERED = 3
"""So many copies are opened and offered; older ones are found from 数据与备份 once the office is open."""


class RefusedDesk:
    """Shows why an office did not open; every way on is carried out by the desktop, and a failure said above them."""

    def __init__(self, desktop: Desktop, path: Path, refusal: Refusal, key: FileKey | None = None) -> None:
        self._desktop = desktop
        self._path = path
        self._refusal = refusal
        self._key = key
        self._found: list[GoodCopy] = []
        self._search: Job | None = None
        self._searched = False

    @property
    def page(self) -> RefusedPage:
        """The page of the window shown last."""
        from ui.pages.refused import RefusedWindow

        window = self._desktop.application.window
        assert isinstance(window, RefusedWindow)
        return window.page

    def show(self) -> RefusedWindow:
        """Show the window and begin to look for copies where they help."""
        from ui.pages.refused import RefusedWindow

        window = self._desktop.application.show(self._build)
        assert isinstance(window, RefusedWindow)
        if Way.COPIES in self._case().ways:
            self._look_for_copies()
        return window

    def wants_password(self) -> bool:
        """Whether copies would help that nobody can open yet: those of an office that does not say itself it has a password."""
        copies_help = self._key is None and Way.COPIES in self._case().ways
        return copies_help and any(unlocking.keyed_copies(self._path))

    def why(self) -> str:
        """What is the matter with the office, in a sentence or two."""
        case = self._case()
        return _("{title}。{text}").format(title=case.title, text=case.text)

    def _case(self) -> Case:
        return case_of(self._refusal.diagnostics[0], refusal_text(self._refusal))

    def _build(self) -> RefusedWindow:
        """Also for another size of text: what was found so far stands in the new window too."""
        from ui.pages.refused import Refused, RefusedPage, RefusedWindow

        today = self._desktop.now().date()
        page = RefusedPage(self._desktop.application.theme, Refused(self._path, self._case(), today))
        page.retry_wanted.connect(self._retry)
        page.look_wanted.connect(self._look)
        page.restore_wanted.connect(self._restore)
        page.open_wanted.connect(self._open)
        page.move_wanted.connect(self._move)
        page.new_wanted.connect(self._new)
        page.start_wanted.connect(self._start)
        for good in self._found:
            page.add_copy(good)
        if self._searched:
            page.end_search()
        window = RefusedWindow(self._desktop.application.theme, page)
        window.closing.connect(self._end)
        return window

    def _look_for_copies(self) -> None:
        from ui.copy_memory import CopyMemory
        from ui.lasting import Shown

        path, key = self._path, self._key
        folders = CopyMemory(self._desktop.application.memory, path).all_folders()

        def look(progress: Callable[[int, int, str], None], stopped: Callable[[], bool]) -> None:
            for good in bootstrap.good_copies(path, key, folders, stopped):
                self._found.append(good)
                progress(len(self._found), OFFERED, "")
                if len(self._found) == OFFERED:
                    return

        told = Shown(_("正在找打得开的备份，每份都打开核对"), stops=True, line=self.page.busy)
        jobs = self._desktop.application.jobs
        self._search = jobs.run(look, self._end_search, self._fail, told, self._offer)

    def _offer(self, number: int, _of: int, _words: str) -> None:
        if self._is_shown() and len(self.page.offers) < number:
            self.page.add_copy(self._found[number - 1])

    def _end_search(self, _nothing: None) -> None:
        self._searched = True
        if self._is_shown():
            self.page.end_search()

    def _retry(self) -> None:
        self._desktop.open_office(self._path, self._key)

    def _open(self, path: Path) -> None:
        self._desktop.open_office(path)

    def _new(self) -> None:
        self._desktop.new_office(self._path)

    def _start(self) -> None:
        self._desktop.show_start(self._path.parent)

    def _look(self, copy: Copy | None) -> None:
        from ui.lasting import Shown

        path, key, folder = self._path, self._key, self._desktop.looks_folder()
        if copy is None:
            from gzparty.services.copy_views import Copy

            copy = Copy(path, self._desktop.now(), OFFICE, 0)
        wanted = copy
        told = Shown(_("正在打开"), line=self.page.busy, broken="reading_stopped")
        self._run(told, lambda: PreparedCopy(wanted, path, key, folder=folder), self._show_look)

    def _show_look(self, prepared: PreparedCopy) -> None:
        if not self._is_shown():
            prepared.discard()
            return
        self._unlock()
        window = self._desktop.application.window
        assert window is not None
        self._desktop.looks.show(prepared, self._desktop.now, window)

    def _restore(self, copy: Copy) -> None:
        from db import backup
        from ui.lasting import Shown

        path, key, at = self._path, self._key, self._desktop.now()
        self._desktop.looks.close()
        told = Shown(_("正在用这份备份"), line=self.page.busy, broken="restore_stopped")
        self._run(told, lambda: (copy, backup.restore(copy.path, path, at, key)), self._restored)

    def _restored(self, outcome: tuple[Copy, Path | None]) -> None:
        copy, kept = outcome
        self._unlock()
        self._desktop.open_restored(self._path, self._key, copy, kept)

    def _move(self, folder: Path) -> None:
        from db import backup
        from ui.lasting import Shown

        path, key, at = self._path, self._key, self._desktop.now()
        target = folder / path.name

        def move() -> Path:
            if target.exists():
                raise Refusal("store_exists", path=target)
            backup.restore(path, target, at, key)
            return target

        told = Shown(_("正在复制，复制完打开核对"), line=self.page.busy, broken="making_stopped")
        self._run(told, move, self._moved)

    def _moved(self, target: Path) -> None:
        self._unlock()
        self._desktop.open_office(target, self._key)

    def _run(self, told: Shown, call: Callable[[], object], done: Callable[..., None]) -> None:
        """One wish at a time, in a job; the search for further copies is no longer wanted."""
        self._stop_search()
        self.page.lock(True)
        self._desktop.application.jobs.run(lambda _progress, _stopped: call(), done, self._fail, told)

    def _fail(self, error: Exception) -> None:
        if self._is_shown():
            self._unlock()
        if not isinstance(error, Refusal):
            raise error
        if self._is_shown():
            self.page.say_refused(refusal_text(error))

    def _unlock(self) -> None:
        if self._is_shown():
            self.page.lock(False)

    def _stop_search(self) -> None:
        if self._search is not None:
            self._search.stop()

    def _end(self) -> None:
        self._stop_search()
        self._desktop.looks.close()

    def _is_shown(self) -> bool:
        return self._desktop.refused is self
