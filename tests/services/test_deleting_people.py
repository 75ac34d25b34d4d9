"""Five hundred people deleted in one deed: nothing is lost, whenever and by whichever way they come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import Interval, PartyClass
from gzparty.labels import refusal_text
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft
from tests.builders import NOW, Office, a_membership, a_person, an_office, dump

MANY = 500
UIDS = 50_000


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with 500 members beside its secretaries."""
    built = an_office(tmp_path)
    branch = built.villages["东村"]
    with built.store.action("导入 花名册 500 行", "import.members", NOW, "test"):
        people = [a_person(f"示例{number}", note=str(number)) for number in range(MANY)]
        for person in built.store.people.insert_people(people):
            held = a_membership(person, branch, interval=Interval(date(2020, 1, 1)))
            built.store.people.insert_membership(replace(held, party_class=PartyClass.FULL))
    yield built
    built.store.close()


def the_many(office: Office) -> list[int]:
    return [person.id for person in office.store.people.people() if person.note]


def reopened(office: Office, at: datetime) -> Office:
    """The office after the program was closed and started again."""
    office.store.close()
    store = SqliteStore.open_writer(office.store.path, at)
    office.clock.moment = at
    return replace(office, store=store, services=services_on(store, office.clock, counted_uids(UIDS)))


def test_500_people_deleted_come_back_by_undo_and_every_row_is_the_same(office: Office) -> None:
    before = office.dump()
    office.services.people.delete(the_many(office))
    deleted = office.dump()
    assert the_many(office) == []
    assert len(deleted["person"]) == len(before["person"]) - MANY
    later = reopened(office, datetime(2026, 7, 1, 8))
    (deed,) = later.services.offices.undo()
    assert deed.name == "删除 示例0 等 500 人"
    assert dump(later.store) == before
    again = reopened(later, datetime(2026, 7, 2, 8))
    again.services.offices.redo()
    assert dump(again.store) == deleted
    assert again.store.check() == []
    again.store.close()


def test_500_deleted_people_come_back_out_of_the_bin_in_two_goes(office: Office) -> None:
    before = office.dump()
    office.services.people.delete(the_many(office))
    office.services.people.add_person(PersonDraft("后来的示例"))
    later = reopened(office, datetime(2026, 7, 1, 8))
    found = [one.entry for one in later.services.recycled.all()]
    assert len(found) == MANY
    later.services.recycled.bring_back(found[:1])
    later.services.recycled.bring_back(found[1:])
    later.services.people.delete([later.services.people.find_person("后来的示例").id])
    assert dump(later.store) == before
    later.store.close()


def test_an_import_is_taken_back_days_later_though_other_things_were_done_since(office: Office) -> None:
    imported = next(one for one in office.services.offices.deeds() if one.kind == "import.members")
    added = office.services.people.add_person(PersonDraft("后来的示例")).value
    later = reopened(office, datetime(2026, 7, 5, 8))
    later.services.offices.take_back(imported.id)
    assert the_many(later) == []
    assert later.services.people.find_person("后来的示例").id == added.id
    later.services.offices.redo()
    assert len(the_many(later)) == MANY
    later.store.close()


def test_posts_and_training_elsewhere_go_and_come_back_with_their_person(office: Office) -> None:
    person = office.services.people.find_person("一示例")
    office.services.outside.add(OutsideDraft(person.id, "县里培训", date(2026, 3, 2), 16))
    before = office.dump()
    office.services.people.delete([person.id])
    assert office.store.people.posts(person.id) == []
    assert list(office.store.outside.of_person(person.id)) == []
    (gone,) = office.services.recycled.all()
    assert (gone.name, gone.kind, gone.along) == ("一示例", "人员", 3)
    office.services.recycled.bring_back([gone.entry])
    assert office.dump() == before


def test_whoever_stands_on_a_record_is_not_deleted_and_neither_are_the_others(office: Office) -> None:
    person = office.services.people.find_person("一示例")
    training = office.services.trainings.plan(2026, "每月第三个周三 14:30").value[5]
    office.services.rolls.mark_unmarked(training.sitting_id)
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        office.services.people.delete([*the_many(office), person.id])
    assert refusal_text(caught.value) == (
        "一示例@东村（共 1 人）有签到、记录或名单提到，不能删；人走了用“调离、去世”。"
    )
    assert office.dump() == before
