"""Full-text search over many minutes: the newest hits beside looking through every text, and what the index costs."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import accumulate
from pathlib import Path

from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, median_seconds
from db.store import SqliteStore
from gzparty.domain.full_text import words

MINUTES, SHORT_MINUTES = 100_000, 20_000
NOW = datetime(2026, 6, 17, 9)
ROUNDS = 7
CHARACTERS, VOCABULARY = 2_600, 20_000
"""Characters of the common level of GB 2312, and words made of them; both are used as unevenly as in real texts."""
AIM_MS = 6.0
COMPARED, SHORT_COMPARED = 150, 30
BOUND, SHORT_BOUND = 0.1, 0.25
"""Of the time of one scan; the index answers from its end, so the newest hits come first whatever the size."""


def measure(short: bool) -> list[Ratio]:
    """The slowest word against one pass over the same texts for the same word."""
    size = SHORT_MINUTES if short else MINUTES
    chance = random.Random(20260617)
    texts = minutes(chance, size)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.create(Path(folder) / "minutes.gzparty")
        try:
            built = _fill(store, texts)
            found = [_of_word(store, word) for word in _words(texts[:2000])]
            compared = _compared(chance, texts, SHORT_COMPARED if short else COMPARED)
            differing = [word for word in compared if not _is_equal(store, word)]
        finally:
            store.close()
    seconds, word, ratio, hits = max(found)
    told = f"{seconds * 1000:.1f} ms for {word} ({hits} hits); index built in {built:.1f} s"
    return [
        Ratio(
            "search: the slowest word / one pass over all texts",
            ratio,
            SHORT_BOUND if short else BOUND,
            f"50 newest of {size:,} minutes, {told}",
        ),
        Ratio("search: the slowest word", seconds * 1000, None, f"ms, {size:,} minutes", AIM_MS),
        Ratio("search: words it finds otherwise than instr()", len(differing), 0, f"of {len(compared)}"),
    ]


def _compared(chance: random.Random, texts: Sequence[str], count: int) -> list[str]:
    """Pieces of two to four characters out of the texts, across words as well, never across a comma."""
    pieces: list[str] = []
    while len(pieces) < count:
        line = chance.choice(chance.choice(texts).split("，"))
        length, at = chance.randint(2, 4), chance.randrange(max(len(line) - 3, 1))
        if len(piece := line[at : at + length]) == length:
            pieces.append(piece)
    return pieces


def _is_equal(store: SqliteStore, word: str) -> bool:
    """Whether the index gives the 50 newest records that hold a word, and no others."""
    scan = "SELECT id FROM meeting WHERE instr(content, ?) ORDER BY id DESC LIMIT 50"
    expected = [number for (number,) in store.connection.execute(scan, (word,))]
    return [number for number, _text in store.texts.find("meeting", words(word), 50)] == expected


def minutes(chance: random.Random, size: int) -> list[str]:
    """Texts of about 200 characters, words as unevenly frequent as in real ones, with commas between lines."""
    letters = [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    ]
    letters = [letter for letter in letters if letter][:CHARACTERS]
    chance.shuffle(letters)
    spread_letters = list(accumulate(1 / (place + 120) ** 2 for place in range(len(letters))))
    lengths = chance.choices((1, 2, 3, 4), (6, 64, 20, 10), k=VOCABULARY)
    vocabulary = [
        "".join(chance.choices(letters, cum_weights=spread_letters, k=length)) for length in lengths
    ]
    spread = list(accumulate(1 / (place + 20) for place in range(VOCABULARY)))
    return [
        "，".join("".join(chance.choices(vocabulary, cum_weights=spread, k=8)) for _line in range(11))
        for _n in range(size)
    ]


def _words(sample: Sequence[str]) -> list[str]:
    """Words of two and of four characters that stand in many texts, in few and in one, and one that stands in none."""
    found = ["龘靐"]
    for length in (2, 4):
        counts = Counter(
            part
            for text in sample
            for line in text.split("，")
            for part in {line[at : at + length] for at in range(0, len(line) - length + 1, length)}
        )
        ordered = [word for word, _count in counts.most_common()]
        found += [
            ordered[0],
            ordered[20],
            ordered[len(ordered) // 50],
            ordered[len(ordered) // 8],
            ordered[-1],
        ]
    return found


def _of_word(store: SqliteStore, word: str) -> tuple[float, str, float, int]:
    """Seconds, the word, the ratio to one pass, and how many hits it gave."""
    hits: list[object] = []

    def ask() -> None:
        hits[:] = store.texts.find("meeting", words(word), 50)

    one_pass = "SELECT count(*) FROM meeting WHERE instr(content, ?)"
    runs = {
        "index": _timed(ask),
        "pass": _timed(lambda: store.connection.execute(one_pass, (word,)).fetchall()),
    }
    samples = interleaved(runs, ROUNDS)
    return median_seconds(samples["index"]), word, median_ratio(samples["index"], samples["pass"]), len(hits)


def _fill(store: SqliteStore, texts: Sequence[str]) -> float:
    """Store the minutes as one action; gives the seconds its end took, which is when texts are indexed."""
    with store.action("示例", "meeting.register", NOW, "benchmark"):
        run = store.connection.execute
        run("INSERT INTO unit(uid, kind, sort_order) VALUES ('u', 'village_branch', 1)")
        run(
            "INSERT INTO sitting(uid, planned_start, planned_end, roster, roll_state)"
            " VALUES ('s', '2026-06-15T19:00', '2026-06-15T21:00', '{}', 'open')"
        )
        store.connection.executemany(
            "INSERT INTO meeting(uid, number, sitting_id, kind, unit_id, period, depth, content)"
            " VALUES (?, ?, 1, 'study', 1, '2026-06', 'numbers', ?)",
            ((f"m{n}", f"{n}", text) for n, text in enumerate(texts)),
        )
        begun = time.process_time()
    return time.process_time() - begun


def _timed(run: Callable[[], object]) -> Callable[[], Sample]:
    def once() -> Sample:
        begun = time.process_time()
        run()
        return Sample(time.process_time() - begun, 0)

    return once
