"""Whatever a clerk did: undo everything and the file is as it was, redo everything and nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.domain.calendar import DayKind
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import NameRole, PartyClass, PostTitle, Tree, UnitKind
from gzparty.domain.selection import Reply, Verdict
from gzparty.domain.sitting import LeaveRequest, Mark, Status
from gzparty.exchange import selection_records
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.selection_drafts import MentionDraft, NominationDraft, SelectionDraft
from gzparty.services.training import CourseDraft, TrainingDraft
from tests.builders import Office, an_office
from tests.selection_entries import a_selection

BALLOT_FIGURES = dict.fromkeys(("due", "present", "issued", "returned", "valid"), 9)
MARKS = [Status.PRESENT, Status.LATE, Status.LEAVE, Status.SUBSTITUTE, Status.ABSENT, Status.EARLY]
JUNE = date(2026, 6, 17)
T = TypeVar("T")
Deed = Callable[[Office, int, str], object]


class NothingThere(Exception):
    """The deed has nothing to be done to, as after undoing everything."""


def pick(found: Sequence[T], number: int) -> T:
    if not found:
        raise NothingThere
    return found[number % len(found)]


def training(office: Office, number: int) -> int:
    """One of the year's sessions."""
    found = office.store.trainings.of_year(2026)
    return pick(found, number).id


def sitting(office: Office, number: int) -> int:
    return office.store.trainings.get(training(office, number)).sitting_id


def person(office: Office, number: int) -> int:
    found = office.store.people.people()
    return pick(found, number).id


def unit(office: Office, number: int) -> int:
    found = office.store.people.unit_records()
    return pick(found, number).id


def group(office: Office, number: int) -> int:
    found = office.store.people.groups()
    return pick(found, number).id


def since(number: int) -> date:
    return date(2026, 1 + number % 12, 1 + number % 28)


def make_up(office: Office, number: int, text: str) -> object:
    rows = office.services.sessions.roll(sitting(office, number)).rows
    return office.services.rolls.record_makeup(pick(rows, number).attendance.id, date(2026, 6, 1), 60, text)


def selection(office: Office, number: int) -> int:
    found = office.store.selections.all()
    return pick(found, number).id


def nomination(office: Office, number: int) -> int:
    found = office.store.selections.nominations([one.id for one in office.store.selections.all()])
    return pick(found, number).id


def ballot(office: Office, number: int) -> int:
    found = office.store.selections.ballots([one.id for one in office.store.selections.all()])
    return pick(found, number).id


def a_round(office: Office, number: int, text: str) -> object:
    wanted = selection(office, number)
    lines = [
        LineDraft(one.id, number % 5) for one in office.store.selections.nominations([wanted]) if one.in_vote
    ]
    draft = BallotDraft(JUNE, place=text, lines=tuple(lines), **BALLOT_FIGURES)  # type: ignore[arg-type]
    return office.services.ballots.record(wanted, draft)


def a_decision(office: Office, number: int, text: str) -> object:
    wanted = selection(office, number)
    standing = [one.id for one in office.store.selections.nominations([wanted]) if one.in_vote]
    reasons = dict.fromkeys(standing, text)
    return office.services.decisions.decide(wanted, DecisionDraft(JUNE, tuple(standing[:1]), reasons))


def whole_month(office: Office, _number: int, text: str) -> object:
    """May's selection with rounds, a decision, a 公示 with its objection, and the circular; refused the second time."""
    if office.store.selections.find("2026-05") is not None:
        raise NothingThere
    content = a_selection(note=text.strip())
    return selection_records.record(office.services, "selections", content)


def an_older_version(office: Office, key: str, number: int, which: int) -> object:
    """A version of a record, brought back."""
    versions = office.services.versions.past(key, number).versions
    return office.services.versions.restore(key, number, pick(versions, which).deed.id)


DEEDS: list[Deed] = [
    whole_month,
    lambda o, n, t: o.services.selections.begin(SelectionDraft(f"2026-{1 + n % 6:02d}", t)),
    lambda o, n, t: o.services.selections.nominate(
        selection(o, n), [NominationDraft(person(o, n), nominated_on=since(n % 6), deeds=t)]
    ),
    lambda o, n, t: o.services.selections.withdraw(nomination(o, n), JUNE, t),
    lambda o, n, t: o.services.selections.restore(nomination(o, n)),
    lambda o, n, t: o.services.selections.judge([nomination(o, n)], Verdict.PASSED, JUNE, t, t),
    lambda o, n, t: o.services.selections.reply([nomination(o, n)], Reply.CLEAR, JUNE, t),
    lambda o, n, t: o.services.selections.delete_nominations([nomination(o, n)]),
    lambda o, n, t: o.services.selections.close_nominations(selection(o, n), JUNE),
    a_round,
    lambda o, n, t: o.services.ballots.lock(ballot(o, n), JUNE),
    lambda o, n, t: o.services.ballots.unlock(ballot(o, n), t),
    a_decision,
    lambda o, n, t: o.services.decisions.publish(selection(o, n), PublicityDraft(JUNE, place=t)),
    lambda o, n, t: o.services.decisions.withdraw_announcement(selection(o, n)),
    lambda o, n, t: o.services.selections.leave_vacant(selection(o, n), JUNE, t),
    lambda o, n, t: o.services.selections.resume(selection(o, n)),
    lambda o, n, t: o.services.selections.delete(selection(o, n)),
    lambda o, n, t: o.services.selections.mention(MentionDraft(since(n % 6), t, person(o, n))),
    lambda o, n, t: o.services.rolls.mark(sitting(o, n % 2), [1 + n % 4], Mark(MARKS[n % 6], t, t)),
    lambda o, n, t: o.services.rolls.mark_unmarked(sitting(o, n % 2)),
    lambda o, n, t: o.services.rolls.clear(sitting(o, n % 2), [1 + n % 4]),
    lambda o, n, t: o.services.rolls.close(sitting(o, n % 2)),
    lambda o, n, t: o.services.rolls.reopen(sitting(o, n % 2)),
    lambda o, n, t: o.services.rolls.add_guest(sitting(o, n % 2), t),
    lambda o, n, t: o.services.rolls.request_leave(
        LeaveRequest(0, "", sitting(o, n % 2), person(o, n), Status.LEAVE, t)
    ),
    make_up,
    lambda o, n, t: o.services.trainings.move(training(o, n), datetime.combine(since(n), time(9))),
    lambda o, n, t: o.services.trainings.cancel(training(o, n), t),
    lambda o, n, t: o.services.trainings.restore(training(o, n)),
    lambda o, n, t: o.services.trainings.delete(training(o, n)),
    lambda o, n, t: o.services.trainings.add(TrainingDraft(datetime.combine(since(n), time(14)), topic=t)),
    lambda o, n, t: o.services.trainings.replan(2026, f"每月{1 + n % 31}日", date(2026, 6, 17)),
    lambda o, n, t: o.services.trainings.set_courses(training(o, n), [CourseDraft(t, minutes=1 + n)]),
    lambda o, n, t: o.services.people.add_person(PersonDraft(t, note=t)),
    lambda o, n, t: o.services.people.rename_unit(unit(o, n), NameRole.SHORT, t, since(n)),
    lambda o, n, t: o.services.people.move_unit(unit(o, n), Tree.WORK, unit(o, n // 7), since(n)),
    lambda o, n, t: o.services.people.merge_units(unit(o, n), unit(o, n // 7), since(n)),
    lambda o, n, t: o.services.people.merge_people(person(o, n), person(o, n // 7)),
    lambda o, n, t: o.services.people.leave(person(o, n), since(n), "moved"),
    lambda o, n, t: o.services.people.appoint(
        person(o, n), unit(o, n // 7), PostTitle.SECRETARY, PartialDate(2026, 1 + n % 12)
    ),
    lambda o, n, t: o.services.people.add_unit(UnitDraft(t, UnitKind.DEPARTMENT)),
    lambda o, n, t: o.services.people.add_person_to(
        PersonDraft(t), Placing(unit(o, n), PartyClass.PROBATIONARY, since(n), title=PostTitle.OTHER, words=t)
    ),
    lambda o, n, t: o.services.people.come_back(person(o, n)),
    lambda o, n, t: o.services.people.move_member(person(o, n), unit(o, n // 7), since(n)),
    lambda o, n, t: o.services.people.confirm_member(person(o, n), since(n)),
    lambda o, n, t: o.services.people.reorder(
        [p.id for p in o.store.people.people()], person(o, n), 1 + n % 3
    ),
    lambda o, n, t: o.services.people.add_group(unit(o, n), t, since(n // 3)),
    lambda o, n, t: o.services.people.close_group(group(o, n), since(n)),
    lambda o, n, t: o.services.people.change_group(person(o, n), group(o, n // 5), since(n)),
    lambda o, n, t: o.services.people.close_unit(unit(o, n), since(n)),
    lambda o, n, t: o.services.people.reopen_unit(unit(o, n)),
    lambda o, n, t: o.services.people.set_term(unit(o, n), PartialDate(2021 + n % 6), n % 12, t),
    lambda o, n, t: o.services.people.set_vacancy(unit(o, n), PostTitle.SECRETARY, since(n), t),
    lambda o, n, t: o.services.people.keep_apart(person(o, n), person(o, n // 7)),
    lambda o, n, t: o.services.outside.add(OutsideDraft(person(o, n), t, since(n), n)),
    lambda o, n, t: o.services.calendars.mark_range(since(n), since(n + 5), DayKind.OFF, t),
    lambda o, n, t: o.services.offices.change_settings({"training_place": t}),
    lambda o, n, t: o.services.people.delete([person(o, n), person(o, n // 7)]),
    lambda o, n, t: o.services.recycled.bring_back([pick(o.services.recycled.all(), n).entry]),
    lambda o, n, t: an_older_version(o, "people", person(o, n), n // 7),
    lambda o, n, t: an_older_version(o, "trainings", training(o, n), n // 7),
    lambda o, n, t: an_older_version(o, "nominations", nomination(o, n), n // 7),
    lambda o, n, t: o.services.offices.undo_to(pick(o.services.offices.deeds(3), n).id),
    lambda o, n, t: o.services.offices.undo(1 + n % 3),
    lambda o, n, t: o.services.offices.redo(1 + n % 3),
]
CHOICES = st.lists(
    st.tuples(st.integers(0, len(DEEDS) - 1), st.integers(0, 200), st.text(min_size=1, max_size=6)),
    max_size=15,
)


@given(CHOICES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_undoing_all_and_doing_all_again_restores_every_row(choices: list[tuple[int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        office.services.trainings.plan(2026, "每月第三个周三 14:30")
        for choice, number, text in choices:
            before = office.dump()
            try:
                DEEDS[choice](office, number, text)
            except (Refusal, NothingThere):
                assert office.dump() == before
        final = office.dump()
        in_force = [deed for deed in office.store.journal.deeds(10_000) if not deed.undone]
        undone = office.services.offices.undo(10_000)
        assert [deed.id for deed in undone] == [deed.id for deed in in_force]
        assert not any(office.dump().values())
        office.services.offices.redo(len(undone))
        assert office.dump() == final
        assert office.store.check() == []
        office.store.close()


def test_a_month_of_a_selection_fills_its_tables_and_comes_back_row_by_row(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    whole_month(office, 0, "存档")
    filled = office.dump()
    of_selections = (
        "selection",
        "selection_category",
        "nomination",
        "ballot",
        "ballot_line",
        "publicity",
        "objection",
    )
    assert [table for table in of_selections if not filled[table]] == []
    office.services.offices.undo()
    assert [table for table in of_selections if office.dump()[table]] == []
    office.services.offices.redo()
    assert office.dump() == filled
    office.services.decisions.withdraw_announcement(office.store.selections.all()[0].id)
    assert office.store.check() == []
    office.store.close()
