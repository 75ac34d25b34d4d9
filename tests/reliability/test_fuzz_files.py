"""Files of any kind are read as plain cells or refused with a sentence."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given

from tests.reliability import fuzz_files
from tests.reliability.fuzz_files import Case
from tests.reliability.fuzz_hostile import HOSTILE
from tests.reliability.fuzz_settings import short

_LARGE = frozenset(
    {"many_rows.xlsx", "many_merged.xlsx", "pressed.xlsx", "open_cells.xlsx", "deep.xlsx", "shared_bomb.xlsx"}
)
"""Those that take seconds to make; the long form tries them."""


@short(150)
@given(fuzz_files.CHANGED)
def test_a_file_changed_anywhere_is_read_or_refused(case: Case) -> None:
    fuzz_files.check(case)


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - _LARGE))
def test_a_file_made_to_do_harm_is_read_or_refused(name: str) -> None:
    reached: list[str] = []
    _heard.append(reached)
    fuzz_files.check(Case(name))
    _heard.clear()
    assert reached == []


_heard: list[list[str]] = []


def _hear(event: str, _facts: object) -> None:
    if _heard and event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        _heard[0].append(event)


sys.addaudithook(_hear)
