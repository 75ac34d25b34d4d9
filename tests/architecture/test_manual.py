"""The manual is true: what it calls a button is a text of the program, what it calls a key is one, its pictures are there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gzparty import manual
from gzparty.manual import Chapter
from tests.architecture.test_structure import MARKERS, name_of, python_files
from ui.keymap import KEYMAP
from ui.widgets.pressing import START, TROUBLE

ROOT = Path(__file__).resolve().parents[2]
BOLD = re.compile(r"\*\*(.+?)\*\*")
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
KEY = re.compile(r"^(?:(?:Ctrl|Alt|Shift)\+.+|F\d+|Esc|Tab|Del|Enter|空格)$")
NAMES = {
    "空格": "Space",
    "Enter": "Return",
    "PgDn": "PgDown",
    "↑": "Up",
    "↓": "Down",
    "←": "Left",
    "→": "Right",
}
BESIDE_THE_KEYMAP = {"Alt+D": "a letter of the menu row"}
LARGEST = 125_000
"""Bytes of a picture: eighteen of them lie in every installed program."""
NOT_OUR_WORDS = ("请您", "！", "!", "失败", "是否确认", "操作")


def chapter_files() -> list[Path]:
    return sorted((ROOT / "docs" / "manual").glob("*.md"))


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text the program may show, as it is read: without the letters of menus and the dots that ask for more."""
    found = {plain(text) for path in python_files("gzparty", "ui") for text in marked(path)}
    for name in ("duties", "hard_rules", "checklists"):
        found |= set(titles(tomllib.loads((ROOT / "resources" / f"{name}.toml").read_text("utf-8"))))
    return found


def test_the_chapters_are_those_of_the_source_tree() -> None:
    assert manual.folder() == ROOT / "docs" / "manual"
    listed = {chapter.key for chapter in manual.chapters()}
    assert listed | {"README"} == {path.stem for path in chapter_files()}
    assert {START, TROUBLE} <= listed


def test_each_chapter_begins_with_the_title_the_contents_give_it() -> None:
    for chapter in manual.chapters():
        assert chapter.text.startswith(f"# {chapter.title}\n"), chapter.key


@pytest.mark.parametrize("path", chapter_files(), ids=lambda path: path.stem)
def test_what_is_called_a_button_is_a_text_of_the_program(path: Path, texts: set[str]) -> None:
    named = [plain(part) for words in BOLD.findall(path.read_text("utf-8")) for part in words.split(" › ")]
    assert [words for words in named if words not in texts] == []


@pytest.mark.parametrize("path", chapter_files(), ids=lambda path: path.stem)
def test_what_is_called_a_key_stands_in_the_key_map(path: Path) -> None:
    known = {key for binding in KEYMAP for key in binding.keys} | set(BESIDE_THE_KEYMAP)
    named = [portable(code) for code in CODE.findall(path.read_text("utf-8")) if KEY.match(code)]
    assert [key for key in named if key not in known] == []


@pytest.mark.parametrize("path", chapter_files(), ids=lambda path: path.stem)
def test_every_link_leads_to_a_chapter(path: Path) -> None:
    links = LINK.findall(path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).is_file()] == []


@pytest.mark.parametrize("path", chapter_files(), ids=lambda path: path.stem)
def test_a_chapter_speaks_as_the_window_does(path: Path) -> None:
    prose = path.read_text("utf-8").replace("![", "[")
    assert [words for words in NOT_OUR_WORDS if words in prose] == []


def test_every_picture_is_there_small_and_shown() -> None:
    named = {name for chapter in manual.chapters() for name in chapter.pictures()}
    there = {path.name: path.stat().st_size for path in (manual.folder() / "pictures").iterdir()}
    assert set(there) == named
    assert {name: size for name, size in there.items() if size > LARGEST} == {}


def test_all_words_of_a_search_must_stand_in_one_paragraph() -> None:
    both = [hit.chapter.key for hit in manual.find("接龙 蓝底")]
    assert both == ["intake"]
    assert len(manual.find("接龙")) > len(both)
    assert manual.find("接龙 督查通报") == []


def test_a_hit_shows_the_words_around_it_and_where_it_stands() -> None:
    (hit,) = [one for one in manual.find("ｃｔｒｌ+ｌ") if one.chapter.key == "data"]
    assert hit.heading == "密码"
    assert hit.found == "Ctrl+L"
    assert hit.before.endswith("闲着不动自己锁上，")
    assert hit.after.startswith(" 随时锁")


def test_a_word_in_a_link_a_heading_or_a_table_is_found_as_it_is_read() -> None:
    chapter = Chapter(
        "a",
        "题",
        "",
        "# 题\n\n## 一节\n\n- 见[甲乙](b.md)的**丙**`丁`\n\n| 戊 | 己 |\n|---|---|\n| 庚 | 辛 |\n",
    )
    assert list(chapter.lines()) == ["题", "一节", "见甲乙的丙丁", "戊", "己", "庚", "辛"]


def test_nothing_is_found_for_no_words() -> None:
    assert manual.find("  ") == []


def marked(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and name_of(node) in MARKERS:
            for child in ast.walk(node):
                if isinstance(child, ast.Constant) and isinstance(child.value, str):
                    yield child.value


def titles(value: Any) -> Iterator[str]:
    """The titles in a delivered file, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("title"), str):
            yield value["title"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from titles(part)


def plain(words: str) -> str:
    return re.sub(r"\(&.\)", "", words).rstrip("…").strip()


def portable(code: str) -> str:
    """A key as the manual writes it, in Qt's portable text."""
    *before, last = re.split(r"(?<=[^+])\+", code)
    return "+".join([*before, NAMES.get(last, last)])
