"""The questions of a selection: what is looked for and how it is decided, and the small ones asked in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gzparty.domain.date_text import Lean
from gzparty.domain.selection import Method, Reply, Selection, Subject, TieRule, Verdict
from gzparty.i18n import N_, _
from gzparty.labels.selection_words import method_label, subject_label, tie_label
from gzparty.records import dataclass
from gzparty.services.selection_drafts import CategoryDraft, SelectionDraft
from gzparty.services.selection_views import SelectionView
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import area, field, label
from ui.widgets.count_field import CountField
from ui.widgets.date_edit import DateEdit
from ui.widgets.rows_field import FieldRow, RowsField
from ui.widgets.segments import Segments

FIGURE, AREA = 46, 54


class CategoryRow(FieldRow):
    """A category: its title, how many are chosen, how many names a ballot may tick."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._id = ""
        self.title = field(f"{name}Title", hint=_("类别；只有一类不用写"))
        self.title.setAccessibleName(_("类别"))
        self.quota = CountField(theme, f"{name}Quota")
        self.choices = CountField(theme, f"{name}Choices")
        self.setFocusProxy(self.title)
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(6))
        pairs: tuple[tuple[str, CountField], ...] = (
            (_("取"), self.quota),
            (_("每票选"), self.choices),
        )
        for words_said, control in pairs:
            control.setFixedWidth(theme.px(FIGURE))
            control.setAccessibleName(words_said)
            figures.addWidget(label(f"{control.objectName()}Label", words_said, "label"))
            figures.addWidget(control)
        figures.addStretch(1)
        both = QVBoxLayout()
        both.setSpacing(theme.px(4))
        both.addWidget(self.title)
        both.addLayout(figures)
        self.line.addLayout(both, 1)
        self.quota.set_value(1)
        for line in (self.title, self.quota, self.choices):
            line.textChanged.connect(self.edited)

    def value(self) -> CategoryDraft | None:
        quota = self.quota.value()
        if quota is None and not self.title.text().strip():
            return None
        number = int(self._id) if self._id else None
        return CategoryDraft(self.title.text().strip(), quota or 1, self.choices.value(), number)

    def set_value(self, value: CategoryDraft) -> None:
        self._id = str(value.id) if value.id else ""
        self.title.setText(value.title)
        self.quota.set_value(value.quota)
        self.choices.set_value(value.choices)

    def raw(self) -> list[str]:
        return [self._id, self.title.text(), self.quota.text(), self.choices.text()]

    def set_raw(self, texts: Sequence[str]) -> None:
        self._id = texts[0]
        self.title.setText(texts[1])
        self.quota.setText(texts[2])
        self.choices.setText(texts[3])

    def problem(self) -> str:
        return self.quota.problem() or self.choices.problem()


@dataclass(frozen=True, slots=True)
class SetUp:
    """What stands in the form, as its fields hold it."""

    title: str = ""
    subject: str = Subject.PERSON.value
    opened_on: date | None = None
    nominate_until: date | None = None
    categories: tuple[CategoryDraft, ...] = (CategoryDraft(),)
    method: str = Method.COUNT.value
    full_score: int | None = 100
    drop_extremes: bool = False
    tie_rule: TieRule = TieRule.SECOND_ROUND
    note: str = ""

    @classmethod
    def of(cls, view: SelectionView) -> SetUp:
        """What is stored."""
        one = view.selection
        categories = tuple(
            CategoryDraft(
                kind.title, kind.quota, kind.choices if kind.choices != kind.quota else None, kind.id
            )
            for kind in view.categories
        )
        return cls(
            one.title,
            one.subject.value,
            one.opened_on,
            one.nominate_until,
            categories,
            one.method.value,
            one.full_score,
            one.drop_extremes,
            one.tie_rule,
            one.note,
        )


class SetUpForm(Form):
    """定主题: what is looked for, among whom, until when, and how votes are counted."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("setUpTitle", "title"),
        ("setUpSubject", "subject"),
        ("setUpOpened", "opened_on"),
        ("setUpUntil", "nominate_until"),
        ("setUpCategories", "categories"),
        ("setUpMethod", "method"),
        ("setUpFullScore", "full_score"),
        ("setUpExtremes", "drop_extremes"),
        ("setUpTie", "tie_rule"),
        ("setUpNote", "note"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"title": 40}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "setUpForm")
        self.title = field("setUpTitle", hint=_("如 集体增收；没定可以先空着"))
        self.subject = Segments(theme, "setUpSubject", [(one.value, subject_label(one)) for one in Subject])
        self.method = Segments(theme, "setUpMethod", [(one.value, method_label(one)) for one in Method])
        self.tie = Combo(theme, "setUpTie")
        for rule in TieRule:
            self.tie.add(tie_label(rule), rule)
        score = CountField(theme, "setUpFullScore")
        score.setFixedWidth(theme.px(FIGURE))

        def row(name: str) -> CategoryRow:
            return CategoryRow(theme, name)

        self.add_row(_("主题"), self.title)
        self.add_row(_("评选对象"), self.subject)
        self.add_row(_("开始推荐"), DateEdit(theme, "setUpOpened", year))
        self.add_row(_("推荐截止"), DateEdit(theme, "setUpUntil", year, lean=Lean.FUTURE))
        self.add_row(_("名额"), RowsField(theme, "setUpCategories", row, _("加一个类别"), _("去掉这个类别")))
        self.add_row(_("评议办法"), self.method)
        self.add_row(_("满分"), score)
        self.add_row("", Check(theme, "setUpExtremes", _("去掉一个最高分和一个最低分")))
        self.add_row(_("票数相同"), self.tie)
        self.add_row(_("备注"), field("setUpNote"))
        self.bind()
        self.method.chosen.connect(self._follow_method)
        self._follow_method()

    def load(self, record: object) -> None:
        super().load(record)
        self._follow_method()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        opened, until = values["opened_on"], values["nominate_until"]
        if opened and until and until < opened:
            found.setdefault("nominate_until", _("截止的日子在开始之前，改一个"))
        if not values["categories"]:
            found.setdefault("categories", _("至少留一个类别，写上取几名"))
        elif len(values["categories"]) > 1 and not all(one.title for one in values["categories"]):
            found.setdefault("categories", _("有几个类别时，每个都写上名称"))
        return found

    def draft_for(self, period: str, theme_id: int | None) -> SelectionDraft:
        """What was typed, as the service takes it."""
        said = self.values()
        said["subject"], said["method"] = Subject(said["subject"]), Method(said["method"])
        said["full_score"] = said["full_score"] or 100
        return SelectionDraft(period=period, theme_id=theme_id, **said)

    def fix_subject(self, fixed: bool) -> None:
        """Whom it is about stays once somebody was nominated."""
        self.subject.setEnabled(not fixed)
        self.subject.setToolTip(_("已经有推荐，评选对象不能再改") if fixed else "")

    def fix_counting(self, fixed: bool) -> None:
        """How it is voted stays while a count is locked."""
        for name in ("setUpCategories", "setUpMethod", "setUpFullScore", "setUpExtremes"):
            self.control(name).setEnabled(not fixed)

    def _follow_method(self, _method: str = "") -> None:
        scored = self.method.value() == Method.SCORE.value
        self.show_row("setUpFullScore", scored)
        self.show_row("setUpExtremes", scored)


class ReasonForm(Form):
    """A day and a reason that must not be empty: 空缺, 撤回."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("reasonDay", "on"), ("reasonText", "reason"))

    def __init__(self, theme: Theme, today: date, subject: str, hint: str) -> None:
        super().__init__(theme, "reasonForm")
        day = DateEdit(theme, "reasonDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        if subject:
            about = label("reasonSubject", subject, "label", "ink2")
            about.setWordWrap(True)
            self._grid.addWidget(about, 0, 0, 1, 2)
        self.reason = field("reasonText", hint=hint)
        self.add_row(_("哪天"), day)
        self.add_row(_("原因"), self.reason)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["on"] is None:
            found.setdefault("on", _("填上哪天，如 6.12"))
        if not values["reason"]:
            found.setdefault("reason", _("写清原因，评选档案里要看得到"))
        return found


class ReplyForm(Form):
    """纪委's written answer for one or several: the letter is one, each nomination keeps it."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("replyDay", "on"),
        ("replyWhat", "reply"),
        ("replyNote", "note"),
    )

    def __init__(self, theme: Theme, today: date, about: str) -> None:
        super().__init__(theme, "replyForm")
        said = label("replySubject", about, "label", "ink2")
        said.setWordWrap(True)
        self._grid.addWidget(said, 0, 0, 1, 2)
        day = DateEdit(theme, "replyDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        choices = [(Reply.CLEAR.value, N_("无意见")), (Reply.UNSUITABLE.value, N_("不宜"))]
        self.reply = Segments(theme, "replyWhat", choices)
        self.add_row(_("答复日期"), day)
        self.add_row(_("答复"), self.reply)
        self.add_row(_("说明"), field("replyNote", hint=_("文号或原话；无意见的可以不填")))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.values()["on"] is None:
            found.setdefault("on", _("填上答复的日期，如 6.11"))
        if self.reply.value() == Reply.UNSUITABLE.value and not self.values()["note"]:
            found.setdefault("note", _("答复不宜的，把纪委的说明写上"))
        return found


class VerdictForm(Form):
    """Who judges, when, and why where it goes against what was found."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("verdictBy", "judged_by"),
        ("verdictDay", "on"),
        ("verdictReason", "reason"),
    )

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "verdictForm")
        self._today = today
        self.by = field("verdictBy", hint=_("如 党建办 张示例"))
        self.day = DateEdit(theme, "verdictDay", today.year, lean=Lean.PAST)
        self.day.set_value(today)
        self.reason = area("verdictReason", theme.px(AREA))
        self.add_row(_("判定人"), self.by)
        self.add_row(_("判定日期"), self.day)
        self.add_row(_("理由"), self.reason)
        self.bind()

    def lacking(self, verdict: Verdict, found: bool) -> dict[str, str]:
        """What must be put right before a verdict can stand."""
        lacks = self.problems()
        values = self.values()
        if not values["judged_by"]:
            lacks.setdefault("judged_by", _("写上谁判定的"))
        if values["on"] is None:
            lacks.setdefault("on", _("填上判定日期，如 6.10"))
        if not values["reason"] and verdict is Verdict.PASSED and found:
            lacks.setdefault("reason", _("查到了情形还让进评议，写清理由；理由印在审核表上"))
        if not values["reason"] and verdict is Verdict.FAILED and not found:
            lacks.setdefault("reason", _("没查到情形不让进评议，写清理由"))
        return lacks


class MentionForm(Form):
    """A circular from elsewhere that names somebody: when, which, by whom."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("mentionDay", "named_on"),
        ("mentionTitle", "title"),
        ("mentionIssuer", "issuer"),
        ("mentionNote", "note"),
    )

    def __init__(self, theme: Theme, today: date, about: str) -> None:
        super().__init__(theme, "mentionForm")
        said = label("mentionSubject", about, "label", "ink2")
        said.setWordWrap(True)
        self._grid.addWidget(said, 0, 0, 1, 2)
        day = DateEdit(theme, "mentionDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        self.title = field("mentionTitle", hint=_("如 关于 5 月份值班值守情况的通报"))
        self.add_row(_("通报日期"), day)
        self.add_row(_("通报名称"), self.title)
        self.add_row(_("哪里发的"), field("mentionIssuer", hint=_("如 镇纪委")))
        self.add_row(_("备注"), field("mentionNote"))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["named_on"] is None:
            found.setdefault("named_on", _("填上通报日期，如 5.20"))
        if not values["title"]:
            found.setdefault("title", _("写上通报的名称"))
        return found


def usual(selection: Selection) -> dict[str, Any]:
    """How the last selection was counted, for the next one to begin with."""
    return {
        "subject": selection.subject.value,
        "method": selection.method.value,
        "full_score": selection.full_score,
        "drop_extremes": selection.drop_extremes,
        "tie_rule": selection.tie_rule,
    }
