"""Sheets of meetings and lists of attendance on the page of imports."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from gzparty.domain.damage import CellValue
from gzparty.domain.people import PostTitle
from gzparty.domain.sitting import Status
from gzparty.domain.training import Training
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft
from tests.exchange import files
from tests.widgets.importing.helpers import choose, idle, message, store
from tests.widgets.steps import eventually
from ui.gate import Gate
from ui.pages.import_page import ImportPage
from ui.wishes import ImportRequest


def test_a_sheet_of_meetings_is_known_and_taken_in(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    rows: list[list[CellValue]] = [
        ["党支部", "会议类型", "会议时间", "应到", "实到", "议题"],
        ["官庄村", "党课", "2026-06-12 19:30", 9, 8, "条例"],
    ]
    choose(page, qtbot, files.write_xlsx(tmp_path / "会议.xlsx", rows))
    assert page.work.current is not None
    assert page.work.current.draft.kind == "meetings"
    store(page, qtbot)
    (meeting,) = gate.reader.store.meetings.between("2026-06", "2026-06")
    assert (meeting.expected, meeting.attended, meeting.topic) == (9, 8, "条例")


def test_a_list_of_names_goes_to_the_session_it_was_asked_for(
    page: ImportPage, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    def prepare(services: Services) -> Done[tuple[Training, ...]]:
        services.calendars.ensure(2026)
        unit = services.people.find_unit("官庄村")
        person = services.people.add_person(PersonDraft("一示例")).value
        services.people.appoint(person.id, unit.id, PostTitle.SECRETARY, None)
        return services.trainings.plan(2026, "每月第三个周三 14:30")

    gate.write(prepare)
    eventually(qtbot, lambda: len(gate.reader.sessions.year(2026).lines) == 12)
    training = gate.reader.sessions.year(2026).lines[6].training
    first = gate.reader.sessions.detail(training.id).roll.rows[0].attendance
    rows: list[list[CellValue]] = [["姓名", "签到"], [first.name, "√"], ["没有这个人", "√"]]
    page.take_request(ImportRequest((files.write_xlsx(tmp_path / "签到.xlsx", rows),), training.number))
    idle(page, qtbot)
    assert "应到名单上没有没有这个人" in message(page, 3)
    page.work.decide(3, "skip")
    idle(page, qtbot)
    store(page, qtbot)
    marks = {
        row.attendance.name: row.attendance.status
        for row in gate.reader.sessions.detail(training.id).roll.rows
    }
    assert marks[first.name] is Status.PRESENT
