"""The way out of an office file that does not open: the newest copies that do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain.diagnostic import Refusal

if TYPE_CHECKING:
    from gzparty.services.copy_views import Copy, Inside

LOST = frozenset({"store_gone", "store_replaced", "store_log_gone"})
"""Refusals by which an office that is open must be opened anew; until then nothing more is written."""
LookInto = Callable[[Path], "Inside"]
"""Opens a copy and checks all of it; Refusal where it cannot be used."""


def is_lost(error: Exception) -> bool:
    """Whether something failed since an office's file is no longer the one that was opened."""
    return isinstance(error, Refusal) and error.diagnostics[0].code in LOST


class GoodCopy(NamedTuple):
    """A copy that was opened and checked, with what it holds."""

    copy: Copy
    inside: Inside


def good_copies(
    copies: Iterable[Copy], look_into: LookInto, stopped: Callable[[], bool] = lambda: False
) -> Iterator[GoodCopy]:
    """Those that open and are sound, newest first; the others are passed over and left as they are."""
    for copy in sorted(copies, key=lambda copy: (copy.at, copy.path.name), reverse=True):
        if stopped():
            return
        try:
            yield GoodCopy(copy, look_into(copy.path))
        except Refusal:
            continue


def newest_good_copy(copies: Iterable[Copy], look_into: LookInto) -> GoodCopy | None:
    """The one to go back to; None where no copy opens."""
    return next(good_copies(copies, look_into), None)
