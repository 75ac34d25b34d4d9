"""The forms of posts and membership: appoint, end, admit, move, leave, a training elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.entry import NOTE_LIMIT
from gzparty.domain.outside import OutsideLevel
from gzparty.domain.people import PartyClass, PostTitle
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.people import class_label, leaving_label, level_label, post_label
from gzparty.services.outside import TITLE_LIMIT
from gzparty.services.people import LEAVING
from gzparty.services.people_views import PostLine
from ui.panels.person_forms import CheckedForm, FormGround
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, number
from ui.widgets.hours_field import HoursField

Findings = Callable[[int, date], Sequence[Diagnostic]]
"""What speaks against a post in a unit from a day on."""

NO_UNIT = N_("填上单位，写村名或首字母")
NO_DAY = N_("填上日期，如 6.12")


class AppointForm(CheckedForm):
    """A post in a unit; who holds one elsewhere is asked for a tick."""

    FIELDS = (
        ("appointUnit", "unit_id"),
        ("appointTitle", "title"),
        ("appointText", "title_text"),
        ("appointActing", "acting"),
        ("appointSince", "since"),
        ("appointSure", "sure"),
    )
    REQUIRED = (("unit_id", NO_UNIT),)

    def __init__(self, ground: FormGround, unit_id: int | None, findings: Findings) -> None:
        super().__init__(ground.theme, "appointForm")
        self._today, self._findings = ground.today, findings
        self.unit = ground.unit("appointUnit")
        self.unit.set_value(unit_id)
        self.add_row(_("单位"), self.unit)
        self.title = Combo(ground.theme, "appointTitle")
        for title in PostTitle:
            self.title.add(post_label(title), title)
        self.acting = Check(ground.theme, "appointActing", _("代书记"))
        self.text = field("appointText", hint=_("职务名称，如 妇联主席"))
        self.add_row(_("职务"), self.title, self.acting)
        self.add_row(_("名称"), self.text)
        self.since = ground.partial_date("appointSince")
        self.add_row(_("任职时间"), self.since)
        self._found = label("appointFound", role="hint", tone="warn")
        self._found.setWordWrap(True)
        self.add_wide(self._found)
        self.sure = Check(ground.theme, "appointSure", _("两个职务都要，照样任"))
        self.add_row("", self.sure)
        self.bind()
        self.edited.connect(self._look)
        self._look()

    def values(self) -> dict[str, Any]:
        """Give what the form holds; only a secretary acts."""
        values = super().values()
        return {**values, "acting": values["acting"] and values["title"] is PostTitle.SECRETARY}

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["title"] is PostTitle.OTHER and not values["title_text"]:
            found.setdefault("title_text", _("填上职务名称"))
        if self._against() and not values["sure"]:
            found.setdefault("sure", _("这个人在别处有职务；两个都要，就在这里打勾"))
        return found

    def _against(self) -> Sequence[Diagnostic]:
        unit_id = self.unit.value()
        since = self.since.value()
        return self._findings(unit_id, since.first_day() if since else self._today) if unit_id else ()

    def _look(self) -> None:
        against = self._against()
        self._found.setText("\n".join(sentence(one) for one in against))
        self._found.setVisible(bool(against))
        self.show_row("appointSure", bool(against))
        self.acting.setVisible(self.title.value() is PostTitle.SECRETARY)
        self.show_row("appointText", self.title.value() is PostTitle.OTHER)


class EndPostForm(CheckedForm):
    """Which post ends on which day."""

    FIELDS = (("endPost", "post_id"), ("endDay", "on"))
    REQUIRED = (("on", NO_DAY),)

    def __init__(self, ground: FormGround, posts: Sequence[PostLine]) -> None:
        super().__init__(ground.theme, "endPostForm")
        held = Combo(ground.theme, "endPost")
        for post in posts:
            held.add(_("{unit} {post}").format(unit=post.unit_name, post=post.label), post.post_id)
        self.add_row(_("职务"), held)
        self.add_row(_("从哪天起"), ground.day("endDay"))
        self.bind()


class AdmitForm(CheckedForm):
    """Membership of a branch from a day on."""

    FIELDS = (("admitUnit", "unit_id"), ("admitClass", "party_class"), ("admitDay", "since"))
    REQUIRED = (("unit_id", NO_UNIT), ("since", NO_DAY))

    def __init__(self, ground: FormGround, unit_id: int | None) -> None:
        super().__init__(ground.theme, "admitForm")
        unit = ground.unit("admitUnit")
        unit.set_value(unit_id)
        self.add_row(_("所在支部"), unit)
        classes = Combo(ground.theme, "admitClass")
        for party_class in (PartyClass.PROBATIONARY, PartyClass.FULL):
            classes.add(class_label(party_class), party_class)
        self.add_row(_("党员类别"), classes)
        self.add_row(_("从哪天起"), ground.day("admitDay"))
        self.bind()


class SinceForm(CheckedForm):
    """Only the day from which something holds."""

    FIELDS = (("sinceDay", "since"),)
    REQUIRED = (("since", NO_DAY),)

    def __init__(self, ground: FormGround) -> None:
        super().__init__(ground.theme, "sinceForm")
        self.add_row(_("从哪天起"), ground.day("sinceDay"))
        self.bind()


class PlaceForm(CheckedForm):
    """At which place of a list somebody stands."""

    FIELDS = (("placeNumber", "position"),)

    def __init__(self, ground: FormGround, place: int, places: int) -> None:
        super().__init__(ground.theme, "placeForm")
        spin = number("placeNumber", place, places)
        spin.setMinimum(1)
        self.add_row(_("第几位"), spin, label("placeOf", _("共 {n} 人").format(n=places), "label"))
        self.bind()


class MoveMemberForm(CheckedForm):
    """To which branch a member goes."""

    FIELDS = (("moveUnit", "unit_id"), ("moveDay", "since"))
    REQUIRED = (("unit_id", NO_UNIT), ("since", NO_DAY))

    def __init__(self, ground: FormGround) -> None:
        super().__init__(ground.theme, "moveMemberForm")
        self.add_row(_("转到"), ground.unit("moveUnit"))
        self.add_row(_("从哪天起"), ground.day("moveDay"))
        self.bind()


class LeaveOfficeForm(CheckedForm):
    """Why and since when somebody is no longer here; the records stay."""

    FIELDS = (("leaveWhy", "reason"), ("leaveDay", "on"))
    REQUIRED = (("on", NO_DAY),)

    def __init__(self, ground: FormGround) -> None:
        super().__init__(ground.theme, "leaveOfficeForm")
        reasons = Combo(ground.theme, "leaveWhy")
        for code in LEAVING:
            reasons.add(leaving_label(code), code)
        self.add_row(_("原因"), reasons)
        self.add_row(_("从哪天起"), ground.day("leaveDay"))
        self.bind()


class OutsideForm(CheckedForm):
    """A training elsewhere, with the 学时 its certificate names."""

    FIELDS = (
        ("outsideTitle", "title"),
        ("outsideLevel", "level"),
        ("outsideBegan", "began_on"),
        ("outsideEnded", "ended_on"),
        ("outsideHours", "credit"),
        ("outsideProof", "proof"),
    )
    REQUIRED = (("title", N_("填上培训名称，如 市委党校书记班")), ("began_on", NO_DAY))
    LIMITS: ClassVar[dict[str, int]] = {"title": TITLE_LIMIT, "proof": NOTE_LIMIT}

    def __init__(self, ground: FormGround) -> None:
        super().__init__(ground.theme, "outsideForm")
        self.add_row(_("培训名称"), field("outsideTitle"))
        levels = Combo(ground.theme, "outsideLevel")
        for level in OutsideLevel:
            levels.add(level_label(level), level)
        self.add_row(_("哪级办的"), levels)
        self.add_row(_("开始"), ground.day("outsideBegan"))
        ended = ground.day("outsideEnded")
        self.add_row(_("结束"), ended)
        self.add_row(_("学时"), HoursField(ground.theme, "outsideHours"))
        self.add_row(_("佐证"), field("outsideProof", hint=_("如 结业证书")))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        first, last = values["began_on"], values["ended_on"]
        if first and last and last < first and "ended_on" not in found:
            found["ended_on"] = _("结束早于开始，改一下日期")
        if not values["credit"]:
            found.setdefault("credit", _("填上学时，如 8；半个学时写 0.5"))
        return found
