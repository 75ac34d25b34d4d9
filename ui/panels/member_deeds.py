"""What can be done with the membership of a person: enter, confirm, into a group, to another branch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gzparty.domain.people import PartyClass
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people_views import PersonFile
from ui.drafts import draft_key
from ui.panels.ask import Question
from ui.panels.correcting_forms import MemberGroupForm
from ui.panels.person_asking import FORM, PersonAsking
from ui.panels.post_forms import AdmitForm, MoveMemberForm, SinceForm


class MemberDeeds(PersonAsking):
    """Each takes the file of the person it is about, or the ids of several."""

    def choose_group(self, file: PersonFile) -> None:
        """Put a member into a Party group of the branch, or out of it."""
        person_id, name, today = file.person.id, file.person.name, self._today()
        held = next(
            (m for m in self._gate.reader.store.people.memberships(person_id) if today in m.interval), None
        )
        if held is None:
            self.told.emit(_("{name} 没有登记组织关系，先登记为党员").format(name=name))
            return
        groups = self._gate.reader.people_views.groups(held.unit_id)
        if not groups:
            branch = next(one.unit_name for one in file.memberships if one.membership_id == held.id)
            self.told.emit(_("{unit}还没有党小组；在左边的单位上点右键，选“党小组”").format(unit=branch))
            return

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.change_group(person_id, values["group_id"], values["since"])

        form = MemberGroupForm(self._ground(), groups, held.group_id or groups[0].group_id)
        title = _("{name} 在哪个党小组").format(name=name)
        self._ask(Question(title, _("保存"), form, draft=draft_key(FORM, "group", person_id)), call)

    def admit(self, file: PersonFile) -> None:
        """Enter a member, or make a probationary one a full one."""
        person, now = file.person, file.line.party_class
        if now is PartyClass.FULL:
            self.told.emit(_("{name} 已经是正式党员").format(name=person.name))
        elif now is PartyClass.PROBATIONARY:
            self._confirm_member(file)
        else:
            form = AdmitForm(self._ground(), file.line.unit_id)

            def call(services: Services, values: Any) -> Done[Any]:
                return services.people.admit(
                    person.id, values["unit_id"], values["party_class"], values["since"]
                )

            title = _("{name} 登记到哪个支部").format(name=person.name)
            self._ask(Question(title, _("登记"), form, draft=draft_key(FORM, "admit", person.id)), call)

    def _confirm_member(self, file: PersonFile) -> None:
        person_id = file.person.id

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.confirm_member(person_id, values["since"])

        title = _("{name} 哪天转正").format(name=file.person.name)
        key = draft_key(FORM, "admit", person_id)
        self._ask(Question(title, _("转正"), SinceForm(self._ground()), draft=key), call)

    def _confirm_some(self, person_ids: Sequence[int]) -> None:
        title = _("这 {n} 个人哪天转正").format(n=len(person_ids))
        self._ask(
            Question(title, _("转正"), SinceForm(self._ground())),
            lambda services, values: services.people_together.confirm(person_ids, values["since"]),
        )

    def move(self, file: PersonFile) -> None:
        """Transfer to another branch."""
        person_id = file.person.id
        if all(one.until is not None for one in file.memberships):
            self.told.emit(_("{name} 没有登记组织关系，先登记为党员").format(name=file.person.name))
            return

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.move_member(person_id, values["unit_id"], values["since"])

        form = MoveMemberForm(self._ground())
        title = _("{name} 转移组织关系").format(name=file.person.name)
        self._ask(Question(title, _("转出"), form, draft=draft_key(FORM, "move", person_id)), call)
