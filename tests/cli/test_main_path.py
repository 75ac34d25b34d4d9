"""From an empty folder to a planned year, a roll and its papers, by commands alone."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def test_the_office_is_set_up_imported_planned_called_and_printed(bare: Run, tmp_path: Path) -> None:
    office = tmp_path / "own.gzparty"

    def on_own(*arguments: object, status: int = 0) -> str:
        return bare("--office", office, "--today", "2026-06-17", *arguments, status=status).stdout

    bare("new", office, "--name", "官庄镇", "--units", RESOURCES / "units" / "guanzhuang_units.csv")
    secretaries = json.loads(
        on_own("import", "secretaries", RESOURCES / "sample" / "secretaries.xlsx", "--json")
    )
    assert (secretaries["added"], len(secretaries["ignored"]), secretaries["suspect"]) == (59, 5, [])
    members = json.loads(
        on_own("import", "members", RESOURCES / "sample" / "members.xlsx", "--json", status=3)
    )
    assert (members["added"], len(members["ignored"]), len(members["suspect"])) == (1671, 2, 4)
    planned = json.loads(
        on_own("plan", "trainings", "--year", 2026, "--rule", "每月第三个周三 14:30", "--json")
    )
    assert [row["start"][:10] for row in planned][:3] == ["2026-01-21", "2026-02-24", "2026-03-18"]
    assert "春节" in planned[1]["why"]
    counts = json.loads(
        on_own("roll", "2026-06", "--set", "崔示例=请假:住院", "--all", "到", "--close", "--json")
    )
    assert (counts["expected"], counts["present"], counts["leave"], counts["units_covered"]) == (
        57,
        56,
        1,
        57,
    )
    on_own("print", "sign-in", "--training", "2026-06", "-o", tmp_path / "签到表.pdf")
    assert (tmp_path / "签到表.pdf").read_bytes().startswith(b"%PDF")
    on_own("export", "rolls", "--training", "2026-06", "-o", tmp_path / "签到.xlsx")
    deeds = json.loads(on_own("history", "--json"))
    assert deeds[0]["name"] == "第 6 期签到"
    on_own("undo")
    assert json.loads(on_own("list", "trainings", "--json"))[5]["present"] == 0
    on_own("redo")
    assert json.loads(on_own("list", "trainings", "--json"))[5]["present"] == 56


def test_importing_twice_changes_nothing(run: Run) -> None:
    sheet = RESOURCES / "units" / "guanzhuang_units.csv"
    before = run("history", "--json").stdout
    result = json.loads(run("import", "units", sheet, "--json").stdout)
    assert (result["added"], result["updated"], result["same"]) == (0, 0, 73)
    assert run("history", "--json").stdout == before


def test_a_dry_run_stores_nothing(bare: Run, tmp_path: Path) -> None:
    office = tmp_path / "own.gzparty"
    bare("new", office, "--name", "官庄镇", "--units", RESOURCES / "units" / "guanzhuang_units.csv")
    sheet = RESOURCES / "sample" / "secretaries.xlsx"
    result = json.loads(
        bare("--office", office, "import", "secretaries", sheet, "--dry-run", "--json").stdout
    )
    assert result["added"] == 59
    listed = json.loads(bare("--office", office, "list", "secretaries", "--json").stdout)
    assert {row["name"] for row in listed} == {""}


def test_what_show_prints_is_what_record_reads(run: Run, tmp_path: Path) -> None:
    shown = json.loads(run("show", "trainings", "2026-08", "--json").stdout)
    shown["topic"] = "防汛演练"
    (tmp_path / "t.json").write_text(json.dumps([shown], ensure_ascii=False), "utf-8")
    run("record", "trainings", "--from", tmp_path / "t.json")
    again = json.loads(run("show", "trainings", "2026-08", "--json").stdout)
    assert again == shown
    roll = json.loads(run("show", "rolls", "2026-06", "--json").stdout)
    roll["marks"][0]["status"] = "late"
    (tmp_path / "r.json").write_text(json.dumps(roll, ensure_ascii=False), "utf-8")
    run("record", "rolls", "--from", tmp_path / "r.json")
    assert json.loads(run("show", "rolls", "2026-06", "--json").stdout)["marks"][0]["status"] == "late"


def test_record_stores_all_or_nothing(run: Run, tmp_path: Path) -> None:
    before = run("list", "trainings", "--json").stdout
    entries = [
        {"start": "2026-09-01T09:00", "topic": "甲"},
        {"start": "2026-09-02T09:00", "end": "2026-09-02T08:00"},
    ]
    (tmp_path / "t.json").write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    refused = run("record", "trainings", "--from", tmp_path / "t.json", status=1)
    assert "不晚于开始时间" in refused.stderr
    assert run("list", "trainings", "--json").stdout == before


def test_phones_are_masked_unless_asked_for(run: Run) -> None:
    masked = json.loads(run("list", "secretaries", "--json").stdout)[0]["phone"]
    shown = json.loads(run("list", "secretaries", "--phones", "--json").stdout)[0]["phone"]
    assert "*" in masked
    assert len(shown) == 11


def test_a_copy_is_restored_and_the_present_kept(run: Run, office: Path, tmp_path: Path) -> None:
    copy = Path(run("backup", tmp_path / "u盘").stdout.strip())
    run("roll", "2026-06", "--all", "缺席")
    run("restore", copy)
    assert json.loads(run("list", "trainings", "--json").stdout)[5]["absent"] == 0
    assert list((office.parent / "备份").glob("*before-restore*"))


def test_check_finds_the_sample_sound_and_names_the_year_without_notice(run: Run) -> None:
    done = run("check", "--json")
    facts = json.loads(done.stdout)
    assert facts["sound"]
    assert any("2027年放假安排还没导入" in note for note in facts["notes"])


def test_the_calendar_leaves_as_ics(run: Run, tmp_path: Path) -> None:
    run("export", "calendar", "-o", tmp_path / "plan.ics")
    text = (tmp_path / "plan.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == 12


def test_every_list_leaves_as_a_workbook(run: Run, tmp_path: Path) -> None:
    for name in ("units", "secretaries", "members", "trainings", "rolls", "credits", "makeups"):
        run("export", name, "-o", tmp_path / f"{name}.xlsx")
        assert (tmp_path / f"{name}.xlsx").read_bytes().startswith(b"PK")


def test_office_and_day_may_stand_anywhere_on_the_line(bare: Run, office: Path) -> None:
    rows = bare("list", "trainings", "--json", "--today", "2026-06-18", f"--office={office}").stdout
    stages = {row["number"]: row["stage"] for row in json.loads(rows)}
    assert stages["2026-08"] == "ready"


def test_a_list_is_narrowed_by_the_words_it_shows(run: Run) -> None:
    shown = json.loads(run("list", "rolls", "--training", "2026-06", "--state", "请假", "--json").stdout)
    assert {row["status"] for row in shown} == {"leave"}
    assert len(json.loads(run("list", "trainings", "--state", "已办", "--json").stdout)) == 5


def test_a_topic_of_ten_thousand_characters_prints_on_every_paper(run: Run, tmp_path: Path) -> None:
    entry = {"number": "2026-08", "start": "2026-08-19T14:30", "topic": "长" * 10_000}
    (tmp_path / "t.json").write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
    run("record", "trainings", "--from", tmp_path / "t.json")
    for paper in ("training-plan", "training-notice", "sign-in", "roll"):
        run("print", paper, "--training", "2026-08", "-o", tmp_path / f"{paper}.pdf")
        assert (tmp_path / f"{paper}.pdf").read_bytes().startswith(b"%PDF")
