"""Cells put right, decisions, and people whom a sheet no longer names: each in one import, one undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from gzparty.bootstrap import counted_uids, new_office
from gzparty.domain.damage import CellValue
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.importing import import_file, import_table
from gzparty.exchange.reading import read_table
from gzparty.services.bundle import Services
from gzparty.services.import_draft import ImportDraft
from gzparty.services.import_result import Gone, GoneDecision, ImportResult
from tests.exchange import files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample"
NOW = datetime(2026, 6, 10, 9, 0)
HEAD: Sequence[CellValue] = ["党支部", "姓名", "出生日期", "联系电话"]
ZHANG: Sequence[CellValue] = ["官庄村", "张示例", "1970-01-02", "13800000001"]
LI: Sequence[CellValue] = ["官庄村", "李示例", "1980-05", "13800000002"]
SUN: Sequence[CellValue] = ["官庄村", "孙示例", "1981-05", "13800000003"]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with new_office(tmp_path / "office.gzparty", lambda: NOW, counted_uids()) as opened:
        import_file(opened, "units", RESOURCES / "units" / "guanzhuang_units.csv")
        yield opened


def members(
    services: Services,
    folder: Path,
    *rows: Sequence[CellValue],
    edits: dict[tuple[int, str], str] | None = None,
    decisions: dict[int, str] | None = None,
    gone: dict[str, GoneDecision] | None = None,
) -> ImportResult:
    table = read_table(files.write_xlsx(folder / "m.xlsx", [HEAD, *rows]), "members").with_edits(edits or {})
    if not gone:
        return import_table(services, table, decisions=decisions)
    keys = {person.name: person.key for person in import_table(services, table, True).missing}
    decided = {keys[name]: decision for name, decision in gone.items()}
    return import_table(services, table, decisions=decisions, gone=decided)


def current(services: Services) -> list[str]:
    today = NOW.date()
    names = {person.id: person.name for person in services.store.people.people()}
    return [names[m.person_id] for m in services.store.people.memberships() if today in m.interval]


def test_a_cell_put_right_lets_its_row_in(services: Services, tmp_path: Path) -> None:
    wrong: Sequence[CellValue] = ["官莊村", *ZHANG[1:]]
    result = members(services, tmp_path, wrong)
    assert (result.rejected[0].field, result.rejected[0].offers[0]) == ("unit", "官庄村")
    mended = members(services, tmp_path, wrong, edits={(2, "unit"): "官庄村", (99, "unit"): "坡庄村"})
    assert (mended.added, mended.rejected) == (1, [])
    assert mended.taken_rows == {2}


@pytest.mark.parametrize("text", ["=1+1", "\x00\x07", "#REF!", "9" * 100_000, "'", "2003.13"])
def test_whatever_is_typed_into_a_cell_is_judged_and_loses_nothing(
    services: Services, tmp_path: Path, text: str
) -> None:
    for field in ("unit", "name", "birth", "phone"):
        result = members(services, tmp_path, LI, ZHANG, edits={(3, field): text}, decisions={2: "skip"})
        assert result.added + result.same + len(result.suspect) + len(result.rejected) == 1
    assert "李示例" not in current(services)


def test_the_four_planted_conflicts_stand_side_by_side(services: Services) -> None:
    import_file(services, "secretaries", SAMPLE / "secretaries.xlsx")
    result = import_file(services, "members", SAMPLE / "members.xlsx")
    facts = [(one.field, one.stored, one.given) for report in result.suspect for one in report.differences]
    assert len(result.suspect) == 4
    assert ("phone", "154****8629", "154****8211") in facts
    assert {field for field, _stored, _given in facts} == {"phone", "joined"}
    assert all(report.field == report.differences[0].field for report in result.suspect)


def test_a_new_secretary_is_asked_about_with_all_that_would_be_overruled(
    services: Services, tmp_path: Path
) -> None:
    members(services, tmp_path, ZHANG, LI)
    head = ["村", "姓名", "联系电话"]
    for row in (["官庄村", "张示例", ""], ["官庄村", "李示例", "13900000009"]):
        result = import_file(services, "secretaries", files.write_csv(tmp_path / "s.csv", [head, row]))
    assert [(one.field, one.stored, one.given) for one in result.suspect[0].differences] == [
        ("secretary", "张示例", "李示例"),
        ("phone", "138****0002", "139****0009"),
    ]


def test_another_person_decided_on_twice_is_stored_once(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG)
    other = [*ZHANG[:3], "13900000009"]
    assert members(services, tmp_path, other, decisions={2: "new"}).added == 1
    again = members(services, tmp_path, other, decisions={2: "new"})
    assert (again.added, again.same, again.action) == (0, 1, 0)
    assert current(services).count("张示例") == 2


def test_a_second_unit_of_one_name_decided_on_twice_is_stored_once(
    services: Services, tmp_path: Path
) -> None:
    rows = [["名称", "类别", "上级"], ["新村", "村", "官庄社区"], ["新村", "村", "管公社区"]]
    path = files.write_csv(tmp_path / "u.csv", rows)
    before = len(services.people.units())
    for _round in range(2):
        import_file(services, "units", path, decisions={3: "new"})
    assert len(services.people.units()) == before + 2


def test_who_is_named_in_a_row_set_aside_is_not_missing(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG, LI)
    wrong_cell = members(services, tmp_path, ZHANG, [*LI[:2], "1980.13", LI[3]])
    assert (len(wrong_cell.rejected), wrong_cell.missing) == (1, [])
    wrong_village = members(services, tmp_path, ZHANG, ["官莊村", *LI[1:]])
    assert (len(wrong_village.rejected), wrong_village.missing) == (1, [])
    assert members(services, tmp_path, ZHANG, LI, decisions={3: "skip"}).missing == []
    assert [person.name for person in members(services, tmp_path, ZHANG).missing] == ["李示例"]


def test_a_missing_person_is_shown_with_unit_and_masked_phone(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG, LI)
    found = members(services, tmp_path, ZHANG).missing[0]
    assert (found.label, found.phone, found.post) == ("李示例@官庄村", "138****0002", "")


def test_leaving_is_stored_with_the_import_and_undone_with_it(services: Services, tmp_path: Path) -> None:
    members(services, tmp_path, ZHANG, LI, SUN)
    day = date(2026, 5, 3)
    gone = {"李示例": GoneDecision(Gone.DIED, day), "孙示例": GoneDecision(Gone.LATER, day)}
    result = members(services, tmp_path, ZHANG, gone=gone)
    assert result.gone == 1
    left = services.people.find_person("李示例")
    assert (left.ended_on, left.ended_reason) == (day, "died")
    assert current(services) == ["张示例", "孙示例"]
    assert services.store.journal.deeds()[0].name == "导入 党员花名册 0 行，不在的 1 人"
    services.store.journal.undo(1, NOW)
    assert current(services) == ["张示例", "李示例", "孙示例"]


def test_a_dismissed_secretary_keeps_the_membership(services: Services, tmp_path: Path) -> None:
    head = ["村", "姓名", "任现职时间"]

    def secretaries(*rows: Sequence[CellValue]) -> Path:
        return files.write_xlsx(tmp_path / "s.xlsx", [head, *rows])

    members(services, tmp_path, ZHANG)
    import_file(services, "secretaries", secretaries(["官庄村", "张示例", "2020年3月"]))
    table = read_table(secretaries(["官庄村", "李示例", "2026年5月"]), "secretaries")
    missing = import_table(services, table, True).missing
    assert [(person.label, person.post) for person in missing] == [("张示例@官庄村", "党支部书记")]
    gone = {missing[0].key: GoneDecision(Gone.ENDED, date(2026, 5, 1))}
    import_table(services, table, gone=gone)
    posts = services.store.people.posts()
    assert [post.until for post in posts] == [date(2026, 5, 1)]
    assert current(services) == ["张示例"]


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 6, 11), "gone_in_future"), (date(2020, 1, 1), "gone_too_early")]
)
def test_an_impossible_day_of_leaving_stores_nothing_at_all(
    services: Services, tmp_path: Path, day: date, code: str
) -> None:
    members(services, tmp_path, ZHANG)
    moved = ["坡庄村", *ZHANG[1:]]
    members(services, tmp_path, moved, decisions={2: "sheet"})
    with pytest.raises(Refusal) as caught:
        members(services, tmp_path, ["坡庄村", *LI[1:]], gone={"张示例": GoneDecision(Gone.MOVED, day)})
    assert caught.value.args == (code,)
    assert current(services) == ["张示例"]


def test_a_mapping_once_kept_is_used_for_the_next_sheet_of_its_make(
    services: Services, tmp_path: Path
) -> None:
    head: Sequence[CellValue] = ["村", "当家人", "姓名"]
    path = files.write_csv(tmp_path / "a.csv", [head, ["官庄村", "张示例", "孙示例"]])
    key = "村\t当家人\t姓名"
    from gzparty.domain.table import TableKind

    services.imports.remember(TableKind.MEMBERS, key, {"B": "name", "C": ""})
    assert import_file(services, "members", path).columns == {"unit": "A", "name": "B"}
    assert current(services) == ["张示例"]
    by_hand = import_file(services, "members", path, overrides={"C": "name"}, dry_run=True)
    assert by_hand.columns["name"] == "C"
    other = files.write_csv(tmp_path / "b.csv", [["村", "姓名"], ["官庄村", "李示例"]])
    assert import_file(services, "members", other, dry_run=True).columns["name"] == "B"
    assert services.imports.remembered_kind(key) is TableKind.MEMBERS
    assert services.imports.remembered_kind("村\t姓名") is None


def test_work_on_a_file_is_kept_and_a_damaged_draft_is_no_hindrance(services: Services) -> None:
    draft = ImportDraft(
        sheet="党员", mapping={"B": "name"}, edits={(2, "unit"): "官庄村"}, decisions={3: "same"}
    )
    draft.gone[1, 2] = GoneDecision(Gone.MOVED, date(2026, 5, 1))
    services.imports.keep_draft("abc", draft)
    assert services.imports.draft("abc") == draft
    assert services.imports.draft("abd") is None
    for text in ("", "[]", '{"kind": "x"}', "null"):
        services.store.drafts.save("import", "abc", text, NOW)
        assert services.imports.draft("abc") is None
    services.imports.drop_draft("abc")
    assert services.store.drafts.all() == []


def test_past_imports_are_listed_and_one_is_taken_back_days_later(services: Services, tmp_path: Path) -> None:
    first = members(services, tmp_path, ZHANG)
    services.offices.establish("官庄镇")
    assert [deed.kind for deed in services.imports.past()] == ["import.members", "import.units"]
    done = services.imports.take_back(first.action)
    assert "person" in done.kinds
    assert current(services) == []
    assert [deed.undone for deed in services.imports.past()] == [True, False]


def test_an_import_with_later_work_on_it_is_refused_with_the_list(services: Services, tmp_path: Path) -> None:
    first = members(services, tmp_path, ZHANG, LI)
    services.people.leave(services.people.find_person("李示例").id, date(2026, 6, 1), "moved")
    with pytest.raises(Refusal) as caught:
        services.imports.take_back(first.action)
    assert caught.value.args == ("take_back_blocked",)
    assert "李示例 转出" in str(caught.value.diagnostics[0].parameters["names"])
    assert current(services) == ["张示例"]


def test_of_a_secretary_whose_post_is_given_away_the_death_is_noted_all_the_same(
    services: Services, tmp_path: Path
) -> None:
    secretaries(services, tmp_path, ("官庄村", "张示例"), ("别家屯村", "李示例"), ("坡庄村", "孙示例"))
    rows = (("官庄村", "周示例"), ("别家屯村", "空缺"), ("坡庄村", "孙示例"))
    replaced = {2: "sheet", 3: "sheet"}
    found = secretaries(services, tmp_path, *rows, decisions=replaced, dry_run=True).missing
    assert [person.name for person in found] == ["张示例", "李示例"]
    died = {found[0].key: GoneDecision(Gone.DIED, date(2026, 5, 1))}
    assert secretaries(services, tmp_path, *rows, decisions=replaced, gone=died).gone == 1
    assert services.people.find_person("张示例").ended_reason == "died"
    assert services.people.find_person("李示例").ended_on is None
    assert secretaries(services, tmp_path, *rows).missing == []


def secretaries(
    services: Services,
    folder: Path,
    *rows: Sequence[CellValue],
    decisions: dict[int, str] | None = None,
    gone: dict[tuple[int, int], GoneDecision] | None = None,
    dry_run: bool = False,
) -> ImportResult:
    sheet = files.write_xlsx(folder / "s.xlsx", [["村党支部", "书记姓名"], *rows])
    return import_table(services, read_table(sheet, "secretaries"), dry_run, decisions=decisions, gone=gone)
