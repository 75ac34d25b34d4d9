"""The command import: a spreadsheet of the office's own goes in, every row is accounted for."""

from __future__ import annotations

from pathlib import Path

import click

from gzparty.cli.frame import PARTLY, Command, Session, json_option, pass_session, print_json, say
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.importing import import_file
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.services.importing import ImportResult, RowReport

KINDS = ("units", "secretaries", "members")


@click.command(
    "import", cls=Command, help=N_("导入表格：花名册、党员、单位。表里每一行都说明去了哪里；可以一次撤销。")
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet")
@click.option("--map", "mapping", multiple=True, metavar=N_("列=field"))
@click.option("--dry-run", is_flag=True)
@json_option
@pass_session
def import_records(
    session: Session, /, kind: str, file: Path, as_json: bool, **options: object
) -> int | None:
    """Answer the command."""
    sheet, dry_run = options["sheet"], bool(options["dry_run"])
    overrides = dict(_pair(text) for text in options["mapping"])  # type: ignore[attr-defined]
    with session.writing() as services:
        result = import_file(
            services,
            kind,
            file,
            sheet=sheet if isinstance(sheet, str) else None,
            overrides=overrides,
            dry_run=dry_run,
        )
    if as_json:
        print_json(result.to_json())
    else:
        _tell(result, dry_run)
    return PARTLY if result.suspect or result.rejected else None


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.partition("=")
    if not equals:
        raise Refusal("map_unreadable", text=text)
    return column.strip(), field.strip()


def _tell(result: ImportResult, dry_run: bool) -> None:
    figures = _(
        "新增 {added}  更新 {updated}  不变 {same}  疑似 {suspect}  没导入 {rejected}  不是数据 {ignored}"
    )
    click.echo(
        figures.format(
            added=result.added,
            updated=result.updated,
            same=result.same,
            suspect=len(result.suspect),
            rejected=len(result.rejected),
            ignored=len(result.ignored),
        )
    )
    for title, reports in ((_("疑似"), result.suspect), (_("没导入"), result.rejected)):
        for report in reports:
            click.echo(f"{title} {_line(report)}")
    for finding in result.notes:
        say(sentence(finding))
    if result.missing:
        say(
            _("这次没有了的人 {n} 个：{names}").format(
                n=len(result.missing), names=_("、").join(result.missing)
            )
        )
    say(_("只是试一试，没有存。") if dry_run else _("导入完成，可以用 undo 一次撤销。"))


def _line(report: RowReport) -> str:
    where = _("第 {row} 行").format(row=report.row)
    return f"{where} {sentence(report.reason)}"


COMMANDS = (import_records,)
