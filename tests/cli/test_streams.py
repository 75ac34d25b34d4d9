"""A program of Windows without a terminal has no streams."""

from __future__ import annotations

import sys

import pytest

from gzparty.__main__ import have_streams


def test_what_is_said_where_no_terminal_is_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    have_streams()
    with sys.stdout, sys.stderr:
        assert sys.stderr.write("窗口打不开") == 5
        assert sys.stdout.write("0.1.0") == 5


def test_a_terminal_stays_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    have_streams()
    sys.stdout.write("0.1.0")
    assert capsys.readouterr().out == "0.1.0"
