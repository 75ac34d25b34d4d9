"""The forms of an opinion: what was said, the answer, the hand-over, who said it, what it becomes in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QLabel

from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.date_text import Lean
from gzparty.domain.people import UnitView
from gzparty.domain.tip import Reporter, Satisfaction, Tip, TipChannel, TipKind
from gzparty.i18n import N_, _
from gzparty.labels.duty import deadline_hint
from gzparty.labels.tips import channel_label, satisfaction_label, tip_kind_label
from gzparty.records import dataclass
from gzparty.services.tip_drafts import CONTENT_LIMIT, WHO_LIMIT, TipDraft
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.unit_field import UnitField

CONTENT_HEIGHT, ANSWER_HEIGHT = 132, 96
SEALED = ("reporterName", "reporterContact", "reporterAddress")
"""Fields whose text never becomes a draft."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the forms know of the office: the day, the calendar, the units, the day an opinion would be due."""

    today: date
    calendar: WorkCalendar
    units: Sequence[UnitView]
    propose: Callable[[date], date]


class TipForm(Form):
    """A new opinion with who said it, or other words on a known one, which asks for no reporter.

    Drafts hold everything but the reporter.
    """

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("tipKind", "kind"),
        ("tipReceived", "received_on"),
        ("tipChannel", "channel"),
        ("tipContent", "content"),
        ("tipUnit", "unit_id"),
        ("tipDue", "due_on"),
        ("tipNote", "note"),
        ("reporterName", "name"),
        ("reporterContact", "contact"),
        ("reporterAddress", "address"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"content": CONTENT_LIMIT, "contact": WHO_LIMIT, "address": WHO_LIMIT}
    OF_OPINION: ClassVar[tuple[str, ...]] = ("tipContent", "tipUnit", "tipDue", "tipNote", *SEALED)
    """What an accusation does not have."""

    def __init__(self, theme: Theme, around: Surroundings, tip: Tip | None = None) -> None:
        super().__init__(theme, "tipForm")
        self._around = around
        self._proposed: date | None = None
        self._is_new = tip is None
        self.kind, self.channel = Combo(theme, "tipKind"), Combo(theme, "tipChannel")
        for kind in TipKind:
            self.kind.add(tip_kind_label(kind), kind)
        for channel in TipChannel:
            self.channel.add(channel_label(channel), channel)
        self.channel.setPlaceholderText(_("选来源"))
        self.channel.setCurrentIndex(-1)
        year = around.today.year
        self.received = DateEdit(theme, "tipReceived", year, lean=Lean.PAST)
        self.due = DateEdit(theme, "tipDue", year, lean=Lean.FUTURE)
        self.content = area("tipContent", theme.px(CONTENT_HEIGHT), _("反映了什么；不写反映人是谁"))
        self.unit = UnitField(theme, "tipUnit", around.units)
        self.note = field("tipNote")
        self._hint = _wide_label("tipDueHint", "warn")
        self._bare = _wide_label("tipBare", "")
        self._bare.setText(_("归纪委办：这里不记内容、答复和反映人。登记以后点“移交纪委”，记下哪天交给谁。"))
        self._apart = _wide_label("tipApart", "")
        self._apart.setText(_("反映人可以不填。填了另存加密，列表、打印、导出、搜索和备份里都看不到。"))
        self._lay_out()
        self._load(tip)
        self.bind()
        self.kind.currentIndexChanged.connect(self._look)
        self.received.edited.connect(self._propose)
        self.due.edited.connect(self._say_day_off)
        self._look()
        self._say_day_off()

    def draft(self) -> dict[str, str]:
        """Give the raw texts without those of the reporter."""
        return {name: text for name, text in super().draft().items() if name not in SEALED}

    def is_bare(self) -> bool:
        """Whether it is an accusation, of which nothing is written down here."""
        return bool(self.kind.value() is TipKind.ACCUSATION)

    def tip_draft(self) -> TipDraft:
        """What stands in the form."""
        values = self.values()
        if self.is_bare():
            return TipDraft(values["received_on"], values["channel"], kind=TipKind.ACCUSATION)
        names = ("received_on", "channel", "content", "unit_id", "due_on", "note")
        return TipDraft(**{name: values[name] for name in names})

    def reporter(self) -> Reporter | None:
        """Who is said to have said it; None where nothing of it was typed."""
        values = self.values()
        parts = [values[name] for name in ("name", "contact", "address")]
        return Reporter(*parts) if any(parts) and not self.is_bare() else None

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.received.value() is None:
            found.setdefault("received_on", _("填上哪天收到的，如 6.12"))
        if self.channel.value() is None:
            found.setdefault("channel", _("选一个来源"))
        if self.is_bare():
            return {key: words for key, words in found.items() if key in ("received_on", "channel")}
        if not self.content.toPlainText().strip():
            found.setdefault("content", _("写上群众反映了什么"))
        received, due = self.received.value(), self.due.value()
        if received and due and due < received:
            found.setdefault("due_on", _("比收到的那天还早，改一个日期"))
        reporter = self.reporter()
        if reporter and not reporter.name:
            found.setdefault("name", _("写上姓名；不愿留名的，这三行都空着"))
        return found

    def _lay_out(self) -> None:
        self.add_row(_("类别"), self.kind)
        self.add_wide(self._bare)
        self.add_row(_("哪天收到"), self.received)
        self.add_row(_("来源"), self.channel)
        self.add_row(_("内容"), self.content)
        self.add_row(_("办理单位"), self.unit)
        self.add_row(_("哪天前答复"), self.due)
        self.add_wide(self._hint)
        self.add_row(_("备注"), self.note)
        self.add_row(_("反映人"), field("reporterName", hint=_("姓名")))
        self.add_row(_("电话"), field("reporterContact"))
        self.add_row(_("住址"), field("reporterAddress"))
        self.add_wide(self._apart)

    def _load(self, tip: Tip | None) -> None:
        if tip is None:
            self.received.set_value(self._around.today)
            self._propose()
            return
        self.received.set_value(tip.received_on)
        self.channel.set_value(tip.channel)
        self.content.setPlainText(tip.content)
        self.unit.set_value(tip.unit_id)
        self.due.set_value(tip.due_on)
        self.note.setText(tip.note)

    def _look(self) -> None:
        """Show what there is to say of an opinion or an accusation."""
        bare = self.is_bare()
        self.show_row("tipKind", self._is_new)
        for name in self.OF_OPINION:
            self.show_row(name, not bare and (self._is_new or name not in SEALED))
        self._bare.setVisible(bare)
        self._apart.setVisible(self._is_new and not bare)
        self._say_day_off()

    def _propose(self) -> None:
        """Offer the day so many workdays on, as long as nobody chose another."""
        received = self.received.value()
        if received is not None and self.due.value() in (None, self._proposed) and self._is_new:
            self._proposed = self._around.propose(received)
            self.due.set_value(self._proposed)

    def _say_day_off(self) -> None:
        _say_day_off(self._hint, None if self.is_bare() else self.due.value(), self._around.calendar)


class AnswerForm(Form):
    """What was answered, when, and what it was met with."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("answerDay", "on"),
        ("answerText", "text"),
        ("answerMet", "satisfaction"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"text": CONTENT_LIMIT}

    def __init__(self, theme: Theme, today: date, tip: Tip) -> None:
        super().__init__(theme, "answerForm")
        self.day = DateEdit(theme, "answerDay", today.year, lean=Lean.PAST)
        self.day.set_value(tip.replied_on or today)
        self.text = area("answerText", theme.px(ANSWER_HEIGHT), _("怎么办的、怎么答复的"))
        self.text.setPlainText(tip.reply)
        met = Combo(theme, "answerMet")
        for one in Satisfaction:
            met.add(satisfaction_label(one), one)
        met.set_value(tip.satisfaction)
        self.add_row(_("哪天答复"), self.day)
        self.add_row(_("答复"), self.text)
        self.add_row(_("满意不满意"), met)
        self.bind()

    def problems(self) -> dict[str, str]:
        return _with_missing(
            super().problems(),
            ("on", self.day.value(), N_("填上哪天答复的")),
            ("text", self.text.toPlainText().strip(), N_("写上怎么答复的")),
        )


class AssignForm(Form):
    """Which unit several opinions are given to, and until when; without a day each keeps its own."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("assignUnit", "unit_id"), ("assignDue", "due_on"))

    def __init__(self, theme: Theme, around: Surroundings) -> None:
        super().__init__(theme, "assignForm")
        self._calendar = around.calendar
        self.unit = UnitField(theme, "assignUnit", around.units)
        self.due = DateEdit(theme, "assignDue", around.today.year, lean=Lean.FUTURE)
        self._day_off = _wide_label("assignDayOff", "warn")
        self.add_row(_("办理单位"), self.unit)
        self.add_row(_("哪天前答复"), self.due)
        self.add_wide(self._day_off)
        own_days = _wide_label("assignOwnDays", "")
        own_days.setText(_("日期空着，每条照自己原来的；原来没有的，从收到那天往后算。"))
        self.add_wide(own_days)
        self.bind()
        self.due.edited.connect(self._say_day_off)
        self._say_day_off()

    def problems(self) -> dict[str, str]:
        return _with_missing(super().problems(), ("unit_id", self.unit.value(), N_("写上交给哪个单位办")))

    def _say_day_off(self) -> None:
        _say_day_off(self._day_off, self.due.value(), self._calendar)


class HandOverForm(Form):
    """When an accusation went to 纪委, to whom, who took it."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("handedDay", "on"),
        ("handedTo", "to"),
        ("handedBy", "by"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"to": WHO_LIMIT, "by": WHO_LIMIT}

    def __init__(self, theme: Theme, today: date, tip: Tip) -> None:
        super().__init__(theme, "handOverForm")
        self.day = DateEdit(theme, "handedDay", today.year, lean=Lean.PAST)
        self.day.set_value(tip.handed_on or today)
        self.to = field("handedTo", tip.handed_to, _("如 镇纪委"))
        self.add_row(_("哪天移交"), self.day)
        self.add_row(_("移交给"), self.to)
        self.add_row(_("接收人"), field("handedBy", tip.taken_by, _("谁接的，可以不填")))
        self.bind()

    def problems(self) -> dict[str, str]:
        return _with_missing(
            super().problems(),
            ("on", self.day.value(), N_("填上哪天移交的")),
            ("to", self.to.text().strip(), N_("写上移交给纪委的谁")),
        )


class ReporterForm(Form):
    """Who said it, typed anew: what lies sealed is not shown here, and nothing of this becomes a draft."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("reporterName", "name"),
        ("reporterContact", "contact"),
        ("reporterAddress", "address"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"contact": WHO_LIMIT, "address": WHO_LIMIT}

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "reporterForm")
        self.name = field("reporterName", hint=_("姓名"))
        self.add_row(_("反映人"), self.name)
        self.add_row(_("电话"), field("reporterContact"))
        self.add_row(_("住址"), field("reporterAddress"))
        note = _wide_label("reporterApart", "")
        note.setText(_("另存加密，列表、打印、导出、搜索和备份里都看不到；历史里只记“反映人有改动”。"))
        self.add_wide(note)
        self.bind()

    def problems(self) -> dict[str, str]:
        return _with_missing(super().problems(), ("name", self.name.text().strip(), N_("写上姓名")))


class RowForm(Form):
    """What an opinion becomes in the ledger, in words of the clerk's own."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("rowUnit", "unit_id"),
        ("rowText", "text"),
        ("rowFound", "found_on"),
        ("rowMeasure", "measure"),
        ("rowLeader", "leader"),
        ("rowResponsible", "responsible"),
        ("rowDeadline", "deadline"),
    )

    def __init__(self, theme: Theme, around: Surroundings, tip: Tip) -> None:
        super().__init__(theme, "rowForm")
        self.unit = UnitField(theme, "rowUnit", around.units)
        self.unit.set_value(tip.unit_id)
        self.text = area("rowText", theme.px(ANSWER_HEIGHT), _("用自己的话写存在的问题，不写谁反映的"))
        found = DateEdit(theme, "rowFound", around.today.year, lean=Lean.PAST)
        self.deadline = DateEdit(theme, "rowDeadline", around.today.year, lean=Lean.FUTURE)
        found.set_value(tip.received_on)
        self.found = found
        self._hint = _wide_label("rowDeadlineHint", "warn")
        self._calendar = around.calendar
        self.add_row(_("单位"), self.unit)
        self.add_row(_("存在问题"), self.text)
        self.add_row(_("哪天发现"), found)
        self.add_row(_("整改措施"), field("rowMeasure"))
        self.add_row(_("责任领导"), field("rowLeader"))
        self.add_row(_("责任人"), field("rowResponsible"))
        self.add_row(_("整改时限"), self.deadline)
        self.add_wide(self._hint)
        self.bind()
        self.deadline.edited.connect(self._say_day_off)
        self._say_day_off()

    def problems(self) -> dict[str, str]:
        return _with_missing(
            super().problems(),
            ("unit_id", self.unit.value(), N_("写上哪个单位整改")),
            ("text", self.text.toPlainText().strip(), N_("写上存在什么问题")),
            ("found_on", self.found.value(), N_("填上哪天发现的")),
        )

    def _say_day_off(self) -> None:
        _say_day_off(self._hint, self.deadline.value(), self._calendar)


def _with_missing(found: dict[str, str], *needed: tuple[str, object, str]) -> dict[str, str]:
    for attribute, value, words in needed:
        if not value:
            found.setdefault(attribute, _(words))
    return found


def _wide_label(name: str, tone: str) -> QLabel:
    made = label(name, role="hint", tone=tone)
    made.setWordWrap(True)
    return made


def _say_day_off(hint: QLabel, day: date | None, calendar: WorkCalendar) -> None:
    """Say under a day that it is no workday, where it is none."""
    words = deadline_hint(day, calendar) if day else ""
    hint.setText(words)
    hint.setVisible(bool(words))
