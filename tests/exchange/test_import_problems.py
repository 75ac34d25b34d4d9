"""Rectification ledgers go in: every row in one bucket, contradictions told and not changed, twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.damage import CellValue
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState, Step
from gzparty.domain.rectification import StepFacts
from gzparty.exchange.importing import import_file
from gzparty.labels import sentence
from gzparty.services.import_result import ImportResult
from tests.builders import Office, an_empty_office
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample" / "rectification.xlsx"
HEAD: list[CellValue] = ["序号", "单位", "存在问题", "问题来源", "整改措施", "责任领导", "责任人", "整改时限"]
HEAD += ["整改情况", "是否完成", "完成时间", "验收人", "备注"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_empty_office(tmp_path)
    import_file(built.services, "units", RESOURCES / "units" / "guanzhuang_units.csv")
    yield built
    built.store.close()


def a_row(
    number: int = 1, unit: str = "党政办", text: str = "上班时间工位无人", **cells: CellValue
) -> list[CellValue]:
    """A row of an open problem; other cells by field."""
    said: dict[str, CellValue] = {
        "source": "自查",
        "measure": "登记外出",
        "leader": "孙示例",
        "responsible": "曹示例",
        "deadline": "2023年6月30日",
        "result": "",
        "state": "否",
        "done_on": "",
        "verifier": "",
        "note": "",
    }
    return [number, unit, text, *(said | cells).values()]


def take(
    office: Office,
    tmp_path: Path,
    *rows: list[CellValue],
    title: str = "整改台账（2023年）",
    **options: object,
) -> ImportResult:
    path = files.write_xlsx(tmp_path / "台账.xlsx", [[title], HEAD, *rows])
    return import_file(office.services, "problems", path, **options)  # type: ignore[arg-type]


def codes(result: ImportResult) -> list[tuple[int, str]]:
    return [(one.row, one.reason.code) for one in (*result.rejected, *result.suspect)]


def problems(office: Office) -> list[Problem]:
    return list(office.store.problems.all())


def only(office: Office) -> Problem:
    (problem,) = problems(office)
    return problem


def test_every_row_of_the_sample_ledger_goes_in_and_says_where_it_came_from(office: Office) -> None:
    result = import_file(office.services, "problems", SAMPLE)
    assert (result.added, result.suspect, result.rejected) == (46, [], [])
    assert [(one.row, one.reason.code) for one in result.ignored] == [
        (1, "row_title"),
        (2, "row_title"),
        (3, "row_head"),
    ]
    found = problems(office)
    assert [problem.number for problem in found] == [f"2023-{number:03d}" for number in range(1, 47)]
    assert Counter(problem.state for problem in found) == {
        ProblemState.CLOSED: 28,
        ProblemState.RECTIFYING: 18,
    }
    events = office.store.problems.events([problem.id for problem in found])
    assert [(event.step, event.state_after) for event in events] == [
        (Step.IMPORT, problem.state) for problem in found
    ]
    assert events[4].note == "《rectification.xlsx》第 8 行，序号 5"
    assert Counter(problem.lane for problem in found) == {Lane.TERM: 39, Lane.PROMPT: 6, Lane.LASTING: 1}


def test_a_unit_written_once_stands_for_the_rows_below_it(office: Office) -> None:
    result = import_file(office.services, "problems", SAMPLE)
    names = {unit.id: unit.name for unit in office.store.people.units(date(2026, 6, 17))}
    assert [names[problem.unit_id] for problem in problems(office)][24:28] == [
        "社会事务办",
        "官庄社区",
        "官庄社区",
        "利见社区",
    ]
    assert sentence(result.notes[0]) == "34 行没有写单位，按上面一行的单位记。"


def test_the_end_of_a_month_is_read_in_the_year_of_the_title_and_keeps_its_words(office: Office) -> None:
    import_file(office.services, "problems", SAMPLE)
    words = {
        problem.deadline_text: problem.deadline
        for problem in problems(office)
        if problem.deadline is not None and problem.deadline_text
    }
    assert words == {
        "6月底前": date(2023, 6, 30),
        "5月底前": date(2023, 5, 31),
        "10月底前": date(2023, 10, 31),
        "11月底前": date(2023, 11, 30),
        "9月底前": date(2023, 9, 30),
    }


def test_a_month_is_no_day_and_stays_in_the_remark(office: Office) -> None:
    result = import_file(office.services, "problems", SAMPLE)
    first = problems(office)[0]
    assert (first.state, first.done_on, first.closed_on) == (ProblemState.CLOSED, None, None)
    assert first.note == "完成时间 2023.07"
    assert "第 4 行：完成时间只有“2023.07”，没有哪一天，记在备注里。" in map(sentence, result.notes)


def test_what_a_row_says_against_itself_is_told_and_stays_as_it_was_written(office: Office) -> None:
    result = import_file(office.services, "problems", SAMPLE)
    told = [sentence(note) for note in result.notes]
    assert "第 6 行：已经销号，整改情况却还写着没有整改完。" in told
    assert "第 39 行：时限是长期坚持，却已经销号。" in told
    assert "第 8 行：整改情况写着已经整改，还没有销号。" in told
    assert "第 9 行：没有写是否完成，按没有完成登记。" in told
    third, lasting = problems(office)[2], problems(office)[35]
    assert (third.state, third.result) == (ProblemState.CLOSED, "正在整改")
    assert (lasting.state, lasting.lane) == (ProblemState.CLOSED, Lane.LASTING)


def test_the_same_sheet_again_changes_nothing_and_says_nothing(office: Office) -> None:
    import_file(office.services, "problems", SAMPLE)
    before = office.dump()
    again = import_file(office.services, "problems", SAMPLE)
    assert (again.added, again.updated, again.same, codes(again)) == (0, 0, 46, [])
    assert len(again.notes) == 1
    assert office.dump() == before


def test_one_undo_takes_the_ledger_back_and_its_numbers_are_not_given_again(office: Office) -> None:
    import_file(office.services, "problems", SAMPLE)
    office.services.offices.undo()
    assert problems(office) == []
    import_file(office.services, "problems", SAMPLE)
    assert problems(office)[0].number == "2023-047"


def test_a_changed_row_shows_what_differs_and_waits(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, a_row(1), a_row(2, text="值班电话没人接"))
    changed = a_row(1, result="已整改到位", state="√", done_on="2023-06-20")
    first = take(office, tmp_path, changed, a_row(2, text="值班电话没人接"))
    (asked,) = first.suspect
    assert (first.same, asked.row, asked.choices) == (1, 3, ("sheet", "new", "skip"))
    assert [(one.field, one.stored, one.given) for one in asked.differences] == [
        ("result", "", "已整改到位"),
        ("state", "整改中", "已销号"),
        ("done_on", "", "2023-06-20"),
    ]
    second = take(office, tmp_path, changed, a_row(2, text="值班电话没人接"), decisions={3: "sheet"})
    assert (second.updated, second.same) == (1, 1)
    closed = problems(office)[0]
    assert (closed.state, closed.done_on, closed.closed_on) == (
        ProblemState.CLOSED,
        date(2023, 6, 20),
        date(2023, 6, 20),
    )
    events = office.store.problems.events([closed.id])
    assert [(event.step, event.state_before, event.state_after) for event in events] == [
        (Step.IMPORT, None, ProblemState.RECTIFYING),
        (Step.IMPORT, ProblemState.RECTIFYING, ProblemState.CLOSED),
    ]
    assert take(office, tmp_path, changed, a_row(2, text="值班电话没人接")).same == 2


def test_blanks_are_filled_without_asking_and_a_blank_cell_takes_nothing_away(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, a_row(measure=""))
    assert only(office).state is ProblemState.REGISTERED
    filled = take(office, tmp_path, a_row(measure="排班"))
    assert (filled.updated, only(office).measure) == (1, "排班")
    assert take(office, tmp_path, a_row(measure="")).same == 1
    assert only(office).measure == "排班"


def test_a_text_put_otherwise_is_known_by_its_place_and_people(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, a_row(1), a_row(2, text="值班电话没人接", responsible="赵示例"))
    result = take(office, tmp_path, a_row(1, text="上班时间工位没有人，也没请假"))
    (asked,) = result.suspect
    assert [one.field for one in asked.differences] == ["text"]


def test_the_same_words_of_the_same_unit_may_be_several_problems(office: Office, tmp_path: Path) -> None:
    rows = [a_row(1), a_row(2, responsible="赵示例", deadline="2023-09-30", leader="钱示例")]
    assert take(office, tmp_path, *rows).added == 2
    later = [*rows, a_row(3, responsible="周示例", deadline="2023-11-30", leader="钱示例")]
    third = take(office, tmp_path, *later)
    assert (third.same, third.added) == (2, 1)


def test_two_rows_alike_in_everything_are_asked_about(office: Office, tmp_path: Path) -> None:
    result = take(office, tmp_path, a_row(1), a_row(2))
    assert (result.added, codes(result)) == (1, [(4, "problem_row_twice")])
    assert take(office, tmp_path, a_row(1), a_row(2), decisions={4: "new"}).added == 1
    assert take(office, tmp_path, a_row(1), a_row(2)).same == 2


def test_a_deadline_without_any_year_is_asked_about_until_somebody_says(
    office: Office, tmp_path: Path
) -> None:
    row = a_row(deadline="6月底前")
    result = take(office, tmp_path, row, title="整改台账")
    (asked,) = result.suspect
    assert (asked.reason.code, asked.offers) == (
        "problem_row_deadline_without_year",
        ("2026-06-30", "2025-06-30"),
    )
    take(office, tmp_path, row, title="整改台账", decisions={3: "2025-06-30"})
    assert (only(office).deadline, only(office).deadline_text) == (date(2025, 6, 30), "6月底前")
    assert take(office, tmp_path, row, title="整改台账").same == 1


def test_a_deadline_that_means_no_day_stays_as_words_where_somebody_says_so(
    office: Office, tmp_path: Path
) -> None:
    row = a_row(deadline="视上级要求")
    assert take(office, tmp_path, row).suspect[0].choices == ("sheet", "skip")
    take(office, tmp_path, row, decisions={3: "sheet"})
    assert (only(office).deadline, only(office).deadline_text) == (None, "视上级要求")
    assert take(office, tmp_path, row).same == 1


def test_the_year_stands_in_the_title_else_in_the_sheet_s_or_the_file_s_name(
    office: Office, tmp_path: Path
) -> None:
    path = files.write_xlsx(tmp_path / "2024年整改台账.xlsx", [HEAD, a_row(deadline="2月底前")])
    assert import_file(office.services, "problems", path).added == 1
    assert (only(office).number, only(office).deadline) == ("2024-001", date(2024, 2, 29))
    two = take(office, tmp_path, a_row(2, text="x", deadline="2月底前"), title="2023年—2024年整改台账")
    assert codes(two) == [(3, "problem_row_deadline_without_year")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"unit": "没有的单位"}, "unit_not_found"),
        ({"text": ""}, "problem_row_text_missing"),
        ({"state": "差不多"}, "problem_row_state_unknown"),
        ({"deadline": "尽快"}, "problem_row_deadline_unreadable"),
        ({"deadline": "2023-02-30"}, "date_impossible"),
        ({"deadline": 45000}, "date_is_serial"),
        ({"deadline": "2023年7月"}, "problem_row_deadline_month"),
        ({"done_on": "2027-01-01", "state": "是"}, "date_out_of_range"),
        ({"done_on": "那天", "state": "是"}, "date_unreadable"),
    ],
)
def test_a_cell_that_cannot_be_read_sets_its_row_aside_and_no_other(
    office: Office, tmp_path: Path, cells: dict[str, CellValue], expected: str
) -> None:
    result = take(office, tmp_path, a_row(1, **cells), a_row(2, text="值班电话没人接"))  # type: ignore[arg-type]
    assert (result.added, codes(result)) == (1, [(3, expected)])
    assert [sentence(one.reason) for one in (*result.rejected, *result.suspect)]
    assert only(office).text == "值班电话没人接"


def test_words_of_every_office_are_understood(office: Office, tmp_path: Path) -> None:
    rows = [
        a_row(1, "党政办公室", state="✔", deadline="２０２３．０９．３０", done_on=45200),
        a_row(2, "官庄社区居委会", source="县纪委来函", deadline="十月底前", state="整改中"),
        a_row(3, "官庄村", source="联合督查：六月", deadline="立行立改，2023年7月1日前", state="待验收"),
    ]
    result = take(office, tmp_path, *rows, decisions={3: "2023-10-01"})
    assert (result.added, codes(result)) == (3, [])
    first, second, third = problems(office)
    assert (first.state, first.deadline, first.closed_on) == (
        ProblemState.CLOSED,
        date(2023, 9, 30),
        date(2023, 10, 1),
    )
    assert (second.source, second.source_note, second.deadline) == (
        ProblemSource.OTHER,
        "县纪委来函",
        date(2023, 10, 31),
    )
    assert (third.source, third.source_note) == (ProblemSource.JOINT, "六月")
    assert (third.lane, third.deadline, third.state) == (
        Lane.PROMPT,
        date(2023, 7, 1),
        ProblemState.SUBMITTED,
    )


def test_a_sheet_without_the_column_is_closed_where_it_says_when(office: Office, tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [
        ["2023年台账"],
        ["单位", "存在问题", "整改措施", "销号时间"],
        ["党政办", "一", "改", "2023-05-01"],
        ["党政办", "二", "改", ""],
    ]
    import_file(office.services, "problems", files.write_csv(tmp_path / "a.csv", rows))
    assert [problem.state for problem in problems(office)] == [
        ProblemState.CLOSED,
        ProblemState.REGISTERED,
    ]


def test_units_merged_over_their_rows_hold_for_each(office: Office, tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [["2023年"], HEAD, a_row(1), a_row(2, "", "二"), a_row(3, "财政所", "三")]
    import_file(office.services, "problems", files.write_xlsx(tmp_path / "a.xlsx", rows, ["B3:B4"]))
    units = [problem.unit_id for problem in problems(office)]
    assert units[0] == units[1] != units[2]


def test_a_corrected_unit_holds_for_the_rows_it_stands_for(office: Office, tmp_path: Path) -> None:
    from gzparty.exchange.reading import read_table

    rows: list[list[CellValue]] = [
        ["2023年"],
        HEAD,
        a_row(1, "党镇办"),
        a_row(2, "", "二"),
        a_row(3, "财政所", "三"),
    ]
    table = read_table(files.write_xlsx(tmp_path / "a.xlsx", rows), "problems")
    edited = table.with_edits({(3, "unit"): "党政办"})
    assert [row.cells["unit"] for row in edited.rows] == ["党政办", "党政办", "财政所"]


def test_a_number_of_another_problem_is_not_taken_over(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, a_row(1))
    rows: list[list[CellValue]] = [
        ["2023年"],
        [*HEAD, "编号"],
        [*a_row(1, "财政所", "报销不及时"), "2023-001"],
    ]
    path = files.write_xlsx(tmp_path / "b.xlsx", rows)
    result = import_file(office.services, "problems", path)
    (asked,) = result.suspect
    assert sentence(asked.reason) == "编号 2023-001 在台账里是另一个问题：上班时间工位无人"
    assert import_file(office.services, "problems", path, decisions={3: "new"}).added == 1
    assert [problem.number for problem in problems(office)] == ["2023-001", "2023-002"]
    assert import_file(office.services, "problems", path).same == 1


def test_two_rows_of_one_number_are_asked_about_and_neither_is_taken_for_the_other(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, a_row(1))
    before = problems(office)
    rows: list[list[CellValue]] = [
        ["2023年"],
        [*HEAD, "编号"],
        [*a_row(1, note="已约谈"), "2023-001"],
        [*a_row(2, text="下村没有登记"), "2023-001"],
        [*a_row(3, "财政所", "报销不及时"), "甲-7"],
        [*a_row(4, "财政所", "票据没贴"), "甲-7"],
        [*a_row(5, "财政所", "印章没登记"), "甲-8"],
    ]
    path = files.write_xlsx(tmp_path / "b.xlsx", rows)
    result = import_file(office.services, "problems", path)
    assert [(row.row, sentence(row.reason)) for row in result.suspect] == [
        (3, "编号 2023-001 表里不止这一行有，还有第 4 行"),
        (4, "编号 2023-001 表里不止这一行有，还有第 3 行"),
        (5, "编号 甲-7 表里不止这一行有，还有第 6 行"),
        (6, "编号 甲-7 表里不止这一行有，还有第 5 行"),
    ]
    assert result.added == 1
    assert [one for one in problems(office) if one.text == before[0].text] == list(before)
    decided = {3: "sheet", 4: "new", 5: "new", 6: "skip"}
    result = import_file(office.services, "problems", path, decisions=decided)
    assert (result.updated, result.added, result.same) == (1, 2, 1)
    assert {one.text: one.note for one in problems(office)} == {
        before[0].text: "已约谈",
        "下村没有登记": "",
        "报销不及时": "",
        "印章没登记": "",
    }


def test_a_very_long_and_an_odd_text_go_in_whole(office: Office, tmp_path: Path) -> None:
    long = "一行，\n=又一行；“引号”,逗号" * 4000
    rows: list[list[CellValue]] = [
        ["2023年"],
        HEAD,
        a_row(text=long, measure="=SUM(A1)", responsible="#REF!"),
        a_row(2, text=long),
    ]
    result = import_file(office.services, "problems", files.write_csv(tmp_path / "a.csv", rows))
    assert codes(result) == [(3, "cell_is_error")]
    assert only(office).text == long


def test_what_was_worked_on_since_is_not_moved_by_a_sheet(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, a_row())
    problem = only(office)
    facts = StepFacts(date(2026, 6, 17), note="等材料", until=date(2026, 7, 31), approver="孙示例")
    office.services.problems.step([problem.id], Step.EXTEND, facts)
    assert take(office, tmp_path, a_row()).same == 1
    moved = take(office, tmp_path, a_row(deadline="2026年9月30日"))
    assert codes(moved) == [(3, "problem_row_stepped")]
    assert moved.suspect[0].choices == ("new", "skip")
    note = take(office, tmp_path, a_row(note="已约谈"))
    assert (note.updated, only(office).note, only(office).deadline) == (1, "已约谈", date(2026, 7, 31))
    office.services.problems.step([problem.id], Step.WITHDRAW, replace(facts, until=None))
    assert codes(take(office, tmp_path, a_row(measure="另一个措施"))) == [(3, "problem_row_closed")]
