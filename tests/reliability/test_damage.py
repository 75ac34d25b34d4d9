"""The harness of damaged files, in short form."""

from __future__ import annotations

import random

from tests.reliability import damage


def test_damage_is_told_and_nothing_is_overwritten() -> None:
    report = damage.run(rounds=10, seed=1)
    assert report.findings == []
    assert all(report.done[f"damaged: {kind}"] == 2 for kind in damage.KINDS)


def test_every_seed_damages_something() -> None:
    content = bytes(range(256)) * 100
    assert all(damage.harm(content, random.Random(seed)) != content for seed in range(50))
