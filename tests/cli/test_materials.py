"""Attaching by command: what went in, what was refused, what comes out again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.pictures import a_photo


def test_files_go_in_are_listed_and_come_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(a_photo(3000, 2000))
    (tmp_path / "防汛.pptx").write_bytes(b"PK slides")
    done = json.loads(
        run("attach", "2026-08", tmp_path / "IMG_1.jpg", tmp_path / "防汛.pptx", "--json").stdout
    )
    assert [(one["name"], one["kind"]) for one in done["added"]] == [
        ("IMG_1.jpg", "photo"),
        ("防汛.pptx", "courseware"),
    ]
    listed = json.loads(run("list", "attachments", "--training", "2026-08", "--json").stdout)
    assert [one["hash"] for one in listed] == [one["hash"] for one in done["added"]]
    assert len(json.loads(run("list", "attachments", "--state", "现场照片", "--json").stdout)) == 4
    out = tmp_path / "取出"
    for _time in range(2):
        run("extract", "2026-08", "-o", out)
    assert sorted(path.name for path in out.iterdir()) == [
        "IMG_1 (2).jpg",
        "IMG_1.jpg",
        "防汛 (2).pptx",
        "防汛.pptx",
    ]
    assert (out / "防汛.pptx").read_bytes() == b"PK slides"
    run("undo")
    assert json.loads(run("list", "attachments", "--training", "2026-08", "--json").stdout) == []


def test_what_cannot_go_in_is_said_and_the_rest_goes_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空.jpg").write_bytes(b"")
    (tmp_path / "讲稿.txt").write_bytes("讲稿".encode())
    done = run("attach", "2026-07", tmp_path / "空.jpg", tmp_path / "讲稿.txt", status=3)
    assert "空.jpg：文件是空的，没有放进来。" in done.stderr
    assert "放进第 7 期 1 份。" in done.stderr
    again = run("attach", "2026-07", tmp_path / "讲稿.txt")
    assert "讲稿.txt：这一期里已经有了" in again.stderr
    run("attach", "2026-07", tmp_path / "没有.txt", status=1)
    run("attach", "2026-77", tmp_path / "讲稿.txt", status=1)


def test_check_names_an_attachment_whose_bytes_are_spoilt(run: Run, office: Path) -> None:
    path = office.with_suffix(".attachments")
    path.write_bytes(path.read_bytes().replace("《中国共产党支部".encode(), "《中国共产党支邻".encode()))
    problems = json.loads(run("check", "--json", status=1).stdout)["problems"]
    assert len(problems) == 1
    assert problems[0].startswith("第 2026-06 期的材料“支部工作条例要点（提纲）.txt”：附件文件")
    assert problems[0].endswith("这一份有损坏，没有打开。请从 U 盘的备份里找回。")


def test_without_the_attachments_file_the_records_still_work(run: Run, office: Path, tmp_path: Path) -> None:
    office.with_suffix(".attachments").unlink()
    assert len(json.loads(run("list", "attachments", "--json").stdout)) == 5
    done = run("extract", "2026-06", "-o", tmp_path / "取出", status=1)
    assert "不在了，照片和课件打不开；记录不受影响。" in done.stderr
    run("roll", "2026-06", "--all", "到")


def test_a_copy_on_a_stick_holds_the_attachments_once(run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    run("backup", stick)
    size = (stick / "office.attachments").stat().st_size
    run("backup", stick)
    assert (stick / "office.attachments").stat().st_size == size
    assert len(list(stick.glob("*.gzparty"))) == 2


def test_files_go_to_a_theme_a_selection_a_nomination_and_an_inspection(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "纪委答复.pdf"
    letter.write_bytes(b"%PDF-1.4 letter")
    inspection = json.loads(run("list", "inspections", "--json").stdout)[0]["number"]
    nomination = json.loads(run("list", "nominations", "--json").stdout)[0]["uid"]
    before = len(json.loads(run("list", "files", "--json").stdout))
    for reference, kind, told in (
        ("2026-06", "theme", "放进月度主题 2026-06 1 份。"),
        ("2026-06", "selection", "放进典型评选 2026-06 1 份。"),
        (nomination, "nomination", "放进推荐 "),
        (inspection, "inspection", f"放进检查 {inspection} 1 份。"),
    ):
        assert told in run("attach", reference, letter, "--of", kind).stderr
        (one,) = (
            row
            for row in json.loads(run("list", "files", "--state", kind, "--json").stdout)
            if row["name"] == "纪委答复.pdf"
        )
        assert one["holder"] == kind
        out = tmp_path / kind
        run("extract", reference, "--of", kind, "-o", out)
        assert (out / "纪委答复.pdf").read_bytes() == b"%PDF-1.4 letter"
    # Without a kind the number of the month is its session, a uid whatever has it.
    assert "放进第 6 期 1 份。" in run("attach", "2026-06", letter).stderr
    assert "已经有了" in run("attach", nomination, letter).stderr
    assert (
        "没有编号或 uid 是“2031-01”的月度主题"
        in run("extract", "2031-01", "--of", "theme", "-o", tmp_path, status=1).stderr
    )
    assert json.loads(run("check", "--json").stdout)["attachments"] == before + 5
    run("undo", "1")
    assert len(json.loads(run("list", "files", "--json").stdout)) == before + 4
