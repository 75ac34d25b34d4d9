"""A selection made by hand, as the page is given one: June of the pictures, in 公示."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from gzparty.domain.counting import CategoryTally, Standing, Tally
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.eligibility import Finding, FindingKind, Row
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.publicity_days import StripDay, StripState
from gzparty.domain.selection import (
    Ballot,
    Category,
    Decision,
    Nomination,
    Publicity,
    Reply,
    Selection,
    Verdict,
)
from gzparty.domain.selection_stages import Stage
from gzparty.domain.theme import Theme
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

TODAY = date(2026, 6, 17)
PEOPLE = (
    ("徐示例", "东利见村", "流转土地增收 18 万元", 14),
    ("郑示例", "五十里铺村", "盘活旧校舍，出租办食品厂", 5),
    ("许示例", "河北管公村", "组织 46 户合种统烤黄烟", 3),
    ("冯示例", "寨庄村", "水塘改垂钓园，年租 4 万元", 2),
    ("宋示例", "挑河村", "牵头修机耕路 2.1 公里", 1),
    ("周示例", "大阿陀村", "大棚樱桃统一品牌销售", 0),
)
LEFT_OUT = (
    ("韩示例", "三官庙村", "集体果园承包费翻番", FindingKind.CHOSEN),
    ("杜示例", "草坡村", "返乡办加工点，带动 9 人", FindingKind.PROBATIONARY),
)
SELECTION = Selection(
    6,
    "selection-6",
    "2026-06",
    "2026-06",
    "集体增收",
    opened_on=date(2026, 5, 28),
    nominate_until=date(2026, 6, 8),
    nominations_closed_on=date(2026, 6, 9),
    decided_on=date(2026, 6, 12),
)
CATEGORY = Category(1, "category-1", 6, 0)
BALLOT = Ballot(
    1,
    "ballot-1",
    6,
    1,
    date(2026, 6, 11),
    due=28,
    present=25,
    issued=25,
    returned=25,
    valid=25,
    locked_on=date(2026, 6, 11),
)
PUBLICITY = Publicity(1, "publicity-1", 6, 1, date(2026, 6, 15), date(2026, 6, 22), 5)


def unit(number: int, name: str) -> UnitView:
    """A village."""
    return UnitView(
        number,
        f"unit-{number}",
        "",
        UnitKind.VILLAGE_BRANCH,
        number,
        name,
        f"{name}党支部",
        "",
        None,
        None,
        False,
    )


def standing_line(place: int) -> NominationLine:
    """One who was voted on; the first is in 公示."""
    name, village, summary, votes = PEOPLE[place]
    one = Nomination(
        place + 1,
        f"nomination-{place + 1}",
        6,
        1,
        place,
        name,
        person_id=100 + place,
        unit_id=place + 1,
        unit_name=village,
        post="支部书记",
        nominator=f"{village}党支部",
        nominated_on=date(2026, 6, 3),
        summary=summary,
        deeds=summary * 20,
        verdict=Verdict.PASSED,
        judged_on=date(2026, 6, 10),
        judged_by="党建办 张示例",
        reply=Reply.CLEAR,
        replied_on=date(2026, 6, 11),
        decision=Decision.NOT_CHOSEN if place else Decision.CHOSEN,
    )
    standing = Standing(one.id, place + 1, votes=votes, share=Fraction(votes, 25), in_front=not place)
    result = Result.NOT_CHOSEN if place else Result.IN_PUBLICITY
    return NominationLine(one, CATEGORY, unit(place + 1, village), result, standing=standing)


def found_line(place: int) -> NominationLine:
    """One who was not let into the vote, with what was found."""
    name, village, summary, kind = LEFT_OUT[place]
    number = len(PEOPLE) + place + 1
    found = found_of(kind)
    one = Nomination(
        number,
        f"nomination-{number}",
        6,
        1,
        number,
        name,
        person_id=200 + place,
        unit_id=number,
        unit_name=village,
        nominator=f"{village}党支部",
        nominated_on=date(2026, 6, 4),
        summary=summary,
        verdict=Verdict.FAILED,
        judged_on=date(2026, 6, 10),
        judged_by="党建办 张示例",
        found=(found.key,),
    )
    return NominationLine(one, CATEGORY, unit(number, village), Result.NOT_IN_VOTE, findings=(found,))


def found_of(kind: FindingKind) -> Finding:
    """A finding with a sentence the labels have already, whatever its kind."""
    said = Diagnostic(Level.WARNING, "probation_over", {"name": "杜示例", "day": date(2026, 3, 12)})
    rows = {
        FindingKind.CHOSEN: (Row("selection", 2, "2026-02"),),
        FindingKind.PROBATIONARY: (Row("person", 201),),
        FindingKind.ABSENT: (Row("training", 5, "2026-05"), Row("meeting", 7)),
        FindingKind.OVERDUE: (Row("problem", 12, "2026-012"),),
    }
    return Finding(kind, said, rows.get(kind, ()))


def june(**changes: object) -> SelectionView:
    """The view; `changes` replace attributes of the selection."""
    selection = replace(SELECTION, **changes)  # type: ignore[arg-type]
    lines = [*(standing_line(place) for place in range(6)), *(found_line(place) for place in range(2))]
    line = SelectionLine(selection, None, Stage.PUBLICITY, 8, 6, (lines[0].nomination,), 3, PUBLICITY)
    standings = tuple(one.standing for one in lines if one.standing is not None)
    return SelectionView(
        line,
        (CATEGORY,),
        tuple(lines),
        (RoundView(BALLOT, ()),),
        Tally(1, (CategoryTally(1, 1, standings),)),
        (PublicityView(PUBLICITY, strip(), (), 3, 3, date(2026, 6, 23), ("端午节",)),),
    )


def begun() -> SelectionView:
    """July, begun, with nobody nominated yet."""
    selection = Selection(
        7, "selection-7", "2026-07", "2026-07", "党旗下的承诺", nominate_until=date(2026, 7, 8)
    )
    return SelectionView(
        SelectionLine(selection, None, Stage.NOMINATE), (replace(CATEGORY, selection_id=7),), ()
    )


def strip() -> tuple[StripDay, ...]:
    """Eight days from the beginning to the end, with the holiday between."""
    first, off = PUBLICITY.starts_on, (date(2026, 6, 19), date(2026, 6, 20), date(2026, 6, 21))
    days, ordinal = [], 0
    for step in range(8):
        day = first + timedelta(step)
        state = StripState.OFF if day in off else StripState.AHEAD
        if day < TODAY:
            state = StripState.DONE
        ordinal += state is not StripState.OFF
        days.append(StripDay(day, StripState.TODAY if day == TODAY else state, ordinal, last=step == 7))
    return tuple(days)


def year(views: Sequence[SelectionView]) -> SelectionYear:
    """A year with some selections; August has a theme and nothing else."""
    months = []
    for month in range(1, 13):
        period = f"2026-{month:02}"
        theme = Theme(8, "theme-8", period, "防汛先锋") if month == 8 else None
        lines = tuple(view.line for view in views if view.selection.period == period)
        months.append(MonthLine(period, theme, lines))
    return SelectionYear(2026, tuple(months))
