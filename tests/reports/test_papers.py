"""The papers of the training desk: what they say, and that they come out whole."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from itertools import pairwise

import pytest
from syrupy.assertion import SnapshotAssertion

from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import MeetingKind
from gzparty.domain.sitting import LeaveRequest, RollCounts, Status
from gzparty.labels import refusal_text
from gzparty.reports import catalogue
from gzparty.reports.content import FootLine, Kind, Numbering, Paper, Signature, Table, Title
from gzparty.reports.fingerprint import fingerprint
from gzparty.reports.papers.attendance_year import attendance_year
from gzparty.reports.papers.blank import blank_record, blank_sign_in
from gzparty.reports.papers.certificate import certificate
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.credits import credits_paper
from gzparty.reports.papers.leave import leave_slip, leave_summary
from gzparty.reports.papers.makeup import makeup_paper
from gzparty.reports.papers.people import people_roster
from gzparty.reports.papers.roll import roll_paper
from gzparty.reports.papers.roster import roster
from gzparty.reports.papers.schedule import schedule
from gzparty.reports.papers.seating import desk_cards, seating
from gzparty.reports.papers.sign_in import sign_in
from gzparty.reports.papers.training_file import training_file_paper
from gzparty.reports.papers.training_notice import training_notice
from gzparty.reports.papers.training_plan import training_plan
from gzparty.reports.pdf import render
from gzparty.services.bundle import Services
from gzparty.services.views import RollRow
from gzparty.settings import Settings
from tests.widgets.sample import build_sample

from .cadre_papers import each_cadre_paper
from .exemplar_papers import (
    EXEMPLAR_LETTERS,
    EXEMPLAR_SIGNERS,
    EXEMPLAR_UNSIGNED,
    NAMELESS_EXEMPLARS,
    each_exemplar_paper,
)
from .files import a_filled_slip, a_training_file, some_leave, some_makeups, some_members
from .life_office import about, add_life, add_style
from .life_papers import NAMELESS, each_life_paper
from .paper_text import paper_text
from .pdfs import lines, pages, printed, text_of, tool
from .selection_office import add_selection
from .style_papers import NAMELESS_STYLE, STYLE_LETTERS, STYLE_SIGNERS, each_style_paper
from .theme_papers import NAMELESS_THEMES, each_theme_paper
from .views import (
    COURSES,
    STYLE,
    a_credit_year,
    a_full_session,
    a_roster,
    a_session,
    a_taken_session,
    a_year,
)

SETTINGS = Settings()


@cache
def each_paper(style: Style = STYLE) -> Mapping[str, Paper]:
    """Compose every paper from the views built by hand; of one style once."""
    return {
        "training-plan": training_plan(a_year(), {3: COURSES}, style),
        "training-notice": training_notice(a_session(), SETTINGS, style),
        "roster": roster(a_roster(), style),
        "sign-in": sign_in(a_session(), replace(style, blank_lines=2)),
        "roll": roll_paper(a_taken_session(), style),
        "attendance-year": attendance_year(a_credit_year(), style),
        "credits": credits_paper(a_credit_year(), style),
        "schedule": schedule(a_session(), 15, style),
        "seating": seating(a_taken_session(), a_taken_session().roll.rows, 2, replace(style, seats=6)),
        "desk-cards": desk_cards(a_session(), a_session().roll.rows, style),
        "leave-slip": leave_slip(a_filled_slip(), style),
        "leave-summary": leave_summary(some_leave(), 2026, style),
        "makeup": makeup_paper(some_makeups(), 2026, style),
        "training-file": training_file_paper(a_training_file(), style),
        "certificate": certificate(a_training_file(), style),
        "people": people_roster("官庄社区", some_members(), style),
        "blank-sign-in": blank_sign_in("官庄村党支部", replace(style, blank_lines=3)),
        "blank-branch-meeting": blank_record(MeetingKind.BRANCH_MEETING, "官庄村党支部", style),
        "blank-committee-meeting": blank_record(MeetingKind.COMMITTEE_MEETING, "", style),
        "blank-group-meeting": blank_record(MeetingKind.GROUP_MEETING, "", style),
        "blank-lecture": blank_record(MeetingKind.LECTURE, "", style),
        "blank-theme-day": blank_record(MeetingKind.THEME_DAY, "", style),
        "blank-study": blank_record(MeetingKind.STUDY, "", style),
        "blank-life-meeting": blank_record(MeetingKind.LIFE_MEETING, "", style),
        **each_life_paper(style),
        **each_style_paper(style),
        **each_theme_paper(style),
        **each_exemplar_paper(style),
        **each_cadre_paper(style),
    }


NAMES = tuple(each_paper())
LETTERS = (
    "training-notice",
    "desk-cards",
    "leave-slip",
    "certificate",
    "chase-slip",
    *STYLE_LETTERS,
    *EXEMPLAR_LETTERS,
)
UNSIGNED = ("appraisal", *EXEMPLAR_UNSIGNED)
"""Secret ballots: whoever fills one in is not named."""
RECORDS = (
    "minutes",
    *(
        name
        for name in NAMES
        if name.startswith("blank-") and name not in ("blank-sign-in", *STYLE_SIGNERS, *NAMELESS_EXEMPLARS)
    ),
)
FORMS = tuple(name for name in NAMES if name not in LETTERS + UNSIGNED)
WITHOUT_NAMES = (
    "training-plan",
    "schedule",
    "leave-slip",
    "leave-summary",
    "makeup",
    "blank-sign-in",
    *RECORDS[1:],
    *NAMELESS,
    *NAMELESS_STYLE,
    *NAMELESS_THEMES,
    *NAMELESS_EXEMPLARS,
)


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_says(name: str, snapshot: SnapshotAssertion) -> None:
    assert paper_text(each_paper()[name]) == snapshot


def test_training_elsewhere_has_a_column_of_its_own_once_somebody_was_sent() -> None:
    year = a_credit_year()
    sent = replace(year, lines=(replace(year.lines[1], from_outside=24), *year.lines[2:]))
    said = text_of(printed(credits_paper(sent, STYLE)))
    assert "调训" in said
    # 5 half hours made up and 24 elsewhere.
    assert "14.5" in said
    assert "调训" not in text_of(printed(credits_paper(year, STYLE)))


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_prints_whole(name: str) -> None:
    data = printed(each_paper()[name])
    assert "No syntax or stream encoding errors" in tool("qpdf", data, "--check", "FILE")
    assert all(" yes yes yes " in line for line in tool("pdffonts", data, "FILE").splitlines()[2:])
    text = text_of(data)
    assert ("示例甲" in text) == (name not in WITHOUT_NAMES)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_names_who_signs_it(name: str) -> None:
    foot = each_paper()[name].blocks[-1]
    assert isinstance(foot, FootLine)
    usual = ["主持人签名：", "记录人签名："] if name in RECORDS else ["填表人：", "审核人："]
    signers = {**STYLE_SIGNERS, **EXEMPLAR_SIGNERS}.get(name, usual)
    assert [field.label for field in foot.fields[:2]] == signers
    assert each_paper()[name].setup.margins.left == 20


@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_the_title_and_size_of_letters_asked_for(name: str) -> None:
    paper = each_paper(replace(STYLE, title="自定标题", large=True))[name]
    assert paper.blocks[0] == Title("自定标题")
    assert paper.title.startswith("自定标题")
    assert paper.setup.large


def table_of(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def test_columns_come_in_the_order_asked_for() -> None:
    chosen = table_of(roster(a_roster(), replace(STYLE, columns=("name", "unit", "phone"))))
    assert [column.title for column in chosen.columns] == ["姓名", "村", "联系电话"]
    assert chosen.rows[0].cells == ("示例甲", "官庄村", "13800000000")


def test_an_unknown_column_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal) as refused:
        roster(a_roster(), replace(STYLE, columns=("name", "salary")))
    assert "没有“salary”这一列" in refusal_text(refused.value)
    assert "phone" in refusal_text(refused.value)


def test_marks_typed_after_the_meeting_leave_the_sheet_of_the_door_as_it_was() -> None:
    asked = replace(a_session().roll.rows[1].attendance, status=Status.LEAVE)
    request = LeaveRequest(1, "l1", 1, 2, Status.LEAVE)
    rows = [RollRow(row.attendance, None) for row in a_session().roll.rows]
    rows[1] = RollRow(asked, None, requested=request)
    before = sign_in(a_session(tuple(rows)), STYLE)
    rows[2] = RollRow(replace(rows[2].attendance, status=Status.LEAVE), None)
    after = a_session(tuple(rows))
    assert fingerprint([sign_in(after, STYLE)]) == fingerprint([before])
    notes = [row.cells[5] for row in table_of(before).rows]
    assert notes[:3] == ["", "请假", ""]
    assert [row.cells[5] for row in table_of(sign_in(after, replace(STYLE, filled=True))).rows][2] == "请假"


@pytest.mark.parametrize("double", [False, True])
def test_a_signature_has_30_mm(double: bool) -> None:
    sheet = table_of(sign_in(a_session(), replace(STYLE, double=double)))
    assert next(column.mm for column in sheet.columns if column.title == "签名") >= 30
    fixed = sum(column.mm for column in sheet.columns)
    assert fixed * sheet.folds < 170 - 20 * sheet.folds


@pytest.mark.parametrize(
    ("double", "blanks", "pages"), [(False, 0, 2), (False, 3, 2), (False, 5, 2), (True, 3, 1)]
)
def test_59_people_sign_on_one_sheet(double: bool, blanks: int, pages: int) -> None:
    paper = sign_in(a_full_session(59), replace(STYLE, double=double, blank_lines=blanks))
    assert render(paper, io.BytesIO()).pages == pages


def test_lines_to_sign_are_lowered_only_where_that_saves_a_page() -> None:
    def heights(people: int) -> set[float]:
        (first, *_rest) = pages(printed(sign_in(a_full_session(people), replace(STYLE, blank_lines=5))))
        tops = [line.top for line in lines(first) if "党支部书记" in line.text]
        return {round(lower - upper, 1) for upper, lower in pairwise(tops)}

    assert heights(20) == {7.3}
    assert max(heights(59)) < 7.3
    assert min(heights(59)) >= 6.2


def test_before_the_meeting_the_figures_are_left_to_write_and_after_it_filled() -> None:
    before = paper_text(sign_in(a_taken_session(), STYLE))
    after = paper_text(sign_in(a_taken_session(), replace(STYLE, filled=True)))
    assert "实到：____  请假：____" in before
    assert "实到：2  请假：1" in after
    assert "应到：5" in before
    assert "示例丁" not in before
    assert "示例丁" in after


def test_what_nobody_settled_is_never_printed_as_absent() -> None:
    line = next(
        row for row in paper_text(roll_paper(a_taken_session(), STYLE)).splitlines() if "示例王㛃" in row
    )
    assert "待核实" in line
    assert "缺席" not in line


def test_the_notice_leaves_the_document_number_to_the_office() -> None:
    text = paper_text(training_notice(a_session(), SETTINGS, STYLE))
    assert "〔" not in text
    assert "号" not in text.replace("序号", "")


def test_the_notice_follows_the_standard_and_is_signed_by_the_issuer_asked_for() -> None:
    paper = training_notice(a_session(), SETTINGS, replace(STYLE, issuer="中共官庄镇委员会"))
    assert paper.kind is Kind.OFFICIAL
    assert (paper.setup.margins.top, paper.setup.margins.left) == (37, 28)
    assert Signature("中共官庄镇委员会", "2026年3月9日") in paper.blocks


def test_a_single_annex_has_no_number() -> None:
    text = paper_text(training_notice(a_session(courses=()), SETTINGS, STYLE))
    assert "名单见附件。" in text
    assert "附件1" not in text


def test_the_notice_with_59_names_keeps_one_page_for_text_and_one_for_names() -> None:
    paper = training_notice(a_full_session(59), SETTINGS, STYLE)
    assert render(paper, io.BytesIO()).pages == 3


def test_a_long_list_of_names_goes_on_rather_than_being_lost() -> None:
    text = text_of(printed(training_notice(a_full_session(300), SETTINGS, STYLE)))
    assert all(f"\n{number} " in text or f" {number} " in text for number in range(1, 301))


def test_the_year_plan_of_twelve_stays_on_one_sheet() -> None:
    courses = dict.fromkeys(range(1, 13), COURSES)
    assert render(training_plan(a_year(), courses, STYLE), io.BytesIO()).pages == 1


def test_a_year_of_many_sessions_lies_across_the_sheet() -> None:
    assert not attendance_year(a_credit_year(6), STYLE).setup.landscape
    assert attendance_year(a_credit_year(12), STYLE).setup.landscape


def test_papers_of_a_session_nobody_was_called_to_still_print() -> None:
    empty = replace(a_session(), roll=replace(a_session().roll, rows=(), counts=RollCounts()))
    for paper in (sign_in(empty, STYLE), roll_paper(empty, STYLE), training_notice(empty, SETTINGS, STYLE)):
        assert render(paper, io.BytesIO()).pages >= 1


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    path = tmp_path_factory.mktemp("office") / "sample.gzparty"
    build_sample(path)
    with bootstrap.open_office(path, lambda: datetime(2026, 6, 17, 17, 52)) as services:
        add_life(services)
        add_style(services)
        add_selection(services)
    with bootstrap.read_office(path, lambda: datetime(2026, 6, 17, 17, 52)) as services:
        yield services


SELECTION = catalogue.Subject(2026, date(2026, 6, 17), "2026-06")


@pytest.mark.parametrize("spec", catalogue.PAPERS, ids=lambda spec: spec.name)
def test_every_paper_of_the_catalogue_comes_out_of_the_sample_office(
    office: Services, spec: catalogue.PaperSpec
) -> None:
    _stem, paper = catalogue.compose_each(office, spec.name, about(office, spec, SELECTION))[0]
    target = io.BytesIO()
    assert render(paper, target).missing == ()
    assert "No syntax or stream encoding errors" in tool("qpdf", target.getvalue(), "--check", "FILE")
    text = text_of(target.getvalue())
    assert ("共" in text) or ("—" in text) or paper.numbering is Numbering.NONE
    titles = [block.text for block in paper.said if isinstance(block, Title)]
    assert all(title.replace("\u200b", "") in text.replace("\n", "") for title in titles)
    assert titles or spec.name == "desk-cards"


def test_the_sign_in_sheet_of_the_sample_office_is_one_sheet(office: Services) -> None:
    paper = catalogue.compose(office, "sign-in", SELECTION)
    assert len(table_of(paper).rows) == 59
    assert render(paper, io.BytesIO()).pages == 2


def test_the_catalogue_names_each_paper_once_with_selectors_and_options_that_exist() -> None:
    names = [spec.name for spec in catalogue.PAPERS]
    assert len(names) == len(set(names))
    assert set(NAMES) == set(names)
    known = {field.name for field in fields(Style)}
    selectors = {field.name for field in fields(catalogue.Subject)}
    for spec in catalogue.PAPERS:
        assert set(spec.options) <= known
        assert set(spec.selectors) <= selectors


def test_an_unknown_paper_is_refused_with_those_there_are(office: Services) -> None:
    with pytest.raises(Refusal) as refused:
        catalogue.compose(office, "ledgers", SELECTION)
    assert "没有叫“ledgers”的表" in refusal_text(refused.value)
    assert "sign-in" in refusal_text(refused.value)


def test_a_paper_of_a_session_asks_which(office: Services) -> None:
    with pytest.raises(Refusal) as refused:
        catalogue.compose(office, "sign-in", catalogue.Subject(2026, date(2026, 6, 17)))
    assert "哪一期" in refusal_text(refused.value)
