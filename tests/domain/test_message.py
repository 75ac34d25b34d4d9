"""Which text for WeChat fits a session at a moment."""

from __future__ import annotations

from datetime import datetime

import pytest

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.domain.message import MessageKind, fitting_message
from tests.builders import a_sitting, a_training

MOVED = Diagnostic(Level.NOTE, "date_moved_by_hand", {})
BY_RULE = Diagnostic(Level.NOTE, "date_by_rule", {})


@pytest.mark.parametrize(
    ("now", "why", "kind"),
    [
        (datetime(2026, 6, 10, 9), BY_RULE, MessageKind.NOTICE),
        (datetime(2026, 6, 10, 9), MOVED, MessageKind.CHANGE),
        (datetime(2026, 6, 16, 20), MOVED, MessageKind.REMINDER),
        (datetime(2026, 6, 17, 8), None, MessageKind.REMINDER),
        (datetime(2026, 6, 17, 17, 30), MOVED, MessageKind.NOTICE),
        (datetime(2026, 6, 18, 9), None, MessageKind.NOTICE),
    ],
)
def test_the_text_of_the_day_is_offered(now: datetime, why: Diagnostic | None, kind: MessageKind) -> None:
    sitting = a_sitting(datetime(2026, 6, 17, 14, 30))
    assert fitting_message(a_training(1, why=why), sitting, now) is kind
