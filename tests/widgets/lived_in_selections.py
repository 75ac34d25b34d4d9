"""A selection at each step there is: scored, counted, in front of the committee, published, over, and not yet judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gzparty.domain.selection import Method, Outcome, PublicityResult, Reply, Verdict
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, ObjectionDraft, PublicityDraft
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft

VOTES = (14, 6, 5)
OPENED, CLOSED, JUDGED = date(2026, 5, 18), date(2026, 5, 22), date(2026, 5, 25)
VOTED, DECIDED, PUBLISHED, OVER = date(2026, 5, 26), date(2026, 5, 27), date(2026, 5, 28), date(2026, 6, 5)


def object_to(services: Services, objector: Reporter) -> None:
    """The 公示 that runs has an objection that waits and one that was looked into."""
    store = services.store.selections
    known = [one.id for one in store.between("2026-01", "2026-12")]
    running = next(one for one in store.publicities(known) if one.result is PublicityResult.OPEN)
    by_call = ObjectionDraft(date(2026, 6, 16), TipChannel.CALL, "流转款没有付清（示例）")
    services.decisions.object(running.id, by_call, objector)
    by_letter = ObjectionDraft(date(2026, 6, 16), TipChannel.LETTER, "事迹里的数字不准（示例）")
    handled = services.decisions.object(running.id, by_letter).value
    services.decisions.handle(handled.id, date(2026, 6, 17), "查了账，数字属实", Outcome.UNFOUNDED)


def add_selections(services: Services) -> None:
    """One of each step, late for months of the year before: the page opens with what is under way this month."""
    for period, run in SELECTIONS.items():
        run(services, period)


def _closed(services: Services, period: str, method: Method = Method.COUNT) -> int:
    draft = SelectionDraft(period, "示例主题", opened_on=OPENED, method=method)
    number = services.selections.begin(draft).value.id
    units = services.store.people.units(OPENED)[-len(VOTES) :]
    drafts = [
        NominationDraft(name=f"{sign}示例", unit_id=unit.id, nominated_on=OPENED, summary="示例事迹")
        for sign, unit in zip("甲乙丙", units, strict=True)
    ]
    services.selections.nominate(number, drafts)
    services.selections.close_nominations(number, CLOSED)
    return number


def _scored(services: Services, period: str, method: Method = Method.SCORE) -> int:
    number = _closed(services, period, method)
    ids = [one.id for one in services.store.selections.nominations([number])]
    services.selections.reply(ids, Reply.CLEAR, JUDGED)
    services.selections.judge(ids, Verdict.PASSED, JUDGED, "张示例", "复核过")
    return number


def _counted(services: Services, period: str) -> int:
    number = _scored(services, period, Method.COUNT)
    known = services.store.selections.nominations([number])
    lines = tuple(LineDraft(one.id, votes) for one, votes in zip(known, VOTES, strict=True))
    draft = BallotDraft(VOTED, "镇三楼会议室", "张示例", "李示例", 30, 25, 25, 25, 25, lines)
    ballot = services.ballots.record(number, draft).value
    services.ballots.lock(ballot.id, VOTED)
    return number


def _over(services: Services, period: str) -> int:
    number = _counted(services, period)
    first = services.store.selections.nominations([number])[0].id
    services.decisions.decide(number, DecisionDraft(DECIDED, (first,), {}, "第 12 次党委会"))
    services.decisions.publish(number, PublicityDraft(PUBLISHED))
    return number


def _confirmed(services: Services, period: str) -> int:
    number = _over(services, period)
    (publicity,) = services.store.selections.publicities([number])
    services.decisions.finish(publicity.id, OVER)
    return number


SELECTIONS: dict[str, Callable[[Services, str], int]] = {
    "2025-01": _scored,
    "2025-02": _counted,
    "2025-03": _over,
    "2025-04": _confirmed,
    "2025-05": _closed,
}
