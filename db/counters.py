"""Numbers that are given once: the counters are not journalled, so that an undone number is never given again."""

from __future__ import annotations

from db.driver import Connection


def next_value(connection: Connection, name: str) -> int:
    """Count on; 1 for a counter that is asked for the first time."""
    connection.execute(
        "INSERT INTO counter(name, value) VALUES (?, 1) ON CONFLICT(name) DO UPDATE SET value = value + 1",
        (name,),
    )
    return int(connection.execute("SELECT value FROM counter WHERE name = ?", (name,)).fetchone()[0])
