"""What can be done with a person: asks for what a deed needs and does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.names import normalize_name
from gzparty.domain.people import Person
from gzparty.domain.phone import normalize_phone
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people import PersonDraft
from gzparty.services.people_views import PeopleQuery, PersonFile
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.ask import Call, Question, ask_and_write
from ui.panels.person_forms import AddPersonForm, EditPersonForm, FormGround
from ui.panels.person_words import joined
from ui.panels.post_forms import (
    AdmitForm,
    AppointForm,
    EndPostForm,
    LeaveOfficeForm,
    MoveMemberForm,
    OutsideForm,
)

NAMED = 3
"""Most namesakes a warning names."""


class PersonDeeds(QObject):
    """Each deed takes the file of the person it is about, as it stands at that moment."""

    done = Signal(str)
    added = Signal(int)
    """Somebody new is there and wants to be seen."""
    told = Signal(str)
    """Why a deed has nothing to do, for the status row."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._window = parent
        self._deeds: dict[str, Callable[[PersonFile], None]] = {
            "edit": self.edit,
            "appoint": self.appoint,
            "end_post": self.end_post,
            "admit": self.admit,
            "move": self.move,
            "leave": self.leave,
            "outside": self.add_outside,
            "merge": self.merge,
            "place": self.place,
        }

    def do(self, deed: str, person_id: int) -> None:
        """Do a deed by its name."""
        with self._gate.reading():
            file = self._gate.reader.people_views.file(person_id, self._today().year)
        self._deeds[deed](file)

    def add(self, unit_id: int | None) -> None:
        """Add a person with a place and a post at once."""
        form = AddPersonForm(self._ground(), self._namesakes, unit_id)

        def call(services: Services, values: Any) -> Done[Any]:
            draft = PersonDraft(
                name=values["name"],
                sex=values["sex"],
                nation=values["nation"],
                birth=values["birth"],
                joined=values["joined"],
                education=values["education"],
                phone=normalize_phone(values["phone"]),
                note=values["note"],
            )
            return services.people.add_person(draft)

        self._ask(Question(_("加一个人"), _("加上"), form), call, self.added)

    def edit(self, file: PersonFile) -> None:
        """Correct facts that were wrong."""
        person = file.person
        form = EditPersonForm(self._ground(), self._namesakes_of(person), person)

        def call(services: Services, values: Any) -> Done[Any]:
            facts = {name: value for name, value in values.items() if name not in ("phone", "no_phone")}
            phone = "" if values["no_phone"] else person.phone
            phone = normalize_phone(values["phone"]) or phone
            return services.people.correct_person(replace(person, **facts, phone=phone))

        self._ask(Question(_("修改 {name}").format(name=person.name), _("保存"), form), call)

    def appoint(self, file: PersonFile) -> None:
        """Appoint to a post; one held elsewhere is asked about."""
        person = file.person

        def findings(unit_id: int, on: date) -> Sequence[Diagnostic]:
            return self._gate.reader.people.appointment_findings(person.id, unit_id, on)

        form = AppointForm(self._ground(), file.line.unit_id, findings)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.appoint(
                person.id, values["unit_id"], values["title"], values["since"], values["acting"]
            )

        self._ask(Question(_("{name} 任什么职").format(name=person.name), _("任职"), form), call)

    def end_post(self, file: PersonFile) -> None:
        """End a post on a day."""
        held = [post for post in file.posts if post.until is None]
        if not held:
            self.told.emit(_("{name} 现在没有职务").format(name=file.person.name))
            return
        form = EndPostForm(self._ground(), held)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.end_post(values["post_id"], values["on"])

        self._ask(Question(_("免去 {name} 哪个职务").format(name=file.person.name), _("免职"), form), call)

    def admit(self, file: PersonFile) -> None:
        """Enter a member, or make a probationary one a full one."""
        person_id = file.person.id
        branch = next((one.unit_id for one in file.memberships if one.until is None), file.line.unit_id)
        form = AdmitForm(self._ground(), branch, file.line.party_class)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.admit(person_id, values["unit_id"], values["party_class"], values["since"])

        self._ask(Question(_("{name} 的党员身份").format(name=file.person.name), _("登记"), form), call)

    def move(self, file: PersonFile) -> None:
        """Transfer to another branch."""
        person_id = file.person.id
        if all(one.until is not None for one in file.memberships):
            self.told.emit(_("{name} 没有登记组织关系，先登记为党员").format(name=file.person.name))
            return

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.move_member(person_id, values["unit_id"], values["since"])

        form = MoveMemberForm(self._ground())
        self._ask(Question(_("{name} 转移组织关系").format(name=file.person.name), _("转出"), form), call)

    def leave(self, file: PersonFile) -> None:
        """Take somebody off the rosters from a day on."""
        person_id = file.person.id

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.leave(person_id, values["on"], values["reason"])

        form = LeaveOfficeForm(self._ground())
        title = _("{name} 从哪天起不在名册上").format(name=file.person.name)
        self._ask(Question(title, _("记下"), form), call)

    def add_outside(self, file: PersonFile) -> None:
        """Enter a training elsewhere."""
        person_id = file.person.id

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.add_outside_training(person_id, values)

        form = OutsideForm(self._ground())
        self._ask(Question(_("{name} 参加的外出培训").format(name=file.person.name), _("记下"), form), call)

    def merge(self, file: PersonFile) -> None:
        """Ask which record is the same person, then how the two become one."""
        from ui.panels.merge_deed import ask_partner

        ask_partner(self, file)

    def merge_pair(self, source_id: int, target_id: int) -> None:
        """Lay two records side by side."""

    def place(self, file: PersonFile) -> None:
        """Say after whom the person stands in the office's own order."""

    def shift(self, person_id: int, beside_id: int) -> None:
        """Let a person change places with a neighbour in the office's own order."""

    def _ask(self, question: Question, call: Call, then: Any = None) -> None:
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)

    def _namesakes(self, name: str) -> str:
        """What to say of those who have a name already."""
        views = self._gate.reader.people_views
        wanted = normalize_name(name)
        with self._gate.reading():
            ids = views.ids(PeopleQuery(text=name))[:20]
            lines = [views.lines(ids, self._today().year)[one] for one in ids] if ids else []
        same = [line for line in lines if normalize_name(line.name) == wanted]
        if not same:
            return ""
        who = _("、").join(joined(line.unit_name, line.posts) or _("没有单位") for line in same[:NAMED])
        return _("已经有 {n} 个叫这个名字的：{who}。是同一个人就不用再加。").format(n=len(same), who=who)

    def _namesakes_of(self, person: Person) -> Callable[[str], str]:
        """The same for a record that has its name already: only another name is looked up."""

        def look(name: str) -> str:
            return "" if normalize_name(name) == person.normalized else self._namesakes(name)

        return look

    def _ground(self) -> FormGround:
        reader = self._gate.reader
        return FormGround(self._desk.theme, self._today(), reader.people.units())

    def _today(self) -> date:
        return self._gate.reader.context.today()
