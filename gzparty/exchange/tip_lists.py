"""The list of opinions; who said them stands in none of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gzparty.domain.tip import Satisfaction, TipGroup
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_
from gzparty.labels.tips import channel_label, satisfaction_label, tip_group_label, tip_kind_label
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import TipView

_N, _D = CellKind.NUMBER, CellKind.DATE


def tips(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Opinions received in a year, of all units or one, by number."""
    for view in services.tips.all(chosen.year):
        is_of_unit = chosen.unit_id in (None, view.tip.unit_id)
        if is_of_unit and chosen.state in (None, view.group.value):
            yield _row(view)


def tip_states() -> Mapping[str, str]:
    """The states the list can be narrowed to."""
    return {group.value: tip_group_label(group) for group in TipGroup}


def _row(view: TipView) -> Row:
    tip = view.tip
    asked = tip.satisfaction is not Satisfaction.UNKNOWN
    return {
        "number": tip.number,
        "kind": tip.kind.value,
        "kind_label": tip_kind_label(tip.kind),
        "received_on": tip.received_on,
        "channel": tip.channel.value,
        "channel_label": channel_label(tip.channel),
        "content": tip.content,
        "unit": view.unit.name if view.unit else "",
        "due_on": tip.due_on,
        "state": view.group.value,
        "state_label": tip_group_label(view.group),
        "days": view.days,
        "reply": tip.reply,
        "replied_on": tip.replied_on,
        "satisfaction_label": satisfaction_label(tip.satisfaction) if asked else "",
        "handed_on": tip.handed_on,
        "handed_to": tip.handed_to,
        "taken_by": tip.taken_by,
        "problems": " ".join(line.problem.number for line in view.problems),
        "note": tip.note,
    }


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "tips",
        N_("群众意见"),
        (
            ListColumn("number", N_("编号"), width=10),
            ListColumn("kind_label", N_("类别"), width=16),
            ListColumn("received_on", N_("收到"), _D, 12),
            ListColumn("channel_label", N_("来源"), width=8),
            ListColumn("content", N_("内容"), width=40),
            ListColumn("unit", N_("办理单位"), width=14),
            ListColumn("due_on", N_("期限"), _D, 12),
            ListColumn("state_label", N_("状态"), width=8),
            ListColumn("days", N_("过期天数"), _N, 8),
            ListColumn("reply", N_("答复"), width=40),
            ListColumn("replied_on", N_("答复日期"), _D, 12),
            ListColumn("satisfaction_label", N_("满意不满意"), width=10),
            ListColumn("handed_on", N_("移交日期"), _D, 12),
            ListColumn("handed_to", N_("移交给"), width=14),
            ListColumn("taken_by", N_("接收人"), width=10),
            ListColumn("problems", N_("转成的问题"), width=12),
            ListColumn("note", N_("备注"), width=20),
        ),
        tips,
        ("year", "unit", "state"),
        tip_states,
    ),
)
