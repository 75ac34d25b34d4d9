"""The sample office as of its own day for the tests of a module that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gzparty.services.bundle import Services
from tests.filled_office import opened_copy


@pytest.fixture(scope="module")
def sample_office(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The sample on its own day."""
    with opened_copy(sample_file, tmp_path_factory.mktemp("sample")) as services:
        yield services
