"""Every paper of work style, composed from the views built by hand."""

from __future__ import annotations

from collections.abc import Callable

from gzparty.domain.inspection import InspectionKind
from gzparty.reports.content import Paper
from gzparty.reports.papers.circular import circular
from gzparty.reports.papers.close_out import close_out
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.ledger import lasting_paper, ledger_paper
from gzparty.reports.papers.quota import quota, quota_unmet
from gzparty.reports.papers.rectify_notice import rectify_notice
from gzparty.reports.papers.self_check import blank_self_check, self_check
from gzparty.reports.papers.tip_register import tip_register
from gzparty.reports.papers.tour import draw_record, tour_record
from gzparty.settings import Settings

from . import style_views as views
from .views import STYLE

NAMELESS_STYLE = ("blank-self-check", "quota", "quota-unmet", "circular", "tour-draw", "tip-register")
"""Papers that name units and no persons."""
STYLE_LETTERS = ("rectify-notice", "circular")
STYLE_SIGNERS = {
    "self-check": ["检查人：", "单位负责人签字："],
    "blank-self-check": ["检查人：", "单位负责人签字："],
    "close-out": ["责任人签字：", "验收人签字："],
    "tour-record": ["督查人员签字：", "被督查单位签字："],
    "tour-draw": ["抽签人：", "监督人："],
}
"""Forms signed by those concerned, not by 填表人 and 审核人."""


def each_style_paper(style: Style = STYLE) -> dict[str, Paper]:
    """Compose every one of them."""
    return {name: compose(style) for name, compose in COMPOSERS.items()}


def _quota(style: Style) -> Paper:
    board = views.a_quota_board()
    return quota(board, board.board.groups, views.TODAY, style)


def _tour_record(style: Style) -> Paper:
    view = views.a_tour_view()
    _place, unit, seen = view.units[1]
    return tour_record(view.tour, unit, seen, views.the_checklist(InspectionKind.JOINT), style)


COMPOSERS: dict[str, Callable[[Style], Paper]] = {
    "self-check": lambda style: self_check(views.an_inspection(), style),
    "blank-self-check": lambda style: blank_self_check("官庄社区", views.the_checklist(), style),
    "quota": _quota,
    "quota-unmet": lambda style: quota_unmet(views.MAY, views.some_unmet(), views.TODAY, style),
    "ledger": lambda style: ledger_paper(views.a_page(), style),
    "ledger-lasting": lambda style: lasting_paper(views.a_lasting_page(), style),
    "rectify-notice": lambda style: rectify_notice(views.an_asked(), views.some_known(), style),
    "close-out": lambda style: close_out(views.a_detail(), style),
    "tip-register": lambda style: tip_register(views.some_tips(), 2026, "", style),
    "circular": lambda style: circular(views.a_circular(), Settings(), style),
    "tour-record": _tour_record,
    "tour-draw": lambda style: draw_record(
        views.a_tour_view(), {n: views.a_unit(n) for n in (1, 2, 3)}, style
    ),
}
