"""Minutes pasted from Word fall into their fields, and nothing of them is lost."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.meeting import Absence
from gzparty.domain.minutes_text import MinutesText, read_minutes

LINES = """西利见村党支部党员大会会议记录
时间：2026年6月12日下午7点半
地点：西利见村党群服务中心　主持人：孙示例　记录人：曹示例
应到：9人，实到：8人，列席1人
缺席人员及原因：何示例（外出务工）
会议议题：1. 学习发展党员工作细则
2. 商量麦收防火值班分工
会议内容：孙示例领学有关条款。
与会党员讨论后认为，材料齐全。
决议：同意提交 2 名积极分子材料。"""


def test_lines_with_labels_fall_into_their_fields() -> None:
    found = read_minutes(LINES)
    assert (found.day, found.starts) == (date(2026, 6, 12), time(19, 30))
    assert (found.place, found.host, found.recorder) == ("西利见村党群服务中心", "孙示例", "曹示例")
    assert (found.expected, found.attended, found.observers) == (9, 8, 1)
    assert (found.on_leave, found.absent) == (None, None)
    assert found.absences == (Absence("何示例", "外出务工"),)
    assert found.topic == "1. 学习发展党员工作细则\n2. 商量麦收防火值班分工"
    assert found.decision == "同意提交 2 名积极分子材料。"


def test_what_is_not_recognised_goes_to_the_content() -> None:
    found = read_minutes(LINES)
    assert found.content == (
        "西利见村党支部党员大会会议记录\n孙示例领学有关条款。\n与会党员讨论后认为，材料齐全。"
    )
    assert read_minutes("大家都来了").content == "大家都来了"


def test_a_table_of_word_is_read_cell_by_cell() -> None:
    table = "时间\t2026.6.12 19:30\t地点\t村委会\n主持人\t孙示例\t记录人\t曹示例\n应到人数\t9\t实到人数\t8\n主要内容\t学习"
    found = read_minutes(table)
    assert (found.day, found.starts, found.place) == (date(2026, 6, 12), time(19, 30), "村委会")
    assert (found.host, found.recorder, found.expected, found.attended) == ("孙示例", "曹示例", 9, 8)
    assert found.content == "学习"


def test_words_inside_a_sentence_are_no_labels() -> None:
    found = read_minutes("内容：会议时间不长，实到的党员都发了言，应到会的人有 9 个。")
    assert found.day is None
    assert found.expected is None
    assert found.content == "会议时间不长，实到的党员都发了言，应到会的人有 9 个。"


def test_a_day_that_is_none_is_not_made_up_and_an_hour_alone_says_nothing() -> None:
    assert read_minutes("时间：2026年2月30日 19:30") == MinutesText()
    assert read_minutes("时间：晚上").starts is None
    assert read_minutes("时间：2026年6月12日").starts is None


def test_nobody_away_is_nobody() -> None:
    assert read_minutes("缺席人员：无").absences == ()
    assert read_minutes("缺席人员：李示例 生病；王示例").absences == (
        Absence("李示例", "生病"),
        Absence("王示例"),
    )


@given(st.lists(st.text("甲乙丙丁会议人12，。", min_size=1, max_size=20), min_size=1, max_size=4))
def test_text_without_labels_comes_back_whole(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert read_minutes(text) == MinutesText(content=text)
