"""Looks through every byte an office under a password leaves on the disk for names that are known to be in it.

A fresh user works with a keyed office on the command line and in a window, which crashes once and is killed once. Then all
files of that user's folders are searched, in every encoding a name could lie in; only what the clerk asked for in clear,
in a folder of its own, is left out. Before the password is set the same search must find them, or it is blind.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.report import Report

PASSWORD, NEXT = "guanzhuang7", "Anqiu-2026"
TYPED = ("泄漏草稿甲示例", "泄漏事由乙丙丁", "13900001234")
"""Typed in the window only: a name, words of minutes, a phone."""
NAMES, UNITS = 12, 8
TODAY = "2026-06-17"


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
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="leaks-") as folder:
            _round(Places(Path(folder)), random.Random(seed + number), report)
        report.count("rounds")
    return report


def short(seed: int) -> Report:
    """The part that runs in the suite: a window that is worked in, one that is killed, and the search after each."""
    report = Report("leaks", seed)
    with tempfile.TemporaryDirectory(prefix="leaks-") as folder:
        places = Places(Path(folder))
        known = _keyed(places, random.Random(seed), report)
        _in_the_window(places, "close")
        _look_through(places, known, report, "after the window")
        _in_the_window(places, "kill")
        _look_through(places, known, report, "after kill -9", but=places.opened)
    return report


def _round(places: Places, chance: random.Random, report: Report) -> None:
    known = _keyed(places, chance, report)
    _on_the_command_line(places)
    _look_through(places, known, report, "after the command line")
    _in_the_window(places, "close")
    _look_through(places, known, report, "after the window")
    killed = _in_the_window(places, "kill")
    if killed != -signal.SIGKILL:
        report.find(f"the window was to be killed and ended with {killed}")
    _look_through(places, known, report, "after kill -9", but=places.opened)
    _in_the_window(places, "close")
    _look_through(places, known, report, "after the next start")
    new = str(_password(places, NEXT))
    _command(places, "password", "change", "--new-password-file", new, "--folder", str(places.stick))
    _look_through(places, known, report, "after a change of the password")
    report.count("names looked for", len(known))


def _keyed(places: Places, chance: random.Random, report: Report) -> list[str]:
    """Put the office under a password, once the search has found names in it without one; gives the names."""
    _set_up(places)
    known = _known(places, chance)
    if not any(_hits(places, known, report)):
        report.find("the search is blind: it finds no name in an office without a password")
    _command(places, "password", "set", "--new-password-file", str(_password(places, PASSWORD)), secret="")
    _hide_what_came_before(places)
    return known


def _set_up(places: Places) -> None:
    """The sample with everything in it, moved out of the folder in which its papers lie in clear."""
    places.environment()
    for folder in (places.office.parent, places.stick, places.asked):
        folder.mkdir(parents=True)
    made = places.asked / "demo"
    _command(places, "demo", "--out", str(made), "--no-window", secret="", office=False)
    for suffix in (".gzparty", ".attachments"):
        shutil.move(made / f"sample{suffix}", places.office.with_suffix(suffix))
    _command(places, "backup", secret="")


def _hide_what_came_before(places: Places) -> None:
    """What stood in clear before is the clerk's to judge; the program's own folders begin anew."""
    for name in ("data", "config", "cache", "state", "run", "tmp"):
        shutil.rmtree(places.base / name)
    places.environment()


def _known(places: Places, chance: random.Random) -> list[str]:
    """Names of people and units, phones of the office, and what will be typed."""
    people = json.loads(_command(places, "list", "people", "--json", "--phones", secret=""))
    units = json.loads(_command(places, "list", "units", "--json", secret=""))
    names = sorted({row["name"] for row in people})
    phones = sorted({str(row["phone"]) for row in people if len(str(row.get("phone") or "")) == 11})
    places_named = sorted({row["name"] for row in units if len(row["name"]) > 2})
    return [
        *chance.sample(names, min(NAMES, len(names))),
        *chance.sample(phones, min(NAMES, len(phones))),
        *chance.sample(places_named, min(UNITS, len(places_named))),
        *TYPED,
    ]


def _on_the_command_line(places: Places) -> None:
    papers = places.asked
    sheet = _resource("members.xlsx")
    (papers / "会议记录.txt").write_text(TYPED[1] * 40, encoding="utf-8")
    for arguments in (
        ("import", "members", str(sheet)),
        ("attach", "2026-06", str(papers / "会议记录.txt")),
        ("list", "people"),
        ("search", TYPED[0]),
        ("history",),
        ("undo",),
        ("redo",),
        ("print", "roster", "--year", "2026", "-o", str(papers / "roster.pdf")),
        ("export", "people", "-o", str(papers / "people.xlsx")),
        ("backup",),
        ("backup", str(places.stick)),
        ("check",),
    ):
        _command(places, *arguments)
    copy = max(places.stick.glob("*.gzparty"))
    _command(places, "restore", str(copy))
    # A wrong password, a name that is nobody's, and a fault of the program while it holds a name.
    _command(places, "list", "people", secret="not the one")
    _command(places, "show", "people", TYPED[0])
    _python(places, "crash", str(places.office))


def _in_the_window(places: Places, ending: str) -> int:
    return _python(places, ending, str(places.office))


def _look_through(
    places: Places, known: Sequence[str], report: Report, when: str, but: Path | None = None
) -> None:
    for path, name in _hits(places, known, report, but):
        report.find(f"{when}: {name!r} in {path.relative_to(places.base)}")


def _hits(
    places: Places, known: Sequence[str], report: Report, but: Path | None = None
) -> Iterator[tuple[Path, str]]:
    """Each file that holds a known name, or bears it, with the first such name."""
    forms = [(name, form) for name in known for form in spellings(name)]
    for path in sorted(places.base.rglob("*")):
        if not path.is_file() or path.is_relative_to(places.asked) or (but and path.is_relative_to(but)):
            continue
        report.count("files looked through")
        own = str(path.relative_to(places.base)).encode("utf-8", "surrogateescape")
        for content in (own, *_contents(path.read_bytes())):
            found = next((name for name, form in forms if form in content), None)
            if found is not None:
                yield path, found
                break


def spellings(text: str) -> set[bytes]:
    """A text as it may lie in a file: three encodings, and the escapes of JSON, of Qt's settings, of addresses."""
    found = {text.encode("utf-8"), text.encode("utf-16-le"), text.encode("gb18030")}
    if not text.isascii():
        found.add(json.dumps(text)[1:-1].encode())
        found.add("".join(f"\\x{ord(letter):x}" for letter in text).encode())
        found.add("".join(f"%{octet:02X}" for octet in text.encode()).encode())
    return found


def _contents(raw: bytes) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield raw
    if raw.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as packed:
                for name in packed.namelist():
                    yield packed.read(name)
        except zipfile.BadZipFile:
            return


def _password(places: Places, text: str) -> Path:
    """The file the password is read from; it holds no name."""
    path = places.base / "asked" / "password.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _command(places: Places, *arguments: str, secret: str | None = None, office: bool = True) -> str:
    """Run a command; `secret` is the password, empty for none, the present one if it is left out."""
    words = (
        [sys.executable, "-m", "gzparty", "--today", TODAY] if office else [sys.executable, "-m", "gzparty"]
    )
    if office:
        words += ["--office", str(places.office)]
    if secret != "":
        given = places.base / "asked" / "given.txt"
        given.write_text((secret or PASSWORD) + "\n", encoding="utf-8")
        words += ["--password-file", str(given)]
    done = subprocess.run(
        [*words, *arguments],
        env=places.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=places.base / "asked",
    )
    if "Traceback" in done.stderr:
        raise AssertionError(done.stderr)
    return done.stdout


def _python(places: Places, *arguments: str) -> int:
    """Run a session of the window, or the crash of a command, in a process of its own; its exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.leaks_session", *arguments, str(places.base)],
        env=places.environment(),
        cwd=_root(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(done.stdout + done.stderr)
    return done.returncode


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def _resource(name: str) -> Path:
    return _root() / "resources" / "sample" / name
