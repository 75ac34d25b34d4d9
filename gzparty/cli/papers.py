"""Commands that give something out: print, export, screenshots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from gzparty import desktop
from gzparty.cli.frame import Command, Day, Session, pass_session, print_table, say
from gzparty.cli.prints import remember
from gzparty.cli.records import selected
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.printing import PrintedCopy
from gzparty.exchange import lists
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.reports import catalogue
from gzparty.reports.pdf import render_many
from gzparty.reports.printed import Order, compose_order, log_entry
from gzparty.services.bundle import Services


@click.command("print", cls=Command, help=N_("打印一张表到 PDF。print --list 列出所有的表。"))
@click.argument("paper", required=False)
@click.option("-o", "target", type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True)
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--training", metavar=N_("期号"))
@click.option("--on", type=Day())
@click.option("--title")
@click.option("--issuer")
@click.option("--columns")
@click.option("--blank-lines", type=click.IntRange(0, 200))
@click.option("--double", is_flag=True, default=None)
@click.option("--filled", is_flag=True, default=None)
@click.option("--large", is_flag=True, default=None)
@pass_session
def print_papers(
    session: Session, /, paper: str | None, target: Path | None, listing: bool, **options: Any
) -> None:
    """Answer the command."""
    if listing:
        print_table([_("名称"), _("表"), _("组"), _("要选什么")], _paper_rows())
        return
    if paper is None or target is None:
        raise click.UsageError(_("要写明打印哪张表、存到哪里，例如 print roster -o 花名册.pdf"))
    with session.reading() as services:
        entries = print_paper(services, paper, options, target)
    say(_("打印了 {path}").format(path=target))
    remember(session, entries)


def print_paper(services: Services, name: str, options: Mapping[str, Any], target: Path) -> list[PrintedCopy]:
    """Compose one paper and write it; what could not be drawn is said. Gives its entries for the print log."""
    today = services.context.today()
    number = options.get("training")
    selection = catalogue.Selection(
        year=options.get("year") or (int(number[:4]) if number else today.year),
        on=options.get("on") or today,
        training=number,
    )
    spec = catalogue.find(name)
    wishes = {key: value for key in spec.options if (value := options.get(key)) is not None}
    if "columns" in wishes:
        wishes["columns"] = tuple(str(wishes["columns"]).replace("，", ",").split(","))
    order = Order(name, selection, wishes)
    made = compose_order(services, order)
    for missing in render_many([sheets.paper for sheets in made], target).missing:
        say(sentence(missing.diagnostic()))
    return [log_entry(order, sheets, today, copies=0) for sheets in made]


def _paper_rows() -> Iterator[list[str]]:
    for spec in catalogue.PAPERS:
        yield [
            spec.name,
            _(spec.label),
            _(spec.group),
            " ".join(f"--{selector}" for selector in spec.selectors),
        ]


@click.command("export", cls=Command, help=N_("导出一张表到 .xlsx 或 .csv；calendar 导出培训计划到 .ics。"))
@click.argument("kind", type=click.Choice([*(spec.name for spec in lists.LISTS), "calendar"]))
@click.option("-o", "target", required=True, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--month", type=click.IntRange(1, 12))
@click.option("--unit")
@click.option("--state")
@click.option("--training", "reference")
@click.option("--phones/--no-phones", default=True)
@pass_session
def export(session: Session, /, kind: str, target: Path, **selectors: Any) -> None:
    """Answer the command."""
    from gzparty.exchange.calendar_file import write_calendar
    from gzparty.exchange.writing import write_list

    with session.reading() as services:
        chosen = selected(services, session, selectors)
        suffixes = (".ics",) if kind == "calendar" else (".xlsx", ".csv")
        if target.suffix.lower() not in suffixes:
            raise Refusal("export_suffix", name=target.name, choices=_("、").join(suffixes))
        spec = lists.find(kind)
        if spec is None:
            write_calendar(services.sessions.year(chosen.year), target, session.now())
        else:
            chosen = replace(chosen, state=spec.state(chosen.state))
            for finding in write_list(spec.columns, spec.rows(services, chosen), target, title=_(spec.label)):
                say(sentence(finding))
    say(_("导出了 {path}").format(path=target))


@click.command("screenshots", cls=Command, help=N_("把窗口的每一页存成图片，没有显示器也行。"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--size", default="1440x900")
@click.option("--theme", type=click.Choice(["light", "dark", "contrast"]), default="light")
@pass_session
def screenshots(session: Session, /, folder: Path, size: str, theme: str) -> None:
    """Answer the command."""
    width, _cross, height = size.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise Refusal("size_unreadable", size=size)
    for path in desktop.take_screenshots(session.path, folder, (int(width), int(height)), theme):
        click.echo(path)


COMMANDS = (print_papers, export, screenshots)
