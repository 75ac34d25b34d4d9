"""Use cases of training outside the office (上级调训): add, change, remove."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.credit import hours
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.outside import OutsideLevel, OutsideTraining
from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.context import Done, Service

TITLE_LIMIT = 100
MOST_CREDIT = 2 * 24 * 31
"""Half hours; nobody earns more than a month of days in one training."""


@dataclass(frozen=True, slots=True)
class OutsideDraft:
    """What is known of a training elsewhere; `credit` in half hours of 学时."""

    person_id: int
    title: str
    began_on: date
    credit: int
    ended_on: date | None = None
    level: OutsideLevel = OutsideLevel.CITY
    proof: str = ""


class OutsideTrainings(Service):
    """Writes of training elsewhere; its 学时 counts in the year of its last day."""

    def add(self, draft: OutsideDraft) -> Done[OutsideTraining]:
        """Add a training of one person; the same one twice is refused."""
        with self._action(_("加 {title}").format(title=draft.title.strip()), "outside.add") as action:
            stored = self._insert(draft)
        return self._done(action, stored)

    def change(self, training: OutsideTraining) -> Done[OutsideTraining]:
        """Correct a training."""
        changed = self._checked(training)
        with self._action(_("修改 {title}").format(title=changed.title), "outside.edit") as action:
            self._store.outside.update(changed)
        return self._done(action, changed)

    def remove(self, training_id: int) -> Done[None]:
        """Take away a training entered by mistake."""
        training = self._store.outside.get(training_id)
        with self._action(_("删除 {title}").format(title=training.title), "outside.remove") as action:
            self._store.outside.delete(training_id)
        return self._done(action, None)

    def add_for(self, people: list[int], draft: OutsideDraft) -> Done[tuple[OutsideTraining, ...]]:
        """Add one training of several people at once, as the list from above names them."""
        name = _("{count} 人加 {title}").format(count=len(people), title=draft.title.strip())
        with self._action(name, "outside.add") as action:
            stored = tuple(self._insert(replace(draft, person_id=number)) for number in people)
        return self._done(action, stored)

    def _insert(self, draft: OutsideDraft) -> OutsideTraining:
        training = self._checked(
            OutsideTraining(
                0,
                self._context.new_uid(),
                draft.person_id,
                draft.level,
                draft.title,
                draft.began_on,
                draft.ended_on,
                draft.credit,
                draft.proof,
            )
        )
        return replace(training, id=self._store.outside.insert(training))

    def _checked(self, training: OutsideTraining) -> OutsideTraining:
        entry.check_span(entry.checked_day(training.began_on), training.ended_on)
        entry.checked_day(training.last_day)
        if training.began_on > self._context.today():
            raise Refusal("outside_in_future", day=training.began_on)
        if not 0 < training.credit <= MOST_CREDIT:
            raise Refusal("outside_credit_absurd", credit=f"{hours(training.credit):g}")
        training = replace(
            training,
            title=entry.checked_name(training.title, TITLE_LIMIT),
            proof=entry.checked_text(training.proof),
        )
        person = self._store.people.person(training.person_id)
        if person.merged_into is not None:
            raise Refusal("person_merged_away", name=person.name)
        for known in self._store.outside.of_person(training.person_id):
            same = (known.title, known.began_on) == (training.title, training.began_on)
            if same and known.id != training.id:
                raise Refusal("outside_known", name=person.name, title=training.title, day=training.began_on)
        return training
