"""Where a paper says something else than its printed copy: named by place, nothing invented, nothing forgotten."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.printing import Said, SaidTable, differences
from gzparty.labels import sentence

COLUMNS = ("序号", "姓名", "考勤", "事由")
ROWS = (("1", "孙示例", "到", ""), ("2", "李示例", "到", ""), ("3", "王示例", "请假", "外出"))


def roll(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS, title: str = "考勤表") -> Said:
    return Said((("标题", title), ("应到", str(len(rows)))), (SaidTable(columns, rows),))


def told(before: Said, after: Said) -> list[str]:
    return [sentence(one) for one in differences(before, after)]


def test_a_changed_mark_is_named_by_line_and_column() -> None:
    changed = (ROWS[0], ("2", "李示例", "请假", "家里有事"), ROWS[2])
    assert told(roll(*ROWS), roll(*changed)) == ["第 2 行 考勤：到 → 请假", "第 2 行 事由：空 → 家里有事"]


def test_equal_papers_differ_nowhere() -> None:
    assert told(roll(*ROWS), roll(*ROWS)) == []


def test_a_new_line_does_not_make_those_below_it_new() -> None:
    longer = (ROWS[0], ("2", "赵示例", "到", ""), ("3", *ROWS[1][1:]), ("4", *ROWS[2][1:]))
    assert told(roll(*ROWS), roll(*longer)) == ["应到：3 → 4", "第 2 行是新加的：赵示例 到"]


def test_a_line_taken_out_is_quoted() -> None:
    shorter = (ROWS[0], ("2", *ROWS[2][1:]))
    assert told(roll(*ROWS), roll(*shorter)) == ["应到：3 → 2", "少了一行：李示例 到"]


def test_columns_that_came_or_went_are_named_once() -> None:
    wide = tuple((*row, "4") for row in ROWS)
    assert told(roll(*ROWS), roll(*wide, columns=(*COLUMNS, "学时"))) == ["多了“学时”一列"]
    assert told(roll(*wide, columns=(*COLUMNS, "学时")), roll(*ROWS)) == ["少了“学时”一列"]


def test_texts_are_named_by_their_label_and_long_ones_quoted_where_they_part() -> None:
    long = "会议地点改在" + "镇政府办公楼" * 12
    before = Said((("地点", "三楼"), ("", long + "甲室。")), ())
    after = Said((("地点", "二楼"), ("", long + "乙室。"), ("联系人", "周示例")), ())
    lines = told(before, after)
    assert lines[0] == "地点：三楼 → 二楼"
    assert lines[1] == "正文：…公楼镇政府办公楼甲室。 → …公楼镇政府办公楼乙室。"
    assert lines[2] == "多了：联系人周示例"


def test_of_several_tables_each_is_named() -> None:
    first = SaidTable(("课程",), (("党章",),))
    before = Said((), (first, SaidTable(("姓名", "村"), (("孙示例", "东村"),))))
    after = Said((), (first, SaidTable(("姓名", "村"), (("孙示例", "西村"),))))
    assert told(before, after) == ["第 2 张表 第 1 行 村：东村 → 西村"]
    assert told(before, Said((), (first,))) == ["少了一张表，1 行"]


CELLS = st.text(alphabet="到假甲乙1", max_size=2)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6)


@given(TABLES, TABLES)
def test_whatever_changed_is_said_and_what_did_not_is_not(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    columns = ("姓名", "考勤", "事由")
    found = differences(
        Said((), (SaidTable(columns, tuple(before)),)), Said((), (SaidTable(columns, tuple(after)),))
    )
    assert not (before == after and found)
    numbers = {str(n) for n in range(1, 8)}
    if before != after and not numbers.intersection(cell for row in (*before, *after) for cell in row):
        assert found
        assert all(sentence(one) for one in found)
