"""The program opens no connection of any network: watched from outside, on the demo, commands and a window session."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reliability import offline
from tests.reliability.report import Report

OPENS_ONE = "import socket; socket.socket(socket.{family}, socket.{kind}).close()"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A folder with the sample office, and what was seen while it was built."""
    folder, report = tmp_path_factory.mktemp("offline"), Report("offline", 1)
    offline.demo(report, folder)
    return folder, report


@pytest.mark.parametrize(
    ("family", "kind"), [("AF_INET", "SOCK_STREAM"), ("AF_INET6", "SOCK_DGRAM"), ("AF_NETLINK", "SOCK_RAW")]
)
def test_a_child_that_opens_such_a_socket_is_found_out(tmp_path: Path, family: str, kind: str) -> None:
    opening = OPENS_ONE.format(family=family, kind=kind)
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '''{opening}'''], check=True)"
    report = Report("offline", 1)
    offline.watch(report, "child", [sys.executable, "-c", parent], tmp_path)
    assert [family in finding for finding in report.findings] == [True]


def test_a_local_socket_is_not_the_network(tmp_path: Path) -> None:
    report = Report("offline", 1)
    opening = OPENS_ONE.format(family="AF_UNIX", kind="SOCK_STREAM")
    offline.watch(report, "child", [sys.executable, "-c", opening], tmp_path)
    assert report.findings == []
    assert report.done["calls with AF_UNIX"] == 1


def test_building_the_sample_office_and_its_papers_opens_none(sample: tuple[Path, Report]) -> None:
    folder, report = sample
    assert report.findings == []
    assert (folder / "demo" / "sample.gzparty").exists()


def test_reading_importing_printing_exporting_and_copying_open_none(sample: tuple[Path, Report]) -> None:
    folder, _built = sample
    report = Report("offline", 1)
    offline.commands(report, folder)
    assert report.findings == []
    assert report.done["commands"] == 8
    assert (folder / "roll.pdf").exists()


def test_a_session_of_the_window_opens_none(sample: tuple[Path, Report]) -> None:
    folder, _built = sample
    report = Report("offline", 1)
    offline.session(report, folder, seed=1, pages=6)
    assert report.findings == []
    assert (folder / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert not list(folder.rglob("running.txt")), "the session did not end as it should"
    # The second start spoke to the first by a local socket: what is watched does speak.
    assert report.done["calls with AF_UNIX"] > 0
