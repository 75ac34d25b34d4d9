"""The readings of every common character as one small file, so that what is typed is understood without pypinyin.

`python -m gzparty.exchange.reading_table` writes `resources/pinyin/readings.txt` anew after another release of pypinyin.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from gzparty.exchange.pinyin import readings

FIRST, LAST = 0x4E00, 0x9FA5
"""The characters of GBK, which names in a roster are made of."""
TARGET = Path(__file__).parents[2] / "resources" / "pinyin" / "readings.txt"


def written() -> str:
    """One line for each syllable: its letters, a space, every character that may be read so."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for code in range(FIRST, LAST + 1):
        for reading in readings(chr(code)):
            if reading.isascii() and reading.isalpha():
                spoken[reading].append(chr(code))
    return "".join(f"{reading} {''.join(found)}\n" for reading, found in sorted(spoken.items()))


if __name__ == "__main__":
    TARGET.write_text(written(), "utf-8")
