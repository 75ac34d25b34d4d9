"""How each of the three lists of 干部队伍 is shown."""

from __future__ import annotations

from gzparty.i18n import N_, _
from gzparty.services.cadre_views import LadderLine, ReserveLine, TermLine
from ui.panels.cadre import rows
from ui.panels.cadre.part import Look
from ui.tables.manners import RowKeys


def terms() -> Look[TermLine]:
    """Terms of office."""
    return Look(
        "terms",
        _("任期届期"),
        rows.term_columns(),
        rows.term_rows,
        rows.terms_in,
        rows.term_chips,
        rows.term_spoken,
    )


def reserves() -> Look[ReserveLine]:
    """Reserve cadres."""
    return Look(
        "reserves",
        _("后备干部"),
        rows.reserve_columns(),
        rows.reserve_rows,
        rows.reserves_in,
        rows.reserve_chips,
        rows.reserve_spoken,
        RowKeys(N_("打开"), N_("修改…"), N_("删除")),
    )


def ladder() -> Look[LadderLine]:
    """The ladder of attendance."""
    return Look(
        "ladder",
        _("出勤阶梯"),
        rows.ladder_columns(),
        rows.ladder_rows,
        rows.ladder_in,
        rows.ladder_chips,
        rows.ladder_spoken,
    )
