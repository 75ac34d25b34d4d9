"""What a session was before it was last moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gzparty.domain.training import Training
from gzparty.services.moves import Move, last_move
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office

START = datetime(2026, 7, 15, 14, 30)


@pytest.fixture
def training(office: Office) -> Training:
    office.services.trainings.add(TrainingDraft(datetime(2026, 8, 19, 14, 30), place="别处"))
    return office.services.trainings.add(TrainingDraft(START, topic="条例", place="三楼")).value


def found(office: Office, training: Training) -> Move | None:
    return last_move(office.store, office.store.sittings.get(training.sitting_id))


def test_a_session_never_moved_has_no_earlier_time(office: Office, training: Training) -> None:
    office.services.trainings.edit(training.id, TrainingDraft(START, topic="别的主题"))
    office.services.rolls.mark_unmarked(training.sitting_id)
    assert found(office, training) is None


def test_a_move_is_told_with_what_was_before(office: Office, training: Training) -> None:
    office.services.trainings.move(training.id, START + timedelta(days=1), reason="防汛")
    assert found(office, training) == Move(START, START + timedelta(hours=3), "三楼", NOW.date())


def test_changes_of_one_day_are_one_and_older_ones_are_forgotten(office: Office, training: Training) -> None:
    office.services.trainings.move(training.id, START + timedelta(days=1))
    office.clock.moment = NOW + timedelta(days=2)
    office.services.trainings.move(training.id, START + timedelta(days=5))
    draft = TrainingDraft(START + timedelta(days=5), place="东院")
    office.services.trainings.edit(training.id, draft)
    moved = found(office, training)
    assert moved is not None
    assert (moved.start, moved.place) == (START + timedelta(days=1), "三楼")
    assert moved.on == office.clock.moment.date()


def test_a_move_taken_back_was_none(office: Office, training: Training) -> None:
    office.services.trainings.move(training.id, START + timedelta(days=1))
    office.services.offices.undo()
    assert found(office, training) is None
    office.services.offices.redo()
    assert found(office, training) is not None


def test_there_and_back_again_on_one_day_is_no_change(office: Office, training: Training) -> None:
    office.services.trainings.move(training.id, START + timedelta(days=1))
    office.services.trainings.move(training.id, START)
    assert found(office, training) is None
