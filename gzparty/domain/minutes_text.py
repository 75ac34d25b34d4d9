"""Minutes pasted from a document: lines such as 时间：… 地点：… become fields, everything else is the content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from unicodedata import normalize

from gzparty.domain.absence_text import read_absences
from gzparty.domain.chinese import (
    MINUTES_BESIDE_FIGURES,
    MINUTES_CLOCK,
    MINUTES_DAY,
    MINUTES_FIGURE,
    MINUTES_FIGURES,
    MINUTES_LABELS,
    time_of_day,
)
from gzparty.domain.meeting import Absence
from gzparty.records import dataclass

_LABELS = "|".join(sorted(map(re.escape, MINUTES_LABELS), key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s，。；,;|]))({_LABELS})[ 　]*(?:[:：]|(?=\t)|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MinutesText:
    """What was recognised; None and empty where nothing was."""

    day: date | None = None
    starts: time | None = None
    place: str = ""
    host: str = ""
    recorder: str = ""
    lecturer: str = ""
    expected: int | None = None
    attended: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    observers: int | None = None
    absences: tuple[Absence, ...] = ()
    topic: str = ""
    content: str = ""
    decision: str = ""
    other: str = ""


def read_minutes(text: str) -> MinutesText:
    """Split pasted minutes into fields; a line under no label is content, so nothing pasted is dropped."""
    figures: dict[str, int] = {}
    parts: dict[str, list[str]] = {}
    section = "content"
    for line in text.replace("\r", "").split("\n"):
        rest = _take_figures(line, figures)
        for label, words in _pieces(rest):
            if label:
                section = MINUTES_LABELS[label]
            words = words.strip(" \t　|")
            if words:
                parts.setdefault(section, []).append(words)
            section = section if section in _LONG else "content" if words else section
    day, starts = _moment(" ".join(parts.pop("time", ())))
    absences = read_absences("\n".join(parts.pop("absences", ())))
    texts = {name: "\n".join(lines) for name, lines in parts.items()}
    return MinutesText(day=day, starts=starts, absences=absences, **figures, **texts)  # type: ignore[arg-type]


_LONG = frozenset({"content", "topic", "decision", "other", "absences"})
"""Fields whose text may go on in the lines below."""


def _take_figures(line: str, figures: dict[str, int]) -> str:
    """Take the numbers of a line that says nothing else; what stands beside them is left as it is."""
    found = list(MINUTES_FIGURE.finditer(line))
    if not found or not MINUTES_BESIDE_FIGURES.fullmatch(MINUTES_FIGURE.sub("", line)):
        return line
    for match in found:
        figures.setdefault(MINUTES_FIGURES[match[1]], int(match[2]))
    return ""


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """The labels of a line with what follows each; what stands before the first has none."""
    start, label = 0, ""
    for match in _LABEL.finditer(line):
        if label or line[start : match.start()].strip():
            yield label, line[start : match.start()]
        start, label = match.end(), match[1]
    yield label, line[start:]


def _moment(text: str) -> tuple[date | None, time | None]:
    found = MINUTES_DAY.search(text)
    if found is None:
        return None, None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None, None
    words = normalize("NFKC", text[found.end() :])
    # A word such as 晚上 names no hour, and none is made up.
    return day, time_of_day(words, time.min) if MINUTES_CLOCK.search(words) else None
