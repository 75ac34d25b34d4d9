"""What is purged is nowhere in the file any more: journal, index of texts, drafts, free pages, write-ahead log."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from db.driver import Connection
from db.store import SqliteStore
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.tip import Reporter, Tip, TipKind
from gzparty.services.tip_drafts import Answer, HandOver, TipDraft
from tests.builders import NOW, TODAY, Office, a_person

RARE = "魋"
"""A character nothing else in the file holds, so that the index of single characters shows it too."""
CONTENT, ANSWER, NOTE = f"{RARE}某收了三千元", f"{RARE}某已经谈话", f"{RARE}的邻居来说的"
KEPT = f"路灯坏了，{RARE.replace(RARE, '龘')}家门口最暗"
HANDED = HandOver(TODAY, "镇纪委 郑示例")


def left_in(folder: Path, text: str) -> list[str]:
    """The files of a folder in which a text stands, as SQLite has it or escaped as in JSON."""
    forms = [text.encode(), ascii(text)[1:-1].encode()]
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


@pytest.fixture
def told(office: Office) -> Tip:
    """An opinion with a past: typed over, answered, deleted and brought back, with a draft half typed."""
    tips = office.services.tips
    tip = tips.add(TipDraft(received_on=date(2026, 6, 1), content=CONTENT), Reporter("孙示例")).value
    tips.change(tip.id, TipDraft(content=CONTENT + "，还有礼品", note=NOTE))
    tips.reply(tip.id, Answer(ANSWER, TODAY))
    tips.delete(tip.id)
    office.services.offices.undo()
    office.store.drafts.save("tip", str(tip.id), CONTENT, NOW)
    tips.add(TipDraft(received_on=date(2026, 6, 1), content=KEPT))
    return tip


def hand_over(office: Office, tip: Tip) -> None:
    office.services.tips.hand_over(tip.id, HANDED, wipe=True)


def test_before_it_is_handed_over_it_stands_in_the_file(office: Office, told: Tip) -> None:
    assert left_in(office.store.path.parent, CONTENT)
    assert left_in(office.store.path.parent, RARE)


def test_of_an_accusation_handed_over_nothing_is_left_in_any_file(office: Office, told: Tip) -> None:
    hand_over(office, told)
    assert left_in(office.store.path.parent, RARE) == []
    office.store.close()
    assert left_in(office.store.path.parent, RARE) == []
    office.store = SqliteStore.open_writer(office.store.path, NOW)


def test_what_was_said_otherwise_stays_with_its_past_and_is_found(office: Office, told: Tip) -> None:
    hand_over(office, told)
    assert "龘" in office.services.tips.all()[1].tip.content
    assert [row for row, _text in office.store.texts.find("tip", ("路灯",), 9)] == [told.id + 1]
    assert office.store.texts.find("tip", (RARE,), 9) == []
    assert office.store.check() == []


def test_a_row_nobody_purged_keeps_its_images(office: Office, told: Tip) -> None:
    other = office.services.tips.all()[1].tip
    office.services.tips.change(other.id, TipDraft(content="路灯修好了"))
    hand_over(office, told)
    (changed, _added) = office.services.offices.history("tip", other.id)
    assert changed.before is not None
    assert changed.before["content"] == KEPT


def test_what_was_typed_before_it_was_seen_to_be_an_accusation_is_left_in_no_file(office: Office) -> None:
    office.store.drafts.save("tip", "new", CONTENT, NOW)
    assert left_in(office.store.path.parent, CONTENT)
    office.services.tips.add(TipDraft(received_on=date(2026, 6, 1), kind=TipKind.ACCUSATION))
    assert left_in(office.store.path.parent, CONTENT) == []
    assert office.services.offices.undo()


def test_nothing_but_the_hand_over_is_left_of_what_is_known_of_it(office: Office, told: Tip) -> None:
    hand_over(office, told)
    for change in office.services.offices.history("tip", told.id):
        before = change.before or {}
        for name in ("content", "reply", "note", "unit_id", "due_on", "replied_on"):
            assert not before.get(name), name
    assert office.store.connection.execute("SELECT count(*) FROM tip_reporter").fetchone()[0] == 0


def test_a_reader_in_the_way_only_puts_it_off_until_the_next_deed(office: Office, told: Tip) -> None:
    reader = SqliteStore.open_reader(office.store.path)
    office.store.connection.execute("PRAGMA busy_timeout = 10")
    with reader.snapshot():
        held(reader.connection)
        hand_over(office, told)
        assert left_in(office.store.path.parent, RARE)
    office.services.tips.add(TipDraft(content="垃圾没人收"))
    assert left_in(office.store.path.parent, RARE) == []
    reader.close()


def test_a_power_cut_before_the_file_was_written_anew_is_made_good_by_the_next_deed(
    office: Office, told: Tip
) -> None:
    reader = SqliteStore.open_reader(office.store.path)
    office.store.connection.execute("PRAGMA busy_timeout = 10")
    with reader.snapshot():
        held(reader.connection)
        hand_over(office, told)
        cut = office.store.path.parent / "after" / office.store.path.name
        cut.parent.mkdir()
        for path in office.store.path.parent.glob(f"{office.store.path.name}*"):
            if path.name.endswith((".gzparty", "-wal")):
                shutil.copy(path, cut.parent / path.name)
    reader.close()
    assert left_in(cut.parent, RARE)
    with closing(SqliteStore.open_writer(cut, NOW)) as store:
        (handed,) = store.journal.deeds_of("tip.hand_over")
        assert store.journal.undo(9, NOW) == []
        with pytest.raises(Refusal, match="take_back_final"):
            store.journal.take_back(handed.id, NOW)
        with store.action("加人", "test", NOW, "test"):
            store.people.insert_person(a_person())
        assert left_in(cut.parent, RARE) == []
        with pytest.raises(Refusal, match="take_back_final"):
            store.journal.take_back(handed.id, NOW)


def test_a_key_left_in_the_log_opens_nobody_that_was_erased(office: Office) -> None:
    tip = office.services.tips.add(TipDraft(content=KEPT), Reporter("孙示例")).value
    sealed = office.store.tips.sealed(tip.uid, 1)
    assert sealed is not None
    office.services.tips.erase_reporter(tip.id)
    assert not any(
        sealed in path.read_bytes() for path in office.store.path.parent.iterdir() if path.is_file()
    )


def test_the_past_is_changed_within_a_deed_only(office: Office, told: Tip) -> None:
    with pytest.raises(RuntimeError):
        office.store.journal.purge("tip", told.id, {"content": ""})
    assert left_in(office.store.path.parent, CONTENT)


def held(connection: Connection) -> None:
    """Begin to read, so that the log cannot be emptied."""
    connection.execute("SELECT count(*) FROM tip").fetchone()
