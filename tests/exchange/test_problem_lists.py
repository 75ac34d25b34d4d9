"""The ledger goes out in the columns clerks use and comes in again without a difference."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count, product
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.problem import Lane, Problem, ProblemSource, ProblemState, Step
from gzparty.domain.rectification import StepFacts
from gzparty.exchange import lists
from gzparty.exchange.importing import import_file
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.writing import write_list
from gzparty.labels import refusal_text
from gzparty.services.import_result import ImportResult
from gzparty.services.problem_drafts import ProblemDraft
from tests.builders import TODAY, Office, an_office

_numbers = count(1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    built = an_office(tmp_path_factory.mktemp("ledger"))
    yield built
    built.store.close()


def stored(office: Office, **changes: object) -> Problem:
    """A problem in the ledger, in whatever state."""
    problem = Problem(
        id=0,
        uid=f"q{next(_numbers):06d}",
        number="",
        unit_id=office.villages["东村"],
        text="值班电话没人接",
        source=ProblemSource.SELF,
        lane=Lane.TERM,
        state=ProblemState.RECTIFYING,
    )
    with office.store.action("登记", "test", datetime(2026, 6, 17, 9), "test"):
        number = office.store.problems.next_number(2026)
        problem = replace(problem, number=number, **changes)  # type: ignore[arg-type]
        return replace(problem, id=office.store.problems.insert(problem))


def rows_of(office: Office, name: str = "problems", /, **chosen: object) -> list[dict[str, object]]:
    spec = lists.find(name)
    assert spec is not None
    return [dict(row) for row in spec.rows(office.services, Selectors(2026, TODAY, **chosen))]  # type: ignore[arg-type]


def export(office: Office, path: Path) -> None:
    spec = lists.find("problems")
    assert spec is not None
    write_list(spec.columns, rows_of(office), path, title="整改台账", whole=spec.whole)


def again(office: Office, path: Path) -> ImportResult:
    export(office, path)
    return import_file(office.services, "problems", path, dry_run=True)


def same(result: ImportResult, expected: int) -> None:
    assert [(one.row, one.reason.code, one.differences) for one in (*result.suspect, *result.rejected)] == []
    assert (result.added, result.updated, result.same) == (0, 0, expected)


DEADLINES: list[tuple[date | None, str]] = [
    (None, ""),
    (date(2026, 7, 31), ""),
    (date(2026, 7, 31), "7月底前"),
    (date(2026, 8, 31), "7月底前"),
    (None, "长期坚持"),
    (None, "立行立改"),
    (None, "看情况"),
    (None, "7月底前"),
]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_every_state_lane_and_deadline_comes_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    office = an_office(tmp_path)
    kinds = list(product(ProblemState, Lane, DEADLINES))
    for place, (state, lane, (deadline, text)) in enumerate(kinds):
        stored(
            office,
            state=state,
            lane=lane,
            deadline=deadline,
            deadline_text=text,
            text=f"问题 {place % 5}",
            done_on=date(2026, 6, 1) if place % 2 else None,
            found_on=date(2026, 5, 4) if place % 3 else None,
            source=list(ProblemSource)[place % 8],
            source_note=("", "自查", "6月：督查", "联合督查：第二次")[place % 4],
            round=place % 3 + 1,
            unit_id=list(office.villages.values())[place % 4],
        )
    same(again(office, tmp_path / f"out{suffix}"), len(kinds))
    office.store.close()


TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@'\"，,；;\n\t \r：#_x000D1年月"), st.characters(codec="utf-8")),
    max_size=40,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=3),
    st.sampled_from([".xlsx", ".csv"]),
)
def test_whatever_is_written_comes_back_as_it_was(
    office: Office, rows: list[tuple[str, ...]], suffix: str
) -> None:
    for text, note, people, source_note, result in rows:
        stored(
            office,
            text=text if text.strip().isprintable() and text.strip() else f"问题{text}",
            note=note,
            responsible=people,
            leader=people[::-1],
            source=ProblemSource.OTHER,
            source_note=source_note,
            result=result,
        )
    with TemporaryDirectory() as folder:
        back = again(office, Path(folder) / f"out{suffix}")
    while office.store.problems.all():
        office.services.offices.undo()
    told = [one for one in (*back.suspect, *back.rejected) if one.reason.code != "cell_is_error"]
    assert [(one.row, one.reason, one.differences) for one in told] == []
    assert (back.added, back.updated) == (0, 0)


def test_a_text_that_no_cell_holds_is_never_cut(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    stored(office, text="长" * 50_000)
    with pytest.raises(Refusal) as caught:
        export(office, tmp_path / "out.xlsx")
    assert refusal_text(caught.value) == (
        "第 3 行“存在问题”有 50000 个字，.xlsx 一格只放得下 32767 个，没有导出。请导出成 .csv，一个字也不会少。"
    )
    assert not (tmp_path / "out.xlsx").exists()
    same(again(office, tmp_path / "out.csv"), 1)
    office.store.close()


def test_the_columns_are_those_clerks_know_and_a_formula_stays_text(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    stored(office, text="=1+1", deadline=date(2026, 7, 31), leader="孙示例")
    export(office, tmp_path / "out.xlsx")
    export(office, tmp_path / "out.csv")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    heads = (
        "序号|单位|存在问题|问题来源|整改措施|责任领导|责任人|整改时限|整改情况|是否完成|完成时间|验收人|备注"
    )
    assert [cell.value for cell in sheet[2]] == [*heads.split("|"), "编号", "发现时间"]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=1+1", "s")
    assert sheet["H3"].value == datetime(2026, 7, 31)
    rows = list(csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1][2] == "'=1+1"
    office.store.close()


def test_the_ledger_is_narrowed_by_state_unit_month_and_being_overdue(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    stored(office, text="一", found_on=date(2026, 5, 4), deadline=date(2026, 6, 1))
    stored(office, text="二", state=ProblemState.CLOSED, found_on=date(2026, 6, 4))
    stored(office, text="三", unit_id=office.villages["西村"], deadline=date(2026, 5, 31))
    stored(office, text="四", found_on=date(2025, 5, 4))
    spec = lists.find("problems")
    assert spec is not None

    def texts(**chosen: object) -> list[object]:
        return [row["text"] for row in rows_of(office, **chosen)]

    assert texts(state=spec.state("已销号")) == ["二"]
    assert texts(state=spec.state("已逾期")) == ["一", "三"]
    assert texts(month=5) == ["一", "三"]
    assert texts(unit_id=office.villages["西村"]) == ["三"]
    assert texts() == ["一", "二", "三", "四"]
    office.store.close()


def test_what_happened_to_a_problem_is_listed_with_its_old_deadlines(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    draft = ProblemDraft(
        office.villages["东村"],
        "值班电话没人接",
        found_on=date(2026, 6, 1),
        deadline=date(2026, 6, 20),
        measure="排班",
        responsible="曹示例",
    )
    (problem,) = office.services.problems.register([draft]).value
    other = replace(draft, text="会议记录不全", unit_id=office.villages["西村"])
    office.services.problems.register([other])
    facts = StepFacts(date(2026, 6, 17), note="等材料", until=date(2026, 6, 30), approver="孙示例")
    office.services.problems.step([problem.id], Step.EXTEND, facts)
    found = rows_of(office, "problem-events", unit_id=office.villages["东村"])
    assert [(row["step_label"], row["old_deadline"], row["new_deadline"]) for row in found] == [
        ("登记", None, date(2026, 6, 20)),
        ("延期", date(2026, 6, 20), date(2026, 6, 30)),
    ]
    assert [row["text"] for row in rows_of(office, "problem-events", state="extend")] == ["值班电话没人接"]
    office.store.close()
