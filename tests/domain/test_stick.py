"""The copy on a stick is due a while after the last one; a new office has as long for its first one."""

from __future__ import annotations

from datetime import date

import pytest

from gzparty.domain.stick import is_stick_due

MADE = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("last", "today", "due"),
    [
        (None, date(2026, 6, 1), False),
        (None, date(2026, 6, 7), False),
        (None, date(2026, 6, 8), True),
        (date(2026, 6, 5), date(2026, 6, 8), False),
        (date(2026, 6, 5), date(2026, 6, 11), False),
        (date(2026, 6, 5), date(2026, 6, 12), True),
    ],
)
def test_a_copy_is_due_days_after_the_last_one_or_after_the_office_was_made(
    last: date | None, today: date, due: bool
) -> None:
    assert is_stick_due(last, MADE, today, 7) is due
