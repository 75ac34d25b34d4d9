"""The forms of a person: who it is, where, what post, when it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from gzparty.domain.damage import read_phone
from gzparty.domain.date_text import Lean
from gzparty.domain.entry import NAME_LIMIT, NOTE_LIMIT
from gzparty.domain.people import PartyClass, Person, PostTitle, UnitView
from gzparty.domain.phone import masked
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.people import class_label, post_label, sex_label
from gzparty.records import dataclass
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.partial_date_edit import PartialDateEdit
from ui.widgets.unit_field import UnitField

Namesakes = Callable[[str, Callable[[str], None]], None]
"""Looks up who has a name already and tells it, later; empty words where nobody has."""


@dataclass(frozen=True, slots=True)
class FormGround:
    """What every form of this page needs: the look, the day, the units to choose from."""

    theme: Theme
    today: date
    units: Sequence[UnitView]

    def partial_date(self, name: str) -> PartialDateEdit:
        """Make a field for a date of which a part may be unknown."""
        return PartialDateEdit(self.theme, name, self.today)

    def unit(self, name: str) -> UnitField:
        """Make a field for a unit."""
        return UnitField(self.theme, name, self.units)

    def day(self, name: str) -> DateEdit:
        """Make a field for a day, today unless another is typed."""
        made = DateEdit(self.theme, name, self.today.year, lean=Lean.PAST)
        made.set_value(self.today)
        return made


class CheckedForm(Form):
    """Says beside the field what cannot stand in it: too long, nothing but spaces, unprintable characters."""

    REQUIRED: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Attributes that must not be empty, with the code of the sentence that says so."""
    LIMIT = NAME_LIMIT

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        for attribute, words in self.REQUIRED:
            if not values[attribute]:
                found.setdefault(attribute, _(words))
        return found


class PersonForm(CheckedForm):
    """The facts of a person, those of a registration form; the phone only as far as it is typed anew."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("personName", "name"),
        ("personSex", "sex"),
        ("personNation", "nation"),
        ("personBirth", "birth"),
        ("personJoined", "joined"),
        ("personEducation", "education"),
        ("personPhone", "phone"),
        ("personNote", "note"),
    )
    REQUIRED = (("name", N_("填上姓名")),)
    LIMITS: ClassVar[dict[str, int]] = {"note": NOTE_LIMIT, "phone": NOTE_LIMIT}

    def __init__(self, ground: FormGround, namesakes: Namesakes) -> None:
        super().__init__(ground.theme, "personForm")
        self._namesakes = namesakes
        self.name = field("personName")
        self.sex = Combo(ground.theme, "personSex")
        for code in ("", "male", "female"):
            self.sex.add(sex_label(code) or _("没填"), code)
        self._found = label("personNamesakes", role="hint", tone="warn")
        self._found.setWordWrap(True)
        self._found.hide()
        self.add_row(_("姓名"), self.name)
        self.add_wide(self._found)
        self.name.textChanged.connect(self._look_for_namesakes)

    def add_facts(self, ground: FormGround) -> None:
        """Add what a registration form asks besides the name."""
        self.nation = field("personNation", hint=_("如 汉族"))
        self.add_row(_("性别"), self.sex, label("personNationLabel", _("民族"), "label"), self.nation)
        joined = ground.partial_date("personJoined")
        beside = label("personJoinedLabel", _("入党时间"), "label")
        self.add_row(_("出生年月"), ground.partial_date("personBirth"), beside, joined)
        self.add_row(_("学历"), field("personEducation", hint=_("如 大专")))
        self.phone = field("personPhone")
        self.add_row(_("电话"), self.phone)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        typed = self.phone.text().strip()
        finding = read_phone(typed).finding if typed else None
        if finding and "phone" not in found:
            found["phone"] = sentence(finding)
        return found

    def _look_for_namesakes(self, text: str) -> None:
        if text.strip():
            self._namesakes(text.strip(), self._tell_namesakes)
        else:
            self._tell_namesakes("")

    def _tell_namesakes(self, words: str) -> None:
        self._found.setText(words)
        self._found.setVisible(bool(words))


class AddPersonForm(PersonForm):
    """A new person with a place and a post at once."""

    FIELDS = (
        PersonForm.FIELDS[0],
        ("personUnit", "unit_id"),
        ("personClass", "party_class"),
        ("personPost", "title"),
        ("personPostText", "title_text"),
        ("personSince", "since"),
        *PersonForm.FIELDS[1:],
    )

    def __init__(self, ground: FormGround, namesakes: Namesakes, unit_id: int | None) -> None:
        super().__init__(ground, namesakes)
        unit = ground.unit("personUnit")
        unit.set_value(unit_id)
        self.add_row(_("单位"), unit)
        classes = Combo(ground.theme, "personClass")
        for party_class in (PartyClass.FULL, PartyClass.PROBATIONARY, PartyClass.NONE):
            classes.add(class_label(party_class) or _("不是党员"), party_class)
        self.add_row(_("党员类别"), classes)
        posts = Combo(ground.theme, "personPost")
        posts.add(_("没有职务"), None)
        for title in PostTitle:
            posts.add(post_label(title), title)
        beside = label("personSinceLabel", _("任职时间"), "label")
        self.add_row(_("职务"), posts, beside, ground.partial_date("personSince"))
        self.posts = posts
        self.add_row(_("职务名称"), field("personPostText", hint=_("如 妇联主席")))
        self.add_facts(ground)
        self.add_row(_("备注"), field("personNote"))
        self.bind()
        self.edited.connect(self._look_for_other)
        self._look_for_other()

    def _look_for_other(self) -> None:
        self.show_row("personPostText", self.posts.value() is PostTitle.OTHER)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["title"] is PostTitle.OTHER and not values["title_text"]:
            found.setdefault("title_text", _("填上职务名称"))
        placed = values["party_class"] is not PartyClass.NONE or values["title"] is not None
        if placed and values["unit_id"] is None:
            found.setdefault("unit_id", _("填上单位：党员和有职务的人要有单位"))
        return found


class EditPersonForm(PersonForm):
    """Facts that were wrong; an empty phone field leaves the number kept as it is."""

    FIELDS = (*PersonForm.FIELDS, ("personNoPhone", "no_phone"))

    def __init__(self, ground: FormGround, namesakes: Namesakes, person: Person) -> None:
        super().__init__(ground, namesakes)
        self.add_facts(ground)
        if person.phone:
            self.phone.setPlaceholderText(_("{phone}，不改就空着").format(phone=masked(person.phone)))
        drop = Check(ground.theme, "personNoPhone", _("删掉原来的电话"))
        drop.setEnabled(bool(person.phone))
        self.add_row("", drop)
        self.add_row(_("备注"), field("personNote"))
        self.bind()
        self.load(_Shown(person))


class _Shown:
    """A person as the form shows it: the phone stays where it is."""

    def __init__(self, person: Person) -> None:
        self.name, self.sex, self.nation = person.name, person.sex, person.nation
        self.birth, self.joined, self.education = person.birth, person.joined, person.education
        self.note, self.phone, self.no_phone = person.note, "", False
