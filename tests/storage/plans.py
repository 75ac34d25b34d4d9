"""How the database goes about what a store is asked."""

from __future__ import annotations

from collections.abc import Callable

from db.store import SqliteStore


def plans_of(store: SqliteStore, ask: Callable[[SqliteStore], object]) -> str:
    """How SQLite goes about every SELECT that something asks, a line for each table it looks into."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    ask(store)
    store.connection.set_trace_callback(None)
    rows = [
        row
        for query in asked
        if query.startswith("SELECT")
        for row in store.connection.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    return "\n".join(str(row[3]) for row in rows)
