"""The forms of a unit: added, renamed, hung elsewhere, merged; its term of office, groups and vacancies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from gzparty.domain.entry import NOTE_LIMIT
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import NameRole, PostTitle, Term, Tree, UnitKind, UnitView
from gzparty.i18n import N_, _
from gzparty.labels.people import kind_label, post_label
from gzparty.services.people_views import GroupLine
from ui.panels.person_forms import CheckedForm, FormGround
from ui.panels.person_words import partial
from ui.panels.post_forms import NO_DAY, NO_UNIT
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, number

NO_NAME = N_("填上单位名称")
NAME_ROLES = (
    (NameRole.SHORT, N_("简称，如 官庄村")),
    (NameRole.PARTY, N_("党组织全称，如 官庄村党支部")),
    (NameRole.WORK, N_("行政全称，如 官庄村委会")),
)
LONGEST_TERM = 10


class AddUnitForm(CheckedForm):
    """A new unit and where it hangs in either tree."""

    FIELDS = (
        ("unitName", "name"),
        ("unitKind", "kind"),
        ("unitPartyParent", "party_parent"),
        ("unitWorkParent", "work_parent"),
    )
    REQUIRED = (("name", NO_NAME),)

    def __init__(self, ground: FormGround, tree: Tree, parent_id: int | None) -> None:
        super().__init__(ground.theme, "addUnitForm")
        self.add_row(_("名称"), field("unitName", hint=_("如 西利见村")))
        kinds = Combo(ground.theme, "unitKind")
        for kind in UnitKind:
            kinds.add(kind_label(kind), kind)
        kinds.set_value(UnitKind.VILLAGE_BRANCH if tree is Tree.PARTY else UnitKind.DEPARTMENT)
        self.add_row(_("种类"), kinds)
        party, work = ground.unit("unitPartyParent"), ground.unit("unitWorkParent")
        (party if tree is Tree.PARTY else work).set_value(parent_id)
        self.add_row(_("上级党组织"), party)
        self.add_row(_("上级单位"), work)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["party_parent"] is None and values["work_parent"] is None:
            found.setdefault("party_parent", _("填上级党组织或上级单位，不然两棵树里都找不到它"))
        return found


class RenameUnitForm(CheckedForm):
    """Another name from a day on; records before it keep the old one."""

    FIELDS = (("renameRole", "role"), ("renameName", "name"), ("renameDay", "since"))
    REQUIRED = (("name", NO_NAME), ("since", NO_DAY))

    def __init__(self, ground: FormGround, unit: UnitView) -> None:
        super().__init__(ground.theme, "renameUnitForm")
        roles = Combo(ground.theme, "renameRole")
        for role, words in NAME_ROLES:
            roles.add(_(words), role)
        self.add_row(_("哪个名称"), roles)
        self.add_row(_("新名称"), field("renameName", unit.name))
        self.add_row(_("从哪天起"), ground.day("renameDay"))
        self.bind()


class UnderForm(CheckedForm):
    """Another unit and a day: where one hangs from then on, or into which it is merged."""

    FIELDS = (("underUnit", "unit_id"), ("underDay", "since"))
    REQUIRED = (("unit_id", NO_UNIT), ("since", NO_DAY))

    def __init__(self, ground: FormGround, words: str, hint: str = "") -> None:
        super().__init__(ground.theme, "underForm")
        self.add_row(words, ground.unit("underUnit"))
        self.add_row(_("从哪天起"), ground.day("underDay"))
        if hint:
            said = label("underHint", hint, "hint")
            said.setWordWrap(True)
            self.add_wide(said)
        self.bind()


class TermForm(CheckedForm):
    """When a committee was elected and for how many years, so that 换届 is reminded of; or a term put right."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("termWhich", "id"),
        ("termElected", "elected_on"),
        ("termYears", "years"),
        ("termNote", "note"),
        ("termRemove", "remove"),
    )
    REQUIRED = (("elected_on", N_("填上换届选举的日期，如 2021.3")),)
    LIMITS: ClassVar[dict[str, int]] = {"note": NOTE_LIMIT}

    def __init__(
        self, ground: FormGround, years: int, known: Sequence[Term] = (), chosen: int | None = None
    ) -> None:
        """Build for the next term of so many years, or for one of those known."""
        super().__init__(ground.theme, "termForm")
        shown = [_Term(None, None, years, ""), *(_Term(t.id, t.elected_on, t.years, t.note) for t in known)]
        self._terms = {term.id: term for term in shown}
        self.which = Combo(ground.theme, "termWhich")
        for term in shown:
            elected = partial(term.elected_on)
            words = _("{day}选的一届（改）").format(day=elected) if elected else _("新的一届")
            self.which.add(words, term.id)
        self.which.set_value(chosen)
        self.add_row(_("哪一届"), self.which)
        self.add_row(_("换届选举"), ground.partial_date("termElected"))
        self.add_row(_("任期"), number("termYears", years, LONGEST_TERM, unit=_(" 年")))
        self.add_row(_("备注"), field("termNote"))
        self.add_row("", Check(ground.theme, "termRemove", _("这一届是记错的，删掉它")))
        self.bind()
        self.which.currentIndexChanged.connect(self._show_term)
        self.show_row("termWhich", bool(known))
        self._show_term()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.values()["years"]:
            found["years"] = _("任期写几年，村和社区一般 5 年")
        return found

    def _show_term(self) -> None:
        term = self._terms[self.which.value()]
        self.load(term)
        self.show_row("termRemove", term.id is not None)


class _Term(NamedTuple):
    """A term as the form shows it."""

    id: int | None
    elected_on: PartialDate | None
    years: int
    note: str
    remove: bool = False


class GroupForm(CheckedForm):
    """The Party groups of a branch: one more, or one of them with another name or closed."""

    FIELDS = (("groupWhich", "group_id"), ("groupName", "name"), ("groupClose", "close"), ("groupDay", "on"))
    REQUIRED = (("name", N_("填上党小组名称，如 第一党小组")), ("on", NO_DAY))

    def __init__(self, ground: FormGround, there: Sequence[GroupLine]) -> None:
        super().__init__(ground.theme, "groupForm")
        self._names = {group.group_id: group.name for group in there}
        self.which = Combo(ground.theme, "groupWhich")
        self.which.add(_("加一个党小组"), None)
        for group in there:
            self.which.add(_("{name}（{n} 人）").format(name=group.name, n=group.people), group.group_id)
        self.name = field("groupName", hint=_("如 第一党小组"))
        self.close_it = Check(ground.theme, "groupClose", _("撤销这个党小组，人留在支部"))
        self.add_row(_("哪一个"), self.which)
        self.add_row(_("名称"), self.name)
        self.add_row("", self.close_it)
        self.add_row(_("从哪天起"), ground.day("groupDay"))
        self.bind()
        self.which.currentIndexChanged.connect(self._show_group)
        self.close_it.toggled.connect(self._look)
        self._show_group()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if not values["close"] and values["name"] == self._names.get(values["group_id"]):
            found.setdefault("name", _("名称没有变；不再要这个党小组，就在下面打勾"))
        return found

    def _show_group(self) -> None:
        self.name.setText(self._names.get(self.which.value(), ""))
        self.close_it.setChecked(False)
        self._look()

    def _look(self) -> None:
        known, closes = self.which.value() is not None, self.close_it.isChecked()
        self.show_row("groupWhich", bool(self._names))
        self.show_row("groupName", not closes)
        self.show_row("groupClose", known)
        self.show_row("groupDay", closes)


class VacancyForm(CheckedForm):
    """A post nobody holds, so that no list asks for a name."""

    FIELDS = (("vacantTitle", "title"), ("vacantDay", "since"))
    REQUIRED = (("since", NO_DAY),)

    def __init__(self, ground: FormGround) -> None:
        super().__init__(ground.theme, "vacancyForm")
        titles = Combo(ground.theme, "vacantTitle")
        for title in PostTitle:
            if title is not PostTitle.OTHER:
                titles.add(post_label(title), title)
        self.add_row(_("职务"), titles)
        self.add_row(_("从哪天起"), ground.day("vacantDay"))
        self.bind()
