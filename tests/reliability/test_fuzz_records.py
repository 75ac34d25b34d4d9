"""JSON with anything anywhere is stored whole or refused, and a refusal leaves every table as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given

from tests.reliability import fuzz_records
from tests.reliability.fuzz_records import Case
from tests.reliability.fuzz_settings import short


@pytest.fixture(scope="module")
def check() -> Iterator[Callable[[Case], None]]:
    """What checks a case on the sample office."""
    with fuzz_records.checking() as check:
        yield check


@short(60)
@given(case=fuzz_records.STRATEGY)
def test_a_record_is_stored_whole_or_refused(check: Callable[[Case], None], case: Case) -> None:
    check(case)


@pytest.mark.parametrize("name", sorted(fuzz_records.LONG))
def test_a_document_of_no_measure_is_refused(check: Callable[[Case], None], name: str) -> None:
    check(Case("problems", fuzz_records.LONG[name]))
