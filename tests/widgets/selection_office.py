"""An office with half a year of selections: May is done, June in 公示 as in the picture, July open for nominations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.domain.selection import Nomination, Reply, Selection, Verdict
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.selection_drafts import CategoryDraft, NominationDraft, SelectionDraft

NOW = datetime(2026, 6, 17, 8, 58)
PEOPLE = (
    ("徐示例", "东利见村", "流转土地增收 18 万元", 14),
    ("郑示例", "五十里铺村", "盘活旧校舍，出租办食品厂", 5),
    ("许示例", "河北管公村", "组织 46 户合种统烤黄烟", 3),
    ("冯示例", "寨庄村", "水塘改垂钓园，年租 4 万元", 2),
    ("宋示例", "挑河村", "牵头修机耕路 2.1 公里", 1),
    ("周示例", "大阿陀村", "大棚樱桃统一品牌销售", 0),
)
FOUND = (("韩示例", "三官庙村", "集体果园承包费翻番"), ("杜示例", "草坡村", "返乡办加工点，带动 9 人"))
EARLIER = (
    ("2026-01", "树新风", "陈示例", "宅科村"),
    ("2026-02", "春耕一线", "韩示例", "三官庙村"),
    ("2026-03", "人居环境", "马示例", "前朱家庄村"),
    ("2026-04", "调解能手", "郭示例", "高家营村"),
    ("2026-05", "为民办事", "高示例", "埠南头村"),
)
DEEDS = "今年以来，带着党员和村民代表挨户做工作，把零散地块统一流转出去，村集体当年增收十八万元。" * 6


def build_selections(path: Path) -> None:
    """Write the office into a new file."""
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        services.calendars.ensure(2026)
        people = add_people(services)
        for period, title, name, village in EARLIER:
            draft = NominationDraft(people[name], name=name, unit_name=village)
            services.selections.record_past(period, title, [draft])
        june(services, people)
        july(services, people)


def add_people(services: Services) -> dict[str, int]:
    """A secretary in each village, one of them a probationary member; gives them by name."""
    town = services.people.add_unit(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id
    known = {}
    for name, village in [(name, village) for _p, _t, name, village in EARLIER] + [
        (name, village) for name, village, *_rest in (*PEOPLE, *FOUND) if name != "韩示例"
    ]:
        unit = services.people.add_unit(UnitDraft(village, UnitKind.VILLAGE_BRANCH, party_parent=town)).value
        probation = name == "杜示例"
        party_class = PartyClass.PROBATIONARY if probation else PartyClass.FULL
        placing = Placing(
            unit.id,
            party_class,
            date(2025, 9, 12) if probation else date(2010, 7, 1),
            title=None if probation else PostTitle.SECRETARY,
            since=None if probation else PartialDate(2021, 1),
        )
        known[name] = services.people.add_person_to(PersonDraft(name), placing).value.id
    return known


def june(services: Services, people: Mapping[str, int]) -> Selection:
    """集体增收, taken as far as the third day of its 公示."""
    chosen = begin_june(services)
    nominated = nominate_all(services, chosen, people)
    services.selections.close_nominations(chosen.id, date(2026, 6, 9))
    review(services, nominated)
    vote(services, chosen, nominated)
    services.decisions.decide(chosen.id, DecisionDraft(date(2026, 6, 12), (nominated[0].id,)))
    services.decisions.publish(chosen.id, PublicityDraft(date(2026, 6, 15), phone="0536-0000000"))
    return chosen


def begin_june(services: Services) -> Selection:
    """Begin it: one place, one tick on each ballot."""
    return services.selections.begin(
        SelectionDraft(
            "2026-06",
            "集体增收",
            opened_on=date(2026, 5, 28),
            nominate_until=date(2026, 6, 8),
            categories=(CategoryDraft(),),
        )
    ).value


def nominate_all(
    services: Services, selection: Selection, people: Mapping[str, int]
) -> tuple[Nomination, ...]:
    """Eight villages nominate somebody."""
    rows = [*((name, village, said) for name, village, said, _votes in PEOPLE), *FOUND]
    drafts = [
        NominationDraft(
            people[name],
            nominator=f"{village}党支部",
            nominated_on=date(2026, 6, 3),
            summary=said,
            deeds=DEEDS,
        )
        for name, village, said in rows
    ]
    return services.selections.nominate(selection.id, drafts).value


def review(services: Services, nominated: Sequence[Nomination]) -> None:
    """Six get into the vote, two do not; 纪委 answers for the six."""
    first, rest = [one.id for one in nominated[:6]], [one.id for one in nominated[6:]]
    judge = "党建办 张示例"
    services.selections.judge(first, Verdict.PASSED, date(2026, 6, 10), judge)
    services.selections.judge(rest, Verdict.FAILED, date(2026, 6, 10), judge, "等条件够了再推荐")
    services.selections.reply(first, Reply.CLEAR, date(2026, 6, 11))


def vote(services: Services, selection: Selection, nominated: Sequence[Nomination]) -> None:
    """Twenty-five ballots, counted and locked."""
    lines = tuple(LineDraft(one.id, votes) for one, (*_who, votes) in zip(nominated[:6], PEOPLE, strict=True))
    held = BallotDraft(
        date(2026, 6, 11),
        due=28,
        present=25,
        issued=25,
        returned=25,
        valid=25,
        lines=lines,
        supervisor="吴示例",
        teller="刘示例",
    )
    ballot = services.ballots.record(selection.id, held).value
    services.ballots.lock(ballot.id, date(2026, 6, 11))


def july(services: Services, people: Mapping[str, int]) -> None:
    """党旗下的承诺, begun yesterday with one nomination whose 事迹 are short."""
    chosen = services.selections.begin(
        SelectionDraft(
            "2026-07", "党旗下的承诺", opened_on=date(2026, 6, 16), nominate_until=date(2026, 7, 8)
        )
    ).value
    draft = NominationDraft(
        people["宋示例"], nominator="挑河村党支部", summary="先锋岗上不缺勤", deeds="太短"
    )
    services.selections.nominate(chosen.id, [draft])
