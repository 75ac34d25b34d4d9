"""The work of the program, done by a built folder: the sample office, its papers, lists, pictures of every page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pypdfium2
from PIL import Image

from db.keys import is_keyed
from tests.built.place import Place

TODAY = "2026-06-17"
LEAST_PICTURES = 12
LEAST_COLOURS = 50
"""A page with texts, glyphs and lines has more; a blank one has a handful."""


def findings(place: Place) -> Iterator[str]:
    """What does not work; sentences."""
    version = place.run("--version")
    if version.stdout.strip() != metadata.version("gzparty"):
        yield f"--version says {version.stdout!r} {version.stderr!r}"
    demo = place.scratch / "demo"
    yield from _done(place, "demo", "--no-window", "--replace", "--out", demo)
    papers = sorted(demo.rglob("*.pdf"))
    yield from () if papers else ("demo prints nothing",)
    yield from (f"{path.name} has no Chinese text" for path in papers if not _is_chinese(path))
    yield from _of_office(place, demo / "sample.gzparty")


def _of_office(place: Place, office: Path) -> Iterator[str]:
    on = ("--office", office, "--today", TODAY)
    yield from _done(place, *on, "check")
    yield from _done(place, *on, "list", "people")
    members = place.data / "resources" / "sample" / "members.xlsx"
    yield from _done(place, *on, "import", "members", members, "--dry-run", statuses=(0, 3))
    roll, notice, people, plan = (
        place.scratch / name for name in ("名册.pdf", "通知.docx", "人员.xlsx", "培训.ics")
    )
    yield from _done(place, *on, "print", "roll", "--training", "2026-06", "-o", roll)
    yield from _done(place, *on, "print", "training-notice", "--training", "2026-06", "-o", notice)
    yield from _done(place, *on, "export", "people", "-o", people)
    yield from _done(place, *on, "export", "calendar", "-o", plan)
    yield from (f"{path.name} was not written" for path in (roll, notice, people, plan) if not path.exists())
    yield from () if _is_chinese(roll) else ("a roll has no Chinese text",)
    archives = (path for path in (notice, people) if path.exists())
    yield from (f"{path.name} is no archive" for path in archives if not zipfile.is_zipfile(path))
    yield from _under_password(place, office)
    shots = place.scratch / "pictures"
    yield from _done(place, *on, "screenshots", shots, "--size", "1440x868")
    pictures = sorted(shots.rglob("*.png"))
    yield from () if len(pictures) >= LEAST_PICTURES else (f"{len(pictures)} pictures of pages",)
    yield from (f"{path.name} is blank" for path in pictures if _colours(path) < LEAST_COLOURS)


def _under_password(place: Place, office: Path) -> Iterator[str]:
    """Keys are derived by cryptography, the file is encrypted by SQLCipher: neither is Python's own."""
    word = place.scratch / "password.txt"
    word.write_text("官庄示例 2026 密码\n", "utf-8")
    on, opened = ("--office", office), ("--password-file", word)
    yield from _done(place, *on, "password", "set", "--new-password-file", word)
    yield from () if is_keyed(office) else ("an office under a password can be read without it",)
    yield from _done(place, *on, *opened, "check")
    yield from _done(place, *on, *opened, "password", "remove")


def _done(place: Place, *words: str | Path, statuses: tuple[int, ...] = (0,)) -> Iterator[str]:
    done = place.run(*words)
    if done.returncode not in statuses:
        said = " ".join(map(str, words))
        yield f"{said} ended with {done.returncode}: {done.stdout[-300:]} {done.stderr[-300:]}"


def _is_chinese(path: Path) -> bool:
    if not path.exists():
        return False
    document = pypdfium2.PdfDocument(path)
    try:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return any("一" <= letter <= "龥" for letter in text)


def _colours(path: Path) -> int:
    with Image.open(path) as picture:
        return len(picture.convert("RGB").getcolors(picture.width * picture.height) or ())
