"""The command line: the same services without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path

import click

from gzparty import bootstrap, desktop
from gzparty.cli import calendar, demo, dues, importing, materials, office, papers, printing, records, search
from gzparty.cli.frame import Day, Group, Session, run
from gzparty.i18n import N_


@click.group(
    cls=Group,
    invoke_without_command=True,
    help=N_("官庄党建工作台：排书记培训，记签到，打印名册台账。不写命令就打开窗口。"),
)
@click.option("--office", "file", type=click.Path(path_type=Path), help=N_("办公文件；不写就用自己的那一份"))
@click.option("--today", type=Day(), help=N_("当作哪一天来做，写成 2026-06-17"))
@click.option("--version", "wants_version", is_flag=True, help=N_("显示版本"))
@click.pass_context
def gzparty(ctx: click.Context, file: Path | None, today: date | None, wants_version: bool) -> int | None:
    """Answer the command."""
    session = ctx.ensure_object(Session)
    session.office, session.today = file, today
    if wants_version:
        click.echo(metadata.version("gzparty"))
        ctx.exit()
    if ctx.invoked_subcommand is None:
        return desktop.run(file, session.now if today else bootstrap.now)
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status of cli.md."""
    return run(gzparty, arguments, Session())


for _module in (office, demo, importing, calendar, records, dues, search, materials, printing, papers):
    for _command in _module.COMMANDS:
        gzparty.add_command(_command)
