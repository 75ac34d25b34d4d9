"""Files on their way in: one that cannot be kept is named, the others go on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange import new_files
from gzparty.exchange.new_files import Source, sources_of, take_in
from gzparty.labels import sentence
from tests.builders import NOW, Office, an_office
from tests.pictures import a_bomb, a_photo, a_png


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = an_office(tmp_path)
    yield made
    made.store.close()


def files(folder: Path, **contents: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def test_hostile_files_are_named_and_the_rest_is_kept(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_files, "LARGEST", 200_000)
    folder = tmp_path / "U盘"
    paths = files(
        folder,
        **{
            "现场1.jpg": a_photo(800, 600),
            "空.docx": b"",
            "坏.jpg": a_photo()[:3000],
            "炸.png": a_bomb(),
            "装.jpg": b"MZ\x90\x00" + b"\0" * 100,
            "装.pptx.exe": b"PK",
            "苹果.HEIC": b"\0\0\0\x18ftypheic",
            "改名.jpg": b"\0\0\0\x18ftypheic" + b"\0" * 100,
            "大.mp4": b"\0" * 200_001,
            "课件.pptx": b"PK\x03\x04 slides",
            "图.png": a_png(),
        },
    )
    os.mkfifo(folder / "管道.txt")
    sources = [*sources_of([*paths, folder / "没有.txt", folder / "管道.txt"]), Source("文件夹", folder)]
    done = take_in(office.store.blobs, sources, NOW)
    assert [(file.name, file.media) for file in done.taken] == [
        ("现场1.jpg", "image/jpeg"),
        ("课件.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("图.png", "image/png"),
    ]
    assert [sentence(one).partition("：")[0] + " " + one.code for one in done.refused] == [
        "空.docx material_empty",
        "坏.jpg picture_broken",
        "炸.png picture_too_large",
        "装.jpg material_is_program",
        "装.pptx.exe material_is_program",
        "苹果.HEIC picture_unsupported",
        "改名.jpg picture_unsupported",
        "大.mp4 material_too_big",
        "没有.txt material_vanished",
        "管道.txt material_vanished",
        "文件夹 material_is_folder",
    ]
    assert all("\n" not in sentence(one) for one in done.refused)
    assert office.store.blobs.get(done.taken[1].hash) == b"PK\x03\x04 slides"


def test_a_hundred_photos_go_in_with_their_count(office: Office, tmp_path: Path) -> None:
    paths = files(tmp_path / "手机", **{f"IMG_{n:03}.jpg": a_photo(320, 240, seed=n) for n in range(100)})
    told: list[tuple[int, int, str]] = []
    done = take_in(office.store.blobs, sources_of(paths), NOW, lambda *facts: told.append(facts))
    assert len({file.hash for file in done.taken}) == 100
    assert (told[0], told[-1]) == ((1, 100, "IMG_000.jpg"), (100, 100, "IMG_099.jpg"))


def test_what_is_in_when_it_is_stopped_stays_in(office: Office, tmp_path: Path) -> None:
    paths = files(tmp_path / "手机", **{f"{n}.txt": b"%d" % n for n in range(10)})
    seen: list[int] = []
    done = take_in(
        office.store.blobs, sources_of(paths), NOW, lambda n, *_rest: seen.append(n), lambda: len(seen) == 4
    )
    assert (len(done.taken), done.untouched) == (4, 6)


def test_a_picture_from_the_clipboard_has_no_file(office: Office) -> None:
    done = take_in(office.store.blobs, [Source("粘贴的图片.png", content=a_photo(600, 400))], NOW)
    assert [(file.name, file.media) for file in done.taken] == [("粘贴的图片.jpg", "image/jpeg")]


def test_a_name_with_a_path_in_it_loses_the_path(office: Office) -> None:
    done = take_in(office.store.blobs, [Source("..\\..\\a/b/讲稿.txt", content=b"x")], NOW)
    assert done.taken[0].name == "讲稿.txt"


def test_a_store_that_cannot_be_written_ends_the_batch(office: Office) -> None:
    office.store.blobs.path.write_bytes(b"something else entirely")
    with pytest.raises(Refusal) as caught:
        take_in(office.store.blobs, [Source("a.txt", content=b"x")], NOW)
    assert caught.value.diagnostics[0].code == "blobs_unreadable"
