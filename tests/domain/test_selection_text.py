"""The month a sheet of nominations is about, as its title or name says it."""

from __future__ import annotations

import pytest

from gzparty.domain.selection_text import month_said


@pytest.mark.parametrize(
    ("texts", "month"),
    [
        (["2026年6月典型推荐汇总表"], "2026-06"),
        (["官庄镇 二〇二六年 十一月 推荐表"], "2026-11"),
        (["6月典型推荐汇总表"], "2027-06"),
        (["推荐汇总表", "2026-06.xlsx"], "2026-06"),
        (["2026年6月典型推荐汇总表", "填报时间：2026年6月12日"], "2026-06"),
        (["5月推荐", "6月推荐"], None),
        (["推荐汇总表", "共 12 人"], None),
        ([], None),
    ],
)
def test_a_month_is_read_where_one_is_said(texts: list[str], month: str | None) -> None:
    assert month_said(texts, 2027) == month
