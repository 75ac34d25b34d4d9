"""The page that says where to change what: every file it names is there, and every room of the window is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
_SPAN = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[\w.*/]+(?:\.py|\.toml|/)")


def named_in(line: str) -> Iterator[tuple[str, Path | None]]:
    """The paths of a row, each with the file found for it: below the root, below gzparty, or beside the one before."""
    beside = ROOT
    for span in _SPAN.findall(line):
        path = span.partition(":")[0]
        if not _PATH.fullmatch(path):
            continue
        found = [one for folder in (ROOT, ROOT / "gzparty", beside) for one in folder.glob(path.rstrip("/"))]
        if found:
            beside = found[0] if found[0].is_dir() else found[0].parent
        yield path, found[0] if found else None


ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "`" in line]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_every_file_a_row_names_is_there(row: str) -> None:
    named = list(named_in(row.split("|")[2]))
    assert named
    assert [path for path, found in named if found is None] == []


def test_every_folder_of_panels_is_named() -> None:
    folders = {path.parent.name for path in (ROOT / "ui" / "panels").glob("*/__init__.py")}
    (listed,) = re.findall(r"panels/ by page: ([\w,\s]+);", PAGE)
    assert set(re.split(r",\s+", listed)) == folders
