"""Sheets of nominations go in: every row in one bucket, the rules those of nominating by hand, twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.damage import CellValue
from gzparty.domain.people import PartyClass
from gzparty.domain.selection import Nomination, Selection, Subject
from gzparty.exchange.importing import import_file
from gzparty.labels import sentence
from gzparty.services.import_result import ImportResult, RowReport
from gzparty.services.people import PersonDraft
from gzparty.services.selection_drafts import CategoryDraft, NominationDraft, SelectionDraft
from tests.builders import Office, an_office
from tests.exchange import files

HEAD: list[CellValue] = [
    "序号",
    "姓名",
    "单位",
    "职务",
    "推荐单位",
    "类别",
    "推荐时间",
    "主要事迹",
    "推荐意见",
]
TITLE = "2026年6月典型推荐汇总表"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_office(tmp_path)
    yield built
    built.store.close()


@pytest.fixture
def june(office: Office) -> Selection:
    draft = SelectionDraft(
        "2026-06", "集体增收", opened_on=date(2026, 6, 1), nominate_until=date(2026, 6, 15)
    )
    return office.services.selections.begin(draft).value


def a_row(name: str = "一示例", unit: str = "东村", **cells: CellValue) -> list[CellValue]:
    said: dict[str, CellValue] = {
        "post": "",
        "nominator": "管城社区",
        "category": "",
        "day": "2026-06-10",
        "deeds": "领办合作社",
        "opinion": "同意推荐",
    }
    return [1, name, unit, *(said | cells).values()]


def take(
    office: Office, tmp_path: Path, *rows: list[CellValue], title: str = TITLE, **options: object
) -> ImportResult:
    path = files.write_xlsx(tmp_path / "表.xlsx", [[title], HEAD, *rows])
    if "record" in options:
        from gzparty.exchange.importing import import_table
        from gzparty.exchange.reading import read_table

        return import_table(office.services, read_table(path, "nominations"), **options)  # type: ignore[arg-type]
    return import_file(office.services, "nominations", path, **options)  # type: ignore[arg-type]


def nominated(office: Office, selection: Selection) -> list[Nomination]:
    return list(office.store.selections.nominations([selection.id]))


def only(found: list[RowReport]) -> RowReport:
    (report,) = found
    return report


def test_rows_become_candidates_with_unit_post_and_nominator_of_the_roster(
    office: Office, june: Selection, tmp_path: Path
) -> None:
    result = take(office, tmp_path, a_row(), a_row("二示例", "西村党支部书记", nominator="利见社区"))
    assert (result.added, result.rejected, result.suspect) == (2, [], [])
    first, second = nominated(office, june)
    assert (first.person_id, first.unit_id) == (office.secretaries["一示例"], office.villages["东村"])
    assert (first.post, first.nominator_id) == ("党支部书记", office.communities["管城社区"])
    assert (first.deeds, first.opinion, first.nominated_on) == ("领办合作社", "同意推荐", date(2026, 6, 10))
    assert (second.name, second.unit_id, second.post) == ("二示例", office.villages["西村"], "党支部书记")
    deed = office.services.offices.deeds(1)[0]
    assert (deed.name, deed.kind) == ("导入 典型推荐 2 行", "import.nominations")
    again = take(office, tmp_path, a_row(), a_row("二示例", "西村党支部书记", nominator="利见社区"))
    assert (again.added, again.updated, again.same, again.action) == (0, 0, 2, 0)
    office.services.offices.undo()
    assert nominated(office, june) == []


def test_every_row_of_the_sheet_is_in_exactly_one_bucket(
    office: Office, june: Selection, tmp_path: Path
) -> None:
    office.services.selections.nominate(
        june.id,
        [NominationDraft(office.secretaries["二示例"], nominated_on=date(2026, 6, 3), deeds="旧事迹")],
    )
    result = take(
        office,
        tmp_path,
        a_row(),
        a_row(opinion="又推荐一次"),
        a_row("二示例", "西村"),
        a_row("三示例", "南村", day="2026-06-16"),
        a_row("四示例", "南村"),
        a_row("孙示例", "南村"),
        a_row("三示例", "没有这村"),
        a_row("", "南村"),
        a_row("四示例", "北村", day="2026-06-30"),
        a_row("四示例", "北村", day="6月"),
        ["", "", "", "", "", "", "", "", ""],
        ["填表人：一示例"],
    )
    assert (result.added, result.updated, result.same) == (1, 0, 0)
    assert [(one.row, one.cell, one.reason.code) for one in result.rejected] == [
        (4, "B4", "nomination_twice"),
        (6, "G6", "nomination_late"),
        (9, "C9", "unit_not_found"),
        (10, "B10", "nomination_row_nameless"),
        (12, "G12", "nomination_row_day"),
    ]
    assert [(one.row, one.cell, one.reason.code, one.choices) for one in result.suspect] == [
        (5, "H5", "nomination_row_differs", ("sheet", "skip")),
        (7, "C7", "nomination_row_elsewhere", ("same", "new", "skip")),
        (8, "B8", "nomination_row_unknown", ("new", "skip")),
        (11, "G11", "date_out_of_range", ("sheet", "skip")),
    ]
    assert len(result.ignored) == 4
    assert result.rows == 14
    assert all(sentence(one.reason) for one in (*result.rejected, *result.suspect))


def test_what_is_asked_is_taken_as_decided(office: Office, june: Selection, tmp_path: Path) -> None:
    rows = [a_row("四示例", "南村"), a_row("孙示例", "南村"), a_row("二示例", "东村")]
    result = take(office, tmp_path, *rows, decisions={3: "same", 4: "new", 5: "skip"})
    assert (result.added, result.suspect, result.rejected) == (2, [], [])
    fourth, stranger = nominated(office, june)
    assert (fourth.person_id, fourth.unit_name) == (office.secretaries["四示例"], "北村")
    assert (stranger.person_id, stranger.name, stranger.unit_name) == (None, "孙示例", "南村")


def test_namesakes_are_told_apart_by_their_unit_and_never_guessed(
    office: Office, june: Selection, tmp_path: Path
) -> None:
    for village in ("西村", "南村", "南村"):
        person = office.services.people.add_person(PersonDraft("一示例")).value
        office.services.people.admit(person.id, office.villages[village], PartyClass.FULL, None)
    result = take(office, tmp_path, a_row(unit=""), a_row(unit="南村"), a_row(unit="西村"))
    assert [one.reason.code for one in result.rejected] == ["nomination_row_namesakes"] * 2
    assert "东村、西村、南村" in sentence(result.rejected[0].reason)
    assert [one.unit_name for one in nominated(office, june)] == ["西村"]


def test_a_sheet_that_says_more_fills_blanks_and_asks_where_words_differ(
    office: Office, june: Selection, tmp_path: Path
) -> None:
    take(office, tmp_path, a_row(opinion=""))
    filled = take(office, tmp_path, a_row())
    assert (filled.updated, nominated(office, june)[0].opinion) == (1, "同意推荐")
    changed = a_row(deeds="领办合作社，分红 3 次")
    asked = only(take(office, tmp_path, changed).suspect)
    assert [(one.stored, one.given) for one in asked.differences] == [("领办合作社", "领办合作社，分红 3 次")]
    assert nominated(office, june)[0].deeds == "领办合作社"
    taken = take(office, tmp_path, changed, decisions={3: "sheet"})
    assert (taken.updated, nominated(office, june)[0].deeds) == (1, "领办合作社，分红 3 次")
    other = only(take(office, tmp_path, a_row(nominator="利见社区")).rejected)
    assert sentence(other.reason).startswith("东村一示例已经推荐过")


@pytest.mark.parametrize(
    ("title", "record", "code"),
    [
        ("推荐汇总表", "2026-06", ""),
        ("推荐汇总表", "2026年6月", ""),
        ("推荐汇总表", "", ""),
        ("2026年7月推荐汇总表", "2026-06", ""),
        ("2026年7月推荐汇总表", "", "nomination_row_no_selection"),
        ("推荐汇总表", "2026-99", "nomination_row_selection_unknown"),
    ],
)
def test_the_selection_is_the_one_named_else_that_of_the_month_else_the_only_open_one(
    office: Office, june: Selection, tmp_path: Path, title: str, record: str, code: str
) -> None:
    result = take(office, tmp_path, a_row(), title=title, record=record)
    assert [one.reason.code for one in result.rejected] == ([code] if code else [])
    assert len(nominated(office, june)) == (0 if code else 1)


def test_of_two_open_selections_none_is_guessed(office: Office, june: Selection, tmp_path: Path) -> None:
    office.services.selections.begin(SelectionDraft("2026-06", "另一次"))
    for title in (TITLE, "推荐汇总表"):
        report = only(take(office, tmp_path, a_row(), title=title).rejected)
        assert "2026-06、2026-06-2" in sentence(report.reason)
    assert take(office, tmp_path, a_row(), record="2026-06-2").added == 1
    assert nominated(office, june) == []


def test_after_nominations_were_closed_none_is_taken(office: Office, june: Selection, tmp_path: Path) -> None:
    take(office, tmp_path, a_row())
    office.services.selections.close_nominations(june.id, date(2026, 6, 16))
    result = take(office, tmp_path, a_row(), a_row("二示例", "西村"))
    assert (result.same, [one.reason.code for one in result.rejected]) == (1, ["nominations_closed"])


def test_categories_are_named_where_there_are_several_and_units_where_units_are_chosen(
    office: Office, june: Selection, tmp_path: Path
) -> None:
    stars = (CategoryDraft("担当有为"), CategoryDraft("爱岗敬业", 2))
    office.services.selections.change(june.id, SelectionDraft("2026-06", "之星", categories=stars))
    result = take(
        office,
        tmp_path,
        a_row(category="爱岗敬业"),
        a_row("二示例", "西村"),
        a_row("三示例", "南村", category="别的"),
    )
    assert [one.offers for one in result.rejected] == [("担当有为", "爱岗敬业")] * 2
    _first, second = office.store.selections.categories([june.id])
    assert [one.category_id for one in nominated(office, june)] == [second.id]
    units = office.services.selections.begin(SelectionDraft("2026-05", "先进", subject=Subject.UNIT)).value
    result = take(office, tmp_path, a_row("东村", ""), a_row("没村", ""), record="2026-05")
    assert (result.added, len(result.rejected)) == (1, 1)
    assert [(one.name, one.unit_id) for one in nominated(office, units)] == [
        ("东村", office.villages["东村"])
    ]


def test_a_text_too_long_stops_its_row_and_not_the_sheet(
    office: Office, june: Selection, tmp_path: Path
) -> None:
    result = take(office, tmp_path, a_row(post="长" * 500), a_row("二示例", "西村"))
    assert (result.added, only(result.rejected).reason.code) == (1, "text_too_long")


def test_somebody_who_died_is_not_nominated(office: Office, june: Selection, tmp_path: Path) -> None:
    office.services.people.leave(office.secretaries["三示例"], date(2026, 6, 9), "died")
    result = take(office, tmp_path, a_row("三示例", "南村"), a_row("三示例", "南村", day="2026-06-08"))
    assert (result.added, only(result.rejected).reason.code) == (1, "nomination_of_gone")
