"""What is kept of an error of the program: enough for a helper, and nothing about anybody."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from gzparty.crash_report import LONGEST_LOG, CrashLog, describe, describe_fault, place

NAME, PHONE = "孙示例", "13805360000"
AT = datetime(2026, 6, 17, 17, 52)


def caught(path: str) -> BaseException:
    """An error whose message, cause and file all say whom it is about."""
    source = f"def {NAME}():\n    raise ValueError('{NAME} {PHONE}')\n{NAME}()"
    with pytest.raises(LookupError) as found:
        run_foreign(source, path)
    return found.value


def run_foreign(source: str, path: str) -> None:
    try:
        exec(compile(source, path, "exec"), {})
    except ValueError as error:
        raise LookupError(f"{NAME} {PHONE}") from error


@pytest.mark.parametrize("path", [f"/home/{NAME}/{PHONE}.py", f"C:\\Users\\{NAME}\\{PHONE}.py", f"{NAME}.py"])
def test_neither_message_nor_path_nor_cause_says_who_it_was(path: str) -> None:
    error = caught(path)
    told = describe(type(error), error.__traceback__, error)
    assert "LookupError" in told
    assert "<- ValueError" in told
    assert "tests/services/test_crash_report.py:" in told
    assert [secret for secret in (NAME, PHONE, "home", "Users") if secret in told] == []


def test_our_own_files_and_libraries_are_named_from_their_root_on() -> None:
    assert place(str(Path(__file__).parents[2] / "ui" / "crash.py")) == "ui/crash.py"
    assert place(pytest.__file__) == "pytest/__init__.py"
    assert place("gzparty/domain/people.py") == "gzparty/domain/people.py"


def test_the_log_keeps_the_last_errors_and_stays_small(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "new" / "error.txt", lambda: AT)
    for number in range(400):
        assert log.add(f"Error{number:03}\n" + "  ui/crash.py:1 handle\n" * 10)
    kept = log.text()
    assert len(kept) <= LONGEST_LOG
    assert kept.startswith("2026-06-17 17:52:00\nError")
    assert "Error399" in kept
    assert "Error000" not in kept


def test_a_log_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    log = CrashLog(tmp_path / "file" / "error.txt", lambda: AT)
    assert not log.add("Error")
    assert log.text() == ""


def test_a_run_that_ended_leaves_no_mark(tmp_path: Path) -> None:
    assert run_child(tmp_path, "mark.end()").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_killed_is_known_at_the_next_start(tmp_path: Path) -> None:
    run_child(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert left_in(tmp_path) == ""


def test_a_crash_below_python_leaves_the_places_and_no_path_of_a_user(tmp_path: Path) -> None:
    run_child(tmp_path, "import ctypes; ctypes.string_at(0)")
    left = left_in(tmp_path)
    assert left is not None
    assert str(Path(sys.prefix).parent) in left or "ctypes" in left
    told = describe_fault(left)
    assert "Segmentation fault" in told
    assert "  ctypes/__init__.py:" in told
    assert str(Path.home()) not in told


def run_child(folder: Path, then: str) -> subprocess.CompletedProcess[bytes]:
    """A process that sets the mark and goes on."""
    begin = f"from gzparty.crash_report import RunMark; from pathlib import Path; mark = RunMark(Path({str(folder / 'm')!r}))"
    return subprocess.run([sys.executable, "-c", f"{begin}; mark.begin(); {then}"], check=False)


def left_in(folder: Path) -> str | None:
    """What the next run finds."""
    read = f"from gzparty.crash_report import RunMark; from pathlib import Path; left = RunMark(Path({str(folder / 'm')!r})).begin()"
    script = f"{read}; import sys; sys.stdout.write('none' if left is None else left)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return None if done.stdout == "none" else done.stdout
