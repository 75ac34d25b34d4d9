"""Nobody in the sample's workbooks can be taken for a real person or be rung up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gzparty.domain.damage import as_text
from gzparty.domain.phone import is_plausible, normalize_phone
from gzparty.exchange.reading import read_table

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHEETS = {
    "secretaries": ("name",),
    "members": ("name",),
    "rectification": ("leader", "responsible"),
}
PEOPLE = {"secretaries": 58, "members": 1675, "rectification": 92}
UNASSIGNED = "154000"


def texts(sheet: str, *fields: str) -> list[str]:
    kind = "problems" if sheet == "rectification" else sheet
    rows = read_table(SAMPLE / f"{sheet}.xlsx", kind).rows
    return [text for row in rows for field in fields if (text := as_text(row.cells.get(field)))]


@pytest.mark.parametrize("sheet", SHEETS)
def test_everybody_in_a_sheet_is_marked_as_an_example(sheet: str) -> None:
    names = texts(sheet, *SHEETS[sheet])
    assert len(names) == PEOPLE[sheet]
    assert [name for name in names if not re.fullmatch(r"\s*\S\s*示例\S?\s*", name)] == []


@pytest.mark.parametrize(("sheet", "count"), [("secretaries", 58), ("members", 1351)])
def test_every_phone_is_of_a_range_that_was_given_to_nobody(sheet: str, count: int) -> None:
    phones = [normalize_phone(text) for text in texts(sheet, "phone")]
    assert len(phones) == count
    assert [phone for phone in phones if not is_plausible(phone) or not phone.startswith(UNASSIGNED)] == []
