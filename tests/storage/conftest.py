"""A fresh office file for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import SqliteStore
from tests.builders import NOW, Office, a_store, a_unit, an_office


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty office file, held as its writer."""
    opened = a_store(tmp_path / "office.gzparty")
    yield opened
    opened.close()


@pytest.fixture
def writing(store: SqliteStore) -> Iterator[None]:
    """All writes of a test are one action."""
    with store.action("备", "test", NOW, "test"):
        yield


@pytest.fixture
def unit(store: SqliteStore, writing: None) -> int:
    """A unit."""
    return store.people.insert_unit(a_unit())


@pytest.fixture
def other(store: SqliteStore, writing: None) -> int:
    """Another unit."""
    return store.people.insert_unit(a_unit(sort_order=2))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A small office with four villages in two communities."""
    built = an_office(tmp_path)
    yield built
    built.store.close()
