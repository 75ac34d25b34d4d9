"""What services need from outside besides the store: the clock and a source of identities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from gzparty.records import dataclass
from gzparty.settings import Settings, from_stored

if TYPE_CHECKING:
    from gzparty.domain.people import UnitView
    from gzparty.services.file_ports import Action
    from gzparty.services.ports import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """Clock and identities, injected so that the sample office is the same on every machine.

    `now` is local time without zone; `new_uid` returns a fresh stable identity; `source` is who
    writes (window, cli, demo), kept in the journal.
    """

    now: Callable[[], datetime]
    new_uid: Callable[[], str]
    source: str = "window"

    def today(self) -> date:
        """The day of `now`."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a service did: its value, the action's id (0 if nothing changed), name and changed kinds."""

    value: T
    action: int = 0
    name: str = ""
    kinds: frozenset[str] = frozenset()


class Service:
    """Base of all services: a store to work on and the context to work in."""

    def __init__(self, store: Store, context: Context) -> None:
        self._store = store
        self._context = context

    def _action(self, name: str, kind: str) -> AbstractContextManager[Action]:
        """Group the writes of one use case under a name the clerk can undo."""
        return self._store.action(name, kind, self._context.now(), self._context.source)

    def _settings(self) -> Settings:
        """What the office has set."""
        return from_stored(self._store.office.load_settings())

    def _units_by_id(self, on: date | None = None) -> Mapping[int, UnitView]:
        """Every unit as it is on a day, today if none is given, in the office's order."""
        return {unit.id: unit for unit in self._store.people.units(on or self._context.today())}

    @staticmethod
    def _done(action: Action, value: T) -> Done[T]:
        """Say what an action changed; to be called after its block has ended."""
        return Done(value, action.id, action.name, action.kinds)
