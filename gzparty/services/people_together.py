"""What happens to several people on one day, each by the deed of `services/people.py`: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from gzparty.i18n import _
from gzparty.labels.people import leaving_label
from gzparty.services.context import Context, Done, Service

if TYPE_CHECKING:
    from gzparty.services.people import People
    from gzparty.services.ports import Store


class PeopleTogether(Service):
    """One action of each call; whoever stands in the way is named by the Refusal of the deed."""

    def __init__(self, store: Store, context: Context, people: People) -> None:
        super().__init__(store, context)
        self._people = people

    def leave(self, person_ids: Collection[int], on: date, reason: str) -> Done[int]:
        """People left, died or moved away that day; how many."""
        return self._each(
            person_ids,
            _("{name} 等 {n} 人{reason}"),
            "person.leave",
            lambda person_id: self._people.leave(person_id, on, reason),
            reason=leaving_label(reason),
        )

    def confirm(self, person_ids: Collection[int], since: date) -> Done[int]:
        """Probationary members become full ones (转正) from a day on; how many."""
        return self._each(
            person_ids,
            _("{name} 等 {n} 人转正"),
            "member.confirm",
            lambda person_id: self._people.confirm_member(person_id, since),
        )

    def _each(
        self,
        person_ids: Collection[int],
        name: str,
        kind: str,
        deed: Callable[[int], Done[Any]],
        **words: str,
    ) -> Done[int]:
        wanted = tuple(dict.fromkeys(person_ids))
        if not wanted:
            return Done(0)
        first = self._store.people.person(wanted[0]).name
        with self._action(name.format(name=first, n=len(wanted), **words), kind) as action:
            for person_id in wanted:
                deed(person_id)
        return self._done(action, len(wanted))
