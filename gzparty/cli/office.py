"""Commands on the office file: new, backup, restore, check."""

from __future__ import annotations

from pathlib import Path

import click

from db import backup as copies
from db.keys import FileKey, fitting
from db.store import SqliteStore
from gzparty import bootstrap, unlocking
from gzparty.cli.frame import PARTLY, REFUSED, Session, given_password, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, say
from gzparty.domain.calendar import unofficial_years
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.importing import import_file
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.reports.check import missing_faces


@click.command("new", cls=Command, help=N_("新建办公文件。"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True)
@click.option("--units", type=click.Path(path_type=Path))
@pass_session
def new(session: Session, /, file: Path, name: str, units: Path | None) -> int | None:
    """Answer the command."""
    status = None
    with bootstrap.new_office(file, session.now) as services:
        services.offices.establish(name)
        services.calendars.ensure(session.now().year)
        if units is not None:
            result = import_file(services, "units", units)
            say(_("加了 {n} 个单位。").format(n=result.added))
            status = PARTLY if result.rejected or result.suspect else None
    say(_("已新建 {path}。").format(path=file))
    return status


@click.command("backup", cls=Command, help=N_("备份一份，打开核对过才算数。"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@pass_session
def backup(session: Session, /, folder: Path | None) -> None:
    """Answer the command."""
    with session.reading() as services:
        click.echo(services.offices.backup(folder))


@click.command("restore", cls=Command, help=N_("用一份备份换下现在的办公文件；现在的先留一份。"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--copy-password-file",
    type=click.Path(path_type=Path),
    help=N_("备份存的时候用的密码和现在的不一样：写在这个文件的第一行"),
)
@pass_session
def restore(session: Session, /, file: Path, copy_password_file: Path | None) -> None:
    """Answer the command."""
    copy_key = _copy_key(session, file, copy_password_file)
    kept = copies.restore(file, session.path, session.now(), session.key, copy_key)
    if kept is not None:
        say(_("原来的留在 {path}。").format(path=kept))
    say(_("已恢复 {path}。").format(path=session.path))


def _copy_key(session: Session, copy: Path, password_file: Path | None) -> FileKey | None:
    """The key of a copy that the office's own does not open; None where it opens it, or none is needed."""
    try:
        fitting(copy, [session.key])
    except Refusal as refusal:
        if refusal.diagnostics[0].code != "copy_keyed_otherwise":
            return None
        missing = Refusal("password_copy_needed", path=copy)
        password = given_password(password_file, _("备份当时的密码"), missing)
        return unlocking.unlock_copy(copy, password, session.path, unlocking.tries_book())
    return None


@click.command("check", cls=Command, help=N_("检查办公文件、字体和放假安排。"))
@json_option
@pass_session
def check(session: Session, /, as_json: bool) -> int | None:
    """Answer the command."""
    with session.reading() as services:
        assert isinstance(services.store, SqliteStore)
        problems = services.store.check()
        problems += [sentence(fault) for fault in services.folders.faults()]
        year = session.now().year
        calendar = services.store.calendar.load()
        notes = [sentence(finding) for finding in unofficial_years(calendar, (year, year + 1))]
        facts = services.offices.facts()
        files = len(services.store.folders.everything())
    problems += [_("缺少字体 {name}").format(name=name) for name in missing_faces()]
    if as_json:
        counts = {"people": facts.people, "attachments": files}
        print_json({"sound": not problems, "problems": problems, "notes": notes, **counts})
    else:
        for line in problems:
            click.echo(line)
        for line in notes:
            say(line)
        say(_("核对了 {n} 份附件。").format(n=files))
        click.echo(_("完好") if not problems else _("有 {n} 处问题").format(n=len(problems)))
    return REFUSED if problems else None


COMMANDS: tuple[Command, ...] = (new, backup, restore, check)
