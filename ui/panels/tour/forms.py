"""The questions of a joint inspection: what and when, lots from which units, units by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from unicodedata import normalize

from PySide6.QtCore import Qt

from gzparty.domain.drawing import SEED_LIMIT
from gzparty.domain.inspection import TeamMember
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.services.ledger_views import TourView
from gzparty.services.tours import TITLE_LIMIT
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_field import NameField
from ui.widgets.rows_field import FieldRow, RowsField
from ui.widgets.typed_field import TypedField
from ui.widgets.unit_field import UnitField
from ui.widgets.unit_ticks import UnitTicks

FOCUS_HEIGHT = 60
_NUMBER = re.compile(r"\d{1,15}")


class WholeNumber(TypedField):
    """A whole number below a bound; full-width digits are understood."""

    def __init__(self, name: str, lowest: int, highest: int, hint: str = "") -> None:
        super().__init__(name, hint)
        self._lowest, self._highest = lowest, highest

    def value(self) -> int | None:
        """The number; None where the field is empty or holds none within the bounds."""
        text = normalize("NFKC", self.text()).strip()
        if not _NUMBER.fullmatch(text):
            return None
        return int(text) if self._lowest <= int(text) <= self._highest else None

    def problem(self) -> str:
        if not self.text().strip() or self.value() is not None:
            return ""
        return _("写 {lowest} 到 {highest} 的整数").format(lowest=self._lowest, highest=self._highest)


class MemberRow(FieldRow):
    """Somebody of the team: where from, and a name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.office = field(f"{name}Office", hint=_("单位，如 镇纪委"))
        self.person = NameField(theme, f"{name}Name", _("姓名"))
        self.office.setAccessibleName(_("督查组成员的单位"))
        self.person.setAccessibleName(_("督查组成员的姓名"))
        self.setFocusProxy(self.office)
        self.line.addWidget(self.office, 1)
        self.line.addWidget(self.person, 1)
        self.office.textChanged.connect(self.edited)
        self.person.textChanged.connect(self.edited)

    def value(self) -> TeamMember | None:
        member = TeamMember(self.person.text().strip(), self.office.text().strip())
        return member if any(member) else None

    def set_value(self, value: TeamMember) -> None:
        self.person.setText(value.name)
        self.office.setText(value.office)

    def raw(self) -> list[str]:
        return [self.person.text(), self.office.text()]

    def set_raw(self, texts: Sequence[str]) -> None:
        self.set_value(TeamMember(*texts))


class TourForm(Form):
    """What a tour is called, its day, its team, what it looks at."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("tourTitle", "title"),
        ("tourDay", "held_on"),
        ("tourTeam", "team"),
        ("tourFocus", "focus"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"title": TITLE_LIMIT}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "tourForm")
        self.add_row(_("名称"), field("tourTitle", hint=_("如 6月联合督查")))
        self.add_row(_("日期"), DateEdit(theme, "tourDay", year))

        def row(name: str) -> MemberRow:
            return MemberRow(theme, name)

        self.add_row(_("督查组"), RowsField(theme, "tourTeam", row, _("加一个人"), _("去掉这个人")))
        hint = _("查什么，如 在岗情况、值班值守；可以不填")
        self.add_row(_("重点"), area("tourFocus", theme.px(FOCUS_HEIGHT), hint))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if not values["title"]:
            found.setdefault("title", _("写上名称，如 6月联合督查"))
        if values["held_on"] is None:
            found.setdefault("held_on", _("写上哪天去，如 6.17"))
        return found


class DrawForm(Form):
    """Units that take part, how many are drawn, the seed that decides."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("drawPool", "pool"),
        ("drawCount", "count"),
        ("drawSeed", "seed"),
    )

    def __init__(self, theme: Theme, units: Sequence[UnitView]) -> None:
        super().__init__(theme, "drawForm")
        self._pool = UnitTicks(theme, "drawPool", units)
        self._count = WholeNumber("drawCount", 1, max(1, len(units)))
        self._seed = WholeNumber("drawSeed", 0, SEED_LIMIT - 1)
        self._count.setFixedWidth(theme.px(72))
        self.add_row(_("参加抽签"), self._pool)
        self.add_row(_("抽几个"), self._count)
        self.add_row(_("抽签号"), self._seed)
        said = _("抽签号随便写个整数，也可以请在场的人报一个。名单和抽签号一样，谁来抽都是这几个。")
        hint = label("drawHint", said, "hint")
        hint.setWordWrap(True)
        self.add_wide(hint)
        self.bind()

    def propose(self, pool: Sequence[int], count: int, seed: int) -> None:
        """Begin with these; all of it can be changed."""
        self._pool.set_value(pool)
        self._count.set_value(count)
        self._seed.set_value(seed)
        self.mark_clean()

    def take_focus(self) -> None:
        """Begin with what is most often another: how many."""
        self._count.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count.selectAll()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if not values["pool"]:
            found.setdefault("pool", _("勾上参加抽签的单位"))
        if values["count"] is None:
            found.setdefault("count", _("写上抽几个"))
        elif values["pool"] and values["count"] > len(values["pool"]):
            said = _("只有 {n} 个单位参加抽签，少抽几个").format(n=len(values["pool"]))
            found.setdefault("count", said)
        if values["seed"] is None:
            found.setdefault("seed", _("写一个整数，如 20260617"))
        return found


class UnitsForm(Form):
    """Units by hand: those usually inspected to be ticked, and one more of any kind by name."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("tourUnits", "units"), ("tourOtherUnit", "other"))

    def __init__(self, theme: Theme, usual: Sequence[UnitView], everyone: Sequence[UnitView]) -> None:
        super().__init__(theme, "unitsForm")
        self._ticks = UnitTicks(theme, "tourUnits", usual)
        self.add_row(_("去哪些"), self._ticks)
        self.add_row(_("别的单位"), UnitField(theme, "tourOtherUnit", everyone))
        self.bind()

    def show_tour(self, view: TourView) -> None:
        """Tick where a tour goes; where it has been stays ticked."""
        self._ticks.set_value([line.unit_id for line, _unit, _visit in view.units])
        seen = [line.unit_id for line, _unit, visit in view.units if visit is not None]
        self._ticks.hold(seen, _("已经检查过，先删掉那次检查才能去掉"))
        self.mark_clean()

    def take_focus(self) -> None:
        """Begin with the first unit."""
        self._ticks.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> list[int]:
        """All units meant."""
        values = self.values()
        other = [] if values["other"] is None else [values["other"]]
        return list(dict.fromkeys([*values["units"], *other]))


def usual_title(day: date) -> str:
    """What a tour is called unless somebody says otherwise: 6月联合督查."""
    return _("{month}月联合督查").format(month=day.month)
