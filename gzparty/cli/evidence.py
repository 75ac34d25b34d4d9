"""Files named on the command line, as the bytes a step takes with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gzparty.cli.frame import Session
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.new_files import sources_of, take_in
from gzparty.services.bundle import Services
from gzparty.services.new_files import Taken


def taken(services: Services, files: Sequence[Path], session: Session) -> Sequence[Taken]:
    """The bytes of the files, all of them or none."""
    if not files:
        return ()
    intake = take_in(services.store.blobs, sources_of(path.resolve() for path in files), session.now())
    if intake.refused:
        refusal = Refusal(intake.refused[0].code)
        refusal.diagnostics = tuple(intake.refused)
        raise refusal
    return intake.taken
