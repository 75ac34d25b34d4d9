"""The office's own spreadsheets go in: every row in one bucket, twice changes nothing, one undo takes it back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.bootstrap import counted_uids, new_office
from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import PartyClass, PostTitle, UnitKind
from gzparty.exchange.importing import import_file
from gzparty.services.bundle import Services
from gzparty.services.import_result import Decisions, ImportResult
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
UNITS = RESOURCES / "units" / "guanzhuang_units.csv"
VILLAGES = RESOURCES / "units" / "guanzhuang_villages.csv"
SECRETARIES = RESOURCES / "sample" / "secretaries.xlsx"
MEMBERS = RESOURCES / "sample" / "members.xlsx"
NOW = datetime(2026, 6, 10, 9, 0)
HEAD: Sequence[CellValue] = [
    "党支部",
    "姓名",
    "性别",
    "出生日期",
    "入党日期",
    "党员类别",
    "党内职务",
    "联系电话",
    "党小组",
]
ZHANG: Sequence[CellValue] = [
    "官庄村党支部",
    "张三",
    "男",
    "1970-01-02",
    "1999年7月",
    "正式党员",
    "",
    "13800000001",
    "",
]
PLANTED = ["严示例", "张示例", "李示例", "闫示例"]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with new_office(tmp_path / "office.gzparty", lambda: NOW, counted_uids()) as opened:
        import_file(opened, "units", UNITS)
        yield opened


def buckets(result: ImportResult) -> tuple[int, ...]:
    lists = (result.suspect, result.rejected, result.ignored)
    return (result.added, result.updated, result.same, *(len(found) for found in lists))


def members(
    services: Services,
    folder: Path,
    *rows: Sequence[CellValue],
    decisions: Decisions | None = None,
    dry_run: bool = False,
) -> ImportResult:
    path = files.write_xlsx(folder / "members.xlsx", [HEAD, *rows])
    return import_file(services, "members", path, decisions=decisions, dry_run=dry_run)


def names_of(result: ImportResult) -> list[str]:
    return sorted(str(report.reason.parameters["name"]) for report in result.suspect)


def test_the_sample_goes_in_with_the_numbers_of_its_description(services: Services) -> None:
    people = services.store.people
    assert buckets(import_file(services, "secretaries", SECRETARIES)) == (59, 0, 0, 0, 0, 5)
    assert (len(people.people()), len(people.posts()), len(people.vacancies())) == (57, 58, 1)
    double = services.people.find_person("覃示例")
    units = {unit.id: unit.name for unit in services.people.units()}
    assert sorted(units[post.unit_id] for post in people.posts(double.id)) == ["小阿陀村", "李家庄村"]
    assert sum(post.acting for post in people.posts()) == 6
    result = import_file(services, "members", MEMBERS)
    assert buckets(result) == (1671, 0, 0, 4, 0, 2)
    assert result.rows == 1677
    assert names_of(result) == PLANTED
    assert len(people.people()) == 1675


def test_the_other_order_asks_about_the_same_four_people(services: Services) -> None:
    assert buckets(import_file(services, "members", MEMBERS)) == (1675, 0, 0, 0, 0, 2)
    result = import_file(services, "secretaries", SECRETARIES)
    assert buckets(result) == (2, 53, 0, 4, 0, 5)
    assert names_of(result) == PLANTED
    holders = services.store.people.holders([PostTitle.SECRETARY], NOW.date())
    assert len(holders) == len({holder.unit.id for holder in holders}) == 58


def test_twice_changes_nothing_and_one_undo_takes_it_back(services: Services) -> None:
    journal = services.store.journal
    first = import_file(services, "secretaries", SECRETARIES)
    assert journal.deeds()[0].name == "导入 书记花名册 59 行"
    again = import_file(services, "secretaries", SECRETARIES)
    assert buckets(again) == (0, 0, 59, 0, 0, 5)
    assert (again.action, again.backup) == (0, "")
    assert journal.deeds()[0].id == first.action
    journal.undo(1, NOW)
    assert services.store.people.people() == []
    assert services.store.people.vacancies() == []


def test_a_verified_copy_is_made_before_unless_there_is_nobody_to_lose(services: Services) -> None:
    dry = import_file(services, "secretaries", SECRETARIES, dry_run=True)
    assert (dry.added, dry.backup, dry.action) == (59, "", 0)
    assert services.store.people.people() == []
    assert import_file(services, "secretaries", SECRETARIES).backup == ""
    copy = Path(import_file(services, "members", MEMBERS).backup)
    with sqlite3.connect(copy) as before:
        assert before.execute("SELECT count(*) FROM person").fetchone() == (57,)
    before.close()


def test_members_have_group_class_and_posts(services: Services) -> None:
    import_file(services, "members", MEMBERS)
    store = services.store.people
    assert len(store.groups()) == 81
    classes = [membership.party_class for membership in store.memberships()]
    assert classes.count(PartyClass.PROBATIONARY) == 266
    assert sum(membership.mobile for membership in store.memberships()) == 135
    assert {person.nation for person in store.people()} == {"汉族", "回族"}
    titles = [post.title for post in store.posts()]
    assert titles.count(PostTitle.SECRETARY) == 57
    assert titles.count(PostTitle.ORGANISATION_MEMBER) == 59


def test_notes_tell_of_a_differing_education_and_community(services: Services) -> None:
    notes = import_file(services, "secretaries", SECRETARIES).to_json()["notes"]
    assert notes == [
        "第 44 行：覃示例的文化程度：已记 中专，表里是 本科。",
        "第 62 行：南坦村：已记属于阿陀社区，表里写的是埠南头社区。",
    ]


def test_the_result_is_plain_json_that_masks_phones(services: Services) -> None:
    import_file(services, "secretaries", SECRETARIES)
    text = json.dumps(import_file(services, "members", MEMBERS).to_json(), ensure_ascii=False)
    assert "严示例的电话：已记 154****8629，表里是 154****8211。" in text
    assert "15400008629" not in text


@pytest.mark.parametrize(
    ("decision", "people", "phone"),
    [("same", 1, "13800000001"), ("sheet", 1, "13900000009"), ("new", 2, "13800000001")],
)
def test_a_decision_settles_a_suspect_row(
    services: Services, tmp_path: Path, decision: str, people: int, phone: str
) -> None:
    members(services, tmp_path, ZHANG)
    other = [*ZHANG[:7], "13900000009", ""]
    assert buckets(members(services, tmp_path, other))[3] == 1
    members(services, tmp_path, other, decisions={2: decision})
    found = [person for person in services.store.people.people() if person.name == "张三"]
    assert len(found) == people
    assert found[0].phone == phone


def test_a_row_left_out_is_ignored_and_counted(services: Services, tmp_path: Path) -> None:
    result = members(services, tmp_path, ZHANG, decisions={2: "skip"})
    assert buckets(result) == (0, 0, 0, 0, 0, 2)
    assert services.store.people.people() == []


def test_january_or_october_is_settled_by_the_offered_value(services: Services, tmp_path: Path) -> None:
    row = [*ZHANG[:3], 1985.1, *ZHANG[4:]]
    result = members(services, tmp_path, row)
    assert (result.suspect[0].cell, result.suspect[0].choices[:2]) == ("D2", ("1985-01", "1985-10"))
    members(services, tmp_path, row, decisions={2: "1985-10"})
    assert str(services.people.find_person("张三").birth) == "1985-10"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (0, "官庄屯村", "unit_not_found_near"),
        (0, "", "unit_empty"),
        (1, "", "name_missing"),
        (2, "南", "word_unknown"),
        (3, "2023年2月31日", "date_impossible"),
        (5, "群众", "word_unknown"),
        (7, "1.38E+10", "number_truncated"),
    ],
)
def test_a_wrong_cell_rejects_its_row_and_leaves_the_others(
    services: Services, tmp_path: Path, column: int, value: str, code: str
) -> None:
    wrong: list[CellValue] = list(ZHANG)
    wrong[column] = value
    result = members(services, tmp_path, wrong, [*ZHANG[:1], "李四", *ZHANG[2:7], "", ""])
    assert buckets(result) == (1, 0, 0, 0, 1, 1)
    assert result.rejected[0].reason.code == code
    assert result.rejected[0].repair is not None


def test_an_unknown_village_offers_the_nearest_names(services: Services, tmp_path: Path) -> None:
    result = members(services, tmp_path, ["前朱家村", *ZHANG[1:]])
    assert "前朱家庄村" in str(result.rejected[0].reason.parameters["names"])


def test_people_the_sheet_no_longer_names_are_listed_and_stay(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG, ["坡庄村党支部", *ZHANG[1:7], "", ""])
    result = members(services, tmp_path, ["官庄村", "李四", *ZHANG[2:7], "", ""])
    assert [person.label for person in result.missing] == ["张三@官庄村"]
    assert all(m.interval.valid_to is None for m in services.store.people.memberships())


def test_a_fuller_sheet_fills_gaps_and_makes_dates_exact(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, [*ZHANG[:3], "1970年1月", *ZHANG[4:7], "", ""])
    assert buckets(members(services, tmp_path, ZHANG))[:3] == (0, 1, 0)
    person = services.people.find_person("张三")
    assert (str(person.birth), person.phone) == ("1970-01-02", "13800000001")
    assert buckets(members(services, tmp_path, [*ZHANG[:3], "1970年", *ZHANG[4:]]))[:3] == (0, 0, 1)


def test_a_probationary_member_becomes_full_from_today(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, [*ZHANG[:5], "预备党员", *ZHANG[6:]])
    members(services, tmp_path, ZHANG)
    before, after = services.store.people.memberships()
    assert (before.party_class, before.interval.valid_to) == (PartyClass.PROBATIONARY, NOW.date())
    assert (after.party_class, after.interval.valid_from) == (PartyClass.FULL, NOW.date())


def test_a_member_of_another_branch_moves_only_when_decided(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG)
    moved = ["坡庄村党支部", *ZHANG[1:]]
    assert members(services, tmp_path, moved).suspect[0].reason.code == "member_elsewhere"
    members(services, tmp_path, moved, decisions={2: "sheet"})
    assert len(services.store.people.people()) == 1
    current = [m for m in services.store.people.memberships() if NOW.date() in m.interval]
    assert [m.unit_id for m in current] == [services.people.find_unit("坡庄村").id]


def test_a_namesake_of_another_branch_is_another_person(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG, ["坡庄村党支部", *ZHANG[1:7], "13900000002", ""])
    assert len(services.store.people.people()) == 2


def test_another_secretary_is_asked_before_the_recorded_one_ends(services: Services, tmp_path: Path) -> None:
    head = ["村", "姓名", "任现职时间", "备注"]

    def secretary(*row: CellValue, decisions: Decisions | None = None) -> ImportResult:
        path = files.write_xlsx(tmp_path / "s.xlsx", [head, row])
        return import_file(services, "secretaries", path, decisions=decisions)

    secretary("官庄村", "张三", "2020年3月", "")
    assert secretary("官庄村", "李四", "2026年5月", "").suspect[0].reason.code == "post_taken"
    secretary("官庄村", "李四", "2026年5月", "", decisions={2: "sheet"})
    old, new = services.store.people.posts()
    assert (old.until, new.until) == (date(2026, 5, 1), None)
    assert secretary("官庄村", "", "", "空缺").suspect[0].reason.code == "post_not_vacant"
    secretary("官庄村", "", "", "空缺", decisions={2: "sheet"})
    assert len(services.store.people.vacancies()) == 1
    assert services.store.people.holders([PostTitle.SECRETARY], NOW.date()) == []
    secretary("官庄村", "王五", "2026年6月", "代书记")
    assert [h.person.name for h in services.store.people.holders([PostTitle.SECRETARY], NOW.date())] == [
        "王五"
    ]


def test_units_take_kind_parent_and_names(services: Services) -> None:
    units = services.people.units()
    by_name = {unit.name: unit for unit in units}
    village = by_name["官庄村"]
    assert (len(units), village.kind, village.party_name) == (73, UnitKind.VILLAGE_BRANCH, "官庄村党支部")
    assert village.party_parent == by_name["官庄社区"].id
    assert by_name["官庄社区"].party_parent == by_name["官庄镇党委"].id
    assert buckets(import_file(services, "units", UNITS)) == (0, 0, 73, 0, 0, 1)


def test_the_bureau_s_list_adds_only_the_village_committees_names(services: Services) -> None:
    assert buckets(import_file(services, "units", VILLAGES)) == (0, 59, 0, 0, 0, 1)
    assert buckets(import_file(services, "units", VILLAGES)) == (0, 0, 59, 0, 0, 1)


def test_a_county_s_villages_go_in_although_names_repeat_between_towns(tmp_path: Path) -> None:
    with new_office(tmp_path / "county.gzparty", lambda: NOW, counted_uids()) as county:
        result = import_file(county, "units", RESOURCES / "units" / "anqiu_villages.csv")
        assert (result.added, result.rejected) == (887 - len(result.suspect), [])
        assert (
            buckets(import_file(county, "units", RESOURCES / "units" / "anqiu_villages.csv"))[2]
            == result.added
        )


def test_a_unit_with_an_unknown_parent_or_kind_is_rejected(services: Services, tmp_path: Path) -> None:
    rows = [
        ["name", "kind", "parent"],
        ["新村", "村", "没有社区"],
        ["新办", "什么", ""],
        ["东村", "村", "官庄社区"],
    ]
    result = import_file(services, "units", files.write_csv(tmp_path / "u.csv", rows))
    assert (result.added, [report.reason.code for report in result.rejected]) == (
        1,
        ["unit_not_found_near", "word_unknown"],
    )


def test_an_unreadable_file_stores_nothing(services: Services, tmp_path: Path) -> None:
    deeds = len(services.store.journal.deeds())
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Refusal):
        import_file(services, "members", tmp_path / "a.xlsx")
    assert len(services.store.journal.deeds()) == deeds


CELL = st.sampled_from(
    [
        "",
        "张三",
        "李四",
        "官庄村",
        "1985.1",
        1985.1,
        "是",
        "合计",
        21981.0,
        "男",
        "书记",
        "空缺",
        "13800000001",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=9, max_size=9), min_size=1, max_size=6))
def test_whatever_the_rows_hold_each_lands_in_one_bucket(
    services: Services, tmp_path: Path, rows: list[list[CellValue]]
) -> None:
    result = members(services, tmp_path, ZHANG, *rows, dry_run=True)
    listed = [report.row for found in (result.suspect, result.rejected, result.ignored) for report in found]
    assert len(listed) == len(set(listed))
    last = max((index for index, row in enumerate(rows, 3) if any(row)), default=2)
    assert result.rows == last
    assert json.dumps(result.to_json(), ensure_ascii=False)
