"""May's selection in an office, step by step as far as a test wants it; nobody in it is real."""

from __future__ import annotations

from datetime import date

from gzparty.domain.selection import Reply, Selection, Verdict
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft

MAY = "2026-05"
CHOSEN, NEXT, FAILED = "甲示例", "乙示例", "丙示例"
VOTES = {CHOSEN: 14, NEXT: 11}


def add_selection(services: Services) -> Selection:
    """All seven steps, from its theme to its circular."""
    selection = nominate(services)
    judge(services, selection)
    vote(services, selection)
    decide(services, selection)
    publish(services, selection)
    finish(services, selection)
    return announce(services, selection)


def nominate(services: Services, number: str = MAY) -> Selection:
    """Three candidates the roll does not know, nominated and closed."""
    draft = SelectionDraft(number, "集体增收", opened_on=date(2026, 5, 6), nominate_until=date(2026, 5, 11))
    selection = services.selections.begin(draft).value
    drafts = [
        NominationDraft(
            name=name,
            unit_name=f"{name[0]}村",
            post="党支部书记",
            nominator=f"{name[0]}村党支部",
            nominated_on=date(2026, 5, 8),
            summary="流转土地增收18万元",
            deeds="带领支部成员逐户走访，把零散地块集中流转。" * 10,
            opinion="同意推荐。",
        )
        for name in (CHOSEN, NEXT, FAILED)
    ]
    services.selections.nominate(selection.id, drafts)
    services.selections.close_nominations(selection.id, date(2026, 5, 11))
    return selection


def ids(services: Services, selection: Selection) -> dict[str, int]:
    """The nominations by name."""
    return {one.name: one.id for one in services.store.selections.nominations([selection.id])}


def judge(services: Services, selection: Selection) -> None:
    """纪委 answered for all; the last one failed by a reason of people's own."""
    known, day = ids(services, selection), date(2026, 5, 12)
    services.selections.reply(known.values(), Reply.CLEAR, day)
    passed = [known[CHOSEN], known[NEXT]]
    services.selections.judge(passed, Verdict.PASSED, day, "党建办 张示例")
    services.selections.judge([known[FAILED]], Verdict.FAILED, day, "党建办 张示例", "本人书面说明不参加")


def vote(services: Services, selection: Selection) -> None:
    """25 ballots, counted and locked."""
    known, day = ids(services, selection), date(2026, 5, 13)
    lines = tuple(LineDraft(known[name], votes) for name, votes in VOTES.items())
    draft = BallotDraft(day, "镇三楼会议室", "李示例", "王示例", 25, 25, 25, 25, 25, lines)
    ballot = services.ballots.record(selection.id, draft).value
    services.ballots.lock(ballot.id, day)


def decide(services: Services, selection: Selection) -> None:
    """The committee followed the votes."""
    known = ids(services, selection)
    services.decisions.decide(selection.id, DecisionDraft(date(2026, 5, 14), (known[CHOSEN],)))


def publish(services: Services, selection: Selection) -> int:
    """Five workdays from Friday 15 May."""
    draft = PublicityDraft(
        date(2026, 5, 15), contact="党建办", phone="0536-0000000", address="镇政府二楼", place="公开栏"
    )
    return services.decisions.publish(selection.id, draft).value.id


def finish(services: Services, selection: Selection) -> None:
    """It stood."""
    (publicity,) = services.store.selections.publicities([selection.id])
    services.decisions.finish(publicity.id, date(2026, 5, 22), {}, "")


def announce(services: Services, selection: Selection) -> Selection:
    """With a number the office gave."""
    return services.decisions.announce(selection.id, date(2026, 5, 25), "官党办发〔2026〕9号").value
