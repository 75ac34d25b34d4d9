"""The command that says what is to be done."""

from __future__ import annotations

from datetime import date

import click

from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import cell_text, print_json, print_table, say
from gzparty.cli.records import selected
from gzparty.cli.typed import Day
from gzparty.domain.date_text import Lean
from gzparty.exchange import lists
from gzparty.exchange.list_spec import titles
from gzparty.i18n import N_, _

FIELDS = ("unit", "duty", "period", "status", "due_on", "days", "responsible", "phone_masked", "why")
"""What a script is given of each due."""


@click.command("due", cls=Command, help=N_("列出没开的、快到期的、材料没交齐的和要材料没交的，急的在前。"))
@click.option("--on", type=Day(Lean.NONE), help=N_("看哪一天的，写成 2026-06-17；不写就是今天"))
@click.option("--unit")
@json_option
@pass_session
def due(session: Session, /, on: date | None, unit: str | None, as_json: bool) -> None:
    """Answer the command."""
    spec = lists.find("open")
    assert spec is not None
    with session.reading() as services:
        chosen = selected(services, session, {"unit": unit, "on": on})
        rows = list(spec.rows(services, chosen))
    if as_json:
        print_json([{field: row[field] for field in FIELDS} for row in rows])
        return
    if not rows:
        say(_("没有要办的。"))
        return
    table = [[cell_text(row.get(column.key)) for column in spec.columns] for row in rows]
    print_table(titles(spec.columns), table)
    say(_("共 {n} 件。").format(n=len(rows)))


COMMANDS: tuple[Command, ...] = (due,)
