"""What can be done with a person: asks for what a deed needs and does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Person
from gzparty.domain.phone import normalize_phone
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft, Placing
from gzparty.services.people_views import PersonFile
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.panels.ask import Question
from ui.panels.member_deeds import MemberDeeds
from ui.panels.merge_deeds import MergeDeeds
from ui.panels.person_asking import FORM
from ui.panels.person_forms import AddPersonForm, EditPersonForm
from ui.panels.person_words import joined
from ui.panels.post_deeds import PostDeeds
from ui.panels.post_forms import (
    LeaveOfficeForm,
    OutsideForm,
    PlaceForm,
)

NAMED = 3
"""Most namesakes a warning names."""
FACTS = ("name", "sex", "nation", "birth", "joined", "education", "note")
OTHER_ORDER = N_("名单现在按列排着或者没有显示这个人；回到原来的顺序再调整")


ADD = "add"


class PersonDeeds(PostDeeds, MemberDeeds, MergeDeeds):
    """Each deed takes the file of the person it is about, as it stands at that moment."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(desk, gate, parent)
        self.shown: Callable[[], Sequence[int]] = tuple
        """Gives whom the list shows, in the office's own order; nobody while it stands in another."""
        self._deeds: dict[str, Callable[[PersonFile], None]] = {
            "edit": self.edit,
            "appoint": self.appoint,
            "end_post": self.end_post,
            "correct_post": self.correct_post,
            "admit": self.admit,
            "move": self.move,
            "group": self.choose_group,
            "leave": self.leave,
            "come_back": self.come_back,
            "outside": self.add_outside,
            "merge": self.merge,
            "place": self.place,
            "past": self.show_past,
            "delete": self.delete,
        }

    def do(self, deed: str, person_id: int) -> None:
        """Do a deed by its name."""
        with self._gate.reading():
            file = self._gate.reader.people_views.file(person_id, self._today().year)
        self._deeds[deed](file)

    def do_together(self, deed: str, person_ids: Sequence[int]) -> None:
        """Do a deed of `TOGETHER` with several people."""
        wanted = tuple(person_ids)
        if deed == "delete":
            self.delete_some(wanted)
        elif deed == "admit":
            self._confirm_some(wanted)
        else:
            self._leave_some(wanted)

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key."""
        deed, number = record.split(" ")
        if deed == ADD:
            self.add(int(number) or None)
        else:
            self.do(deed, int(number))

    def add(self, unit_id: int | None) -> None:
        """Add a person with a place and a post at once."""
        form = AddPersonForm(self._ground(), self._namesakes, unit_id)

        def call(services: Services, values: Any) -> Done[Any]:
            facts = {name: values[name] for name in FACTS}
            draft = PersonDraft(**facts, phone=normalize_phone(values["phone"]))
            if values["unit_id"] is None:
                return services.people.add_person(draft)
            placing = Placing(
                values["unit_id"],
                values["party_class"],
                title=values["title"],
                words=values["title_text"],
                since=values["since"],
            )
            return services.people.add_person_to(draft, placing)

        key = draft_key(FORM, ADD, unit_id or 0)
        self._ask(Question(_("加一个人"), _("加上"), form, self._show_added, key), call)

    def edit(self, file: PersonFile) -> None:
        """Correct facts that were wrong."""
        person = file.person
        form = EditPersonForm(self._ground(), self._namesakes_of(person), person)

        def call(services: Services, values: Any) -> Done[Any]:
            facts = {name: value for name, value in values.items() if name not in ("phone", "no_phone")}
            phone = "" if values["no_phone"] else person.phone
            phone = normalize_phone(values["phone"]) or phone
            return services.people.correct_person(replace(person, **facts, phone=phone))

        title = _("修改 {name}").format(name=person.name)
        self._ask(Question(title, _("保存"), form, draft=draft_key(FORM, "edit", person.id)), call)

    def show_past(self, file: PersonFile) -> None:
        """Show what happened to the record."""
        self._desk.wishes.show_past("people", file.person.id)

    def delete(self, file: PersonFile) -> None:
        """Delete somebody who was entered by mistake."""
        self.delete_some([file.person.id])

    def delete_some(self, person_ids: Sequence[int]) -> None:
        """Delete people who were entered by mistake, all or none; whoever stands on a record is named instead."""
        wanted = tuple(person_ids)
        self._gate.write(lambda services: services.people.delete(wanted), self._told_deleted)

    def _told_deleted(self, outcome: Done[int]) -> None:
        self.done.emit(outcome.name)

    def leave(self, file: PersonFile) -> None:
        """Take somebody off the rosters from a day on."""
        person_id = file.person.id

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.leave(person_id, values["on"], values["reason"])

        form = LeaveOfficeForm(self._ground())
        title = _("{name} 从哪天起不在名册上").format(name=file.person.name)
        self._ask(Question(title, _("记下"), form, draft=draft_key(FORM, "leave", person_id)), call)

    def _leave_some(self, person_ids: Sequence[int]) -> None:
        title = _("这 {n} 个人从哪天起不在名册上").format(n=len(person_ids))
        self._ask(
            Question(title, _("记下"), LeaveOfficeForm(self._ground())),
            lambda services, values: services.people_together.leave(person_ids, **values),
        )

    def come_back(self, file: PersonFile) -> None:
        """Take back that somebody left, and say which post somebody else has now."""
        person_id = file.person.id

        def back(outcome: Done[tuple[Diagnostic, ...]]) -> None:
            self.done.emit(outcome.name)
            for finding in outcome.value:
                self.told.emit(sentence(finding))

        self._gate.write(lambda services: services.people.come_back(person_id), back)

    def add_outside(self, file: PersonFile) -> None:
        """Enter a training elsewhere."""
        person_id = file.person.id

        def call(services: Services, values: Any) -> Done[Any]:
            return services.outside.add(OutsideDraft(person_id, **values))

        form = OutsideForm(self._ground())
        title = _("{name} 参加的外出培训").format(name=file.person.name)
        self._ask(Question(title, _("记下"), form, draft=draft_key(FORM, "outside", person_id)), call)

    def place(self, file: PersonFile) -> None:
        """Say at which place the person stands among those the list shows."""
        people, person_id = self.shown(), file.person.id
        if person_id not in people:
            self.told.emit(_(OTHER_ORDER))
            return
        form = PlaceForm(self._ground(), people.index(person_id) + 1, len(people))

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.reorder(people, person_id, values["position"])

        title = _("{name} 排在第几位").format(name=file.person.name)
        self._ask(Question(title, _("调整"), form), call)

    def shift(self, person_id: int, step: int) -> None:
        """Let a person change places with a neighbour in the office's own order."""
        people = self.shown()
        if person_id not in people:
            self.told.emit(_(OTHER_ORDER))
            return
        place = people.index(person_id) + step
        if 0 <= place < len(people):
            self._gate.write(
                lambda services: services.people.reorder(people, person_id, place + 1), self._told
            )

    def _show_added(self, person: Person) -> None:
        self.added.emit(person.id)

    def _namesakes(self, name: str, tell: Callable[[str], None]) -> None:
        """Say later what there is to say of those who have a name already."""
        self._gate.behind.ask("people.namesakes", lambda services: namesakes(services, name), tell)

    def _namesakes_of(self, person: Person) -> Callable[[str, Callable[[str], None]], None]:
        """The same for a record that has its name already: only another name is looked up."""

        def look(name: str, tell: Callable[[str], None]) -> None:
            if normalize_name(name) == person.normalized:
                tell("")
            else:
                self._namesakes(name, tell)

        return look


def namesakes(services: Services, name: str) -> str:
    """Name those who have a name already, each with unit and post; empty where nobody has."""
    wanted = normalize_name(name)
    with services.store.snapshot():
        known = [person.id for person in services.store.people.people_named(wanted)] if wanted else []
        lines = services.people_views.lines(known[:NAMED], services.context.today().year)
    if not known:
        return ""
    who = _("、").join(joined(line.unit_name, line.posts) or _("没有单位") for line in lines.values())
    return _("已经有 {n} 个叫这个名字的：{who}。是同一个人就不用再加。").format(n=len(known), who=who)
