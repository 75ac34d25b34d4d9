"""Reading for long: a job with a connection of its own, beside the one the window reads by."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from gzparty.services.bundle import Services
from ui.jobs import Failed, Job, Jobs, Progress
from ui.lasting import Quiet, Shown

R = TypeVar("R")
Stopped = Callable[[], bool]
Reading = Callable[[], AbstractContextManager[Services]]
"""Opens the office's records for reading, in whatever thread asks."""


def read_in_job(
    jobs: Jobs,
    reading: Reading,
    call: Callable[[Services, Progress, Stopped], R],
    done: Callable[[R], None],
    failed: Failed,
    told: Shown | Quiet,
) -> Job:
    """Run `call(services, progress, stopped)` in a job; one of `done` and `failed` is called later, here.

    `told` says how it shows itself.
    """

    def work(progress: Progress, stopped: Stopped) -> R:
        with reading() as services:
            return call(services, progress, stopped)

    return jobs.run(work, done, failed, told)
