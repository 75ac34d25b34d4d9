"""The sample office as it stands after some more days of use: with papers that were printed and corrected
since, an election, an opinion whose reporter is known, objections, and a selection at each step."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.blobs import blobs_path
from db.store import SqliteStore
from gzparty import bootstrap
from gzparty.domain.meeting import Candidate, Excluded, MeetingKind, VoteKind
from gzparty.domain.sitting import Mark, Status
from gzparty.domain.tip import Reporter, TipKind
from gzparty.domain.training import TrainingState
from gzparty.domain.voting import Exclusion
from gzparty.reports.printed import Order, compose_order, log_entry
from gzparty.reports.subject import Subject
from gzparty.services.bundle import Services
from gzparty.services.votes import VoteDraft
from tests.filled_office import SAMPLE_DAY, midnight
from tests.widgets.lived_in_selections import add_selections, object_to

UIDS = 2_000_000
KNOWN_REPORTER = Reporter("孙示例", "0536-0000000（示例）", "官庄村 3 号（示例）")


def build_lived_in(sample: Path, folder: Path) -> Path:
    """Write that office into a folder, from the sample office; returns its file."""
    office = copied_whole(sample, folder)
    with _written(office) as services:
        print_and_correct(services)
        elect(services)
        say_who_told(services)
        object_to(services, KNOWN_REPORTER)
        add_selections(services)
    return office


def copied_whole(office: Path, folder: Path) -> Path:
    """A copy of an office with its attachments, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / office.name
    shutil.copy(office, target)
    shutil.copy(blobs_path(office), blobs_path(target))
    return target


def print_and_correct(services: Services) -> None:
    """The roll of the latest session that was held was printed; afterwards somebody's mark was another."""
    held = [
        one for one in services.store.trainings.of_year(SAMPLE_DAY.year) if one.state is TrainingState.HELD
    ]
    order = Order("roll", Subject(SAMPLE_DAY.year, SAMPLE_DAY, training=held[-1].number))
    services.prints.record(log_entry(order, one, SAMPLE_DAY, 1) for one in compose_order(services, order))
    services.rolls.mark(held[-1].sitting_id, [3], Mark(Status.LEAVE, "外出"))


def elect(services: Services) -> None:
    """A general meeting of a branch elected; one member does not count towards those due."""
    meetings = services.store.meetings.between("2026", "2026-Z")
    held = [one for one in meetings if one.kind is MeetingKind.BRANCH_MEETING]
    services.votes.add(
        held[0].id,
        VoteDraft(
            VoteKind.ELECTION,
            "补选支部委员（示例）",
            eligible=20,
            present=18,
            excluded=(Excluded("一示例", Exclusion.INFIRM.value, "2026-03-02"),),
            seats=1,
            candidates=(Candidate("二示例", 15), Candidate("三示例", 3)),
            secret=True,
        ),
    )


def say_who_told(services: Services) -> None:
    """Who said the newest opinion is known."""
    opinions = [one for one in services.store.tips.all(2026) if one.kind is TipKind.OPINION]
    services.tips.set_reporter(opinions[-1].id, KNOWN_REPORTER)


@contextmanager
def _written(office: Path) -> Iterator[Services]:
    store = SqliteStore.open_writer(office, midnight(SAMPLE_DAY))
    try:
        yield bootstrap.services_on(store, bootstrap.clock_of(store), bootstrap.counted_uids(UIDS))
    finally:
        store.close()
