"""Whom one line of a 接龙 names: a branch by any of its names, one of its Party groups, or several it may be short for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain import chain_words as words
from gzparty.domain.named_units import group_number
from gzparty.domain.names import normalize_unit

MOST_CANDIDATES = 4


class Named(NamedTuple):
    """What a line may be about: a branch by its names, or one Party group of it."""

    key: int
    names: tuple[str, ...]
    group: str = ""


class Index:
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


class Whom(NamedTuple):
    """Whom a line names (nobody, several it may be, or one), the text without the name, and whether it is certain."""

    keys: tuple[int, ...]
    rest: str
    certain: bool = False
    exact: bool = False
    """Whether the name is one branch's very own; others may still end with it."""


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    (at, _one, core), (begin, _other, longer) = one, other
    return len(longer) > len(core) and begin <= at and at + len(core) <= begin + len(longer)


def whom_of(body: str, index: Index) -> Whom:
    """Whom a line without its number is about."""
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
        return Whom(keys, rest)
    group = words.GROUP.search(after)
    if group and any(index.groups[key] for key in keys):
        wanted = group_number(group[0])
        keys = tuple(key for key in keys if group_number(index.groups[key]) == wanted) or keys
        rest = rest.replace(group[0], " ", 1)
    whole = after.startswith(words.VILLAGE)
    if not whole and len(keys) == 1:
        keys += tuple(key for key in index.ending_with(core) if key not in keys)
    own_name = len(index.cores[core]) == 1
    return Whom(keys[:MOST_CANDIDATES], rest, len(keys) == 1, own_name)


def _shortened(body: str, index: Index) -> Whom:
    """A name nobody has: the branches it may be short for."""
    found = words.NAME_RUN.search(body)
    run = found[0] if found else ""
    stop = words.NAME_ENDS.search(run)
    word = run[: stop.start()] if stop else run
    keys = index.like(word) if 2 <= len(word) <= 8 else ()
    rest = body.replace(word, " ", 1) if word else body
    return Whom(keys, rest)
