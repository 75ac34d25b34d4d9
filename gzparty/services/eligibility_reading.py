"""What the records say of candidates, read for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzparty.domain.eligibility import Finding
from gzparty.domain.selection import Nomination, Selection
from gzparty.services.context import Service


class EligibilityReader(Service):
    """Reads the facts of eligibility; never writes."""

    def of_nominations(
        self, selection: Selection, nominations: Sequence[Nomination]
    ) -> Mapping[int, tuple[Finding, ...]]:
        """What is found of each nomination as records stand now, by its id."""
        return {nomination.id: () for nomination in nominations}
