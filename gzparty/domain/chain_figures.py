"""The figures of one line of a 接龙: which number counts whom, by the words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gzparty.domain import chain_words as words


class Figures(NamedTuple):
    """The figures a line states; None is what it does not say."""

    expected: int | None = None
    attended: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    observers: int | None = None


SILENT = Figures()


def read_figures(text: str) -> tuple[Figures, str, bool]:
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
    return Figures(**found) if clear else SILENT, left, clear


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
