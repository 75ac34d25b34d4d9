"""Forms load, save, keep drafts and say what is wrong beside the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Event
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.people import Person
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft
from tests.widgets.helpers import MemoryDrafts, as_text, on_screen, settle
from ui.drafts import Drafts
from ui.gate import Gate
from ui.panels.ask import AskDialog, Question, Values, ask_and_write
from ui.panels.duty.life_day_rule_form import LifeDayRuleForm
from ui.panels.errand.forms import ErrandForm
from ui.panels.form import Form
from ui.panels.meeting.forms import WaiveForm
from ui.panels.roll_forms import GuestForm, LeaveForm, MakeupForm
from ui.panels.session_forms import AddForm, MoveForm, ReasonForm, SessionForm
from ui.theme import Theme

SESSION = SimpleNamespace(
    topic="发展党员工作规范", problem="", place="三楼会议室", host="周示例", contact="", note="带笔记本"
)


def nothing(_start: datetime, _end: datetime, _place: str) -> tuple[Diagnostic, ...]:
    return ()


def holiday(start: datetime, _end: datetime, _place: str) -> tuple[Diagnostic, ...]:
    return (Diagnostic(Level.WARNING, "day_is_holiday", {"day": start.date(), "holiday": "端午节"}),)


def session_form(theme: Theme, qtbot: QtBot) -> SessionForm:
    form = SessionForm(theme)
    qtbot.addWidget(form)
    form.load(SESSION)
    form.show()
    settle()
    return form


def test_a_form_gives_back_what_it_was_given(theme: Theme, qtbot: QtBot) -> None:
    form = session_form(theme, qtbot)
    assert form.values() == vars(SESSION)
    assert not form.is_changed()


def test_typing_changes_a_form_and_storing_makes_it_clean(theme: Theme, qtbot: QtBot) -> None:
    form = session_form(theme, qtbot)
    with qtbot.waitSignal(form.edited):
        form.control("sessionTopic").setText("三会一课")  # type: ignore[attr-defined]
    assert form.is_changed()
    form.mark_clean()
    assert not form.is_changed()


def test_loading_a_record_is_no_edit(theme: Theme, qtbot: QtBot) -> None:
    form = session_form(theme, qtbot)
    with qtbot.assertNotEmitted(form.edited):
        form.load(SimpleNamespace(**{**vars(SESSION), "topic": "另一期"}))


def test_a_problem_stands_under_its_field_and_takes_the_focus(theme: Theme, qtbot: QtBot) -> None:
    form = session_form(theme, qtbot)
    form.show_problems({"place": "会议室已占用", "contact": "没有电话"})
    settle()
    line = form.findChild(QWidget, "sessionPlaceProblem")
    assert line is not None
    assert line.isVisible()
    text = line.findChild(QLabel, "sessionPlaceProblemText")
    assert text is not None
    assert text.text() == "会议室已占用"
    assert form.control("sessionPlace").hasFocus()


def test_a_sentence_goes_with_what_it_was_said_about_and_others_stay(theme: Theme, qtbot: QtBot) -> None:
    form = session_form(theme, qtbot)
    topic, place = form.control("sessionTopic"), form.control("sessionPlace")
    topic.setText("好" * 3000)  # type: ignore[attr-defined]
    form.show_problems({**form.problems(), "place": "会议室当天有人用"})
    topic.setText("好" * 2999)  # type: ignore[attr-defined]
    assert form._problems["sessionTopic"].isVisible()
    topic.setText("三会一课")  # type: ignore[attr-defined]
    assert not form._problems["sessionTopic"].isVisible()
    assert form._problems["sessionPlace"].isVisible()
    place.setText("二楼")  # type: ignore[attr-defined]
    assert not form._problems["sessionPlace"].isVisible()


def test_f4_goes_round_the_problems(theme: Theme, qtbot: QtBot) -> None:
    form = session_form(theme, qtbot)
    form.show_problems({"place": "甲", "contact": "乙"})
    form.next_problem()
    assert form.control("sessionContact").hasFocus()
    form.next_problem()
    assert form.control("sessionPlace").hasFocus()
    form.show_problems({})
    assert not form.next_problem()


def test_a_day_that_cannot_be_read_is_explained_with_the_way_out(theme: Theme, qtbot: QtBot) -> None:
    form = MoveForm(theme, 2026, nothing)
    qtbot.addWidget(form)
    form.set_times(datetime(2026, 6, 17, 14, 30), datetime(2026, 6, 17, 17, 30))
    form.day.line.setText("6.31")
    assert form.problems() == {"day": "看不懂“6.31”，日期可以写 6.12、0612 或 2026-06-12"}
    form.day.line.setText("")
    assert form.problems() == {"day": "填上日期，如 6.12"}


def test_the_weekday_stands_after_a_day_typed_in_short(theme: Theme, qtbot: QtBot) -> None:
    form = on_screen(MoveForm(theme, 2026, nothing), qtbot)
    form.day.line.setFocus()
    qtbot.keyClicks(form.day.line, "6.12")
    weekday = form.findChild(QLabel, "whenDayWeekday")
    assert weekday is not None
    assert weekday.text() == "周五"
    qtbot.keyClick(form.day.line, Qt.Key.Key_Tab)
    assert form.day.line.text() == "2026-06-12"
    assert form.values()["day"] == date(2026, 6, 12)


def test_a_holiday_is_said_beside_the_day_and_forbids_nothing(theme: Theme, qtbot: QtBot) -> None:
    form = MoveForm(theme, 2026, holiday)
    qtbot.addWidget(form)
    form.set_times(datetime(2026, 6, 19, 14, 30), datetime(2026, 6, 19, 17, 30))
    assert "6月19日 是端午节假期" in as_text(form)
    assert form.problems() == {}


def test_a_half_typed_form_is_kept_and_put_back(theme: Theme, qtbot: QtBot) -> None:
    port = MemoryDrafts()
    drafts = Drafts(port)
    form = session_form(theme, qtbot)
    assert not drafts.watch("training/3", form)
    form.control("sessionTopic").setText("写到一半")  # type: ignore[attr-defined]
    drafts.save_all()
    later = session_form(theme, qtbot)
    assert Drafts(port).watch("training/3", later)
    assert later.values()["topic"] == "写到一半"
    drafts.forget("training/3")
    assert port.kept == {}


def test_a_draft_is_saved_by_itself_within_two_seconds(theme: Theme, qtbot: QtBot) -> None:
    port = MemoryDrafts()
    drafts = Drafts(port)
    form = session_form(theme, qtbot)
    drafts.watch("training/3", form)
    form.control("sessionTopic").setText("写到一半")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "training/3" in port.kept, timeout=2600)


def test_an_untouched_form_leaves_no_draft(theme: Theme, qtbot: QtBot) -> None:
    port = MemoryDrafts()
    drafts = Drafts(port)
    drafts.watch("training/3", session_form(theme, qtbot))
    drafts.save_all()
    assert port.kept == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_a_question_is_stored_by_the_keys_that_store_a_page(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AskDialog(theme, Question("取消这一期？", "取消这一期", ReasonForm(theme, "")), parent)
    answers: list[object] = []
    dialog.ask(answers.append)
    dialog.activateWindow()
    settle()
    qtbot.keyClick(dialog, key, Qt.KeyboardModifier.ControlModifier)
    assert answers == [{"reason": ""}]
    dialog.reject()


def test_a_refused_question_keeps_what_was_typed(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AskDialog(theme, Question("取消这一期？", "取消这一期", ReasonForm(theme, "")), parent)
    answers: list[object] = []
    dialog.ask(answers.append)
    field = dialog.findChild(QWidget, "reasonText")
    assert field is not None
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert answers == [{"reason": "x"}]
    dialog.refuse("请写明原因，检查时要看。")
    assert dialog.isVisible()
    assert "请写明原因，检查时要看。" in as_text(dialog)
    assert "'x'" in as_text(dialog)
    dialog.reject()


@pytest.mark.parametrize("name", ["后来示例", ""])
def test_a_question_left_while_it_is_written_is_answered_by_the_window(
    theme: Theme, gate: Gate, qtbot: QtBot, name: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    told: list[str] = []
    gate.refused.connect(told.append)
    gone = Event()

    def write(services: Services, _values: Values) -> Done[Person]:
        gone.wait(5)
        return services.people.add_person(PersonDraft(name))

    question = Question("加一个人？", "加上", ReasonForm(theme, ""))
    dialog = ask_and_write(theme, gate, question, write, told.append, parent)
    go = dialog.findChild(QPushButton, "askGo")
    assert go is not None
    go.click()
    dialog.reject()
    dialog.deleteLater()
    settle()
    gone.set()
    qtbot.waitUntil(lambda: len(told) == 1, timeout=20000)
    assert told[0]


def test_the_forms_say_what_they_always_said(theme: Theme, qtbot: QtBot, snapshot: SnapshotAssertion) -> None:
    forms = [
        session_form(theme, qtbot),
        MoveForm(theme, 2026, nothing),
        AddForm(theme, 2026, nothing, "三楼会议室"),
        ReasonForm(theme, "如 春节假期"),
        LeaveForm(theme, "张示例"),
        GuestForm(theme),
        MakeupForm(theme, date(2026, 6, 20), 180),
    ]
    for form in forms:
        qtbot.addWidget(form)
        form.show()
    settle()
    assert {type(form).__name__: as_text(form) for form in forms} == snapshot


def test_a_text_too_long_or_with_a_little_picture_is_told_beside_its_field(
    theme: Theme, qtbot: QtBot
) -> None:
    form = session_form(theme, qtbot)
    write(form, "sessionTopic", "长" * 501)
    write(form, "sessionPlace", "三楼😀")
    assert form.problems() == {
        "topic": "写了 501 个字，这里最多 500 个字。请缩短一些。",
        "place": "里面有打印不出来的字符“😀”，去掉它再保存。",
    }
    write(form, "sessionTopic", "长" * 500)
    write(form, "sessionPlace", "三楼")
    assert form.problems() == {}


LIMITED: dict[str, tuple[Callable[[Theme], Form], dict[str, int]]] = {
    "waive": (lambda theme: WaiveForm(theme, 2026), {"reason": 200, "approver": 50}),
    "life day": (lambda theme: LifeDayRuleForm(theme, [], [], date(2026, 7, 1)), {"rule": 60}),
    "errand": (
        lambda theme: ErrandForm(theme, date(2026, 6, 17), WorkCalendar(), []),
        {"title": 80, "asked_by": 80},
    ),
}


@pytest.mark.parametrize("name", LIMITED)
def test_what_the_office_would_not_store_is_told_beside_its_field(
    theme: Theme, qtbot: QtBot, name: str
) -> None:
    make, limits = LIMITED[name]
    form = make(theme)
    qtbot.addWidget(form)
    controls = {attribute: form.control(name) for name, attribute in form.FIELDS}
    for attribute, limit in limits.items():
        controls[attribute].setText("长" * (limit + 1))  # type: ignore[attr-defined]
    problems = form.problems()
    for attribute, limit in limits.items():
        assert problems[attribute].startswith(f"写了 {limit + 1} 个字，这里最多 {limit} 个字")


def write(form: SessionForm, name: str, text: str) -> None:
    control = form.control(name)
    assert isinstance(control, QLineEdit)
    control.setText(text)


DIALOGS: dict[str, Callable[[Theme], Form]] = {
    "move": lambda theme: MoveForm(theme, 2026, nothing),
    "add": lambda theme: AddForm(theme, 2026, nothing, "三楼会议室"),
    "reason": lambda theme: ReasonForm(theme, "如 春节假期"),
    "leave": lambda theme: LeaveForm(theme, "张示例"),
    "guest": GuestForm,
    "makeup": lambda theme: MakeupForm(theme, date(2026, 6, 20), 180),
}


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize(
    "text", ["长" * 2000, "三楼😀", "一\x07二", "2026.13.40", "'; DROP TABLE person; --", "   "]
)
def test_absurd_text_in_a_dialog_of_the_desk_is_told_in_one_sentence_and_stays(
    theme: Theme, qtbot: QtBot, name: str, text: str
) -> None:
    form = DIALOGS[name](theme)
    qtbot.addWidget(form)
    lines = [line for line in cast("list[QLineEdit]", form.findChildren(QLineEdit)) if not line.isReadOnly()]
    for line in lines:
        line.setText(text)
    typed = [line.text() for line in lines]
    form.values()
    problems = form.problems()
    form.show_problems(problems)
    assert [line.text() for line in lines] == typed
    assert all(words and "\n" not in words for words in problems.values())
    if len(text) > 500 or "😀" in text or "\x07" in text:
        assert problems
