"""The real command, run as a process of its own, on a copy of the sample office."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.fixture
def run(office: Path, tmp_path: Path) -> Run:
    def on_office(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = command(
            "--office", str(office), "--today", "2026-06-17", *map(str, arguments), home=tmp_path / "home"
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return on_office


@pytest.fixture
def bare(tmp_path: Path) -> Run:
    def anywhere(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = command(*map(str, arguments), home=tmp_path / "home")
        assert "Traceback" not in done.stderr
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return anywhere


def command(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "gzparty", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
