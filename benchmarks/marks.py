"""A million marks of ten years on rolls: the ways to count them, beside one pass over an index, and single questions."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.ratio import Ratio, interleaved, median_ratio, median_seconds, timed
from db.driver import Connection, connect

SITTINGS, ON_ROLL = 16_000, 64
ROUNDS = 3
FLOOR = "one pass over an index"
QUESTIONS = {
    FLOOR: "SELECT sum(status = 'present') FROM attendance INDEXED BY attendance_status",
    "years by status, as a join": "SELECT substr(s.start, 1, 4) AS year, a.status, count(*) FROM attendance a"
    " JOIN sitting s ON s.id = a.sitting_id GROUP BY 1, 2",
    "years by status, counted per roll first": "SELECT substr(s.start, 1, 4) AS year, t.status, sum(t.n) FROM"
    " (SELECT sitting_id, status, count(*) AS n FROM attendance GROUP BY 1, 2) t JOIN sitting s ON s.id = t.sitting_id"
    " GROUP BY 1, 2",
    "years by status, by a roll-up table": "SELECT substr(s.start, 1, 4) AS year, r.status, sum(r.n) FROM rollup r"
    " JOIN sitting s ON s.id = r.sitting_id GROUP BY 1, 2",
    "one person, ten years": "SELECT s.start, a.status FROM attendance a JOIN sitting s ON s.id = a.sitting_id"
    " WHERE a.person_id = 77 ORDER BY s.start DESC",
    "one roll": "SELECT person_id, status FROM attendance WHERE sitting_id = 1500 ORDER BY position",
}
_TABLES = (
    "CREATE TABLE sitting(id INTEGER PRIMARY KEY, start TEXT NOT NULL)",
    "CREATE TABLE attendance(id INTEGER PRIMARY KEY, sitting_id INTEGER NOT NULL, position INTEGER NOT NULL,"
    " person_id INTEGER NOT NULL, status TEXT NOT NULL, UNIQUE (sitting_id, position))",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {sittings}) INSERT INTO sitting"
    " SELECT i, date('2016-01-01', (i * 3652 / {sittings}) || ' days') FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {roll} - 1) INSERT INTO"
    " attendance(sitting_id, position, person_id, status) SELECT s.id, n.i, 1 + (s.id % 100) * {roll} + n.i,"
    " CASE (s.id * 7 + n.i * 13) % 10 WHEN 0 THEN 'absent' WHEN 1 THEN 'leave' ELSE 'present' END FROM sitting s, n",
    "CREATE INDEX attendance_person ON attendance(person_id, sitting_id)",
    "CREATE INDEX attendance_status ON attendance(sitting_id, status)",
    "CREATE TABLE rollup(sitting_id INTEGER, status TEXT, n INTEGER, PRIMARY KEY (sitting_id, status)) WITHOUT ROWID",
    "INSERT INTO rollup SELECT sitting_id, status, count(*) FROM attendance GROUP BY 1, 2",
)


def measure(_short: bool) -> list[Ratio]:
    """Each question beside one pass."""
    with tempfile.TemporaryDirectory() as folder:
        connection = _filled(Path(folder) / "marks.db")
        runs = {name: timed(partial(_ask, connection, text)) for name, text in QUESTIONS.items()}
        samples = interleaved(runs, ROUNDS)
        connection.close()
    return [
        Ratio(
            f"marks: {name} / one pass",
            median_ratio(found, samples[FLOOR]),
            None,
            f"{SITTINGS * ON_ROLL:,} marks, {median_seconds(found) * 1000:.1f} ms",
        )
        for name, found in samples.items()
    ]


def _ask(connection: Connection, text: str) -> list[object]:
    return connection.execute(text).fetchall()


def _filled(path: Path) -> Connection:
    connection = connect(str(path))
    connection.execute("BEGIN")
    for statement in _TABLES:
        connection.execute(statement.format(sittings=SITTINGS, roll=ON_ROLL))
    connection.execute("COMMIT")
    return connection
