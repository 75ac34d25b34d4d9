"""The real command, on a copy of the sample office: each in a process of its own, begun anew or forked from a warm one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.forks import Forks

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    done = command("demo", "--out", str(folder), "--no-window", home=folder / "home")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def office(sample_folder: Path, tmp_path: Path) -> Path:
    shutil.copy(sample_folder / "sample.attachments", tmp_path / "office.attachments")
    return Path(shutil.copy(sample_folder / "sample.gzparty", tmp_path / "office.gzparty"))


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks | None]:
    """A warm process to fork commands from; None on systems that cannot fork."""
    if not hasattr(os, "fork"):
        yield None
        return
    made = Forks()
    yield made
    made.close()


@pytest.fixture
def run(office: Path, tmp_path: Path, forks: Forks | None) -> Run:
    """Run a command on the office and expect its exit status."""

    def on_office(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        words = ["--office", str(office), "--today", "2026-06-17", *map(str, arguments)]
        home = tmp_path / "home"
        done = forks.run(words, own(home), tmp_path) if forks else command(*words, home=home)
        assert "Traceback" not in done.stderr
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return on_office


@pytest.fixture
def bare(tmp_path: Path) -> Run:
    """Run a command begun anew, with no office given."""

    def anywhere(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = command(*map(str, arguments), home=tmp_path / "home")
        assert "Traceback" not in done.stderr
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return anywhere


def own(home: Path) -> dict[str, str]:
    """What a command finds in its environment: a home of its own, another for keys, and no display."""
    config = home.with_name(f"{home.name}-config")
    return {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(config), "QT_QPA_PLATFORM": "offscreen"}


def command(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the program from its very beginning."""
    return subprocess.run(
        [sys.executable, "-m", "gzparty", *arguments],
        env={**os.environ, **own(home)},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
