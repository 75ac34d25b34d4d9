"""What `leaks` does in a window, in a process of its own: `python -m tests.reliability.leaks_session ENDING OFFICE BASE PASSWORD`.

ENDING is close, kill, work and kill, or crash; the last is the command line that meets a fault of the program. PASSWORD is
empty for an office without one.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from gzparty import bootstrap
from gzparty.desktop import Desktop
from gzparty.domain.folder import Holder, Owner
from gzparty.exchange.new_files import sources_of
from gzparty.office_desk import OfficeDesk
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft
from tests.reliability.leaks import TYPED
from ui import application as qt
from ui.new_files import Batch, NewFiles
from ui.pages.unlock import UnlockWindow
from ui.wishes import ImportRequest, PrintRequest

LONGEST = 60.0
HANGS = 500
"""Seconds after which a session says where it hangs and ends."""
NOW = datetime(2026, 6, 17, 9, 30)


def until(condition: Callable[[], object], what: str) -> None:
    """Let the window live until something came about."""
    end = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > end:
            sys.stderr.write(f"waited in vain for {what}\n")
            # Not an exception: the threads of the office would be waited for.
            os._exit(3)
        QApplication.processEvents()
        time.sleep(0.005)


def rest(seconds: float = 0.3) -> None:
    """Let the window live for a while."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end, "the time")


class Session:
    """One start of the window on the keyed office."""

    def __init__(self, office: Path, base: Path, password: str) -> None:
        self.base = base
        self.password = password
        folder = bootstrap.default_office().parent
        folder.mkdir(parents=True, exist_ok=True)
        self.instance = qt.first_instance(folder, str(office))
        assert self.instance is not None
        self.desktop = Desktop(qt.Application(qt.make_qt(["gzparty"]), qt.user_settings(folder)), lambda: NOW)
        self.desktop.application.crash.install()
        self.desktop.sweep()
        self.desktop.open_office(office)
        for typed in ("a wrong one", password) if password else ():
            self.unlock(typed)
        until(lambda: self.desktop._shown is not None, "the office")
        self.desk.printing.shows = self.desk.opened.shows = False

    @property
    def desk(self) -> OfficeDesk:
        """The office that is open."""
        assert self.desktop._shown is not None
        return self.desktop._shown

    def unlock(self, password: str) -> None:
        """Type a password into the window that asks for it."""
        window = self.desktop.application.window
        assert isinstance(window, UnlockWindow)
        window.entry.field.setText(password)
        window.entry.try_now()
        until(lambda: window.entry.go.isEnabled() or self.desktop._shown is not None, "an answer")

    def work(self) -> None:
        """Do a little of everything."""
        self._visit_and_type()
        self._write_and_undo()
        self._attach_and_open()
        self._import_and_print()
        self._copy_and_look()

    def lock_and_unlock(self) -> None:
        """Lock, and open again."""
        self.desk.lock()
        if not self.password:
            return
        rest()
        assert self.desk.locking._lock is not None
        window = self.desk.locking._lock.window
        assert window is not None
        window.entry.field.setText(self.password)
        window.entry.try_now()
        until(lambda: not self.desk.locking.is_locked, "the lock to open")

    def crash(self) -> None:
        """A fault of the program while it holds a name."""
        try:
            _fail()
        except RuntimeError:
            sys.excepthook(*sys.exc_info())
        until(
            lambda: any(one.objectName() == "crashDialog" for one in QApplication.topLevelWidgets()),
            "the crash dialog",
        )
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog):
                one.close()

    def leave_all_open(self) -> None:
        """Stand in the midst of work: a draft typed, an attachment shown, a look at a copy."""
        self._attach_and_open()
        self.desktop.look_at(self.desk.copying.lines()[0].copy)
        until(lambda: self.desktop.looks.open, "the look")
        self._visit_and_type()

    def close(self) -> None:
        """End as the clerk ends it."""
        self.desk.window.close()
        self.desktop.close()
        self.desktop.application.memory.save()
        self.desktop.application.close()

    def _visit_and_type(self) -> None:
        window = self.desk.window
        for key in window.all_page_keys:
            page = window.show_page(key)
            rest()
            fields = cast("list[QLineEdit]", page.findChildren(QLineEdit))
            lines = [one for one in fields if one.isVisible() and not one.isReadOnly()]
            for line, text in zip(lines, TYPED, strict=False):
                line.setText(text)
                line.textEdited.emit(text)
            for area in cast("list[QPlainTextEdit]", page.findChildren(QPlainTextEdit))[:1]:
                area.setPlainText(TYPED[1])
            rest()
        self.desk._desk.drafts._port.save("person/new", {"name": TYPED[0], "phone": TYPED[2]})
        self.desk._desk.drafts.save_all()
        rest()

    def _write_and_undo(self) -> None:
        gate = self.desk.gate
        told: list[object] = []
        gate.write(
            lambda services: services.people.add_person(PersonDraft(TYPED[0], phone=TYPED[2])), told.append
        )
        until(lambda: told, "the write")
        gate.moved_back.connect(told.append)
        gate.undo()
        until(lambda: len(told) > 1, "the undo")
        gate.redo()
        until(lambda: len(told) > 2, "the redo")

    def _attach_and_open(self) -> None:
        note = self.base / "asked" / f"{TYPED[0]}.txt"
        note.write_text(TYPED[1] * 100, encoding="utf-8")
        sitting = self.desk.gate.reader.sessions.year(2026).lines[0].sitting.id
        new_files = NewFiles(self.desk._desk.jobs, self.desk.gate)
        ended: list[object] = []
        new_files.ended.connect(ended.append)
        new_files.take(Batch(Owner(Holder.SITTING, sitting), sources_of([note])))
        until(lambda: ended, "the attachment")
        opened: list[object] = []
        self.desk.opened.opened.connect(opened.append)
        files = self.desk.gate.reader.store.folders.attachments(sitting)
        self.desk.opened.open(next(one for one in files if one.name == note.name))
        until(lambda: opened, "the attachment to be opened")

    def _import_and_print(self) -> None:
        sheet = Path(__file__).resolve().parents[2] / "resources" / "sample" / "secretaries.xlsx"
        self.desk.window.open_page("import", ImportRequest((sheet,)))
        rest(2)
        self.desk._desk.wishes.show_page("print", PrintRequest("roll", {"year": 2026, "training": "2026-05"}))
        rest(3)

    def _copy_and_look(self) -> None:
        copying = self.desk.copying
        known = len(copying.lines())
        copying.back_up()
        until(lambda: copying.listed and len(copying.lines()) > known, "the copy")
        copying.store_in(self.base / "stick")
        until(lambda: all(line.found is not None for line in copying.lines()), "the copies to be opened")
        copy = copying.lines()[0].copy
        self.desktop.look_at(copy)
        until(lambda: self.desktop.looks.open, "the look")
        for key in self.desktop.looks.open[0].window.all_page_keys:
            self.desktop.looks.open[0].window.show_page(key)
            rest(0.1)
        before = self.desk
        self.desktop.restore(copy)
        until(lambda: self.desktop._shown not in (None, before), "the copy restored")
        self.desk.printing.shows = self.desk.opened.shows = False
        rest()


def _fail() -> None:
    raise RuntimeError(f"{TYPED[0]} {TYPED[1]}")


def crash_on_the_command_line(office: Path, password: str) -> None:
    """A command that meets a fault of the program while it holds a name."""
    from gzparty import cli
    from gzparty.services.office import Offices

    def fail(_self: object) -> Done[Services]:
        raise RuntimeError(f"{TYPED[0]} {TYPED[2]}")

    Offices.facts = fail  # type: ignore[method-assign, assignment]
    given = office.parent.parent / "asked" / "given.txt"
    given.write_text(password + "\n", encoding="utf-8")
    secret = ["--password-file", str(given)] if password else []
    assert cli.main(["--office", str(office), *secret, "check"]) == 1


def main() -> None:
    """Do one session."""
    ending, office, base, password = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    if ending == "crash":
        crash_on_the_command_line(office, password)
        return
    faulthandler.dump_traceback_later(HANGS, exit=True)
    session = Session(office, base, password)
    if ending != "kill":
        session.work()
        session.lock_and_unlock()
        session.crash()
    if ending == "close":
        session.close()
        return
    session.leave_all_open()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
