"""The command selection: one step of a month's selection; what it lacks is said and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from gzparty.domain.selection import Ballot, Nomination, Publicity, Reply, Selection, Verdict
from gzparty.domain.selection_stages import last_ballot, last_publicity
from gzparty.exchange import selection_records
from gzparty.exchange.nomination_records import candidate
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.selection_words import stage_label
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, PublicityDraft


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say of a step."""

    on: date
    by: str = ""
    reason: str = ""
    until: date | None = None
    number: str = ""
    chosen: tuple[str, ...] = ()
    failed: bool = False
    unsuitable: bool = False


Step = Callable[[Services, Selection, Wish], object]


@click.command(
    "selection",
    cls=Command,
    help=N_(
        "典型评选办一步：close-nominations 结束推荐，judge 记资格审核，reply 记纪委答复，lock 锁定票数，unlock 打开票数，"
        "decide 记党委研究，publish 公示，finish 记公示结果，announce 记通报，vacant 空缺。"
        "票数用 record ballots 登记。缺什么会说清楚，什么都不改。"
    ),
)
@click.argument("reference", metavar="ID")
@click.argument("transition", metavar=N_("步骤"))
@click.option("--on", "on", type=Day(), help=N_("哪天办的；公示是从哪天起。不写就是今天"))
@click.option("--by", default="", help=N_("审核人"))
@click.option(
    "--reason",
    default="",
    help=N_("理由：审核、纪委答复、打开票数、空缺的；党委没有按得票次序定的，也写在这里"),
)
@click.option("--until", type=Day(Lean.FUTURE), help=N_("公示到哪天；不写就按设置里的工作日推算"))
@click.option("--number", default="", help=N_("通报的文号"))
@click.option(
    "--chosen",
    multiple=True,
    metavar=N_("姓名[@单位]"),
    help=N_("是谁，可以写几次：审核、答复的是谁（不写就是所有还没有的），党委定的是谁，公示后取消的是谁"),
)
@click.option("--failed", is_flag=True, help=N_("审核不通过"))
@click.option("--unsuitable", is_flag=True, help=N_("纪委答复不宜"))
@click.option(
    "--evidence",
    multiple=True,
    type=click.Path(path_type=Path),
    help=N_("材料的文件，如纪委的书面答复；可以写几次"),
)
@json_option
@pass_session
def selection(
    session: Session,
    /,
    reference: str,
    transition: str,
    evidence: tuple[Path, ...],
    as_json: bool,
    **options: object,
) -> None:
    """Answer the command."""
    step = _step(transition)
    wish = Wish(**{**options, "on": options["on"] or session.now().date()})  # type: ignore[arg-type]
    with session.writing() as services:
        found = services.selection_views.find(reference)
        name = _("评选 {number} {step}").format(number=found.number, step=_(NAMES[step]))
        with services.store.action(name, f"selection.{step}", session.now(), "cli"):
            _add_files(services, found, evidence, session)
            STEPS[step](services, found, wish)
        content = selection_records.show(services, selection_records.SELECTIONS, found.number)
        stage = services.selection_views.get(found.id).stage
    if as_json:
        print_json(content)
    else:
        say(_("{number} 的评选：{stage}").format(number=found.number, stage=stage_label(stage)))


def _step(word: str) -> str:
    """A step by its name or its Chinese label."""
    wanted = word.strip()
    for step, name in NAMES.items():
        if wanted in (step, _(name)):
            return step
    raise Refusal("selection_step_unknown", word=wanted, choices=" ".join(NAMES))


def _close(services: Services, found: Selection, wish: Wish) -> object:
    return services.selections.close_nominations(found.id, wish.on)


def _judge(services: Services, found: Selection, wish: Wish) -> object:
    verdict = Verdict.FAILED if wish.failed else Verdict.PASSED
    ids = _meant(services, found, wish.chosen, lambda one: one.verdict is Verdict.OPEN)
    return services.selections.judge(ids, verdict, wish.on, wish.by, wish.reason)


def _reply(services: Services, found: Selection, wish: Wish) -> object:
    reply = Reply.UNSUITABLE if wish.unsuitable else Reply.CLEAR
    ids = _meant(services, found, wish.chosen, lambda one: one.reply is Reply.NONE)
    return services.selections.reply(ids, reply, wish.on, wish.reason)


def _lock(services: Services, found: Selection, wish: Wish) -> object:
    return services.ballots.lock(_ballot(services, found).id, wish.on)


def _unlock(services: Services, found: Selection, wish: Wish) -> object:
    return services.ballots.unlock(_ballot(services, found).id, wish.reason)


def _decide(services: Services, found: Selection, wish: Wish) -> object:
    """The reason stands with everybody for whom the decision departs from the votes' order."""
    chosen = tuple(candidate(services, found, name, 1).id for name in wish.chosen)
    wanting = services.decisions.wants_reasons(found.id, chosen)
    numbers = {one.parameters["nomination"] for one in wanting if "nomination" in one.parameters}
    reasons = {int(str(number)): wish.reason for number in numbers}
    return services.decisions.decide(found.id, DecisionDraft(wish.on, chosen, reasons))


def _publish(services: Services, found: Selection, wish: Wish) -> object:
    return services.decisions.publish(found.id, PublicityDraft(wish.on, wish.until))


def _finish(services: Services, found: Selection, wish: Wish) -> object:
    struck = {candidate(services, found, name, 1).id: wish.reason for name in wish.chosen}
    note = "" if struck else wish.reason
    return services.decisions.finish(_publicity(services, found).id, wish.on, struck, note)


def _announce(services: Services, found: Selection, wish: Wish) -> object:
    return services.decisions.announce(found.id, wish.on, wish.number)


def _vacant(services: Services, found: Selection, wish: Wish) -> object:
    return services.selections.leave_vacant(found.id, wish.on, wish.reason)


def _meant(
    services: Services, found: Selection, names: Sequence[str], is_waiting: Callable[[Nomination], bool]
) -> list[int]:
    """Those named, else everybody standing whose turn it still is."""
    if names:
        return [candidate(services, found, name, 1).id for name in names]
    everybody = services.store.selections.nominations([found.id])
    return [one.id for one in everybody if one.stands and is_waiting(one)]


def _ballot(services: Services, found: Selection) -> Ballot:
    ballot = last_ballot(services.store.selections.ballots([found.id]))
    if ballot is None:
        raise Refusal("selection_without_ballot", number=found.number)
    return ballot


def _publicity(services: Services, found: Selection) -> Publicity:
    publicity = last_publicity(services.store.selections.publicities([found.id]))
    if publicity is None:
        raise Refusal("selection_without_publicity", number=found.number)
    return publicity


def _add_files(services: Services, found: Selection, files: Sequence[Path], session: Session) -> None:
    if files:
        added = services.selection_files.add(found.id, taken(services, files, session)).value
        for note in added.doubled:
            say(sentence(note))


NAMES: Mapping[str, str] = {
    "close-nominations": N_("结束推荐"),
    "judge": N_("资格审核"),
    "reply": N_("纪委答复"),
    "lock": N_("锁定票数"),
    "unlock": N_("打开票数"),
    "decide": N_("党委研究"),
    "publish": N_("公示"),
    "finish": N_("公示结果"),
    "announce": N_("通报"),
    "vacant": N_("空缺"),
}
STEPS: Mapping[str, Step] = {
    "close-nominations": _close,
    "judge": _judge,
    "reply": _reply,
    "lock": _lock,
    "unlock": _unlock,
    "decide": _decide,
    "publish": _publish,
    "finish": _finish,
    "announce": _announce,
    "vacant": _vacant,
}
COMMANDS: tuple[Command, ...] = (selection,)
