"""The print centre with papers of organisational life: months, kinds, records and errands to choose from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.domain.meeting import MeetingKind
from gzparty.reports.content import Table
from gzparty.services.meeting_views import MeetingDraft
from tests.reports.life_office import TITLE, add_life
from tests.reports.paper_text import paper_text
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from tests.widgets.printing import a_page, made, show
from ui import printers
from ui.desk import Desk
from ui.gate import Gate
from ui.pages.print import PrintPage
from ui.panels.paper_subject import EACH
from ui.print_work import Made
from ui.widgets.check import Check
from ui.widgets.pick import PickCombo
from ui.wishes import PrintRequest


@pytest.fixture
def office(office_file: Path, tmp_path: Path) -> Path:
    """The sample office with a theme day and an appraisal of June, and a theme day of May in another village."""
    path = tmp_path / "office.gzparty"
    path.write_bytes(office_file.read_bytes())
    with bootstrap.open_office(path, lambda: NOW) as services:
        add_life(services)
        other = services.people.find_unit("宅科村")
        draft = MeetingDraft(MeetingKind.THEME_DAY, other.id, day=date(2026, 5, 15), topic="植树")
        services.meetings.register([draft])
    return path


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot, office: Path, monkeypatch: pytest.MonkeyPatch) -> PrintPage:
    monkeypatch.setattr(printers, "printer_names", list)
    return a_page(desk, gate, office, qtbot)


def combo(page: PrintPage, name: str) -> PickCombo:
    found = page.findChild(PickCombo, name)
    assert found is not None
    return found


def pick(page: PrintPage, qtbot: QtBot, name: str, words: str) -> Made:
    """Choose by hand and wait for the paper."""
    box = combo(page, name)
    place = box.findText(words)
    assert place >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)
    return made(page, qtbot)


def words(box: PickCombo) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def shown(page: PrintPage) -> set[str]:
    return {name for name, row in page.panel.subject.rows.items() if row.isVisible()}


def test_each_paper_shows_the_fields_it_asks_for(page: PrintPage, qtbot: QtBot) -> None:
    for paper, fields in {
        "minutes": {"year", "month", "kind", "unit", "meeting"},
        "completion": {"year", "kind", "unit"},
        "quarter-check": {"year", "quarter", "unit"},
        "errand-register": {"errand"},
        "month-list": {"year", "month", "unit"},
        "roster": {"on"},
    }.items():
        show(page, qtbot, paper)
        assert shown(page) == fields, paper


def test_records_are_looked_for_by_month_and_kind_and_one_can_be_chosen(
    page: PrintPage, qtbot: QtBot
) -> None:
    everything = show(page, qtbot, "minutes")
    assert len(everything.sheets) == 1
    assert words(combo(page, "paperMeeting")) == ["一次一份", "2026-06-15 官庄村主题党日"]
    assert "学习党章" in paper_text(everything.sheets[0].paper)
    whole = pick(page, qtbot, "paperMonth", "全年")
    assert len(whole.sheets) == 3
    only = pick(page, qtbot, "paperKind", "民主评议党员")
    assert [one.stem for one in only.sheets] == ["2026-06-12 官庄村民主评议党员"]
    one = pick(page, qtbot, "paperMeeting", "2026-06-12 官庄村民主评议党员")
    assert len(one.sheets) == 1
    assert not one.order.each
    # Another kind has other records: which one was chosen no longer counts.
    both = pick(page, qtbot, "paperKind", "主题党日")
    assert combo(page, "paperMeeting").value() is EACH
    assert len(both.sheets) == 2


def test_one_record_can_be_had_as_a_document_and_a_batch_cannot(page: PrintPage, qtbot: QtBot) -> None:
    show(page, qtbot, "minutes")
    pick(page, qtbot, "paperMeeting", "2026-06-15 官庄村主题党日")
    assert page.panel._word.isVisible()
    pick(page, qtbot, "paperMonth", "全年")
    assert not page.panel._word.isVisible()


def test_a_page_that_asks_for_one_record_gets_it_whatever_month_stood_there(
    page: PrintPage, gate: Gate, qtbot: QtBot
) -> None:
    show(page, qtbot, "minutes")
    (meeting,) = gate.reader.store.meetings.between("2026-05", "2026-05")
    paper = show(page, qtbot, "minutes", meeting=meeting.number)
    assert "植树" in paper_text(paper.sheets[0].paper)
    assert combo(page, "paperMeeting").currentText() == "2026-05-15 宅科村主题党日"
    assert combo(page, "paperMonth").currentText() == "全年"


def test_a_month_of_another_year_is_looked_for_there(page: PrintPage, qtbot: QtBot) -> None:
    paper = show(page, qtbot, "month-list", month="2026-06")
    assert "官庄镇6月组织生活清单" in paper_text(paper.sheets[0].paper)
    page.deeds()["previous_period"]()
    assert made(page, qtbot).order.subject.month == "2025-06"
    page.panel.subject.go_to_today()
    assert made(page, qtbot).order.subject.month == "2026-06"


def test_an_outside_copy_is_one_tick_away(page: PrintPage, qtbot: QtBot) -> None:
    usual = show(page, qtbot, "completion", kind="theme_day")
    tick = page.findChild(Check, "paperOutside")
    assert tick is not None
    tick.click()
    outside = made(page, qtbot)
    tables = [next(b for b in one.sheets[0].paper.blocks if isinstance(b, Table)) for one in (usual, outside)]
    assert [column.title for column in tables[0].columns][-1] == "办齐\u200b/到期"
    assert [column.title for column in tables[1].columns][-1] == "12月"


def test_slips_are_made_by_community_or_cut_off_by_village(page: PrintPage, qtbot: QtBot) -> None:
    paper = show(page, qtbot, "chase-slip")
    assert f"官庄村 | {TITLE}" in paper_text(paper.sheets[0].paper)
    assert combo(page, "paperMonth").currentText() == "不分月份"
    assert words(combo(page, "paperUnit"))[:2] == ["不分单位", "一村一份"]
    tick = page.findChild(Check, "paperSlips")
    assert tick is not None
    tick.click()
    assert "subtitle: 官庄村\n" in paper_text(made(page, qtbot).sheets[0].paper)


def test_errands_are_chosen_by_title(page: PrintPage, qtbot: QtBot) -> None:
    paper = show(page, qtbot, "errand-register")
    assert combo(page, "paperErrand").currentText() == TITLE
    assert paper.sheets[0].paper.title == f"{TITLE}材料收缴表"


def test_where_there_is_nothing_to_print_the_page_says_so(page: PrintPage, qtbot: QtBot) -> None:
    page.take_request(PrintRequest("minutes", {"year": 2024}))
    settle()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20000)
    assert page.made() is None
    assert "没有可打印的内容" in as_text(page.preview)
