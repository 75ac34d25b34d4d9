"""The command problem: one step of the ledger, with the evidence it needs, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from gzparty.cli.evidence import taken
from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, say
from gzparty.cli.typed import Day
from gzparty.domain.date_text import Lean
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import Problem, Step
from gzparty.domain.problem_steps import APPROVED
from gzparty.domain.rectification import TRANSITIONS, StepFacts
from gzparty.exchange import problem_records
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.ledger import problem_state_label, step_label
from gzparty.services.bundle import Services
from gzparty.services.new_files import Taken

VERIFYING = frozenset({Step.CLOSE, Step.LOOK_BACK})
"""Steps whose --by is the one who checked."""


@click.command(
    "problem",
    cls=Command,
    help=N_(
        "台账里的一条问题办一步：分办、开始整改、延期、提交验收、退回、销号、阶段性完成、回头看、重新整改、撤销立项、催办、记进展。"
        "缺什么会说清楚，什么都不改。"
    ),
)
@click.argument("reference", metavar="ID")
@click.argument("transition", metavar=N_("步骤"))
@click.option("--by", default="", help=N_("谁办的；延期和撤销立项写批准人，销号和回头看写验收人"))
@click.option("--note", default="", help=N_("原因或情况"))
@click.option("--until", type=Day(Lean.FUTURE), help=N_("新的整改时限"))
@click.option(
    "--evidence", multiple=True, type=click.Path(path_type=Path), help=N_("佐证材料的文件；可以写几次")
)
@click.option("--paper", "papers", multiple=True, metavar=N_("名称=位置"), help=N_("纸质佐证；可以写几次"))
@click.option("--result", default="", help=N_("整改情况"))
@click.option("--done", "done_on", type=Day(), help=N_("哪天整改完的"))
@click.option("--verifier", default="", help=N_("验收人"))
@click.option("--responsible", default="", help=N_("责任人"))
@click.option("--leader", default="", help=N_("责任领导"))
@click.option("--measure", default="", help=N_("整改措施"))
@click.option("--look-back", "look_back_on", type=Day(Lean.FUTURE), help=N_("哪天回头看；不写就按规定推算"))
@click.option("--no-look-back", "no_look_back", is_flag=True, help=N_("不用回头看"))
@click.option("--on", "on", type=Day(), help=N_("哪天办的；不写就是今天"))
@json_option
@pass_session
def problem(session: Session, /, reference: str, transition: str, as_json: bool, **options: object) -> None:
    """Answer the command."""
    step = parse_step(transition)
    papers = [_paper(text) for text in _texts(options.pop("papers"))]
    files = _paths(options.pop("evidence"))
    with session.writing() as services:
        found = services.problem_views.find(reference)
        facts = _facts(step, options, session.now().date())
        name = _("{step} {number} 号问题").format(step=step_label(step), number=found.printed_number)
        carried = taken(services, files, session)
        with services.store.action(name, f"problem.{step.value}", session.now(), "cli"):
            after = _take(services, found, step, facts, carried, papers)
        content = problem_records.show(services, after.number) if as_json else {}
    if as_json:
        print_json(content)
    else:
        words = _("{number} 号问题：{state}")
        say(words.format(number=after.printed_number, state=problem_state_label(after.state)))


def parse_step(word: str) -> Step:
    """A step by its code or its Chinese label; 登记 and 历史导入 are no steps one takes."""
    wanted = word.strip()
    for step in TRANSITIONS:
        if wanted in (step.value, step_label(step)):
            return step
    raise Refusal("problem_step_unknown", word=wanted, choices=_("、").join(map(step_label, TRANSITIONS)))


def _take(
    services: Services,
    found: Problem,
    step: Step,
    facts: StepFacts,
    files: Sequence[Taken],
    papers: Sequence[tuple[str, str]],
) -> Problem:
    """Add the evidence and take the step; what came back is given its new round before evidence is added to it."""
    first = [found] if step is not Step.REOPEN else services.problems.step([found.id], step, facts).value
    if files:
        for note in services.problems.add_files(first[0].id, files).value.doubled:
            say(sentence(note))
    for title, place in papers:
        services.problems.add_paper(first[0].id, title, place)
    if step is Step.REOPEN:
        return first[0]
    return services.problems.step([found.id], step, facts).value[0]


def _facts(step: Step, options: dict[str, object], today: date) -> StepFacts:
    """What the options say of a step; --by fills in whom the step names."""
    said = dict(options)
    by = str(said.pop("by"))
    said["on"] = said["on"] or today
    if step in VERIFYING:
        said["verifier"] = said["verifier"] or by
    return StepFacts(actor=by, approver=by if step in APPROVED else "", **said)  # type: ignore[arg-type]


def _paper(text: str) -> tuple[str, str]:
    title, equals, place = text.replace("＝", "=").partition("=")
    if not equals or not title.strip() or not place.strip():
        raise Refusal("problem_paper_unreadable", text=text)
    return title.strip(), place.strip()


def _texts(option: object) -> tuple[str, ...]:
    return tuple(map(str, option)) if isinstance(option, tuple) else ()


def _paths(option: object) -> tuple[Path, ...]:
    return tuple(Path(path) for path in option) if isinstance(option, tuple) else ()


COMMANDS: tuple[Command, ...] = (problem,)
