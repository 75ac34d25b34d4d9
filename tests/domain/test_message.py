"""Which text for WeChat fits a session at a moment."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.message import MessageKind, fitting_message, possible_messages
from gzparty.domain.training import TrainingState
from tests.builders import a_sitting, a_training


@pytest.mark.parametrize(
    ("now", "moved_on", "kind"),
    [
        (datetime(2026, 6, 10, 9), None, MessageKind.NOTICE),
        (datetime(2026, 6, 10, 9), date(2026, 6, 9), MessageKind.CHANGE),
        (datetime(2026, 6, 14, 9), date(2026, 6, 9), MessageKind.NOTICE),
        (datetime(2026, 6, 16, 20), date(2026, 6, 9), MessageKind.REMINDER),
        (datetime(2026, 6, 16, 20), date(2026, 6, 16), MessageKind.CHANGE),
        (datetime(2026, 6, 17, 8), None, MessageKind.REMINDER),
        (datetime(2026, 6, 17, 17, 30), date(2026, 6, 17), MessageKind.NOTICE),
        (datetime(2026, 6, 18, 9), None, MessageKind.NOTICE),
    ],
)
def test_the_text_of_the_day_is_offered(now: datetime, moved_on: date | None, kind: MessageKind) -> None:
    sitting = a_sitting(datetime(2026, 6, 17, 14, 30))
    assert fitting_message(a_training(1), sitting, now, moved_on) is kind


def test_a_cancelled_session_has_one_true_text() -> None:
    training = a_training(1, state=TrainingState.CANCELLED)
    assert possible_messages(training, date(2026, 6, 1)) == {MessageKind.CANCELLED}
    sitting = a_sitting(datetime(2026, 6, 17, 14, 30))
    assert fitting_message(training, sitting, datetime(2026, 6, 17, 8), None) is MessageKind.CANCELLED


def test_a_change_is_offered_only_where_something_changed() -> None:
    assert MessageKind.CHANGE not in possible_messages(a_training(1), None)
    assert MessageKind.CHANGE in possible_messages(a_training(1), date(2026, 6, 1))
