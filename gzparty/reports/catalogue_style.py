"""The papers of work style in the list of papers."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.reports import composing_style as composing
from gzparty.reports import subject_style as style
from gzparty.reports.composing import Compose
from gzparty.reports.spec import FORM, STYLE, USUAL, PaperSpec
from gzparty.reports.subject import INSPECTION, MONTH, PROBLEM, STATE, TOUR, UNIT, YEAR

_LEDGER = (*USUAL, "outside")
_LETTER = ("title", "issuer")
_NAMELESS = N_("上墙、对外用，责任领导以外不印人名")


def _style(name: str, label: str, selectors: tuple[str, ...], compose: Compose, **facts: object) -> PaperSpec:
    given = {"group": STYLE, "of_style": True, **facts}
    return PaperSpec(name, label, selectors=selectors, compose=compose, **given)  # type: ignore[arg-type]


PAPERS: tuple[PaperSpec, ...] = (
    _style(
        "self-check",
        N_("自查自纠记录表"),
        (YEAR, MONTH, UNIT, INSPECTION),
        composing.compose_self_check,
        each=style.each_inspection,
        optional=(MONTH, UNIT),
        editable=True,
    ),
    _style(
        "blank-self-check",
        N_("空白自查自纠记录表"),
        (UNIT,),
        composing.compose_blank_self_check,
        each=style.each_work_unit,
        optional=(UNIT,),
    ),
    _style("quota", N_("自查次数一览"), (YEAR, UNIT), composing.compose_quota, optional=(UNIT,)),
    _style("quota-unmet", N_("未达标清单"), (MONTH,), composing.compose_quota_unmet),
    _style(
        "ledger",
        N_("问题整改台账"),
        (YEAR, MONTH, STATE, UNIT, PROBLEM),
        composing.compose_ledger,
        options=_LEDGER,
        optional=(MONTH, STATE, UNIT, PROBLEM),
        outside=_NAMELESS,
    ),
    _style(
        "ledger-lasting",
        N_("长期坚持台账"),
        (YEAR, UNIT, PROBLEM),
        composing.compose_lasting,
        options=_LEDGER,
        optional=(UNIT, PROBLEM),
        outside=_NAMELESS,
    ),
    _style(
        "rectify-notice",
        N_("整改通知书"),
        (UNIT,),
        composing.compose_rectify_notice,
        options=_LETTER,
        each=style.each_open_unit,
        editable=True,
    ),
    _style(
        "close-out",
        N_("销号表"),
        (YEAR, UNIT, PROBLEM),
        composing.compose_close_out,
        options=FORM,
        each=style.each_problem,
        optional=(UNIT,),
        editable=True,
    ),
    _style(
        "circular",
        N_("督查通报"),
        (TOUR,),
        composing.compose_circular,
        options=(*_LETTER, "named"),
        editable=True,
    ),
    _style(
        "tour-record",
        N_("督查现场记录表"),
        (TOUR, UNIT),
        composing.compose_tour_record,
        each=style.each_tour_unit,
    ),
    _style("tour-draw", N_("抽签记录"), (TOUR,), composing.compose_draw),
)
