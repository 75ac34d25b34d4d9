"""What of selections waits today: nominations to be closed, results to be recorded, objections to be looked into."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gzparty.domain.selection import Outcome
from gzparty.domain.tip import TipChannel
from gzparty.services.decision_drafts import ObjectionDraft
from gzparty.services.selection_agenda import SelectionMatters, selection_matters
from tests.builders import Office
from tests.selections import OVER, Poll, on_day

NEXT = OVER + timedelta(days=1)


@pytest.fixture
def poll(office: Office) -> Poll:
    """Voted on, decided and published until 22 June."""
    office.services.calendars.ensure(2026)
    poll = Poll(office)
    poll.published()
    return poll


def test_nothing_waits_while_it_runs(poll: Poll) -> None:
    assert selection_matters(poll.office.store, OVER) == SelectionMatters()


def test_a_result_waits_from_the_day_after_the_end_until_it_is_recorded(poll: Poll) -> None:
    office = poll.office
    (waits,) = selection_matters(office.store, NEXT).results
    assert (waits.selection.id, waits.publicity.ends_on, waits.objections) == (poll.id, OVER, 0)
    on_day(office, NEXT)
    office.services.decisions.finish(waits.publicity.id, NEXT)
    assert selection_matters(office.store, NEXT) == SelectionMatters()


def test_an_open_objection_waits_instead_of_the_result(poll: Poll) -> None:
    office = poll.office
    (publicity,) = office.store.selections.publicities([poll.id])
    decisions = office.services.decisions
    draft = ObjectionDraft(date(2026, 6, 16), TipChannel.CALL, "户数不对")
    ids = [decisions.object(publicity.id, draft).value.id for _n in range(2)]
    decisions.handle(ids[0], date(2026, 6, 17), "核对过", Outcome.UNFOUNDED)
    found = selection_matters(office.store, NEXT)
    assert [(one.publicity.id, one.objections) for one in found.objections] == [(publicity.id, 1)]
    assert found.results == ()
    decisions.handle(ids[1], date(2026, 6, 17), "核对过", Outcome.UNFOUNDED)
    found = selection_matters(office.store, NEXT)
    assert (len(found.results), found.objections) == (1, ())


@pytest.mark.parametrize(
    ("changes", "closing"),
    [
        ({"nominate_until": date(2026, 6, 17)}, True),
        ({"nominate_until": date(2026, 6, 10)}, True),
        ({"nominate_until": date(2026, 6, 18)}, False),
        ({"nominate_until": None}, False),
        ({"nominate_until": date(2026, 6, 10), "nominations_closed_on": date(2026, 6, 10)}, False),
        ({"nominate_until": date(2026, 6, 10), "vacant_on": date(2026, 6, 12)}, False),
        ({"nominate_until": date(2026, 6, 10), "imported": True}, False),
    ],
)
def test_nominations_wait_to_be_closed_on_their_last_day_and_after(
    office: Office, changes: dict[str, object], closing: bool
) -> None:
    facts: dict[str, Any] = {"nominations_closed_on": None, **changes}
    poll = Poll(office, **facts)
    found = selection_matters(office.store, date(2026, 6, 17)).closing
    assert [one.id for one in found] == ([poll.id] if closing else [])
