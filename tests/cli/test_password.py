"""The password on the command line: set, changed, removed, asked for by every command, never on the line itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, own

GOOD, OTHER = "guanzhuang7", "guanzhuang8"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "good.txt", GOOD)


def written(path: Path, text: str) -> Path:
    path.write_text(text + "\nnot this line\n", encoding="utf-8")
    return path


def people(run: Run, *password: object) -> int:
    return len(json.loads(run("list", "people", "--json", *password).stdout))


def test_with_a_password_every_command_wants_it_and_without_it_says_how(
    run: Run, office: Path, good: Path
) -> None:
    before = people(run)
    run("backup")
    done = run("password", "set", "--new-password-file", good)
    assert "设好了密码，3 个文件都重新写过、打开核对过。" in done.stderr
    assert not office.read_bytes().startswith(b"SQLite format 3")
    refused = run("list", "people", "--json", status=1)
    assert refused.stdout == ""
    assert "设了密码。加上 --password-file 文件" in refused.stderr
    assert people(run, "--password-file", good) == before
    run("check", "--password-file", good)


def test_a_wrong_password_is_one_sentence_and_after_some_one_waits(
    run: Run, good: Path, tmp_path: Path
) -> None:
    run("password", "set", "--new-password-file", good)
    bad = written(tmp_path / "bad.txt", "guanzhuang9")
    for _try in range(4):
        refused = run("list", "people", "--password-file", bad, status=1)
        assert refused.stderr.startswith("密码不对，打不开")
    refused = run("list", "people", "--password-file", good, status=1)
    assert "输错的次数多了，再等" in refused.stderr
    kept = (tmp_path / "home" / "gzparty" / "tries.json").read_text("utf-8")
    assert next(iter(json.loads(kept).values()))[0] == "4"
    assert "guanzhuang" not in kept


def test_changed_the_old_one_no_longer_opens_and_removed_none_is_needed(
    run: Run, good: Path, tmp_path: Path
) -> None:
    before = people(run)
    other = written(tmp_path / "other.txt", OTHER)
    run("password", "set", "--new-password-file", good)
    assert (
        "不用换"
        in run("password", "change", "--password-file", good, "--new-password-file", good, status=1).stderr
    )
    run("password", "change", "--password-file", good, "--new-password-file", other)
    assert "密码不对" in run("list", "people", "--password-file", good, status=1).stderr
    run("password", "remove", "--password-file", other)
    assert people(run) == before


def test_a_password_is_set_once_and_only_where_there_is_none(run: Run, good: Path) -> None:
    assert "没有设密码" in run("password", "remove", status=1).stderr
    run("password", "set", "--new-password-file", good)
    again = run("password", "set", "--password-file", good, "--new-password-file", good, status=1)
    assert "已经有密码了" in again.stderr


def test_one_too_short_is_refused_and_nothing_is_changed(run: Run, office: Path, tmp_path: Path) -> None:
    before = office.read_bytes()
    short = written(tmp_path / "short.txt", "12345")
    assert (
        "密码至少 6 位，现在是 5 位。"
        in run("password", "set", "--new-password-file", short, status=1).stderr
    )
    assert office.read_bytes() == before


def test_a_copy_under_the_password_of_its_day_wants_that_one(run: Run, good: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.txt", OTHER)
    run("password", "set", "--new-password-file", good)
    stick = tmp_path / "stick"
    run("backup", stick, "--password-file", good)
    (copy,) = stick.glob("*.gzparty")
    run("password", "change", "--password-file", good, "--new-password-file", other)
    refused = run("restore", copy, "--password-file", other, status=1)
    assert "加上 --copy-password-file 文件" in refused.stderr
    run("restore", copy, "--password-file", other, "--copy-password-file", good)
    assert people(run, "--password-file", other) > 0


def test_copies_in_a_folder_named_come_under_the_password_too(run: Run, good: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    run("backup", stick)
    run("password", "set", "--new-password-file", good, "--folder", stick)
    (copy,) = stick.glob("*.gzparty")
    assert not copy.read_bytes().startswith(b"SQLite format 3")


if sys.platform != "win32":
    # There are no pseudo terminals elsewhere.

    def test_at_a_terminal_it_is_typed_and_not_shown(
        run: Run, office: Path, good: Path, tmp_path: Path
    ) -> None:
        import pty

        run("password", "set", "--new-password-file", good)
        master, slave = pty.openpty()
        command = [sys.executable, "-m", "gzparty", "--office", str(office), "list", "units", "--json"]
        with subprocess.Popen(
            command,
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=slave,
            env={**os.environ, **own(tmp_path / "home")},
            start_new_session=True,
            preexec_fn=lambda: _take_terminal(slave),
        ) as process:
            os.close(slave)
            assert os.read(master, 100).decode().startswith("密码：")
            os.write(master, GOOD.encode() + b"\n")
            assert process.stdout is not None
            shown = process.stdout.read()
        assert process.returncode == 0
        assert json.loads(shown)
        assert GOOD not in os.read(master, 1000).decode()
        os.close(master)


def _take_terminal(slave: int) -> None:
    """Make the pseudo terminal the one a password is asked at."""
    import fcntl
    import termios

    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


def test_pictures_need_no_display_want_the_password_and_leave_the_office_as_it_was(
    run: Run, good: Path, tmp_path: Path
) -> None:
    run("password", "set", "--new-password-file", good)
    refused = run("screenshots", tmp_path / "none", "--size", "1366x768", status=1)
    assert "设了密码。加上 --password-file 文件" in refused.stderr
    assert not (tmp_path / "none").exists()
    before = run("history", "--json", "--password-file", good).stdout
    told = run("screenshots", tmp_path / "shots", "--size", "1366x768", "--password-file", good).stdout
    assert run("history", "--json", "--password-file", good).stdout == before
    pictures = {path.name: path for path in map(Path, told.splitlines())}
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures.values())
    # Every page, those without a place in the navigation too, with its further views.
    assert {
        "training.png",
        "training-materials.png",
        "print.png",
        "import.png",
        "import-check.png",
        "import-done.png",
        "people-file.png",
        "data.png",
        "settings.png",
    } <= pictures.keys()
