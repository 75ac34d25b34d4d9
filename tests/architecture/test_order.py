"""The files of tests that are begun first are there."""

from __future__ import annotations

from tests.order import LONGEST, ROOT


def test_every_file_that_is_begun_first_is_there() -> None:
    assert [name for name in LONGEST if not (ROOT / name).is_file()] == []
