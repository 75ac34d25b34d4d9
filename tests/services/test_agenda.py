"""The workbench on a real store: what is to be done today, what comes, and an office on its first day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.agenda import UNHURRIED, Matter
from gzparty.domain.dues import NOT_OWED, DueState
from gzparty.domain.duty import Deadline
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.domain.period import Period
from gzparty.domain.sitting import Mark, Status
from gzparty.labels.agenda import deed_label, item_text
from gzparty.labels.agenda_ahead import ahead_text, until_text
from gzparty.labels.reminding import brief, summary
from gzparty.services.agenda import LOOK
from gzparty.services.agenda_views import DuesItem, Overdue, Workbench
from gzparty.services.bundle import Services
from gzparty.services.people import PersonDraft
from gzparty.services.training import TrainingDraft
from tests.bench_sample import NOW, build_bench

JUNE = Period.of_month(2026, 6)


@pytest.fixture
def office(bench_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(bench_file, tmp_path))


@contextmanager
def opened(path: Path, now: datetime = NOW, source: str = "window") -> Iterator[Services]:
    store = SqliteStore.open_writer(path, now)
    try:
        yield bootstrap.services_on(store, lambda: now, bootstrap.counted_uids(50000), source)
    finally:
        store.close()


def bench_of(path: Path, now: datetime = NOW, source: str = "window") -> Workbench:
    with opened(path, now, source) as services:
        return services.agenda.workbench(Period.of_month(now.year, now.month))


def told(bench: Workbench) -> list[str]:
    return [
        "|".join((*item_text(item, bench.today), deed_label(item))).replace("　", " ") for item in bench.items
    ]


def ahead(bench: Workbench) -> list[str]:
    return [
        "|".join((f"{one.day:%m-%d} {until_text(one)}", *ahead_text(one))).replace("　", " ")
        for one in bench.ahead
    ]


def test_today_says_in_full_sentences_what_is_to_be_done_and_in_which_order(office: Path) -> None:
    assert told(bench_of(office)) == [
        "14:30 第 1 期村党组织书记培训班|镇政府三楼会议室|去签到",
        "坡庄村、西利见村 2 个党小组没开会|应于 6月15日前召开，逾期 2 天|催办",
        "收到没登 1 份|交来的记录还没录全，最早 6月11日收到|去登记",
        "已退 1 份 西利见村|6月16日退的，还没补来|催办",
        "县委组织部要 农村党员教育情况表|6月19日 周五前交（端午节放假，按 6月18日 周四催），已收 3/5|去收表",
    ]


def test_what_comes_is_taken_from_rules_calendar_plan_and_errands(office: Path) -> None:
    assert ahead(bench_of(office)) == [
        "06-18 周四|主题党日截止|还有 2 个村",
        "06-19 至 21 日|端午节放假 3 天|工作日计算已扣除",
        "06-30 周二|党员大会、支委会等 5 项截止|还有：党员大会 5 个村，支委会 5 个村，党课 5 个村…",
        "07-15 周三|党小组会截止|还有 7 个党小组",
    ]


def test_the_figures_of_the_month_add_up_and_the_badge_counts_the_overdue(office: Path) -> None:
    bench = bench_of(office)
    figures = bench.board.figures
    assert sum(count for state, count in figures.counts.items() if state not in NOT_OWED) == figures.owed
    assert figures.counts[DueState.OVERDUE] == 2
    assert bench.overdue == Overdue(life=2)
    with opened(office) as services:
        assert services.agenda.overdue() == Overdue(life=2)


def test_a_line_stays_until_the_thing_is_done(office: Path) -> None:
    """The PC may have been off for a week: what was due then is still there, later than before."""
    (item,) = [
        one for one in bench_of(office, NOW + timedelta(days=7)).items if one.matter is Matter.OVERDUE
    ][:1]
    assert isinstance(item, DuesItem)
    assert item.bundle.days == 9


def test_what_is_late_in_the_year_before_is_not_forgotten_in_the_new_year(office: Path) -> None:
    lines = told(bench_of(office, datetime(2027, 1, 4, 8, 30)))
    late = next(line for line in lines if "2026年12月31日前召开" in line and "支委会" in line)
    assert late.startswith("坡庄村、宅科村、东利见村等 5 个村 没开支委会|")
    assert any(line.startswith("2027 年的放假安排还没填") for line in lines)


def test_a_deadline_in_a_holiday_is_done_before_it(office: Path) -> None:
    with opened(office) as services:
        duty = next(line.duty for line in services.duties.lines(NOW.date()) if line.duty.code == "study")
        services.duties.change(replace(duty, valid_from=date(2026, 6, 1), hold_by=Deadline.parse("20")))
    early, late = bench_of(office), bench_of(office, datetime(2026, 6, 18, 8, 30))
    assert "06-18 周四|集中学习截止|6月20日在端午节假期里，还有 4 个村" in ahead(early)
    assert "集中学习 今天办完最稳妥|6月20日在端午节假期里，还有 4 个村没有登记|去登记" in told(late)
    assert not any("集中学习截止|6月20日" in line for line in ahead(late))


def test_errands_are_urgent_on_their_day_late_after_it_and_to_be_put_away_when_all_is_in(
    office: Path,
) -> None:
    def line(now: datetime) -> str:
        return next(line for line in told(bench_of(office, now)) if "教育情况表" in line)

    assert "今天就要，已收 3/5" in line(datetime(2026, 6, 19, 9))
    assert "应于 6月19日前交，逾期 3 天，已收 3/5" in line(datetime(2026, 6, 22, 9))
    with opened(office) as services:
        (view,) = services.errands.all()
        services.errands.receive(view.errand.id, [unit.id for unit, _owed, _state in view.units], NOW.date())
    assert "收齐了，报出去以后办结，已收 5/5" in line(datetime(2026, 6, 22, 9))


def test_an_errand_far_off_waits_in_the_list_of_what_comes(office: Path) -> None:
    with opened(office) as services:
        (view,) = services.errands.all()
        services.errands.change(replace(view.errand, due_on=date(2026, 7, 10)))
    bench = bench_of(office)
    assert not any("教育情况表" in line for line in told(bench))
    assert any(line.startswith("07-10 周五|县委组织部要") for line in ahead(bench))


def test_a_past_session_without_its_roll_is_asked_for_and_a_closed_one_is_not(office: Path) -> None:
    later = datetime(2026, 6, 24, 9)
    assert "第 1 期村党组织书记培训班 签到还没录|6月17日办的|去签到" in told(bench_of(office, later))
    with opened(office, later) as services:
        services.trainings.add(TrainingDraft(datetime(2026, 6, 22, 9), topic="防汛"))
    assert "2 期培训的签到没录完|第 1、2 期|去签到" in told(bench_of(office, later))


def test_a_roll_half_taken_today_is_no_paper_that_waits_to_be_entered(office: Path) -> None:
    with opened(office) as services:
        (sitting,) = [line.sitting for line in services.sessions.year(NOW.year).lines]
        village = next(unit for unit in services.store.people.units(NOW.date()) if unit.name == "坡庄村")
        secretary = services.people.add_person(PersonDraft("坡示例")).value
        services.people.appoint(secretary.id, village.id, PostTitle.SECRETARY, None)
        services.rolls.mark(sitting.id, [1], Mark(Status.PRESENT))
    bench = bench_of(office)
    (waiting,) = [one for one in bench.items if one.matter is Matter.HANDED_IN]
    assert isinstance(waiting, DuesItem)
    assert bench.board.figures.counts[DueState.HANDED_IN] == len(waiting.bundle.dues) == 1
    assert told(bench)[0].startswith("14:30 第 1 期村党组织书记培训班")
    tomorrow = bench_of(office, NOW + timedelta(days=1))
    assert tomorrow.board.figures.counts[DueState.HANDED_IN] == 1
    assert Matter.ROLL_OPEN in [one.matter for one in tomorrow.items]


def test_the_roster_reminds_on_the_day_and_before(office: Path) -> None:
    with opened(office) as services:
        village = next(
            unit
            for unit in services.people.units()
            if unit.kind is UnitKind.VILLAGE_BRANCH and unit.name == "坡庄村"
        )
        for name, since in (
            ("毛示例", date(2025, 6, 10)),
            ("范示例", date(2025, 7, 1)),
            ("鲁示例", date(2025, 12, 1)),
        ):
            person = services.people.add_person(
                PersonDraft(name, joined=PartialDate(2025, since.month, since.day))
            ).value
            services.people.admit(person.id, village.id, PartyClass.PROBATIONARY, since)
    bench = bench_of(office)
    assert any(line.startswith("预备期满|毛示例 的预备期已于 2026-06-10 期满") for line in told(bench))
    assert "07-01 周三|预备期满|范示例" in ahead(bench)
    assert not any("鲁示例" in line for line in (*told(bench), *ahead(bench)))


def test_without_a_copy_the_workbench_says_so_the_next_day_and_in_a_look_at_a_copy_never(
    office: Path,
) -> None:
    def asked(now: datetime, source: str = "window") -> bool:
        return any("备份" in line for line in told(bench_of(office, now, source)))

    assert not asked(NOW)
    assert asked(NOW + timedelta(days=1))
    assert not asked(NOW + timedelta(days=1), LOOK)
    with opened(office, NOW + timedelta(days=1)) as services:
        services.offices.backup()
    assert not asked(NOW + timedelta(days=1))


def test_an_office_on_its_first_day_is_accused_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.gzparty"
    build_bench(path, records=False)
    month_later = datetime(2026, 7, 20, 8, 30)
    bench = bench_of(path, month_later)
    assert bench.first is not None
    assert (bench.first.people, bench.first.life_days) == (True, False)
    assert (bench.chase, bench.overdue) == ((), Overdue())
    assert not any(item.matter is Matter.OVERDUE for item in bench.items)
    with opened(path, month_later) as services:
        services.offices.change_settings({"records_since": "2026-06"})
    assert bench_of(path, month_later).overdue.life > 0


def test_a_reminder_counts_what_the_first_page_counts(office: Path) -> None:
    bench = bench_of(office)
    with opened(office) as services:
        waiting = services.agenda.waiting()
    assert waiting.items == bench.items
    assert waiting.overdue == sum(bench.overdue) > 0
    assert waiting.is_urgent
    words = summary(waiting)
    assert words == f"今天有 {len(bench.items)} 件要办，{sum(bench.overdue)} 件逾期"


def test_nobody_is_reminded_on_a_day_off_or_of_what_no_day_has_come_for(office: Path) -> None:
    with opened(office) as services:
        waiting = services.agenda.waiting()
    saturday = waiting._replace(today=date(2026, 6, 27))
    assert not saturday.is_urgent
    unhurried = tuple(item for item in waiting.items if item.matter in UNHURRIED)
    assert unhurried
    assert not waiting._replace(items=unhurried, overdue=0).is_urgent
    assert waiting._replace(items=unhurried, overdue=1).is_urgent


def test_a_reminder_names_duties_and_no_persons(office: Path) -> None:
    with opened(office) as services:
        waiting = services.agenda.waiting()
        names = {person.name for person in services.store.people.people()}
    said = [brief(item, waiting.today) for item in waiting.items]
    assert said
    assert all(len(words) <= 30 for words in said)
    assert not [name for name in names if any(name in words for words in said)]


def test_nothing_to_be_done_is_one_sentence(office: Path) -> None:
    with opened(office) as services:
        waiting = services.agenda.waiting()._replace(items=(), overdue=0)
    assert summary(waiting) == "今天没有要办的"
    assert not waiting.is_urgent
