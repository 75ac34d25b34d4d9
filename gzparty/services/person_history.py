"""A person's history in words: what each deed changed, with what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gzparty.i18n import _
from gzparty.services.people_views import HistoryLine
from gzparty.services.versions import told_steps

if TYPE_CHECKING:
    from gzparty.services.ports import Store


def history(store: Store, person_id: int) -> tuple[HistoryLine, ...]:
    """Every deed that touched a person, its posts, memberships and training elsewhere; the newest first."""
    return tuple(
        HistoryLine(deed.at, deed.name, _("；").join(changes), deed.source, deed.undone)
        for deed, changes in told_steps(store, "people", person_id)
    )
