"""The pages that say where a thing stands: every file they name is there, and the rule of names they give holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.test_structure import ROOT
from ui.pages import registry

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
_, TREE, TEXT = PAGE.split("```", 2)
WHERE = (ROOT / "docs" / "where.md").read_text("utf-8")
TO_ADD = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## To add")[2]
ROOMS = (ROOT, ROOT / "gzparty")
_SPAN = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[\w.*/-]+(?:\.(?:py|toml|in|md|po|sql)|/)")
_TERM = re.compile(r"[a-z]+")


def named_in(text: str) -> Iterator[tuple[str, list[Path]]]:
    """The paths of a row or passage with the files found for each: below the root, below gzparty, beside the one before.

    A name after a colon (`domain/roll.py: KEYS`) has to stand in the file; TERM stands for any name.
    """
    beside = ROOT
    for span in _SPAN.findall(text):
        path, _colon, names = span.partition(": ")
        if not _PATH.fullmatch(path):
            continue
        pattern = path.rstrip("/").replace("TERM", "*")
        found = [one for folder in (*ROOMS, beside) for one in folder.glob(pattern)]
        if names:
            found = [
                one for one in found if all(name in one.read_text("utf-8") for name in names.split(", "))
            ]
        if found:
            beside = found[0] if found[0].is_dir() else found[0].parent
        yield span, found


def passages(text: str) -> list[str]:
    """The rows and paragraphs of a page that name a file."""
    lines = text.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    prose = "\n".join("" if line.startswith("|") else line for line in lines).split("\n\n")
    return [passage for passage in (*rows, *prose) if any(True for _named in named_in(passage))]


@pytest.mark.parametrize(
    "passage",
    [*passages(TEXT), *passages(WHERE), *passages(TO_ADD)],
    ids=lambda text: text.strip("| \n")[:40],
)
def test_every_file_the_pages_name_is_there(passage: str) -> None:
    assert [span for span, found in named_in(passage) if not found] == []


def test_every_room_of_the_tree_is_there() -> None:
    rooms = re.findall(r"^( *)([a-z]+)/", TREE, flags=re.MULTILINE)
    assert len(rooms) > 8
    assert [name for indent, name in rooms if not (ROOMS[bool(indent)] / name).is_dir()] == []


def test_the_rule_of_names_is_kept_by_several_ideas_each() -> None:
    kept = {span: len(found) for span, found in named_in(TEXT) if "TERM" in span}
    assert len(kept) > 15
    assert {span: count for span, count in kept.items() if count < 2} == {}


def terms() -> set[str]:
    """Every term of the table of words, and what the thing is called otherwise."""
    rows = re.search(r"\| the clerk says \|.*?\n\n", TEXT, flags=re.DOTALL)
    assert rows
    return {span for span in _SPAN.findall(rows[0]) if _TERM.fullmatch(span)}


def test_every_term_names_a_module() -> None:
    modules = [
        path.relative_to(ROOT)
        for package in ("gzparty", "db", "ui")
        for path in (ROOT / package).rglob("*.py")
    ]
    known = terms()
    assert len(known) > 30
    assert {term for term in known if not any(bears(path, term) for path in modules)} == set()


def bears(path: Path, term: str) -> bool:
    """Whether a module or its folder is called by a term, in the singular or the plural."""
    names = {name for part in (path.stem, path.parent.name) for name in part.split("_")}
    plurals = {term, f"{term}s", f"{term.removesuffix('y')}ies", term.removesuffix("s")}
    return bool(names & plurals)


def test_every_page_of_the_window_and_every_folder_of_panels_is_a_term() -> None:
    keys = re.findall(r'page\("(\w+)"', Path(registry.__file__).read_text("utf-8"))
    folders = {path.parent.name for path in (ROOT / "ui" / "panels").glob("*/__init__.py")}
    assert len(keys) > 15
    known = terms()
    spoken = known | {f"{term}s" for term in known} | {f"{term.removesuffix('y')}ies" for term in known}
    # 找记录 is Ctrl+F of all records; its page is all there is of it.
    assert ({*keys} | folders) - spoken == {"find"}


def test_the_page_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 100
