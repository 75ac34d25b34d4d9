"""When a copy outside this computer is due."""

from __future__ import annotations

from datetime import date


def is_stick_due(last: date | None, created_on: date, today: date, days: int) -> bool:
    """Whether a copy is due again: `days` after the last one, in a new office after the day it was made."""
    return (today - (last or created_on)).days >= days
