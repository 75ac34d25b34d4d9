"""What a record lacks before it is complete, and which talks a branch lacks in a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from gzparty.domain.completeness import fulfilment, talk_kinds_missing
from gzparty.domain.meeting import Depth, MeetingBrief, MeetingKind, TalkKind


def brief(**changes: object) -> MeetingBrief:
    given: dict[str, object] = {
        "id": 1, "kind": MeetingKind.LECTURE, "unit_id": 1, "group_id": 0, "period": "2026-06",
        "depth": Depth.NUMBERS, "planned_on": date(2026, 6, 9), "held_on": date(2026, 6, 10), "topic": True,
        "content": False, "host": False, "recorder": False, "lecturer": False, "expected": 19, "attended": 15,
        "on_leave": None, "absent": None, "has_minutes": True, "has_sign_in": True, "has_photos": False,
        "filed": False, "received_on": None, "returned_on": None, "return_reason": "", "roll_closed": False,
        "untold": 0, **changes,
    }  # fmt: skip
    return MeetingBrief(**given)  # type: ignore[arg-type]


BARE = {"has_minutes": False, "has_sign_in": False, "topic": False, "expected": None, "attended": None}
NAMED = {
    "depth": Depth.NAMES,
    "roll_closed": True,
    "content": True,
    "host": True,
    "recorder": True,
    "lecturer": True,
}


@pytest.mark.parametrize(
    ("changes", "received", "missing", "papers"),
    [
        ({}, True, (), False),
        (BARE, False, ("expected", "attended", "topic", "minutes", "sign_in"), True),
        ({**BARE, "received_on": date(2026, 6, 11)}, True, ("expected", "attended", "topic", "minutes", "sign_in"), True),
        ({"topic": False}, True, ("topic",), False),
        ({"has_sign_in": False}, True, ("sign_in",), True),
        ({"attended": 20}, True, ("figures",), False),
        ({"on_leave": 2, "absent": 1}, True, ("figures",), False),
        ({"on_leave": 2, "absent": 2}, True, (), False),
        ({"on_leave": 5}, True, ("figures",), False),
        (NAMED, True, (), False),
        ({**NAMED, "lecturer": False}, True, ("lecturer",), False),
        ({**NAMED, "kind": MeetingKind.STUDY, "lecturer": False}, True, (), False),
        ({**NAMED, "untold": 2}, True, ("unsettled",), False),
        ({**NAMED, "roll_closed": False, "untold": 9}, True, ("roll",), False),
    ],
)  # fmt: skip
def test_a_record_says_what_it_lacks_and_whether_the_village_has_to_bring_it(
    changes: dict[str, object], received: bool, missing: tuple[str, ...], papers: bool
) -> None:
    found = fulfilment(brief(**changes))
    assert (found.received, found.missing, found.lacks_papers) == (received, missing, papers)


def test_a_planned_record_is_not_held() -> None:
    found = fulfilment(brief(held_on=None))
    assert (found.held_on, found.planned_on) == (None, date(2026, 6, 9))
    assert fulfilment(brief()).planned_on is None


@pytest.mark.parametrize(
    ("members", "held", "missing"),
    [
        (9, [], ("among_committee", "committee_member", "among_members")),
        (9, [TalkKind.COMMITTEE_MEMBER, TalkKind.SPECIAL], ("among_committee", "among_members")),
        (None, [], ("among_committee", "committee_member", "among_members")),
        (6, [TalkKind.COMMITTEE_MEMBER], ("among_members",)),
        (2, [], ("committee_member",)),
        (1, [], ()),
        (9, [TalkKind.AMONG_COMMITTEE, TalkKind.COMMITTEE_MEMBER, TalkKind.AMONG_MEMBERS], ()),
    ],
)
def test_a_branch_lacks_the_talks_its_members_can_hold(
    members: int | None, held: Sequence[TalkKind], missing: tuple[str, ...]
) -> None:
    assert talk_kinds_missing(held, members) == missing
