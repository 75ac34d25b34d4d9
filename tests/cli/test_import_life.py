"""`import meetings` and `import rolls` on the sample office, by the real command."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange import files


def test_meetings_go_in_once_and_are_found_by_their_words(run: Run, tmp_path: Path) -> None:
    rows = [["党支部", "会议类型", "实际会议时间", "应到人数", "实到人数", "会议议题"]]
    rows += [["官庄村", "集中学习", "2026-06-03 19:00", "9", "8", "学习防汛预案汇编"]]
    rows += [["官庄村", "集中学习", "2026-06-31", "9", "8", ""]]
    sheet = files.write_xlsx(tmp_path / "m.xlsx", rows)
    first = json.loads(run("import", "meetings", sheet, "--json", status=3).stdout)
    assert (first["added"], [one["row"] for one in first["rejected"]]) == (1, [3])
    assert json.loads(run("import", "meetings", sheet, "--json", status=3).stdout)["same"] == 1
    (hit,) = json.loads(run("search", "防汛预案汇编", "--json").stdout)
    assert hit["title"] == "官庄村 集中学习 6月"
    run("undo")
    assert run("search", "防汛预案汇编").stdout == ""


def test_a_list_of_names_needs_the_session_it_is_about(run: Run, tmp_path: Path) -> None:
    roster = json.loads(run("list", "secretaries", "--json").stdout)
    sheet = files.write_xlsx(tmp_path / "r.xlsx", [["姓名", "单位"], [roster[0]["name"], roster[0]["unit"]]])
    refused = json.loads(run("import", "rolls", sheet, "--json", status=3).stdout)
    assert refused["rejected"][0]["code"] == "roll_record_missing"
    taken = json.loads(run("import", "rolls", sheet, "--record", "2026-07", "--json").stdout)
    assert taken["added"] == 1
