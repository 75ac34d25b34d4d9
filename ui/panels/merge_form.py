"""Two records of one person side by side: what differs is chosen, what goes over is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gzparty.domain.merging import FactDifference, Side
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.phone import masked
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.past import column_label
from gzparty.labels.people import class_label, sex_label
from gzparty.services.people_views import MergePreview, PersonLine
from ui.panels.form import Form
from ui.panels.person_forms import CheckedForm, FormGround
from ui.panels.person_words import joined, partial
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import button, field, label
from ui.widgets.segments import Segments

WIDTH = 640
COUNTED = {
    "post": N_("任职 {n} 条"),
    "membership": N_("组织关系 {n} 条"),
    "attendance": N_("签到 {n} 条"),
    "leave_request": N_("请假 {n} 条"),
    "makeup": N_("补课 {n} 条"),
    "outside_training": N_("外出培训 {n} 条"),
    "roster": N_("点名名单 {n} 份"),
    "appraisal_line": N_("民主评议 {n} 条"),
    "talk": N_("谈心谈话 {n} 次"),
    "problem": N_("问题 {n} 条"),
    "inspection": N_("自查 {n} 次"),
    "nomination": N_("典型推荐 {n} 次"),
    "mention": N_("通报 {n} 次"),
    "reserve": N_("后备干部 {n} 条"),
}


class MergeForm(Form):
    """The record that is kept at the left, the one that is merged into it at the right."""

    apart = Signal()
    """They are two people, whatever they have in common."""

    def __init__(self, theme: Theme, preview: MergePreview) -> None:
        super().__init__(theme, "mergeForm")
        self.setMinimumWidth(theme.px(WIDTH))
        self._choices: dict[str, Segments] = {}
        self._add_pair(_("人员"), "mergeWho", *(_who(line) for line in (preview.target, preview.source)))
        self._add_pair(
            _("党员类别"), "mergeClass", *(_class(line) for line in (preview.target, preview.source))
        )
        for one in preview.differences:
            self._add_choice(one)
        self._add_words(preview)
        apart = button(theme, "keepApart", _("不是同一个人，以后不再问"), "link")
        apart.clicked.connect(self.apart)
        line = QHBoxLayout()
        line.addWidget(apart)
        line.addStretch(1)
        self._grid.addLayout(line, self._grid.rowCount(), 1)

    def values(self) -> dict[str, Any]:
        """Give whose value stays, by field."""
        return {name: Side(choice.value()) for name, choice in self._choices.items()}

    def _add_pair(self, words: str, name: str, kept: str, merged: str) -> None:
        pair = QWidget()
        pair.setObjectName(name)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, self.theme.px(6), 0, self.theme.px(6))
        row.setSpacing(self.theme.px(8))
        for side, text in (("Kept", kept), ("Merged", merged)):
            made = label(f"{name}{side}", text, "fact")
            made.setWordWrap(True)
            row.addWidget(made, 1)
        self.add_row(words, pair)

    def _add_choice(self, one: FactDifference) -> None:
        name = f"merge_{one.field}"
        values = (
            (Side.TARGET.value, value_words(one, one.target)),
            (Side.SOURCE.value, value_words(one, one.source)),
        )
        choice = Segments(self.theme, name, values)
        choice.set_value(one.chosen.value)
        self._choices[one.field] = choice
        self.add_row(column_label("person", one.field), choice)

    def _add_words(self, preview: MergePreview) -> None:
        said = [_("留左边这一份，右边的并进来；不一样的地方点一下选留哪个。")] if preview.differences else []
        if not preview.differences:
            said.append(_("留左边这一份，右边的并进来；两份没有不一样的地方。"))
        counts = [
            _(COUNTED[kind]).format(n=n) for kind, n in preview.goes_over.items() if n and kind in COUNTED
        ]
        said.append(_("并过去：{counts}。").format(counts=_("，").join(counts) or _("没有别的记录")))
        if preview.shared_rolls:
            said.append(_("有 {n} 次签到两份都在，合并后只算一次。").format(n=preview.shared_rolls))
        said += [sentence(one) for one in preview.obstacles]
        self.said = QLabel("\n".join(said))
        self.said.setObjectName("mergeSaid")
        self.said.setProperty("role", "label")
        self.said.setWordWrap(True)
        self.add_wide(self.said)


class PartnerForm(CheckedForm):
    """Which other record is the same person: a namesake, or whoever is named."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("partnerKnown", "known"), ("partnerName", "name"))

    def __init__(self, ground: FormGround, namesakes: Sequence[PersonLine]) -> None:
        super().__init__(ground.theme, "partnerForm")
        self.known = Combo(ground.theme, "partnerKnown")
        for line in namesakes:
            self.known.add(_who(line), line.person_id)
        self.known.add(_("另外写一个名字"), None)
        self.add_row(_("同名的人"), self.known)
        self.add_row(_("姓名"), field("partnerName", hint=_("有同名的写成 姓名@单位")))
        self.bind()
        self.show_row("partnerKnown", bool(namesakes))
        self.known.currentIndexChanged.connect(self._look)
        self._look()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["known"] is None and not values["name"]:
            found["name"] = _("填上另一份记录的姓名")
        return found

    def _look(self) -> None:
        self.show_row("partnerName", self.known.value() is None)


def value_words(one: FactDifference, value: object) -> str:
    """A value of a fact as the clerk reads it; a phone stays masked."""
    if isinstance(value, PartialDate):
        return partial(value)
    text = str(value)
    return masked(text) if one.field == "phone" else sex_label(text) if one.field == "sex" else text


def _who(line: PersonLine) -> str:
    return _("{name}　{place}").format(
        name=line.name, place=joined(line.unit_name, line.posts) or _("没有单位")
    )


def _class(line: PersonLine) -> str:
    return class_label(line.party_class) or _("不是党员")
