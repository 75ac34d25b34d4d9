"""培训日程表: what comes when; the clock runs on from the beginning by the length of each course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from gzparty.domain.training import running_times
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.records import dataclass
from gzparty.reports.content import Align, Column, Paper
from gzparty.reports.papers.common import Entry, Style, form, table
from gzparty.services.views import SessionDetail


@dataclass(frozen=True, slots=True)
class _Item:
    """One line of the day."""

    start: datetime
    end: datetime
    title: str
    lecturer: str = ""


def schedule(detail: SessionDetail, arrive_minutes: int, style: Style) -> Paper:
    """Signing in, then the courses one after the other; a session without courses has one line with its topic."""
    title = _("{year}年第{n}期\u200b村党组织书记培训班日程表").format(
        year=detail.training.year, n=detail.training.ordinal
    )
    items = list(_items(detail, arrive_minutes))
    lined = table(_entries(detail), items, style, row_mm=14.0)
    return form(title, [lined], style, note=detail.training.topic)


def _items(detail: SessionDetail, arrive_minutes: int) -> Iterator[_Item]:
    start, end = detail.sitting.start, detail.sitting.end
    if arrive_minutes:
        yield _Item(start - timedelta(minutes=arrive_minutes), start, _("签到"))
    if not detail.courses:
        yield _Item(start, end, detail.training.topic)
    for course, begins, ends in running_times(start, detail.courses):
        post = _("（{post}）").format(post=course.lecturer_post) if course.lecturer_post else ""
        yield _Item(begins, ends, course.title, course.lecturer + post if course.lecturer else "")


def _entries(detail: SessionDetail) -> list[Entry[_Item]]:
    left = Align.LEFT
    return [
        Entry("day", Column(_("日期"), mm=22, merge=True), lambda item: _day(item.start)),
        Entry("time", Column(_("时间"), mm=26, whole=True), _clock),
        Entry("title", Column(_("课程内容"), weight=2.4, align=left), lambda item: item.title),
        Entry("lecturer", Column(_("授课人及职务"), weight=1.6), lambda item: item.lecturer),
        Entry("place", Column(_("地点"), mm=32, merge=True), lambda item: detail.sitting.place),
        Entry("host", Column(_("主持人"), mm=20, merge=True), lambda item: detail.training.host),
    ]


def _day(moment: datetime) -> str:
    return f"{dates.prose(moment.date())}\n{dates.full_weekday(moment.date())}"


def _clock(item: _Item) -> str:
    return f"{dates.clock(item.start)}—{dates.clock(item.end)}"
