"""The work calendar: filled from the notice, corrected by the clerk, whose word stays."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.calendar import DayKind, DayMark
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text, sentence
from gzparty.services.calendar import Calendars
from gzparty.services.training import TrainingDraft
from tests.builders import Office

OFF, WORK = DayMark(DayKind.OFF, "国庆节"), DayMark(DayKind.WORK, "国庆节")


class Notices:
    """A source whose notice comes out later."""

    def __init__(self) -> None:
        self.official = False
        self.marks = {date(2030, 10, 1): OFF}

    def year(self, year: int) -> tuple[bool, dict[date, DayMark]]:
        return self.official, self.marks


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def calendars(office: Office, notices: Notices) -> Calendars:
    return Calendars(office.store, office.services.context, notices)


def marks(office: Office) -> dict[date, DayMark]:
    return dict(office.store.calendar.load().marks)


def test_a_known_year_is_filled_once(office: Office) -> None:
    assert office.services.calendars.ensure(2026).value is True
    before = office.dump()
    done = office.services.calendars.ensure(2026)
    assert (done.value, done.action) == (True, 0)
    assert office.dump() == before
    assert not office.store.calendar.load().is_workday(date(2026, 10, 1))


def test_a_year_without_its_notice_is_filled_again_when_the_notice_comes(
    office: Office, calendars: Calendars, notices: Notices
) -> None:
    assert calendars.ensure(2030).value is False
    assert calendars.ensure(2030).action == 0
    notices.official, notices.marks = True, {date(2030, 10, 1): OFF, date(2030, 9, 29): WORK}
    assert calendars.ensure(2030).value is True
    assert marks(office) == notices.marks
    assert office.store.calendar.load().is_official(date(2030, 5, 1))


def test_days_marked_by_hand_outlast_the_notice(
    office: Office, calendars: Calendars, notices: Notices
) -> None:
    calendars.ensure(2030)
    calendars.mark_day(date(2030, 10, 1), DayKind.WORK, "值班")
    calendars.mark_day(date(2030, 6, 5), DayKind.OFF, "防汛")
    notices.official = True
    calendars.ensure(2030)
    assert marks(office) == {
        date(2030, 10, 1): DayMark(DayKind.WORK, "值班"),
        date(2030, 6, 5): DayMark(DayKind.OFF, "防汛"),
    }
    calendars.mark_day(date(2030, 6, 5), None)
    assert date(2030, 6, 5) not in marks(office)


def test_a_run_of_days_is_one_deed(office: Office, calendars: Calendars) -> None:
    calendars.mark_range(date(2030, 10, 1), date(2030, 10, 7), DayKind.OFF, "国庆节")
    assert len(marks(office)) == 7
    office.services.offices.undo()
    assert marks(office) == {}


def test_a_year_typed_in_and_confirmed_warns_no_more_and_is_the_clerks(
    office: Office, calendars: Calendars, notices: Notices
) -> None:
    calendars.ensure(2030)
    calendars.mark_day(date(2030, 9, 29), DayKind.WORK, "国庆节")
    assert office.services.sessions.year(2030).findings != ()
    calendars.confirm_year(2030)
    assert office.services.sessions.year(2030).findings == ()
    assert marks(office) == {date(2030, 10, 1): OFF, date(2030, 9, 29): WORK}
    notices.official, notices.marks = True, {}
    assert calendars.ensure(2030).action == 0
    assert len(marks(office)) == 2


def test_a_year_is_read_as_runs_that_say_whether_the_clerk_or_a_notice_named_them(
    office: Office, calendars: Calendars
) -> None:
    calendars.ensure(2030)
    calendars.mark_range(date(2030, 2, 2), date(2030, 2, 8), DayKind.OFF, " 春节 ")
    table = calendars.year(2030)
    assert not table.official
    assert [(run.first, run.length, run.mark.name, run.by_hand) for run in table.runs] == [
        (date(2030, 2, 2), 7, "春节", True),
        (date(2030, 10, 1), 1, "国庆节", False),
    ]


def test_a_run_taken_away_leaves_plain_weekdays_and_comes_back_by_undo(
    office: Office, calendars: Calendars
) -> None:
    calendars.mark_range(date(2030, 10, 1), date(2030, 10, 7), DayKind.OFF, "国庆节")
    calendars.clear_range(date(2030, 10, 1), date(2030, 10, 7))
    assert marks(office) == {}
    office.services.offices.undo()
    assert len(marks(office)) == 7


def test_a_planned_session_on_a_day_made_off_is_named(office: Office, calendars: Calendars) -> None:
    office.services.trainings.add(TrainingDraft(datetime(2030, 10, 2, 14, 30)))
    cancelled = office.services.trainings.add(TrainingDraft(datetime(2030, 10, 3, 14, 30))).value
    office.services.trainings.cancel(cancelled.id, "国庆")
    done = calendars.mark_range(date(2030, 10, 1), date(2030, 10, 7), DayKind.OFF, "国庆节")
    assert [sentence(finding) for finding in done.value] == ["第 1 期排在 10月2日，这天放假，要不要改期？"]
    assert calendars.year(2030).findings == done.value
    worked = calendars.mark_range(date(2030, 10, 1), date(2030, 10, 7), DayKind.WORK, "")
    assert worked.value == ()


@pytest.mark.parametrize(
    ("first", "last", "name", "words"),
    [
        (date(2030, 2, 8), date(2030, 2, 2), "春节", "止 2月2日 在起 2月8日 前面"),
        (date(2030, 2, 2), date(2030, 8, 2), "春节", "有 182 天"),
        (date(2030, 2, 2), date(2030, 2, 8), "", "放假要写名称"),
        (date(3030, 2, 2), date(3030, 2, 8), "春节", "年份 3030 不对"),
    ],
)
def test_a_run_that_cannot_be_is_refused_and_nothing_is_marked(
    office: Office, calendars: Calendars, first: date, last: date, name: str, words: str
) -> None:
    with pytest.raises(Refusal) as refused:
        calendars.mark_range(first, last, DayKind.OFF, name)
    assert words in refusal_text(refused.value)
    assert marks(office) == {}


def test_confirming_a_year_a_notice_filled_changes_nothing(office: Office) -> None:
    office.services.calendars.ensure(2026)
    before = office.dump()
    assert office.services.calendars.confirm_year(2026).action == 0
    assert office.dump() == before
    with pytest.raises(Refusal):
        office.services.calendars.confirm_year(99999)
