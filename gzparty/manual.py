"""The manual: its chapters in order, read from `docs/manual`, and where a word stands in them.

Markdown of a small kind: headings, paragraphs, lists, tables, pictures, **bold** for a text of the program, `code` for a key.
The contents are the links of its README, so that a code-hosting site and the window show one order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import resources

CONTENTS = "README"
BEFORE, AFTER = 12, 40
"""So many characters are shown around a hit."""

_LINK = re.compile(r"^- \[(.+)\]\((.+)\.md\)$")
_PICTURE = re.compile(r"!\[[^\]]*\]\(pictures/([^)]+)\)")
_LINKED = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_LINE_MARK = re.compile(r"^(?:#+|-|\d+\.)\s+")
_CUT = re.compile(r"^[A-Za-z0-9+]+ *")
_TABLE_RULE = re.compile(r"^[|\-\s:]+$")


class Chapter(NamedTuple):
    """A chapter by its key, which is the page's where it is about one; `part` is the heading of the contents above it."""

    key: str
    title: str
    part: str
    text: str

    def pictures(self) -> list[str]:
        """The files of its pictures, in the order in which they stand."""
        return _PICTURE.findall(self.text)

    def lines(self) -> Iterator[str]:
        """What is read, without marks and pictures: one text for each paragraph, item and cell."""
        for line in self.text.splitlines():
            if line.startswith("|"):
                if not _TABLE_RULE.match(line):
                    yield from (_plain(cell) for cell in line.strip("|").split("|"))
            elif plain := _plain(line):
                yield plain


class Hit(NamedTuple):
    """A paragraph in which all words of a search stand; `place` counts the findings of its first word in the chapter."""

    chapter: Chapter
    heading: str
    word: str
    place: int
    before: str
    found: str
    after: str


def folder() -> Path:
    """Where the chapters lie: beside the other data of an installed program, else in the source tree (0036)."""
    assert resources.__file__ is not None
    data = Path(resources.__file__).parent
    installed = data / "manual"
    return installed if installed.is_dir() else data.parent / "docs" / "manual"


@cache
def chapters() -> Sequence[Chapter]:
    """Every chapter in the order of the contents; a missing file raises FileNotFoundError."""
    found, part = [], ""
    for line in _read(CONTENTS).splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ")
        elif link := _LINK.match(line):
            found.append(Chapter(link[2], link[1], part, _read(link[2])))
    return tuple(found)


def chapter_of(key: str) -> Chapter:
    """The chapter of a page, or the first one where there is none for it."""
    return next((one for one in chapters() if one.key == key), chapters()[0])


def find(text: str) -> list[Hit]:
    """Every paragraph in which all words of a text stand, whatever their case and width; in the order of the book."""
    words = normalize("NFKC", text).casefold().split()
    return [hit for chapter in chapters() for hit in _hits(chapter, words)] if words else []


def _hits(chapter: Chapter, words: Sequence[str]) -> Iterator[Hit]:
    heading, place = chapter.title, 0
    headings = {_plain(line) for line in chapter.text.splitlines() if line.startswith("## ")}
    for line in chapter.lines():
        if line in headings:
            heading = line
        # Folded letter by letter, so that a place in one is the same place in the other.
        folded = "".join(letter.casefold()[:1] or letter for letter in line)
        if all(word in folded for word in words):
            start = folded.index(words[0])
            end = start + len(words[0])
            before = line[:start] if start <= BEFORE else _CUT.sub("", line[start - BEFORE : start])
            yield Hit(chapter, heading, words[0], place, before, line[start:end], line[end : end + AFTER])
        place += folded.count(words[0])


def _plain(line: str) -> str:
    bare = _LINKED.sub(r"\1", _PICTURE.sub("", line))
    return _LINE_MARK.sub("", bare.strip()).replace("**", "").replace("`", "").strip()


def _read(name: str) -> str:
    return (folder() / f"{name}.md").read_text("utf-8")
