"""Lists of votes, talks, appraisals, yearly steps and contradictions. What was said in talks never leaves with a list, and
grades only as figures of a branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gzparty.domain.appraisal import GRADES
from gzparty.domain.meeting import MeetingKind, TalkKind, YearlyKind
from gzparty.domain.voting import Outcome, called, judge
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.votes import (
    absence_label,
    alert_label,
    outcome_label,
    result_text,
    step_label,
    talk_kind_label,
    vote_kind_label,
    yearly_kind_label,
)
from gzparty.services.bundle import Services

_N, _D = CellKind.NUMBER, CellKind.DATE


def votes(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.votes.of_year(chosen.year, chosen.unit_id):
        vote, result = line.vote, judge(line.vote)
        if chosen.month not in (None, line.day.month) or chosen.state not in (None, result.outcome.value):
            continue
        total, left_out = called(vote)
        yield {
            "meeting": line.meeting.number,
            "day": line.day,
            "unit": line.unit.name,
            "matter": vote.matter,
            "kind": vote.kind.value,
            "kind_label": vote_kind_label(vote.kind),
            "called": total,
            "not_counted": left_out,
            "present": vote.present,
            "in_favour": result.in_favour,
            "against": result.against,
            "abstained": vote.abstained,
            "needed": result.needed,
            "outcome": result.outcome.value,
            "outcome_label": outcome_label(result.outcome),
            "result": result_text(vote),
            "uid": vote.uid,
        }


def talks(services: Services, chosen: Selectors) -> Iterable[Row]:
    units = services.people.units_by_id()
    for talk in services.yearly.talks(chosen.year, chosen.unit_id):
        if chosen.state not in (None, talk.kind.value):
            continue
        yield {
            "unit": units[talk.unit_id].name if talk.unit_id in units else "",
            "year": talk.year,
            "day": talk.held_on,
            "kind": talk.kind.value,
            "kind_label": talk_kind_label(talk.kind),
            "speaker": talk.speaker,
            "partner": talk.partner,
            "filed_at": talk.filed_at,
            "uid": talk.uid,
        }


def appraisals(services: Services, chosen: Selectors) -> Iterable[Row]:
    store = services.store
    for meeting in store.meetings.between(f"{chosen.year}", f"{chosen.year}", MeetingKind.APPRAISAL):
        if chosen.unit_id not in (None, meeting.unit_id):
            continue
        view = services.yearly.appraisal(meeting.id)
        grades = Counter(line.grade for line in view.lines)
        yield {
            "meeting": meeting.number,
            "unit": view.unit.name,
            "year": meeting.period,
            "day": store.sittings.get(meeting.sitting_id).start.date(),
            "members": view.members,
            "sent": view.ballots.sent if view.ballots else None,
            "returned": view.ballots.returned if view.ballots else None,
            "valid": view.ballots.valid if view.ballots else None,
            **{grade.value: grades[grade] for grade in GRADES},
            "cap": view.cap,
            "hint": _("；").join(sentence(finding) for finding in view.findings),
        }


def steps(services: Services, chosen: Selectors) -> Iterable[Row]:
    for kind in YearlyKind:
        if chosen.state not in (None, kind.value):
            continue
        for line in services.yearly.board(kind, chosen.year).lines:
            if chosen.unit_id not in (None, line.unit.id):
                continue
            for step in line.steps:
                yield {
                    "community": line.community.name if line.community else "",
                    "unit": line.unit.name,
                    "year": chosen.year,
                    "kind": kind.value,
                    "kind_label": yearly_kind_label(kind),
                    "step": step.code,
                    "step_label": step_label(step.code),
                    "done_on": step.done.done_on if step.done else None,
                    "note": step.done.note if step.done else "",
                }


def contradictions(services: Services, chosen: Selectors) -> Iterable[Row]:
    found = services.crosscheck.all(chosen.year, chosen.month, chosen.unit_id)
    wanted = {number for one in found for number in one.meetings}
    numbers = {meeting.id: meeting.number for meeting in services.store.meetings.many(wanted)}
    for one in found:
        yield {
            "day": one.day,
            "unit": one.unit.name,
            "what": sentence(one.finding),
            "meetings": _("、").join(numbers[number] for number in one.meetings if number in numbers),
            "level": one.finding.level.value,
            "code": one.finding.code,
        }


def absences(services: Services, chosen: Selectors) -> Iterable[Row]:
    for count in services.absences.alerts(chosen.on):
        kind = "contact" if count.of_contact else "absence"
        if chosen.unit_id not in (None, count.unit.id) or chosen.state not in (None, kind):
            continue
        yield {
            "unit": count.unit.name,
            "name": count.name,
            "kind": kind,
            "kind_label": absence_label(of_contact=count.of_contact),
            "months": count.months,
            "alert": count.alert.name.lower(),
            "alert_label": alert_label(count.alert),
            "last_on": count.last_on,
        }


def absence_kinds() -> dict[str, str]:
    return {"absence": absence_label(of_contact=False), "contact": absence_label(of_contact=True)}


def outcomes() -> dict[str, str]:
    return {outcome.value: outcome_label(outcome) for outcome in Outcome}


def talk_kinds() -> dict[str, str]:
    return {kind.value: talk_kind_label(kind) for kind in TalkKind}


def yearly_kinds() -> dict[str, str]:
    return {kind.value: yearly_kind_label(kind) for kind in YearlyKind}


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "votes",
        N_("表决"),
        (
            ListColumn("meeting", N_("记录编号"), width=12),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("matter", N_("表决事项"), width=30),
            ListColumn("kind_label", N_("类别"), width=10),
            ListColumn("called", N_("应到"), _N, 6),
            ListColumn("not_counted", N_("其中不计入"), _N, 8),
            ListColumn("present", N_("实到"), _N, 6),
            ListColumn("in_favour", N_("赞成"), _N, 6),
            ListColumn("against", N_("反对"), _N, 6),
            ListColumn("abstained", N_("弃权"), _N, 6),
            ListColumn("needed", N_("需要"), _N, 6),
            ListColumn("outcome_label", N_("结果"), width=10),
        ),
        votes,
        ("year", "month", "unit", "state"),
        outcomes,
    ),
    ListSpec(
        "talks",
        N_("谈心谈话"),
        (
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("year", N_("所属年度"), _N, 8),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("kind_label", N_("类别"), width=12),
            ListColumn("speaker", N_("谈话人"), width=10),
            ListColumn("partner", N_("谈话对象"), width=10),
            ListColumn("filed_at", N_("原件在哪"), width=14),
        ),
        talks,
        ("year", "unit", "state"),
        talk_kinds,
    ),
    ListSpec(
        "appraisals",
        N_("民主评议"),
        (
            ListColumn("meeting", N_("记录编号"), width=12),
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("members", N_("党员"), _N, 6),
            ListColumn("sent", N_("发出测评票"), _N, 8),
            ListColumn("returned", N_("收回"), _N, 6),
            ListColumn("valid", N_("有效"), _N, 6),
            ListColumn("excellent", N_("优秀"), _N, 6),
            ListColumn("competent", N_("合格"), _N, 6),
            ListColumn("basic", N_("基本合格"), _N, 8),
            ListColumn("poor", N_("不合格"), _N, 6),
            ListColumn("hint", N_("提示"), width=40),
        ),
        appraisals,
        ("year", "unit"),
    ),
    ListSpec(
        "steps",
        N_("年度步骤"),
        (
            ListColumn("community", N_("社区"), width=12),
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("kind_label", N_("事项"), width=12),
            ListColumn("step_label", N_("步骤"), width=12),
            ListColumn("done_on", N_("完成日期"), _D, 12),
            ListColumn("note", N_("备注"), width=20),
        ),
        steps,
        ("year", "unit", "state"),
        yearly_kinds,
    ),
    ListSpec(
        "contradictions",
        N_("交叉核对"),
        (
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("what", N_("对不上的地方"), width=60),
            ListColumn("meetings", N_("记录编号"), width=24),
        ),
        contradictions,
        ("year", "month", "unit"),
    ),
    ListSpec(
        "absences",
        N_("多月没参加组织生活"),
        (
            ListColumn("unit", N_("党支部"), width=14),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("kind_label", N_("事项"), width=22),
            ListColumn("months", N_("连续月数"), _N, 8),
            ListColumn("alert_label", N_("提示"), width=14),
            ListColumn("last_on", N_("最近一次"), _D, 12),
        ),
        absences,
        ("unit", "state"),
        absence_kinds,
    ),
)
