"""Ask the services for what each paper of organisational life is about, and compose it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.dues import Due
from gzparty.domain.meeting import MONTHLY, Meeting, MeetingKind, YearlyKind
from gzparty.domain.meeting_rules import roster_of
from gzparty.domain.owing import expand
from gzparty.domain.people import PostTitle, UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.period import period_text
from gzparty.reports.boards import board_of, year_of
from gzparty.reports.composing import BY_NAME
from gzparty.reports.content import Block, PageBreak, Paper
from gzparty.reports.papers import appraisal, duty_table, material, yearly
from gzparty.reports.papers.branch_year import YearFacts, branch_year
from gzparty.reports.papers.chase_slip import Sender, chase_slip, of_units
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.completion import completion, month_completion
from gzparty.reports.papers.meeting_sign_in import Heading, heading_of, meeting_sign_in
from gzparty.reports.papers.minutes import minutes
from gzparty.reports.papers.month_list import month_list
from gzparty.reports.subject import Subject, branches_of, chosen_unit, in_name_order
from gzparty.reports.subject_life import (
    chosen_errand,
    chosen_kind,
    chosen_meeting,
    chosen_month,
    chosen_quarter,
    duty_kinds,
    meeting_kinds,
    meetings_of,
    monthly_kinds,
    wanted_units,
    yearly_kinds,
)
from gzparty.services.bundle import Services
from gzparty.services.duty_views import Cell
from gzparty.services.paper_views import member_lines
from gzparty.services.record_sheets import RecordSheet, record_sheet
from gzparty.services.roster import roster_rows
from gzparty.services.unit_groups import in_order
from gzparty.services.views import RollRow


def compose_minutes(services: Services, subject: Subject, style: Style) -> Paper:
    """会议记录."""
    return minutes(_sheet(services, subject), style)


def compose_meeting_sign_in(services: Services, subject: Subject, style: Style) -> Paper:
    """签到表 of a registered or planned meeting; where it has no roll, of those who would be called."""
    sheet = _sheet(services, subject)
    meeting, day = sheet.meeting, sheet.sitting.start.date()
    if sheet.roll is not None:
        rows: Sequence[RollRow] = sheet.roll.rows
    else:
        rows = _called(services, meeting.kind, meeting.unit_id, meeting.group_id, day)
    return meeting_sign_in(heading_of(sheet), _ordered(services, rows, style), style)


def compose_coming_sign_in(services: Services, subject: Subject, style: Style) -> Paper:
    """签到表 of a meeting still to come: the branch's members, its committee, or each group on a sheet of its own."""
    kind = MeetingKind(chosen_kind(services, subject, meeting_kinds))
    unit = _needed_unit(services, subject)
    groups = services.store.people.groups(unit.id) if kind is MeetingKind.GROUP_MEETING else ()
    here = [group for group in groups if subject.on in group.interval]
    papers = [
        meeting_sign_in(
            Heading(kind, unit.party_name, group.name),
            _ordered(services, _called(services, kind, unit.id, group.id, subject.on), style),
            style,
        )
        for group in here
    ]
    if papers:
        return _joined(papers)
    rows = _ordered(services, _called(services, kind, unit.id, None, subject.on), style)
    return meeting_sign_in(Heading(kind, unit.party_name), rows, style)


def compose_completion(services: Services, subject: Subject, style: Style) -> Paper:
    """完成情况一览表 of a duty over a year."""
    code = chosen_kind(services, subject, duty_kinds)
    board = services.dues.year(code, subject.year)
    return completion(year_of(board, wanted_units(services, subject)), style)


def compose_month_completion(services: Services, subject: Subject, style: Style) -> Paper:
    """当月完成情况表."""
    board = services.dues.board(chosen_month(subject))
    shown = board_of(board, wanted_units(services, subject), branches_only=True)
    return month_completion(shown, style)


def compose_branch_year(services: Services, subject: Subject, style: Style) -> Paper:
    """支部年度组织生活统计."""
    unit = _needed_unit(services, subject)
    year, store = subject.year, services.store
    about = Subject(year, subject.on, unit=subject.unit)
    held = _held_only(services, meetings_of(services, about), unit)
    known = services.dues.book().facts(subject.on)
    facts = next((one for one in known if one.unit_id == unit.id), None)
    secretaries = [h for h in store.people.holders([PostTitle.SECRETARY], subject.on) if h.unit.id == unit.id]
    found = YearFacts(
        unit.party_name,
        year,
        _("、").join(dict.fromkeys(holder.person.name for holder in secretaries)),
        facts.full_members if facts else None,
        len(facts.groups) if facts else 0,
        _cells_by_kind(services, year, unit.id),
        held,
        services.yearly.talks(year, unit.id),
    )
    return branch_year(found, MONTHLY, style)


def compose_ballot(services: Services, subject: Subject, style: Style) -> Paper:
    """民主评议测评表."""
    unit = _needed_unit(services, subject)
    members = member_lines(services.store, subject.on, {unit.id})
    return appraisal.ballot(unit.party_name, subject.year, members, style)


def compose_appraisal(services: Services, subject: Subject, style: Style) -> Paper:
    """民主评议汇总: of the branch that is asked for, else of all."""
    about = replace(subject, kind=MeetingKind.APPRAISAL.value, month=None)
    units = services.people.units_by_id(subject.on)
    latest = {meeting.unit_id: (meeting, day) for meeting, day in meetings_of(services, about)}
    found = {
        unit_id: _appraised(services, units[unit_id], meeting, day)
        for unit_id, (meeting, day) in latest.items()
        if unit_id in units
    }
    chosen = chosen_unit(services, subject)
    if chosen is None or [one.id for one in branches_of(services, subject)] != [chosen.id]:
        return appraisal.town_summary(list(found.values()), subject.year, style)
    empty = appraisal.BranchAppraisal(chosen.name, chosen.party_name)
    return appraisal.branch_summary(found.get(chosen.id, empty), subject.year, style)


def compose_material_register(services: Services, subject: Subject, style: Style) -> Paper:
    """材料收缴登记表."""
    kind = MeetingKind(chosen_kind(services, subject, monthly_kinds))
    grid = services.meeting_views.grid(chosen_month(subject).code, kind)
    wanted = wanted_units(services, subject)
    rows = [row for row in grid.rows if wanted is None or row.unit.id in wanted]
    ordered = in_order(rows)
    return material.material_register(replace(grid, rows=ordered), style)


def compose_errand_register(services: Services, subject: Subject, style: Style) -> Paper:
    """要材料收缴表."""
    return material.errand_register(services.errands.get(chosen_errand(services, subject).id), style)


def compose_quarter_check(services: Services, subject: Subject, style: Style) -> Paper:
    """季度检查表."""
    quarter, wanted = chosen_quarter(subject), wanted_units(services, subject)
    months = [Period(quarter.year, quarter.month, 1).step(n) for n in range(quarter.months)]
    boards = [board_of(services.dues.board(month), wanted, branches_only=True) for month in months]
    return material.quarter_check(quarter, boards, style)


def compose_yearly_steps(services: Services, subject: Subject, style: Style) -> Paper:
    """组织生活会, 民主评议 and 谈心谈话 step by step."""
    kind = YearlyKind(chosen_kind(services, subject, yearly_kinds))
    board = services.yearly.board(kind, subject.year)
    wanted = wanted_units(services, subject)
    lines = tuple(line for line in board.lines if wanted is None or line.unit.id in wanted)
    return yearly.yearly_steps(replace(board, lines=lines), style)


def compose_talk_register(services: Services, subject: Subject, style: Style) -> Paper:
    """谈心谈话登记表."""
    wanted, chosen = wanted_units(services, subject), chosen_unit(services, subject)
    talks = [talk for talk in services.yearly.talks(subject.year) if wanted is None or talk.unit_id in wanted]
    units = services.people.units_by_id(subject.on)
    concerned = {unit.id: unit for unit in units.values() if wanted is None or unit.id in wanted}
    name = chosen.party_name if chosen else style.office
    return yearly.talk_register(talks, concerned, subject.year, name, style)


def compose_duty_table(services: Services, subject: Subject, style: Style) -> Paper:
    """制度表."""
    return duty_table.duty_table(services.duties.lines(subject.on), style)


def compose_contradictions(services: Services, subject: Subject, style: Style) -> Paper:
    """交叉核对."""
    month = chosen_month(subject) if subject.month else None
    wanted = wanted_units(services, subject)
    if month:
        found = services.crosscheck.all(month.year, month.month)
    else:
        found = services.crosscheck.all(subject.year)
    chosen = chosen_unit(services, subject)
    when = _("{year}年").format(year=subject.year)
    if month:
        when = period_text(month)
    about = _("，").join(part for part in (when, chosen.name if chosen else "") if part)
    lines = [one for one in found if wanted is None or one.unit.id in wanted]
    return duty_table.contradictions(lines, about, style)


def compose_month_list(services: Services, subject: Subject, style: Style) -> Paper:
    """本月清单."""
    month, chosen = chosen_month(subject), chosen_unit(services, subject)
    board = board_of(services.dues.board(month), wanted_units(services, subject))
    lines = services.dues.lines(board.dues())
    return month_list(lines, month, chosen.name if chosen else style.office, style)


def compose_chase_slip(services: Services, subject: Subject, style: Style) -> Paper:
    """催办单."""
    wanted = wanted_units(services, subject)
    groups = services.dues.chase(chosen_month(subject) if subject.month else None)
    chosen = [of_units(group, wanted) for group in groups] if wanted is not None else list(groups)
    contact = services.offices.settings().training_contact
    return chase_slip([group for group in chosen if group.units], Sender(style.issuer, contact), style)


def _sheet(services: Services, subject: Subject) -> RecordSheet:
    return record_sheet(services.store, services.sessions, chosen_meeting(services, subject))


def _needed_unit(services: Services, subject: Subject) -> UnitView:
    unit = chosen_unit(services, subject)
    if unit is None:
        raise Refusal("paper.needs_unit")
    return unit


def _called(
    services: Services, kind: MeetingKind, unit_id: int, group_id: int | None, on: date
) -> list[RollRow]:
    rule = roster_of(kind, unit_id, group_id)
    return [RollRow(line, None) for line in roster_rows(services.store, rule, 0, on)]


def _ordered(services: Services, rows: Sequence[RollRow], style: Style) -> Sequence[RollRow]:
    """The rows in the order wanted; they are counted anew on the sheet."""
    if style.order != BY_NAME:
        return rows
    return in_name_order(services, rows, lambda row: row.attendance.person_id, lambda row, _number: row)


def _joined(papers: Sequence[Paper]) -> Paper:
    """Several sheets as one paper, each beginning a page."""
    blocks: list[Block] = []
    for paper in papers:
        blocks += [PageBreak(), *paper.blocks] if blocks else paper.blocks
    return replace(papers[0], blocks=tuple(blocks))


def _held_only(
    services: Services, pairs: Iterable[tuple[Meeting, date]], unit: UnitView
) -> list[tuple[Meeting, date]]:
    """Records that took place, not those only planned."""
    own = [(meeting, day) for meeting, day in pairs if meeting.unit_id == unit.id]
    sittings = services.store.sittings.many({meeting.sitting_id for meeting, _day in own})
    return [(meeting, day) for meeting, day in own if sittings[meeting.sitting_id].actual_start is not None]


def _cells_by_kind(services: Services, year: int, unit_id: int) -> Mapping[MeetingKind, Sequence[Cell]]:
    """The dues of one branch over a year: only its own are worked out, since the sheet is made for each of them."""
    book, kinds = services.dues.book(), frozenset(kind.value for kind in MONTHLY)
    rules = {code: known for code, known in book.versions.items() if known[-1].record in kinds}
    found: dict[MeetingKind, dict[Period, list[Due]]] = {}
    dues = expand(
        rules,
        year,
        lambda on: [facts for facts in book.facts(on) if facts.unit_id == unit_id],
        book.evidence(Period(year, 1, 12), kinds),
        book.terms,
    )
    for due in dues:
        kind = MeetingKind(due.duty.record)
        found.setdefault(kind, {}).setdefault(due.period, []).append(due)
    return {kind: [Cell(tuple(dues)) for dues in cells.values()] for kind, cells in found.items()}


def _appraised(services: Services, unit: UnitView, meeting: Meeting, day: date) -> appraisal.BranchAppraisal:
    store = services.store.meetings
    lines, ballots = store.appraisal(meeting.id), store.ballots(meeting.id)
    return appraisal.BranchAppraisal(unit.name, unit.party_name, day, lines, ballots)
