"""The forms of a reserve cadre: who is prepared for what, and how somebody leaves the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from gzparty.domain.entry import NAME_LIMIT, NOTE_LIMIT
from gzparty.i18n import N_, _
from gzparty.services.cadre_views import ReserveLine
from ui.panels.person_forms import CheckedForm, FormGround
from ui.widgets.controls import area, field, label
from ui.widgets.name_combo import NameCombo
from ui.widgets.name_field import Known, NameField

PLAN_HEIGHT = 72
REASONS = (N_("任用"), N_("退出"), N_("超龄"), N_("调离"))
"""Usual reasons to leave the list; any other may be typed."""
KnownOf = Callable[[int], Sequence[Known]]
"""The people of a unit with the initials they are found by."""


class ReserveForm(CheckedForm):
    """Somebody of a unit who is put on its list, or other words on an entry."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("reserveUnit", "unit_id"),
        ("reserveName", "name"),
        ("reserveEntered", "entered_on"),
        ("reserveDirection", "direction"),
        ("reserveMentor", "mentor"),
        ("reservePlan", "plan"),
        ("reserveNote", "note"),
    )
    REQUIRED = (
        ("unit_id", N_("选哪个单位的后备干部")),
        ("name", N_("写上姓名")),
        ("entered_on", N_("填上哪天列入的，只知道年月也行，如 2024.3")),
    )
    LIMITS: ClassVar[dict[str, int]] = {"plan": NOTE_LIMIT, "note": NOTE_LIMIT}

    def __init__(self, ground: FormGround, known: KnownOf, line: ReserveLine | None = None) -> None:
        super().__init__(ground.theme, "reserveForm")
        self._known = known
        theme = ground.theme
        self.unit = ground.unit("reserveUnit")
        self.name = NameField(theme, "reserveName", _("姓名；同名的写成 姓名@单位"))
        hint = label("reserveNameHint", _("得先在“组织与人员”里有这个人。"), "hint")
        hint.setVisible(line is None)
        self.entered = ground.partial_date("reserveEntered")
        self.mentor = NameField(theme, "reserveMentor", _("谁负责培养"))
        self.add_row(_("单位"), self.unit)
        self.add_row(_("姓名"), self.name)
        self.add_wide(hint)
        self.add_row(_("哪天列入"), self.entered)
        self.add_row(_("培养方向"), field("reserveDirection", hint=_("如 党支部书记")))
        self.add_row(_("联系人"), self.mentor)
        self.add_row(_("培养措施"), area("reservePlan", theme.px(PLAN_HEIGHT), _("如 跟班学习、参加示范班")))
        self.add_row(_("备注"), field("reserveNote"))
        self.bind()
        if line is not None:
            self.load(_Shown(line))
        self.unit.edited.connect(self._know)
        self._know()

    def _know(self) -> None:
        """Offer the people of the unit."""
        unit = self.unit.value()
        names = self._known(unit) if unit is not None else ()
        self.name.know(names)
        self.mentor.know(names)


class _Shown:
    """An entry as the form shows it."""

    def __init__(self, line: ReserveLine) -> None:
        reserve = line.reserve
        self.unit_id, self.entered_on = reserve.unit_id, reserve.entered_on
        self.name, self.mentor = line.person.name, line.mentor
        self.direction, self.plan, self.note = reserve.direction, reserve.plan, reserve.note


class LeaveForm(CheckedForm):
    """From which day somebody is off the list, and why."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("reserveLeft", "on"), ("reserveReason", "reason"))
    REQUIRED = (("on", N_("填上哪天退出的")), ("reason", N_("写上为什么退出，如 任用、退出")))
    LIMIT = NAME_LIMIT

    def __init__(self, ground: FormGround, line: ReserveLine) -> None:
        super().__init__(ground.theme, "reserveLeaveForm")
        self.day = ground.day("reserveLeft")
        self.day.set_value(line.reserve.left_on or ground.today)
        self.reason = NameCombo(ground.theme, "reserveReason")
        self.reason.know([(_(words), "") for words in REASONS])
        self.reason.set_value(line.reserve.left_reason)
        self.add_row(_("哪天退出"), self.day)
        self.add_row(_("原因"), self.reason)
        self.bind()
