"""A small office with a selection at each of its later steps, as on 17 June 2026."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.people import PartyClass, UnitKind
from gzparty.domain.selection import Method, Nomination, Reply, TieRule, Verdict
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft
from gzparty.services.people import PersonDraft, Placing, UnitDraft
from gzparty.services.selection_drafts import CategoryDraft, NominationDraft, SelectionDraft

NOW = datetime(2026, 6, 17, 8, 58)
CANDIDATES = (
    ("徐示例", "东利见村", "流转土地增收 18 万元", 14),
    ("郑示例", "五十里铺村", "盘活旧校舍，出租办食品厂", 5),
    ("许示例", "河北管公村", "组织 46 户合种烤黄烟", 3),
    ("冯示例", "寨庄村", "水塘改垂钓园，年租 4 万元", 2),
    ("宋示例", "挑河村", "牵头修机耕路 2.1 公里", 1),
)
FIGURES = (30, 25, 25, 25, 25)


def build_selections(path: Path) -> None:
    """Write the office: villages, one candidate in each, the calendar of 2026."""
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        services.calendars.ensure(2026)
        services.offices.change_settings(
            {
                "publicity_place": "镇政务公开栏",
                "publicity_contact": "镇纪委",
                "publicity_phone": "0536-0000000（示例）",
            }
        )
        town = services.people.add_unit(UnitDraft("官庄镇党委", UnitKind.TOWN_COMMITTEE)).value.id
        for name, village, _summary, _votes in CANDIDATES:
            unit = services.people.add_unit(
                UnitDraft(village, UnitKind.VILLAGE_BRANCH, party_parent=town)
            ).value.id
            services.people.add_person_to(PersonDraft(name), Placing(unit, PartyClass.FULL))


def begun(
    services: Services,
    *,
    period: str = "2026-06",
    method: Method = Method.COUNT,
    tie_rule: TieRule = TieRule.SECOND_ROUND,
    categories: tuple[CategoryDraft, ...] = (CategoryDraft(),),
    reviewed: bool = True,
) -> int:
    """A selection whose nominations are closed and passed: ready for the vote."""
    draft = SelectionDraft(
        period,
        "集体增收",
        opened_on=date(2026, 5, 28),
        categories=categories,
        method=method,
        tie_rule=tie_rule,
    )
    number = services.selections.begin(draft).value.id
    known = [one.id for one in services.store.selections.categories([number])]
    store = services.store.people
    persons = {person.name: person for person in (store.person(one.person_id) for one in store.memberships())}
    drafts = [
        NominationDraft(
            person_id=persons[name].id,
            category_id=known[place % len(known)],
            nominated_on=date(2026, 6, 1),
            summary=summary,
            deeds="事迹" * 120,
        )
        for place, (name, _village, summary, _votes) in enumerate(CANDIDATES)
    ]
    made = services.selections.nominate(number, drafts).value
    services.selections.close_nominations(number, date(2026, 6, 8))
    if reviewed:
        ids = [one.id for one in made]
        services.selections.reply(ids, Reply.CLEAR, date(2026, 6, 11))
        services.selections.judge(ids, Verdict.PASSED, date(2026, 6, 11), "张示例", "复核过")
    return number


def nominees(services: Services, number: int) -> dict[str, Nomination]:
    """Those nominated, by name."""
    return {one.name: one for one in services.store.selections.nominations([number])}


def counted(services: Services, number: int, votes: Sequence[int] = (), *, lock: bool = True) -> int:
    """Its first round entered, and locked unless told otherwise."""
    given = votes or [one[3] for one in CANDIDATES]
    known = nominees(services, number)
    lines = tuple(
        LineDraft(known[name].id, count) for (name, *_rest), count in zip(CANDIDATES, given, strict=True)
    )
    draft = BallotDraft(date(2026, 6, 12), "镇三楼会议室", "张示例", "李示例", *FIGURES, lines)
    ballot = services.ballots.record(number, draft).value
    if lock:
        services.ballots.lock(ballot.id, date(2026, 6, 12))
    return ballot.id


def decided(services: Services, number: int, *names: str) -> None:
    """The committee chose; by default whoever has most votes."""
    known = nominees(services, number)
    chosen = tuple(known[name].id for name in names or (CANDIDATES[0][0],))
    services.decisions.decide(number, DecisionDraft(date(2026, 6, 12), chosen, {}, "第 12 次党委会"))


def published(services: Services, number: int, starts_on: date = date(2026, 6, 15)) -> int:
    """Its 公示 runs: five workdays round 端午."""
    return services.decisions.publish(number, PublicityDraft(starts_on)).value.id
