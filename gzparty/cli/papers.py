"""Commands that give lists and pictures out: export, screenshots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, ListCommand
from gzparty.cli.output import say
from gzparty.cli.records import selected
from gzparty.cli.typed import MonthNumber
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange import lists
from gzparty.i18n import N_, SOURCE, _
from gzparty.labels import sentence


@click.command(
    "export", cls=ListCommand, help=N_("导出一张表到 .xlsx 或 .csv；calendar 导出培训计划到 .ics。")
)
@click.argument("kind", type=click.Choice([*(spec.name for spec in lists.LISTS), "calendar"]))
@click.option("-o", "target", required=True, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--month", type=MonthNumber())
@click.option("--unit")
@click.option("--state")
@click.option("--training", "reference")
@click.option("--duty")
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
            shape, rows = spec.shape(services, chosen), spec.rows(services, chosen)
            for finding in write_list(shape, rows, target, title=_(spec.label), whole=spec.whole):
                say(sentence(finding))
    say(_("导出了 {path}").format(path=target))


@click.command("screenshots", cls=Command, help=N_("把窗口的每一页存成图片，没有显示器也行。"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--size", default="1440x900")
@click.option("--theme", type=click.Choice(["light", "dark", "contrast"]), default="light")
@click.option(
    "--text-size", type=click.Choice(["100", "115", "130"]), default="100", help=N_("字号，百分之几")
)
@click.option("--language", type=click.Choice([SOURCE, "en"]), default=SOURCE, help=N_("窗口说哪种语言"))
@click.option("--manual", is_flag=True, help=N_("只存手册用的图，大小和颜色照手册。"))
@pass_session
def screenshots(session: Session, /, folder: Path, size: str, manual: bool, **dress: str) -> None:
    """Answer the command; `dress` is the theme, the size of text and the language."""
    if manual:
        from gzparty.picturing import take_manual_pictures

        for path in take_manual_pictures(session.path, folder, session.key):
            click.echo(path)
        return
    width, _cross, height = size.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise Refusal("size_unreadable", size=size)
    from gzparty.picturing import Dress, take_screenshots

    shown = Dress(dress["theme"], int(dress["text_size"]), dress["language"])
    for path in take_screenshots(session.path, folder, (int(width), int(height)), shown, session.key):
        click.echo(path)


COMMANDS: tuple[Command, ...] = (export, screenshots)
