"""The sample office as of its own day, filled once for the tests of a module that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from gzparty.services.bundle import Services
from tests.filled_office import filled


@pytest.fixture(scope="module")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The sample on its own day."""
    with filled(tmp_path_factory.mktemp("sample"), date(2026, 6, 17)) as services:
        yield services
