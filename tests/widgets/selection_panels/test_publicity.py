"""公示: its end is worked out over holidays, its result waits for it, and nobody learns who objected."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gzparty.domain.selection import Outcome
from gzparty.domain.selection_stages import Stage
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import ObjectionDraft, PublicityDraft
from gzparty.services.selection_views import PublicityView, SelectionView
from tests.widgets.helpers import as_text, settle
from tests.widgets.selection_panels.conftest import Award
from tests.widgets.selection_panels.sample import begun, counted, decided, nominees, published
from tests.widgets.selection_panels.steps import choose, dialog, fill, no_dialog, part, press, said, sentence
from ui.panels.confirm import ConfirmDialog
from ui.panels.selection.objection_forms import ObjectionForm, ResultForm
from ui.panels.selection.publicity_panel import PublicityPanel
from ui.widgets.day_strip import DayStrip
from ui.widgets.more_button import MoreButton
from ui.widgets.tab_order import step
from ui.wishes import PrintRequest

NEXT_DAY = datetime(2026, 6, 23, 9, 0)


def ready(services: Services) -> int:
    number = begun(services)
    counted(services, number)
    decided(services, number)
    return number


def running(services: Services) -> int:
    number = ready(services)
    published(services, number)
    return number


@pytest.fixture
def form_panel(award: Award) -> PublicityPanel:
    made = PublicityPanel(award.desk, award.gate)
    award.show(made, award.do(ready))
    return made


@pytest.fixture
def panel(award: Award) -> PublicityPanel:
    made = PublicityPanel(award.desk, award.gate)
    award.show(made, award.do(running))
    return made


def view(award: Award) -> SelectionView:
    return award.gate.reader.selection_views.get(award.shown[0][1])


def current(award: Award) -> PublicityView:
    found = view(award).publicity
    assert found is not None
    return found


def objected(award: Award, outcome: Outcome = Outcome.OPEN, objector: Reporter | None = None) -> int:
    number = current(award).publicity.id
    whom = nominees(award.gate.reader, award.shown[0][1])["徐示例"].id

    def write(services: Services) -> int:
        draft = ObjectionDraft(date(2026, 6, 16), TipChannel.CALL, "流转款没付清", whom)
        made = services.decisions.object(number, draft, objector).value.id
        if outcome is not Outcome.OPEN:
            services.decisions.handle(made, date(2026, 6, 17), "核实过", outcome)
        return made

    made: int = award.do(write)
    return made


def menu(panel: PublicityPanel, number: int) -> list[str]:
    """What the menu of an objection in sight offers."""
    more = part(panel, MoreButton, f"objectionMore{number}")
    assert more.isVisible()
    return [action.text() for action in more.offered().actions() if not action.isSeparator()]


def confirming() -> ConfirmDialog:
    settle()
    (doubt,) = [
        one for one in QApplication.allWidgets() if isinstance(one, ConfirmDialog) and one.isVisible()
    ]
    return doubt


def later(award: Award) -> None:
    award.clock[0] = NEXT_DAY
    award.look()
    settle()


def test_the_end_is_worked_out_over_the_holiday_while_one_types(form_panel: PublicityPanel) -> None:
    assert said(form_panel, "publicityWho") == "公示 徐示例（东利见村）"
    fill(form_panel.form, Start="6.15")
    assert form_panel.form.draft()["publicityEnd"] == "2026-06-22"
    assert sentence(form_panel, "publicitySpan") == "6月15日 至 6月22日，遇端午节顺延"
    fill(form_panel.form, Workdays="3")
    assert form_panel.form.draft()["publicityEnd"] == "2026-06-17"
    assert sentence(form_panel, "publicitySpan") == "6月15日 至 6月17日"
    assert sentence(form_panel, "publicityNotes") == "公示 3 个工作日，比设置的 5 个少"
    fill(form_panel.form, End="6.23")
    assert form_panel.form.draft()["publicityWorkdays"] == "6"


def test_an_end_on_a_holiday_is_refused_with_the_nearest_workday_and_stays_typed(
    form_panel: PublicityPanel, award: Award
) -> None:
    fill(form_panel.form, Start="6.15", End="6.21")
    words = "6月21日是休息日，公示要到工作日期满。最近的工作日是 6月22日。"
    assert sentence(form_panel, "publicitySpan") == words
    press(form_panel, "publicityStartNow")
    assert said(form_panel, "publicityEndProblemText") == words
    assert view(award).publicity is None
    assert form_panel.form.draft()["publicityEnd"] == "6.21"


def test_a_publicity_begins_with_the_offices_settings(form_panel: PublicityPanel, award: Award) -> None:
    kept = form_panel.form.draft()
    assert (kept["publicityPlace"], kept["publicityContact"], kept["publicityWorkdays"]) == (
        "镇政务公开栏",
        "镇纪委",
        "5",
    )
    fill(form_panel.form, Start="6.15", Address="镇政府 203 室")
    with award.qtbot.waitSignal(form_panel.done) as deed:
        press(form_panel, "publicityStartNow")
    assert deed.args == ["公示2026年6月“集体增收”评选"]
    settle()
    assert said(form_panel, "publicityPanelTag") == "第 3 天"
    assert current(award).publicity.address == "镇政府 203 室"
    assert not form_panel.form.isVisible()


def test_a_running_one_says_what_is_left_and_why_there_is_no_result(
    panel: PublicityPanel, snapshot: object
) -> None:
    assert part(panel, QWidget, "publicityLeft").accessibleName() == "还剩 3 个工作日，含今天"
    assert "6月22日 周一，还没到，第 5 天，期满" in part(panel, DayStrip, "publicityStrip").accessibleName()
    assert not panel.result.isEnabled()
    assert said(panel, "publicityWhy") == "公示期满后可用"
    assert as_text(panel) == snapshot


def test_the_result_can_be_noted_from_the_day_after_the_end(panel: PublicityPanel, award: Award) -> None:
    award.clock[0] = datetime(2026, 6, 22, 17, 0)
    award.look()
    assert not panel.result.isEnabled()
    assert part(panel, QWidget, "publicityLeft").accessibleName() == "还剩 1 个工作日，含今天"
    later(award)
    assert panel.result.isEnabled()
    assert said(panel, "publicityPanelTag") == "已期满"
    press(panel, "publicityResult")
    asked = dialog()
    assert sentence(asked, "resultSaid") == "一个都不勾：1 个都成立"
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    settle()
    assert view(award).stage is Stage.CIRCULAR
    assert sentence(panel, "publicityResultSaid") == "6月23日记的结果：成立的有徐示例（东利见村）"
    choose(panel, "publicityReopen")
    award.qtbot.waitUntil(lambda: view(award).stage is Stage.PUBLICITY)


def test_an_open_objection_keeps_the_result_back(panel: PublicityPanel, award: Award) -> None:
    number = objected(award)
    later(award)
    assert not panel.result.isEnabled()
    assert said(panel, "publicityWhy") == "还有 1 条意见没核实"
    press(panel, f"objectionHandle{number}")
    asked = dialog()
    press(asked, "askGo")
    assert said(asked, "handledTextProblemText") == "写上怎么核实的"
    fill(asked._form, Text="三户都已付清", Outcome="不属实")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    settle()
    assert panel.result.isEnabled()
    assert said(panel, f"objectionHandled{number}") == "6月23日 核实：三户都已付清"
    assert said(panel, f"objectionOutcome{number}") == "不属实"


def test_whom_an_upheld_objection_is_about_is_taken_off_with_a_reason(
    panel: PublicityPanel, award: Award
) -> None:
    objected(award, Outcome.UPHELD)
    later(award)
    press(panel, "publicityResult")
    asked = dialog()
    press(asked, "askGo")
    assert said(asked, "resultStruckProblemText") == (
        "针对 徐示例 的异议属实，公示结果里要取消 徐示例，写上理由。"
    )
    form = asked._form
    assert isinstance(form, ResultForm)
    (row,) = form.struck.rows()
    row.check.click()
    settle()
    assert sentence(asked, "resultSaid").startswith("都取下了")
    press(asked, "askGo")
    assert said(asked, "resultStruckProblemText") != ""
    row.reason.setText("流转款确有三户未付")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    settle()
    assert view(award).stage is Stage.COMMITTEE
    assert sentence(panel, "publicityResultSaid") == "6月23日记的结果：公示的都取下了"
    award.do(lambda services: services.decisions.withdraw_result(current(award).publicity.id))
    assert view(award).stage is Stage.PUBLICITY


def test_the_dialog_of_the_result_makes_room_for_a_reason(panel: PublicityPanel, award: Award) -> None:
    later(award)
    press(panel, "publicityResult")
    asked = dialog()
    before = asked.height()
    form = asked._form
    assert isinstance(form, ResultForm)
    form.struck.rows()[0].check.click()
    settle()
    settle()
    assert asked.height() > before
    assert form.struck.rows()[0].reason.height() >= form.struck.rows()[0].reason.sizeHint().height()


def test_an_objection_is_noted_and_who_made_it_never_stands_in_a_draft_or_in_sight(
    panel: PublicityPanel, award: Award
) -> None:
    press(panel, "objectionAdd")
    asked = dialog()
    form = asked._form
    assert isinstance(form, ObjectionForm)
    assert "不上公开的纸" in said(asked, "objectorApart")
    fill(form, Channel="来电", Content="流转款没付清", Name="王示例", Contact="13800000000")
    assert not any("王示例" in text or "138" in text for text in form.draft().values())
    with award.qtbot.waitSignal(panel.done) as deed:
        press(asked, "askGo")
    assert "王示例" not in deed.args[0]
    settle()
    (objection,) = current(award).objections
    assert objection.has_objector
    shown = as_text(panel)
    assert "流转款没付清" in shown
    assert "王示例" not in shown
    assert "提意见人另存加密" in shown
    assert "没有登记异议" not in shown


def test_who_objected_is_shown_after_a_question_noted_and_covered_again(
    panel: PublicityPanel, award: Award
) -> None:
    number = objected(award, objector=Reporter("王示例", "13800000000"))
    press(panel, f"objectionLook{number}")
    doubt = confirming()
    assert "会记下一笔" in as_text(doubt)
    press(doubt, "confirmGo")
    award.qtbot.waitUntil(lambda: "王示例" in said(panel, f"objectionWho{number}"))
    assert said(panel, f"objectionLooks{number}") == "6月17日 08:58 看过"
    panel.hide()
    panel.show()
    settle()
    assert "王示例" not in as_text(panel)


def test_a_contact_without_a_name_is_asked_about_and_the_words_stay(
    panel: PublicityPanel, award: Award
) -> None:
    press(panel, "objectionAdd")
    asked = dialog()
    fill(asked._form, Content="流转款没付清", Contact="13800000000")
    press(asked, "askGo")
    assert said(asked, "objectionChannelProblemText") == "选一下怎么收到的"
    assert said(asked, "objectorNameProblemText") == "写了电话，也写上姓名；不愿留名就都不写"
    kept = asked._form.draft()
    assert kept["objectionContent"] == "流转款没付清"
    assert "objectorContact" not in kept
    press(asked, "askBack")
    assert no_dialog()


def test_who_objected_is_noted_later_replaced_and_erased_for_good(
    panel: PublicityPanel, award: Award
) -> None:
    number = objected(award)
    assert menu(panel, number) == ["修改…", "登记提意见人…", "删除"]
    choose(panel, f"objectionObjector{number}")
    asked = dialog()
    press(asked, "askGo")
    assert said(asked, "objectorNameProblemText") == "写上姓名"
    fill(asked._form, Name="王示例", Contact="13800000000")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    settle()
    assert said(panel, f"objectionWho{number}") == "提意见人另存加密"
    choose(panel, f"objectionObjector{number}")
    asked = dialog()
    assert "王示例" not in as_text(asked)
    fill(asked._form, Name="李示例")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    settle()
    assert award.do(lambda services: services.decisions.reveal(number)).name == "李示例"
    choose(panel, f"objectionErase{number}")
    press(confirming(), "confirmGo")
    award.qtbot.waitUntil(lambda: said(panel, f"objectionWho{number}") == "没有登记提意见人")
    assert not current(award).objections[0].has_objector
    assert menu(panel, number) == ["修改…", "登记提意见人…", "删除"]


def test_an_objection_looked_into_is_opened_again(panel: PublicityPanel, award: Award) -> None:
    number = objected(award, Outcome.UNFOUNDED)
    choose(panel, f"objectionReopen{number}")
    award.qtbot.waitUntil(lambda: bool(current(award).open_objections))
    settle()
    assert said(panel, f"objectionHandled{number}") == ""
    assert "重新核实" not in menu(panel, number)


def test_after_the_result_whoever_was_noted_by_mistake_can_still_be_erased(
    panel: PublicityPanel, award: Award
) -> None:
    number = objected(award, Outcome.UNFOUNDED, objector=Reporter("王示例"))
    later(award)
    award.do(lambda services: services.decisions.finish(current(award).publicity.id, NEXT_DAY.date(), {}))
    settle()
    assert menu(panel, number) == ["改提意见人…", "抹掉提意见人…"]
    choose(panel, f"objectionErase{number}")
    press(confirming(), "confirmGo")
    award.qtbot.waitUntil(lambda: not current(award).objections[0].has_objector)


def test_after_the_result_objections_are_only_looked_at(panel: PublicityPanel, award: Award) -> None:
    number = objected(award, Outcome.UNFOUNDED)
    assert part(panel, QPushButton, f"objectionHandle{number}").isVisible()
    later(award)
    award.do(lambda services: services.decisions.finish(current(award).publicity.id, NEXT_DAY.date(), {}))
    assert not part(panel, QPushButton, f"objectionHandle{number}").isVisible()
    assert not part(panel, QPushButton, "objectionAdd").isVisible()


def test_a_publicity_with_objections_is_not_deleted_and_says_why(panel: PublicityPanel, award: Award) -> None:
    number = objected(award)
    choose(panel, "publicityDelete")
    award.qtbot.waitUntil(lambda: "登记了 1 条异议，不能删掉" in said(panel, "publicityPanelRefused"))
    choose(panel, f"objectionDelete{number}")
    award.qtbot.waitUntil(lambda: not current(award).objections)
    choose(panel, "publicityDelete")
    award.qtbot.waitUntil(lambda: view(award).publicity is None)
    settle()
    assert panel.form.isVisible()


def test_other_days_are_asked_for_with_what_stands_there(panel: PublicityPanel, award: Award) -> None:
    choose(panel, "publicityChange")
    asked = dialog()
    assert asked._form.draft()["publicityEnd"] == "2026-06-22"
    fill(asked._form, End="6.23")
    with award.qtbot.waitSignal(panel.done):
        press(asked, "askGo")
    settle()
    assert current(award).publicity.workdays == 6
    assert sentence(panel, "publicityNoted") == ""


def test_a_shorter_one_than_usual_says_so_while_it_runs(award: Award) -> None:
    def shorter(services: Services) -> int:
        number = ready(services)
        services.decisions.publish(number, PublicityDraft(date(2026, 6, 15), workdays=3))
        return number

    panel = PublicityPanel(award.desk, award.gate)
    award.show(panel, award.do(shorter))
    assert sentence(panel, "publicityNoted") == "公示 3 个工作日，比设置的 5 个少"


def test_the_notice_is_asked_of_the_print_centre(panel: PublicityPanel, award: Award) -> None:
    with award.qtbot.waitSignal(award.desk.wishes.page_wanted) as wish:
        press(panel, "publicityPrint")
    assert wish.args == ["print", PrintRequest("publicity", {"selection": "2026-06"})]


def test_before_the_committee_there_is_nothing_to_hang_out(award: Award) -> None:
    panel = PublicityPanel(award.desk, award.gate)
    award.show(panel, award.do(begun))
    assert said(panel, "publicityEarly") == "党委研究定了人，就在这里开始公示。"
    assert not part(panel, QPushButton, "publicityStartNow").isVisible()


def test_what_was_typed_of_a_publicity_comes_back(form_panel: PublicityPanel, award: Award) -> None:
    first = award.shown[0][1]
    other = award.do(lambda services: begun(services, period="2026-05"))
    fill(form_panel.form, Address="镇政府 203 室")
    award.shown.clear()
    form_panel.show_selection(award.gate.reader.selection_views.get(other))
    form_panel.show_selection(award.gate.reader.selection_views.get(first))
    assert form_panel.form.draft()["publicityAddress"] == "镇政府 203 室"


def test_the_keys_stay_in_the_panel_when_the_form_gives_way_to_the_days(
    form_panel: PublicityPanel, award: Award
) -> None:
    form_panel.form.start.line.setFocus()
    fill(form_panel.form, Start="6.15")
    form_panel.save()
    settle()
    award.qtbot.waitUntil(lambda: view(award).publicity is not None)
    settle()
    assert form_panel.window().focusWidget() is form_panel.objections.add


def test_where_it_hung_last_time_is_proposed_where_the_settings_say_nothing(award: Award) -> None:
    def another(services: Services) -> int:
        running(services)
        number = begun(services, period="2026-07")
        counted(services, number)
        decided(services, number)
        services.offices.change_settings({"publicity_place": ""})
        return number

    made = PublicityPanel(award.desk, award.gate)
    award.show(made, award.do(another))
    assert made.form.values()["place"] == "镇政务公开栏"


def test_the_keys_come_to_an_objection_that_waits_before_the_buttons_at_the_foot(
    panel: PublicityPanel, award: Award
) -> None:
    assert panel.panes() == (panel.objections.add,)
    objected(award)
    panel.show_selection(view(award))
    (line,) = panel.objections._lines
    assert panel.panes() == (line.handle,)
    panel.objections.add.setFocus()
    step(panel, forward=True)
    assert panel.focusWidget() is line.handle
