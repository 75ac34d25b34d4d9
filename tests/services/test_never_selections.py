"""What the program never does of a selection by itself: fail, pass, choose, end; and where nobody's findings are named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import gzparty
from gzparty.domain.problem import Step
from gzparty.domain.selection import Decision, Nomination, PublicityResult, Reply, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.domain.sitting import Status
from gzparty.services.selection_drafts import MentionDraft
from tests.builders import Office
from tests.nominations import (
    CLOSED,
    REPLIED,
    a_candidate,
    a_session,
    begin,
    judge,
    line_of,
    mark,
    nominate,
)
from tests.problems import a_draft as a_problem_draft
from tests.problems import register, take
from tests.selections import Poll, on_day

ROOT = Path(gzparty.__file__).parent
MAY_JUDGE = {("review_writing.py", "judge"), ("review_writing.py", "_take_back")}
MAY_CHOOSE = {
    ("decisions.py", "withdraw_decision"),
    ("decisions.py", "_store_decisions"),
    ("selections.py", "record_past"),
}


def everything_against(office: Office) -> Nomination:
    """一示例 with all that can be found: absent, overdue, opened again, named in a circular, chosen lately, gone."""
    selections, person = office.services.selections, office.secretaries["一示例"]
    (nomination,) = nominate(office, begin(office))
    selections.record_past("2026-02", "春耕一线", [a_candidate(office)])
    a_session(office, 一示例=Status.ABSENT)
    village = office.villages["东村"]
    register(office, a_problem_draft(office, unit_id=village, deadline=date(2026, 6, 12)))
    selections.mention(MentionDraft(date(2026, 6, 8), "作风问题通报", person))
    office.services.people.leave(person, date(2026, 6, 15), "moved")
    return nomination


def test_nothing_found_and_no_reply_gives_a_verdict(office: Office) -> None:
    nomination = everything_against(office)
    assert len(line_of(office, nomination).findings) == 5
    selections = office.services.selections
    selections.reply([nomination.id], Reply.UNSUITABLE, REPLIED, "正在核查")
    selections.close_nominations(nomination.selection_id, CLOSED)
    on_day(office, date(2026, 12, 31))
    office.services.selection_views.year(2026)
    line = line_of(office, nomination)
    assert line.nomination.verdict is Verdict.OPEN
    assert office.services.selection_views.get(nomination.selection_id).stage is Stage.REVIEW


def test_no_correction_of_roll_or_ledger_touches_a_verdict(office: Office) -> None:
    (passed, failed) = nominate(office, begin(office), "一示例", "二示例")
    judge(office, passed)
    judge(office, failed, verdict=Verdict.FAILED, reason="事迹不实")
    stored = [office.store.selections.nomination(one.id) for one in (passed, failed)]
    sitting = a_session(office, 一示例=Status.ABSENT, 二示例=Status.ABSENT)
    mark(office, sitting, "二示例", Status.LEAVE)
    village = office.villages["东村"]
    (row,) = register(office, a_problem_draft(office, unit_id=village, deadline=date(2026, 6, 12)))
    take(office, row, Step.START)
    office.services.people.leave(office.secretaries["一示例"], date(2026, 6, 16), "died")
    assert [office.store.selections.nomination(one.id) for one in (passed, failed)] == stored


def test_votes_choose_nobody_and_a_publicity_that_ends_has_no_result(office: Office) -> None:
    poll = Poll(office)
    poll.vote((25, 0, 0, 0))
    assert {one.decision for one in office.store.selections.nominations([poll.id])} == {Decision.OPEN}
    assert office.services.selection_views.get(poll.id).stage is Stage.COMMITTEE
    poll.decide("徐示例")
    publicity = poll.publish()
    on_day(office, publicity.ends_on + timedelta(days=100))
    view = office.services.selection_views.get(poll.id)
    assert view.publicities[0].publicity.result is PublicityResult.OPEN
    assert (view.stage, view.selection.announced_on) == (Stage.PUBLICITY, None)


def test_only_what_people_say_is_ever_written_as_a_verdict_or_a_choice() -> None:
    written = {(path.name, *place) for path in ROOT.rglob("*.py") for place in _written(path)}
    assert {(name, function) for name, function, field in written if field == "verdict"} == MAY_JUDGE
    assert {(name, function) for name, function, field in written if field == "decision"} == MAY_CHOOSE


def _written(path: Path) -> Iterator[tuple[str, str]]:
    """The functions in which a nomination is given a verdict or a decision, by keyword or by a mapping of fields."""
    if path.parent.name in ("labels", "exchange", "reports", "papers", "cli"):
        # They say what is stored or call the services, and have no store to write to.
        return
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            names: list[object] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = [word.arg for word in node.keywords if node.func.id in ("replace", "Nomination")]
            elif isinstance(node, ast.Dict):
                names = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            yield from ((function.name, str(name)) for name in names if name in ("verdict", "decision"))


def test_the_list_of_deeds_names_nobody_who_was_reviewed(office: Office) -> None:
    nomination = everything_against(office)
    judge(office, nomination, verdict=Verdict.FAILED)
    office.services.selections.reply([nomination.id], Reply.UNSUITABLE, REPLIED, "正在核查")
    deeds = [deed.name for deed in office.store.journal.deeds(3)]
    assert deeds[:2] == [
        "2026年6月“集体增收”评选记 1 个纪委答复",
        "2026年6月“集体增收”评选资格审核 1 个",
    ]
    everything = [deed.name for deed in office.store.journal.deeds(100)]
    assert "登记一份通报" in everything
    assert not [name for name in everything if "作风问题通报" in name or "核查" in name]
