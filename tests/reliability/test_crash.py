"""Killed at random moments of every kind of work, in short form; long: `python -m tests.reliability crash`."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from db.connection import open_writer
from tests.reliability import crash
from tests.reliability.aftermath import look
from tests.reliability.crash import Prepared
from tests.reliability.deeds import prepare
from tests.reliability.ground import build, office_in


def test_a_program_killed_at_any_moment_has_done_what_it_reported_and_nothing_by_half() -> None:
    report = crash.run(40, seed=7)
    assert report.findings == []
    assert report.done["killed inside the work"] >= 20


def test_what_is_half_done_or_gone_would_be_found(tmp_path: Path) -> None:
    prepared = Prepared(tmp_path)
    build(prepared.base)
    first, second, third = map(prepared.undisturbed("creating").state, range(3))
    prepare("creating", prepared.base, tmp_path / "nothing")
    assert crash.checked((first, second), tmp_path / "nothing") == []
    assert crash.checked((second, third), tmp_path / "nothing") != []
    whole = look(_copied(prepared, tmp_path / "whole"))
    assert crash.checked((whole, whole), _copied(prepared, tmp_path / "whole too")) == []
    for number, (statement, said) in enumerate(HALVES.items()):
        folder = _copied(prepared, tmp_path / str(number))
        with closing(open_writer(office_in(folder))) as opened:
            opened.execute("UPDATE journal_state SET action_id = 1")
            opened.execute(statement)
            opened.execute("UPDATE journal_state SET action_id = NULL")
        assert any(said in finding for finding in crash.checked((whole, whole), folder)), statement


HALVES = {
    "DELETE FROM membership WHERE id = 7": "records stand between two deeds: key 0/0/0; membership",
    "UPDATE action SET effective = NULL WHERE id = 3": "an action that never ended",
    "DELETE FROM text_problem WHERE rowid = 1": "index of texts differs: problem",
    "DELETE FROM attachment WHERE id = 2": "attachment (before False, after False)",
    "INSERT INTO draft VALUES (9, 'person', 'new', '存过的字', '2026-06-17')": "(drafts) (before False, after False)",
}
"""What a program cut off might leave if its deeds were not whole, and the finding it must be."""


def _copied(prepared: Prepared, folder: Path) -> Path:
    shutil.copytree(prepared.base, folder)
    return folder
