"""The command on the work calendar: list a year's runs, mark and take away days, confirm a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, print_table, say
from gzparty.cli.typed import Day
from gzparty.domain.calendar import DayKind, DayRun
from gzparty.domain.date_text import Lean
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.calendar import kind_label, source_label
from gzparty.services.bundle import Services
from gzparty.services.views import CalendarYear

Span = tuple[date, date]


class DaySpan(click.ParamType[Span]):
    """Days written 2027-02-06:2027-02-12 or 2.6:2.12, or one day."""

    name = "date[:date]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        if isinstance(value, tuple):
            return value
        first, _colon, last = value.partition(":")
        day = Day(Lean.NONE)
        return day.convert(first, param, ctx), day.convert(last or first, param, ctx)


@click.command(
    "calendar",
    cls=Command,
    help=N_("放假和调休：不写改动就列出一年的安排。日子写成 2027-02-06:2027-02-12，只有一天就写一天。"),
)
@click.option("--year", type=int)
@click.option("--off", "off_days", type=DaySpan(), multiple=True)
@click.option("--work", "work_days", type=DaySpan(), multiple=True)
@click.option("--clear", "clear_days", type=DaySpan(), multiple=True)
@click.option("--name", "holiday", default="")
@click.option("--confirm", is_flag=True)
@json_option
@pass_session
def calendar(session: Session, /, year: int | None, as_json: bool, confirm: bool, **changes: Any) -> None:
    """Answer the command."""
    spans = [*changes["off_days"], *changes["work_days"], *changes["clear_days"]]
    if year is None:
        year = spans[0][0].year if spans else session.now().year
    if spans or confirm:
        with session.writing() as services:
            _change(services, year if confirm else None, **changes)
            table = services.calendars.year(year)
    else:
        with session.reading() as services:
            table = services.calendars.year(year)
    if as_json:
        print_json(_table_json(table))
        return
    _print_year(table)


def _change(
    services: Services,
    confirmed: int | None,
    off_days: tuple[Span, ...],
    work_days: tuple[Span, ...],
    clear_days: tuple[Span, ...],
    holiday: str,
) -> None:
    """Do all of it or nothing, as one deed; days taken away go first, so that they can be marked anew."""
    store, context = services.store, services.context
    with store.action(_("修改放假安排"), "calendar.day", context.now(), context.source):
        for first, last in clear_days:
            services.calendars.clear_range(first, last)
        for kind, spans in ((DayKind.OFF, off_days), (DayKind.WORK, work_days)):
            for first, last in spans:
                services.calendars.mark_range(first, last, kind, holiday)
        if confirmed is not None:
            services.calendars.confirm_year(confirmed)


def _print_year(table: CalendarYear) -> None:
    titles = [_("起"), _("止"), _("天数"), _("安排"), _("名称"), _("来源")]
    print_table(titles, [_cells(run, table.official) for run in table.runs])
    for finding in table.findings:
        say(sentence(finding))
    words = _("{year} 年的放假安排齐了。") if table.official else _("{year} 年的放假安排还没核对过。")
    say(words.format(year=table.year))


def _cells(run: DayRun, official: bool) -> list[str]:
    return [
        run.first.isoformat(),
        run.last.isoformat(),
        str(run.length),
        kind_label(run.mark.kind),
        run.mark.name,
        source_label(by_hand=run.by_hand, official=official),
    ]


def _table_json(table: CalendarYear) -> dict[str, object]:
    return {
        "year": table.year,
        "official": table.official,
        "runs": [
            {
                "first": run.first.isoformat(),
                "last": run.last.isoformat(),
                "days": run.length,
                "kind": run.mark.kind.value,
                "name": run.mark.name,
                "by_hand": run.by_hand,
            }
            for run in table.runs
        ],
        "notes": [sentence(finding) for finding in table.findings],
    }


COMMANDS: tuple[Command, ...] = (calendar,)
