"""Everything leaves as workbooks: each list, each year, whole or not at all, and stopped where asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import PartyClass
from gzparty.exchange import selection_records
from gzparty.exchange.everything import export_everything
from gzparty.exchange.workbook import read_sheet
from gzparty.labels import refusal_text
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.people import PersonDraft
from gzparty.services.selection_drafts import MentionDraft
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office, an_office
from tests.selection_entries import DEEDS, a_selection


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_office(tmp_path)
    yield built
    built.store.close()


def never() -> bool:
    return False


def quiet(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


def test_each_list_is_written_and_each_year_has_its_own(office: Office, tmp_path: Path) -> None:
    office.services.trainings.add(TrainingDraft(NOW))
    office.services.trainings.add(TrainingDraft(NOW.replace(year=2025)))
    folder, written = export_everything(office.services, tmp_path, quiet, never)
    names = sorted(path.stem for path in folder.iterdir())
    assert folder == tmp_path / "全部表格 2026-06-17"
    assert len(names) == written
    assert {"单位", "设置", "书记培训-2025", "书记培训-2026"} <= set(names)
    assert not [name for name in names if name.startswith("备份")]


def test_reserve_cadres_leave_by_their_name_only(office: Office, tmp_path: Path) -> None:
    village = office.villages["东村"]
    office.services.cadres.add(ReserveDraft(office.secretaries["一示例"], village, plan="跟班密语"))
    folder, _written = export_everything(office.services, tmp_path, quiet, never)
    names = {path.stem for path in folder.iterdir()}
    assert "班子任期" in names
    assert not [name for name in names if "后备" in name]
    cells = [str(cell) for path in folder.glob("*.xlsx") for row in read_sheet(path).rows for cell in row]
    assert not [cell for cell in cells if "跟班密语" in cell]


def test_phones_leave_in_full_so_that_work_can_go_on_elsewhere(office: Office, tmp_path: Path) -> None:
    person = office.services.people.add_person(PersonDraft("电话示例", phone="13900000001")).value
    office.services.people.admit(person.id, office.villages["东村"], PartyClass.FULL, None)
    folder, _written = export_everything(office.services, tmp_path, quiet, never)
    cells = [cell for row in read_sheet(folder / "党员.xlsx").rows for cell in row]
    assert "13900000001" in cells


def test_selections_leave_whole_and_who_was_named_in_circulars_stays(office: Office, tmp_path: Path) -> None:
    selection_records.record(office.services, "selections", a_selection())
    named = MentionDraft(date(2026, 5, 4), "禁止外传的通报", office.secretaries["一示例"])
    office.services.selections.mention(named)
    folder, _written = export_everything(office.services, tmp_path, quiet, never)
    names = {path.stem for path in folder.iterdir()}
    assert {"典型评选-2026", "典型推荐-2026", "评议票数-2026", "历次典型-2026"} <= names
    assert not {"通报点名-2026", "典型轮流情况"} & names
    cells = {str(cell) for path in folder.iterdir() for row in read_sheet(path).rows for cell in row if cell}
    assert {"本人不愿参加评议", "禁止外传的通报", "合作社账目没有公开"} & cells == set()
    assert DEEDS in cells


def test_a_second_export_of_the_day_goes_into_a_folder_of_its_own(office: Office, tmp_path: Path) -> None:
    first, _written = export_everything(office.services, tmp_path, quiet, never)
    second, _written = export_everything(office.services, tmp_path, quiet, never)
    assert second.name == f"{first.name} (2)"


def test_stopped_it_keeps_what_was_written(office: Office, tmp_path: Path) -> None:
    told: list[int] = []
    folder, written = export_everything(
        office.services, tmp_path, lambda done, _total, _name: told.append(done), lambda: len(told) == 2
    )
    assert (written, len(list(folder.iterdir()))) == (2, 2)


def test_a_folder_that_is_not_there_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        export_everything(office.services, tmp_path / "E盘", quiet, never)
    assert refusal_text(caught.value).startswith(f"没找到文件夹 {tmp_path / 'E盘'}")
    assert not (tmp_path / "E盘").exists()
