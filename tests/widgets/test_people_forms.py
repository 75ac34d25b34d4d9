"""Every form of the page of people, filled with nothing, with nonsense and with what should do harm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from syrupy.assertion import SnapshotAssertion

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.merging import FactDifference, Side
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass, Person, Post, PostTitle, Term, Tree, UnitKind, UnitView
from gzparty.services.people_views import GroupLine, MergePreview, PersonLine, PostLine
from tests.widgets.helpers import as_text, on_screen
from ui.gate import Gate
from ui.panels import binding
from ui.panels.correcting_forms import CorrectPostForm, MemberGroupForm
from ui.panels.form import Form
from ui.panels.merge_form import COUNTED, MergeForm, PartnerForm
from ui.panels.person_forms import AddPersonForm, EditPersonForm, FormGround
from ui.panels.post_forms import (
    AdmitForm,
    AppointForm,
    EndPostForm,
    LeaveOfficeForm,
    MoveMemberForm,
    OutsideForm,
    PlaceForm,
    SinceForm,
)
from ui.panels.unit_forms import AddUnitForm, GroupForm, RenameUnitForm, TermForm, UnderForm, VacancyForm
from ui.theme import Theme
from ui.widgets.unit_field import UnitField

TODAY = date(2026, 6, 17)


def unit(number: int, name: str, initials: str, *, closed: bool = False) -> UnitView:
    return UnitView(
        number,
        f"u{number}",
        "",
        UnitKind.VILLAGE_BRANCH,
        number,
        name,
        f"{name}党支部",
        initials,
        1,
        None,
        closed,
    )


UNITS = (
    unit(1, "东利见村", "dlj dljc"),
    unit(2, "西利见村", "xlj xljc"),
    unit(3, "小河口村", "xhk xhkc"),
    unit(4, "旧村", "jc jcc", closed=True),
)
SUN = Person(
    2, "p2", "孙示例", "孙示例", sex="male", birth=PartialDate(1974, 3), education="大专", phone="13812340012"
)
LINE = PersonLine(
    2, "孙示例", 2, "西利见村", "利见社区", "党支部书记", PartyClass.FULL, 8, 112, 1, 1, "138****0012"
)
HELD = (PostLine(1, 2, "西利见村", PostTitle.SECRETARY, "党支部书记", False, "2021-01", None),)
POSTS = (
    Post(3, "o3", 2, 2, PostTitle.OTHER, "会计", False, PartialDate(2021, 3), None),
    Post(1, "o1", 2, 2, PostTitle.SECRETARY, "", True, PartialDate(2018), date(2021, 3, 1)),
)
GROUPS = (GroupLine(7, "第一党小组", 5), GroupLine(8, "第二党小组", 0))
TERMS = (
    Term(1, "t1", 1, PartialDate(2018, 1), 3, "补选"),
    Term(2, "t2", 1, PartialDate(2021, 3), 5),
)
PREVIEW = MergePreview(
    LINE,
    LINE,
    {"post": 1, "membership": 0, "attendance": 6},
    2,
    (
        FactDifference("birth", PartialDate(1974, 5), PartialDate(1974, 3), Side.TARGET),
        FactDifference("phone", "13912345678", "13812340012", Side.TARGET),
    ),
)


def nobody(_name: str, tell: Callable[[str], None]) -> None:
    tell("")


def nothing(_unit_id: int, _day: date) -> Sequence[Diagnostic]:
    return ()


def ground(theme: Theme) -> FormGround:
    return FormGround(theme, TODAY, UNITS)


FORMS: dict[str, Callable[[Theme], Form]] = {
    "add person": lambda theme: AddPersonForm(ground(theme), nobody, None),
    "edit person": lambda theme: EditPersonForm(ground(theme), nobody, SUN),
    "appoint": lambda theme: AppointForm(ground(theme), None, nothing),
    "end post": lambda theme: EndPostForm(ground(theme), HELD),
    "admit": lambda theme: AdmitForm(ground(theme), None),
    "confirm": lambda theme: SinceForm(ground(theme)),
    "move member": lambda theme: MoveMemberForm(ground(theme)),
    "leave": lambda theme: LeaveOfficeForm(ground(theme)),
    "outside": lambda theme: OutsideForm(ground(theme)),
    "place": lambda theme: PlaceForm(ground(theme), 3, 17),
    "partner": lambda theme: PartnerForm(ground(theme), ()),
    "merge": lambda theme: MergeForm(theme, PREVIEW),
    "add unit": lambda theme: AddUnitForm(ground(theme), Tree.PARTY, None),
    "rename unit": lambda theme: RenameUnitForm(ground(theme), UNITS[0]),
    "move unit": lambda theme: UnderForm(ground(theme), "归到"),
    "term": lambda theme: TermForm(ground(theme), 5),
    "correct term": lambda theme: TermForm(ground(theme), 5, TERMS, 2),
    "group": lambda theme: GroupForm(ground(theme), GROUPS),
    "first group": lambda theme: GroupForm(ground(theme), ()),
    "correct post": lambda theme: CorrectPostForm(ground(theme), POSTS, {2: "西利见村"}),
    "member group": lambda theme: MemberGroupForm(ground(theme), GROUPS, 7),
    "vacancy": lambda theme: VacancyForm(ground(theme)),
}
TYPED = [name for name in FORMS if name not in ("place", "merge")]
"""Forms in which something is typed."""
HOSTILE = (
    "   ",
    "\u3000",
    "字" * 501,
    "孙😀示例",
    "孙\x07示例",
    "2026.13",
    "0",
    "-1",
    "'; DROP TABLE person; --",
)


def made(name: str, theme: Theme, qtbot: QtBot) -> Form:
    return on_screen(FORMS[name](theme), qtbot)


def fields(form: Form) -> list[QLineEdit]:
    return [
        one
        for one in cast("list[QLineEdit]", form.findChildren(QLineEdit))
        if one.isVisibleTo(form) and one.isEnabled()
    ]


def test_the_forms_say_what_they_always_said(theme: Theme, qtbot: QtBot, snapshot: SnapshotAssertion) -> None:
    assert {name: as_text(made(name, theme, qtbot)) for name in FORMS} == snapshot


@pytest.mark.parametrize("name", TYPED)
def test_an_empty_form_says_what_is_missing_beside_the_field(name: str, theme: Theme, qtbot: QtBot) -> None:
    form = made(name, theme, qtbot)
    for field in fields(form):
        field.setText("")
    problems = form.problems()
    assert problems
    form.show_problems(problems)
    assert all(sentence in as_text(form) for sentence in problems.values())


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("text", HOSTILE)
def test_nonsense_gets_one_plain_sentence_and_stays_as_typed(
    name: str, text: str, theme: Theme, qtbot: QtBot
) -> None:
    form = made(name, theme, qtbot)
    for field in fields(form):
        field.setText(text)
    typed = [field.text() for field in fields(form)]
    form.values()
    problems = form.problems()
    form.show_problems(problems)
    assert [field.text() for field in fields(form)] == typed
    assert all("\n" not in sentence for sentence in problems.values())
    if text.strip() == "" or "\x07" in text or len(text) > 500:
        assert problems


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        ("1974.3", PartialDate(1974, 3), ""),
        ("１９７４年３月", PartialDate(1974, 3), ""),
        ("1974", PartialDate(1974), ""),
        ("2026.13", None, "日历上没有“2026.13”这一天，请核对。"),
        ("明天", None, "“明天”看不出是哪一天。请写成 1985年1月 或 1985-01-20。"),
        ("0", None, "“0”看不出是哪一天。请写成 1985年1月 或 1985-01-20。"),
        ("2099.1", None, "“2099.1”早于 1900 年或晚于今天，请核对。"),
        ("", None, ""),
    ],
)
def test_a_date_known_in_part_is_read_or_explained(
    typed: str, value: PartialDate | None, problem: str, theme: Theme, qtbot: QtBot
) -> None:
    field = ground(theme).partial_date("birth")
    qtbot.addWidget(field)
    field.setText(typed)
    assert (field.value(), field.problem()) == (value, problem)


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        ("xlj", 2, ""),
        ("XLJ", 2, ""),
        ("西利见", 2, ""),
        ("西利见村党支部", 2, ""),
        ("利见", None, "“利见”不止一个单位：东利见村、西利见村。再写几个字，或从下面选一个。"),
        ("x", None, "“x”不止一个单位：西利见村、小河口村。再写几个字，或从下面选一个。"),
        ("旧村", None, "没有叫“旧村”的单位。核对一下名称，或先用“加单位”加上。"),
        ("", None, ""),
    ],
)
def test_a_unit_is_found_by_characters_and_by_initials(
    typed: str, value: int | None, problem: str, theme: Theme, qtbot: QtBot
) -> None:
    field = UnitField(theme, "unit", UNITS)
    qtbot.addWidget(field)
    field.setText(typed)
    assert (field.value(), field.problem()) == (value, problem)


def test_leaving_a_unit_field_writes_the_whole_name(theme: Theme, qtbot: QtBot) -> None:
    field = UnitField(theme, "unit", UNITS)
    qtbot.addWidget(field)
    field.setText("dlj")
    field.editingFinished.emit()
    assert field.text() == "东利见村"


def test_a_post_elsewhere_wants_a_tick(theme: Theme, qtbot: QtBot) -> None:
    def elsewhere(_unit_id: int, _day: date) -> Sequence[Diagnostic]:
        held = {"name": "孙示例", "unit": "西利见村", "post": "党支部书记"}
        return (Diagnostic(Level.WARNING, "post_elsewhere", held),)

    form = AppointForm(ground(theme), 1, elsewhere)
    qtbot.addWidget(form)
    form.show()
    assert "sure" in form.problems()
    binding.write(form.sure, True)
    assert form.problems() == {}


def test_only_a_secretary_can_be_an_acting_one(theme: Theme, qtbot: QtBot) -> None:
    form = made("appoint", theme, qtbot)
    assert isinstance(form, AppointForm)
    assert form.acting.isVisibleTo(form)
    form.acting.setChecked(True)
    form.title.set_value(PostTitle.DIRECTOR)
    assert not form.acting.isVisibleTo(form)
    assert form.values()["acting"] is False


def test_the_side_chosen_of_each_difference_is_what_the_merge_gets(theme: Theme, qtbot: QtBot) -> None:
    form = made("merge", theme, qtbot)
    assert isinstance(form, MergeForm)
    assert form.values() == {"birth": Side.TARGET, "phone": Side.TARGET}
    form._choices["birth"].set_value(Side.SOURCE.value)
    assert form.values()["birth"] is Side.SOURCE
    assert "并过去：任职 1 条，签到 6 条。" in as_text(form)
    assert form._choices["phone"].segment("source").text() == "139****5678"


def test_the_post_chosen_is_the_one_put_right(theme: Theme, qtbot: QtBot) -> None:
    form = made("correct post", theme, qtbot)
    assert isinstance(form, CorrectPostForm)
    form.post.set_value(1)
    assert form.values() == {
        "post_id": 1,
        "title": PostTitle.SECRETARY,
        "title_text": "",
        "acting": True,
        "since": PartialDate(2018),
        "until": date(2021, 3, 1),
    }
    form.restore({"correctUntil": "2017-5-1"})
    assert form.problems() == {"until": "结束日期 2017-05-01 早于开始日期 2018，请改一下日期。"}


def test_a_group_is_renamed_or_closed_but_not_left_as_it_was(theme: Theme, qtbot: QtBot) -> None:
    form = made("group", theme, qtbot)
    assert isinstance(form, GroupForm)
    form.which.set_value(7)
    assert form.name.text() == "第一党小组"
    assert form.problems() == {"name": "名称没有变；不再要这个党小组，就在下面打勾"}
    form.close_it.setChecked(True)
    assert form.problems() == {}
    assert (form.values()["group_id"], form.values()["on"]) == (7, TODAY)
    assert not form.name.isVisibleTo(form)


def test_only_a_term_that_is_known_can_be_taken_away(theme: Theme, qtbot: QtBot) -> None:
    form = made("correct term", theme, qtbot)
    assert isinstance(form, TermForm)
    remove = form.control("termRemove")
    assert remove.isVisibleTo(form)
    assert form.values()["elected_on"] == PartialDate(2021, 3)
    form.which.set_value(None)
    assert not remove.isVisibleTo(form)
    assert (form.values()["elected_on"], form.values()["years"]) == (None, 5)


def test_every_kind_of_row_that_a_merge_moves_is_named(gate: Gate) -> None:
    first, second, *_others = gate.reader.store.people.people()
    assert set(COUNTED) == set(gate.reader.people.merge_preview(first.id, second.id).goes_over)
