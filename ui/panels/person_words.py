"""A person's file in words and glyphs: the lines of the panel's tabs, the months of the year, the facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.sitting import Status
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence
from gzparty.labels.people import class_label, credit_source_label, sex_label
from gzparty.labels.training import stage_label, status_label
from gzparty.services.people_views import (
    HistoryLine,
    MembershipLine,
    MonthMark,
    PersonFile,
    PersonMeeting,
    PostLine,
)
from gzparty.services.views import SessionStage
from ui.glyphs import Glyph
from ui.tables.roll_columns import GLYPHS, credit_words
from ui.widgets.credit_bar import MonthGlyph, Share
from ui.widgets.line_list import Line

SOURCE_TOKENS = {"town": "g-ok", "makeup": "g-warn", "outside": "info"}
MONTHS = 12
PRESSING = (SessionStage.TODAY, SessionStage.TAKING, SessionStage.UNENTERED)
"""Stages of a session in which something is to be done now."""


def facts(file: PersonFile) -> list[tuple[str, str]]:
    """What the roster knows of a person, in the order of a registration form; the phone has its own line."""
    person = file.person
    known = [
        (_("出生年月"), partial(person.birth)),
        (_("学历"), person.education),
        (_("入党时间"), partial(person.joined)),
        (_("任职时间"), _since(file.posts)),
        (_("党员类别"), class_label(file.line.party_class)),
        (_("性别"), sex_label(person.sex)),
        (_("党小组"), file.line.group),
        (_("民族"), person.nation),
        (_("备注"), person.note),
    ]
    return [(title, words or "—") for title, words in known[:4]] + [fact for fact in known[4:] if fact[1]]


def partial(day: PartialDate | None) -> str:
    """1974年3月, as long as what is known."""
    if day is None:
        return ""
    if day.day:
        return dates.paper(day.first_day())
    pattern = _("{year}年{month}月") if day.month else _("{year}年")
    return pattern.format(year=day.year, month=day.month)


def remark(file: PersonFile) -> str:
    """What stands beside the name: 西利见村党支部书记、村委会主任."""
    line = file.line
    if file.person.ended_on:
        return _("{unit}，{day} 起不在名册上").format(
            unit=line.unit_name, day=dates.paper(file.person.ended_on)
        )
    posts = line.posts or (
        class_label(line.party_class) and _("{name}党员").format(name=class_label(line.party_class))
    )
    return joined(line.unit_name, posts)


def joined(unit: str, post: str) -> str:
    """Unit and post as they are spoken: 官庄社区 and 社区党委书记 are 官庄社区党委书记."""
    shared = next((n for n in range(min(len(unit), len(post)), 1, -1) if unit.endswith(post[:n])), 0)
    return unit + post[shared:]


def shares(file: PersonFile) -> list[Share]:
    """The year's credit by source, in 学时."""
    return [
        Share(credit_source_label(one.source), one.credit / 2, SOURCE_TOKENS[one.source])
        for one in file.sources
        if one.credit
    ]


def missing(file: PersonFile) -> str:
    """What is missing to the target: 还差 24; empty where the person owes none."""
    line = file.line
    if not line.target:
        return ""
    short = line.target - sum(one.credit for one in file.sources)
    return _("还差 {n}").format(n=credit_words(short)) if short > 0 else _("已达标")


def months(strip: Sequence[MonthMark], today: date, year: int) -> list[MonthGlyph]:
    """Twelve glyphs; of several sessions in a month the last one marked counts."""
    made = []
    for month in range(1, MONTHS + 1):
        marks = [mark for mark in strip if mark.month == month]
        marked = [mark for mark in marks if mark.status and mark.status != Status.UNMARKED]
        ahead = (year, month) >= (today.year, today.month)
        if marked:
            status = Status(marked[-1].status)
            glyph, words = GLYPHS[status], status_label(status)
        elif not marks or not marks[-1].state:
            glyph, words = (Glyph.TODO, _("还没排")) if ahead else (Glyph.NOT_APPLICABLE, _("没有叫"))
        elif marks[-1].state in PRESSING:
            glyph, words = Glyph.SOON, stage_label(SessionStage(marks[-1].state))
        else:
            glyph, words = (Glyph.TODO, _("还没到")) if ahead else (Glyph.NOT_APPLICABLE, _("没有叫"))
        made.append(MonthGlyph(month, glyph, _("{month}月{words}").format(month=month, words=words)))
    return made


def meeting_lines(meetings: Sequence[PersonMeeting], today: date) -> list[Line]:
    """Sittings and trainings, the latest first."""
    return [_meeting(one, today) for one in sorted(meetings, key=lambda one: one.day, reverse=True)]


def _meeting(one: PersonMeeting, today: date) -> Line:
    figure = credit_words(one.credit) if one.credit else ""
    if one.outside:
        return Line(dates.table(one.day), one.title, _("参加"), Glyph.DONE, figure)
    if not one.status:
        words = _("今天") if one.day == today else _("还没到") if one.day > today else _("没登记")
        return Line(dates.table(one.day), one.title, words, Glyph.SOON if one.day == today else Glyph.TODO)
    status = Status(one.status)
    words = _("{status}补课").format(status=status_label(status)) if one.made_up else status_label(status)
    return Line(dates.table(one.day), one.title, words, GLYPHS[status], figure)


def attendance_words(meetings: Sequence[PersonMeeting], year: int) -> str:
    """How often the person was called and came."""
    called = [one for one in meetings if not one.outside and one.status]
    came = [one for one in called if Status(one.status) in (Status.PRESENT, Status.LATE, Status.EARLY)]
    if not called:
        return _("{year}年没有名单里有这个人，不统计。").format(year=year)
    return _("{year}年叫了 {called} 次，到 {came} 次。").format(year=year, called=len(called), came=len(came))


def post_lines(posts: Sequence[PostLine]) -> list[Line]:
    """Posts, those still held first."""
    return [_post(one) for one in sorted(posts, key=lambda one: one.until is not None)]


def _post(one: PostLine) -> Line:
    held = _span(one.since, one.until)
    term = _("本届到 {day}").format(day=dates.paper(one.term_ends)) if one.term_ends and not one.until else ""
    detail = _("，").join(part for part in (held, term) if part)
    glyph = Glyph.NOT_APPLICABLE if one.until else Glyph.DONE
    what = _("{unit}　{post}").format(unit=one.unit_name, post=one.label)
    return Line("", what, _("已免") if one.until else _("在任"), glyph, "", detail)


def membership_lines(memberships: Sequence[MembershipLine]) -> list[Line]:
    """Where the person was a member, the present branch first."""
    return [_membership(one) for one in sorted(memberships, key=lambda one: one.until is not None)]


def _membership(one: MembershipLine) -> Line:
    words = [one.unit_name, one.group_name, class_label(one.party_class) or _("不是党员")]
    since = one.since.isoformat() if one.since else ""
    glyph = Glyph.NOT_APPLICABLE if one.until else Glyph.DONE
    what = "　".join(word for word in words if word)
    state = _("已转出") if one.until else _("现在")
    return Line("", what, state, glyph, "", _span(since, one.until))


def _span(since: str, until: date | None) -> str:
    if until:
        return _("{since} 至 {until}").format(since=since or _("不详"), until=until.isoformat())
    return _("{since} 起").format(since=since) if since else ""


def history_lines(history: Sequence[HistoryLine]) -> list[Line]:
    """What happened to the record, the latest first."""
    return [
        Line(
            f"{one.at:%Y-%m-%d}",
            one.deed,
            detail=_("，").join(part for part in (f"{one.at:%H:%M}", source(one.source), one.detail) if part),
            struck=one.undone,
        )
        for one in sorted(history, key=lambda one: one.at, reverse=True)
    ]


def source(code: str) -> str:
    """From where a deed was done."""
    return _(_SOURCES[code]) if code in _SOURCES else code


_SOURCES = {
    "window": N_("窗口里"),
    "cli": N_("命令行"),
    "import": N_("导入"),
    "new": N_("新建时"),
    "demo": N_("示例"),
}


def reminder_words(file: PersonFile) -> str:
    """What the roster reminds of for this person."""
    return "\n".join(sentence(one.finding) for one in file.reminders)


def present_post(file: PersonFile) -> PostLine | None:
    """The first post the person holds: the term of its unit is the one meant in the file."""
    return next((one for one in file.posts if one.until is None), None)


def _since(posts: Sequence[PostLine]) -> str:
    held = next((one for one in posts if one.until is None and one.since), None)
    return partial(PartialDate.from_iso(held.since)) if held else ""
