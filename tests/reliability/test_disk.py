"""The harness of full disks, in short form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability import disk
from tests.reliability.disk_deeds import DEEDS


@pytest.mark.parametrize("seed", [1])
def test_a_disk_that_fills_takes_nothing_and_is_named(seed: int) -> None:
    report = disk.run(rounds=2, seed=seed)
    assert report.findings == []
    assert sum(count for kind, count in report.done.items() if kind.endswith("refused")) > len(DEEDS)


def test_a_limit_on_files_stands_for_a_disk_that_may_not_be_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = disk.Disk(tmp_path / "disk")
    made.close()
    made.is_mounted = False
    (made.folder / "there").write_bytes(bytes(10_000))
    with made.full_but_for(0), pytest.raises(OSError, match="File too large"):
        (made.folder / "more").write_bytes(bytes(10_000))
