"""Commands on what was done: history, undo, redo, and what was deleted or said before brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import click

from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, print_table, say
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.past import BY_KEY
from gzparty.domain.phone import masked
from gzparty.domain.training import Training
from gzparty.exchange import mention_records, selection_records
from gzparty.i18n import N_, _
from gzparty.services.bundle import Services
from gzparty.services.deeds import Change, Deed
from gzparty.services.recording import Recording

FIND: Mapping[str, Callable[[Services, str], int]] = {
    "people": lambda services, reference: services.people.find_person(reference).id,
    "units": lambda services, reference: services.people.find_unit(reference).id,
    "trainings": lambda services, reference: _training(services, reference).id,
    "rolls": lambda services, reference: _training(services, reference).sitting_id,
    "meetings": lambda services, reference: services.meeting_views.find(reference).id,
    "talks": lambda services, reference: services.yearly.find_talk(reference).id,
    "themes": lambda services, reference: services.themes.find(reference).id,
    "inspections": lambda services, reference: services.inspection_views.find(reference).id,
    "tours": lambda services, reference: services.tours.find(reference).id,
    "problems": lambda services, reference: services.problem_views.find(reference).id,
    "tips": lambda services, reference: services.tips.find(reference).id,
    "errands": lambda services, reference: services.errands.find(reference).id,
    "selections": lambda services, reference: services.selection_views.find(reference).id,
    "nominations": lambda services, reference: selection_records.nomination(services, reference).id,
    "mentions": lambda services, reference: mention_records.find(services, reference).id,
    "reserves": lambda services, reference: services.cadres.find(reference).id,
}
"""The kinds of records whose past is told, and how one is found by its number, uid or name."""


@click.command(
    "history", cls=Command, help=N_("做过的事，新的在前；加 --record 只看一条记录的，写法同 show。")
)
@click.option("--record", "record", nargs=2, metavar="KIND ID")
@click.option("--limit", type=click.IntRange(1), default=50)
@json_option
@pass_session
def history(session: Session, /, record: tuple[str, str] | None, limit: int, as_json: bool) -> None:
    """Answer the command."""
    with session.reading() as services:
        if record is None:
            rows = [_deed_json(deed) for deed in services.offices.deeds(limit)]
        else:
            rows = _record_history(services, *record)
    if as_json:
        print_json(rows)
        return
    titles = [_("编号"), _("时间"), _("做了什么"), _("改动"), _("已撤销")]
    table = [[str(r["id"]), str(r["at"]), str(r["name"]), _changes(r), _yes(r["undone"])] for r in rows]
    print_table(titles, table)


def _changes(row: Mapping[str, object]) -> str:
    """What a deed changed in a record, in words; of a deed of the office how many rows."""
    changes = row.get("changes")
    return _("；").join(changes) if isinstance(changes, list) and changes else str(row["rows"])


def _yes(value: object) -> str:
    return _("是") if value else ""


def _record_history(services: Services, kind: str, reference: str) -> list[dict[str, object]]:
    table, row_id = BY_KEY[_known(kind)].table, FIND[kind](services, reference)
    told: Mapping[int, list[str]] = {}
    if not BY_KEY[kind].covered:
        past = services.versions.past(kind, row_id)
        told = {version.deed.id: list(version.changes) for version in past.versions}
    return [_change_json(change, told) for change in services.offices.history(table, row_id)]


def _known(kind: str) -> str:
    if kind not in FIND:
        raise Refusal("history_kind_unknown", kind=kind, choices=" ".join(FIND))
    return kind


def _training(services: Services, reference: str) -> Training:
    return Recording(services.store, services.context).find_training(reference)


def _change_json(change: Change, told: Mapping[int, list[str]]) -> dict[str, object]:
    before = dict(change.before) if change.before is not None else None
    if before and before.get("phone"):
        before["phone"] = masked(str(before["phone"]))
    changes = told.get(change.deed.id, [])
    return {
        **_deed_json(change.deed),
        "operation": change.operation,
        "changes": changes,
        "before": before,
    }


def _deed_json(deed: Deed) -> dict[str, object]:
    return {
        "id": deed.id,
        "at": deed.at.isoformat(sep=" ", timespec="minutes"),
        "name": deed.name,
        "kind": deed.kind,
        "source": deed.source,
        "rows": deed.rows,
        "undone": deed.undone,
    }


@click.command("undo", cls=Command, help=N_("撤销最近做的事；重开程序以后也能撤。"))
@click.argument("steps", type=click.IntRange(1), default=1)
@pass_session
def undo(session: Session, /, steps: int) -> None:
    """Answer the command."""
    with session.writing() as services:
        _tell(services.offices.undo(steps), _("已撤销：{name}"), "nothing_to_undo")


@click.command("redo", cls=Command, help=N_("把刚撤销的再做一遍。"))
@click.argument("steps", type=click.IntRange(1), default=1)
@pass_session
def redo(session: Session, /, steps: int) -> None:
    """Answer the command."""
    with session.writing() as services:
        _tell(services.offices.redo(steps), _("已重做：{name}"), "nothing_to_redo")


def _tell(deeds: Sequence[Deed], text: str, nothing: str) -> None:
    if not deeds:
        raise Refusal(nothing)
    for deed in deeds:
        say(text.format(name=deed.name))


@click.command(
    "bring-back",
    cls=Command,
    help=N_(
        "把删掉的记录拿回来，写 list deleted 里的编号；加 --record 是把一条记录恢复到某件事做完时的样子，写 history 里的编号。"
    ),
)
@click.argument("numbers", type=click.IntRange(1), nargs=-1, required=True)
@click.option("--record", "record", nargs=2, metavar="KIND ID")
@pass_session
def bring_back(session: Session, /, numbers: tuple[int, ...], record: tuple[str, str] | None) -> None:
    """Answer the command."""
    with session.writing() as services:
        if record is None:
            done = services.recycled.bring_back(dict.fromkeys(numbers))
            say(_("已{deed}").format(deed=done.name))
            return
        kind, reference = record
        found = FIND[_known(kind)](services, reference)
        say(_("{deed}").format(deed=services.versions.restore(kind, found, numbers[-1]).name))


COMMANDS: tuple[Command, ...] = (history, undo, redo, bring_back)
