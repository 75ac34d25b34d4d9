"""The past on the command line: a record's history in words, a version of it, and what was deleted, brought back."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from db.store import SqliteStore
from gzparty.bootstrap import services_on
from tests.builders import NOW, Clock
from tests.cli.conftest import Run


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*words, "--json").stdout)
    return found


def wrote(folder: Path, content: object) -> Path:
    path = folder / "record.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_record_goes_back_to_one_version_of_it(run: Run, tmp_path: Path) -> None:
    number = rows(run, "list", "meetings", "--month", "5")[0]["number"]
    before = json.loads(run("show", "meeting", number, "--json").stdout)
    run("record", "meetings", "--from", wrote(tmp_path, before | {"topic": "改错了的议题"}))
    newest, *_others, oldest = rows(run, "history", "--record", "meetings", number)
    assert any(text.startswith("议题：") and text.endswith("→ 改错了的议题") for text in newest["changes"])
    assert "改错了的议题" in run("history", "--record", "meetings", number).stdout
    done = run("bring-back", oldest["id"], "--record", "meetings", number)
    assert "的样子" in done.stderr
    assert json.loads(run("show", "meeting", number, "--json").stdout) == before
    again = run("bring-back", oldest["id"], "--record", "meetings", number, status=1)
    assert "没有要恢复的" in again.stderr
    run("undo")
    assert json.loads(run("show", "meeting", number, "--json").stdout)["topic"] == "改错了的议题"


def test_what_was_deleted_is_listed_and_brought_back_by_its_number(run: Run, office: Path) -> None:
    before = rows(run, "list", "themes")
    with closing(SqliteStore.open_writer(office, NOW)) as store:
        services = services_on(store, Clock())
        services.themes.delete(services.themes.find("2026-06").id)
    assert rows(run, "list", "themes") != before
    (one,) = rows(run, "list", "deleted")
    assert (one["kind"], one["deed"]) == ("月度主题", "删除2026年6月主题")
    assert one["name"] in run("list", "deleted").stdout
    assert "已拿回月度主题" in run("bring-back", one["entry"]).stderr
    assert rows(run, "list", "themes") == before
    assert rows(run, "list", "deleted") == []


def test_what_was_undone_is_not_in_the_bin_and_a_wrong_number_is_told(run: Run) -> None:
    assert rows(run, "list", "deleted") == []
    assert "回收站里没有编号为 12345678 的记录" in run("bring-back", "12345678", status=1).stderr


def test_phones_are_masked_and_other_kinds_are_offered(run: Run) -> None:
    name = rows(run, "list", "people")[0]
    told = run("history", "--record", "people", f"{name['name']}@{name['unit']}", "--json").stdout
    assert not any(part.isdigit() and len(part) == 11 for part in told.replace('"', " ").split())
    assert "people units trainings" in run("history", "--record", "没有", "1", status=1).stderr
