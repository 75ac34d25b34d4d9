"""接龙 as villages really write it: read line by line, asked about where it is not certain, never completed."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.chain_figures import Figures
from gzparty.domain.chain_names import Named
from gzparty.domain.chain_text import Chain, ChainLine, Reason, looks_like_chain, read_chain
from gzparty.domain.chinese import western
from gzparty.domain.period import Period

JUNE = Period.of_month(2026, 6)
NAMES = (
    "官庄村 坡庄村 五十里铺村 三官庙村 白石岭村 申明亭村 姜家庄子村 水码头村 张家寨庄村 马家寨庄村 马家小庄村 寨庄村 "
    "老庄村 泥沟子村 后朱家庄村 前朱家庄村 东利见村 西利见村 李家庄村 南李家庄村 南坦村村 十字路村 桥北头村"
)
VILLAGES = tuple(NAMES.split())
NAMED = tuple(Named(key, (name, name.removesuffix("村") + "村党支部")) for key, name in enumerate(VILLAGES))


def chain(text: str, month: Period = JUNE) -> Chain:
    return read_chain(text, NAMED, month)


def only(text: str, month: Period = JUNE) -> ChainLine:
    (line,) = chain(text, month).lines
    return line


def village(line: ChainLine) -> str:
    return VILLAGES[line.keys[0]]


@pytest.mark.parametrize(
    ("text", "name", "day", "figures"),
    [
        ("1.官庄村 15日 应到19实到15", "官庄村", 15, (19, 15)),
        ("1、官庄村15日应到19人，实到15人", "官庄村", 15, (19, 15)),
        ("1. 白石岭 15日 应14实12", "白石岭村", 15, (14, 12)),
        ("2. 申明亭村 15号应到18到15", "申明亭村", 15, (18, 15)),
        ("3 姜家庄子 14日 21/20", "姜家庄子村", 14, (21, 20)),
        ("4. 水码头 15日应到31实到26", "水码头村", 15, (31, 26)),
        ("4. 水码头15日应到31实到26请假3", "水码头村", 15, (31, 26, 3)),
        ("5. 张家寨庄15日 全到16人", "张家寨庄村", 15, (16, 16)),
        ("5）张家寨庄村 十五日 16人全到", "张家寨庄村", 15, (16, 16)),
        ("7. 马家小庄 13日 应12到10", "马家小庄村", 13, (12, 10)),
        ("9. 泥沟子 15日 15实到11", "泥沟子村", 15, (15, 11)),
        ("10. 后朱家庄15日应17实14", "后朱家庄村", 15, (17, 14)),
        ("官庄村党支部 6月15日 应到党员19名，实到党员15名", "官庄村", 15, (19, 15)),
        ("① 官庄村 6.15 18到15", "官庄村", 15, (18, 15)),
        ("（3）官庄村，6月15号，应到会19人，实到会15人，请假4人", "官庄村", 15, (19, 15, 4)),
        ("３．官庄村　１５日　应到１９实到１５", "官庄村", 15, (19, 15)),
        ("3.15日官庄村应到19实到15", "官庄村", 15, (19, 15)),
        ("1.6月15日官庄村应到19实到15", "官庄村", 15, (19, 15)),
        ("五十里铺 15日 应到21实到20", "五十里铺村", 15, (21, 20)),
        ("三官庙村六月十五应到十九实到十五", "三官庙村", 15, (19, 15)),
        ("老庄村 二十日 应22实20", "老庄村", 20, (22, 20)),
        ("12.官庄镇坡庄村支部 2026年6月12日 应到19人实到19人", "坡庄村", 12, (19, 19)),
        ("坡庄村15日周一19:00 应到19实到15", "坡庄村", 15, (19, 15)),
        ("坡庄村15日晚7点半 19人应到，15人实到", "坡庄村", 15, (19, 15)),
        ("坡庄村 15日 党员19人 到会15人", "坡庄村", 15, (19, 15)),
        ("坡庄 15日 应到19 15人到", "坡庄村", 15, (19, 15)),
        ("坡庄 15日 共19人到15人", "坡庄村", 15, (19, 15)),
        ("坡庄 15日 应到19实到15缺席2请假2", "坡庄村", 15, (19, 15, 2, 2)),
        ("坡庄 15日 应到19实到15列席2人", "坡庄村", 15, (19, 15, None, None, 2)),
        ("坡庄 15日 应到19实到19无请假", "坡庄村", 15, (19, 19)),
        ("坡庄 15日 应到19全到", "坡庄村", 15, (19, 19)),
        ("坡庄 15日 应到19人，缺4人", "坡庄村", 15, (19, None, None, 4)),
        ("坡庄 15日 到18", "坡庄村", 15, (None, 18)),
        ("坡庄 15日 15名党员参加", "坡庄村", 15, (None, 15)),
        ("坡庄 15日 15人到会，3人请假", "坡庄村", 15, (None, 15, 3)),
        ("坡庄 15日 应到19实到15迟到1人", "坡庄村", 15, (19, 15)),
        ("坡庄 6/15 21/20", "坡庄村", 15, (21, 20)),
        ("坡庄 0615 21/20", "坡庄村", 15, (21, 20)),
        ("坡庄 15日 21 20", "坡庄村", 15, (21, 20)),
        ("8.坡庄 6-15 应到21实到20", "坡庄村", 15, (21, 20)),
        ("南坦村 15日 应到9实到8", "南坦村村", 15, (9, 8)),
        ("十字路村 15日 应到9实到8 联系电话13800000000", "十字路村", 15, (9, 8)),
        ("坡庄村 15日已开", "坡庄村", 15, ()),
        ("李家庄村 15日 应到9实到8", "李家庄村", 15, (9, 8)),
        ("东利见村王书记：15日应到23、实到19", "东利见村", 15, (23, 19)),
        ("坡庄村 15日 第6次 应到9实到8", "坡庄村", 15, (9, 8)),
    ],
)
def test_what_villages_write_is_recognised(
    text: str, name: str, day: int, figures: tuple[int | None, ...]
) -> None:
    line = only(text)
    assert line.reasons == ()
    assert village(line) == name
    assert line.day == date(2026, 6, day)
    assert line.figures == Figures(*figures)


@pytest.mark.parametrize(
    ("text", "reasons", "candidates"),
    [
        ("6. 寨庄 15日 到18", [Reason.SEVERAL], ["寨庄村", "张家寨庄村", "马家寨庄村"]),
        ("6. 利见 15日 应到9实到8", [Reason.SEVERAL], ["东利见村", "西利见村"]),
        ("6. 李家庄 15日 应到9实到8", [Reason.SEVERAL], ["李家庄村", "南李家庄村"]),
        ("6. 马家寨 15日 应到9实到8", [Reason.SEVERAL], ["马家寨庄村"]),
        ("6. 小李家庄村 15日 应到9实到8", [Reason.SEVERAL], ["李家庄村"]),
        ("6. 官庄子村 15日 应到9实到8", [Reason.SEVERAL], ["官庄村"]),
        ("6. 王瓜元村 15日 应到9实到8", [Reason.UNKNOWN], []),
        ("8. 老庄 应到22实20", [Reason.NO_DAY], ["老庄村"]),
        ("8. 老庄村 31日 应到22实20", [Reason.NO_SUCH_DAY], ["老庄村"]),
        ("8. 老庄村 14-15日 应到22实20", [Reason.TWO_DAYS], ["老庄村"]),
        ("8. 老庄村 14日、15日 应到22实20", [Reason.TWO_DAYS], ["老庄村"]),
        ("8. 老庄村 15日 18人", [Reason.UNCLEAR], ["老庄村"]),
        ("8. 老庄村 15日 19 18 17", [Reason.UNCLEAR], ["老庄村"]),
        ("8. 老庄村 15日 应到19应到18", [Reason.UNCLEAR], ["老庄村"]),
        ("8. 老庄 6/5", [Reason.NO_DAY], ["老庄村"]),
        ("8. 老庄", [Reason.NO_DAY], ["老庄村"]),
        ("8. 收到", [Reason.UNKNOWN, Reason.NO_DAY], []),
    ],
)
def test_what_is_not_certain_is_asked_with_its_reason(
    text: str, reasons: list[Reason], candidates: list[str]
) -> None:
    line = only(text)
    assert line.is_asked
    assert list(line.reasons) == reasons
    assert [VILLAGES[key] for key in line.keys] == candidates
    if Reason.UNCLEAR in reasons:
        assert line.figures == Figures()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.BLANK),
        ("——————", Reason.BLANK),
        ("#接龙", Reason.HEADING),
        ("官庄镇6月份主题党日接龙", Reason.HEADING),
        ("水码头社区支部群", Reason.HEADING),
        ("请各支部书记按格式填写", Reason.HEADING),
        ("主题党日 6月15日", Reason.HEADING),
        ("例：官庄村 15日 应到19实到15", Reason.EXAMPLE),
        ("官庄村孙示例 2026/6/15 19:03:11", Reason.SENDER),
    ],
)
def test_what_is_no_line_of_a_village_is_left_out(text: str, reason: Reason) -> None:
    assert only(text or "\n").reasons == (reason,)


def test_a_whole_chain_is_sorted_into_what_is_known_asked_and_left_out() -> None:
    read = chain(
        "#接龙\n水码头社区支部群\n\n1. 白石岭 15日 应14实12\n5. 张家寨庄15日 全到16人\n"
        "6. 寨庄 15日 到18\n8. 老庄 应到22实20\n"
    )
    assert [village(line) for line in read.recognised] == ["白石岭村", "张家寨庄村"]
    assert [line.number for line in read.asked] == [6, 8]
    assert len(read.ignored) == 3
    # 张家寨庄 spoke for itself, so that 寨庄 can only be one of the other two.
    assert [VILLAGES[key] for key in read.asked[0].keys] == ["寨庄村", "马家寨庄村"]


def test_a_name_that_ends_others_is_certain_once_those_have_spoken() -> None:
    read = chain("1. 南李家庄 15日 应到9实到8\n2. 李家庄 15日 应到7实到6")
    assert [village(line) for line in read.recognised] == ["南李家庄村", "李家庄村"]


def test_of_two_lines_about_one_village_the_later_wins_and_the_earlier_says_so() -> None:
    read = chain("1. 老庄 14日 应到9实到8\n2. 坡庄 15日 5到4\n1. 老庄 15日 应到9实到9")
    first, _other, last = read.lines
    assert first.reasons == (Reason.NAMED_AGAIN,)
    assert first.replaced_by == last.place == 3
    assert last.figures == Figures(9, 9)


def test_a_day_of_another_month_is_kept_and_lies_in_the_nearest_year() -> None:
    assert only("坡庄 5月28日 应到9实到8").day == date(2026, 5, 28)
    assert only("坡庄 12月28日 应到9实到8", Period.of_month(2027, 1)).day == date(2026, 12, 28)
    assert only("坡庄 1月3日 应到9实到8", Period.of_month(2026, 12)).day == date(2027, 1, 3)


def test_the_day_in_the_heading_is_offered_and_never_put_into_a_line() -> None:
    read = chain("#接龙 6月15日主题党日\n1. 坡庄 应到9实到8")
    assert read.heading_day == date(2026, 6, 15)
    assert read.asked[0].day is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("坡庄 15日 应到9实到8 议题：清理村内河道", "清理村内河道"),
        ("坡庄 15日 应到9实到8，学习《中国共产党支部工作条例》", "学习《中国共产党支部工作条例》"),
        ("坡庄 15日 应到9实到8 内容: 学习二十届四中全会精神", "学习二十届四中全会精神"),
    ],
)
def test_a_topic_is_taken_when_it_is_named_as_one(text: str, topic: str) -> None:
    line = only(text)
    assert line.topic == topic
    assert line.figures == Figures(9, 8)


def test_a_group_meeting_names_its_group() -> None:
    groups = [
        Named(1, ("坡庄村",), "第一党小组"),
        Named(2, ("坡庄村",), "第二党小组"),
        Named(3, ("老庄村",), "第一党小组"),
    ]
    read = read_chain(
        "1.坡庄村二组 15日 5到4\n2.坡庄第1党小组 15日 6到6\n3.老庄 15日 5到4\n4.坡庄 16日 5到4", groups, JUNE
    )
    assert [line.keys for line in read.recognised] == [(2,), (1,), (3,)]
    assert read.asked[0].keys == (1, 2)


def test_two_villages_of_one_name_are_both_candidates() -> None:
    twins = [Named(1, ("小官庄村",)), Named(2, ("小官庄村",))]
    (line,) = read_chain("小官庄村 15日 5到4", twins, JUNE).lines
    assert line.keys == (1, 2)
    assert line.is_asked


def test_cells_of_a_sheet_are_no_chain() -> None:
    assert looks_like_chain("1.官庄村 15日 应到19实到15")
    assert not looks_like_chain("官庄村\t6-15\t19\t15")
    assert not looks_like_chain("15\n15\n15")


SCRAPS = (
    "官庄 利见 15日 6月15日 6.15 十五日 31日 应到 实到 到 全到 请假 19 15 / 21/20 人 ， 1. 2、 党员 缺 列席 议题： 接龙"
    " # （ ） 十 百 第一党小组"
)
PIECES = st.sampled_from((*VILLAGES, *SCRAPS.split(), " ", "\n"))
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map("".join))


@given(TEXTS)
def test_nothing_makes_the_reader_fail_and_every_line_has_one_place(text: str) -> None:
    read = chain(text)
    assert len(read.lines) == len(text.splitlines())
    kinds = (read.recognised, read.asked, read.ignored)
    assert sorted(line.place for kind in kinds for line in kind) == [line.place for line in read.lines]
    assert all(len(line.keys) == 1 and line.day for line in read.recognised)


@given(TEXTS)
def test_no_figure_and_no_day_is_invented(text: str) -> None:
    for line in chain(text).lines:
        written = {int(run) for run in re.findall(r"\d+", normalize("NFKC", line.text)) if run.isascii()}
        numerals = re.findall("[〇零一二三四五六七八九十]+", normalize("NFKC", line.text))
        spoken = {int(digits) for numeral in numerals if (digits := western(numeral)).isdigit()}
        stated = {figure for figure in line.figures if figure is not None}
        assert stated <= written | spoken
        if line.day is not None:
            parts = {
                int(run[-2:]) for run in re.findall(r"\d+", normalize("NFKC", line.text)) if run.isascii()
            }
            assert line.day.day in parts | spoken
