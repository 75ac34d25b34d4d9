"""The English catalogue: whole, true to its placeholders, and compiled as it stands."""

from __future__ import annotations

import re
import string
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES"
ALWAYS_CHINESE = frozenset({"papers", "cli"})
"""Folders whose texts the window never shows: what is printed, and the command line."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def texts_of_the_window() -> frozenset[str]:
    """Every text of the program that the window may show."""
    found: set[str] = set()
    for package in ("gzparty", "ui", "db"):
        for _file, _line, text, _comments, _context in extract_from_dir(
            ROOT / package,
            [("**.py", "python")],
            keywords={**DEFAULT_KEYWORDS, "N_": None},
            directory_filter=lambda folder: Path(folder).name not in ALWAYS_CHINESE,
        ):
            found.update([text] if isinstance(text, str) else text)
    return frozenset(text for text in found if text)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "gzparty.po").open("rb") as file:
        return read_po(file, locale="en")


def fields(text: object) -> set[tuple[str | None, str | None]]:
    """The placeholders of a text with their formats."""
    return {
        (name, form) for _words, name, form, _how in string.Formatter().parse(str(text)) if name is not None
    }


def test_every_text_of_the_window_has_its_english(catalogue: Catalog) -> None:
    spoken = {message.id for message in catalogue if message.id and message.string and not message.fuzzy}
    missing = sorted(texts_of_the_window() - spoken)
    assert not missing, f"{len(missing)} texts without English, see CONTRIBUTING.md: {missing[:10]}"


def test_no_english_stands_for_a_text_that_is_gone(catalogue: Catalog) -> None:
    kept = {message.id for message in catalogue if message.id}
    assert sorted(kept - texts_of_the_window()) == []


def test_english_fills_in_what_the_chinese_fills_in(catalogue: Catalog) -> None:
    wrong = [
        (message.id, message.string)
        for message in catalogue
        if message.id and "{" in message.id and fields(message.id) != fields(message.string)
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_the_one_that_is_edited(catalogue: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    assert (FOLDER / "gzparty.mo").read_bytes() == compiled.getvalue()


def test_english_keeps_chinese_only_where_it_quotes_it(catalogue: Catalog) -> None:
    """What is typed as an example, or printed as it is, stays Chinese; most texts hold none."""
    kept = [message for message in catalogue if message.id and CHINESE.search(str(message.string))]
    assert len(kept) < len(catalogue) // 25
