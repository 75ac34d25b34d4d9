"""The ledger of old of the sample office: a sheet of 2023 as clerks kept it, taken in, and what stood open in it closed."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

from gzparty.domain.problem import ProblemState, Step
from gzparty.exchange.importing import import_file
from gzparty.i18n import N_, _
from gzparty.services.bundle import Services
from gzparty.services.problem_drafts import StepFacts

VERIFIER = N_("周示例")


def carry_over(services: Services, on: date) -> None:
    """Take the old sheet in; what it left open was looked at together on a day and closed with that list as evidence."""
    with as_file(files("resources") / "sample" / "rectification.xlsx") as path:
        import_file(services, "problems", path)
    store, context = services.store, services.context
    with store.action(_("复核 2023 年台账没销号的问题"), "problem.close", context.now(), context.source):
        for problem in store.problems.open():
            _close(services, problem.id, problem.state, on)


def _close(services: Services, problem_id: int, state: ProblemState, on: date) -> None:
    problems, store = services.problems, services.store
    problem = store.problems.get(problem_id)
    if state in (ProblemState.REGISTERED, ProblemState.ASSIGNED):
        until = problem.deadline or on
        problems.step([problem_id], Step.START, StepFacts(on, until=until))
    problems.add_paper(problem_id, _("2023 年台账复核表"), _("4号盒 第1页"), on)
    result = problem.result or _("复核时已整改到位")
    problems.step([problem_id], Step.SUBMIT, StepFacts(on, result=result, done_on=problem.done_on or on))
    problems.step([problem_id], Step.CLOSE, StepFacts(on, verifier=_(VERIFIER), no_look_back=True))
