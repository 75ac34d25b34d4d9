"""班子任期一览表, and 后备干部培养情况表, which is for internal use only and says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from gzparty.domain.people import COMMITTEE_TITLES, PostTitle
from gzparty.domain.reminders import TermState
from gzparty.i18n import _
from gzparty.labels.cadres import days_words, holder_words, secretary_words, term_state_label
from gzparty.labels.people import sex_label
from gzparty.reports.content import Align, Column, Paper
from gzparty.reports.papers.common import Entry, Style, dotted, fields, figure, form, table
from gzparty.services.cadre_views import ReserveLine, TermLine

_SMALL_PT = 9.5
_OTHERS = COMMITTEE_TITLES - {PostTitle.SECRETARY, PostTitle.DEPUTY_SECRETARY}


def reserves_paper(lines: Sequence[ReserveLine], year: int, about: str, style: Style) -> Paper:
    """Those on the list with their training of a year, landscape; it never goes on a wall."""
    title = _("{office}{year}年村后备干部培养情况表").format(office=style.office, year=year)
    untrained = sum(line.is_untrained for line in lines)
    head = fields(
        (_("范围："), about or _("全镇")),
        (_("在册："), _("{n}人").format(n=len(lines))),
        (_("本年没有参加培训："), _("{n}人").format(n=untrained)),
    )
    numbered = list(enumerate(lines, 1))
    lined = replace(table(_reserve_entries(), numbered, style, row_mm=9.0), text_pt=_SMALL_PT)
    return form(title, [head, lined], style, landscape=True, note=_("内部使用，不得张贴、外传"))


def terms_paper(lines: Sequence[TermLine], about: str, style: Style) -> Paper:
    """Every committee with its term, what ends first at the top, landscape."""
    title = _("{office}班子任期一览表").format(office=style.office)

    def count(state: TermState) -> str:
        return _("{n}个").format(n=sum(line.state is state for line in lines))

    head = fields(
        (_("范围："), about or _("全镇")),
        (_("党组织："), _("{n}个").format(n=len(lines))),
        (_("已届满："), count(TermState.OVER)),
        (_("半年内届满："), count(TermState.SOON)),
        (_("没登记届期："), count(TermState.UNKNOWN)),
    )
    numbered = list(enumerate(lines, 1))
    lined = replace(table(_term_entries(), numbered, style, row_mm=8.0), text_pt=_SMALL_PT)
    return form(title, [head, lined], style, landscape=True)


def _reserve_entries() -> list[Entry[tuple[int, ReserveLine]]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=10), lambda one: str(one[0])),
        Entry("unit", Column(_("单位"), mm=22), lambda one: one[1].unit.name),
        Entry("name", Column(_("姓名"), mm=19, whole=True), lambda one: one[1].person.name),
        Entry("sex", Column(_("性别"), mm=10), lambda one: sex_label(one[1].person.sex)),
        Entry("birth", Column(_("出生年月"), mm=20, whole=True), lambda one: dotted(one[1].person.birth)),
        Entry("education", Column(_("学历"), mm=14), lambda one: one[1].person.education),
        Entry(
            "joined",
            Column(_("入党时间"), mm=20, whole=True),
            lambda one: dotted(one[1].person.joined),
            usual=False,
        ),
        Entry("posts", Column(_("现任职务"), weight=0.8), lambda one: one[1].posts),
        Entry(
            "entered", Column(_("列入时间"), mm=20, whole=True), lambda one: dotted(one[1].reserve.entered_on)
        ),
        Entry("direction", Column(_("培养方向"), mm=21), lambda one: one[1].reserve.direction),
        Entry("mentor", Column(_("培养\u200b联系人"), weight=0.8), lambda one: one[1].mentor),
        Entry("plan", Column(_("培养措施"), weight=1.6, align=left), lambda one: one[1].reserve.plan),
        Entry("credit", Column(_("本年\u200b学时"), mm=12), lambda one: figure(one[1].credit)),
        Entry("trainings", Column(_("培训班\u200b实到/应到"), mm=19), lambda one: _trainings(one[1])),
        Entry("meetings", Column(_("会议\u200b实到/应到"), mm=19), lambda one: _meetings(one[1])),
        Entry("note", Column(_("备注"), weight=0.8, align=left), lambda one: _note(one[1])),
    ]


def _term_entries() -> list[Entry[tuple[int, TermLine]]]:
    left = Align.LEFT
    deputies = frozenset({PostTitle.DEPUTY_SECRETARY})
    return [
        Entry("position", Column(_("序号"), mm=11), lambda one: str(one[0])),
        Entry("community", Column(_("社区"), mm=25), lambda one: _community(one[1])),
        Entry(
            "unit", Column(_("党组织"), weight=1.2), lambda one: one[1].unit.party_name or one[1].unit.name
        ),
        Entry("secretary", Column(_("书记"), weight=0.9), lambda one: secretary_words(one[1])),
        Entry("deputies", Column(_("副书记"), weight=0.8), lambda one: _named(one[1], deputies)),
        Entry("members", Column(_("委员"), weight=2.2, align=left), lambda one: _named(one[1], _OTHERS)),
        Entry("elected", Column(_("换届\u200b选举"), mm=22), lambda one: _elected(one[1])),
        Entry("years", Column(_("任期"), mm=13), lambda one: _years(one[1])),
        Entry("ends", Column(_("届满"), mm=22), lambda one: dotted(one[1].ends)),
        Entry("state", Column(_("情况"), weight=0.9), lambda one: _state(one[1])),
        Entry("note", Column(_("备注"), weight=0.6, align=left), lambda one: _term_note(one[1])),
    ]


def _trainings(line: ReserveLine) -> str:
    return f"{line.attended}/{line.called}" if line.called else _("没有名单")


def _meetings(line: ReserveLine) -> str:
    return f"{line.meetings_attended}/{line.meetings_called}" if line.meetings_called else _("没有名单")


def _note(line: ReserveLine) -> str:
    parts = (_("本年没有培训") if line.is_untrained else "", line.reserve.note)
    return _("；").join(filter(None, parts))


def _community(line: TermLine) -> str:
    return line.community.name if line.community else ""


def _named(line: TermLine, titles: Collection[PostTitle]) -> str:
    return _("、").join(holder_words(holder) for holder in line.holders if holder.title in titles)


def _elected(line: TermLine) -> str:
    return dotted(line.term.elected_on) if line.term else ""


def _years(line: TermLine) -> str:
    return _("{n}年").format(n=line.term.years) if line.term else ""


def _state(line: TermLine) -> str:
    if line.state is TermState.RUNNING:
        return ""
    words = days_words(line)
    label = term_state_label(line.state)
    return _("{state}，{days}").format(state=label, days=words) if words else label


def _term_note(line: TermLine) -> str:
    return line.term.note if line.term else ""
