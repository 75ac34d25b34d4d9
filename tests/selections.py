"""Selections as they stand before the vote, and on their way to the circular: valid by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Ballot, BallotLine, Category, Nomination, Publicity, Selection, Verdict
from gzparty.labels import refusal_text
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft
from gzparty.services.selection_views import RoundView
from tests.builders import Office

CLOSED, VOTED, DECIDED = date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 12)
MONDAY, OVER = date(2026, 6, 15), date(2026, 6, 22)
"""A 公示 of 5 workdays over the Dragon Boat holiday of 2026 (19 to 21 June)."""
NAMES = ("徐示例", "郑示例", "许示例", "冯示例")
ALL: Mapping[str, Any] = dict.fromkeys(("due", "present", "issued", "returned", "valid"), 25)
_numbers = count(1)


def _uid(kind: str) -> str:
    return f"{kind}{next(_numbers):06d}"


def a_selection(**changes: Any) -> Selection:
    """June's, nominations closed."""
    blank = Selection(0, _uid("se"), "2026-06", "2026-06", "集体增收", nominations_closed_on=CLOSED)
    return replace(blank, **changes)


def a_category(category_id: int = 1, quota: int = 1, choices: int = 1, **changes: Any) -> Category:
    """One of one selection."""
    return replace(Category(category_id, _uid("ca"), 1, category_id, "", quota, choices), **changes)


def a_nomination(number: int, category_id: int = 1, **changes: Any) -> Nomination:
    """Somebody who passed the review."""
    name = NAMES[(number - 1) % len(NAMES)]
    blank = Nomination(number, _uid("no"), 1, category_id, number, name, verdict=Verdict.PASSED)
    return replace(blank, **changes)


def a_ballot(round_number: int = 1, **changes: Any) -> Ballot:
    """25 of everything, not locked."""
    blank = Ballot(round_number, _uid("ba"), 1, round_number, VOTED, **ALL)
    return replace(blank, **changes)


def lines_of(figures: Mapping[int, int | Sequence[int] | None], ballot_id: int = 1) -> tuple[BallotLine, ...]:
    """Lines of votes, or of scores in tenths."""
    return tuple(
        BallotLine(0, _uid("bl"), ballot_id, number, told)
        if told is None or isinstance(told, int)
        else BallotLine(0, _uid("bl"), ballot_id, number, None, tuple(told))
        for number, told in figures.items()
    )


def a_round(
    figures: Mapping[int, int | Sequence[int] | None], round_number: int = 1, **changes: Any
) -> RoundView:
    """A round with its lines."""
    ballot = a_ballot(round_number, **changes)
    return RoundView(ballot, lines_of(figures, ballot.id))


class Poll:
    """A selection of an office with nominations that passed, and every step after the review."""

    def __init__(self, office: Office, names: Sequence[str] = NAMES, **changes: Any) -> None:
        """`quota` and `choices` are those of its one category, anything else of the selection."""
        self.office = office
        quota, choices = changes.pop("quota", 1), changes.pop("choices", 1)
        store = office.store.selections
        with office.store.action("准备评选", "selection.add", office.clock(), "window"):
            self.id = store.insert(a_selection(**changes))
            self.category = store.insert_category(a_category(0, quota, choices, selection_id=self.id))
            self.ids = {
                name: store.insert_nomination(
                    a_nomination(n, self.category, id=0, selection_id=self.id, name=name)
                )
                for n, name in enumerate(names, 1)
            }

    def nomination(self, name: str) -> Nomination:
        """One of them as stored."""
        return self.office.store.selections.nomination(self.ids[name])

    def alter(self, name: str, **changes: Any) -> None:
        """Change one of them behind the services."""
        with self.office.store.action("改推荐", "selection.edit", self.office.clock(), "window"):
            self.office.store.selections.update_nomination(replace(self.nomination(name), **changes))

    def lines(self, figures: Sequence[Any], names: Sequence[str] | None = None) -> tuple[LineDraft, ...]:
        """Votes, or scores in points, in the order of the names."""
        return tuple(
            LineDraft(self.ids[name], told)
            if told is None or isinstance(told, int)
            else LineDraft(self.ids[name], None, tuple(told))
            for name, told in zip(names or self.ids, figures, strict=False)
        )

    def draft(
        self, figures: Sequence[Any], names: Sequence[str] | None = None, **changes: Any
    ) -> BallotDraft:
        """25 of everything, with these figures."""
        blank = BallotDraft(VOTED, **ALL, lines=self.lines(figures, names))
        return replace(blank, **changes)

    def vote(self, figures: Sequence[Any] = (14, 5, 3, 2), **changes: Any) -> Ballot:
        """A locked first round."""
        ballots = self.office.services.ballots
        stored = ballots.record(self.id, self.draft(figures, **changes)).value
        return ballots.lock(stored.id, stored.held_on).value

    def decide(self, *names: str, reasons: Mapping[str, str] | None = None, on: date = DECIDED) -> Selection:
        """What the committee decided."""
        told = {self.ids[name]: text for name, text in (reasons or {}).items()}
        draft = DecisionDraft(on, tuple(self.ids[name] for name in names), told)
        return self.office.services.decisions.decide(self.id, draft).value

    def publish(self, starts_on: date = MONDAY, **changes: Any) -> Publicity:
        """A 公示 by the settings."""
        return self.office.services.decisions.publish(self.id, PublicityDraft(starts_on, **changes)).value

    def published(self) -> Publicity:
        """Voted on, decided in order of the votes, hung out."""
        self.vote()
        self.decide(NAMES[0])
        return self.publish()


def on_day(office: Office, day: date) -> None:
    """Let it be that day."""
    office.clock.moment = datetime(day.year, day.month, day.day, 9, 30)


def refusal(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value


def said(call: Callable[[], object]) -> str:
    return refusal_text(refusal(call))


def fields(call: Callable[[], object]) -> list[tuple[str, object]]:
    """Which fields a form marks, with the nomination of the line."""
    return [
        (str(one.parameters["field"]), one.parameters.get("nomination")) for one in refusal(call).diagnostics
    ]


def recording(poll: Poll, draft: BallotDraft) -> Callable[[], object]:
    return lambda: poll.office.services.ballots.record(poll.id, draft)


def stored_lines(poll: Poll, ballot_id: int) -> dict[int, Any]:
    lines = poll.office.store.selections.ballot_lines([ballot_id])
    return {line.nomination_id: line.votes if line.votes is not None else line.scores for line in lines}


def walk_back_and_forth(office: Office, states: Sequence[dict[str, list[tuple[object, ...]]]]) -> None:
    """Undo and redo every deed between states of the tables, each of which comes back."""
    for state in states[-2::-1]:
        office.services.offices.undo()
        assert office.dump() == state
    for state in states[1:]:
        office.services.offices.redo()
        assert office.dump() == state
