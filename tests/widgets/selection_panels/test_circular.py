"""通报 names only who was chosen; issued, it stands in their honours, and can be taken back."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from gzparty.domain.selection_stages import Stage
from gzparty.services.bundle import Services
from gzparty.services.selection_views import SelectionView
from tests.widgets.helpers import as_text, settle
from tests.widgets.selection_panels.conftest import Award
from tests.widgets.selection_panels.sample import begun, counted, decided, nominees, published
from tests.widgets.selection_panels.steps import choose, dialog, fill, part, press, said, sentence
from ui.panels.selection.circular_panel import CircularPanel
from ui.wishes import PersonRequest, PrintRequest

NOW = datetime(2026, 6, 23, 9, 0)


def confirmed(services: Services) -> int:
    number = begun(services)
    counted(services, number)
    decided(services, number)
    services.decisions.finish(published(services, number), NOW.date(), {})
    return number


@pytest.fixture
def panel(award: Award) -> CircularPanel:
    award.clock[0] = NOW
    made = CircularPanel(award.desk, award.gate)
    award.show(made, award.do(confirmed))
    return made


def view(award: Award) -> SelectionView:
    return award.gate.reader.selection_views.get(award.shown[0][1])


def issue(panel: CircularPanel, award: Award, number: str = "官发〔2026〕5号") -> None:
    fill(panel.form, Number=number)
    with award.qtbot.waitSignal(panel.done):
        press(panel, "circularIssued")
    settle()


def test_a_circular_is_noted_with_the_number_the_office_gave_it(
    panel: CircularPanel, award: Award, snapshot: object
) -> None:
    assert panel.form.draft()["circularNumber"] == ""
    issue(panel, award)
    assert view(award).stage is Stage.DONE
    assert view(award).selection.circular_number == "官发〔2026〕5号"
    assert sentence(panel, "circularHonour") == "已经写进他们的荣誉，个人页面里看得到"
    person = nominees(award.gate.reader, award.shown[0][1])["徐示例"].person_id
    assert person is not None
    assert [one.selection.number for one in award.gate.reader.selection_views.of_person(person)] == [
        "2026-06"
    ]
    assert as_text(panel) == snapshot


def test_the_honour_is_shown_where_it_stands(panel: CircularPanel, award: Award) -> None:
    issue(panel, award)
    person = nominees(award.gate.reader, award.shown[0][1])["徐示例"].person_id
    with award.qtbot.waitSignal(award.desk.wishes.page_wanted) as wish:
        press(panel, "circularToPerson")
    assert wish.args == ["people", PersonRequest(person or 0)]


def test_the_text_for_wechat_names_nobody_but_the_chosen(panel: CircularPanel, award: Award) -> None:
    copied: list[str] = []
    panel.copied.connect(copied.append)
    press(panel, "circularCopyText")
    text = QGuiApplication.clipboard().text()
    assert text.split("\n") == [
        "【6月典型通报】",
        "主题：集体增收",
        "通报表扬：徐示例（东利见村）",
        "徐示例：流转土地增收 18 万元",
    ]
    assert "票" not in text
    assert copied == ["通报已复制，到群里粘贴就行；没评上的没有写进去"]


def test_a_day_before_the_result_is_refused_and_stays_typed(panel: CircularPanel, award: Award) -> None:
    fill(panel.form, Day="6.20")
    press(panel, "circularIssued")
    award.qtbot.waitUntil(lambda: "早于公示结果的" in said(panel, "awardCircularPanelRefused"))
    assert panel.form.draft()["circularDay"] == "6.20"
    assert view(award).stage is Stage.CIRCULAR


def test_an_issued_circular_is_corrected_and_taken_back(panel: CircularPanel, award: Award) -> None:
    issue(panel, award)
    choose(panel, "circularChange")
    asked = dialog()
    fill(asked._form, Number="官发〔2026〕6号")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    assert view(award).selection.circular_number == "官发〔2026〕6号"
    with award.qtbot.waitSignal(panel.done):
        choose(panel, "circularTakeBack")
    settle()
    assert view(award).stage is Stage.CIRCULAR
    assert part(panel, QPushButton, "circularIssued").isVisible()


def test_the_paper_is_asked_of_the_print_centre(panel: CircularPanel, award: Award) -> None:
    with award.qtbot.waitSignal(award.desk.wishes.page_wanted) as wish:
        press(panel, "circularPrintPaper")
    assert wish.args == ["print", PrintRequest("result", {"selection": "2026-06"})]


def test_before_the_result_there_is_no_circular_and_no_text(award: Award) -> None:
    panel = CircularPanel(award.desk, award.gate)
    award.show(panel, award.do(begun))
    assert said(panel, "circularEarly") == "记了公示结果，就在这里印发通报。"
    assert panel.text.toPlainText() == ""
    assert not part(panel, QPushButton, "circularCopyText").isVisible()
