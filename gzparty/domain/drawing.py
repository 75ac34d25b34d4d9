"""Drawing lots (抽签选单位): which units a joint inspection goes to follows from a recorded seed alone, so that whoever
doubts a draw can repeat it: the lot of a unit is the SHA-256 of "seed:uid" in UTF-8, and the lowest lots are drawn.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from hashlib import sha256

from gzparty.domain.diagnostic import Refusal

SEED_LIMIT = 10**15
"""Seeds are below it: a number that can be read out and typed, and that every program keeps exactly."""


def lot(uid: str, seed: int) -> str:
    """The lot of a unit under a seed, as hexadecimal digits; lots compare as text."""
    return sha256(f"{seed}:{uid}".encode()).hexdigest()


def drawn(pool: Collection[str], count: int, seed: int) -> tuple[str, ...]:
    """The uids drawn, in the order of their lots; Refusal for fewer than one, or for more than there are.

    Neither the order of the pool nor the machine matters, and a unit named twice has one lot.
    """
    units = set(pool)
    if not 0 <= seed < SEED_LIMIT:
        raise Refusal("tour_seed_absurd", seed=seed)
    if count < 1:
        raise Refusal("tour_draw_none")
    if count > len(units):
        raise Refusal("tour_draw_too_many", count=count, pool=len(units))
    return tuple(sorted(units, key=lambda uid: (lot(uid, seed), uid))[:count])


def passed_over(pool: Collection[str], kept: Collection[str], seed: int) -> tuple[str, ...]:
    """Units whose lot came before the last one kept, but which are not kept: taken off by hand after the draw."""
    order = drawn(pool, len(set(pool)), seed) if pool else ()
    last = max((place for place, uid in enumerate(order) if uid in kept), default=0)
    return tuple(uid for uid in order[:last] if uid not in kept)


def next_seed(today: date, before: int | None) -> int:
    """A seed for a draw on a day: 20260617, and 2026061702, 2026061703 … for every draw after the first of that day.

    How often lots were drawn can thus be read off the seed.
    """
    first = int(f"{today:%Y%m%d}")
    if before == first:
        return first * 100 + 2
    return before + 1 if before is not None and before // 100 == first else first
