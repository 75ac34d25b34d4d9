"""资格审核: what was found with its rows, verdicts of people with their reasons, one letter that answers for several."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.eligibility import FindingKind, Row
from gzparty.domain.selection import Reply, Verdict
from gzparty.domain.selection_stages import Stage
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft
from tests.widgets.helpers import as_text, settle, wait_for_writes
from tests.widgets.selection_office import NOW
from tests.widgets.selection_steps import (
    JULY,
    buttons,
    go_to,
    go_to_month,
    row_link,
    select_rows,
    view,
    write,
)
from tests.widgets.steps import answer, asked, dialogs, eventually, fill, press, words
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.selection import SelectionPage
from ui.panels.selection.findings import open_row, row_words
from ui.panels.selection.months import Place
from ui.panels.selection.words import FINDING_GLYPHS, names_words
from ui.wishes import PersonRequest, SelectionRequest, TrainingRequest, Wishes


@pytest.fixture
def page(selection_page: SelectionPage) -> SelectionPage:
    return selection_page


@pytest.fixture
def gate(selection_gate: Gate) -> Gate:
    return selection_gate


@pytest.fixture
def reviewing(page: SelectionPage, gate: Gate, qtbot: QtBot) -> SelectionPage:
    """July with four nominated, one of them chosen in February, and nominations closed."""
    number = view(gate, JULY).selection.id
    people = {one.name: one.id for one in gate.reader.store.people.people()}
    drafts = [NominationDraft(people[name], deeds="事" * 300) for name in ("许示例", "郑示例", "韩示例")]
    write(gate, qtbot, lambda s: s.selections.nominate(number, drafts))
    write(gate, qtbot, lambda s: s.selections.close_nominations(number, NOW.date()))
    go_to_month(page, 7)
    settle()
    return page


def test_what_was_found_stands_there_with_a_link_to_the_rows(
    reviewing: SelectionPage, desk: Desk, qtbot: QtBot
) -> None:
    go_to(reviewing, "韩示例")
    said = as_text(reviewing.side.review)
    assert "2026年2月评过" in said
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        row_link(reviewing, "selection").click()
    assert wanted.args[0] == "selection"
    assert isinstance(wanted.args[1], SelectionRequest)
    reviewing.take_request(wanted.args[1])
    settle()
    assert reviewing.board._head.accessibleName().startswith("2 月，春耕一线")


def test_a_finding_about_a_unit_opens_that_unit(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.wishes.page_wanted) as wanted:
        open_row(desk.wishes, Row("unit", 7))
    assert wanted.args == ["people", PersonRequest(unit_id=7)]


def test_where_nothing_was_found_it_says_so_and_no_more(reviewing: SelectionPage) -> None:
    go_to(reviewing, "郑示例")
    assert words(reviewing.side.review.findings, "nothingFoundWords") == "本系统内未发现不符合情形"
    assert words(reviewing.side.review, "reviewReplyWords") == "等纪委书面答复"
    kinds = [buttons(reviewing.side.review)[name].property("kind") for name in ("reviewPass", "reviewFail")]
    assert kinds == ["", ""]


def test_letting_somebody_in_against_what_was_found_needs_a_reason_that_is_kept(
    reviewing: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    go_to(reviewing, "韩示例")
    panel = reviewing.side.review
    fill(panel, verdictBy="党建办 张示例")
    press(panel, "reviewPass")
    assert words(panel, "verdictReasonProblemText") == "查到了情形还让进评议，写清理由；理由印在审核表上"
    area = panel.findChild(QPlainTextEdit, "verdictReason")
    assert area is not None
    area.setPlainText("党委研究同意连评")
    with qtbot.waitSignal(reviewing.done):
        press(panel, "reviewPass")
    wait_for_writes(gate, qtbot)
    one = next(line.nomination for line in view(gate, JULY).nominations if line.nomination.name == "韩示例")
    assert (one.verdict, one.verdict_reason) == (Verdict.PASSED, "党委研究同意连评")
    assert one.found
    assert "党委研究同意连评" in words(panel, "reviewVerdictWords")


def test_several_are_judged_and_answered_for_at_once(
    reviewing: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    select_rows(reviewing, 0, 2)
    panel = reviewing.side.review
    assert reviewing.place().startswith("选了 3 个，共 4 个")
    fill(panel, verdictBy="党建办 张示例")
    press(panel, "reviewPass")
    wait_for_writes(gate, qtbot)
    select_rows(reviewing, 0, 2)
    press(panel, "reviewAnswer")
    answer(reviewing, qtbot, replyDayLine="6.17")
    lines = view(gate, JULY).nominations
    assert [line.nomination.verdict for line in lines] == [Verdict.PASSED] * 3 + [Verdict.OPEN]
    assert [line.nomination.reply for line in lines] == [Reply.CLEAR] * 3 + [Reply.NONE]


def test_f4_goes_to_the_next_nomination_nobody_has_judged(
    reviewing: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    lines = view(gate, JULY).nominations
    write(
        gate,
        qtbot,
        lambda s: s.selections.judge([lines[1].nomination.id], Verdict.PASSED, NOW.date(), "张示例"),
    )
    go_to(reviewing, "宋示例")
    reviewing.deeds()["next_problem"]()
    current = reviewing.board.current()
    assert current is not None
    assert current.nomination.name == "郑示例"


def test_a_circular_registered_after_the_verdict_is_said_on_the_panel_until_it_is_taken_out(
    page: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    second = write(gate, qtbot, lambda s: s.selections.begin(SelectionDraft("2026-06", "孝老爱亲")))
    people = {one.name: one.id for one in gate.reader.store.people.people()}
    drafts = [NominationDraft(people["郑示例"])]
    write(gate, qtbot, lambda s: s.selections.nominate(second.id, drafts))
    write(gate, qtbot, lambda s: s.selections.close_nominations(second.id, NOW.date()))
    page.months.list.choose(Place("2026-06", second.id))
    settle()
    assert [row.topic for row in page.months.list._rows.rows][5:7] == ["集体增收", "孝老爱亲"]
    panel = page.side.review
    fill(panel, verdictBy="张示例")
    press(panel, "reviewPass")
    wait_for_writes(gate, qtbot)
    assert page.side.stage is Stage.VOTE
    page.board.step_wanted.emit(Stage.REVIEW)
    assert not panel.changed.isVisibleTo(panel)
    press(panel, "reviewMention")
    answer(page, qtbot, mentionDayLine="6.15", mentionTitle="关于值班值守情况的通报")
    wait_for_writes(gate, qtbot)
    assert words(panel.changed, "reviewChangedTitle") == "审核后有变化"
    row_link(page, "mention").click()
    verb = asked(page).findChild(QPushButton, "askGo")
    assert verb is not None
    assert verb.text() == "删掉这条登记"
    verb.click()
    eventually(qtbot, lambda: not dialogs(page))
    wait_for_writes(gate, qtbot)
    assert not panel.changed.isVisibleTo(panel)


def test_a_verdict_the_vote_rests_on_is_not_offered_to_be_changed(page: SelectionPage) -> None:
    page.board.step_wanted.emit(Stage.REVIEW)
    settle()
    assert words(page.side.review, "reviewFixed") == "党委已经研究，判定不能再改。"
    passed = page.side.review.findChild(QPushButton, "reviewPass")
    assert passed is not None
    assert not passed.isVisibleTo(page.side.review)


def test_findings_of_trainings_lead_to_the_roll() -> None:
    wishes = Wishes()
    asked_for: list[tuple[str, object]] = []
    wishes.page_wanted.connect(lambda key_said, request: asked_for.append((key_said, request)))
    open_row(wishes, Row("training", 5, "2026-05"))
    assert asked_for == [("training", TrainingRequest(5, roll=True))]
    assert row_words(Row("training", 5, "2026-05")) == "看考勤 2026-05"


def test_everything_that_can_be_found_has_a_glyph() -> None:
    assert set(FINDING_GLYPHS) == set(FindingKind)


def test_namesakes_are_told_apart_by_their_units(reviewing: SelectionPage) -> None:
    first, second, *_rest = reviewing.board.table.lines()
    alike = replace(second, nomination=replace(second.nomination, name=first.nomination.name))
    name = first.nomination.name
    assert names_words([first, alike]) == (
        f"{name}（{first.nomination.unit_name}）、{name}（{second.nomination.unit_name}）"
    )
    assert names_words([first, second]) == f"{name}、{second.nomination.name}"


def test_ctrl_s_leads_to_the_verdict_instead_of_doing_nothing(reviewing: SelectionPage) -> None:
    go_to(reviewing, "郑示例")
    reviewing.deeds()["save"]()
    assert reviewing.focusWidget() is reviewing.side.review._pass


def test_of_several_let_in_only_those_something_was_found_of_keep_the_reason(
    reviewing: SelectionPage, gate: Gate, qtbot: QtBot
) -> None:
    select_rows(reviewing, 0, 3)
    panel = reviewing.side.review
    fill(panel, verdictBy="党建办 张示例")
    panel.form.reason.setPlainText("事迹不同，同意连评")
    press(panel, "reviewPass")
    wait_for_writes(gate, qtbot)
    said = {line.nomination.name: line.nomination.verdict_reason for line in view(gate, JULY).nominations}
    assert said.pop("韩示例") == "事迹不同，同意连评"
    assert set(said.values()) == {""}
