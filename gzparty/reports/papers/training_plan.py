"""年度计划: the twelve sessions of a year on one sheet for the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.training import Course
from gzparty.i18n import _
from gzparty.labels import dates, sentence
from gzparty.labels.training import stage_label
from gzparty.reports.content import Align, Column, Paper
from gzparty.reports.papers.common import Entry, Style, figure, form, table
from gzparty.services.views import SessionLine, SessionStage, YearPlan

SHOWN_STAGES = frozenset({SessionStage.CANCELLED, SessionStage.MISSED})


def training_plan(plan: YearPlan, courses: Mapping[int, Sequence[Course]], style: Style) -> Paper:
    """One row a session; a moved date says why, a cancelled or missed one its reason."""
    title = _("{office}{year}年村党组织书记培训计划").format(office=style.office, year=plan.year)
    note = _("共{count}期，{hours}学时").format(count=len(plan.lines), hours=figure(plan.credit_planned))
    lined = replace(table(_entries(courses), plan.lines, style, row_mm=9.2), tight=True)
    return form(title, [lined], style, landscape=True, note=note)


def _entries(courses: Mapping[int, Sequence[Course]]) -> list[Entry[SessionLine]]:
    left = Align.LEFT
    return [
        Entry("number", Column(_("期次"), mm=14), lambda line: str(line.training.ordinal)),
        Entry(
            "time",
            Column(_("培训时间"), mm=50),
            lambda line: dates.span(line.sitting.start, line.sitting.end),
        ),
        Entry("topic", Column(_("培训主题"), weight=2.8, align=left), lambda line: line.training.topic),
        Entry(
            "courses",
            Column(_("课程与主讲人"), weight=4.4, align=left),
            lambda line: course_text(courses.get(line.training.id, ())),
        ),
        Entry("place", Column(_("地点"), mm=34), lambda line: line.sitting.place),
        Entry("credit", Column(_("学时"), mm=13), lambda line: figure(line.credit)),
        Entry("note", Column(_("备注"), weight=2.8, align=left), _note),
    ]


def course_text(courses: Sequence[Course]) -> str:
    """Courses with their lecturers in one cell."""
    named = (_("{title}（{lecturer}）") if course.lecturer else "{title}" for course in courses)
    return _("；").join(
        form.format(title=course.title, lecturer=course.lecturer)
        for form, course in zip(named, courses, strict=True)
    )


def _note(line: SessionLine) -> str:
    if line.stage in SHOWN_STAGES:
        return _("{stage}：{reason}").format(stage=stage_label(line.stage), reason=line.training.state_reason)
    why = line.training.why
    if why is not None and isinstance(reason := why.parameters.get("reason"), Diagnostic):
        # That a year's holiday notice is not known yet is for the screen, not for the wall.
        why = reason
    return sentence(why) if why is not None and why.code != "date_by_rule" else ""
