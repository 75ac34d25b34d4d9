"""Where a line may end in Chinese text, and where it best does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from gzparty.records import dataclass

_WORD = frozenset(map(chr, (*range(0x21, 0x7F), *range(0xC0, 0x250))))
_HINT = "\u200b"
_EASE = 1e-6

_Reached = dict[int, tuple[float, list[int]]]
"""Place reached -> the cheapest way there: its cost and the line ends on it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which marks never begin a line, never end one, or stay with their like."""

    no_start: frozenset[str]
    no_end: frozenset[str]
    paired: frozenset[str]

    @classmethod
    def of(cls, marks: Mapping[str, str]) -> Rules:
        """Read the rules from the section `breaking` of the typesetting data."""
        return cls(*(frozenset(marks[name]) for name in ("no_start", "no_end", "paired")))

    def may_break(self, text: str, at: int) -> bool:
        """Tell whether a line may end before `text[at]`."""
        before, after = text[at - 1], text[at]
        if after in self.no_start or before in self.no_end:
            return False
        if after in self.paired:
            return before != after
        return not (before in _WORD and after in _WORD)

    def line_end(self, text: str, start: int, limit: int) -> int:
        """Choose where the line from `start` ends when at most the characters before `limit` fit.

        Spaces at the end hang over the edge. A run with no lawful place is cut before a stroke in it,
        as 101/110 is, else where the line is full, so every text ends; at least one character is always taken.
        """
        limit = max(limit, start + 1)
        while limit < len(text) and text[limit] == " ":
            limit += 1
        if limit >= len(text):
            return len(text)
        end = limit
        while end > start and not self.may_break(text, end):
            end -= 1
        if end > start:
            return end
        stroke = text.rfind("/", start + 1, limit + 1)
        return stroke if stroke > start else limit

    def break_line(
        self, text: str, sums: Sequence[float], width: float, first: float | None = None
    ) -> list[int]:
        """Return the ends of the lines of a text without line feeds.

        `sums` are the running totals of the advances; `width` is what a line holds in the same
        unit, `first` what the first line holds.
        """
        ends: list[int] = []
        start, used = 0, 0.0
        room = (width if first is None else first) + _EASE
        while start < len(text):
            end = self.line_end(text, start, bisect_right(sums, used + room, start))
            ends.append(end)
            start, used, room = end, sums[end - 1], width + _EASE
        return ends or [0]

    def balanced(self, text: str, sums: Sequence[float], width: float) -> list[int]:
        """Break a title into the fewest lines as a trapezium or lozenge (GB/T 9704 7.3.1).

        A zero-width space is a place where the words allow a break; without one, any lawful place counts.
        """
        fewest = len(self.break_line(text, sums, width))
        if fewest == 1:
            return [len(text)]
        if fewest > _MOST_SHAPED:
            # No title any more: a shape would take the square of its length to find.
            return self.break_line(text, sums, width)
        for lines in range(fewest, fewest + 2):
            ends = self._best_shape(text, sums, width, lines)
            if ends:
                return ends
        return self.break_line(text, sums, width)

    def _best_shape(self, text: str, sums: Sequence[float], width: float, lines: int) -> list[int]:
        """Find the lawful breaks nearest to the shape, one line after the other."""
        wanted = _shape(lines, sums[-1])
        places = [at for at in range(1, len(text)) if self.may_break(text, at)]
        reached: _Reached = {0: (0.0, [])}
        for wish in wanted[:-1]:
            reached = _extend(reached, places, (text, sums), (width, wish))
        reached = _extend(reached, [len(text)], (text, sums), (width, wanted[-1]))
        return reached[len(text)][1] if reached else []


_MOST_SHAPED = 6
"""Lines of the longest title that is given a shape."""


def _shape(lines: int, total: float) -> list[float]:
    """Say how long each line of a title should be: shorter towards the end, or fuller in the middle."""
    if lines == 2:
        weights = [1.12, 0.88]
    else:
        middle = (lines - 1) / 2
        weights = [1.1 - 0.2 * abs(i - middle) / middle for i in range(lines)]
    return [total * weight / sum(weights) for weight in weights]


def _extend(
    reached: _Reached,
    places: Sequence[int],
    measured: tuple[str, Sequence[float]],
    line: tuple[float, float],
) -> _Reached:
    """Add one more line of the wished length after each place reached so far."""
    (text, sums), (width, wish) = measured, line
    longer: _Reached = {}
    for start, (cost, ends) in reached.items():
        used = sums[start - 1] if start else 0.0
        for at in places:
            length = sums[at - 1] - used
            if at <= start or length > width + _EASE:
                continue
            # A hinted place is worth a whole line of unevenness.
            unhinted = 0.0 if text[at - 1] == _HINT else width**2
            total = cost + (length - wish) ** 2 + unhinted
            if at not in longer or total < longer[at][0]:
                longer[at] = (total, [*ends, at])
    return longer
