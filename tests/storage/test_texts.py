"""The full-text index: equal to looking through every text, and in step with every way a record can change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import SqliteStore
from gzparty.domain.full_text import folded, holds, words
from gzparty.domain.meeting import Meeting, MeetingKind, Vote, VoteKind
from tests.builders import NOW, Office, a_sitting, a_unit

ALPHABET = "党日学习主题a1，。 \n𬭎"


def a_meeting(store: SqliteStore, content: str, **changes: object) -> Meeting:
    """A stored record of a branch, in an action of its own."""
    with store.action("登记", "meeting.register", NOW, "test"):
        sitting = store.sittings.insert(a_sitting())
        units = store.people.units(NOW.date())
        unit = units[0].id if units else store.people.insert_unit(a_unit())
        number = store.meetings.next_number(2026)
        meeting = Meeting(
            0, f"m{number}", number, sitting, MeetingKind.STUDY, unit, None, "2026-06", content=content
        )
        meeting = replace(meeting, **changes)  # type: ignore[arg-type]
        return replace(meeting, id=store.meetings.insert(meeting))


def found(store: SqliteStore, query: str) -> list[int]:
    return [row_id for row_id, _text in store.texts.find("meeting", words(query), 50)]


def test_a_word_of_two_characters_is_found_and_never_across_a_comma(store: SqliteStore) -> None:
    hit = a_meeting(store, "商量麦收防火值班分工")
    a_meeting(store, "商量麦收防，火速办理")
    assert found(store, "防火") == [hit.id]
    assert found(store, "防火 分工") == [hit.id]
    assert found(store, "防火 祭扫") == []


def test_marks_are_told_apart_where_they_are_asked_for(store: SqliteStore) -> None:
    comma, _stop = a_meeting(store, "学习，讨论"), a_meeting(store, "学习。讨论")
    assert found(store, "学习，讨论") == [comma.id]


def test_the_newest_stand_first_and_no_more_than_asked_for(store: SqliteStore) -> None:
    ids = [a_meeting(store, "学习条例").id for _number in range(4)]
    assert [row_id for row_id, _text in store.texts.find("meeting", ("条例",), 3)] == ids[:0:-1]


def test_undo_redo_and_deleting_are_followed(store: SqliteStore) -> None:
    meeting = a_meeting(store, "学习条例")
    with store.action("修改", "meeting.change", NOW, "test"):
        store.meetings.update(replace(meeting, content="清理河道"))
    assert (found(store, "条例"), found(store, "河道")) == ([], [meeting.id])
    store.journal.undo(1, NOW)
    assert (found(store, "条例"), found(store, "河道")) == ([meeting.id], [])
    store.journal.redo(1, NOW)
    assert found(store, "河道") == [meeting.id]
    with store.action("删除", "meeting.delete", NOW, "test"):
        store.meetings.delete(meeting.id)
    assert found(store, "河道") == []
    store.journal.undo(1, NOW)
    assert found(store, "河道") == [meeting.id]


def test_what_stands_below_a_record_is_found_as_the_record(store: SqliteStore) -> None:
    meeting = a_meeting(store, "")
    vote = Vote(0, "v1", meeting.id, 1, VoteKind.GENERAL, "同意发展两名积极分子", 16, 10)
    with store.action("表决", "vote.add", NOW, "test"):
        vote = replace(vote, id=store.meetings.insert_vote(vote))
    assert found(store, "积极分子") == [meeting.id]
    with store.action("删表决", "vote.delete", NOW, "test"):
        store.meetings.delete_vote(vote.id)
    assert found(store, "积极分子") == []


def test_what_was_rolled_back_is_not_found(store: SqliteStore) -> None:
    meeting = a_meeting(store, "学习条例")
    with suppress(KeyboardInterrupt), store.action("修改", "meeting.change", NOW, "test"):
        store.meetings.update(replace(meeting, content="清理河道"))
        raise KeyboardInterrupt
    assert (found(store, "条例"), found(store, "河道")) == ([meeting.id], [])


def test_what_was_said_in_a_talk_is_never_found(office: Office) -> None:
    tables = {row[0] for row in office.store.connection.execute("SELECT name FROM sqlite_schema")}
    assert "text_meeting" in tables
    assert not [name for name in tables if name.startswith("text_talk")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(ALPHABET, max_size=14), min_size=1, max_size=8),
    query=st.text(ALPHABET, max_size=4),
)
def test_the_index_finds_what_looking_through_every_text_finds(
    store: SqliteStore, texts: list[str], query: str
) -> None:
    wanted = words(query)
    if not wanted:
        return
    meetings = [a_meeting(store, text) for text in texts]
    mine = {meeting.id for meeting in meetings}
    every = {meeting.id: meeting.content for meeting in store.meetings.between("2026", "2026-Z")}
    expected = {row_id for row_id, text in every.items() if holds(text, wanted)}
    hits = {row_id for row_id, _text in store.texts.find("meeting", wanted, 10_000)}
    assert hits == expected
    for word in wanted:
        assert {row_id for row_id in mine if word in folded(every[row_id])} <= {
            row_id for row_id, _text in store.texts.find("meeting", (word,), 10_000)
        }
