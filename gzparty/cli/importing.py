"""The command import: a spreadsheet of the office's own goes in, every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from gzparty.cli.frame import PARTLY, Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, say
from gzparty.domain.date_text import Around, read_date
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import Table, TableKind
from gzparty.exchange.header import LEFT_OUT
from gzparty.exchange.importing import import_table, uncollected
from gzparty.exchange.reading import read_table
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.services.bundle import Services
from gzparty.services.import_result import NEW, SAME, SHEET, SKIP, Gone, GoneDecision, MissingKey
from gzparty.services.importing import ImportResult, RowReport

KINDS = tuple(kind.value for kind in TableKind)
WORDS = frozenset({SAME, SHEET, NEW, SKIP})
NOT_READ = "-"
_OFFERED_DAY = re.compile(r"^\d{4}(-\d{2}){0,2}$")


@click.command(
    "import",
    cls=Command,
    help=N_(
        "导入表格：花名册、党员、单位、会议记录、签到、整改台账、典型推荐。表里每一行都说明去了哪里；可以一次撤销。"
    ),
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet")
@click.option("--map", "mapping", multiple=True, metavar=N_("列=field"))
@click.option("--decide", "decided", multiple=True, metavar=N_("行=same|sheet|new|skip"))
@click.option("--gone", "gone", multiple=True, metavar=N_("姓名@单位=died|moved|ended[:日期]"))
@click.option(
    "--record",
    default="",
    help=N_("签到名单是哪一期、哪次会的，典型推荐是哪次评选的，写编号；表里写着就不用写"),
)
@click.option("--dry-run", is_flag=True)
@json_option
@pass_session
def import_records(
    session: Session, /, kind: str, file: Path, as_json: bool, **options: object
) -> int | None:
    """Answer the command."""
    sheet, dry_run = options["sheet"], bool(options["dry_run"])
    overrides = dict(_pair(text) for text in _texts(options["mapping"]))
    decisions = dict(_decision(text) for text in _texts(options["decided"]))
    with session.writing() as services, uncollected():
        wanted = sheet if isinstance(sheet, str) else None
        table = read_table(file, kind, wanted, overrides, services.imports.remembered)
        _refuse_other_rows(table, decisions)
        gone = _gone(services, table, decisions, _texts(options["gone"]))
        result = import_table(services, table, dry_run, decisions, gone, str(options["record"]))
    if as_json:
        print_json(result.to_json())
    else:
        _tell(result, dry_run)
    return PARTLY if result.suspect or result.rejected else None


def _texts(option: object) -> tuple[str, ...]:
    return tuple(map(str, option)) if isinstance(option, tuple) else ()


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.partition("=")
    if not equals:
        raise Refusal("map_unreadable", text=text)
    wanted = field.strip()
    return column.strip(), LEFT_OUT if wanted == NOT_READ else wanted


def _decision(text: str) -> tuple[int, str]:
    row, _equals, word = (part.strip() for part in text.partition("="))
    if not (row.isascii() and row.isdigit()) or not (word in WORDS or _OFFERED_DAY.match(word)):
        raise Refusal("decide_unreadable", text=text)
    return int(row), word


def _refuse_other_rows(table: Table, decisions: Mapping[int, str]) -> None:
    """A decision on a row that is no data would be lost without a word."""
    numbers = {row.number for row in table.rows}
    for row in decisions:
        if row not in numbers:
            raise Refusal("decide_no_row", row=row)


def _gone(
    services: Services, table: Table, decisions: Mapping[int, str], texts: Sequence[str]
) -> dict[MissingKey, GoneDecision]:
    """What became of people, by whom the sheet misses; everyone named must be among them."""
    if not texts:
        return {}
    missing = import_table(services, table, True, decisions).missing
    by_label = {person.label: person.key for person in missing}
    gone = {}
    for text in texts:
        label, _equals, what = (part.strip() for part in text.partition("="))
        word, _colon, day = what.partition(":")
        if word not in set(Gone):
            raise Refusal("gone_unreadable", text=text)
        if label not in by_label:
            raise Refusal("gone_unknown", name=label, names=_("、").join(by_label) or _("没有"))
        gone[by_label[label]] = GoneDecision(Gone(word), _day(day, text, services.context.today()))
    return gone


def _day(day: str, text: str, today: date) -> date:
    read = read_date(day, Around.day(today)) if day else today
    if read is None:
        raise Refusal("gone_unreadable", text=text)
    return read


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
                n=len(result.missing), names=_("、").join(person.label for person in result.missing)
            )
        )
    say(_("只是试一试，没有存。") if dry_run else _("导入完成，可以用 undo 一次撤销。"))


def _line(report: RowReport) -> str:
    where = _("第 {row} 行").format(row=report.row)
    return f"{where} {sentence(report.reason)}"


COMMANDS: tuple[Command, ...] = (import_records,)
