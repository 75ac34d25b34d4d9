"""Lists of what is owed: boards, what is open, whom to chase, and the rules behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gzparty.domain.dues import Due, DueState
from gzparty.domain.forest import community_of
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.domain.phone import masked
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.duty import (
    cell_text,
    deadline_label,
    due_state_label,
    every_label,
    grade_label,
    scope_label,
)
from gzparty.labels.period import period_label, period_text
from gzparty.services.bundle import Services
from gzparty.services.duty_views import Cell, DueLine

_N, _D = CellKind.NUMBER, CellKind.DATE
_UNIT = (ListColumn("community", N_("社区"), width=12), ListColumn("unit", N_("单位"), width=14))
MONTHS = tuple(
    ListColumn(f"month_{number}", title, width=9)
    for number, title in enumerate(
        (
            *(N_("1月"), N_("2月"), N_("3月"), N_("4月"), N_("5月"), N_("6月")),
            *(N_("7月"), N_("8月"), N_("9月"), N_("10月"), N_("11月"), N_("12月")),
        ),
        1,
    )
)


def open_dues(services: Services, chosen: Selectors) -> Iterator[Row]:
    """What is overdue, due soon or waits for papers on a day, the gravest first; what `due` gives too."""
    yield from _due_rows(services, services.dues.open(chosen.on), chosen)


def dues(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Every due of a month, or of a year."""
    month = Period.of_month(chosen.year, chosen.month) if chosen.month else None
    lines = services.dues.all(chosen.year, lambda period: month is None or period.covers(month))
    yield from _due_rows(services, lines, chosen)


def board(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Units x the duties of one month."""
    found = services.dues.board(month_of(chosen))
    for group in found.groups:
        for line in group.lines:
            if _is_in(line.unit, group.unit, chosen):
                row: dict[str, object] = {"community": group.title, "unit": line.unit.name}
                for code, cell in line.cells.items():
                    row |= {code: cell_text(cell), f"{code}_state": cell.state.value}
                yield row


def board_columns(services: Services, chosen: Selectors) -> tuple[ListColumn, ...]:
    """The duties of that month."""
    columns = services.dues.board(month_of(chosen)).columns
    return tuple(ListColumn(column.duty.code, column.duty.title, width=12) for column in columns)


def year_board(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Units x the months of a year, duty by duty; a quarter stands in its last month, a year in December."""
    for line in services.duties.lines(chosen.on):
        if chosen.duty not in (None, line.duty.code):
            continue
        found = services.dues.year(line.duty.code, chosen.year)
        for group in found.groups:
            for row in group.lines:
                if _is_in(row.unit, group.unit, chosen):
                    yield {
                        "duty": found.title,
                        "community": group.title,
                        "unit": row.unit.name,
                        **_by_month(found.periods, row.cells),
                    }


def chase(services: Services, chosen: Selectors) -> Iterator[Row]:
    """The villages with something late, under whom they are reminded by."""
    month = Period.of_month(chosen.year, chosen.month) if chosen.month else None
    for group in services.dues.chase(month):
        for unit in group.units:
            if _is_in(unit.unit, group.unit, chosen):
                yield {
                    "community": group.title,
                    "contact": group.contact,
                    "phone": group.phone if chosen.show_phones else masked(group.phone),
                    "unit": unit.unit.name,
                    "what": _("；").join(
                        _("{period}{duty}：{why}").format(
                            period=period_label(line.due.period), duty=line.due.duty.title, why=line.why
                        )
                        for line in unit.lines
                    ),
                }


def duties(services: Services, chosen: Selectors) -> Iterator[Row]:
    """The rules in force on a day."""
    for line in services.duties.lines(chosen.on):
        duty = line.duty
        yield {
            "code": duty.code,
            "title": duty.title,
            "basis": duty.basis,
            "scope": duty.scope.value,
            "scope_label": scope_label(duty.scope),
            "owing": line.owing,
            "every": duty.every.value,
            "times": duty.times,
            "every_label": every_label(duty.every, duty.times),
            "hold_by": duty.hold_by.text if duty.hold_by else "",
            "hold_label": deadline_label(duty.hold_by, duty.every),
            "report_by": duty.report_by.text if duty.report_by else "",
            "report_label": deadline_label(duty.report_by, duty.every),
            "grade": duty.grade.value,
            "grade_label": grade_label(duty.grade),
            "valid_from": duty.valid_from if duty.id else None,
            "stopped": duty.stopped,
        }


def waivers(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Who is let off what in a year."""
    for line in services.duties.waivers(chosen.year):
        if chosen.duty in (None, line.waiver.duty) and chosen.unit_id in (None, line.unit.id):
            yield {
                "unit": line.unit.name,
                "group": line.group,
                "duty": line.title,
                "period": line.waiver.period,
                "period_label": period_text(Period.parse(line.waiver.period)),
                "reason": line.waiver.reason,
                "approver": line.waiver.approver,
                "approved_on": line.waiver.approved_on,
            }


def life_days(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Every branch's 支部生活日 and where it falls in a month."""
    for line in services.duties.life_days(month_of(chosen)):
        if _is_in(line.unit, line.community, chosen):
            held = line.life_day
            yield {
                "community": line.community.name if line.community else "",
                "unit": line.unit.name,
                "rule": held.rule if held else "",
                "starts_at": f"{held.starts_at:%H:%M}" if held and held.starts_at else "",
                "grace": held.grace if held else None,
                "falls_on": line.falls_on,
                "until": line.until,
                "valid_from": held.valid_from if held else None,
            }


def errands(services: Services, chosen: Selectors) -> Iterator[Row]:
    """What was asked for once, unit by unit."""
    units = services.people.units_by_id()
    for view in services.errands.all(open_only=False):
        for unit, owed, state in view.units:
            if chosen.state not in (None, state.value) or view.errand.asked_on.year != chosen.year:
                continue
            community = community_of(unit, units)
            if _is_in(unit, community, chosen):
                yield {
                    "number": view.errand.number,
                    "title": view.errand.title,
                    "asked_by": view.errand.asked_by,
                    "asked_on": view.errand.asked_on,
                    "due_on": view.errand.due_on,
                    "community": community.name if community else "",
                    "unit": unit.name,
                    "state": state.value,
                    "state_label": errand_state_label(state),
                    "received_on": owed.received_on,
                    "returned_on": owed.returned_on,
                    "return_reason": owed.return_reason,
                    "filed_at": owed.filed_at,
                    "finished_on": view.errand.finished_on,
                }


def states() -> dict[str, str]:
    """The states of dues."""
    return {state.value: due_state_label(state) for state in DueState}


def errand_states() -> dict[str, str]:
    """The states of what is handed in."""
    known = (DueState.TODO, DueState.SOON, DueState.OVERDUE, DueState.RETURNED, DueState.DONE, DueState.LATE)
    return {state.value: errand_state_label(state) for state in (*known, DueState.WAIVED)}


def errand_state_label(state: DueState) -> str:
    """没交 where a meeting's due says 没开."""
    words = {
        DueState.OVERDUE: _("没交"),
        DueState.DONE: _("已交"),
        DueState.LATE: _("补交"),
        DueState.WAIVED: _("不再要"),
    }
    return words.get(state) or due_state_label(state)


def month_of(chosen: Selectors) -> Period:
    """The month chosen; this month of this year, the last one of another."""
    number = chosen.month or (chosen.on.month if chosen.year == chosen.on.year else 12)
    return Period.of_month(chosen.year, number)


def _due_rows(services: Services, lines: Iterable[DueLine], chosen: Selectors) -> Iterator[Row]:
    responsible = services.dues.responsible()
    for line in lines:
        due = line.due
        if not _is_in(line.unit, line.community, chosen):
            continue
        if chosen.state not in (None, due.state.value) or chosen.duty not in (None, due.duty.code):
            continue
        name, phone = responsible.get(line.unit.id, ("", ""))
        yield {
            "unit": line.unit.name,
            "community": line.community.name if line.community else "",
            "group": line.group,
            "duty": due.duty.title,
            "code": due.duty.code,
            "period": due.period.code,
            "period_label": period_text(due.period),
            "status": due.state.value,
            "status_label": _status(due),
            "due_on": due.due_on,
            "hold_by": due.hold_by,
            "report_by": due.report_by,
            "days": due.days,
            "late": due.days if due.is_late else None,
            "responsible": name,
            "phone_masked": masked(phone) if phone else "",
            "why": line.why,
        }


def _status(due: Due) -> str:
    from gzparty.domain.explaining import ERRAND

    return (
        errand_state_label(due.state)
        if due.duty.record == ERRAND
        else due_state_label(due.state, due.duty.record)
    )


def _is_in(unit: UnitView, above: UnitView | None, chosen: Selectors) -> bool:
    """Whether a unit is the chosen one or stands under it."""
    return chosen.unit_id in (None, unit.id) or (above is not None and above.id == chosen.unit_id)


def _by_month(periods: Iterable[Period], cells: Iterable[Cell]) -> dict[str, str]:
    pairs = zip(periods, cells, strict=True)
    return {f"month_{period.closing.month}": cell_text(cell) for period, cell in pairs}


_DUE = (
    *_UNIT,
    ListColumn("group", N_("党小组"), width=12),
    ListColumn("duty", N_("事项"), width=14),
    ListColumn("period_label", N_("所属"), width=14),
    ListColumn("status_label", N_("状态"), width=10),
    ListColumn("due_on", N_("时限"), _D, 12),
    ListColumn("late", N_("逾期天数"), _N, 8),
    ListColumn("responsible", N_("负责人"), width=10),
    ListColumn("phone_masked", N_("电话"), width=14),
    ListColumn("why", N_("说明"), width=40),
)
LISTS = (
    ListSpec("open", N_("要办的事"), _DUE, open_dues, ("unit", "state", "duty"), states),
    ListSpec("dues", N_("应办事项"), _DUE, dues, ("year", "month", "unit", "state", "duty"), states),
    ListSpec("board", N_("完成情况"), _UNIT, board, ("year", "month", "unit"), more=board_columns),
    ListSpec(
        "year-board",
        N_("全年完成情况"),
        (ListColumn("duty", N_("事项"), width=12), *_UNIT, *MONTHS),
        year_board,
        ("year", "unit", "duty"),
    ),
    ListSpec(
        "chase",
        N_("催办"),
        (
            ListColumn("community", N_("社区"), width=12),
            ListColumn("contact", N_("社区书记"), width=10),
            ListColumn("phone", N_("电话"), width=14),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("what", N_("还差什么"), width=60),
        ),
        chase,
        ("year", "month", "unit"),
    ),
    ListSpec(
        "duties",
        N_("制度与时限"),
        (
            ListColumn("title", N_("事项"), width=14),
            ListColumn("basis", N_("依据"), width=22),
            ListColumn("scope_label", N_("谁来办"), width=16),
            ListColumn("owing", N_("几个"), _N, 6),
            ListColumn("every_label", N_("多久一次"), width=14),
            ListColumn("hold_label", N_("召开"), width=12),
            ListColumn("report_label", N_("报送"), width=16),
            ListColumn("grade_label", N_("类别"), width=8),
            ListColumn("valid_from", N_("从何时起"), _D, 12),
        ),
        duties,
    ),
    ListSpec(
        "waivers",
        N_("免办"),
        (
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("group", N_("党小组"), width=12),
            ListColumn("duty", N_("事项"), width=14),
            ListColumn("period_label", N_("所属"), width=14),
            ListColumn("reason", N_("原因"), width=30),
            ListColumn("approver", N_("谁同意"), width=12),
            ListColumn("approved_on", N_("同意日期"), _D, 12),
        ),
        waivers,
        ("year", "unit", "duty"),
    ),
    ListSpec(
        "life-days",
        N_("支部生活日"),
        (
            *_UNIT,
            ListColumn("rule", N_("哪天"), width=14),
            ListColumn("starts_at", N_("几点"), width=8),
            ListColumn("grace", N_("宽限天数"), _N, 8),
            ListColumn("falls_on", N_("这个月是"), _D, 12),
            ListColumn("until", N_("算到"), _D, 12),
        ),
        life_days,
        ("year", "month", "unit"),
    ),
    ListSpec(
        "errands",
        N_("要材料"),
        (
            ListColumn("number", N_("编号"), width=10),
            ListColumn("title", N_("材料"), width=24),
            ListColumn("asked_by", N_("谁要的"), width=14),
            ListColumn("due_on", N_("时限"), _D, 12),
            *_UNIT,
            ListColumn("state_label", N_("状态"), width=8),
            ListColumn("received_on", N_("收到"), _D, 12),
            ListColumn("returned_on", N_("退回"), _D, 12),
            ListColumn("return_reason", N_("退回原因"), width=20),
            ListColumn("filed_at", N_("原件在哪"), width=14),
        ),
        errands,
        ("year", "unit", "state"),
        errand_states,
    ),
)
