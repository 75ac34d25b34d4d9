"""How the database goes about what a store is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from db.store import SqliteStore


def plans_of(store: SqliteStore, ask: Callable[[SqliteStore], object]) -> str:
    """How SQLite goes about every SELECT that something asks, a line for each table it looks into."""
    return "\n".join(line for query in queries_of(store, ask) for line in steps_of(store, query))


def queries_of(store: SqliteStore, ask: Callable[[SqliteStore], object]) -> list[str]:
    """Every SELECT that something asks, with what is bound in it."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    ask(store)
    store.connection.set_trace_callback(None)
    return [query for query in asked if query.lstrip().startswith("SELECT")]


def steps_of(store: SqliteStore, query: str) -> Iterator[str]:
    """The steps SQLite takes for a query."""
    for row in store.connection.execute(f"EXPLAIN QUERY PLAN {query}"):
        yield str(row[3])
