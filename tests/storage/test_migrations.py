"""Migrations: the newest schema is checked in, old files keep their rows, a failure leaves the file as it was."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import backup, connection, journal, schema, triggers
from db import store as store_module
from db.driver import Connection, IntegrityError, connect
from db.migrations import ROWS_SINCE, SCHEMA_VERSION, STEPS, registered
from db.store import SqliteStore
from gzparty.bootstrap import read_office
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.theme import Theme
from gzparty.domain.tip import Tip, TipChannel, TipKind
from gzparty.labels import refusal_text
from tests.builders import NOW, Clock, a_person, a_unit, an_office, dump
from tests.storage.plans import steps_of

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "db" / "migrations").glob("m*.py"))
STORED = sorted((ROOT / "tests" / "fixtures" / "databases").glob("*.gzparty"))
Step = Callable[["Database"], None]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[Step], None]:
    """Make the program one step newer."""

    def extra(step: Step) -> None:
        def more() -> Migrations:
            migrations = registered()
            migrations(name="m9999_extra")(step)
            return migrations

        monkeypatch.setattr(connection, "registered", more)
        for module in (connection, journal, store_module):
            monkeypatch.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        monkeypatch.setattr(journal, "ROWS_SINCE", SCHEMA_VERSION + 1)

    return extra


def rename_note(db: Database) -> None:
    """Rebuild a table that has triggers, children that cascade and a reference to itself."""
    table: Any = db["unit"]
    table.transform(rename={"note": "remark"})


def test_every_migration_is_registered_in_its_order_and_has_a_test_of_its_own() -> None:
    assert [path.stem for path in MODULES] == [name for name, _statements in STEPS]
    for path in MODULES:
        assert any(name.startswith(f"test_{path.stem}") for name in globals())


def check_refused(store: SqliteStore, *statements: str) -> None:
    """None of these rows can be written."""
    for statement in statements:
        with pytest.raises(IntegrityError), store.action("试", "test", NOW, "test"):
            store.connection.execute(statement)


def test_m0001_ground(store: SqliteStore) -> None:
    tables = set(triggers.journalled_tables(store.connection))
    assert {"unit", "person", "post", "sitting", "attendance", "training", "calendar_day"} <= tables
    check_refused(
        store,
        "INSERT INTO unit(uid, kind, sort_order) VALUES ('u', 'planet', 1)",
        "INSERT INTO person(uid, name, normalized, birth) VALUES ('p', 'a', 'a', '1985.4')",
        "INSERT INTO person(uid, name, normalized, ended_on) VALUES ('p', 'a', 'a', '2026-06')",
        "INSERT INTO sitting(uid, planned_start, planned_end, roster, roll_state)"
        " VALUES ('s', '2026-06-17T14:30', '2026-06-17T14:30', '{}', 'open')",
        "INSERT INTO unit(uid, kind, sort_order) VALUES ('u', 'other', 'first')",
    )


def test_m0002_desk(store: SqliteStore) -> None:
    tables = set(triggers.journalled_tables(store.connection))
    assert {"attachment", "folder_item", "outside_training", "term"} <= tables
    assert not {"import_memory", "reveal_log"} & tables
    digest = "0" * 64
    check_refused(
        store,
        f"INSERT INTO attachment(uid, kind, name, hash, size) VALUES ('a', 'film', 'x', '{digest}', 1)",
        "INSERT INTO attachment(uid, kind, name, hash, size) VALUES ('a', 'photo', 'x', 'short', 1)",
        "INSERT INTO folder_item(uid, sitting_id, kind, state) VALUES ('f', 1, 'photo', 'lost')",
        "INSERT INTO outside_training(uid, person_id, level, title, began_on, credit)"
        " VALUES ('o', 1, 'city', 'x', '2026-05', 8)",
        "INSERT INTO term(uid, unit_id, elected_on, years) VALUES ('t', 1, '2021-03', 50)",
    )


def test_m0003_people_list(store: SqliteStore) -> None:
    """Everyone in the office's order comes from one index: no table is read and nothing is sorted."""
    query = (
        "SELECT id FROM person WHERE +merged_into IS NULL AND (ended_on IS NULL OR ended_on > '2026')"
        " ORDER BY sort_order, id"
    )
    assert [*steps_of(store, query)] == ["SCAN person USING COVERING INDEX person_list"]


def test_m0004_life(store: SqliteStore) -> None:
    tables = set(triggers.journalled_tables(store.connection))
    assert {"meeting", "vote", "appraisal_line", "talk", "yearly_step", "duty", "waiver", "errand"} <= tables
    with store.action("试", "test", NOW, "test"):
        unit = store.people.insert_unit(a_unit())
    check_refused(
        store,
        "INSERT INTO month_lock(uid, month, locked, reason, changed_on) VALUES ('l', '2026', 1, '', '2026-07-01')",
        "INSERT INTO duty(uid, code, valid_from, title, record, scope, every, times, hold_by, report_by, grade)"
        " VALUES ('d', 'x', '2026-07-01', 'x', 'x', 'branch', 'week', 1, 'end', '', 'local')",
        f"INSERT INTO waiver(uid, duty, unit_id, period, reason) VALUES ('w', 'x', {unit}, '2026-Q5', '')",
        f"INSERT INTO life_day(uid, unit_id, rule, starts_at, grace, valid_from)"
        f" VALUES ('g', {unit}, '15日', '7点', 0, '2026-01-01')",
        f"INSERT INTO talk(uid, unit_id, year, held_on, kind, speaker, partner)"
        f" VALUES ('t', {unit}, 2026, '2026-03', 'special', 'a', 'b')",
    )


def test_m0004_life_keeps_attachments_and_never_gives_their_numbers_again(tmp_path: Path) -> None:
    """The table is rebuilt; a number that was given and deleted before must not come back."""
    path = tmp_path / "old.gzparty"
    shutil.copy(STORED[1], path)
    old = connect(str(path))
    triggers.drop_triggers(old)
    sitting = old.execute("SELECT min(id) FROM sitting").fetchone()[0]
    for number in (1, 2):
        old.execute(
            "INSERT INTO attachment(id, uid, sitting_id, kind, name, hash, size) VALUES (?, ?, ?, 'photo', '合影', ?, 9)",
            (number, f"a{number}", sitting, "0" * 64),
        )
    old.execute("DELETE FROM attachment WHERE id = 2")
    old.close()
    store = SqliteStore.open_writer(path, NOW)
    try:
        kept = store.folders.attachments(sitting)
        assert [(one.id, one.name, one.meeting_id) for one in kept] == [(1, "合影", None)]
        with store.action("试", "test", NOW, "test"):
            store.folders.insert([replace(kept[0], id=0, uid="a3")])
        assert [one.id for one in store.folders.attachments(sitting)] == [1, 3]
    finally:
        store.close()


def test_m0005_texts_indexes_what_an_older_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.gzparty"
    shutil.copy(STORED[3], path)
    store = SqliteStore.open_writer(path, NOW)
    try:
        assert [text for _id, text in store.texts.find("training", ("条例解读",), 10)] != []
        assert store.texts.find("training", ("条例解渴",), 10) == []
    finally:
        store.close()


def test_m0006_ledger_keeps_attachments_and_knows_no_accusation_with_content(tmp_path: Path) -> None:
    path = tmp_path / "old.gzparty"
    shutil.copy(STORED[4], path)
    store = SqliteStore.open_writer(path, NOW)
    try:
        with store.action("登记", "tip.add", NOW, "test"):
            tip = Tip(0, "t1", "2026-001", TipKind.ACCUSATION, TipChannel.LETTER, NOW.date())
            store.tips.insert(tip)
            with pytest.raises(IntegrityError):
                store.tips.insert(replace(tip, uid="t2", number="2026-002", content="某某的事"))
        assert [kept.number for kept in store.tips.all()] == ["2026-001"]
        assert {row[3] for row in store.connection.execute("PRAGMA foreign_key_list(attachment)")} >= {
            "problem_id",
            "inspection_id",
        }
    finally:
        store.close()


def test_m0007_selection_keeps_attachments_and_one_theme_a_month(tmp_path: Path) -> None:
    path = tmp_path / "old.gzparty"
    shutil.copy(STORED[5], path)
    store = SqliteStore.open_writer(path, NOW)
    try:
        with store.action("登记", "theme.add", NOW, "test"):
            store.themes.insert(Theme(0, "t1", "2026-06", "集体增收"))
            with pytest.raises(IntegrityError):
                store.themes.insert(Theme(0, "t2", "2026-06", "另一个"))
        assert [theme.title for theme in store.themes.all(2026)] == ["集体增收"]
        assert store.themes.all(2025) == []
        assert {row[3] for row in store.connection.execute("PRAGMA foreign_key_list(attachment)")} >= {
            "theme_id",
            "selection_id",
            "nomination_id",
        }
    finally:
        store.close()


def test_a_new_file_has_the_schema_that_is_checked_in(store: SqliteStore) -> None:
    assert schema.schema_text(store.connection) == schema.FILE.read_text("utf-8"), "run python -m db.schema"


def test_migrations_import_nothing_of_the_living_code() -> None:
    allowed = {"__future__", "typing", "sqlite_utils", "json", "re", "datetime"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            assert {name.partition(".")[0] for name in names} <= allowed, path.name


def test_a_table_with_triggers_and_children_is_rebuilt_and_still_journalled(
    tmp_path: Path, register: Callable[[Step], None]
) -> None:
    office = an_office(tmp_path)
    path, before = office.store.path, office.dump()
    office.store.close()
    register(rename_note)
    store = SqliteStore.open_writer(path, NOW)
    assert connection.schema_version(store.connection) == SCHEMA_VERSION + 1
    assert dump(store) == before
    assert "remark" in triggers.columns_of(store.connection, "unit")
    assert store.check() == []
    with store.action("改", "test", NOW, "test"):
        store.connection.execute("UPDATE unit SET remark = '靠河'")
    with store.action("删", "test", NOW, "test"):
        store.connection.execute("DELETE FROM post")
        store.connection.execute("DELETE FROM membership")
        store.connection.execute("DELETE FROM unit_parent")
        store.connection.execute("DELETE FROM unit")
    assert [deed.name for deed in store.journal.undo(9, NOW)] == ["删", "改"]
    assert dump(store) == before
    assert [deed.kind for deed in store.journal.deeds()][-1] == "office.new"
    store.close()


def test_a_copy_is_made_before_a_migration_and_can_be_put_back(
    tmp_path: Path, register: Callable[[Step], None]
) -> None:
    office = an_office(tmp_path)
    path, before = office.store.path, office.dump()
    office.store.close()
    register(rename_note)
    SqliteStore.open_writer(path, NOW).close()
    copies = backup.copies(path)
    assert [copy.reason for copy in copies] == ["before-migration"]
    backup.restore(copies[0].path, path, NOW)
    again = SqliteStore.open_writer(path, NOW)
    assert dump(again) == before
    again.close()


def dropped_table(db: Database) -> None:
    db.execute("ALTER TABLE unit ADD COLUMN half_done TEXT")
    db.execute("DELETE FROM unit_name")
    raise ZeroDivisionError


def broken_reference(db: Database) -> None:
    db.execute("UPDATE post SET unit_id = 999")


@pytest.mark.parametrize(
    ("step", "error"),
    [(dropped_table, ZeroDivisionError), (broken_reference, Refusal)],
    ids=lambda value: value.__name__,
)
def test_a_failing_migration_leaves_the_file_as_it_was(
    tmp_path: Path, register: Callable[[Step], None], step: Step, error: type[Exception]
) -> None:
    office = an_office(tmp_path)
    path, before = office.store.path, office.dump()
    office.store.close()
    register(step)
    with pytest.raises(error):
        SqliteStore.open_writer(path, NOW)
    plain = raw(path)
    rows = {table: plain.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in before}
    assert rows == before
    assert schema.schema_text(plain) == schema.FILE.read_text("utf-8")
    assert connection.schema_version(plain) == SCHEMA_VERSION
    with pytest.raises(IntegrityError):
        plain.execute("DELETE FROM unit_name")
    plain.close()


def test_what_a_migration_broke_is_said_in_one_sentence(
    tmp_path: Path, register: Callable[[Step], None]
) -> None:
    office = an_office(tmp_path)
    office.store.close()
    register(broken_reference)
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_writer(office.store.path, NOW)
    assert refusal_text(caught.value).startswith("升级办公文件时有 4 处对不上，已退回升级前的样子。")


def raw(path: Path) -> Connection:
    return connect(str(path))


@pytest.mark.parametrize("writing", [True, False], ids=["writer", "reader"])
def test_a_newer_file_is_refused_and_not_touched(store: SqliteStore, writing: bool) -> None:
    store.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_writer(store.path, NOW) if writing else SqliteStore.open_reader(store.path)
    assert caught.value.diagnostics[0].code == "store_newer"
    assert f"版式 {SCHEMA_VERSION + 1}，本程序只认到 {SCHEMA_VERSION}" in refusal_text(caught.value)
    assert store.path.read_bytes() == before


def test_an_older_file_is_not_changed_by_a_reader(
    store: SqliteStore, register: Callable[[Step], None]
) -> None:
    store.close()
    before = store.path.read_bytes()
    register(rename_note)
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_reader(store.path)
    assert caught.value.diagnostics[0].code == "store_needs_migration"
    assert store.path.read_bytes() == before


def test_m0008_deleted(store: SqliteStore) -> None:
    """What was deleted is found by an index, not by reading the whole journal."""
    query = "SELECT row_id FROM journal WHERE op = 'D' AND tbl = 'person' ORDER BY id DESC"
    assert [*steps_of(store, query)] == ["SEARCH journal USING INDEX journal_deleted (tbl=?)"]


def test_m0009_county(store: SqliteStore) -> None:
    """Marks still to be decided are found without a look at the millions that are."""
    query = "SELECT sitting_id FROM attendance WHERE guest = 0 AND status IN ('unmarked', 'unsettled')"
    assert [*steps_of(store, query)] == ["SCAN attendance USING INDEX attendance_untold"]


def test_only_steps_that_leave_the_rows_alone_let_undo_reach_over_them() -> None:
    later = [statement for _name, statements in STEPS[ROWS_SINCE:] for statement in statements]
    assert all(statement.startswith("CREATE INDEX ") for statement in later)


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_undo_reaches_over_an_upgrade_that_left_the_rows_alone(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.gzparty"
    shutil.copy(stored, path)
    writer = SqliteStore.open_writer(path, NOW)
    within_reach = int(stored.stem[1:]) >= ROWS_SINCE
    before = dump(writer)
    assert len(writer.journal.undo(1, NOW)) == within_reach
    assert (dump(writer) != before) == within_reach
    assert len(writer.journal.redo(1, NOW)) == within_reach
    assert dump(writer) == before
    writer.close()


def test_there_is_a_stored_file_of_every_schema() -> None:
    assert [path.stem for path in STORED] == [f"v{number:04d}" for number in range(1, SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_file_opens_and_its_rows_survive(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.gzparty"
    shutil.copy(stored, path)
    writer = SqliteStore.open_writer(path, NOW)
    assert connection.schema_version(writer.connection) == SCHEMA_VERSION
    assert writer.check() == []
    with writer.action("加", "test", NOW, "test"):
        writer.people.insert_unit(a_unit())
        writer.people.insert_person(a_person())
    writer.close()
    with read_office(path, Clock()) as services:
        assert services.store.office.office_name() == "官庄镇"
        names = {name.name: str(name.interval.valid_from) for name in services.store.people.unit_names()}
        assert names["新东村"] == "2026-07-01"
        training = services.store.trainings.find("2026-06")
        assert training is not None
        roll = services.sessions.roll(training.sitting_id)
        marks = [(row.attendance.name, row.attendance.status.value, row.credit) for row in roll.rows]
        assert marks[:3] == [
            ("一示例", "present", 8),
            ("三示例", "leave", 0),
            ("二示例", "unsettled", None),
        ]
        assert roll.rows[1].attendance.reason == "住院"
        assert roll.rows[1].makeup is not None
        assert roll.rows[1].makeup.minutes == 180
        assert services.store.calendar.load().holiday_name(date(2026, 10, 1)) == "国庆节"
