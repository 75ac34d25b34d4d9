"""The decisions: each stands in the index, and what it names in the code is still there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.test_structure import PACKAGES, ROOT

FOLDER = ROOT / "docs" / "decisions"
INDEX = (FOLDER / "README.md").read_text("utf-8")
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))
WEIGHED_AND_LEFT = {"insert_all", "secure_delete", "ledger.close.title"}
"""Names of what was decided against."""
_SPAN = re.compile(r"`([^`\n]+)`")
_WORD = re.compile(r"[A-Za-z_]\w{2,}")


def test_the_index_lists_every_decision_once_and_says_which_number_has_none() -> None:
    assert re.findall(r"\]\((.+\.md)\)", INDEX) == [path.name for path in DECISIONS]
    numbers = [int(path.name[:4]) for path in DECISIONS]
    unused = {int(number) for number in re.findall(r"Number (\d{4}) was never given", INDEX)}
    assert sorted({*numbers} | unused) == list(range(1, numbers[-1] + 1))
    assert len(numbers) + len(unused) == numbers[-1]


@pytest.fixture(scope="module")
def program() -> str:
    """All the program is made of, its tests and what surrounds it, as one text."""
    places = [path for folder in (*PACKAGES, "tests", "benchmarks") for path in (ROOT / folder).rglob("*")]
    kinds = (".py", ".toml", ".sql", ".in", ".xml")
    return "\n".join(
        path.read_text("utf-8")
        for path in [*places, ROOT / "pyproject.toml", ROOT / "setup.py"]
        if path.suffix in kinds
    )


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_what_a_decision_names_is_in_the_program(decision: Path, program: str) -> None:
    named = [span for span in _SPAN.findall(decision.read_text("utf-8")) if span not in WEIGHED_AND_LEFT]
    assert [span for span in named if not is_there(span, program)] == []


def is_there(span: str, program: str) -> bool:
    """Whether a module is where it is said to be, or every name of a piece of code or command occurs in the program."""
    path = span.partition(":")[0]
    if path.endswith(".py"):
        return any(any((ROOT / room).glob(path)) for room in ("", "gzparty")) or path in program
    return (ROOT / path).exists() or all(word in program for word in _WORD.findall(span))


def test_every_decision_that_is_referred_to_is_there() -> None:
    numbers = {path.name[:4] for path in DECISIONS}
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    cited = {
        (page.name, number)
        for page in pages
        for number in re.findall(r"(?:\(|decisions/)(0\d{3})\b", page.read_text("utf-8"))
    }
    assert len(cited) > 20
    assert {(page, number) for page, number in cited if number not in numbers} == set()
