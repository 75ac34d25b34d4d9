"""干部队伍: terms by what ends first; the list and the ladder under their cover, and every deed from its button or key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Mark, Status
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.cadre_views import CoveredPart, LadderLine, ReserveLine
from gzparty.services.people import PersonDraft
from tests.builders import NOW, Office, an_office
from tests.widgets.gates import gate_on
from tests.widgets.helpers import as_text, on_screen, settle, wait_for_writes
from tests.widgets.printing import a_page
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.cadres import LADDER, RESERVES, TERMS, CadresPage
from ui.panels.ask import AskDialog
from ui.panels.cadre import rows
from ui.panels.cadre.part import ListPart
from ui.widgets.date_edit import DateEdit
from ui.wishes import CadreRequest, PersonRequest, PrintRequest, TrainingRequest

L = TypeVar("L")
NAME, OTHER = "孙后备示例", "钱后备示例"


def add_member(office: Office, village: str, name: str) -> int:
    person = office.services.people.add_person(PersonDraft(name)).value
    office.services.people.admit(person.id, office.villages[village], PartyClass.FULL, date(2020, 1, 1))
    return person.id


def take_rolls(office: Office) -> None:
    """Three sessions: 一示例 absent from two, 二示例 from one that was made up since."""
    services = office.services
    services.calendars.ensure(2026)
    services.trainings.plan(2026, "每月第三个周三 14:30")
    for number, absent in ((0, ("一示例",)), (1, ("一示例", "二示例")), (2, ())):
        sitting = services.sessions.year(2026).lines[number].sitting.id
        for row in (row.attendance for row in services.sessions.roll(sitting).rows):
            status = Status.ABSENT if row.name in absent else Status.PRESENT
            services.rolls.mark(sitting, [row.position], Mark(status))
        services.rolls.close(sitting)
    second = services.sessions.year(2026).lines[1].sitting.id
    row = next(
        one.attendance for one in services.sessions.roll(second).rows if one.attendance.name == "二示例"
    )
    services.rolls.record_makeup(row.id, date(2026, 6, 1), 180, "笔记")


@pytest.fixture
def cadres_gate(desk: Desk, tmp_path: Path) -> Iterator[Gate]:
    """Three terms, two reserve cadres of whom one left, three rolls."""
    office = an_office(tmp_path)
    people, villages = office.services.people, office.villages
    people.set_term(villages["南村"], PartialDate(2021, 5, 1), 5)
    people.set_term(villages["东村"], PartialDate(2021, 9, 1), 5)
    people.set_term(villages["西村"], PartialDate(2024, 9, 1), 5)
    cadres = office.services.cadres
    cadres.add(
        ReserveDraft(add_member(office, "东村", NAME), villages["东村"], PartialDate(2024, 6), "党支部书记")
    )
    gone = cadres.add(
        ReserveDraft(add_member(office, "西村", OTHER), villages["西村"], PartialDate(2023))
    ).value
    cadres.leave(gone.id, date(2026, 5, 1), "任用")
    add_member(office, "南村", "周新人示例")
    take_rolls(office)
    office.store.close()
    with gate_on(desk.changes, office.store.path, lambda: NOW) as gate:
        yield gate


@pytest.fixture
def page(desk: Desk, cadres_gate: Gate, qtbot: QtBot) -> CadresPage:
    return on_screen(CadresPage(desk, cadres_gate), qtbot, 1264, 700)


def press(where: QWidget, name: str) -> None:
    found = where.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible(), name
    found.click()
    settle()


def uncover(page: CadresPage, part: str, qtbot: QtBot) -> None:
    page.tabs.choose(part)
    stack = page.reserves if part == RESERVES else page.ladder
    with qtbot.waitSignal(stack.uncovered):
        press(stack.cover, "emptyFirst")
    settle()


def reserves(page: CadresPage) -> ListPart[ReserveLine]:
    return cast("ListPart[ReserveLine]", page.reserves.body)


def ladder(page: CadresPage) -> ListPart[LadderLine]:
    return cast("ListPart[LadderLine]", page.ladder.body)


def texts(part: ListPart[L], row: int = 0) -> list[str]:
    return [part.table.cell(row, place).text for place in range(part.table.columnCount())]


def seen(page: QWidget) -> str:
    """Everything a page holds, in sight or not: texts, names for screen readers, tooltips, cells."""
    said = [child.text() for child in cast("list[QLabel]", page.findChildren(QLabel))]
    said += [child.text() for child in cast("list[QLineEdit]", page.findChildren(QLineEdit))]
    for child in cast("list[QWidget]", page.findChildren(QWidget)):
        said += [child.accessibleName(), child.toolTip()]
    for part in cast("list[ListPart[object]]", page.findChildren(ListPart)):
        said += [text for row in range(part.table.rowCount()) for text in texts(part, row)]
    return "\n".join(said)


def opened(page: CadresPage) -> AskDialog:
    return next(one for one in cast("list[AskDialog]", page.findChildren(AskDialog)) if one.isVisible())


def type_into(dialog: QWidget, **words: str) -> None:
    for name, text in words.items():
        control = dialog.findChild(QWidget, name)
        assert control is not None, name
        if isinstance(control, DateEdit):
            control = control.line
        if isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        elif isinstance(control, QComboBox):
            control.setEditText(text)
        else:
            line = control if isinstance(control, QLineEdit) else control.findChild(QLineEdit)
            assert isinstance(line, QLineEdit), name
            line.setText(text)


def answer(page: CadresPage, qtbot: QtBot, **words: str) -> str:
    dialog = opened(page)
    type_into(dialog, **words)
    with qtbot.waitSignal(page.done) as told:
        press(dialog, "askGo")
    settle()
    return str(told.args[0])


def test_terms_stand_by_what_ends_first_with_the_unknown_last_and_counted(page: CadresPage) -> None:
    QAbstractItemModelTester(page.terms.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert texts(page.terms) == ["南村", "管城社区", "三示例", "2021.5.1", "5 年", "2026.5.1", "已届满"]
    assert page.terms.table.cell(0, 6).note == "过了 47 天"
    names = [page.terms.table.record(row).unit.name for row in range(page.terms.table.rowCount())]
    assert names[:3] == ["南村", "东村", "西村"]
    assert page.terms.remark.text().startswith("3 个单位没登记届期")


def test_the_keys_go_to_the_list_while_its_rows_are_still_to_come(
    desk: Desk, cadres_gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cadres_gate.behind, "ask", lambda *_asked: None)
    made = CadresPage(desk, cadres_gate)
    qtbot.addWidget(made)
    assert made.terms.focus_target() is made.terms.view


def test_a_chip_leaves_what_it_counts(page: CadresPage) -> None:
    for choice in rows.term_chips(page._gate.reader.cadres.terms()):
        page.terms.chips.choose(choice.key)
        assert page.terms.table.rowCount() == choice.count


def test_the_panel_says_what_the_workbench_says_with_the_article(page: CadresPage) -> None:
    said = as_text(page.terms.panel)
    for words in ("南村", "已届满", "2021.5.1", "支部工作条例第21条", "登记换届", "看书记情况"):
        assert words in said


def test_a_term_is_typed_beside_the_list(page: CadresPage, qtbot: QtBot) -> None:
    page.take_request(CadreRequest(TERMS, unit_id=page._gate.reader.people.find_unit("北村").id))
    settle()
    line = page.terms.current()
    assert line is not None
    assert line.unit.name == "北村"
    press(page.terms.panel, "termSet")
    assert answer(page, qtbot, termElected="2023.4") == "记 北村 任期"
    line = page.terms.current()
    assert line is not None
    assert (line.unit.name, str(line.ends)) == ("北村", "2028-04")
    assert page.terms.remark.text().startswith("2 个单位没登记届期")


def test_the_secretarys_file_is_one_press_away(page: CadresPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._desk.wishes.page_wanted) as asked:
        press(page.terms.panel, "termPerson")
    assert asked.args == ["people", PersonRequest(page._gate.reader.people.find_person("三示例").id)]


def test_the_first_page_leads_to_the_line_of_one_unit(page: CadresPage) -> None:
    page.tabs.choose(LADDER)
    page.take_request(CadreRequest(TERMS, unit_id=page._gate.reader.people.find_unit("西村").id))
    assert page.tabs.key() == TERMS
    line = page.terms.current()
    assert line is not None
    assert line.unit.name == "西村"


def test_covered_parts_say_a_number_and_a_sentence_and_no_name(page: CadresPage) -> None:
    page.tabs.choose(RESERVES)
    settle()
    said = as_text(page)
    assert "后备干部 1 人" in said
    assert "后备名单和缺席次数只给经办人看" in said
    page.tabs.choose(LADDER)
    settle()
    assert "1 人够到一档" in as_text(page)
    whole = seen(page)
    assert NAME not in whole
    assert OTHER not in whole
    assert "无故缺席" not in whole


def test_its_pictures_never_show_what_is_covered(page: CadresPage) -> None:
    for show in page.pictures().values():
        show()
        settle()
        assert NAME not in seen(page)
    assert list(page.pictures()) == [RESERVES, LADDER]
    assert page._gate.reader.cadres.looks(CoveredPart.RESERVES) == ()


def test_shown_the_list_says_who_is_prepared_for_what_and_the_look_is_noted(
    page: CadresPage, qtbot: QtBot
) -> None:
    uncover(page, RESERVES, qtbot)
    part = reserves(page)
    QAbstractItemModelTester(part.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown = dict(zip((column.key for column in part.table.columns), texts(part), strict=True))
    assert (shown["name"], shown["unit"], shown["direction"]) == (NAME, "东村", "党支部书记")
    assert (shown["entered"], shown["credit"], shown["state"]) == ("2024.6", "0", "今年没培训")
    assert (shown["trainings"], shown["meetings"]) == ("", "")
    training = part.panel.findChild(QWidget, "reserveTraining")
    assert training is not None
    assert "没有名单，不统计" in training.accessibleName()
    assert len(page._gate.reader.cadres.looks(CoveredPart.RESERVES)) == 1


def test_each_chip_of_the_list_leaves_what_it_counts(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    lines = page._gate.reader.cadres.reserves(left=True)
    for choice in rows.reserve_chips(lines):
        reserves(page).chips.choose(choice.key)
        assert reserves(page).table.rowCount() == choice.count
    assert texts(reserves(page))[-1] == "任用 2026-05-01"


def test_leaving_the_page_covers_it_and_nothing_stays_in_a_widget(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    assert NAME in seen(page)
    page.hide()
    settle()
    assert NAME not in seen(page)
    page.show()
    settle()
    assert "显示" in as_text(page)
    assert page.reserves.body is None


def test_one_part_shown_leaves_the_other_covered(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    page.tabs.choose(LADDER)
    settle()
    assert page.ladder.body is None


def test_somebody_is_put_on_the_list_of_a_unit(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    press(page, "reserveNew")
    words = {"reserveUnit": "南村", "reserveName": "周新人示例", "reserveEntered": "2026.3"}
    name = answer(
        page, qtbot, **words, reserveDirection="支部委员", reserveMentor="三示例", reservePlan="跟班"
    )
    assert name == "后备名单加一人"
    line = reserves(page).current()
    assert line is not None
    assert (line.person.name, line.unit.name, line.mentor) == ("周新人示例", "南村", "三示例")
    assert (line.reserve.plan, str(line.reserve.entered_on)) == ("跟班", "2026-03")


def test_what_is_missing_or_refused_stands_beside_what_was_typed(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    press(page, "reserveNew")
    dialog = opened(page)
    press(dialog, "askGo")
    assert "选哪个单位的后备干部" in as_text(dialog)
    assert "写上姓名" in as_text(dialog)
    type_into(dialog, reserveUnit="东村", reserveName=NAME, reserveEntered="2026.3", reservePlan="长的话")
    press(dialog, "askGo")
    wait_for_writes(page._gate, qtbot)
    assert "起已在这个单位的后备名单上" in as_text(dialog)
    assert "长的话" in as_text(dialog)


def test_an_entry_is_changed_leaves_and_comes_back(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    qtbot.keyClick(reserves(page).view, Qt.Key.Key_F2)
    assert answer(page, qtbot, reserveNote="谈过话") == "后备名单有改动"
    assert "谈过话" in as_text(reserves(page).panel)
    press(reserves(page).panel, "reserveLeave")
    assert answer(page, qtbot, reserveLeft="6.1", reserveReason="任用") == "后备名单一人退出"
    assert reserves(page).table.rowCount() == 0
    reserves(page).chips.choose(rows.LEFT)
    first = next(row for row in range(2) if reserves(page).table.record(row).person.name == NAME)
    reserves(page).view.select_row(first)
    with qtbot.waitSignal(page.done):
        reserves(page).panel.resume_wanted.emit()  # type: ignore[attr-defined]
    settle()
    assert page._gate.reader.cadres.count() == 1


def test_delete_takes_an_entry_away_with_undo(page: CadresPage, qtbot: QtBot) -> None:
    uncover(page, RESERVES, qtbot)
    reserves(page).view.setFocus()
    with qtbot.waitSignal(page.done) as told:
        qtbot.keyClick(reserves(page).view, Qt.Key.Key_Delete)
    assert told.args == ["后备名单删一条"]
    settle()
    assert page._gate.reader.cadres.count() == 0


def test_the_ladder_shows_the_step_the_next_one_and_the_trainings_behind_it(
    page: CadresPage, qtbot: QtBot
) -> None:
    uncover(page, LADDER, qtbot)
    part = ladder(page)
    QAbstractItemModelTester(part.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert texts(part) == [
        "一示例",
        "东村",
        "党支部书记",
        "2 次",
        "3 次",
        "02-24",
        "通报",
        "再缺 1 次到“取消评优资格”",
    ]
    assert texts(part, 1)[3:] == ["0 次", "3 次", "02-24", "没到", "再缺 1 次到“提醒”"]
    assert part.table.cell(1, 3).note == "另补课 1"
    said = as_text(part)
    assert "只作提示，不自动处理，由党委定" in said
    assert "有签到名单的培训班 3 期；2 期没有名单，不统计" in said
    assert "这里不生成任何材料" in said


def test_an_absence_leads_to_its_roll_and_the_line_to_the_persons_file(
    page: CadresPage, qtbot: QtBot
) -> None:
    uncover(page, LADDER, qtbot)
    line = ladder(page).current()
    assert line is not None
    training = line.absences[0].training_id
    with qtbot.waitSignal(page._desk.wishes.page_wanted) as asked:
        press(ladder(page).panel, f"absence{training}")
    assert asked.args == ["training", TrainingRequest(training, roll=True)]
    with qtbot.waitSignal(page._desk.wishes.page_wanted) as asked:
        press(ladder(page).panel, "ladderPerson")
    assert asked.args == ["people", PersonRequest(line.person.id)]


def test_print_is_offered_only_for_what_is_in_sight(page: CadresPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._desk.wishes.page_wanted) as asked:
        page.deeds()["print"]()
    assert asked.args == ["print", PrintRequest("terms", {})]
    page.tabs.choose(RESERVES)
    assert not {"print", "new"} & set(page.deeds())
    uncover(page, RESERVES, qtbot)
    assert {"print", "new"} <= set(page.deeds())
    page.tabs.choose(LADDER)
    assert "print" not in page.deeds()


def test_escape_closes_the_panel_then_gives_the_whole_list_back(page: CadresPage, qtbot: QtBot) -> None:
    page.terms.chips.choose("soon")
    qtbot.keyClick(page.terms.view, Qt.Key.Key_Escape)
    assert not page.terms.panel.isVisible()
    qtbot.keyClick(page.terms.view, Qt.Key.Key_Escape)
    assert page.terms.chips.value() == ""


def test_the_print_centre_covers_the_list_too(
    desk: Desk, cadres_gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = a_page(desk, cadres_gate, tmp_path / "官庄镇.gzparty", qtbot)
    sheet.take_request(PrintRequest("reserves", {}))
    qtbot.waitUntil(lambda: not sheet.is_busy(), timeout=20000)
    assert sheet.made() is None
    assert "显示" in as_text(sheet.cover)
    press(sheet.cover, "emptyFirst")
    qtbot.waitUntil(lambda: sheet.made() is not None and not sheet.is_busy(), timeout=20000)
    assert len(cadres_gate.reader.cadres.looks(CoveredPart.RESERVES)) == 1
    sheet.hide()
    settle()
    assert sheet.made() is None
    sheet.show()
    qtbot.waitUntil(lambda: not sheet.is_busy(), timeout=20000)
    assert sheet.made() is None


def test_a_paper_without_anything_covered_is_made_at_once(
    desk: Desk, cadres_gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = a_page(desk, cadres_gate, tmp_path / "官庄镇.gzparty", qtbot)
    sheet.take_request(PrintRequest("terms", {}))
    qtbot.waitUntil(lambda: sheet.made() is not None and not sheet.is_busy(), timeout=20000)
