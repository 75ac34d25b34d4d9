"""接龙 pasted from WeChat, read line by line: which village, which day, how many; what is not certain is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from unicodedata import normalize

from gzparty.domain import chain_words as words
from gzparty.domain.chinese import western
from gzparty.domain.date_text import day_near
from gzparty.domain.named_units import group_number
from gzparty.domain.names import normalize_unit
from gzparty.domain.period import Period

MOST_CANDIDATES = 4
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


class Named(NamedTuple):
    """What a line may be about: a branch by its names, or one Party group of it."""

    key: int
    names: tuple[str, ...]
    group: str = ""


class Figures(NamedTuple):
    """The figures a line states; None is what it does not say."""

    expected: int | None = None
    attended: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    observers: int | None = None


_SILENT = Figures()


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
    figures: Figures = _SILENT
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
    index = _Index(named)
    lines = [_line(place, line, index, month) for place, line in enumerate(text.splitlines(), 1)]
    return Chain(tuple(_later_wins(_eliminated(lines))), _heading_day(lines, month))


def looks_like_chain(text: str) -> bool:
    """Whether a pasted text is one to be read by lines rather than a block of cells."""
    if "\t" in text:
        return False
    return any(words.TOKENS.search(line) and words.NAME_RUN.search(line) for line in text.splitlines())


class _Index:
    """The branches by what their names are compared by."""

    def __init__(self, named: Sequence[Named]) -> None:
        self.cores: dict[str, list[int]] = {}
        self.groups: dict[int, str] = {}
        for one in named:
            self.groups[one.key] = one.group
            for core in {normalize_unit(name) for name in one.names if name}:
                keys = self.cores.setdefault(core, [])
                if one.key not in keys:
                    keys.append(one.key)

    def exact(self, body: str) -> tuple[str, int] | None:
        """The known name that stands in a line, the first and longest, with its place; other names are passed over."""
        found = [
            (at, -len(core), core)
            for core in self.cores
            if core and (at := body.find(core)) >= 0 and not words.BIGGER_UNIT.match(body[at + len(core) :])
        ]
        whole = [one for one in found if not any(_inside(one, other) for other in found)]
        return (min(whole)[2], min(whole)[0]) if whole else None

    def ending_with(self, core: str) -> list[int]:
        """The branches whose longer name ends with this one."""
        return [
            key for name, keys in self.cores.items() if name != core and name.endswith(core) for key in keys
        ]

    def like(self, word: str) -> tuple[int, ...]:
        """The branches a shortened name may mean, those that contain it as it is first."""
        inside = [key for name, keys in self.cores.items() if word in name for key in keys]
        if not inside:
            letters = ".*".join(re.escape(letter) for letter in word)
            inside = [key for name, keys in self.cores.items() if re.search(letters, name) for key in keys]
        return tuple(dict.fromkeys(inside))[:MOST_CANDIDATES]


class _Whom(NamedTuple):
    """Whom a line names, the text without the name, and whether nothing speaks against it."""

    keys: tuple[int, ...]
    rest: str
    reason: Reason | None
    exact: bool = False
    """Whether the name is one branch's very own; others may still end with it."""


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    (at, _one, core), (begin, _other, longer) = one, other
    return len(longer) > len(core) and begin <= at and at + len(core) <= begin + len(longer)


def _line(place: int, raw: str, index: _Index, month: Period) -> ChainLine:
    text = raw.strip()
    folded = " ".join(normalize("NFKC", text)[:LONGEST_LINE].split())
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
    whom = _whom(body, index)
    day, rest, day_reason = _day(whom.rest, month)
    figures, left, clear = _figures(rest)
    silent = number is None and clear and figures == _SILENT
    if number is None and not whom.exact and (silent or (day is None and whom.reason is Reason.UNKNOWN)):
        return ChainLine(place, text, reasons=(Reason.HEADING,))
    if silent and words.SENDER.search(body):
        return ChainLine(place, text, number, body, reasons=(Reason.SENDER,))
    reasons = [whom.reason, day_reason, None if clear else Reason.UNCLEAR]
    told = tuple(reason for reason in reasons if reason)
    return ChainLine(place, text, number, said, whom.keys, day, figures, topic, left, told, whom.exact)


def _topic(body: str) -> tuple[str, str]:
    """What the meeting was about, and the line without it."""
    if found := words.TOPIC.search(body):
        return found[1].strip(" ,。;"), body[: found.start()]
    if found := words.QUOTED.search(body):
        return found[0], f"{body[: found.start()]} {body[found.end() :]}"
    return "", body


def _whom(body: str, index: _Index) -> _Whom:
    found = index.exact(body)
    if found is None:
        return _shortened(body, index)
    core, at = found
    before, after = body[:at], body[at + len(core) :]
    own = words.NAME_RUN.findall(before)
    foreign = bool(own) and before.endswith(own[-1]) and not words.OPENS_A_NAME.search(own[-1])
    rest = f"{before} {after}"
    keys = tuple(index.cores[core])
    if foreign or words.OTHER_NAME.match(after):
        return _Whom(keys, rest, Reason.SEVERAL)
    group = words.GROUP.search(after)
    if group and any(index.groups[key] for key in keys):
        wanted = group_number(group[0])
        keys = tuple(key for key in keys if group_number(index.groups[key]) == wanted) or keys
        rest = rest.replace(group[0], " ", 1)
    whole = after.startswith(words.VILLAGE)
    if not whole and len(keys) == 1:
        keys += tuple(key for key in index.ending_with(core) if key not in keys)
    own_name = len(index.cores[core]) == 1
    return _Whom(keys[:MOST_CANDIDATES], rest, Reason.SEVERAL if len(keys) > 1 else None, own_name)


def _shortened(body: str, index: _Index) -> _Whom:
    """A name nobody has: the branches it may be short for."""
    found = words.NAME_RUN.search(body)
    run = found[0] if found else ""
    stop = words.NAME_ENDS.search(run)
    word = run[: stop.start()] if stop else run
    keys = index.like(word) if 2 <= len(word) <= 8 else ()
    rest = body.replace(word, " ", 1) if word else body
    return _Whom(keys, rest, Reason.SEVERAL if keys else Reason.UNKNOWN)


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


def _figures(text: str) -> tuple[Figures, str, bool]:
    """The figures, the words left over, and whether they are clear."""
    plain = words.NO_FIGURE.sub(" ", words.NOBODY.sub(" ", text))
    found: dict[str, int] = {}
    if pair := words.PAIR.search(plain):
        found = {words.EXPECTED: int(pair[1]), words.ATTENDED: int(pair[2])}
        plain = f"{plain[: pair.start()]} {plain[pair.end() :]}"
    tokens = [(one.lastgroup or "", one[0]) for one in words.TOKENS.finditer(plain)]
    clear = _assign(_without_members(tokens), found)
    left = words.UNITS.sub("", words.FILLERS.sub("", words.TOKENS.sub("", plain)))
    if any(letter.isdigit() for letter in left):
        clear = False
    return Figures(**found) if clear else _SILENT, left, clear


def _without_members(tokens: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """党员 19 alone says what ought to come; 应到党员 19 says it twice."""
    plain: list[tuple[str, str]] = []
    for at, (kind, text) in enumerate(tokens):
        before, after = tokens[at - 1][0] if at else "", tokens[at + 1][0] if at + 1 < len(tokens) else ""
        if kind != words.MEMBERS:
            plain.append((kind, text))
        elif after == words.NUMBER and before in ("", words.NUMBER):
            plain.append((words.EXPECTED, text))
    return plain


def _assign(tokens: Sequence[tuple[str, str]], found: dict[str, int]) -> bool:
    """Give each number its label, before or after it; whether every number has its place."""
    unlabelled: list[int] = []
    everybody, clear, at = False, True, 0
    kinds = [kind for kind, _text in tokens]
    while at < len(tokens):
        kind, ahead, next_but_one = [*kinds[at : at + 3], "", ""][:3]
        if kind == words.NUMBER:
            labelled = ahead not in ("", words.NUMBER)
            suffixed = labelled and (next_but_one != words.NUMBER or _alternates(kinds[at:]))
            if suffixed:
                clear &= _put(found, ahead, int(tokens[at][1]))
            else:
                unlabelled.append(int(tokens[at][1]))
            at += 2 if suffixed else 1
        elif ahead == words.NUMBER:
            clear &= _put(found, kind, int(tokens[at + 1][1]))
            at += 2
        else:
            everybody |= kind == words.EVERYBODY
            at += 1
    clear &= _place_unlabelled(unlabelled, found)
    if everybody and words.EXPECTED in found:
        clear &= _put(found, words.ATTENDED, found[words.EXPECTED])
    return clear


def _alternates(kinds: Sequence[str]) -> bool:
    """Number, label, number, label to the end: every label stands after its number."""
    return len(kinds) % 2 == 0 and all(
        (kind == words.NUMBER) == (at % 2 == 0) for at, kind in enumerate(kinds)
    )


def _put(found: dict[str, int], kind: str, value: int) -> bool:
    if kind == words.OTHERS:
        return True
    fields = (words.EXPECTED, words.ATTENDED) if kind == words.EVERYBODY else (kind,)
    return all(found.setdefault(name, value) == value for name in fields)


def _place_unlabelled(numbers: Sequence[int], found: dict[str, int]) -> bool:
    """19 到 15 and 19/15: first what ought to come, then what came; anything else is unclear."""
    if len(numbers) == 1 and words.ATTENDED in found and words.EXPECTED not in found:
        return _put(found, words.EXPECTED, numbers[0])
    if len(numbers) == 2 and not {words.EXPECTED, words.ATTENDED} & set(found):
        return _put(found, words.EXPECTED, numbers[0]) and _put(found, words.ATTENDED, numbers[1])
    return not numbers


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
