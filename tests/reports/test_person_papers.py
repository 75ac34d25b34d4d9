"""Papers of people and halls in their details: order, seats, cards, leave, sets of a batch, large print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.domain.sitting import LeaveRequest, Mark, Status
from gzparty.labels import refusal_text
from gzparty.reports import catalogue
from gzparty.reports.content import Cell, DeskCard, Kind, Margins, Paper, Size, Table
from gzparty.reports.document import write_document
from gzparty.reports.papers.blank import blank_record, blank_sign_in
from gzparty.reports.papers.certificate import certificate
from gzparty.reports.papers.leave import Slip, leave_slip, leave_summary
from gzparty.reports.papers.makeup import makeup_paper
from gzparty.reports.papers.people import people_roster
from gzparty.reports.papers.roster import roster
from gzparty.reports.papers.schedule import schedule
from gzparty.reports.papers.seating import desk_cards, seating, spaced
from gzparty.reports.papers.training_file import training_file_paper
from gzparty.reports.pdf import render
from gzparty.services.bundle import Services
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.training import CourseDraft, TrainingDraft

from .files import a_person, a_training_file, some_leave, some_makeups, some_members
from .life_office import about, add_life, add_style
from .paper_text import paper_text
from .pdfs import lines, pages, printed, text_of, tool
from .selection_office import add_selection
from .views import STYLE, a_course, a_full_session, a_roster, a_session

TODAY = date(2026, 6, 17)
SELECTION = catalogue.Subject(2026, TODAY, "2026-01")


def table_of(paper: Paper, place: int = 0) -> Table:
    return [block for block in paper.blocks if isinstance(block, Table)][place]


def column(paper: Paper, title: str, place: int = 0) -> list[str]:
    table = table_of(paper, place)
    at = [each.title for each in table.columns].index(title)
    cells = [row.cells[at] for row in table.rows if len(row.cells) > at]
    return [cell.text if isinstance(cell, Cell) else cell for cell in cells]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Two villages of one community and one of none; a session with leave asked for, a member, two namesakes."""
    path: Path = tmp_path_factory.mktemp("office") / "papers.gzparty"
    with bootstrap.new_office(path, lambda: datetime(2026, 6, 17, 12), bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇")
        community = services.people.add_unit(UnitDraft("官庄社区", UnitKind.COMMUNITY)).value
        for name, secretary in (("官庄村", "周示例"), ("管公村", "安示例"), ("老庄村", "周示例")):
            parent = None if name == "老庄村" else community.id
            draft = UnitDraft(name, UnitKind.VILLAGE_BRANCH, work_parent=parent, party_parent=parent)
            unit = services.people.add_unit(draft).value
            person = services.people.add_person(PersonDraft(secretary, phone="13800000000")).value
            services.people.appoint(person.id, unit.id, PostTitle.SECRETARY, None)
        first = services.people.find_unit("官庄村")
        member = services.people.add_person(PersonDraft("党员示例")).value
        services.people.admit(member.id, first.id, PartyClass.FULL, date(2020, 1, 1))
        training = services.trainings.add(TrainingDraft(datetime(2026, 6, 10, 9), topic="专题")).value
        services.trainings.set_courses(training.id, [CourseDraft("讲座", "孙示例", minutes=180)])
        course = OutsideDraft(1, "示范班", date(2026, 5, 11), credit=48, ended_on=date(2026, 5, 13))
        services.outside.add(course)
        asked = LeaveRequest(
            0, "", training.sitting_id, 2, Status.LEAVE, "住院", "", date(2026, 6, 8), "钱示例"
        )
        services.rolls.request_leave(asked)
        services.rolls.mark(training.sitting_id, [1], Mark(Status.PRESENT))
        add_life(services)
        add_style(services)
        add_selection(services)
        yield services


def test_by_name_the_rows_follow_the_alphabet_and_are_counted_anew(office: Services) -> None:
    for name in ("sign-in", "roll", "roster", "attendance-year", "credits"):
        usual = catalogue.compose(office, name, SELECTION)
        sorted_ = catalogue.compose(office, name, SELECTION, {"order": "name"})
        assert column(usual, "姓名") == ["周示例", "安示例", "周示例"], name
        assert column(sorted_, "姓名") == ["安示例", "周示例", "周示例"], name
        assert column(sorted_, "序号") == ["1", "2", "3"], name


def test_members_are_ordered_by_name_within_their_branch(office: Services) -> None:
    paper = catalogue.compose(office, "people", SELECTION, {"order": "name"})
    names = [name for name in column(paper, "姓名") if name]
    assert names == ["党员示例", "周示例", "安示例", "周示例"]


@pytest.mark.parametrize("spec", catalogue.PAPERS, ids=lambda spec: spec.name)
def test_every_paper_that_offers_a3_is_printed_on_it(office: Services, spec: catalogue.PaperSpec) -> None:
    wishes = {"size": Size.A3} if "size" in spec.options else {}
    paper = catalogue.compose_each(office, spec.name, about(office, spec, SELECTION), wishes)[0][1]
    assert paper.setup.size is (Size.A3 if "size" in spec.options else Size.A4)
    assert ("size" in spec.options) == (paper.kind is not Kind.OFFICIAL)


def test_a_batch_of_branches_names_each_village_and_keeps_to_its_people(office: Services) -> None:
    batch = dict(catalogue.compose_each(office, "people", SELECTION))
    assert list(batch) == ["官庄村", "管公村", "老庄村"]
    assert column(batch["官庄村"], "姓名") == ["周示例", "党员示例"]
    assert column(batch["管公村"], "姓名") == ["安示例"]


def test_a_batch_of_a_community_holds_its_branches_only(office: Services) -> None:
    chosen = replace(SELECTION, unit="官庄社区")
    assert [stem for stem, _ in catalogue.compose_each(office, "people", chosen)] == ["官庄村", "管公村"]
    assert [stem for stem, _ in catalogue.compose_each(office, "certificate", chosen)] == ["周示例", "安示例"]


def test_namesakes_of_a_batch_are_told_apart_by_their_villages(office: Services) -> None:
    stems = [stem for stem, _ in catalogue.compose_each(office, "certificate", SELECTION)]
    assert stems == ["周示例（官庄村）", "安示例", "周示例（老庄村）"]


def test_the_files_of_a_unit_are_those_of_all_its_people(office: Services) -> None:
    stems = [
        stem for stem, _ in catalogue.compose_each(office, "training-file", replace(SELECTION, unit="官庄村"))
    ]
    assert stems == ["周示例", "党员示例"]


def test_training_elsewhere_counts_and_is_named(office: Services) -> None:
    chosen = replace(SELECTION, person="周示例@官庄村")
    text = paper_text(catalogue.compose(office, "training-file", chosen))
    assert "2026.05.11⏎—2026.05.13 | 示范班 |  | 市级 |  |  | 24 |" in text
    assert "合计28学时，其中镇级培训4、补课0、上级调训24" in text
    assert "累计28学时" in paper_text(catalogue.compose(office, "certificate", chosen))
    assert "示范班" not in paper_text(
        catalogue.compose(office, "training-file", replace(chosen, year=2025, training=None))
    )
    assert column(catalogue.compose(office, "credits", SELECTION), "合计")[0] == "28"


def test_a_person_is_meant_by_name_and_unit(office: Services) -> None:
    paper = catalogue.compose(office, "certificate", replace(SELECTION, person="周示例@老庄村"))
    assert "周示例同志（老庄村党支部书记）" in paper_text(paper)
    with pytest.raises(Refusal) as refused:
        catalogue.compose(office, "certificate", replace(SELECTION, person="周示例"))
    assert "写成“姓名@单位”" in refusal_text(refused.value)
    with pytest.raises(Refusal) as refused:
        catalogue.compose(office, "certificate", SELECTION)
    assert "说明是谁" in refusal_text(refused.value)


def test_a_slip_is_filled_for_those_who_asked_and_for_nobody_else(office: Services) -> None:
    batch = catalogue.compose_each(office, "leave-slip", SELECTION)
    assert [stem for stem, _ in batch] == ["安示例"]
    text = paper_text(batch[0][1])
    assert "住院" in text
    assert "2026年6月8日" in text
    assert "钱示例" in text
    empty = catalogue.compose_each(office, "leave-slip", replace(SELECTION, training=None))
    assert [stem for stem, _ in empty] == [""]
    assert "示例" not in paper_text(empty[0][1])


def test_leave_is_summed_up_for_a_session_or_the_year(office: Services) -> None:
    for chosen in (SELECTION, replace(SELECTION, training=None)):
        paper = catalogue.compose(office, "leave-summary", chosen)
        assert column(paper, "姓名") == ["安示例"]
        assert column(paper, "批准人") == ["钱示例"]


def test_who_asked_for_leave_has_no_seat_and_no_card(office: Services) -> None:
    hall = paper_text(catalogue.compose(office, "seating", SELECTION))
    assert "安示例" not in hall
    assert "已请假、公出的1人没有排座" in hall
    cards = [
        b.name for b in catalogue.compose(office, "desk-cards", SELECTION).blocks if isinstance(b, DeskCard)
    ]
    assert cards == ["孙示例"] * 2 + ["周示例"] * 4


def test_seats_are_filled_from_the_front_in_rows_of_the_number_asked_for() -> None:
    session = a_full_session(59)
    hall = table_of(seating(session, session.roll.rows, 0, replace(STYLE, seats=8)))
    assert [len(row.cells) for row in hall.rows[1:]] == [10] * 8
    assert str(hall.rows[1].cells[1]).endswith("示例1村")
    assert str(hall.rows[8].cells[3]).endswith("示例59村")
    assert render(seating(session, session.roll.rows, 0, STYLE), io.BytesIO()).pages == 1


def test_a_folded_card_shows_the_name_to_both_sides_and_a_flat_sheet_holds_two_people() -> None:
    session = a_full_session(5)
    data = printed(desk_cards(session, session.roll.rows, STYLE))
    first = pages(data)[0]
    assert len(pages(data)) == 7
    assert [char.text for char in first] == list("周示例周示例")
    upper, lower = first[:3], first[3:]
    assert upper[0].left > upper[2].left
    assert lower[0].left < lower[2].left
    flat = printed(desk_cards(session, session.roll.rows, replace(STYLE, flat=True)))
    assert len(pages(flat)) == 4
    assert text_of(flat).count("周示例") == 1


def test_a_name_of_two_is_spread_over_the_width_of_three() -> None:
    assert [spaced(name) for name in ("张三", "张示例", "欧阳示例")] == ["张\u3000三", "张示例", "欧阳示例"]


def test_the_longest_name_still_fits_its_card() -> None:
    session = a_session(host="阿卜杜热合曼·示例买买提" * 3)
    found = [char for page in pages(printed(desk_cards(session, (), STYLE))) for char in page]
    assert max(char.right for char in found) <= 190.5
    assert min(char.left for char in found) >= 19.5


def test_the_clock_of_the_schedule_runs_on_with_the_courses() -> None:
    courses = (a_course(1, "甲", "孙示例"), replace(a_course(2, "乙"), minutes=50), a_course(3, "丙"))
    times = column(schedule(a_session(courses=courses), 0, STYLE), "时间")
    assert times == ["14:30—16:00", "16:00—16:50", "16:50—18:20"]


def test_a_session_without_courses_has_its_topic_for_the_whole_time() -> None:
    paper = schedule(a_session(courses=()), 15, STYLE)
    assert column(paper, "时间") == ["14:15—14:30", "14:30—17:30"]
    assert column(paper, "课程内容") == ["签到", "发展壮大村级集体经济"]


def test_phones_of_members_are_printed_only_where_asked_for() -> None:
    assert "1380000" not in paper_text(people_roster("官庄社区", some_members(), STYLE))
    asked = replace(STYLE, columns=("name", "phone"))
    assert column(people_roster("官庄村", some_members()[:2], asked), "电话") == ["13800000000", ""]


def test_members_whose_class_is_unknown_are_not_counted_as_any() -> None:
    nobody = [replace(line, party_class=PartyClass.NONE) for line in some_members()]
    assert "正式" not in paper_text(people_roster("官庄社区", nobody, STYLE))


def test_a_certificate_says_whether_the_target_is_reached() -> None:
    assert "已达到年度56学时的要求" in paper_text(certificate(a_training_file(from_sessions=56), STYLE))
    assert "已达到" not in paper_text(certificate(a_training_file(from_sessions=55), STYLE))
    nothing = a_training_file(
        sessions=(), makeups=(), outside=(), from_sessions=0, from_makeups=0, from_outside=0
    )
    assert "累计0学时" in paper_text(certificate(nothing, STYLE))


@pytest.mark.parametrize("meeting", MeetingKind)
@pytest.mark.parametrize(
    "setup", [{}, {"large": True}, {"size": Size.A3}, {"margins": Margins(10, 10, 10, 10)}]
)
def test_an_empty_record_fills_one_sheet(meeting: MeetingKind, setup: dict[str, object]) -> None:
    paper = blank_record(meeting, "官庄村党支部", replace(STYLE, **setup))  # type: ignore[arg-type]
    data = printed(paper)
    assert len(pages(data)) == 1
    height = 420 if paper.setup.size is Size.A3 else 297
    foot = max(char.bottom for line in lines(pages(data)[0])[:-1] for char in line.chars)
    assert foot > height - paper.setup.margins.bottom - 8


def test_empty_forms_know_no_day() -> None:
    for paper in (
        blank_sign_in("", STYLE),
        blank_record(MeetingKind.BRANCH_MEETING, "", STYLE),
        leave_slip(Slip(), STYLE),
    ):
        assert "2026" not in text_of(printed(paper))


def test_an_empty_sheet_for_59_in_two_halves_is_one_page() -> None:
    paper = blank_sign_in("", replace(STYLE, double=True, blank_lines=60))
    assert render(paper, io.BytesIO()).pages == 1
    assert next(c.mm for c in table_of(paper).columns if c.title == "签名") >= 30


@pytest.mark.parametrize("large", [False, True])
def test_phones_and_days_of_the_roster_stay_whole_in_large_print(large: bool) -> None:
    found = [
        line.text
        for page in pages(printed(roster(a_roster(), replace(STYLE, large=large))))
        for line in lines(page)
    ]
    row = next(line for line in found if "示例甲" in line)
    assert all(part in row for part in ("13800000000", "1979.10", "2004.06.30"))


def test_a_cell_of_5000_characters_and_rare_names_come_out_whole() -> None:
    long = "长" * 5000 + "\x00\x07"
    file = a_training_file(person=a_person(name="李𬭎㛃", education=long[:40]))
    line = replace(file.sessions[0].training, topic=long)
    file = replace(file, sessions=(replace(file.sessions[0], training=line),))
    target = io.BytesIO()
    result = render(training_file_paper(file, STYLE), target)
    assert {missing.character for missing in result.missing} == {"\x00", "\x07"}
    text = text_of(target.getvalue())
    assert text.count("长") == 5040
    assert "李𬭎㛃" in text
    members = [replace(line, person=replace(line.person, name="𬭎", note=long)) for line in some_members()]
    assert text_of(printed(people_roster("村", members, STYLE))).count("长") == 15000


HOSTILE = "长" * 5000 + "\x00\u202e😀𬭎<>&\\"


def hostile_papers() -> dict[str, Paper]:
    """Papers whose every text is far too long and full of what no printer expects."""
    plain = a_session(topic=HOSTILE, host=HOSTILE, problem=HOSTILE)
    rows = tuple(
        replace(row, attendance=replace(row.attendance, unit_name=HOSTILE, reason=HOSTILE, post=HOSTILE))
        for row in plain.roll.rows
    )
    session = replace(
        plain,
        roll=replace(plain.roll, rows=rows),
        sitting=replace(plain.sitting, place=HOSTILE),
        courses=(replace(a_course(1, HOSTILE, HOSTILE), lecturer_post=HOSTILE),),
    )
    style = replace(STYLE, issuer=HOSTILE)
    file = a_training_file(person=a_person(name=HOSTILE, education=HOSTILE), unit_name=HOSTILE)
    leave = [replace(line, attendance=rows[0].attendance) for line in some_leave()]
    return {
        "schedule": schedule(session, 15, style),
        "seating": seating(session, rows, 1, style),
        "leave-slip": leave_slip(Slip(session, rows[0].attendance), style),
        "leave-summary": leave_summary(leave, 2026, style),
        "certificate": certificate(file, style),
        "training-file": training_file_paper(file, style),
        "blank": blank_record(MeetingKind.BRANCH_MEETING, HOSTILE, style),
        "blank-sign-in": blank_sign_in(HOSTILE, style),
    }


@pytest.mark.parametrize("name", list(hostile_papers()))
def test_no_text_is_too_long_or_too_odd_for_paper_or_document(name: str) -> None:
    paper = hostile_papers()[name]
    data = printed(paper)
    assert "No syntax or stream encoding errors" in tool("qpdf", data, "--check", "FILE")
    assert text_of(data).count("长") >= 5000
    target = io.BytesIO()
    write_document(paper, target)
    with zipfile.ZipFile(target) as package:
        assert package.read("word/document.xml").decode("utf-8").count("长") >= 5000


@pytest.mark.parametrize("large", [False, True])
def test_the_wall_papers_lie_on_a3_with_all_their_columns(large: bool) -> None:
    style = replace(STYLE, size=Size.A3, large=large)
    for paper in (roster(a_roster(), style), makeup_paper(some_makeups(), 2026, style)):
        data = printed(paper)
        (page,) = pages(data)
        assert max(char.right for char in page) <= 400.5
        text = "".join(text_of(data).split())
        assert all("".join(c.title.split("\u200b")) in text for c in table_of(paper).columns)
