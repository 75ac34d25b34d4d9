"""党委研究: the votes propose, the committee ticks, and wherever it departs from them it says why."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from gzparty.domain.selection import Reply
from gzparty.domain.selection_stages import Stage
from gzparty.services.bundle import Services
from gzparty.services.selection_drafts import CategoryDraft
from gzparty.services.selection_views import SelectionView
from tests.widgets.helpers import as_text, settle
from tests.widgets.selection_panels.conftest import Award
from tests.widgets.selection_panels.sample import begun, counted, decided, nominees, published
from tests.widgets.selection_panels.steps import choose, dialog, fill, no_dialog, part, press, said, sentence
from ui.panels.selection.committee_panel import CommitteePanel
from ui.widgets.tab_order import stops
from ui.widgets.tick_reasons import TickReasonRow


def ready(services: Services) -> int:
    number = begun(services)
    counted(services, number)
    return number


@pytest.fixture
def panel(award: Award) -> CommitteePanel:
    made = CommitteePanel(award.desk, award.gate)
    award.show(made, award.do(ready))
    return made


def view(award: Award) -> SelectionView:
    return award.gate.reader.selection_views.get(award.shown[0][1])


def row(panel: CommitteePanel, name: str) -> TickReasonRow:
    return next(one for one in panel.form.chosen.rows() if one.check.text().startswith(name))


def test_nobody_is_ticked_before_the_committee_did_so(panel: CommitteePanel, snapshot: object) -> None:
    assert panel.form.chosen.value().chosen == ()
    assert [one.check.text() for one in panel.form.chosen.rows()][:2] == [
        "徐示例　东利见村",
        "郑示例　五十里铺村",
    ]
    assert as_text(panel) == snapshot


def test_whoever_is_in_front_is_chosen_without_a_reason(panel: CommitteePanel, award: Award) -> None:
    row(panel, "徐示例").check.click()
    assert sentence(panel, "decisionSaid") == "选定 1 名，名额 1 名"
    assert not row(panel, "徐示例").asks()
    fill(panel.form, Day="6.12", Note="第 12 次党委会，纪要在 3 号盒")
    with award.qtbot.waitSignal(panel.done) as deed:
        press(panel, "committeeDecide")
    assert deed.args == ["记2026年6月“集体增收”评选的党委研究结果"]
    settle()
    assert said(panel, "committeeResult") == "选定 徐示例（东利见村）"
    assert said(panel, "committeeWords") == "6月12日 周五 党委研究；第 12 次党委会，纪要在 3 号盒"
    assert view(award).stage is Stage.PUBLICITY
    assert not panel.form.isVisible()


def test_departing_from_the_votes_asks_for_reasons_and_keeps_them(
    panel: CommitteePanel, award: Award
) -> None:
    row(panel, "郑示例").check.click()
    settle()
    assert row(panel, "徐示例").why.text() == ("徐示例 评议排第 1，在名额以内，没有选。写上没有选的理由。")
    assert row(panel, "郑示例").asks()
    assert not row(panel, "许示例").asks()
    press(panel, "committeeDecide")
    assert said(panel, "decisionChosenProblemText") == "徐示例的理由空着，写上一句"
    assert view(award).stage is Stage.COMMITTEE
    for name, reason in (("徐示例", "上半年评过"), ("郑示例", "带动面更广")):
        row(panel, name).reason.setText(reason)
    with award.qtbot.waitSignal(panel.done):
        press(panel, "committeeDecide")
    settle()
    assert said(panel, "committeeReasons").split("\n") == ["徐示例：上半年评过", "郑示例：带动面更广"]


def test_after_a_publicity_that_took_the_first_off_the_next_is_chosen_without_a_reason(
    panel: CommitteePanel, award: Award
) -> None:
    number = award.shown[0][1]

    def rejected(services: Services) -> None:
        decided(services, number)
        first = nominees(services, number)["徐示例"].id
        services.decisions.finish(published(services, number), date(2026, 6, 23), {first: "异议属实"})

    award.clock[0] = datetime(2026, 6, 23, 9)
    award.do(rejected)
    settle()
    assert view(award).stage is Stage.COMMITTEE
    row(panel, "郑示例").check.click()
    settle()
    assert not row(panel, "郑示例").asks()
    fill(panel.form, Day="6.23")
    with award.qtbot.waitSignal(panel.done):
        press(panel, "committeeDecide")
    settle()
    assert said(panel, "committeeResult") == "选定 郑示例（五十里铺村）"


def test_a_reason_no_longer_asked_for_is_not_stored(panel: CommitteePanel, award: Award) -> None:
    row(panel, "郑示例").check.click()
    row(panel, "徐示例").reason.setText("上半年评过")
    row(panel, "郑示例").check.click()
    row(panel, "徐示例").check.click()
    assert row(panel, "徐示例").reason.text() == "上半年评过"
    with award.qtbot.waitSignal(panel.done):
        press(panel, "committeeDecide")
    assert nominees(award.gate.reader, view(award).selection.id)["徐示例"].decision_reason == ""


def test_somebody_called_unsuitable_by_the_discipline_office_is_chosen_only_with_a_reason(
    panel: CommitteePanel, award: Award
) -> None:
    number = award.shown[0][1]

    def unsuitable(services: Services) -> None:
        known = nominees(services, number)
        services.selections.reply([known["徐示例"].id], Reply.UNSUITABLE, date(2026, 6, 12), "有信访在核")

    award.do(unsuitable)
    row(panel, "徐示例").check.click()
    settle()
    assert row(panel, "徐示例").why.text() == "纪委答复 徐示例 不宜评选。写上党委仍然选的理由，或换一个。"
    assert "纪委：不宜" in row(panel, "徐示例").check.accessibleName()


def test_more_than_the_quota_is_said_while_ticking_and_not_stored(
    panel: CommitteePanel, award: Award
) -> None:
    row(panel, "徐示例").check.click()
    row(panel, "郑示例").check.click()
    row(panel, "郑示例").reason.setText("也好")
    settle()
    assert sentence(panel, "decisionSaid") == "选了 2 个，名额只有 1 个。去掉多的，或先改名额。"
    press(panel, "committeeDecide")
    assert said(panel, "decisionChosenProblemText") == "选了 2 个，名额只有 1 个。去掉多的，或先改名额。"
    assert view(award).stage is Stage.COMMITTEE
    assert row(panel, "郑示例").check.isChecked()


def test_nobody_ticked_is_refused_with_the_way_out(panel: CommitteePanel) -> None:
    press(panel, "committeeDecide")
    assert "这个月空缺就登记空缺" in said(panel, "decisionChosenProblemText")


def test_a_month_is_left_vacant_with_a_reason_and_taken_up_again(panel: CommitteePanel, award: Award) -> None:
    choose(panel, "committeeVacant")
    asked = dialog()
    press(asked, "askGo")
    assert said(asked, "vacantReasonProblemText") == "写上为什么空缺"
    fill(asked._form, Reason="没有合适的")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    assert no_dialog()
    assert said(panel, "committeeWords") == "6月17日 周三 定的：没有合适的"
    assert said(panel, "committeePanelTag") == "空缺"
    press(panel, "committeeResume")
    award.qtbot.waitUntil(lambda: view(award).stage is Stage.COMMITTEE)
    settle()
    assert panel.form.isVisible()


def test_a_decision_is_taken_back(panel: CommitteePanel, award: Award) -> None:
    number = award.shown[0][1]
    award.do(lambda services: decided(services, number))
    with award.qtbot.waitSignal(panel.done):
        press(panel, "committeeTakeBack")
    settle()
    assert view(award).stage is Stage.COMMITTEE
    assert panel.form.isVisible()


def test_what_was_ticked_comes_back_with_its_selection(panel: CommitteePanel, award: Award) -> None:
    first = award.shown[0][1]
    other = award.do(lambda services: begun(services, period="2026-05"))
    row(panel, "郑示例").check.click()
    row(panel, "郑示例").reason.setText("带动面更广")
    award.shown.clear()
    reader = award.gate.reader
    panel.show_selection(reader.selection_views.get(other))
    assert not panel.form.isVisible()
    panel.show_selection(reader.selection_views.get(first))
    settle()
    assert row(panel, "郑示例").check.isChecked()
    assert row(panel, "郑示例").reason.text() == "带动面更广"
    assert said(panel, "committeePanelKept") == "接着上次没存的内容"


def test_before_the_count_is_locked_it_says_what_comes_first(award: Award) -> None:
    panel = CommitteePanel(award.desk, award.gate)
    award.show(panel, award.do(begun))
    assert said(panel, "committeeEarly") == "评议投票的票数锁定以后，在这里记党委研究的结果。"
    assert not part(panel, QPushButton, "committeeDecide").isVisible()


def test_each_category_has_its_heading_and_its_own_order(award: Award) -> None:
    two = (CategoryDraft("产业"), CategoryDraft("治理"))

    def prepare(services: Services) -> int:
        number = begun(services, categories=two)
        counted(services, number)
        return number

    panel = CommitteePanel(award.desk, award.gate)
    award.show(panel, award.do(prepare))
    headings = [
        one.text() for one in cast("list[QLabel]", panel.findChildren(QLabel, "decisionChosenHeading"))
    ]
    assert headings == ["产业　评 1 名", "治理　评 1 名"]
    row(panel, "徐示例").check.click()
    row(panel, "郑示例").check.click()
    settle()
    assert sentence(panel, "decisionSaid") == "选定 2 名，名额 2 名"
    assert not part(panel, QLineEdit, row(panel, "徐示例").reason.objectName()).isVisible()


def test_minutes_are_dropped_onto_the_panel_and_taken_out_again(
    panel: CommitteePanel, award: Award, tmp_path: Path
) -> None:
    minutes = tmp_path / "党委会纪要.pdf"
    minutes.write_bytes(b"%PDF-1.4 minutes")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(minutes))])
    assert panel.files.can_take(mime)
    with award.qtbot.waitSignal(panel.done):
        panel.files.take(mime)
    award.qtbot.waitUntil(lambda: len(panel.files.tiles()) == 1)
    assert said(panel, "selectionFilesTitle") == "会议纪要等材料 1 份"
    with award.qtbot.waitSignal(panel.file_wanted):
        panel.files.tiles()[0].click()
    panel.files.tiles()[0].removal_wanted.emit()
    award.qtbot.waitUntil(lambda: not panel.files.tiles())


def test_tab_goes_from_the_day_down_the_names_to_the_note(panel: CommitteePanel) -> None:
    order, names = stops(panel), [name.check for name in panel.form.chosen.rows()]
    here = order.index(panel.form.day.line) + 1
    assert names
    assert order[here : here + len(names) + 1] == [*names, panel.form.note]
