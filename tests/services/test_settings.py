"""The settings: what may stand in each, what is said of the rest, and that each one listed is obeyed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from gzparty.setting import Setting, SettingGroup, SettingKind
from gzparty.setting_list import SETTINGS, deed_name, find
from gzparty.settings import DEFAULTS, Settings
from tests.builders import Office

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = [setting for setting in SETTINGS if setting.high]
TEXTS = [setting for setting in SETTINGS if setting.kind in (SettingKind.TEXT, SettingKind.RULE)]


def name(setting: Setting) -> str:
    return setting.key


def refused(setting: Setting, text: str) -> str:
    with pytest.raises(Refusal) as caught:
        setting.read(text)
    return refusal_text(caught.value)


def test_every_setting_is_listed_once() -> None:
    listed = [setting.key for setting in SETTINGS]
    assert len(set(listed)) == len(listed)
    assert set(listed) == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("setting", SETTINGS, ids=name)
def test_every_setting_listed_is_read_somewhere_else(setting: Setting) -> None:
    own = {"settings.py", "setting_list.py", "sample.py"}
    files = [path for package in ("gzparty", "ui") for path in (ROOT / package).rglob("*.py")]
    reads = re.compile(rf"\.{setting.key}\b")
    assert [path.name for path in files if path.name not in own and reads.search(path.read_text("utf-8"))]


@pytest.mark.parametrize("setting", SETTINGS, ids=name)
def test_what_is_shown_of_a_default_reads_back_as_the_default(setting: Setting) -> None:
    assert setting.read(setting.text_of(setting.default)) == setting.default


@pytest.mark.parametrize("setting", NUMBERS, ids=name)
@pytest.mark.parametrize("text", ["1000000000", "-1", "1e300"])
def test_a_number_beyond_reason_is_refused_with_its_limits(setting: Setting, text: str) -> None:
    assert f"“{setting.label}”要在 {setting.low} 到 {setting.high}" in refused(setting, text)


@pytest.mark.parametrize("setting", NUMBERS, ids=name)
def test_a_number_may_reach_its_limits_and_not_pass_them(setting: Setting) -> None:
    for within in (setting.low, setting.high):
        assert setting.text_of(setting.read(str(within))) == str(within)
    for beyond in (setting.low - 1, setting.high + 1):
        assert "要在" in refused(setting, str(beyond))
    assert setting.low <= float(setting.text_of(setting.default)) <= setting.high


@pytest.mark.parametrize("setting", SETTINGS, ids=name)
def test_every_setting_says_its_default_its_basis_and_what_a_change_does(setting: Setting) -> None:
    assert setting.default_text("官庄镇")
    assert setting.basis
    assert setting.effect


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("publicity_workdays", "5 个工作日"),
        ("credit_target_member", "32 学时"),
        ("photos_required", "否"),
        ("leave_approver", "镇党委组织委员"),
        ("issuer_life", "官庄镇党建办"),
        ("training_place", "空着"),
    ],
)
def test_a_default_is_told_in_words(key: str, words: str) -> None:
    assert find(key).default_text("官庄镇") == words


def test_no_group_has_more_rows_than_can_be_taken_in() -> None:
    for group in SettingGroup:
        assert 1 <= sum(setting.group is group for setting in SETTINGS) <= 12


@pytest.mark.parametrize("setting", NUMBERS, ids=name)
@pytest.mark.parametrize("text", ["", "很多", "nan", "inf", "3.14159", "五"])
def test_what_is_no_number_is_refused_and_named(setting: Setting, text: str) -> None:
    assert refused(setting, text).startswith(f"“{text}”不")


@pytest.mark.parametrize("key", ["credit_target_secretary", "credit_target_member"])
def test_no_credit_at_all_is_no_target(key: str) -> None:
    assert "要在 1 到 400 学时之间" in refused(find(key), "0")


@pytest.mark.parametrize("setting", TEXTS, ids=name)
def test_a_text_of_five_thousand_characters_is_refused_with_its_length(setting: Setting) -> None:
    assert f"最多写 {setting.longest} 个字，现在有 5000 个字" in refused(setting, "长" * 5000)


@pytest.mark.parametrize("text", ["每逢初一", "FREQ=DAILY", "每月第三个周三 25:99", "每月40日", ""])
def test_a_rule_nobody_understands_is_refused_by_the_plans_own_reader(text: str) -> None:
    assert refused(find("training_rule"), text).endswith("。")


def test_hours_are_typed_as_hours_and_kept_in_halves() -> None:
    credit = find("credit_target_secretary")
    assert [credit.read(text) for text in ("56", "31.5", "５６", " 40 学时")] == [112, 63, 112, 80]
    assert refused(credit, "31.3").startswith("“31.3”不能当学时")


def test_a_month_is_typed_in_the_ways_months_are_written() -> None:
    since = find("records_since")
    assert [since.read(text) for text in ("2026-01", "2026年1月", "2026/12", "202606", "")] == [
        "2026-01",
        "2026-01",
        "2026-12",
        "2026-06",
        "",
    ]
    assert refused(since, "去年") == "“去年”不是月份。“从哪个月起统计”写成 2026-01 这样。"
    with pytest.raises(Refusal):
        since.check("2026-13")


@pytest.mark.parametrize(("text", "value"), [("是", True), ("否", False), ("true", True), ("", False)])
def test_yes_and_no_are_read_as_written(text: str, value: bool) -> None:
    assert find("community_secretaries_invited").read(text) is value


def test_a_word_that_is_neither_yes_nor_no_is_refused() -> None:
    assert (
        refused(find("community_secretaries_invited"), "也许")
        == "“请社区书记参加”写“是”或“否”，不能写“也许”。"
    )


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_value_of_its_kind_or_refused(text: str) -> None:
    for setting in SETTINGS:
        with suppress(Refusal):
            assert type(setting.read(text)) is type(setting.default)


def test_settings_are_found_by_key_and_by_label() -> None:
    assert find("地点") is find("training_place")
    with pytest.raises(Refusal):
        find("颜色")


def test_a_value_out_of_its_limits_is_refused_whoever_writes_it(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.offices.change_settings({"training_place": "一楼", "credit_target_member": 0})
    assert "要在 1 到 400 学时之间" in refusal_text(caught.value)
    assert office.services.offices.settings() == DEFAULTS


def test_a_day_cannot_earn_less_than_half_a_day(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.offices.change_settings({"credit_day_limit": 6})
    assert refusal_text(caught.value) == "一天最多 3 学时，比半天的 4 学时还少。先改另一个。"
    both = office.services.offices.change_settings({"credit_day_limit": 6, "credit_half_day": 5})
    assert (both.value.credit_day_limit, both.name) == (6, "修改设置 2 项")


def test_storing_what_holds_already_is_no_deed(office: Office) -> None:
    before = office.services.offices.next_undo()[0]
    assert office.services.offices.change_settings({"blank_lines": 5}).action == 0
    assert office.services.offices.next_undo()[0] == before


def test_the_deed_names_the_setting_and_its_new_value() -> None:
    assert deed_name(find("credit_target_secretary"), 120) == "书记和班子成员每年改为 60 学时"
    assert deed_name(find("leave_approver"), "") == "请假谁批改为 空"
    assert deed_name(find("notice_recipients"), "长" * 60) == f"通知主送改为 {'长' * 20}…"


def test_the_office_is_renamed_and_undo_takes_it_back(office: Office) -> None:
    offices = office.services.offices
    uid = office.dump()["office"][0][1]
    assert offices.rename(" 管庄镇 ").value == "管庄镇"
    assert offices.facts().name == "管庄镇"
    assert office.dump()["office"][0][1] == uid
    offices.undo()
    assert offices.facts().name == "官庄镇"


@pytest.mark.parametrize("wrong", ["", "   ", "镇" * 21])
def test_a_name_that_is_none_is_refused(office: Office, wrong: str) -> None:
    with pytest.raises(Refusal):
        office.services.offices.rename(wrong)
    assert office.services.offices.facts().name == "官庄镇"


def test_a_rule_says_its_next_day_from_today_on_and_why(office: Office) -> None:
    office.services.calendars.ensure(2026)
    start, why = office.services.trainings.next_by_rule("每月第三个周三 15:00")
    assert (start, why.code) == (datetime(2026, 6, 17, 15), "date_by_rule")
    office.clock.moment += timedelta(days=1)
    assert office.services.trainings.next_by_rule("每月第三个周三 15:00")[0] == datetime(2026, 7, 15, 15)
    moved, why = office.services.trainings.next_by_rule("每月19日")
    assert (moved, why.code) == (datetime(2026, 6, 22, 14, 30), "date_moved_later_holiday")


def test_a_rule_that_gives_no_day_any_more_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.trainings.next_by_rule("FREQ=MONTHLY;UNTIL=20200101T000000")
    assert "一期也排不出来" in refusal_text(caught.value)
