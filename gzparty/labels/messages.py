"""Ready texts for WeChat: what a village secretary asks back about is said at once; no member is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from gzparty.i18n import _, in_chinese
from gzparty.labels import dates
from gzparty.records import dataclass
from gzparty.services.views import SessionDetail


class PrivateReason(StrEnum):
    """Why somebody is written to alone: nothing heard yet, or missing at the door."""

    UNHEARD = "unheard"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """When and where a session was to be, before it was changed."""

    start: datetime
    end: datetime
    place: str


@in_chinese()
def training_notice(detail: SessionDetail, arrive_minutes: int) -> str:
    """Say when, where and about what a session is; names no member and no phone but the contact's."""
    training, sitting = detail.training, detail.sitting
    lines = [
        _("【培训通知】第 {n} 期村党组织书记培训班").format(n=training.ordinal),
        _("时间：{span}").format(span=dates.span(sitting.planned_start, sitting.planned_end)),
    ]
    if sitting.place:
        lines.append(_("地点：{place}").format(place=sitting.place))
    if training.topic:
        lines.append(_("主题：{topic}").format(topic=training.topic))
    if arrive_minutes:
        lines.append(
            _("请于 {arrival} 前到会签到。不能参加的，提前请假，说明由谁代会。").format(
                arrival=_arrival(detail, arrive_minutes)
            )
        )
    return _with_contact(lines, detail)


@in_chinese()
def training_change(detail: SessionDetail, before: Arrangement) -> str:
    """Say that a session was moved: what was said before and what holds now; what stays is said to stay."""
    sitting = detail.sitting
    old = dates.span(before.start, before.end)
    new = dates.span(sitting.planned_start, sitting.planned_end)
    moved, elsewhere = old != new, before.place != sitting.place
    lines = [_change_head(moved, elsewhere).format(n=detail.training.ordinal)]
    if moved:
        lines += [_("原定时间：{span}").format(span=old), _("改为：{span}").format(span=new)]
    else:
        lines.append(_("时间不变：{span}").format(span=new))
    if elsewhere:
        lines += [
            _("原定地点：{place}").format(place=before.place or _("未定")),
            _("改到：{place}").format(place=sitting.place or _("另行通知")),
        ]
    elif sitting.place:
        lines.append(_("地点不变：{place}").format(place=sitting.place))
    lines.append(_("以本通知为准，请互相转告。"))
    return _with_contact(lines, detail)


@in_chinese()
def training_cancelled(detail: SessionDetail) -> str:
    """Say that a session will not be held, and why where the office gave a reason."""
    sitting, reason = detail.sitting, detail.training.state_reason
    lines = [
        _("【培训取消】第 {n} 期村党组织书记培训班").format(n=detail.training.ordinal),
        _("原定时间：{span}").format(span=dates.span(sitting.planned_start, sitting.planned_end)),
    ]
    if sitting.place:
        lines.append(_("原定地点：{place}").format(place=sitting.place))
    if reason:
        lines.append(_("原因：{reason}").format(reason=reason))
    lines.append(_("本期不再举办，请不要前往；补办时间另行通知。"))
    return _with_contact(lines, detail)


@in_chinese()
def training_reminder(detail: SessionDetail, today: date, arrive_minutes: int, bring: str = "") -> str:
    """Remind the group the day before or on the day: what, when, where, and what to bring, nothing else."""
    sitting = detail.sitting
    lines = [
        _("【提醒】第 {n} 期村党组织书记培训班，{day}").format(
            day=_near(sitting.planned_start.date(), today), n=detail.training.ordinal
        ),
        _("时间：{span}").format(span=dates.span(sitting.planned_start, sitting.planned_end)),
    ]
    if sitting.place:
        lines.append(_("地点：{place}").format(place=sitting.place))
    if detail.training.topic:
        lines.append(_("主题：{topic}").format(topic=detail.training.topic))
    lines.append(_("请带：{things}").format(things=bring or _("笔记本、笔")))
    if arrive_minutes:
        lines.append(_("{arrival} 前签到。").format(arrival=_arrival(detail, arrive_minutes)))
    return "\n".join(lines)


def private_reminder(
    detail: SessionDetail, today: date, reason: PrivateReason = PrivateReason.UNHEARD
) -> str:
    """Write to one person alone; without a name, so that the text fits everyone it is sent to."""
    sitting = detail.sitting
    called = _("第 {n} 期村党组织书记培训班").format(n=detail.training.ordinal)
    day = _near(sitting.planned_start.date(), today)
    where = _("，在{place}").format(place=sitting.place) if sitting.place else ""
    clock = dates.clock(sitting.planned_start)
    if reason is PrivateReason.MISSING:
        text = _("书记您好，{day} {clock} 的{called}{where}，还没看到您签到。路上的话注意安全，到了先签到；")
        text += _("有事来不了，回我一声事由和由谁代会。")
    else:
        text = _("书记您好，{day} {clock} 有{called}{where}。能参加请回“参加”；")
        text += _("有事来不了，回事由和由谁代会，我来登记请假。")
    return text.format(day=day, clock=clock, called=called, where=where)


def _change_head(moved: bool, elsewhere: bool) -> str:
    if moved and elsewhere:
        return _("【培训改期、改地点】第 {n} 期村党组织书记培训班")
    if elsewhere:
        return _("【培训改地点】第 {n} 期村党组织书记培训班")
    return _("【培训改期】第 {n} 期村党组织书记培训班")


def _near(day: date, today: date) -> str:
    """今天, 明天 with the date, or the date alone; a reader may see the message a day late."""
    words = {0: _("今天（{day}）"), 1: _("明天（{day}）")}
    return words.get((day - today).days, "{day}").format(day=dates.prose_weekday(day))


def _arrival(detail: SessionDetail, minutes: int) -> str:
    return dates.clock(detail.sitting.planned_start - timedelta(minutes=minutes))


def _with_contact(lines: list[str], detail: SessionDetail) -> str:
    contact = detail.training.contact
    told = [_("联系人：{contact}").format(contact=contact)] if contact else []
    return "\n".join([*lines, *told])
