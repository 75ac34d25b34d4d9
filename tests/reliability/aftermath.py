"""What lies in a folder after the program was cut off: opened as the next start does it, looked over, compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from db import backup, blobs, connection
from db.driver import Connection
from db.keys import FileKey, fitting
from db.lock import WriterLock
from db.store import SqliteStore
from db.texts import SOURCES
from gzparty.bootstrap import counted_uids, services_on
from gzparty.digest import digest_of
from gzparty.domain.diagnostic import Refusal
from gzparty.services.bundle import Services
from gzparty.services.copy_views import Copy
from gzparty.services.people import PersonDraft
from tests.builders import NOW, dump
from tests.reliability.ground import NAME, RARE, keys, office_in, stick_in

LATER = NOW + timedelta(days=30)
"""The next start, after everything a kind of work does."""
DANGLING = {
    "an action under way": "SELECT count(*) FROM journal_state WHERE action_id IS NOT NULL",
    "an action that never ended": "SELECT count(*) FROM action WHERE effective IS NULL",
    "journal without an action": "SELECT count(*) FROM journal WHERE action_id NOT IN (SELECT id FROM action)",
    "an action whose undo is missing": "SELECT count(*) FROM action WHERE effective NOT IN (SELECT id FROM action)",
    "an undo of nothing": "SELECT count(*) FROM action a LEFT JOIN action t ON t.id = a.target"
    " WHERE a.role != 'do' AND t.id IS NULL",
    "an action without a change": "SELECT count(*) FROM action a WHERE a.role = 'do'"
    " AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.action_id = a.id)",
}
"""What a journal never holds, with a query that counts it."""


@dataclass(frozen=True)
class State:
    """What a clerk would find: the records with their past, the copies and files in both places, the password.

    `problems` are sentences about what is unsound by itself, whatever was being done.
    """

    key: int | None = None
    """Which of the keys opens the office; None where there is no office."""
    tables: dict[str, str] = field(default_factory=dict)
    """A digest of the rows of each table, of the deeds and of the drafts."""
    copies: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    let_go: frozenset[str] = frozenset()
    """Copies of earlier that were deleted since; that they are gone is never flushed, so a power cut may bring one back."""
    problems: tuple[str, ...] = ()


def judged(before: State, after: State, found: State) -> list[str]:
    """What is wrong with what was found, where the last deed reported led to `before` and the next one to `after`."""
    wrong = list(found.problems)
    if (found.key, found.tables) not in ((before.key, before.tables), (after.key, after.tables)):
        wrong.append(f"records stand between two deeds: {_differing(before, after, found)}")
    for what, lost, extra in (
        (
            "copies",
            before.copies & after.copies - found.copies,
            found.copies - before.copies - after.copies - before.let_go,
        ),
        ("files", before.files - found.files, found.files - after.files - before.files),
    ):
        wrong += [f"{what} lost: {sorted(lost)}"] if lost else []
        wrong += [f"{what} nobody made: {sorted(extra)}"] if extra else []
    return wrong


def _differing(before: State, after: State, found: State) -> str:
    if found.key is None:
        return "no office"
    names = {
        name: [found.tables.get(name) == state.tables.get(name) for state in (before, after)]
        for name in found.tables
    }
    told = [f"{name} (before {one}, after {two})" for name, (one, two) in names.items() if not (one and two)]
    return f"key {before.key}/{after.key}/{found.key}; " + ", ".join(told)


def look(folder: Path) -> State:
    """Start the program on what was left, in every way a start happens, and look at all of it; changes the folder."""
    office = office_in(folder)
    problems: list[str] = []
    if not office.exists():
        return State(files=_files_of(blobs.blobs_path(office), None, problems), problems=tuple(problems))
    opening = [n for n, key in enumerate(keys()) if _opens(office, key, problems)]
    if len(opening) != 1:
        return State(problems=(*problems, f"keys that open the office: {opening}"))
    key = keys()[opening[0]]
    tables, named = _records(office, key, problems)
    copies = frozenset(_copies(folder, key, problems))
    files = _files_of(blobs.blobs_path(office), key, problems)
    problems += [f"a file is missing: {digest[:8]}" for digest in named - files]
    _go_on(folder, key, problems)
    return State(opening[0], tables, copies, files, problems=tuple(problems))


def _opens(office: Path, key: FileKey | None, problems: list[str]) -> bool:
    """Whether one key opens the office as a writer; whatever is refused otherwise than for a password is a problem."""
    try:
        SqliteStore.open_writer(office, LATER, key).close()
    except Refusal as refusal:
        code = refusal.diagnostics[0].code
        if code not in ("password_wrong", "store_keyed", "store_not_ours"):
            problems.append(f"opening is refused: {code}")
        return False
    return True


def _records(office: Path, key: FileKey | None, problems: list[str]) -> tuple[dict[str, str], frozenset[str]]:
    """The rows as digests, and the files they name; read by a reader and, to be compared, by the writer."""
    with closing(SqliteStore.open_reader(office, key=key)) as reader:
        seen = dump(reader)
    with closing(SqliteStore.open_writer(office, LATER, key)) as store:
        rows = dump(store)
        problems += [] if rows == seen else ["a reader sees other rows than the writer"]
        problems += [f"check: {problem}" for problem in store.check()]
        for what, query in DANGLING.items():
            if store.connection.execute(query).fetchone()[0]:
                problems.append(f"journal: {what}")
        problems += [f"index of texts differs: {table}" for table in _stale(store)]
        named = frozenset(one.hash for one in store.folders.everything())
        problems += [f"file {d[:8]}: {fault}" for d, fault in store.blobs.faults(named).items()]
        # A purge that was cut off is finished by the next action; whether it was is no difference to a clerk.
        query = (
            "SELECT id, name, kind, role, target, effective, undone, max(schema, 0) FROM action ORDER BY id"
        )
        deeds = store.connection.execute(query).fetchall()
        drafts = store.connection.execute("SELECT form, key, content FROM draft ORDER BY id").fetchall()
    digests = {name: _digest(content) for name, content in rows.items()}
    return {**digests, "(deeds)": _digest(deeds), "(drafts)": _digest(drafts)}, named


def _digest(rows: Sequence[object]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def _stale(store: SqliteStore) -> Iterator[str]:
    """The tables whose index differs from one made anew."""
    opened = store.connection
    for source in SOURCES.values():
        opened.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {source.index}, instance)")
        before = opened.execute("SELECT term, doc, offset FROM temp.words").fetchall()
        opened.execute("BEGIN")
        store.texts.renew(source.table)
        after = opened.execute("SELECT term, doc, offset FROM temp.words").fetchall()
        opened.execute("ROLLBACK")
        opened.execute("DROP TABLE temp.words")
        if sorted(before) != sorted(after):
            yield source.table


def _copies(folder: Path, key: FileKey | None, problems: list[str]) -> Iterator[str]:
    """The copies in both places, each opened and looked through, with the files it names; named without their number."""
    office = office_in(folder)
    with closing(SqliteStore.open_reader(office, key=key)) as store:
        services = services_on(store, lambda: LATER)
        for copy in services.copies.listed([stick_in(folder)]):
            place = copy.path.parent.name
            found = services.copies.examine(copy.path)
            if not found.sound:
                said = found.problem.code if found.problem else "unsound"
                problems.append(f"copy {copy.path.name} in {place}: {said}")
                continue
            attachments = (
                blobs.blobs_path(office)
                if place != "stick"
                else copy.path.parent / f"{Path(NAME).stem}.attachments"
            )
            there = _files_of(attachments, key, problems)
            lacking = _named_by(copy.path, key) - there
            if lacking:
                problems.append(
                    f"copy {copy.path.name} in {place} names {len(lacking)} files that are not there"
                )
            yield _told(copy)


def copies_in(folder: Path) -> frozenset[str]:
    """The copies in both places, none opened; named as those that were looked through."""
    office = office_in(folder)
    found = (*backup.copies(office), *backup.copies(office, stick_in(folder)))
    return frozenset(map(_told, found))


def _told(copy: Copy) -> str:
    return f"{copy.path.parent.name}/{copy.at:%Y%m%d-%H%M%S}-{copy.reason}"


def _named_by(copy: Path, key: FileKey | None) -> frozenset[str]:
    own = fitting(copy, [key])
    with closing(connection.open_reader(copy, own, any_schema=True)) as opened:
        has_files = opened.execute("SELECT 1 FROM sqlite_schema WHERE name = 'attachment'").fetchone()
        found = opened.execute("SELECT hash FROM attachment") if has_files else ()
        return frozenset(digest for (digest,) in found)


def _files_of(path: Path, key: FileKey | None, problems: list[str]) -> frozenset[str]:
    """The files kept in a file of attachments, each read and compared with its name."""
    if not path.exists():
        return frozenset()
    try:
        with closing(blobs.open_reader(path, key)) as opened:
            return frozenset(_sound(opened, path, problems))
    except Refusal as refusal:
        problems.append(f"{path.parent.name}/{path.name}: {refusal.diagnostics[0].code}")
        return frozenset()


def _sound(opened: Connection, path: Path, problems: list[str]) -> Iterator[str]:
    if opened.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        problems.append(f"{path.parent.name}/{path.name} is damaged")
    for digest, content in opened.execute("SELECT hash, content FROM blob"):
        if digest_of(content) != digest:
            problems.append(f"{path.parent.name}/{path.name}: a file is spoilt")
        yield digest


def _go_on(folder: Path, key: FileKey | None, problems: list[str]) -> None:
    """Work on: one deed more, undone and done again, and one file; then nothing half may lie about."""
    office = office_in(folder)
    with closing(SqliteStore.open_writer(office, LATER, key)) as store:
        services = services_on(store, lambda: LATER, counted_uids(9_000_000))
        if store.office.office_name():
            _one_more_deed(services, store, problems)
        wiped = store.connection.execute("SELECT count(*) FROM tip WHERE handed_on IS NOT NULL").fetchone()[0]
    # Only now: a journal that never began to count stays until the next write takes its place.
    problems += [f"left behind: {path.name}" for path in _leftovers(office.parent)]
    # Half a copy on the stick goes when the next one is stored there; one under another password would stay.
    problems += [
        f"left behind: stick/{one.name}" for one in _leftovers(stick_in(folder)) if ".rekey" in one.name
    ]
    if wiped:
        office_files = [path for path in office.parent.iterdir() if path.is_file()]
        problems += [
            f"wiped and still in {path.name}" for path in office_files if RARE.encode() in path.read_bytes()
        ]
    try:
        with WriterLock(office):
            pass
    except Refusal:
        problems.append("the lock is held")


def _one_more_deed(services: Services, store: SqliteStore, problems: list[str]) -> None:
    services.people.add_person(PersonDraft("再来示例"))
    store.blobs.put("再来的照片".encode(), LATER)
    whole = dump(store)
    services.offices.undo()
    services.offices.redo()
    if dump(store) != whole:
        problems.append("undo and redo do not lead back")


def _leftovers(folder: Path) -> list[Path]:
    """Files that only exist while something is under way."""
    half = (".part", ".rekey", "-journal")
    return sorted(path for path in folder.rglob("*") if any(word in path.name for word in half))
