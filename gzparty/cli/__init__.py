"""The command line: the same services without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module, metadata
from pathlib import Path

import click

from gzparty import bootstrap, desktop
from gzparty.cli.frame import Session
from gzparty.cli.help import Command, Group
from gzparty.cli.running import run
from gzparty.cli.typed import Day
from gzparty.domain.date_text import Lean
from gzparty.i18n import N_

COMMANDS = {
    "new": "office",
    **dict.fromkeys(("history", "undo", "redo", "bring-back"), "past"),
    **dict.fromkeys(("backup", "restore", "check"), "office"),
    "demo": "demo",
    "import": "importing",
    "calendar": "calendar",
    **dict.fromkeys(("plan", "list", "show", "record", "set", "roll"), "records"),
    "problem": "problems",
    "selection": "selections",
    "due": "dues",
    "search": "search",
    "key": "keys",
    "password": "password",
    **dict.fromkeys(("attach", "extract"), "materials"),
    "print": "printing",
    **dict.fromkeys(("export", "screenshots"), "papers"),
}
"""Every command in the order it is listed, with the module it stands in; a module is loaded when it is wanted."""


class Commands(Group):
    """The commands of the program."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        found: tuple[Command | Group, ...] = module.COMMANDS
        return next(command for command in found if command.name == cmd_name)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help=N_("官庄党建工作台：排书记培训，记签到，打印名册台账。不写命令就打开窗口。"),
)
@click.option("--office", "file", type=click.Path(path_type=Path), help=N_("办公文件；不写就用自己的那一份"))
@click.option("--today", type=Day(Lean.NONE), help=N_("当作哪一天来做，写成 2026-06-17"))
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help=N_("办公文件的密码写在这个文件的第一行；不写就在终端里问"),
)
@click.option("--version", "wants_version", is_flag=True, help=N_("显示版本"))
@click.pass_context
def gzparty(
    ctx: click.Context,
    file: Path | None,
    today: date | None,
    password_file: Path | None,
    wants_version: bool,
) -> int | None:
    """Answer the command."""
    session = ctx.ensure_object(Session)
    session.office, session.today, session.password_file = file, today, password_file
    if wants_version:
        click.echo(metadata.version("gzparty"))
        ctx.exit()
    if ctx.invoked_subcommand is None:
        return desktop.run(file, session.now if today else bootstrap.now)
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status of cli.md."""
    return run(gzparty, arguments, Session())
