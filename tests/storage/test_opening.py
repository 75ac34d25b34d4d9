"""Opening what is no office file, is damaged, held, read-only or on a full disk: one sentence, nothing lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection
from db.lock import WriterLock, lock_path
from db.store import SqliteStore
from gzparty.bootstrap import read_office
from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text
from tests.builders import NOW, Clock, a_person, an_office, dump

ROOT = Path(__file__).resolve().parents[2]
HEADER = b"SQLite format 3\x00"


def code_of(path: Path, writing: bool = True) -> str:
    """The code with which opening is refused."""
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_writer(path, NOW) if writing else SqliteStore.open_reader(path)
    assert str(path) in refusal_text(caught.value)
    return caught.value.diagnostics[0].code


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A small office file nobody has open."""
    office = an_office(tmp_path)
    office.store.close()
    return office.store.path


def script(text: str, *arguments: object) -> list[str]:
    """A program of the test's own in another process."""
    return [sys.executable, "-c", textwrap.dedent(text), *(str(argument) for argument in arguments)]


HOLD = """
    import sys
    from pathlib import Path
    from db.store import SqliteStore
    from tests.builders import NOW
    store = SqliteStore.open_writer(Path(sys.argv[1]), NOW)
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(closed: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open to write."""
    process = subprocess.Popen(
        script(HOLD, closed), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("writing", [True, False], ids=["writer", "reader"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "store_not_ours"),
        (b"SQLite", "store_not_ours"),
        ("张三,官庄村\n".encode("gb18030"), "store_not_ours"),
        (HEADER, "store_not_ours"),
        (HEADER + b"\xff" * 4096, "store_not_ours"),
    ],
    ids=["empty", "short", "text", "header only", "header and rubbish"],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, code: str, writing: bool
) -> None:
    path = tmp_path / "花名册.gzparty"
    path.write_bytes(content)
    assert code_of(path, writing) == code
    assert path.read_bytes() == content


@pytest.mark.parametrize("writing", [True, False], ids=["writer", "reader"])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, writing: bool) -> None:
    path = tmp_path / "other.gzparty"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t(a)")
    other.execute("PRAGMA application_id = 7")
    other.commit()
    other.close()
    before = path.read_bytes()
    assert code_of(path, writing) == "store_not_ours"
    assert path.read_bytes() == before
    assert not path.with_name(path.name + "-wal").exists()


@pytest.mark.parametrize("writing", [True, False], ids=["writer", "reader"])
def test_a_folder_and_a_missing_file_are_refused_and_nothing_is_made(tmp_path: Path, writing: bool) -> None:
    assert code_of(tmp_path, writing) == "store_is_folder"
    assert code_of(tmp_path / "没有.gzparty", writing) == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_creating_never_overwrites(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(Refusal) as caught:
        SqliteStore.create(closed)
    assert caught.value.diagnostics[0].code == "store_exists"
    assert closed.read_bytes() == before


def test_creating_below_a_file_is_refused_in_one_sentence(closed: Path) -> None:
    with pytest.raises(Refusal) as caught:
        SqliteStore.create(closed / "office.gzparty")
    assert caught.value.diagnostics[0].code == "path_unwritable"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.99])
@pytest.mark.parametrize("writing", [True, False], ids=["writer", "reader"])
def test_a_truncated_file_is_said_to_be_damaged(closed: Path, kept: float, writing: bool) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[: int(len(whole) * kept)])
    assert code_of(closed, writing) == "store_damaged"


def read_everything(path: Path) -> list[str]:
    """What a reader is told while it looks at all there is."""
    try:
        with read_office(path, Clock()) as services:
            services.offices.facts()
            services.people.units()
            services.store.people.people()
            services.store.people.posts()
            services.offices.deeds()
    except Refusal as refusal:
        return [refusal_text(refusal)]
    return []


def check_everything(path: Path) -> list[str]:
    """What the writer is told on opening, or by its check."""
    try:
        store = SqliteStore.open_writer(path, NOW)
    except Refusal as refusal:
        return [refusal_text(refusal)]
    problems = [f"check: {problem}" for problem in store.check()]
    store.close()
    return problems


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_give_a_refusal_or_a_file_whose_check_speaks(closed: Path, seed: int) -> None:
    whole = bytearray(closed.read_bytes())
    chance = random.Random(seed)
    for _ in range(1 + seed * 3):
        place = chance.randrange(len(HEADER), len(whole))
        whole[place : place + 8] = chance.randbytes(8)
    before = bytes(whole)
    closed.write_bytes(before)
    said = [*read_everything(closed), *check_everything(closed)]
    assert all(text.endswith("。") for text in said if not text.startswith("check:"))
    if closed.read_bytes() != before:
        assert any(said), "the damage went unnoticed and the file was changed"


def test_a_damaged_table_is_named_by_the_check(closed: Path) -> None:
    opened = connection.open_writer(closed)
    page, size = (
        opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'person'").fetchone()[0],
        opened.execute("PRAGMA page_size").fetchone()[0],
    )
    opened.close()
    with closed.open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    store = SqliteStore.open_writer(closed, NOW)
    assert store.check() != []
    store.close()
    with pytest.raises(Refusal) as caught, read_office(closed, Clock()) as services:
        services.store.people.people()
    assert caught.value.diagnostics[0].code == "store_damaged"


def test_a_file_held_elsewhere_names_machine_user_and_process(
    closed: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_writer(closed, NOW)
    facts = json.loads(lock_path(closed).read_text("utf-8"))
    assert facts["pid"] == holder.pid
    said = refusal_text(caught.value)
    assert said.startswith("办公文件正被另一个窗口使用")
    assert f"{facts['machine']} 上的 {facts['user']}，进程 {holder.pid}" in said
    assert facts["machine"] == os.uname().nodename


def test_the_lock_is_free_once_its_holder_is_killed(closed: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    store = SqliteStore.open_writer(closed, NOW)
    assert json.loads(lock_path(closed).read_text("utf-8"))["pid"] == os.getpid()
    store.close()


def test_the_lock_is_free_once_its_holder_has_closed(closed: Path) -> None:
    SqliteStore.open_writer(closed, NOW).close()
    with WriterLock(closed):
        assert code_of_held(closed) == "store_held"
    SqliteStore.open_writer(closed, NOW).close()


def code_of_held(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        SqliteStore.open_writer(path, NOW)
    return caught.value.diagnostics[0].code


def test_a_refused_opening_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "rubbish.gzparty"
    path.write_bytes(HEADER + bytes(4096))
    for _ in range(2):
        assert code_of(path) == "store_not_ours"


def test_a_reader_works_beside_a_writer_and_sees_what_was_committed(closed: Path) -> None:
    writer = SqliteStore.open_writer(closed, NOW)
    reader = SqliteStore.open_reader(closed)
    with writer.action("加", "test", NOW, "test"):
        writer.people.insert_person(a_person("新示例"))
        assert "新示例" not in [person.name for person in reader.people.people()]
    assert "新示例" in [person.name for person in reader.people.people()]
    reader.close()
    writer.close()


VISIT = """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1])
    print(connection.execute("SELECT count(*) FROM person").fetchone()[0])
    connection.close()
"""


def test_a_program_that_looks_in_meanwhile_takes_nothing_from_an_open_office(closed: Path) -> None:
    writer = SqliteStore.open_writer(closed, NOW)
    reader = SqliteStore.open_reader(closed)
    assert not SqliteStore.is_older(closed)
    subprocess.run(script(VISIT, closed), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with writer.action("加", "test", NOW, "test"):
        writer.people.insert_person(a_person("新示例"))
    reader.close()
    late = SqliteStore.open_reader(closed)
    assert "新示例" in [person.name for person in late.people.people()]
    late.close()
    writer.close()


READ_ONLY = """
    import os, sys
    from pathlib import Path
    from db.store import SqliteStore
    from gzparty.bootstrap import read_office
    from gzparty.domain.diagnostic import Refusal
    from tests.builders import NOW, Clock
    path = Path(sys.argv[1])
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with read_office(path, Clock()) as services:
        print(services.store.office.office_name())
    try:
        SqliteStore.open_writer(path, NOW)
    except Refusal as refusal:
        print(refusal.diagnostics[0].code)
"""


@pytest.mark.parametrize(("folder", "code"), [(0o555, "folder_read_only"), (0o777, "store_read_only")])
def test_a_file_that_cannot_be_written_can_still_be_read(closed: Path, folder: int, code: str) -> None:
    lock_path(closed).unlink()
    closed.chmod(0o444)
    # Other users must be able to come as far as the file.
    for above in [*closed.parents][:4]:
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o755)
    closed.parent.chmod(folder)
    try:
        run = subprocess.run(script(READ_ONLY, closed), cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        closed.parent.chmod(0o755)
    assert (run.stdout.split(), run.stderr) == (["官庄镇", code], "")


FILL = """
    import resource, signal, sys
    from pathlib import Path
    from db.store import SqliteStore
    from gzparty.domain.diagnostic import Refusal
    from tests.builders import NOW, a_person
    path = Path(sys.argv[1])
    store = SqliteStore.open_writer(path, NOW)
    if len(sys.argv) > 2:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    for round in range(1000):
        try:
            with store.action(f"第{round}轮", "test", NOW, "test"):
                store.people.insert_people(a_person(f"{round}-{n}示例", note="注" * 200) for n in range(100))
        except Refusal as refusal:
            print(refusal.diagnostics[0].code, round)
            break
    try:
        store.backup("manual", NOW)
        print("copied")
    except Refusal as refusal:
        print(refusal.diagnostics[0].code)
    print(len(list(path.parent.glob("*/*.part*"))))
    store.close()
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; where one may not be mounted, the test runs with a limit instead."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    yield disk
    if mounted.returncode == 0:
        subprocess.run(["umount", str(disk)], check=True)


def test_on_a_full_disk_nothing_is_lost_and_the_disk_is_named(closed: Path, small_disk: Path) -> None:
    path = small_disk / closed.name
    shutil.copy(closed, path)
    limit = () if small_disk.is_mount() else (2_000_000,)
    run = subprocess.run(script(FILL, path, *limit), cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    (code, round_number), (copied,), (parts,) = (line.split() for line in run.stdout.splitlines())
    expected = {"disk_full"} if small_disk.is_mount() else {"disk_full", "disk_error"}
    assert code in expected
    assert copied in expected
    assert parts == "0"
    store = SqliteStore.open_writer(path, NOW)
    assert store.check() == []
    assert len(store.people.people()) == 4 + 100 * int(round_number)
    store.close()


WRITE_FOR_EVER = """
    import sys
    from pathlib import Path
    from db.store import SqliteStore
    from tests.builders import NOW, a_person, a_unit
    store = SqliteStore.open_writer(Path(sys.argv[1]), NOW)
    print("held", flush=True)
    for round in range(100000):
        with store.action(f"第{round}轮", "test", NOW, "test"):
            for n in range(20):
                store.people.insert_person(a_person(f"{round}示例", uid=f"{sys.argv[2]}-{round}-{n}"))
        if round % 3 == 2:
            store.journal.undo(1, NOW)
"""


def test_a_program_killed_while_writing_leaves_each_action_whole_or_absent(closed: Path) -> None:
    chance = random.Random(5)
    for attempt in range(10):
        process = subprocess.Popen(
            script(WRITE_FOR_EVER, closed, attempt), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            process.wait(chance.uniform(0.01, 0.2))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        store = SqliteStore.open_writer(closed, NOW)
        assert store.check() == []
        counted = store.connection.execute("SELECT name, count(*) FROM person GROUP BY name").fetchall()
        assert {number for name, number in counted if "0" <= name[0] <= "9"} <= {20 * n for n in range(1, 11)}
        rows = [deed.rows for deed in store.journal.deeds(10_000) if deed.name.startswith("第")]
        assert set(rows) <= {20}
        before = dump(store)
        undone = store.journal.undo(1, NOW)
        assert [deed.id for deed in store.journal.redo(1, NOW)] == [deed.id for deed in undone]
        assert dump(store) == before
        store.close()
    assert rows, "no action was ever written"
