"""What a password must be, and how wrong tries slow the next one down; whoever has the file can guess without us.

Guessing away from the program costs a fifth of a second a try on one core (`db.keys.ROUNDS`): six digits last days, eight
letters and digits mixed last longer than the office. Slowing down is for whoever sits at the desk for an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gzparty.domain.diagnostic import Diagnostic, Level
from gzparty.records import dataclass

SHORTEST = 6
"""Less is refused: it is guessed within hours."""
ADVISED = 8
LONGEST = 128
FREE_TRIES = 3
"""A slip of the finger costs nothing."""
FIRST_PAUSE, LONGEST_PAUSE = 2, 60
"""Seconds; each wrong try doubles the pause."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How many wrong tries there were in a row, and when the last one was."""

    wrong: int = 0
    at: datetime = datetime.min

    def after_wrong(self, now: datetime) -> Tries:
        """One more wrong try."""
        return Tries(self.wrong + 1, now)

    def seconds_left(self, now: datetime) -> int:
        """Whole seconds until the next try is taken; a clock set back never locks anybody out."""
        gone = (now - self.at).total_seconds()
        if gone < 0:
            return 0
        return max(0, round(pause(self.wrong) - gone + 0.499))


def pause(wrong: int) -> int:
    """Seconds to wait after so many wrong tries: 0, 0, 0, 2, 4, 8 … 60."""
    over = wrong - FREE_TRIES
    if over <= 0:
        return 0
    # Shifted, so that it stays a whole number; ten doublings are past the longest.
    return min(LONGEST_PAUSE, FIRST_PAUSE << min(over - 1, 10))


def problem(password: str) -> Diagnostic | None:
    """Why something cannot be a password; None where it can."""
    if len(password) < SHORTEST:
        return Diagnostic(Level.ERROR, "password_short", {"least": SHORTEST, "length": len(password)})
    if len(password) > LONGEST:
        return Diagnostic(Level.ERROR, "password_long", {"most": LONGEST})
    if any(not letter.isprintable() for letter in password) or password != password.strip():
        return Diagnostic(Level.ERROR, "password_blanks")
    return None


def advice(password: str) -> Diagnostic | None:
    """What would make a password better; None where it is good."""
    return next(_weaknesses(password), None)


def _weaknesses(password: str) -> Iterator[Diagnostic]:
    if len(password) < ADVISED:
        yield Diagnostic(Level.WARNING, "password_better_longer", {"advised": ADVISED})
    elif password.isdigit():
        yield Diagnostic(Level.WARNING, "password_only_digits")
    elif len(set(password)) < SHORTEST - 1:
        yield Diagnostic(Level.WARNING, "password_repeats")
    if not password.isascii():
        yield Diagnostic(Level.WARNING, "password_not_ascii")
