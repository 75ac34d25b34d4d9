"""通报: when and under which number it was issued; afterwards who was announced and that it stands in their honours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gzparty.domain.selection import Subject
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.labels.dates import prose_weekday
from gzparty.labels.publicity import chosen_text, circular_message
from gzparty.records import dataclass
from gzparty.services.decision_drafts import NUMBER_LIMIT
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.keys import tip
from ui.panels.form import Form
from ui.panels.selection.step_panel import StepPanel
from ui.theme import Theme
from ui.widgets.controls import area, button, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.more_button import MoreButton
from ui.widgets.sentence_line import SentenceLine
from ui.wishes import PersonRequest

TEXT = 132


@dataclass(frozen=True, slots=True)
class Issue:
    """When the circular was issued, and its number as the office gave it."""

    on: date | None = None
    number: str = ""


class CircularForm(Form):
    """The day and the 文号."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("circularDay", "on"), ("circularNumber", "number"))
    LIMITS: ClassVar[dict[str, int]] = {"number": NUMBER_LIMIT}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "circularForm")
        self.day = DateEdit(theme, "circularDay", year)
        self.add_row(_("印发日期"), self.day)
        self.add_row(_("文号"), field("circularNumber", hint=_("办公室编的号，没有就空着")))
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.day.value() is None:
            found.setdefault("on", _("填上哪天印发的"))
        return found


class CircularPanel(StepPanel):
    """The text for WeChat calls those chosen what the office does (a setting)."""

    copied = Signal(str)
    """A text is on the clipboard; what to say of it."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "awardCircularPanel")
        theme = desk.theme
        self.form = CircularForm(theme, self._today().year)
        self._who = label("circularWho")
        self._early = label("circularEarly", _("记了公示结果，就在这里印发通报。"), "fact")
        self._issued = label("circularIssuedOn", role="fact")
        self._honour = SentenceLine(theme, "circularHonour")
        self._to_person = button(theme, "circularToPerson", _("看个人荣誉"), "link")
        self.text = area("circularText", theme.px(TEXT))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("发到微信群的话"))
        self._text_hint = label("circularTextHint", _("只写评上的，不写没评上的和票数。"), "hint")
        for words in (self._who, self._early, self._issued, self._text_hint):
            words.setWordWrap(True)
        self._make_sections()
        self._make_deeds()
        self._announce.clicked.connect(self.save)
        self._print_paper.clicked.connect(self.print)
        self._copy.clicked.connect(self.copy_text)
        self._to_person.clicked.connect(self.show_person)

    def save(self) -> None:
        """Note the circular as issued."""
        if self.view is None or self.view.stage is not Stage.CIRCULAR or not self._check():
            return
        number, values = self.view.selection.id, self.form.values()
        self._store(
            lambda services: services.decisions.announce(number, values["on"], number=values["number"])
        )

    def change(self) -> None:
        """Ask for another day or number of a circular that was issued."""
        if self.view is None or self.view.selection.announced_on is None:
            return
        from ui.panels.ask import Question

        selection = self.view.selection
        form = CircularForm(self.theme, self._today().year)
        form.load(Issue(selection.announced_on, selection.circular_number))
        self._ask(
            Question(_("修改通报"), _("改好"), form, draft=self._asked("circular")),
            lambda services, values: services.decisions.announce(
                selection.id, values["on"], number=values["number"]
            ),
        )

    def go_on(self, deed: str, number: int) -> None:
        if deed == "circular" and self.view is not None and self.view.selection.announced_on:
            self.change()

    def show_person(self) -> None:
        """Show the file of whoever was chosen, where the honour stands."""
        people = self._people()
        if len(people) == 1:
            self._desk.wishes.show_page("people", PersonRequest(people[0]))

    def take_back(self) -> None:
        """The circular was not issued after all."""
        if self.view is not None:
            number = self.view.selection.id
            self._write(lambda services: services.decisions.withdraw_announcement(number))

    def print(self) -> None:
        """Ask for the circular as a paper; the print centre saves it as DOCX too."""
        self._print("result")

    def copy_text(self) -> None:
        """Put the text for WeChat on the clipboard."""
        if self.view is not None and self.text.toPlainText():
            QGuiApplication.clipboard().setText(self.text.toPlainText())
            self.copied.emit(_("通报已复制，到群里粘贴就行；没评上的没有写进去"))

    def deeds(self) -> dict[str, Callable[[], object]]:
        known = self.text.toPlainText()
        return super().deeds() | ({"copy_message": self.copy_text} if known else {})

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.form.day.line,) if self.form.isVisibleTo(self) else (self.text,)

    def _show(self, view: SelectionView) -> None:
        selection = view.selection
        announced, ready = selection.announced_on, view.stage is Stage.CIRCULAR
        known = (ready or announced is not None) and bool(view.chosen)
        self.show_title(_("通报"), "")
        self.show_tag(_("已印发") if announced else "", "ok")
        self._early_section.setVisible(not known)
        self._who_section.setVisible(known)
        self._form_section.setVisible(ready)
        self._text_section.setVisible(known)
        self._who.setText(_("评上的：{names}").format(names=chosen_text(view.chosen)))
        self._show_issued(view)
        self.text.setPlainText(circular_message(view, self._word()) if known else "")
        self._announce.setVisible(ready)
        self._print_paper.setVisible(known)
        self._copy.setVisible(known)
        self._more.setVisible(known)
        self.show_foot(shown=known)
        for action in (self._take_back, self._change):
            action.setEnabled(announced is not None)
        self._to_person.setVisible(announced is not None and len(self._people()) == 1)
        if ready:
            self._open(f"announcing/{selection.id}", self.form, lambda: self.form.load(Issue(self._today())))
        else:
            self._shut()

    def _show_issued(self, view: SelectionView) -> None:
        selection = view.selection
        self._issued.setVisible(selection.announced_on is not None)
        if selection.announced_on is None:
            self._honour.say(None, "")
            return
        issued = _("{day}印发").format(day=prose_weekday(selection.announced_on))
        self._issued.setText(_("，").join(part for part in (issued, selection.circular_number) if part))
        people = selection.subject is Subject.PERSON
        words = _("已经写进他们的荣誉，个人页面里看得到") if people else _("已经写进这些单位的荣誉")
        self._honour.say(Glyph.DONE, words)

    def _people(self) -> list[int]:
        """Those chosen who are in the roster."""
        chosen = self.view.chosen if self.view else ()
        return [line.nomination.person_id for line in chosen if line.nomination.person_id is not None]

    def _word(self) -> str:
        """What the office calls those it chooses."""
        return self._gate.reader.offices.settings().exemplar_word or _("典型")

    def _make_sections(self) -> None:
        self._early_section = self.add_section(self._early)
        self._who_section = self.add_section(
            self._block("circularAnnounced", self._who, self._issued, self._honour, self._to_person)
        )
        self._form_section = self.add_section(self._block("circularBegin", self.form, self._kept))
        title = label("circularTextTitle", _("发到微信群的话"), "h15")
        self._text_section = self.add_section(
            self._block("circularMessage", title, self.text, self._text_hint), ruled=False
        )
        self._add_refusal()
        self.column.addStretch(1)

    def _make_deeds(self) -> None:
        self._announce = self.add_deed("circularIssued", _("记为已印发"), "primary")
        self._print_paper = self.add_deed("circularPrintPaper", _("打印通报"), icon="print")
        self._copy = self.add_deed("circularCopyText", _("复制"), icon="copy")
        self._copy.setToolTip(tip(_("复制到微信"), "copy_message"))
        self.foot.addStretch(1)
        self._more = MoreButton(self.theme, "circularMore", _("通报的更多"), dots=True)
        self._change = self._more.add("circularChange", _("改日期和文号…"), self.change)
        self._more.add("circularDocx", _("导出 DOCX…"), self.print)
        self._more.add_line()
        self._take_back = self._more.add("circularTakeBack", _("收回，没有印发"), self.take_back)
        self.foot.addWidget(self._more)
