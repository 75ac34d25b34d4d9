"""A ledger of invented rows whose characters are as frequent as in Chinese prose."""

from __future__ import annotations

import random
from collections.abc import Callable

_Words = Callable[[int], str]

HEAD = ["序号", "姓名", "类别", "日期", "地点", "摘要", "金额", "备注"]
WIDTHS = [28.0, 44.0, 44.0, 56.0, 70.0, 176.0, 58.0, 59.0]
"""Column widths in points; together A4 with edges of 30 points."""
TITLE = "二〇二六年度收支与出席明细台账"
SIZE, LEADING, PAD, EDGE = 8.0, 11.0, 2.5, 30.0
KINDS = ["收入", "支出", "转账", "捐款", "借款"]


def _common_characters() -> list[str]:
    """List the first level of GB 2312, the 3,755 commonest characters."""
    found = []
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            text = bytes([high, low]).decode("gb2312", "ignore")
            found += [text] if text else []
    return found


def ledger(count: int, seed: int = 7) -> list[list[str]]:
    """Make rows of eight texts; of the drawn characters the 100 commonest make up 47 %, the 1,000 commonest 92 %."""
    chance = random.Random(seed)
    characters = _common_characters()
    chance.shuffle(characters)
    characters = characters[:2400]
    weights = [1 / (rank + 120) ** 2 for rank in range(len(characters))]

    def words(length: int) -> str:
        return "".join(chance.choices(characters, weights, k=length))

    return [_row(i + 1, chance, words) for i in range(count)]


def _row(number: int, chance: random.Random, words: _Words) -> list[str]:
    length = chance.randint(14, 56)
    summary = words(length // 2) + ("，" if length > 20 else "") + words(length - length // 2)
    if chance.random() < 0.3:
        summary += f"（编号 A{chance.randint(10, 99)}-{chance.randint(0, 999):03d}）"
    return [
        str(number),
        words(chance.choice((2, 3, 3))),
        chance.choice(KINDS),
        f"20{chance.randint(16, 26)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        words(chance.randint(4, 10)),
        summary + "。",
        f"{chance.random() * 90000:,.2f}",
        words(chance.randint(0, 9)),
    ]
