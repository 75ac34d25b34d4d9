"""The sample office with a calendar that is turned by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from db.store import SqliteStore
from gzparty.bootstrap import counted_uids, services_on
from gzparty.domain.selection import Selection
from gzparty.exchange import sample
from gzparty.services.selection_views import SelectionView

SAMPLE_DAY = date(2026, 6, 17)


class TurnedYear:
    """An office filled as of its own day; `day` may be set to any later one."""

    def __init__(self, folder: Path) -> None:
        self.day = SAMPLE_DAY
        self.store = SqliteStore.create(folder / "year.gzparty")
        self.services = services_on(self.store, self.now, counted_uids())
        sample.fill(self.services, sample.load_plan(), SAMPLE_DAY.year, lambda *_paper: None)

    def __enter__(self) -> TurnedYear:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.store.close()

    def now(self) -> datetime:
        """Midnight of the day."""
        return datetime.combine(self.day, datetime.min.time())

    def view(self, selection: Selection) -> SelectionView:
        """A selection as it stands that day."""
        return self.services.selection_views.get(selection.id)
