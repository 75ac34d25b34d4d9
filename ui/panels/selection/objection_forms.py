"""The forms of what comes of a 公示: an objection received, what looking into it found, the result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QLabel

from gzparty.domain import decision_rules
from gzparty.domain.date_text import Lean
from gzparty.domain.selection import Nomination, Objection, Outcome
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.i18n import N_, _
from gzparty.labels.publicity import candidate_text
from gzparty.labels.selection_words import outcome_label
from gzparty.labels.tips import channel_label
from gzparty.services.decision_drafts import CONTENT_LIMIT
from ui.glyphs import Glyph
from ui.panels.form import Form
from ui.panels.selection.faults import by_field
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.sentence_line import SentenceLine
from ui.widgets.tick_reasons import Ticked, TickName, TickReasons

CONTENT, HANDLING, CONTACT_LIMIT = 96, 84, 80
"""Heights in px of the areas; the most characters of a contact."""
SEALED = ("objectorName", "objectorContact")
"""Fields whose text never becomes a draft."""
NOBODY = 0
"""An objection against nobody: against how it was gone about."""


class ObjectionForm(Form):
    """What was objected, when, by which way, against whom; who made it lies sealed apart and never becomes a draft."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("objectionDay", "received_on"),
        ("objectionChannel", "channel"),
        ("objectionAgainst", "nomination_id"),
        ("objectionContent", "content"),
        ("objectorName", "name"),
        ("objectorContact", "contact"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"content": CONTENT_LIMIT, "contact": CONTACT_LIMIT}

    def __init__(
        self, theme: Theme, today: date, against: Sequence[Nomination], known: Objection | None = None
    ) -> None:
        super().__init__(theme, "objectionForm")
        self.day = DateEdit(theme, "objectionDay", today.year, lean=Lean.PAST)
        self.channel, self.against = Combo(theme, "objectionChannel"), Combo(theme, "objectionAgainst")
        for channel in TipChannel:
            self.channel.add(channel_label(channel), channel)
        self.channel.setPlaceholderText(_("选来源"))
        for one in against:
            self.against.add(candidate_text(one), one.id)
        self.against.add(_("对程序的意见"), NOBODY)
        self.content = area("objectionContent", theme.px(CONTENT), _("提了什么意见；不写提意见人是谁"))
        self.name = field("objectorName", hint=_("可以不填"))
        self._lay_out(known)
        self._fill(today, against, known)
        self.bind()

    def draft(self) -> dict[str, str]:
        """Give the raw texts without those of the objector."""
        return {name: text for name, text in super().draft().items() if name not in SEALED}

    def problems(self) -> dict[str, str]:
        needed = (
            ("received_on", self.day.value(), N_("填上哪天收到的")),
            ("channel", self.channel.value(), N_("选一下怎么收到的")),
            ("content", self.content.toPlainText().strip(), N_("写上提了什么意见")),
        )
        found = _with_missing(super().problems(), *needed)
        if self.against.value() is None:
            found.setdefault("nomination_id", _("选一下对谁提的"))
        values = self.values()
        if values["contact"] and not values["name"]:
            found.setdefault("name", _("写了电话，也写上姓名；不愿留名就都不写"))
        return found

    def facts(self) -> dict[str, Any]:
        """What was objected, without who did."""
        values = self.values()
        names = ("received_on", "channel", "content")
        return {name: values[name] for name in names} | {"nomination_id": values["nomination_id"] or None}

    def objector(self) -> Reporter | None:
        """Who made it; None where nobody wants to be known."""
        values = self.values()
        return Reporter(values["name"], values["contact"]) if values["name"] else None

    def _lay_out(self, known: Objection | None) -> None:
        self.add_row(_("哪天收到"), self.day)
        self.add_row(_("来源"), self.channel)
        self.add_row(_("对谁"), self.against)
        self.add_row(_("内容"), self.content)
        self.add_row(_("提意见人"), self.name)
        self.add_row(_("电话"), field("objectorContact"))
        note = _apart()
        self.add_wide(note)
        if known is not None:
            # Who made it is not asked again where only the words are put right.
            for name in SEALED:
                self.show_row(name, False)
            note.hide()

    def _fill(self, today: date, against: Sequence[Nomination], known: Objection | None) -> None:
        if known is None:
            self.day.set_value(today)
            self.channel.setCurrentIndex(-1)
            self.against.setPlaceholderText(_("选一个"))
            self.against.set_value(against[0].id if len(against) == 1 else None)
            return
        self.day.set_value(known.received_on)
        self.channel.set_value(TipChannel(known.channel))
        self.against.set_value(known.nomination_id or NOBODY)
        self.content.setPlainText(known.content)


class ObjectorForm(Form):
    """Who made an objection, typed anew: what lies sealed is not shown here, and nothing of this becomes a draft."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("objectorName", "name"), ("objectorContact", "contact"))
    LIMITS: ClassVar[dict[str, int]] = {"contact": CONTACT_LIMIT}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "objectorForm")
        self.name = field("objectorName", hint=_("姓名"))
        self.add_row(_("提意见人"), self.name)
        self.add_row(_("电话"), field("objectorContact"))
        self.add_wide(_apart())
        self.bind()

    def problems(self) -> dict[str, str]:
        return _with_missing(super().problems(), ("name", self.name.text().strip(), N_("写上姓名")))


class HandlingForm(Form):
    """What was looked into, what it came to, and when."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("handledDay", "on"),
        ("handledText", "handling"),
        ("handledOutcome", "outcome"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"handling": CONTENT_LIMIT}

    def __init__(self, theme: Theme, today: date, objection: Objection) -> None:
        super().__init__(theme, "handlingForm")
        self.day = DateEdit(theme, "handledDay", today.year, lean=Lean.PAST)
        self.day.set_value(objection.handled_on or today)
        self.text = area("handledText", theme.px(HANDLING), _("怎么核实的、怎么答复的"))
        self.text.setPlainText(objection.handling)
        self.outcome = Combo(theme, "handledOutcome")
        for one in (Outcome.UNFOUNDED, Outcome.UPHELD):
            self.outcome.add(outcome_label(one), one)
        self.outcome.setPlaceholderText(_("选结论"))
        self.outcome.set_value(objection.outcome)
        self.add_row(_("哪天核实"), self.day)
        self.add_row(_("核实情况"), self.text)
        self.add_row(_("结论"), self.outcome)
        note = _hint("handledNote")
        note.setText(_("谁核实、谁定的也写上。属实的，记公示结果时要把他取下。"))
        self.add_wide(note)
        self.bind()

    def problems(self) -> dict[str, str]:
        return _with_missing(
            super().problems(),
            ("on", self.day.value(), N_("填上哪天核实的")),
            ("handling", self.text.toPlainText().strip(), N_("写上怎么核实的")),
            ("outcome", self.outcome.value(), N_("选一下结论")),
        )


class ResultForm(Form):
    """What the 公示 came to: those published stand, but for those ticked here, each with a reason."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("resultDay", "on"),
        ("resultStruck", "struck"),
        ("resultNote", "note"),
    )

    def __init__(
        self,
        theme: Theme,
        today: date,
        published: Sequence[Nomination],
        objections: Sequence[Objection] = (),
    ) -> None:
        super().__init__(theme, "resultForm")
        self._published, self._objections = published, objections
        self.day = DateEdit(theme, "resultDay", today.year, lean=Lean.PAST)
        self.day.set_value(today)
        self.struck = TickReasons(theme, "resultStruck", _("取下 {name}"))
        self.struck.show_names([TickName(one.id, candidate_text(one)) for one in published])
        self._count = len(published)
        self._said = SentenceLine(theme, "resultSaid")
        self.add_row(_("哪天记的"), self.day)
        self.add_row(_("取下"), self.struck)
        self.add_wide(self._said)
        self.add_row(_("备注"), field("resultNote", hint=_("如 公示期内没有收到异议")))
        self.bind()
        self.struck.edited.connect(self._look)
        self._look()

    def values(self) -> dict[str, Any]:
        values = super().values()
        ticked: Ticked = values["struck"]
        return values | {"struck": {one: ticked.reasons.get(one, "") for one in ticked.chosen}}

    def problems(self) -> dict[str, str]:
        found = _with_missing(super().problems(), ("on", self.day.value(), N_("填上哪天记的结果")))
        values = self.values()
        faults = decision_rules.check_struck(
            values["struck"], values["note"], self._published, self._objections
        )
        return by_field(faults) | found

    def _look(self) -> None:
        """Ask for a reason at whoever is ticked, and say what is left."""
        chosen = self.struck.value().chosen
        self.struck.ask(dict.fromkeys(chosen, _("写上为什么取下")))
        left = self._count - len(chosen)
        if not chosen:
            self._said.say(Glyph.DONE, _("一个都不勾：{n} 个都成立").format(n=self._count))
        elif left:
            self._said.say(Glyph.PART, _("取下 {n} 个，{left} 个成立").format(n=len(chosen), left=left))
        else:
            words = _("都取下了：党委再研究一次，定了人重新公示，或者这个月空缺")
            self._said.say(Glyph.LEAVE, words, "warn")


def _with_missing(found: dict[str, str], *needed: tuple[str, object, str]) -> dict[str, str]:
    for attribute, value, words in needed:
        if not value:
            found.setdefault(attribute, _(words))
    return found


def _apart() -> QLabel:
    """That who made an objection is kept apart."""
    note = _hint("objectorApart")
    note.setText(_("另存加密，不上公开的纸，列表、打印、导出、搜索和备份里都看不到；历史里只记有改动。"))
    return note


def _hint(name: str) -> QLabel:
    made = label(name, role="hint")
    made.setWordWrap(True)
    return made
