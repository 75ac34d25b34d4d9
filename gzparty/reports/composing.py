"""Ask the services for what each paper of the catalogue is about, and compose it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from gzparty.domain.meeting import MeetingKind
from gzparty.reports.content import Paper
from gzparty.reports.papers import blank, leave, people
from gzparty.reports.papers.attendance_year import attendance_year
from gzparty.reports.papers.certificate import certificate
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.credits import credits_paper
from gzparty.reports.papers.makeup import makeup_paper
from gzparty.reports.papers.roll import roll_paper
from gzparty.reports.papers.roster import roster
from gzparty.reports.papers.schedule import schedule
from gzparty.reports.papers.seating import desk_cards, seating
from gzparty.reports.papers.sign_in import sign_in
from gzparty.reports.papers.training_file import training_file_paper
from gzparty.reports.papers.training_notice import training_notice
from gzparty.reports.papers.training_plan import training_plan
from gzparty.reports.subject import (
    Subject,
    branches_of,
    chosen_person,
    chosen_training,
    chosen_unit,
    in_name_order,
)
from gzparty.services.bundle import Services
from gzparty.services.paper_views import (
    MemberLine,
    TrainingFile,
    leave_lines,
    member_lines,
    seated,
    training_file,
)
from gzparty.services.roster import roster_lines
from gzparty.services.views import CreditYear, RollRow, SessionDetail

BY_NAME = "name"
Compose = Callable[[Services, Subject, Style], Paper]


def compose_plan(services: Services, subject: Subject, style: Style) -> Paper:
    """年度计划."""
    plan = services.sessions.year(subject.year)
    stored = services.store.trainings.courses([line.training.id for line in plan.lines])
    courses = {
        line.training.id: [c for c in stored if c.training_id == line.training.id] for line in plan.lines
    }
    return training_plan(plan, courses, style)


def compose_notice(services: Services, subject: Subject, style: Style) -> Paper:
    """培训通知."""
    return training_notice(_session(services, subject, style), services.offices.settings(), style)


def compose_roster(services: Services, subject: Subject, style: Style) -> Paper:
    """花名册."""
    lines = roster_lines(services.store, subject.on)
    if style.order == BY_NAME:
        lines = tuple(
            in_name_order(
                services, lines, lambda line: line.person_id, lambda line, n: replace(line, position=n)
            )
        )
    return roster(lines, style)


def compose_sign_in(services: Services, subject: Subject, style: Style) -> Paper:
    """签到表."""
    return sign_in(_session(services, subject, style), style)


def compose_roll(services: Services, subject: Subject, style: Style) -> Paper:
    """考勤表."""
    return roll_paper(_session(services, subject, style), style)


def compose_attendance(services: Services, subject: Subject, style: Style) -> Paper:
    """年度考勤汇总."""
    return attendance_year(_credit_year(services, subject, style), style)


def compose_credits(services: Services, subject: Subject, style: Style) -> Paper:
    """学时统计."""
    return credits_paper(_credit_year(services, subject, style), style)


def compose_makeup(services: Services, subject: Subject, style: Style) -> Paper:
    """缺席补课登记表."""
    lines = services.sessions.makeups(subject.year)
    ordinal = None
    if subject.training:
        training = chosen_training(services, subject)
        lines = tuple(line for line in services.sessions.makeups(training.year) if line.training == training)
        ordinal = training.ordinal
    return makeup_paper(lines, subject.year, style, ordinal)


def compose_certificate(services: Services, subject: Subject, style: Style) -> Paper:
    """学时证明."""
    return certificate(_training_file(services, subject), style)


def compose_training_file(services: Services, subject: Subject, style: Style) -> Paper:
    """个人培训情况登记表."""
    return training_file_paper(_training_file(services, subject), style)


def compose_schedule(services: Services, subject: Subject, style: Style) -> Paper:
    """培训日程表."""
    detail = services.sessions.detail(chosen_training(services, subject).id)
    return schedule(detail, services.offices.settings().training_arrive_minutes, style)


def compose_seating(services: Services, subject: Subject, style: Style) -> Paper:
    """座次表."""
    detail = _session(services, subject, style)
    rows, away = seated(detail.roll.rows)
    return seating(detail, rows, away, style)


def compose_cards(services: Services, subject: Subject, style: Style) -> Paper:
    """桌签."""
    detail = _session(services, subject, style)
    rows, _away = seated(detail.roll.rows)
    return desk_cards(detail, rows, style)


def compose_leave_slip(services: Services, subject: Subject, style: Style) -> Paper:
    """请假条."""
    if subject.training is None:
        return leave.leave_slip(leave.Slip(), style)
    detail = services.sessions.detail(chosen_training(services, subject).id)
    if subject.person is None:
        return leave.leave_slip(leave.Slip(detail), style)
    person = chosen_person(services, subject)
    row = next((row for row in detail.roll.rows if row.attendance.person_id == person.id), None)
    slip = leave.Slip(detail, row.attendance, row.requested) if row else leave.Slip(detail)
    return leave.leave_slip(slip, style)


def compose_leave_summary(services: Services, subject: Subject, style: Style) -> Paper:
    """请假汇总."""
    if subject.training:
        training = chosen_training(services, subject)
        lines = leave_lines(services.sessions, [training])
        return leave.leave_summary(lines, training.year, style, training.ordinal)
    lines = leave_lines(services.sessions, services.store.trainings.of_year(subject.year))
    return leave.leave_summary(lines, subject.year, style)


def compose_people(services: Services, subject: Subject, style: Style) -> Paper:
    """人员花名册."""
    units = branches_of(services, subject)
    lines = member_lines(services.store, subject.on, {unit.id for unit in units})
    if style.order == BY_NAME:
        by_unit = [[line for line in lines if line.unit_id == unit.id] for unit in units]
        lines = tuple(line for group in by_unit for line in _members_by_name(services, group))
    chosen = chosen_unit(services, subject)
    return people.people_roster(chosen.name if chosen else style.office, lines, style)


def compose_blank_sign_in(services: Services, subject: Subject, style: Style) -> Paper:
    """空白签到表."""
    unit = chosen_unit(services, subject)
    return blank.blank_sign_in(unit.party_name if unit else "", style)


def record_form(kind: MeetingKind) -> Compose:
    """The empty record of one kind of meeting."""

    def compose(services: Services, subject: Subject, style: Style) -> Paper:
        unit = chosen_unit(services, subject)
        return blank.blank_record(kind, unit.party_name if unit else "", style)

    return compose


def _session(services: Services, subject: Subject, style: Style) -> SessionDetail:
    """The chosen session, its roll in the order wanted."""
    detail = services.sessions.detail(chosen_training(services, subject).id)
    if style.order != BY_NAME:
        return detail
    rows = in_name_order(services, detail.roll.rows, lambda row: row.attendance.person_id, _renumbered)
    return replace(detail, roll=replace(detail.roll, rows=tuple(rows)))


def _renumbered(row: RollRow, number: int) -> RollRow:
    return replace(row, attendance=replace(row.attendance, position=number))


def _credit_year(services: Services, subject: Subject, style: Style) -> CreditYear:
    year = services.sessions.credits(subject.year)
    if style.order != BY_NAME:
        return year
    lines = in_name_order(
        services, year.lines, lambda line: line.person_id, lambda line, n: replace(line, position=n)
    )
    return replace(year, lines=tuple(lines))


def _members_by_name(services: Services, lines: Sequence[MemberLine]) -> list[MemberLine]:
    return in_name_order(
        services, lines, lambda line: line.person.id, lambda line, n: replace(line, position=n)
    )


def _training_file(services: Services, subject: Subject) -> TrainingFile:
    person = chosen_person(services, subject)
    return training_file(services.store, services.sessions, person, subject.year, subject.on)
