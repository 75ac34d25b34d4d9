"""Ready texts for WeChat: a notice with everything a village secretary asks back about."""

from __future__ import annotations

from datetime import timedelta

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.services.views import SessionDetail


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
        arrival = dates.clock(sitting.planned_start - timedelta(minutes=arrive_minutes))
        lines.append(
            _("请于 {arrival} 前到会签到。不能参加的，提前请假，说明由谁代会。").format(arrival=arrival)
        )
    if training.contact:
        lines.append(_("联系人：{contact}").format(contact=training.contact))
    return "\n".join(lines)
