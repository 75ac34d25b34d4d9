"""A fault of the program at the command line: one sentence, and a file for the helper that names nobody."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from gzparty import bootstrap
from gzparty.cli.frame import REFUSED, Session
from gzparty.cli.help import Group
from gzparty.cli.running import run

NAME, PHONE = "孙示例", "13805360000"


def group() -> click.Group:
    @click.group(cls=Group)
    def made() -> None:
        """A program that is wrong."""

    @made.command()
    def wrong() -> None:
        raise ValueError(f"{NAME} {PHONE}")

    return made


def test_the_details_of_a_fault_name_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "default_office", lambda: tmp_path / "data" / "office.gzparty")
    assert run(group(), ["wrong"], Session()) == REFUSED
    kept = (tmp_path / "data" / "error.txt").read_text("utf-8")
    assert "ValueError" in kept
    assert "gzparty/cli/running.py" in kept
    said = capsys.readouterr().err
    assert "error.txt" in said
    assert [secret for secret in (NAME, PHONE) if secret in kept + said] == []


def test_where_no_file_can_be_written_the_details_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    monkeypatch.setattr(bootstrap, "default_office", lambda: tmp_path / "data" / "office.gzparty")
    assert run(group(), ["wrong"], Session()) == REFUSED
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert NAME not in said
