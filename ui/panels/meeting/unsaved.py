"""Records left half typed, also by a computer that went off: told over the board, and one click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import period_text
from gzparty.labels.meeting import meeting_name
from gzparty.services.bundle import Services
from ui.panels.meeting.typed import DRAFTS, NEW
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.wishes import InspectionRequest, LifeRequest

NAMED = 3
"""So many are named at once."""


class Unsaved(NamedTuple):
    """A record with something typed that is not stored."""

    key: str
    words: str
    request: LifeRequest | InspectionRequest


def unsaved(services: Services) -> list[Unsaved]:
    """The records that wait half typed, the latest first; those deleted meanwhile are left out."""
    names = {unit.id: unit.name for unit in services.store.people.units(services.context.today())}
    found: list[Unsaved] = []
    for form, key, _at in services.store.drafts.all():
        request = _request(services, key) if form == DRAFTS else None
        if request is None or request.unit_id not in names:
            continue
        name = meeting_name(names[request.unit_id], [MeetingKind(request.kind)])
        month = period_text(Period.parse(request.period)) if request.period else ""
        found.append(Unsaved(key, f"{name} {month}".rstrip(), request))
    return found


def _request(services: Services, key: str) -> LifeRequest | None:
    """Where a draft belongs, by its key."""
    if key.isdigit():
        return next(
            (
                LifeRequest(m.kind.value, 0, m.unit_id, m.group_id or 0, m.period, m.id)
                for m in services.store.meetings.many([int(key)])
            ),
            None,
        )
    new, *place = key.split(" ")
    if new != NEW or len(place) < 4:
        return None
    kind, unit_id, group_id, period, *_rest = place
    return LifeRequest(kind, 0, int(unit_id), int(group_id), period)


class UnsavedBanner(Banner):
    """Tells of them until each was opened."""

    opened = Signal(object)
    """What shows the one to go on with."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "unsavedRecords", "edit", parent, role="note")
        self._left: list[Unsaved] = []
        self._go_on = self.add_deed("openUnsaved", _("接着填"))
        self._go_on.clicked.connect(self._open)

    def show_left(self, left: Sequence[Unsaved]) -> None:
        """Tell of these."""
        self._left = list(left)
        self._tell()

    def drop(self, key: str) -> None:
        """One of them is in sight: it speaks for itself."""
        kept = [one for one in self._left if one.key != key]
        if len(kept) < len(self._left):
            self.show_left(kept)

    def _tell(self) -> None:
        count = len(self._left)
        names = _("、").join(one.words for one in self._left[:NAMED])
        text = _("{names}等").format(names=names) if count > NAMED else names
        self.say(_("有 {n} 条记录填了一半，还没保存").format(n=count) if count else "", text)

    def _open(self) -> None:
        first, *_rest = self._left
        self.drop(first.key)
        self.opened.emit(first.request)
