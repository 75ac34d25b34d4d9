"""接龙 pasted from WeChat, read line by line: which village, which day, how many; what is not certain is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from gzparty.domain import chain_words as words
from gzparty.domain.chain_figures import SILENT, Figures, read_figures
from gzparty.domain.chain_names import Index, Named, whom_of
from gzparty.domain.chinese import western
from gzparty.domain.date_text import day_near
from gzparty.domain.period import Period
from gzparty.records import dataclass

LONGEST_LINE = 400
"""Characters of a line that are read; nobody writes more about one meeting."""


class Reason(StrEnum):
    """Why a line is asked about, or why it is left out."""

    UNKNOWN = "chain_unknown"
    SEVERAL = "chain_several"
    NO_DAY = "chain_no_day"
    NO_SUCH_DAY = "chain_no_such_day"
    TWO_DAYS = "chain_two_days"
    UNCLEAR = "chain_unclear"
    BLANK = "chain_blank"
    HEADING = "chain_heading"
    EXAMPLE = "chain_example"
    SENDER = "chain_sender"
    NAMED_AGAIN = "chain_named_again"


IGNORED = frozenset({Reason.BLANK, Reason.HEADING, Reason.EXAMPLE, Reason.SENDER, Reason.NAMED_AGAIN})


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line of the text: whom it names, what it says, and why it is asked about or left out.

    `place` counts the lines of the text from 1, `number` is the chain's own. `keys` has one entry where the branch is
    certain, several where it is asked. `left` holds words that were not understood.
    """

    place: int
    text: str
    number: int | None = None
    said: str = ""
    """The line without its number."""
    keys: tuple[int, ...] = ()
    day: date | None = None
    figures: Figures = SILENT
    topic: str = ""
    left: str = ""
    reasons: tuple[Reason, ...] = ()
    exact: bool = False
    """Whether the first of its `keys` is called so; the others' names only end so."""
    replaced_by: int | None = None
    """The place of the later line about the same branch."""

    @property
    def is_ignored(self) -> bool:
        """Whether it is no line of a village, or a later one took its place."""
        return any(reason in IGNORED for reason in self.reasons)

    @property
    def is_asked(self) -> bool:
        """Whether something is to be answered before it can be taken."""
        return bool(self.reasons) and not self.is_ignored


@dataclass(frozen=True, slots=True)
class Chain:
    """A text read: every line of it in its order; `heading_day` is the day the heading names, if it does."""

    lines: tuple[ChainLine, ...]
    heading_day: date | None = None

    @property
    def recognised(self) -> tuple[ChainLine, ...]:
        """Lines that can be taken as they are."""
        return tuple(line for line in self.lines if not line.reasons)

    @property
    def asked(self) -> tuple[ChainLine, ...]:
        """Lines that ask something."""
        return tuple(line for line in self.lines if line.is_asked)

    @property
    def ignored(self) -> tuple[ChainLine, ...]:
        """Lines left out, each with its reason."""
        return tuple(line for line in self.lines if line.is_ignored)


def read_chain(text: str, named: Sequence[Named], month: Period) -> Chain:
    """Read a pasted text; a day without a month lies in `month`. Never refuses: what is unclear stays with its reason."""
    index = Index(named)
    lines = [_line(place, line, index, month) for place, line in enumerate(text.splitlines(), 1)]
    return Chain(tuple(_later_wins(_eliminated(lines))), _heading_day(lines, month))


def looks_like_chain(text: str) -> bool:
    """Whether a pasted text is one to be read by lines rather than a block of cells."""
    if "\t" in text:
        return False
    return any(words.TOKENS.search(line) and words.NAME_RUN.search(line) for line in text.splitlines())


def _line(place: int, raw: str, index: Index, month: Period) -> ChainLine:
    text = raw.strip()
    folded = " ".join(normalize("NFKC", text[:LONGEST_LINE])[:LONGEST_LINE].split())
    if not any(letter.isalnum() for letter in folded):
        return ChainLine(place, text, reasons=(Reason.BLANK,))
    numbered = words.NUMBERING.match(folded)
    number = int(next(part for part in numbered.groups() if part)) if numbered else None
    body = folded[numbered.end() :] if numbered else folded
    if words.EXAMPLE.search(body):
        return ChainLine(place, text, number, body, reasons=(Reason.EXAMPLE,))
    if number is None and words.HEADING.search(body):
        return ChainLine(place, text, reasons=(Reason.HEADING,))
    said = body
    topic, body = _topic(body)
    whom = whom_of(body, index)
    day, rest, day_reason = _day(whom.rest, month)
    figures, left, clear = read_figures(rest)
    silent = number is None and clear and figures == SILENT
    if number is None and not whom.exact and (silent or (day is None and not whom.keys)):
        return ChainLine(place, text, reasons=(Reason.HEADING,))
    if silent and words.SENDER.search(body):
        return ChainLine(place, text, number, body, reasons=(Reason.SENDER,))
    unsure = Reason.SEVERAL if whom.keys else Reason.UNKNOWN
    reasons = [None if whom.certain else unsure, day_reason, None if clear else Reason.UNCLEAR]
    told = tuple(reason for reason in reasons if reason)
    return ChainLine(place, text, number, said, whom.keys, day, figures, topic, left, told, whom.exact)


def _topic(body: str) -> tuple[str, str]:
    """What the meeting was about, and the line without it."""
    if found := words.TOPIC.search(body):
        return found[1].strip(" ,。;"), body[: found.start()]
    if found := words.QUOTED.search(body):
        return found[0], f"{body[: found.start()]} {body[found.end() :]}"
    return "", body


def _day(text: str, month: Period) -> tuple[date | None, str, Reason | None]:
    """The day a line names, the line without it, and what speaks against it."""
    rest = words.CLOCK.sub(" ", words.WEEKDAY.sub(" ", text))
    rest = words.COUNTED.sub(lambda found: western(found[0]), rest)
    if words.SPAN_OF_DAYS.search(rest):
        return None, words.SPAN_OF_DAYS.sub(" ", rest), Reason.TWO_DAYS
    for pattern in (words.FULL_DAY, words.MONTH_DAY, words.DAY, words.DOTTED, words.TOGETHER):
        if found := pattern.search(rest):
            return _dated(found, rest, month)
    slashed = [
        one for one in words.SLASHED.finditer(rest) if int(one[1]) == month.month and 1 <= int(one[2]) <= 31
    ]
    others = [one for one in words.TOKENS.finditer(rest) if one.lastgroup != words.NUMBER]
    pairs = len(words.SLASHED.findall(rest))
    if slashed and (pairs > 1 or others):
        return _dated(slashed[0], rest, month)
    return None, rest, Reason.NO_DAY


def _dated(found: re.Match[str], text: str, month: Period) -> tuple[date | None, str, Reason | None]:
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    parts = [int(part) for part in found.groups()]
    day = day_near(parts, month)
    if day is None:
        return None, rest, Reason.NO_SUCH_DAY
    other = words.MONTH_DAY.search(rest) or words.DAY.search(rest)
    if other and day_near([int(part) for part in other.groups()], month) != day:
        return None, rest, Reason.TWO_DAYS
    return day, f"{rest[: other.start()]} {rest[other.end() :]}" if other else rest, None


def _eliminated(lines: Sequence[ChainLine]) -> list[ChainLine]:
    """Branches that another line names for certain are no longer asked about where one other is left."""
    certain = {line.keys[0] for line in lines if len(line.keys) == 1 and not _asks_whom(line)}
    told = []
    for line in lines:
        if _asks_whom(line) and len(line.keys) > 1:
            left = tuple(key for key in line.keys if key not in certain) or line.keys
            settled = line.exact and left == line.keys[:1]
            reasons = tuple(one for one in line.reasons if not (settled and one is Reason.SEVERAL))
            line = replace(line, keys=left, reasons=reasons)
        told.append(line)
    return told


def _asks_whom(line: ChainLine) -> bool:
    return Reason.SEVERAL in line.reasons or Reason.UNKNOWN in line.reasons


def _later_wins(lines: Sequence[ChainLine]) -> list[ChainLine]:
    """Of several lines about one branch the last one counts; a chain is often sent again as it grows."""
    last: Mapping[int, int] = {
        line.keys[0]: line.place
        for line in lines
        if len(line.keys) == 1 and not _asks_whom(line) and not line.is_ignored
    }
    told = []
    for line in lines:
        sure = len(line.keys) == 1 and not _asks_whom(line) and not line.is_ignored
        if sure and last[line.keys[0]] != line.place:
            line = replace(line, reasons=(Reason.NAMED_AGAIN,), replaced_by=last[line.keys[0]])
        told.append(line)
    return told


def _heading_day(lines: Sequence[ChainLine], month: Period) -> date | None:
    """The one day the headings name."""
    days = {
        day
        for line in lines
        if Reason.HEADING in line.reasons
        for day, _rest, _reason in [_day(normalize("NFKC", line.text), month)]
        if day is not None
    }
    return days.pop() if len(days) == 1 else None
