"""How the fuzzing tests run in the suite: the same cases each time, kept nowhere."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

from gzparty.domain.diagnostic import Refusal
from gzparty.labels import refusal_text

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def short(examples: int) -> settings:
    """So many cases, the same each time."""
    return settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=_SLOW
    )


def long(examples: int) -> settings:
    """So many cases by a seed; what is found is made small only for a while."""
    return settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=_SLOW,
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
        report_multiple_bugs=False,
    )


def told(refusal: Refusal) -> None:
    """A refusal has its sentence."""
    assert refusal_text(refusal)
