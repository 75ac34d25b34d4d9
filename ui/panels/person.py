"""A person's file in the right panel: facts, credit by source, the year, meetings, posts, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.phone import masked
from gzparty.i18n import _
from gzparty.services.meeting_views import PersonAbsence
from gzparty.services.people_views import PersonFile
from ui.panels import person_words as words
from ui.panels.absence_note import AbsenceNote
from ui.panels.honour_links import HonourLinks
from ui.panels.person_menu import DEEDS
from ui.panels.reserve_note import ReserveNote
from ui.tables.roll_columns import credit_words
from ui.theme import Theme
from ui.widgets.controls import button, frame, label
from ui.widgets.credit_bar import CreditBar, YearStrip
from ui.widgets.fact_grid import FactGrid
from ui.widgets.line_list import LineList
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel
from ui.widgets.stepper import PeriodStepper
from ui.widgets.tabs import Tabs

CREDIT, MEETINGS, POSTS, CHANGES = "credit", "meetings", "posts", "changes"


class PersonPanel(RightPanel):
    """Shows one file; what the clerk wants done with it is announced."""

    deed_wanted = Signal(str)
    """A deed of `person_deeds.DEEDS`."""
    phone_wanted = Signal()
    """The clerk wants to see the whole number; `show_phone` brings it."""
    year_stepped = Signal(int)
    selection_wanted = Signal(int)
    """The selection an honour comes from."""

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "personPanel")
        self._today = today
        self._file: PersonFile | None = None
        self._facts = FactGrid(theme, "personFacts")
        self._phone = label("personPhone", role="fact")
        self._reveal = button(theme, "revealPhone", _("显示"), "link")
        self._reminder = label("personReminder", role="hint", tone="warn")
        self._reminder.setWordWrap(True)
        self._absence = AbsenceNote(theme)
        self._honours = HonourLinks(theme, _("荣誉"))
        self.tabs = Tabs(theme, "personTabs")
        for key, title in (
            (CREDIT, _("培训学时")),
            (MEETINGS, _("参会记录")),
            (POSTS, _("任职")),
            (CHANGES, _("变动")),
        ):
            self.tabs.add(key, title)
        self._make_credit()
        self._attendance = label("personAttendance", role="label")
        self._meetings = LineList(theme, "personMeetings")
        self._posts = LineList(theme, "personPosts", 0)
        self._memberships = LineList(theme, "personMemberships", 0)
        self.reserve = ReserveNote(theme)
        self._history = LineList(theme, "personHistory", 76)
        self._lay_out_body()
        self._edit = self.add_deed("editPerson", _("修改"), icon="edit")
        self._print = self.add_deed("printCertificate", _("打印学时证明"))
        self.foot.addStretch(1)
        self.more = MoreButton(theme, "morePerson")
        self._offer(DEEDS)
        self.foot.addWidget(self.more)
        self._connect()

    @property
    def file(self) -> PersonFile | None:
        """The file shown."""
        return self._file

    def show_file(self, file: PersonFile, absence: PersonAbsence) -> None:
        """Show a file; the phone of another person, or of another moment, is masked again."""
        self._file = file
        self.show_title(file.person.name, words.remark(file))
        self._facts.show_facts(words.facts(file))
        self._show_phone(masked(file.person.phone) if file.person.phone else "", hidden=True)
        reminder = words.reminder_words(file)
        self._reminder.setText(reminder)
        self._reminder.setVisible(bool(reminder))
        self._absence.show_absence(absence, self._today)
        self._honours.show_honours(file.honours)
        self._show_credit(file)
        self._attendance.setText(words.attendance_words(file.meetings, file.year))
        none = _("{year}年没有记录。").format(year=file.year)
        self._meetings.show_lines(words.meeting_lines(file.meetings, self._today), none)
        self._posts.show_lines(words.post_lines(file.posts), _("没有担任职务。"))
        self._correct_post.setVisible(bool(file.posts))
        self._correct_term.setVisible(words.present_post(file) is not None)
        self._memberships.show_lines(words.membership_lines(file.memberships), _("没有登记组织关系。"))
        self._history.show_lines(words.history_lines(file.history), _("还没有变动。"))

    def show_phone(self, person_id: int, phone: str) -> None:
        """Show a whole number, if its owner is still the one in sight."""
        if self._file is not None and self._file.person.id == person_id:
            self._show_phone(phone, hidden=False)

    def _make_credit(self) -> None:
        theme = self.theme
        self._year = PeriodStepper(theme, "personYear", _("上一年"), _("下一年"))
        self._figure = label("creditFigure", role="figure")
        self._target = label("creditTarget", role="label")
        self._missing = label("creditMissing", role="label")
        self._bar = CreditBar(theme, "creditBar")
        self._strip = YearStrip(theme, "yearStrip")
        self._trainings = LineList(theme, "personTrainings")

    def _lay_out_body(self) -> None:
        phone = QWidget()
        row = QHBoxLayout(phone)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        row.addWidget(label("personPhoneTitle", _("电话"), "label", "ink3"))
        row.addWidget(self._phone)
        row.addWidget(self._reveal)
        row.addStretch(1)
        self._facts.add_wide(phone)
        self._reminder.setContentsMargins(0, self.theme.px(4), 0, 0)
        self._facts.add_wide(self._honours)
        self._facts.add_wide(self._reminder)
        self._facts.add_wide(self._absence)
        self.add_section(self._facts)
        strip = frame("personTabRow", "tabLine")
        tab_row = QHBoxLayout(strip)
        tab_row.setContentsMargins(self.theme.px(4), 0, self.theme.px(4), 0)
        tab_row.addWidget(self.tabs)
        tab_row.addStretch(1)
        self.column.addWidget(strip)
        self._pages = QStackedWidget()
        self._pages.setObjectName("personPages")
        for page in (
            self._credit_page(),
            self._page(self._attendance, self._meetings),
            self._page(
                self._posts_head(),
                self._posts,
                label("personMembershipsTitle", _("组织关系"), "labelStrong"),
                self._memberships,
                self.reserve,
            ),
            self._page(self._history),
        ):
            self._pages.addWidget(page)
        self.column.addWidget(self._pages)
        self.column.addStretch(1)
        self._fit_page()

    def _credit_page(self) -> QWidget:
        theme = self.theme
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(8))
        for part in (self._year, self._figure, self._target):
            figures.addWidget(part)
        figures.addStretch(1)
        figures.addWidget(self._missing)
        credit = frame("creditSection", "section")
        inner = QVBoxLayout(credit)
        inner.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        inner.setSpacing(theme.px(8))
        inner.addLayout(figures)
        inner.addWidget(self._bar)
        year = frame("yearSection", "section")
        below = QVBoxLayout(year)
        below.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(10))
        below.setSpacing(theme.px(4))
        below.addWidget(label("yearTitle", _("1—12 月培训班"), "label"))
        below.addWidget(self._strip)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(credit)
        column.addWidget(year)
        column.addWidget(self._page(self._trainings))
        return page

    def _posts_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(12))
        row.addWidget(label("personPostsTitle", _("职务"), "labelStrong"))
        row.addStretch(1)
        self._correct_term = button(self.theme, "correctTerm", _("换届时间"), "link")
        self._correct_post = button(self.theme, "correctPosts", _("修改"), "link")
        self._correct_term.clicked.connect(self._do_correct_term)
        self._correct_post.clicked.connect(self._do_correct_post)
        row.addWidget(self._correct_term)
        row.addWidget(self._correct_post)
        return head

    def _page(self, *parts: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        margin = self.theme.px(16)
        column.setContentsMargins(margin, self.theme.px(8), margin, self.theme.px(8))
        column.setSpacing(self.theme.px(6))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self._year.stepped.connect(self.year_stepped)
        self._honours.selection_wanted.connect(self.selection_wanted)
        self._reveal.clicked.connect(self.phone_wanted)
        self._edit.clicked.connect(self._do_edit)
        self._print.clicked.connect(self._do_print)

    def _offer(self, deeds: Sequence[tuple[str, str]]) -> None:
        for key, title in deeds:
            if key:
                self.more.add(key, _(title), self._do_offered)
            else:
                self.more.add_line()

    def _do_offered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.deed_wanted.emit(action.objectName())

    def _do_edit(self) -> None:
        self.deed_wanted.emit("edit")

    def _do_print(self) -> None:
        self.deed_wanted.emit("certificate")

    def _do_correct_post(self) -> None:
        self.deed_wanted.emit("correct_post")

    def _do_correct_term(self) -> None:
        self.deed_wanted.emit("term")

    def _tab_chosen(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._fit_page()

    def _fit_page(self) -> None:
        """Let the body be as high as the tab in sight, not as the longest of them."""
        for place in range(self._pages.count()):
            page = self._pages.widget(place)
            policy = page.sizePolicy()
            chosen = place == self._pages.currentIndex()
            policy.setVerticalPolicy(policy.Policy.Preferred if chosen else policy.Policy.Ignored)
            page.setSizePolicy(policy)
        self._pages.updateGeometry()

    def _show_credit(self, file: PersonFile) -> None:
        total = sum(one.credit for one in file.sources)
        shares, missing = words.shares(file), words.missing(file)
        self._year.show_period(_("{year}年").format(year=file.year))
        self._figure.setText(credit_words(total))
        target = _("/ {target} 学时").format(target=credit_words(file.line.target))
        self._target.setText(target if file.line.target else _("学时"))
        self._missing.setText(missing)
        parts = [_("{words} {amount:g}").format(words=one.words, amount=one.amount) for one in shares]
        spoken = [_("{n} 学时").format(n=credit_words(total)), *parts, missing]
        self._bar.show_shares(shares, file.line.target / 2, _("，").join(part for part in spoken if part))
        self._strip.show_months(words.months(file.strip, self._today, file.year))
        trainings = [one for one in file.meetings if one.training or one.outside]
        none = _("{year}年还没有培训记录。").format(year=file.year)
        self._trainings.show_lines(words.meeting_lines(trainings, self._today), none)

    def _show_phone(self, phone: str, *, hidden: bool) -> None:
        self._phone.setText(phone or "—")
        self._reveal.setVisible(bool(phone) and hidden)
