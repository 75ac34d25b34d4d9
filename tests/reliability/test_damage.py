"""The harness of damaged files, in short form."""

from __future__ import annotations

import random
from pathlib import Path

from tests.reliability import damage


def test_damage_is_told_and_nothing_is_overwritten(sample_file: Path) -> None:
    report = damage.run(rounds=len(damage.KINDS), seed=1, built=sample_file)
    assert report.findings == []
    assert all(report.done[f"damaged: {kind}"] == 1 for kind in damage.KINDS)


def test_every_seed_damages_something() -> None:
    content = bytes(range(256)) * 100
    assert all(damage.harm(content, random.Random(seed)) != content for seed in range(50))
