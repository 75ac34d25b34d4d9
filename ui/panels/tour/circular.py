"""督查通报: what the records say of a tour, and beside it the clerk's own words, which nothing writes for her."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.date_text import Lean
from gzparty.i18n import _
from gzparty.labels.duty import deadline_hint
from gzparty.labels.tours import good_text, overview_text, problem_text
from gzparty.services.context import Done
from gzparty.services.ledger_views import CircularText, TourView
from gzparty.services.tours import MOST_ISSUES, TEXT_LIMIT
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.form import Form
from ui.panels.tour.forms import WholeNumber
from ui.theme import Theme
from ui.widgets.controls import area, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.right_panel import RightPanel

GOOD, REQUIREMENTS = 60, 108
"""Heights in px of the areas for the clerk's words."""


class CircularForm(Form):
    """期号, more on what was done well, 下步要求, and until when the units report."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("circularIssue", "issue"),
        ("circularGood", "good"),
        ("circularRequirements", "requirements"),
        ("circularReply", "reply_by"),
    )
    LIMIT = TEXT_LIMIT

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "circularForm")
        issue = WholeNumber("circularIssue", 1, MOST_ISSUES, _("没有就空着"))
        issue.setFixedWidth(theme.px(120))
        good = area("circularGood", theme.px(GOOD), _("没问题的单位自动列上，这里写想多说的；可以不填"))
        requirements = area("circularRequirements", theme.px(REQUIREMENTS), _("一行一条"))
        self.add_row(_("期号"), issue)
        self.add_row(_("做得较好"), good)
        self.add_row(_("下步要求"), requirements)
        self.add_row(_("哪天前报"), DateEdit(theme, "circularReply", year, lean=Lean.FUTURE))
        self.bind()


class CircularPanel(RightPanel):
    """`show_view` shows a tour's circular; what is typed is kept as a draft until it is saved."""

    done = Signal(str)
    print_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk.theme, "circularPanel")
        self._desk = desk
        self._gate = gate
        self._view: TourView | None = None
        self._key = ""
        self._after = ""
        self._written: tuple[str, dict[str, str]] = ("", {})
        self._make()
        self._connect()

    def show_view(self, view: TourView) -> None:
        """Show a tour's circular; what is being typed for the same one stays."""
        same = self._view is not None and self._view.tour.id == view.tour.id
        if not same:
            self.leave()
        self._view = view
        self._show_text(self._gate.reader.tours.circular(view.tour.id))
        if not (same and self._key and self.form.is_changed()):
            self.form.load(view.tour)
            self._key = f"circular/{view.tour.id}"
            self._kept.setVisible(self._desk.drafts.watch(self._key, self.form))
            self._refuse("")
        self._say_day_off()

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if self._key:
            self._desk.drafts.leave(self._key)
        self._key = ""
        self._view = None

    def save(self) -> None:
        """Store the clerk's words."""
        self._store("")

    def take_focus(self) -> None:
        """Begin with what only the clerk can write."""
        self.form.control("circularRequirements").setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paper(self) -> None:
        """Show the circular as a paper, with what is typed stored before."""
        self._store("print")

    def copy_text(self) -> None:
        """Copy the circular as a text for WeChat, with what is typed stored before."""
        self._store("copy")

    def _store(self, after: str) -> None:
        if self._view is None:
            return
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            return
        self._after = after
        if not self.form.is_changed():
            self._go_on()
            return
        tour = replace(self._view.tour, **self.form.values())
        self._written = (self._key, self.form.draft())
        self._gate.write(
            lambda services: services.tours.change(tour), self._stored, self._refused, draft=self._key
        )

    def _stored(self, outcome: Done[Any]) -> None:
        key, draft = self._written
        self._desk.drafts.forget(key)
        if outcome.action:
            self.done.emit(outcome.name)
        if key != self._key:
            return
        self._refuse("")
        if draft == self.form.draft():
            self.form.mark_clean()
        self._kept.setVisible(self._desk.drafts.watch(key, self.form))
        self._go_on()

    def _refused(self, words: str) -> None:
        if self._written[0] == self._key:
            self._refuse(words)
        else:
            # Another tour is shown by now; what was typed for that one is its draft.
            self._gate.refused.emit(words)

    def _go_on(self) -> None:
        if self._after == "print":
            self.print_wanted.emit()
        elif self._after == "copy":
            self.copy_wanted.emit()

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _show_text(self, text: CircularText) -> None:
        self.show_title(_("督查通报"), text.tour.title)
        self._overview.setText(overview_text(text))
        good = good_text(replace(text, tour=replace(text.tour, good="")))
        self._good.setText(_("做得较好：{words}").format(words=good))
        self._good.setVisible(bool(good))
        self._found.setText("\n".join(_found_lines(text)))
        self._found.setVisible(bool(text.with_problems))
        doubts = "\n".join(_doubts(text))
        self._doubts.setText(doubts)
        self._doubts.setVisible(bool(doubts))
        for made in (self._print, self._copy):
            made.setEnabled(bool(text.units))

    def _say_day_off(self) -> None:
        control = self.form.control("circularReply")
        assert isinstance(control, DateEdit)
        day = control.value()
        words = deadline_hint(day, self._gate.reader.store.calendar.load()) if day else ""
        self._day_off.setText(words)
        self._day_off.setVisible(bool(words))

    def _make(self) -> None:
        theme = self.theme
        told = QWidget()
        told.setObjectName("circularTold")
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._overview = label("circularOverview")
        self._good = label("circularGoodUnits", tone="ink2")
        self._found = label("circularFound", tone="ink2")
        self._doubts = label("circularDoubts", role="hint", tone="warn")
        said = _("以上取自检查记录。认得的人名换成了“某同志”，不认得的自己看一遍；要改写法，到整改台账里改。")
        self._source = label("circularSource", said, "hint")
        for words in (self._overview, self._good, self._found, self._doubts, self._source):
            words.setWordWrap(True)
            column.addWidget(words)
        self.add_section(told)
        self.form = CircularForm(theme, self._gate.reader.context.today().year)
        inner = self.add_section(self.form, ruled=False).layout()
        assert isinstance(inner, QVBoxLayout)
        self._day_off = label("circularDayOff", role="hint", tone="warn")
        self._kept = label("circularKept", _("接着上次没存的内容"), "hint")
        self._problem = label("circularProblem", role="problem")
        for words in (self._day_off, self._kept, self._problem):
            words.setWordWrap(True)
            words.hide()
            inner.addWidget(words)
        self.column.addStretch(1)
        self._save = self.add_deed("circularSave", _("保存"), "primary")
        self._print = self.add_deed("circularPrint", _("看通报"), icon="print")
        self._copy = self.add_deed("circularCopy", _("复制到微信"), icon="copy")
        self.foot.addStretch(1)

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.show_paper)
        self._copy.clicked.connect(self.copy_text)
        self.form.edited.connect(self._say_day_off)


def _found_lines(text: CircularText) -> list[str]:
    """Each unit with what was found, as the circular words it."""
    return [
        _("{unit}：{problems}").format(
            unit=unit.unit.name, problems=_("；").join(problem_text(problem) for problem in unit.problems)
        )
        for unit in text.with_problems
    ]


def _doubts(text: CircularText) -> list[str]:
    """What the circular would be silent about: units not visited, and those not looked at in full."""
    said = []
    if text.units and text.unvisited:
        names = _("、").join(unit.name for unit in text.unvisited)
        said.append(_("还有 {n} 个单位没去：{names}").format(n=len(text.unvisited), names=names))
    said += [
        _("{unit}还有 {n} 项没选，没有算进做得较好").format(unit=unit.unit.name, n=unit.unanswered)
        for unit in text.units
        if unit.unanswered and not unit.problems
    ]
    return said
