"""A small office on a real file, and its services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gzparty.services.bundle import Services
from tests.builders import Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Four villages in two communities, each with a secretary."""
    built = an_office(tmp_path)
    yield built
    built.store.close()


@pytest.fixture
def services(office: Office) -> Services:
    """The services of that office."""
    return office.services
