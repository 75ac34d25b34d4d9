"""What the clerk says of a round of voting, and scores as they are typed made tenths of a point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from gzparty.domain import entry
from gzparty.domain.ballot_checks import TENTHS
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.selection import Ballot, BallotLine
from gzparty.records import dataclass

Score = Decimal | int | float
"""Points, with at most one decimal."""
PLACE_LIMIT = 80
WHO_LIMIT = 60
"""Characters of 监票人 and 计票人, several names included."""
MOST_POINTS = 10_000
_BETWEEN = re.compile(r"[\s,;、；/|]+")


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What a round gave one nomination: votes, or the scores of the ballots in points (95.5), in any order."""

    nomination_id: int
    votes: int | None = None
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """A round as it is entered; None while a figure is not. `held_on` without a day is today."""

    held_on: date | None = None
    place: str = ""
    supervisor: str = ""
    teller: str = ""
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    lines: tuple[LineDraft, ...] = ()
    note: str = ""


def read_scores(text: str) -> tuple[Decimal, ...]:
    """Scores as typed or pasted in one field, parted by blanks, commas or line ends; Refusal for what is none."""
    words = [word for word in _BETWEEN.split(normalize("NFKC", text).strip()) if word]
    return tuple(_points(word) for word in words)


def tenths_of(line: LineDraft, name: str) -> tuple[tuple[int, ...], tuple[Diagnostic, ...]]:
    """The scores of a line in tenths, sorted so that no ballot can be put together again, and what is none."""
    faults = tuple(_score_faults(line, name))
    return (() if faults else tuple(sorted(int(_decimal(one) * TENTHS) for one in line.scores))), faults


def texts_of(draft: BallotDraft) -> dict[str, str]:
    """The texts of a draft, of bearable length."""
    limits = {
        "place": PLACE_LIMIT,
        "supervisor": WHO_LIMIT,
        "teller": WHO_LIMIT,
        "note": entry.NOTE_LIMIT,
    }
    return {name: entry.checked_text(getattr(draft, name), limit) for name, limit in limits.items()}


def draft_of(ballot: Ballot, lines: Sequence[BallotLine]) -> BallotDraft:
    """A stored round as a draft, to be changed in one place."""
    return BallotDraft(
        ballot.held_on,
        ballot.place,
        ballot.supervisor,
        ballot.teller,
        ballot.due,
        ballot.present,
        ballot.issued,
        ballot.returned,
        ballot.valid,
        tuple(
            LineDraft(line.nomination_id, line.votes, tuple(Decimal(score) / TENTHS for score in line.scores))
            for line in lines
        ),
        ballot.note,
    )


def _points(word: str) -> Decimal:
    try:
        score = Decimal(word)
    except InvalidOperation as error:
        raise Refusal("ballot_score_unreadable", field="scores", text=word[:12]) from error
    if not score.is_finite() or abs(score) > MOST_POINTS:
        raise Refusal("ballot_score_unreadable", field="scores", text=word[:12])
    return score


def _score_faults(line: LineDraft, name: str) -> Iterator[Diagnostic]:
    facts: dict[str, object] = {"field": "scores", "nomination": line.nomination_id, "name": name}
    for score in map(_decimal, line.scores):
        if not score.is_finite() or abs(score) > MOST_POINTS:
            yield Diagnostic(Level.ERROR, "ballot_score_absurd", facts)
        elif score * TENTHS != int(score * TENTHS):
            yield Diagnostic(Level.ERROR, "ballot_score_too_fine", {**facts, "score": str(score)})


def _decimal(score: Score) -> Decimal:
    # By its shortest text: 95.1 as a float is not 95.1 exactly.
    return score if isinstance(score, Decimal) else Decimal(str(score))
