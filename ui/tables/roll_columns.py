"""The columns of a roll: who, from where, the mark with its glyph, the reason, the credit."""

from __future__ import annotations

from gzparty.domain.roll import TAKES_REASON
from gzparty.domain.sitting import Status
from gzparty.i18n import N_, _
from gzparty.labels.training import reason_text, status_label
from gzparty.services.views import RollRow
from ui.glyphs import Glyph
from ui.tables.column import Column

GLYPHS = {
    Status.UNMARKED: Glyph.TODO,
    Status.UNSETTLED: Glyph.TODO,
    Status.PRESENT: Glyph.DONE,
    Status.LATE: Glyph.LATE,
    Status.LEAVE: Glyph.LEAVE,
    Status.OFFICIAL: Glyph.OUT,
    Status.ABSENT: Glyph.ABSENT,
    Status.SUBSTITUTE: Glyph.SUBSTITUTE,
    Status.EARLY: Glyph.EARLY,
}
_ORDER = {status: place for place, status in enumerate(Status)}


def credit_words(half_hours: int) -> str:
    """Say credit in 学时: 8 half hours are 4."""
    return f"{half_hours / 2:g}"


def roll_columns() -> tuple[Column[RollRow], ...]:
    """Make the columns of the roll's table."""
    return (
        Column(
            "position",
            N_("序号"),
            _position,
            52,
            sort_key=lambda r: r.attendance.position,
            right=True,
            tone=_dim,
        ),
        Column(
            "name", N_("姓名"), lambda row: row.attendance.name, 78, sort_key=lambda r: r.attendance.initials
        ),
        Column("unit", N_("村"), lambda row: row.attendance.unit_name, 100),
        Column("post", N_("职务"), _post, 178, least=96, optional=True, tone=_dim),
        Column("status", N_("状态"), _status, 92, sort_key=_status_order, glyph=_glyph, tone=_status_tone),
        Column(
            "reason",
            N_("事由、代会人"),
            _reason,
            stretch=True,
            tone=_soft,
            editable=takes_reason,
            edit_text=_reason_typed,
        ),
        Column("credit", N_("学时"), _credit, 60, sort_key=lambda r: r.credit or 0, right=True),
    )


def takes_reason(row: RollRow) -> bool:
    """Tell whether a mark has room for a reason or a substitute's name."""
    return row.attendance.status in TAKES_REASON


def _position(row: RollRow) -> str:
    return str(row.attendance.position)


def _post(row: RollRow) -> str:
    return (
        _("{post}（列席）").format(post=row.attendance.post) if row.attendance.guest else row.attendance.post
    )


def _status(row: RollRow) -> str:
    return status_label(row.attendance.status)


def _status_order(row: RollRow) -> int:
    return _ORDER[row.attendance.status]


def _glyph(row: RollRow) -> Glyph:
    return GLYPHS[row.attendance.status]


def _status_tone(row: RollRow) -> str:
    return "ink3" if row.attendance.status in (Status.UNMARKED, Status.UNSETTLED) else "ink"


def _dim(_row: RollRow) -> str:
    return "ink3"


def _soft(_row: RollRow) -> str:
    return "ink2"


def _reason(row: RollRow) -> str:
    return reason_text(row.attendance)


def _reason_typed(row: RollRow) -> str:
    """Give the text as it is typed: 李示例 支部副书记 for a substitute, 16:30 接检查组 for who left early."""
    line = row.attendance
    if line.status is Status.SUBSTITUTE:
        return f"{line.substitute_name} {line.substitute_post}".strip()
    if line.left_at:
        return f"{line.left_at:%H:%M} {line.reason}".strip()
    return line.reason


def _credit(row: RollRow) -> str:
    return "" if row.credit is None else credit_words(row.credit)
