"""Commands on records: import, plan, list, show, record, roll."""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any

import click

from gzparty import setting_list
from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, ListCommand, json_option
from gzparty.cli.output import cell_text, print_json, print_table, say
from gzparty.cli.typed import MonthNumber
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.roll import KEYS
from gzparty.domain.sitting import Mark, Status
from gzparty.exchange import lists
from gzparty.exchange.list_spec import ListSpec, Selectors, titles
from gzparty.exchange.record_kinds import RECORD_KINDS, Showing, kind_named
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.training import status_label
from gzparty.services.bundle import Services
from gzparty.services.recording import Recording

PRINTS = "prints"


@click.command("plan", cls=Command, help=N_("排出一年的培训计划，每一期说明为什么是这一天。"))
@click.argument("what", type=click.Choice(["trainings"]))
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--rule")
@json_option
@pass_session
def plan(session: Session, /, what: str, year: int | None, rule: str | None, as_json: bool) -> None:
    """Answer the command."""
    year = year or session.now().year
    with session.writing() as services:
        services.calendars.ensure(year)
        done = services.trainings.plan(year, rule or services.offices.settings().training_rule)
        chosen = services.sessions.year(year)
    why = {t.number: sentence(t.why) if t.why else "" for t in done.value}
    rows = [
        {"number": line.training.number, "start": line.sitting.start, "why": why[line.training.number]}
        for line in chosen.lines
        if line.training.number in why
    ]
    if as_json:
        print_json(rows)
        return
    print_table([_("期号"), _("时间"), _("说明")], [[cell_text(v) for v in row.values()] for row in rows])
    say(_("排了 {n} 期。").format(n=len(rows)))


@click.command("list", cls=ListCommand, help=N_("列出一类记录。"))
@click.argument("kind", type=click.Choice([*(spec.name for spec in lists.LISTS), PRINTS]))
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--month", type=MonthNumber())
@click.option("--unit")
@click.option("--state")
@click.option("--training", "reference")
@click.option("--duty")
@click.option("--phones", is_flag=True)
@json_option
@pass_session
def list_records(session: Session, /, kind: str, as_json: bool, **selectors: Any) -> None:
    """Answer the command."""
    spec = _spec_of(kind)
    with session.reading() as services:
        selectors["state"] = spec.state(selectors["state"])
        chosen = selected(services, session, selectors)
        rows, columns = list(spec.rows(services, chosen)), spec.shape(services, chosen)
    if as_json:
        print_json(rows)
        return
    print_table(titles(columns), [[cell_text(row.get(column.key)) for column in columns] for row in rows])
    say(_("共 {n} 条。").format(n=len(rows)))


def _spec_of(kind: str) -> ListSpec:
    """The list of a name; that of prints is made by whoever composes papers, and loaded only for itself."""
    if kind == PRINTS:
        from gzparty.cli.prints import PRINTED

        return PRINTED
    spec = lists.find(kind)
    assert spec is not None
    return spec


def selected(services: Services, session: Session, options: dict[str, Any]) -> Selectors:
    """Selectors of options; a unit is looked up by name or code, unknown ones are refused."""
    today = session.now().date()
    unit = options.get("unit")
    reference = options.get("reference")
    if reference is not None:
        reference = Recording(services.store, services.context).find_training(reference).number
    return Selectors(
        year=options.get("year") or (int(reference[:4]) if reference else today.year),
        on=options.get("on") or today,
        month=options.get("month"),
        unit_id=services.people.find_unit(unit).id if unit else None,
        state=options.get("state"),
        reference=reference,
        duty=services.duties.find(options["duty"]) if options.get("duty") else None,
        show_phones=bool(options.get("phones")),
    )


@click.command(
    "show",
    cls=Command,
    help=N_(
        "看一条记录：培训和签到写期号，组织生活（meeting）写编号，--json 给的就是 record --from 读的；"
        "人员写姓名、姓名@单位或 uid；表决和民主评议写会议记录的编号，谈话写 uid；检查、联合督查、台账里的问题和群众意见（tips）写编号，反映人不显示；"
        "月度主题（theme）写月份；典型评选（selection）和评议票数（ballots）写月份，如 2026-06，推荐（nomination）、通报（mention）和后备干部（reserve）写 uid，提异议的人不显示。"
    ),
)
@click.argument(
    "kind", type=click.Choice([name for kind in RECORD_KINDS if kind.show for name in kind.names])
)
@click.argument("reference", metavar="ID")
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--phones", is_flag=True)
@click.option("--findings", is_flag=True)
@json_option
@pass_session
def show(session: Session, /, kind: str, reference: str, as_json: bool, **options: Any) -> None:
    """Answer the command."""
    with session.reading() as services:
        shown = kind_named(kind).show
        assert shown is not None, kind
        content = shown(services, reference, Showing(**options))
    if as_json:
        print_json(content)
        return
    for key, value in content.items():
        if isinstance(value, list):
            click.echo(f"{key}:")
            for entry in value:
                parts = entry.values() if isinstance(entry, dict) else (entry,)
                click.echo("  " + "  ".join(map(_plain, parts)).rstrip())
        elif isinstance(value, dict):
            click.echo(f"{key}: " + "  ".join(f"{name} {cell_text(part)}" for name, part in value.items()))
        else:
            click.echo(f"{key}: {cell_text(value)}")


def _plain(value: object) -> str:
    """A value within a list; a list within it shows how many there are."""
    return str(len(value)) if isinstance(value, list) else cell_text(value)


@click.command("record", cls=Command, help=N_("从 JSON 登记记录，要么全部登记，要么一条也不动。"))
@click.argument("kind", type=click.Choice([kind.name for kind in RECORD_KINDS if kind.record]))
@click.option("--from", "source", required=True, type=click.Path(path_type=Path))
@json_option
@pass_session
def record(session: Session, /, kind: str, source: Path, as_json: bool) -> None:
    """Answer the command."""
    content = read_json(source)
    with session.writing() as services:
        store = kind_named(kind).record
        assert store is not None, kind
        numbers = store(services, content)
    if as_json:
        print_json({"stored": numbers})
    else:
        say(_("登记了 {n} 条：{numbers}").format(n=len(numbers), numbers=" ".join(numbers)))


@click.command("set", cls=Command, help=N_("改一项设置；有哪些设置、现在是什么，看 list settings。"))
@click.argument("key")
@click.argument("value")
@pass_session
def set_setting(session: Session, /, key: str, value: str) -> None:
    """Answer the command."""
    setting = setting_list.find(key)
    with session.writing() as services:
        done = services.offices.change_settings({setting.key: setting.read(value)})
    say(_("已改：{name}").format(name=done.name))


@click.command("roll", cls=Command, help=N_("签到：先记个别的，再用 --all 把其余的人一次记好。"))
@click.argument("reference", metavar="ID")
@click.option("--all", "everyone")
@click.option("--set", "marks", multiple=True, metavar=N_("姓名=状态[:事由]"))
@click.option("--guest", "guests", multiple=True, metavar=N_("姓名[@单位]"))
@click.option("--close", "closing", is_flag=True)
@json_option
@pass_session
def roll(session: Session, /, reference: str, as_json: bool, **wishes: Any) -> None:
    """Answer the command."""
    with session.writing() as services:
        sitting_id = Recording(services.store, services.context).find_sitting(reference)
        with services.store.action(_roll_name(services, sitting_id), "roll.cli", session.now(), "cli"):
            _apply(services, sitting_id, wishes["marks"], wishes["everyone"], wishes["guests"])
            if wishes["closing"]:
                services.rolls.close(sitting_id)
        view = services.sessions.roll(sitting_id)
    counts = {name: getattr(view.counts, name) for name in view.counts.__dataclass_fields__}
    if as_json:
        print_json(counts)
        return
    figures = _(
        "应到 {expected}  实到 {present}  请假 {leave}  公出 {official}  代会 {substitute}"
        "  缺席 {absent}  待核实 {unsettled}"
    )
    click.echo(figures.format(**counts))


def _roll_name(services: Services, sitting_id: int) -> str:
    training = services.store.trainings.of_sitting(sitting_id)
    if training is not None:
        return _("第 {n} 期签到").format(n=training.ordinal)
    numbers = _("、").join(meeting.number for meeting in services.store.meetings.of_sitting(sitting_id))
    return _("记录 {numbers} 签到").format(numbers=numbers)


def _apply(
    services: Services, sitting_id: int, marks: tuple[str, ...], everyone: str | None, guests: tuple[str, ...]
) -> None:
    recording = Recording(services.store, services.context)
    rows = [row.attendance for row in services.sessions.roll(sitting_id).rows]
    for text in marks:
        person, mark = parse_mark(text)
        for finding in services.rolls.mark(sitting_id, [recording.positions(rows, person)], mark).value:
            say(sentence(finding))
    for guest in guests:
        name, _at, unit = guest.partition("@")
        services.rolls.add_guest(sitting_id, name, unit)
    if everyone is not None:
        services.rolls.mark_unmarked(sitting_id, parse_status(everyone))


def parse_mark(text: str) -> tuple[str, Mark]:
    """Read 姓名=状态[:事由]; for a substitute the part after the colon is the substitute's name."""
    person, equals, rest = text.replace("＝", "=").partition("=")
    if not equals or not person.strip():
        raise Refusal("mark_unreadable", text=text)
    word, _colon, reason = rest.replace("：", ":").partition(":")
    status = parse_status(word)
    if status is Status.SUBSTITUTE:
        return person.strip(), Mark(status, substitute_name=reason.strip())
    return person.strip(), Mark(status, reason.strip())


def parse_status(word: str) -> Status:
    """A status by its Chinese label, its code or its key on the roll."""
    word = word.strip()
    for status in Status:
        if word in (status.value, status_label(status)):
            return status
    if word in KEYS:
        return KEYS[word]
    choices = _("、").join(status_label(status) for status in KEYS.values())
    raise Refusal("status_unknown", word=word, choices=choices)


def read_json(source: Path) -> object:
    """The content of a JSON file; Refusal for what is none, a number (NaN) or a text (half a pair) that is none."""
    try:
        content = json.loads(source.read_text("utf-8-sig"), parse_constant=_no_number, parse_float=_finite)
        # Escapes can spell halves of pairs, which no file can hold.
        json.dumps(content, ensure_ascii=False).encode("utf-8")
        return content
    except OSError as error:
        raise Refusal("file_unreadable", path=source) from error
    except (ValueError, RecursionError) as error:
        # Of ValueError also what is no text, and a number of more digits than can be read.
        raise Refusal("json_unreadable", path=source) from error


def _finite(text: str) -> float:
    """A number with a fraction or an exponent; none that is too large to be one."""
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(text)


COMMANDS: tuple[Command, ...] = (plan, list_records, show, record, set_setting, roll)
