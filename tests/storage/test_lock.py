"""Taking the writer's lock where the folder gives trouble: each trouble has its own sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from db import lock
from db.lock import WriterLock, lock_path
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text

TROUBLES = {
    errno.ENOSPC: "的盘满了",
    errno.ENOLCK: "不能防止两个人同时改",
    errno.EOPNOTSUPP: "不能防止两个人同时改",
    errno.EROFS: "不能写",
}


@pytest.mark.parametrize("number", TROUBLES, ids=lambda number: errno.errorcode[number])
def test_a_folder_that_cannot_lock_says_why_and_keeps_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(_file: object) -> bool:
        raise OSError(number, os.strerror(number))

    office = tmp_path / "office.gzparty"
    with monkeypatch.context() as patched:
        patched.setattr(lock, "_try_lock", fails)
        with pytest.raises(Refusal) as caught:
            WriterLock(office).acquire()
    assert TROUBLES[number] in refusal_text(caught.value)
    assert str(tmp_path) in refusal_text(caught.value)
    with WriterLock(office):
        assert lock_path(office).stat().st_size > 0


def test_a_holder_caught_before_it_wrote_its_name_is_still_respected(tmp_path: Path) -> None:
    office = tmp_path / "office.gzparty"
    with WriterLock(office):
        lock_path(office).write_bytes(b"")
        with pytest.raises(Refusal) as caught:
            WriterLock(office).acquire()
    assert caught.value.diagnostics[0].code == "store_held"


def test_a_released_lock_names_nobody_and_may_be_released_twice(tmp_path: Path) -> None:
    office = tmp_path / "office.gzparty"
    held = WriterLock(office)
    held.acquire()
    held.release()
    held.release()
    assert lock_path(office).read_bytes() == b""
