"""What may stand in a field typed by hand."""

from __future__ import annotations

import pytest

from gzparty.domain.typed import text_problem


@pytest.mark.parametrize("text", ["", "孙示例", "阿卜杜拉·买买提", "𠮷野", "Ａ４ 第3盒", "两行\n备注", "①②"])
def test_names_and_remarks_of_every_kind_may_stand(text: str) -> None:
    assert text_problem(text, 50) is None


@pytest.mark.parametrize(
    ("text", "code"), [("字" * 51, "text_too_long"), ("孙\x07", "text_unwritable"), ("😀", "text_unwritable")]
)
def test_what_no_paper_can_hold_is_named(text: str, code: str) -> None:
    found = text_problem(text, 50)
    assert found is not None
    assert found.code == code
