"""Objections received during a 公示: taken down, looked into. Who made one lies sealed apart (`sealed_people.py`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from gzparty.domain import decision_rules, entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.selection import Objection, Outcome, Selection
from gzparty.domain.tip import Reporter
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services.context import Context, Done
from gzparty.services.decision_drafts import CONTENT_LIMIT, ObjectionDraft
from gzparty.services.publicity_writing import PublicityWriting
from gzparty.services.sealed_people import OBJECTORS, SealedPeople
from gzparty.services.sealing import Sealer
from gzparty.services.selection_steps import refuse

if TYPE_CHECKING:
    from gzparty.services.ports import Store


class ObjectionWriting(PublicityWriting):
    """Writes of objections, as long as their 公示 has no result."""

    def __init__(self, store: Store, context: Context, sealer: Sealer) -> None:
        super().__init__(store, context)
        self._people = SealedPeople(store, context, sealer, OBJECTORS)

    def object(
        self, publicity_id: int, draft: ObjectionDraft, objector: Reporter | None = None
    ) -> Done[Objection]:
        """Take an objection down; who made it is sealed at once. A late one counts as long as there is no result."""
        publicity, selection = self._running_publicity(publicity_id)
        blank = Objection(
            0, self._context.new_uid(), publicity.id, draft.received_on, draft.channel.value, ""
        )
        objection = self._told(blank, draft, selection)
        sealed = None if objector is None else self._people.sealed(objection.uid, objector)
        name = _("登记{selection}公示的异议").format(selection=selection_name(selection))
        with self._action(name, "objection.add") as action:
            if sealed is not None:
                objection = self._with_objector(objection, sealed)
            objection = replace(objection, id=self._store.selections.insert_objection(objection))
        return self._done(action, objection)

    def change_objection(self, objection_id: int, draft: ObjectionDraft) -> Done[Objection]:
        """Store what was typed over an objection; who made it is changed by `set_objector` alone."""
        before, selection = self._objection(objection_id)
        after = self._told(before, draft, selection)
        name = _("修改{selection}公示的异议").format(selection=selection_name(selection))
        with self._action(name, "objection.change") as action:
            if after != before:
                self._store.selections.update_objection(after)
        return self._done(action, after)

    def handle(self, objection_id: int, on: date, handling: str, outcome: Outcome) -> Done[Objection]:
        """Write down how an objection was looked into, and what that found."""
        before, selection = self._objection(objection_id)
        text = entry.checked_text(handling, CONTENT_LIMIT)
        after = replace(before, handled_on=on, handling=text, outcome=outcome)
        refuse(decision_rules.check_handling(after, on, self._context.today()))
        name = _("核实{selection}公示的异议").format(selection=selection_name(selection))
        with self._action(name, "objection.handle") as action:
            self._store.selections.update_objection(after)
        return self._done(action, after)

    def reopen_objection(self, objection_id: int) -> Done[Objection]:
        """Take back how an objection was looked into: it is open again."""
        before, selection = self._objection(objection_id)
        after = replace(before, handled_on=None, handling="", outcome=Outcome.OPEN)
        name = _("重新核实{selection}公示的异议").format(selection=selection_name(selection))
        with self._action(name, "objection.reopen") as action:
            if after != before:
                self._store.selections.update_objection(after)
        return self._done(action, after)

    def delete_objection(self, objection_id: int) -> Done[None]:
        """Delete one that was a mistake; undo brings it back with what lies sealed."""
        _before, selection = self._objection(objection_id)
        name = _("删除{selection}公示的异议").format(selection=selection_name(selection))
        with self._action(name, "objection.delete") as action:
            self._store.selections.delete_objection(objection_id)
        return self._done(action, None)

    def set_objector(self, objection_id: int, objector: Reporter | None) -> Done[Objection]:
        """Seal who made it, in place of whoever was sealed before; None takes it away for good."""
        before = self._store.selections.objection(objection_id)
        sealed = None if objector is None else self._people.sealed(before.uid, objector)
        name, kind = (
            (_("公示异议的提意见人有改动"), "objection.objector")
            if sealed is not None
            else (_("抹掉公示异议的提意见人"), "objection.erase")
        )
        after = before
        with self._action(name, kind) as action:
            if sealed is not None:
                after = self._with_objector(before, sealed)
                self._store.selections.update_objection(after)
            elif before.has_objector:
                after = replace(before, has_objector=False, objector_changes=before.objector_changes + 1)
                self._store.selections.update_objection(after)
                self._people.erase("objection", before.id, before.uid, "has_objector")
        return self._done(action, after)

    def reveal(self, objection_id: int, source: str = "") -> Reporter:
        """Who made it: an act of its own, noted with time and place, which undo never takes back.

        Refusal `objector_none`, `objector_key_missing` (sealed on another computer), `objector_damaged`.
        """
        objection = self._store.selections.objection(objection_id)
        found = None
        if objection.has_objector:
            found = self._people.reveal(objection.uid, objection.objector_changes, source)
        if found is None:
            raise Refusal("objector_none")
        return found

    def reveals(self, objection_id: int) -> tuple[tuple[datetime, str], ...]:
        """When somebody looked who made it and from where, the latest first."""
        objection = self._store.selections.objection(objection_id)
        return tuple(self._people.looks(objection.uid)) if objection.has_objector else ()

    def _objection(self, objection_id: int) -> tuple[Objection, Selection]:
        """An objection whose 公示 has no result, and the selection."""
        objection = self._store.selections.objection(objection_id)
        _publicity, selection = self._running_publicity(objection.publicity_id)
        return objection, selection

    def _told(self, objection: Objection, draft: ObjectionDraft, selection: Selection) -> Objection:
        """The objection with what the draft says; Refusal with every fault, none of which repeats what was said."""
        objection = replace(
            objection,
            received_on=entry.checked_day(draft.received_on),
            channel=draft.channel.value,
            content=entry.checked_text(draft.content, CONTENT_LIMIT),
            nomination_id=draft.nomination_id,
        )
        publicity = self._store.selections.publicity(objection.publicity_id)
        published = [one.id for one in self._published(selection)]
        today = self._context.today()
        refuse(decision_rules.check_objection(objection, publicity, published, today))
        if objection.handled_on is not None:
            refuse(decision_rules.check_handling(objection, objection.handled_on, today))
        return objection

    def _with_objector(self, objection: Objection, sealed: bytes) -> Objection:
        """Keep the sealed objector under the number of this change: undo goes back to the one before by its number."""
        changes = objection.objector_changes + 1
        self._people.keep(objection.uid, changes, sealed)
        return replace(objection, has_objector=True, objector_changes=changes)
