"""Settings and copies on the command line: what is listed is what is read back."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from gzparty.setting import Setting, SettingKind
from gzparty.setting_list import SETTINGS
from gzparty.settings import Settings
from tests.cli.conftest import Run


def values(run: Run) -> dict[str, object]:
    rows = json.loads(run("list", "settings", "--json").stdout)
    return {row["key"]: row["value"] for row in rows}


def test_a_setting_is_changed_by_key_or_by_label_and_undone(run: Run) -> None:
    before = values(run)
    assert run("set", "credit_target_secretary", "60").stderr == "已改：书记和班子成员每年改为 60 学时\n"
    run("set", "地点", "一楼会议室")
    assert values(run) == {**before, "credit_target_secretary": 60, "training_place": "一楼会议室"}
    run("undo", 2)
    assert values(run) == before


def test_the_list_is_read_back_as_it_was_given(run: Run, tmp_path: Path) -> None:
    listed = run("list", "settings", "--json").stdout
    file = tmp_path / "settings.json"
    file.write_text(listed, "utf-8")
    before = values(run)
    run("set", "blank_lines", 9)
    run("record", "settings", "--from", file)
    assert values(run) == before


def another(setting: Setting) -> object:
    """A value the setting may have besides its default, as it is typed."""
    match setting.kind:
        case SettingKind.YES_NO:
            return not setting.default
        case SettingKind.NUMBER | SettingKind.HOURS:
            usual = float(setting.text_of(setting.default))
            return setting.high if setting.high != usual else setting.high - 1
        case SettingKind.MONTH:
            return "2025-03"
        case SettingKind.RULE:
            return "每月第二个周二 9:00"
        case SettingKind.LADDER:
            return "2 谈话，4 通报"
    return "示例"


def test_every_setting_is_listed_and_can_be_recorded(run: Run, tmp_path: Path) -> None:
    wished = {setting.key: another(setting) for setting in SETTINGS}
    assert set(values(run)) == {field.name for field in fields(Settings)} == set(wished)
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(wished), "utf-8")
    run("record", "settings", "--from", file)
    assert values(run) == wished
    rows = json.loads(run("list", "settings", "--json").stdout)
    assert [row["key"] for row in rows if not row["changed"]] == []
    assert [row["key"] for row in rows if not (row["basis"] and row["effect"] and row["default_label"])] == []


def test_one_setting_is_shown_and_read_back(run: Run, tmp_path: Path) -> None:
    shown = json.loads(run("show", "settings", "soon_days", "--json").stdout)
    assert (shown["value"], shown["default_label"], shown["changed"]) == (7, "7 天", False)
    assert shown == json.loads(run("show", "setting", "提前几天算快到期", "--json").stdout)
    file = tmp_path / "setting.json"
    file.write_text(json.dumps({**shown, "value": 10}), "utf-8")
    run("record", "settings", "--from", file)
    assert values(run)["soon_days"] == 10
    assert "没有叫“颜色”的设置" in run("show", "settings", "颜色", status=1).stderr


def test_one_wrong_value_leaves_all_settings_alone(run: Run, tmp_path: Path) -> None:
    before = values(run)
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"training_place": "一楼", "credit_half_day": 0}), "utf-8")
    assert "要在 1 到 12 学时之间" in run("record", "settings", "--from", file, status=1).stderr
    assert values(run) == before


@pytest.mark.parametrize("content", ["[1, 2]", '"training_place"', '[{"value": 3}]'])
def test_a_file_that_holds_no_settings_is_refused(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, "utf-8")
    assert run("record", "settings", "--from", file, status=1).stderr.startswith("设置文件里应是一组")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("没有的", "1", "没有叫“没有的”的设置。"),
        ("training_minutes", "1000000000", "要在 30 到 480 分钟之间"),
        ("training_rule", "看情况", "看不懂规则“看情况”"),
        ("training_place", "长" * 5000, "现在有 5000 个字"),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(run: Run, key: str, value: str, said: str) -> None:
    told = run("set", key, value, status=1).stderr
    assert said in told
    assert told.count("\n") == 1


def test_copies_are_listed_with_what_is_wrong_with_them(run: Run, office: Path) -> None:
    copy = Path(run("backup").stdout.strip())
    broken = copy.with_name("office-20260101-080000-daily.gzparty")
    broken.write_bytes(copy.read_bytes()[:9000])
    rows = json.loads(run("list", "copies", "--json").stdout)
    told = [(row["reason_label"], row["sound"], row["problem"]) for row in rows]
    assert told == [("手动", True, ""), ("每天自动", False, "只写进去一半")]
    assert rows[0]["path"] == str(copy)
    assert rows[0]["records"] > 100
