"""Who said something never leaves: not by paper, list, export, search, history, copy or error (S8).

Pictures, drafts and details of a crash: tests/widgets/test_tips_page.py.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from db.store import SqliteStore
from gzparty.bootstrap import services_on
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.tip import Reporter, Tip
from gzparty.exchange import tip_records
from gzparty.exchange.everything import export_everything
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.lists import LISTS
from gzparty.labels import refusal_text
from gzparty.reports import catalogue
from gzparty.reports.printed import Order, compose_order, log_entry, said
from gzparty.reports.subject import Subject
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.sealing import Sealer
from gzparty.services.tip_drafts import Answer, HandOver, TipDraft
from gzparty.services.tips import Tips
from tests.builders import TODAY, Office

NAME, PHONE, PLACE = "孙魋示例", "13900017777", "龘家胡同 77 号"
REPORTER = Reporter(NAME, PHONE, PLACE)
LAMP, ROW, ANSWER = "主街路灯坏了半个月", "主街缺 3 盏路灯", "路灯已经换好"
SECRETS = (NAME, PHONE, PLACE, "孙魋", "龘家")
RARE = ("魋", "龘")
"""Characters nothing else here holds: an index of single characters would have them."""


def shown_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def files_with(folder: Path, *, but: str = "") -> list[str]:
    """The files below a folder in which anything of the reporter stands, packed ones opened."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != but and any(map(_holds, _contents(path))):
            found.append(path.name)
    return found


def _contents(path: Path) -> Iterator[bytes]:
    if not zipfile.is_zipfile(path):
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield packed.read(name)


def _holds(content: bytes) -> bool:
    forms = [
        form
        for secret in SECRETS
        for form in (secret.encode(), secret.encode("utf-16-le"), ascii(secret)[1:-1].encode())
    ]
    return any(form in content for form in forms)


@pytest.fixture
def tip(office: Office) -> Tip:
    """An opinion in every state it passes through, its reporter sealed, changed and looked at."""
    tips = office.services.tips
    draft = TipDraft(date(2026, 6, 1), content=LAMP, unit_id=office.communities["管城社区"])
    added = tips.add(draft, Reporter("李示例")).value
    tips.set_reporter(added.id, REPORTER)
    tips.change(added.id, TipDraft(note="要回电话"))
    unit = office.communities["管城社区"]
    tips.to_problem(added.id, ProblemDraft(unit, text=ROW, found_on=TODAY))
    tips.reply(added.id, Answer(ANSWER, TODAY))
    assert tips.reveal(added.id) == REPORTER
    return added


def test_the_files_looked_through_would_show_anything_left_in_clear(tip: Tip, office: Office) -> None:
    note = office.store.path.with_name("便条.txt")
    note.write_text(f"反映人 {NAME}", "utf-8")
    assert files_with(office.store.path.parent) == ["便条.txt"]


def test_on_no_paper_of_the_catalogue(office: Office, tip: Tip) -> None:
    composed = {}
    about = {"unit": "管城社区", "problem": "2026-001"}
    for spec in catalogue.PAPERS:
        facts = {name: value for name, value in about.items() if name in spec.selectors}
        with suppress(Refusal):
            sheets = compose_order(office.services, Order(spec.name, Subject(2026, TODAY, **facts)))
            composed[spec.name] = "\n".join(repr(said(one.paper)) + repr(one.paper) for one in sheets)
    assert LAMP in composed["tip-register"]
    assert ROW in composed["ledger"]
    assert len(composed) > 20
    assert {name: shown_in(text) for name, text in composed.items() if shown_in(text)} == {}


def test_in_no_list(office: Office, tip: Tip) -> None:
    chosen = Selectors(2026, TODAY, show_phones=True)
    rows = {spec.name: str([dict(row) for row in spec.rows(office.services, chosen)]) for spec in LISTS}
    assert LAMP in rows["tips"]
    assert {name: shown_in(text) for name, text in rows.items() if shown_in(text)} == {}


def test_in_no_exported_file(office: Office, tip: Tip, tmp_path: Path) -> None:
    target = tmp_path / "导出"
    target.mkdir()
    folder, written = export_everything(office.services, target, lambda *_told: None, lambda: False)
    assert "群众意见-2026.xlsx" in {path.name for path in folder.iterdir()}
    assert written > 20
    assert files_with(target) == []


def test_in_nothing_that_show_prints(office: Office, tip: Tip) -> None:
    content = tip_records.show(office.services, tip.number)
    assert content["has_reporter"] is True
    assert shown_in(json.dumps(content, ensure_ascii=False)) == []


def test_by_no_search_and_in_no_index(office: Office, tip: Tip) -> None:
    assert {hit.kind for hit in office.services.search.find("路灯")} == {"tip", "problem"}
    for word in (NAME, PHONE, "13900017777"[-4:], "魋", "龘家胡同"):
        assert office.services.search.find(word) == (), word
    connection = office.store.connection
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'text_*_data'"
        )
    ]
    assert "text_tip_data" in tables
    for table in tables:
        blocks = [block for (block,) in connection.execute(f"SELECT block FROM {table}")]
        assert not [rare for rare in RARE for block in blocks if rare.encode() in block], table
    indexed = connection.execute("SELECT block FROM text_tip_data").fetchall()
    assert any("灯".encode() in block for (block,) in indexed)


def test_in_no_history(office: Office, tip: Tip) -> None:
    connection = office.store.connection
    told = [str(row) for row in connection.execute("SELECT name FROM action")]
    told += [str(row) for row in connection.execute("SELECT before FROM journal")]
    assert any("反映人有改动" in text for text in told)
    assert any(LAMP in text for text in told)
    assert [text for text in told if shown_in(text)] == []


def test_in_no_row_of_any_table_but_sealed(office: Office, tip: Tip) -> None:
    connection = office.store.connection
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith("text_")
    ]
    assert {"tip", "tip_reporter", "reporter_log", "draft", "print_log"} <= set(tables)
    for table in tables:
        assert shown_in(str(connection.execute(f"SELECT * FROM {table}").fetchall())) == [], table
    sealed = connection.execute("SELECT sealed FROM tip_reporter").fetchall()
    assert len(sealed) == 2
    assert not any(_holds(bytes(one)) for (one,) in sealed)


def test_what_was_printed_is_remembered_without_what_was_said(office: Office, tip: Tip) -> None:
    order = Order("tip-register", Subject(2026, TODAY))
    (sheets,) = compose_order(office.services, order)
    office.services.prints.record([log_entry(order, sheets, TODAY, 1)])
    (copy,) = office.services.prints.latest()
    assert LAMP not in copy.content


def test_in_no_file_that_is_left_anywhere(office: Office, tip: Tip, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    office.store.backup("manual", office.clock())
    office.store.backup("stick", office.clock(), stick)
    files = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert "reporter.key" in files
    assert any(name.endswith("-wal") for name in files)
    assert len([name for name in files if name.endswith("-manual.gzparty")]) == 1
    assert files_with(tmp_path) == []
    office.store.close()
    assert files_with(tmp_path) == []
    office.store = SqliteStore.open_writer(office.store.path, office.clock())


def test_no_copy_holds_the_key(office: Office, tip: Tip, tmp_path: Path) -> None:
    key = (tmp_path / "own" / "reporter.key").read_bytes().split()[1]
    office.store.backup("manual", office.clock())
    holders = [path.name for path in tmp_path.rglob("*") if path.is_file() and key in path.read_bytes()]
    assert holders == ["reporter.key"]


def test_a_copy_restored_on_this_computer_reads_it_and_on_another_says_why_not(
    office: Office, tip: Tip, tmp_path: Path
) -> None:
    copy = office.store.backup("manual", office.clock())
    elsewhere = SqliteStore.open_writer(copy, office.clock())
    here = services_on(elsewhere, office.clock, sealer=office.services._sealer)
    assert here.tips.reveal(tip.id) == REPORTER
    other = services_on(elsewhere, office.clock, sealer=_another_computer(tmp_path))
    with pytest.raises(Refusal) as caught:
        other.tips.reveal(tip.id)
    elsewhere.close()
    words = refusal_text(caught.value)
    assert words == "反映人是在另一台电脑上登记的，这台没有钥匙，看不到；其他内容不受影响。"


def test_who_only_reads_cannot_look(office: Office, tip: Tip) -> None:
    sealer = office.services._sealer
    reader = SqliteStore.open_reader(office.store.path)
    looking = Tips(reader, office.services.context, sealer)
    assert looking.get(tip.id).tip.content == LAMP
    with pytest.raises(Refusal):
        looking.reveal(tip.id)
    reader.close()
    assert len(office.services.tips.get(tip.id).reveals) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        Reporter(NAME * 20, PHONE, PLACE),
        Reporter(NAME, PHONE * 20, PLACE),
        Reporter(NAME, PHONE, PLACE * 20),
        Reporter("", PHONE, PLACE),
    ],
)
def test_in_no_sentence_that_refuses(office: Office, wrong: Reporter) -> None:
    for call in (
        lambda: office.services.tips.add(TipDraft(content=LAMP), wrong),
        lambda: tip_records.record(
            office.services,
            {
                "content": LAMP,
                "reporter": {"name": wrong.name, "contact": wrong.contact, "address": wrong.address},
            },
        ),
    ):
        with pytest.raises(Refusal) as caught:
            call()
        assert shown_in(refusal_text(caught.value)) == []
        assert shown_in(repr(caught.value.diagnostics)) == []
    assert office.services.tips.all() == ()


def test_in_no_message_made_of_it(office: Office) -> None:
    assert shown_in(f"{REPORTER} {REPORTER!r} {[REPORTER]}") == []


def test_nothing_of_an_accusation_handed_over_but_that_is_left(office: Office, tip: Tip) -> None:
    bare = office.services.tips.add(TipDraft(content="某人收礼"), REPORTER).value
    office.services.tips.hand_over(bare.id, HandOver(TODAY, "镇纪委"), wipe=True)
    rows = office.store.connection.execute("SELECT count(*) FROM tip_reporter").fetchone()[0]
    assert rows == 2
    assert office.services.tips.reveal(tip.id) == REPORTER


def _another_computer(tmp_path: Path) -> Sealer:
    from gzparty.exchange.key_file import KeyFile

    return KeyFile(lambda: tmp_path / "other" / "reporter.key")
