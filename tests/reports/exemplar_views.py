"""A selection as the services give it, built by hand: eight candidates from nomination to circular, all of them invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from gzparty.domain.counting import Standing, Tally, tally
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.eligibility import Finding, FindingKind, Row
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass
from gzparty.domain.publicity_days import StripDay, StripState
from gzparty.domain.selection import (
    Ballot,
    BallotLine,
    Category,
    Decision,
    Method,
    Nomination,
    Objection,
    Outcome,
    Publicity,
    PublicityResult,
    Reply,
    Selection,
    Subject,
    Verdict,
)
from gzparty.domain.selection_stages import Stage
from gzparty.services.selection_papers import CandidateFacts, SelectionPaperView
from gzparty.services.selection_views import (
    MonthLine,
    NominationLine,
    PublicityView,
    Result,
    RoundView,
    SelectionLine,
    SelectionView,
    SelectionYear,
)

WORD = "典型"
NAMES = ("示例甲", "郑示例", "许示例", "冯示例", "宋示例", "周示例", "韩示例", "杜示例")
UNITS = ("东利见村", "五十里铺村", "河北管公村", "寨庄村", "挑河村", "大阿陀村", "三官庙村", "草坡村")
DEEDS = ("流转土地增收18万元", "盘活旧校舍，出租办食品厂", "组织46户合种统烤黄烟", "水塘改垂钓园，年租4万元")
VOTES = (14, 5, 3, 2, 1, 0)
TOLD = (
    "示例甲同志任东利见村党支部书记以来，带领支部成员逐户走访，把全村320亩零散地块集中流转给种植合作社，"
    "集体每亩提取服务费，2026年上半年增加集体收入18万元。\n"
    "流转中坚持村民代表会议表决、合同集中签订、账目按月公开，没有发生一起纠纷；吸纳本村32名党员群众到合作社务工，"
    "人均月增收1900元。收入用于修缮村内排水沟和老年食堂，得到群众认可。"
)
CATEGORY = Category(1, "c1", 1, 1)
BEFORE = Finding(
    FindingKind.CHOSEN,
    Diagnostic(Level.WARNING, "eligible_chosen", {"year": 2026, "month": 2, "months": 12}),
    (Row("selection", 2, "2026-02"),),
)


def a_selection(**facts: object) -> Selection:
    """June's, announced unless said otherwise."""
    selection = Selection(
        id=1,
        uid="s1",
        number="2026-06",
        period="2026-06",
        title="集体增收",
        opened_on=date(2026, 6, 1),
        nominate_until=date(2026, 6, 8),
        nominations_closed_on=date(2026, 6, 9),
        decided_on=date(2026, 6, 12),
        announced_on=date(2026, 6, 23),
        circular_number="官党办发〔2026〕12号",
    )
    return replace(selection, **facts)  # type: ignore[arg-type]


def a_nomination(number: int = 1, **facts: object) -> Nomination:
    """One of the eight; the first was chosen, the last two did not come to the vote."""
    passed = number <= len(VOTES)
    nomination = Nomination(
        id=number,
        uid=f"n{number}",
        selection_id=1,
        category_id=1,
        position=number,
        name=NAMES[number - 1],
        person_id=number,
        unit_name=UNITS[number - 1],
        post="党支部书记",
        nominator=f"{UNITS[number - 1]}党支部",
        nominated_on=date(2026, 6, 5),
        summary=DEEDS[number - 1] if number <= len(DEEDS) else "返乡办加工点，带动9人",
        deeds=TOLD if number == 1 else "",
        opinion="经支部党员大会讨论，同意推荐。" if number == 1 else "",
        verdict=Verdict.PASSED if passed else Verdict.FAILED,
        judged_on=date(2026, 6, 10),
        judged_by="党建办 张示例",
        verdict_reason="" if passed else "间隔不满12个月",
        found=() if passed else (BEFORE.key,),
        reply=Reply.CLEAR if passed else Reply.NONE,
        replied_on=date(2026, 6, 11) if passed else None,
        decision=Decision.OPEN if not passed else Decision.CHOSEN if number == 1 else Decision.NOT_CHOSEN,
    )
    return replace(nomination, **facts)  # type: ignore[arg-type]


def a_line(number: int = 1, result: Result | None = None, **facts: object) -> NominationLine:
    """Its line."""
    nomination = a_nomination(number, **facts)
    passed = number <= len(VOTES)
    usual = Result.CHOSEN if number == 1 else Result.NOT_CHOSEN if passed else Result.NOT_IN_VOTE
    return NominationLine(
        nomination,
        CATEGORY,
        None,
        result or usual,
        findings=() if passed else (BEFORE,),
        standing=Standing(number, number, votes=VOTES[number - 1], share=Fraction(VOTES[number - 1], 25))
        if passed
        else None,
    )


def a_ballot(round_: int = 1, **facts: object) -> Ballot:
    """25 voters, all of them there."""
    ballot = Ballot(
        round_,
        f"b{round_}",
        1,
        round_,
        date(2026, 6, 12),
        place="镇三楼会议室",
        supervisor="李示例",
        teller="王示例",
        due=25,
        present=25,
        issued=25,
        returned=25,
        valid=25,
        locked_on=date(2026, 6, 12),
    )
    return replace(ballot, **facts)  # type: ignore[arg-type]


def a_round(round_: int = 1, votes: tuple[int | None, ...] = VOTES, **facts: object) -> RoundView:
    """Votes by nomination, the first to the first."""
    lines = tuple(BallotLine(n, f"l{n}", round_, n, count) for n, count in enumerate(votes, 1))
    return RoundView(a_ballot(round_, **facts), lines)


def a_strip() -> tuple[StripDay, ...]:
    """From 15 June for five workdays, 端午 and a weekend between."""
    days = [date(2026, 6, 15) + timedelta(days=offset) for offset in range(8)]
    off = {19, 20, 21}
    strip, ordinal = [], 0
    for day in days:
        ordinal += day.day not in off
        state = StripState.OFF if day.day in off else StripState.DONE
        strip.append(StripDay(day, state, 0 if day.day in off else ordinal, last=day == days[-1]))
    return tuple(strip)


def an_objection(number: int = 1, **facts: object) -> Objection:
    """Against the chosen one, and unfounded."""
    objection = Objection(
        number,
        f"o{number}",
        1,
        date(2026, 6, 16),
        "phone",
        "举报人示例说流转合同没有公开",
        nomination_id=1,
        handled_on=date(2026, 6, 18),
        handling="查阅合同和公开栏照片，走访5户",
        outcome=Outcome.UNFOUNDED,
        has_objector=True,
    )
    return replace(objection, **facts)  # type: ignore[arg-type]


def a_publicity(objections: tuple[Objection, ...] = (), **facts: object) -> PublicityView:
    """Over, and it stood."""
    publicity = Publicity(
        1,
        "p1",
        1,
        1,
        date(2026, 6, 15),
        date(2026, 6, 22),
        5,
        place="镇政务公开栏",
        contact="官庄镇党建办",
        phone="0536-0000000",
        address="官庄镇政府二楼",
        result=PublicityResult.CONFIRMED,
        result_on=date(2026, 6, 23),
    )
    publicity = replace(publicity, **facts)  # type: ignore[arg-type]
    return PublicityView(publicity, a_strip(), objections, 0, 6, date(2026, 6, 23), ("端午节",))


def a_view(**facts: object) -> SelectionView:
    """The whole of it."""
    selection = facts.pop("selection", a_selection())
    assert isinstance(selection, Selection)
    nominations = tuple(a_line(number) for number in range(1, 9))
    view = SelectionView(
        line=SelectionLine(
            selection, None, Stage.DONE, 8, 6, (nominations[0].nomination,), publicity=a_publicity().publicity
        ),
        categories=(CATEGORY,),
        nominations=nominations,
        rounds=(a_round(),),
        publicities=(a_publicity(),),
    )
    view = replace(view, **facts)  # type: ignore[arg-type]
    return view if "tally" in facts else replace(view, tally=counted(view))


def counted(view: SelectionView) -> Tally:
    """What the rounds of a view come to."""
    selection, nominations = view.selection, [line.nomination for line in view.nominations]
    rules = (selection.method, selection.drop_extremes, selection.tie_rule)
    return tally(*rules, view.categories, nominations, view.rounds, {})


def a_paper_view(view: SelectionView | None = None) -> SelectionPaperView:
    """With what the roll knows of the first."""
    facts = {1: CandidateFacts("male", PartialDate(1979, 4, 2), PartyClass.FULL)}
    return SelectionPaperView(view or a_view(), facts)


def a_scored_view(drop: bool = True) -> SelectionView:
    """The same with scores of six ballots from 0 to 100, in tenths."""
    lines = tuple(
        BallotLine(n, f"l{n}", 1, n, scores=(600, 900 - n, 905, 910, 945, 1000)) for n in range(1, 7)
    )
    selection = a_selection(method=Method.SCORE, drop_extremes=drop)
    return a_view(selection=selection, rounds=(RoundView(a_ballot(valid=6), lines),))


def a_view_of_two_rounds() -> SelectionView:
    """Two are equal for one place, a second round decided."""
    first = a_round(votes=(10, 10, 3, 2, 0, 0))
    return a_view(rounds=(first, a_round(2, (12, 13), unlock_reason="第2轮录错一票")))


def a_view_of_units() -> SelectionView:
    """Units instead of people."""
    lines = tuple(
        replace(
            a_line(n),
            nomination=a_nomination(n, name=UNITS[n - 1], unit_name=UNITS[n - 1], person_id=None, post=""),
        )
        for n in range(1, 9)
    )
    return a_view(selection=a_selection(subject=Subject.UNIT, title="基层堡垒"), nominations=lines)


def a_year() -> SelectionYear:
    """June done, July running its 公示, August vacant, the rest not begun."""
    months = []
    for month in range(1, 13):
        period = f"2026-{month:02d}"
        lines: tuple[SelectionLine, ...] = ()
        if month == 6:
            lines = (a_view().line,)
        if month == 7:
            publicity = a_publicity(result=PublicityResult.OPEN).publicity
            chosen = (a_nomination(2, name="未公示完示例", decision=Decision.CHOSEN),)
            selection = a_selection(
                id=2,
                period=period,
                number=period,
                title="党旗下的承诺",
                announced_on=None,
                circular_number="",
            )
            lines = (SelectionLine(selection, None, Stage.PUBLICITY, 3, 3, chosen, publicity=publicity),)
        if month == 8:
            selection = a_selection(
                id=3,
                period=period,
                title="防汛先锋",
                vacant_on=date(2026, 8, 20),
                vacancy_reason="没人通过审核",
                announced_on=None,
                circular_number="",
                decided_on=None,
            )
            lines = (SelectionLine(selection, None, Stage.VACANT),)
        months.append(MonthLine(period, None, lines))
    return SelectionYear(2026, tuple(months))
