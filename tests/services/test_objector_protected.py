"""Who objected to a 公示 never leaves: not by file, list, export, search, history, copy or error (S8)."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from db.store import SqliteStore
from gzparty.bootstrap import services_on
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Objection, Outcome
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.exchange.everything import export_everything
from gzparty.exchange.key_file import KeyFile
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.lists import LISTS
from gzparty.labels import refusal_text
from gzparty.reports import catalogue
from gzparty.reports.printed import Order, compose_order, said
from gzparty.reports.subject import Subject
from gzparty.services.decision_drafts import ObjectionDraft
from gzparty.services.decisions import Decisions
from gzparty.services.publicity_reading import publicity_views
from gzparty.services.selection_agenda import selection_matters
from tests.builders import TODAY, Office
from tests.selections import NAMES, Poll
from tests.services.test_reporter_protected import (
    NAME,
    PHONE,
    PLACE,
    RARE,
    REPORTER,
    files_with,
    shown_in,
)

WHAT = "帮扶的户数与村里公开栏对不上"


@pytest.fixture
def objection(office: Office) -> Objection:
    """An objection in every state it passes through, its objector sealed, changed and looked at."""
    office.services.calendars.ensure(2026)
    poll = Poll(office)
    publicity = poll.published()
    decisions = office.services.decisions
    draft = ObjectionDraft(date(2026, 6, 16), TipChannel.CALL, WHAT, poll.ids[NAMES[0]])
    added = decisions.object(publicity.id, draft, Reporter("李示例")).value
    decisions.set_objector(added.id, REPORTER)
    decisions.change_objection(added.id, draft)
    decisions.handle(added.id, TODAY, "入户核对过", Outcome.UNFOUNDED)
    assert decisions.reveal(added.id) == REPORTER
    return added


def test_in_no_row_of_any_table_but_sealed(office: Office, objection: Objection) -> None:
    connection = office.store.connection
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith("text_")
    ]
    assert {"objection", "journal", "action", "draft", "tip_reporter", "reporter_log"} <= set(tables)
    rows = {table: str(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}
    assert WHAT in rows["objection"]
    assert WHAT in rows["journal"]
    assert {table: shown_in(text) for table, text in rows.items() if shown_in(text)} == {}
    sealed = [bytes(one) for (one,) in connection.execute("SELECT sealed FROM tip_reporter")]
    assert len(sealed) == 2
    assert not [form for form in (NAME, PHONE, PLACE) for one in sealed if form.encode() in one]


def test_the_length_of_what_is_sealed_tells_no_name(office: Office, objection: Objection) -> None:
    sizes = {len(bytes(one)) for (one,) in office.store.connection.execute("SELECT sealed FROM tip_reporter")}
    assert len(sizes) == 1


def test_by_no_search_and_in_no_index(office: Office, objection: Objection) -> None:
    for word in (NAME, PHONE, PHONE[-4:], "魋", "龘家胡同"):
        assert office.services.search.find(word) == (), word
    connection = office.store.connection
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE name GLOB 'text_*_data'"):
        blocks = [block for (block,) in connection.execute(f"SELECT block FROM {table}")]
        assert not [rare for rare in RARE for block in blocks if rare.encode() in block], table


def test_in_no_list_and_on_no_paper(office: Office, objection: Objection) -> None:
    chosen = Selectors(2026, TODAY, show_phones=True)
    texts = {spec.name: str([dict(row) for row in spec.rows(office.services, chosen)]) for spec in LISTS}
    about = {"unit": "管城社区"}
    for spec in catalogue.PAPERS:
        facts = {name: value for name, value in about.items() if name in spec.selectors}
        with suppress(Refusal):
            sheets = compose_order(office.services, Order(spec.name, Subject(2026, TODAY, **facts)))
            texts[f"paper {spec.name}"] = "\n".join(repr(said(one.paper)) + repr(one.paper) for one in sheets)
    assert len(texts) > 40
    assert {name: shown_in(text) for name, text in texts.items() if shown_in(text)} == {}


def test_in_no_exported_file_and_no_copy(office: Office, objection: Objection, tmp_path: Path) -> None:
    target = tmp_path / "导出"
    target.mkdir()
    _folder, written = export_everything(office.services, target, lambda *_told: None, lambda: False)
    office.store.backup("manual", office.clock())
    assert written > 20
    assert files_with(tmp_path) == []
    office.store.close()
    assert files_with(tmp_path) == []
    office.store = SqliteStore.open_writer(office.store.path, office.clock())


def test_in_nothing_pages_and_the_workbench_are_given(office: Office, objection: Objection) -> None:
    (selection,) = office.store.selections.all()
    views = publicity_views(office.store, [selection.id], TODAY)
    told = json.dumps([asdict(view) for view in views[selection.id]], ensure_ascii=False, default=str)
    assert WHAT in told
    assert shown_in(told) == []
    matters = repr(selection_matters(office.store, date(2026, 6, 23)))
    assert selection.title in matters
    assert shown_in(matters) == []
    assert WHAT not in matters


def test_the_names_of_deeds_say_nothing_of_it(office: Office, objection: Objection) -> None:
    names = [deed.name for deed in office.store.journal.deeds()]
    assert "公示异议的提意见人有改动" in names
    assert not [name for name in names if shown_in(name) or WHAT in name or NAMES[0] in name]


@pytest.mark.parametrize(
    "wrong",
    [
        Reporter(NAME * 20, PHONE, PLACE),
        Reporter(NAME, PHONE * 20, PLACE),
        Reporter(NAME, PHONE, PLACE * 20),
        Reporter("", PHONE, PLACE),
    ],
)
def test_in_no_sentence_that_refuses(office: Office, objection: Objection, wrong: Reporter) -> None:
    decisions = office.services.decisions
    draft = ObjectionDraft(TODAY, TipChannel.CALL, WHAT)
    for call in (
        lambda: decisions.object(objection.publicity_id, draft, wrong),
        lambda: decisions.set_objector(objection.id, wrong),
    ):
        with pytest.raises(Refusal) as caught:
            call()
        assert shown_in(refusal_text(caught.value) + repr(caught.value.diagnostics)) == []
        assert WHAT not in refusal_text(caught.value)
    assert len(office.store.selections.objections([objection.publicity_id])) == 1


def test_without_a_name_there_is_nobody_to_seal(office: Office, objection: Objection) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.decisions.set_objector(objection.id, Reporter("  "))
    words = "提意见人的姓名空着，写上姓名；不愿留名的，不登记提意见人。"
    assert refusal_text(caught.value) == words


def test_on_another_computer_it_is_said_why_nobody_is_shown(
    office: Office, objection: Objection, tmp_path: Path
) -> None:
    copy = SqliteStore.open_writer(office.store.backup("manual", office.clock()), office.clock())
    here = services_on(copy, office.clock, sealer=office.services._sealer)
    assert here.decisions.reveal(objection.id) == REPORTER
    other = services_on(copy, office.clock, sealer=KeyFile(lambda: tmp_path / "other" / "reporter.key"))
    with pytest.raises(Refusal) as caught:
        other.decisions.reveal(objection.id)
    copy.close()
    assert refusal_text(caught.value) == (
        "提意见人是在另一台电脑上登记的，这台没有钥匙，看不到；其他内容不受影响。"
    )


def test_who_only_reads_cannot_look(office: Office, objection: Objection) -> None:
    reader = SqliteStore.open_reader(office.store.path)
    looking = Decisions(reader, office.services.context, office.services._sealer)
    with pytest.raises(Refusal):
        looking.reveal(objection.id)
    reader.close()
    assert len(office.services.decisions.reveals(objection.id)) == 1
