"""Looks through every byte an office under a password leaves on the disk for names that are known to be in it.

A fresh user works with a keyed office on the command line and in a window, which crashes once and is killed once. Then all
files of that user's folders are searched, in every encoding a name could lie in; only what the clerk asked for in clear,
in a folder of its own, is left out. The same search must find the names in the office before it has a password, and in
all that the same work leaves behind without one, or it is blind.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.blobs import blobs_path
from db.driver import connect
from gzparty.new_offices import make_sample
from tests.reliability.leaks_search import SHORTEST, Hit, Search
from tests.reliability.report import Report

PASSWORD, NEXT = "guanzhuang7", "Anqiu-2026"
TYPED = ("泄漏草稿甲示例", "泄漏事由乙丙丁", "13900001234")
"""Typed in the window only: a name, words of minutes, a phone."""
EACH = 12
"""So many names of each kind are looked for."""
KINDS = {
    "people": "SELECT DISTINCT name FROM person",
    "phones": "SELECT DISTINCT phone FROM person WHERE length(phone) = 11",
    "units": "SELECT DISTINCT name FROM unit_name",
    "minutes": "SELECT DISTINCT substr(content, 1, 12) FROM meeting WHERE length(content) > 20",
}
TODAY = "2026-06-17"
REFUSED, ANSWERED = (1,), (0, 3)
"""How a command ends: refused, or done, with something to look at or not."""
SHOWN_IN_CLEAR = "by the window without a password"


@dataclass(frozen=True)
class Places:
    """The folders of a user who never used the program before."""

    base: Path

    @property
    def office(self) -> Path:
        return self.base / "office" / "sample.gzparty"

    @property
    def asked(self) -> Path:
        """What the clerk wanted in clear: papers, sheets, photos."""
        return self.base / "asked"

    @property
    def stick(self) -> Path:
        return self.base / "stick"

    @property
    def opened(self) -> Path:
        """Attachments as the system's viewer is shown them, until the program is locked, closed or started again."""
        return self.base / "data" / "gzparty" / "opened"

    def environment(self) -> dict[str, str]:
        """Nothing of the real user's; one folder for each purpose."""
        folders = {
            "HOME": "home",
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "run",
            "TMPDIR": "tmp",
        }
        for name in folders.values():
            (self.base / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        own = {key: str(self.base / name) for key, name in folders.items()}
        return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"}


def run(rounds: int, seed: int) -> Report:
    """Work so many times with an office and look through what is left each time."""
    report = Report("leaks", seed)
    with tempfile.TemporaryDirectory(prefix="leaks-") as folder:
        sample = Path(folder) / "sample.gzparty"
        make_sample(sample)
        _Round(Path(folder) / "clear", sample, seed, report).without_a_password()
        for number in range(rounds):
            _Round(Path(folder) / f"{number}", sample, seed + number, report).whole()
            report.count("rounds")
    return report


def short(seed: int, sample: Path) -> Report:
    """The part that runs in the suite: some commands, and one window that is worked in and killed."""
    report = Report("leaks", seed)
    with tempfile.TemporaryDirectory(prefix="leaks-") as folder:
        _Round(Path(folder) / "short", sample, seed, report).brief()
    return report


class _Round:
    """One user with a copy of the sample office, and what is looked for in all that is left of the work."""

    def __init__(self, base: Path, sample: Path, seed: int, report: Report) -> None:
        self.places = Places(base)
        self.report = report
        self.secret = PASSWORD
        for folder in (self.places.office.parent, self.places.stick, self.places.asked):
            folder.mkdir(parents=True)
        shutil.copyfile(sample, self.places.office)
        shutil.copyfile(blobs_path(sample), blobs_path(self.places.office))
        self.stored = _stored(sample, random.Random(seed))
        self.search = Search([*self.stored, *TYPED])

    def whole(self) -> None:
        """Everything, and a look after each part of it."""
        self._set_password()
        self._command_all()
        self._look("after the command line")
        self._window("close")
        self._look("after the window")
        self._kill()
        self._look("after kill -9", but=self.places.opened)
        self._window("close")
        self._look("after the next start")
        self._change_password()
        self._look("after a change of the password")
        self._end()

    def brief(self) -> None:
        """Some of everything."""
        self._set_password()
        self._import_and_attach()
        self._go_wrong()
        self._look("after the command line")
        self._kill("work and kill")
        self._look("after kill -9", but=self.places.opened)
        self._end()

    def without_a_password(self) -> None:
        """The same work in clear: what the search sees then is what it would see of a leak."""
        self.secret = ""
        self._command_all()
        self._kill("work and kill")
        hits = list(self._hits())
        self.report.count(f"files with names {SHOWN_IN_CLEAR}", len(hits))
        lacking = {*self.stored, *TYPED}.difference(*(hit.names for hit in hits))
        if lacking:
            self.report.find(f"the search is blind: without a password it does not find {sorted(lacking)}")
        for place in (self.places.office.parent, self.places.stick, self.places.opened):
            if not any(hit.path.is_relative_to(place) for hit in hits):
                self.report.find(f"the search is blind: it finds nothing in {place.name} without a password")

    def _set_password(self) -> None:
        """Put the office with a copy under a password, once the search has found every name in both without one."""
        self.secret = ""
        self._command("backup")
        found = {hit.path: hit.names for hit in self._hits()}
        files = [path for path in found if path.suffix == self.places.office.suffix]
        if len(files) < 2 or any(set(self.stored) - found[path] for path in files):
            self.report.find("the search is blind: it does not find every name before there is a password")
        new = str(self._password_file("new.txt", PASSWORD))
        self._command("password", "set", "--new-password-file", new)
        self.secret = PASSWORD
        # What stood in clear before is the clerk's to judge; the program's own folders begin anew.
        for name in ("data", "config", "cache", "state", "run", "tmp"):
            shutil.rmtree(self.places.base / name)

    def _change_password(self) -> None:
        new = str(self._password_file("new.txt", NEXT))
        self._command("password", "change", "--new-password-file", new, "--folder", str(self.places.stick))
        self.secret = NEXT
        self._command("check")

    def _command_all(self) -> None:
        papers = self.places.asked
        self._import_and_attach()
        for arguments in (
            ("list", "people"),
            ("search", TYPED[0]),
            ("history",),
            ("undo",),
            ("redo",),
            ("print", "roster", "--year", "2026", "-o", str(papers / "roster.pdf")),
            ("export", "people", "-o", str(papers / "people.xlsx")),
            ("backup",),
            ("backup", str(self.places.stick)),
            ("check",),
        ):
            self._command(*arguments)
        self._command("restore", str(max(self.places.stick.glob("*.gzparty"))))
        self._go_wrong()

    def _import_and_attach(self) -> None:
        paper = self.places.asked / "会议记录.txt"
        paper.write_text(TYPED[1] * 40, encoding="utf-8")
        self._command("import", "members", str(_root() / "resources" / "sample" / "members.xlsx"))
        self._command("attach", "2026-06", str(paper))

    def _go_wrong(self) -> None:
        """A wrong password, a name that is nobody's, and a fault of the program while it holds a name."""
        if self.secret:
            self._command("list", "people", secret="not the one", fails=True)
        self._command("show", "people", TYPED[0], fails=True)
        self._session("crash")

    def _window(self, ending: str) -> None:
        self._session(ending)
        self.report.count("windows")

    def _kill(self, ending: str = "kill") -> None:
        ended = self._session(ending)
        self.report.count("windows killed")
        if ended != -signal.SIGKILL:
            self.report.find(f"the window was to be killed and ended with {ended}")

    def _hits(self, but: Path | None = None) -> list[Hit]:
        return list(self.search.hits(self.places.base, [self.places.asked, *([but] if but else [])]))

    def _look(self, when: str, but: Path | None = None) -> None:
        for path, names in self._hits(but):
            self.report.find(f"{when}: {sorted(names)} in {path.relative_to(self.places.base)}")
        self.report.count("looks")

    def _end(self) -> None:
        self.report.count("names looked for", len(self.stored) + len(TYPED))
        self.report.count("files looked through", self.search.files)
        self.report.count("bytes searched", self.search.octets)

    def _password_file(self, name: str, text: str) -> Path:
        """The file a password is read from; it holds no name."""
        path = self.places.asked / name
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def _command(self, *arguments: str, secret: str | None = None, fails: bool = False) -> None:
        """Run a command; `secret` is the password, empty for none, the present one if it is left out."""
        words = [sys.executable, "-m", "gzparty", "--today", TODAY, "--office", str(self.places.office)]
        given = self.secret if secret is None else secret
        if given:
            words += ["--password-file", str(self._password_file("given.txt", given))]
        done = subprocess.run(
            [*words, *arguments],
            env=self.places.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=self.places.asked,
        )
        if done.returncode not in (REFUSED if fails else ANSWERED):
            raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stderr[-2000:]}")
        self.report.count("commands")

    def _session(self, ending: str) -> int:
        """Run a session of the window, or the crash of a command, in a process of its own; its exit status."""
        office, base = str(self.places.office), str(self.places.base)
        done = subprocess.run(
            [sys.executable, "-m", "tests.reliability.leaks_session", ending, office, base, self.secret],
            env=self.places.environment(),
            cwd=_root(),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        if done.returncode not in (0, -signal.SIGKILL):
            raise AssertionError(done.stdout + done.stderr)
        return done.returncode


def _stored(office: Path, chance: random.Random) -> list[str]:
    """Names of people and units, phones, and words of minutes that the office holds."""
    found: list[str] = []
    with closing(connect(str(office))) as opened:
        for query in KINDS.values():
            words = sorted(text for (text,) in opened.execute(query) if len(text) >= SHORTEST)
            found += chance.sample(words, min(EACH, len(words)))
    # Where a name is found, nothing tells whether a longer one that begins with it stands there.
    return [name for name in found if not any(one != name and one in name for one in found)]


def _root() -> Path:
    return Path(__file__).resolve().parents[2]
