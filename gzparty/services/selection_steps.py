"""What every step after the nominations asks first: whether the selection still runs, and whether anything is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.selection import Selection
from gzparty.labels.ballots import selection_name

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def running(store: Store, selection_id: int) -> Selection:
    """A selection that is neither left vacant nor typed in afterwards; Refusal says the way out."""
    selection = store.selections.get(selection_id)
    if selection.vacant_on is not None:
        raise Refusal("step_of_vacant", selection=selection_name(selection), day=selection.vacant_on)
    if selection.imported:
        raise Refusal("step_of_imported", selection=selection_name(selection))
    return selection


def refuse(findings: Iterable[Diagnostic]) -> None:
    """Refuse with every error found, each with its field; without one nothing happens."""
    errors = [one for one in findings if one.level is Level.ERROR]
    if errors:
        raise Refusal.of(errors)
