"""What was typed to find somebody."""

from __future__ import annotations

import pytest

from gzparty.domain.search import Needle, NeedleKind, needle


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("孙", NeedleKind.NAME, "孙"),
        ("孙　示例", NeedleKind.NAME, "孙示例"),
        ("ＳＳＬ", NeedleKind.LETTERS, "ssl"),
        ("xi'an", NeedleKind.LETTERS, "xian"),
        ("００１２", NeedleKind.DIGITS, "0012"),
        ("孙s", NeedleKind.NAME, "孙s"),
        ("50%", NeedleKind.NAME, "50%"),
    ],
)
def test_full_width_forms_and_spaces_are_folded(typed: str, kind: NeedleKind, text: str) -> None:
    assert needle(typed) == Needle(kind, text)


@pytest.mark.parametrize("typed", ["", "  ", "　"])
def test_nothing_typed_looks_for_nothing(typed: str) -> None:
    assert needle(typed) is None
