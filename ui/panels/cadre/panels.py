"""What stands at the right of each list: a committee, a reserve cadre, the absences of somebody."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gzparty.domain.credit import hours
from gzparty.domain.reminders import TermState
from gzparty.i18n import _
from gzparty.labels import dates, sentence
from gzparty.labels.cadres import (
    days_words,
    dotted,
    following_words,
    holder_words,
    reached_words,
    term_state_label,
)
from gzparty.services.cadre_views import LadderLine, ReserveLine, RollAbsence, TermLine
from ui.glyphs import Glyph
from ui.panels.cadre.part import LinePanel
from ui.panels.cadre.rows import TONES, reserve_state, years_words
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.fact_grid import FactGrid
from ui.widgets.line_list import Line, LineList
from ui.widgets.more_button import MoreButton


class TermPanel(LinePanel[TermLine]):
    """The term of a unit and who sits in its committee."""

    term_wanted = Signal()
    vacancy_wanted = Signal()
    person_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "termPanel")
        self._facts = FactGrid(theme, "termFacts")
        self._why = _text("termWhy")
        self._holders = LineList(theme, "termHolders", 128)
        self._secretary = 0
        self.add_section(self._facts)
        self.add_section(self._why)
        self.add_section(_titled(theme, "termHoldersBlock", _("班子成员"), self._holders), ruled=False)
        self.column.addStretch(1)
        self.set = self.add_deed("termSet", _("登记换届"), "primary")
        self.vacancy = self.add_deed("termVacancy", _("记空缺"))
        self.foot.addStretch(1)
        self.file = self.add_deed("termPerson", _("看书记情况"))
        self.set.clicked.connect(self.term_wanted)
        self.vacancy.clicked.connect(self.vacancy_wanted)
        self.file.clicked.connect(self._want_person)

    def show_line(self, line: TermLine) -> None:
        """Show a committee."""
        self.show_title(line.unit.name, line.community.name if line.community else "")
        self.show_tag(term_state_label(line.state), TONES.get(line.state, ""))
        facts = [(_("党组织"), line.unit.party_name or line.unit.name)]
        if line.term is not None:
            facts.append((_("任期"), _("{n} 年").format(n=line.term.years)))
            facts.append((_("换届选举"), dotted(line.term.elected_on)))
            facts.append((_("届满"), dotted(line.ends)))
            if days_words(line):
                facts.append((_("离届满"), days_words(line)))
            if line.term.note:
                facts.append((_("备注"), line.term.note))
        self._facts.show_facts(facts)
        self._why.setText(why_words(line))
        self._holders.show_lines(holder_lines(line), _("没有登记任职。"))
        seated = [holder.person_id for holder in line.secretaries if holder.person_id is not None]
        self._secretary = seated[0] if seated else 0
        self.file.setVisible(bool(seated))
        self.set.setText(_("登记届期") if line.term is None else _("登记换届"))

    def _want_person(self) -> None:
        self.person_wanted.emit(self._secretary)


class ReservePanel(LinePanel[ReserveLine]):
    """Somebody on the list of reserve cadres with the year's training."""

    change_wanted = Signal()
    leave_wanted = Signal()
    resume_wanted = Signal()
    delete_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "reservePanel")
        self._facts = FactGrid(theme, "reserveFacts")
        self._plan = _text("reservePlan")
        self._note = _text("reserveNote")
        self._training = LineList(theme, "reserveTraining", 72)
        self.add_section(self._facts)
        self._plan_section = self.add_section(_titled(theme, "reservePlanBlock", _("培养措施"), self._plan))
        self._year = label("reserveYear", role="labelStrong")
        self.add_section(_under(theme, "reserveTrainingBlock", self._year, self._training))
        self._note_section = self.add_section(_titled(theme, "reserveNoteBlock", _("备注"), self._note))
        self.column.addStretch(1)
        self.change = self.add_deed("reserveChange", _("修改"), "primary")
        self.leave = self.add_deed("reserveLeave", _("退出名单"))
        self.foot.addStretch(1)
        self.file = self.add_deed("reservePerson", _("看个人情况"))
        more = MoreButton(theme, "reserveMore")
        self._correct = more.add("reserveCorrectLeave", _("改退出日期…"), self.leave_wanted.emit)
        self._resume = more.add("reserveResume", _("恢复在册"), self.resume_wanted.emit)
        more.add("reserveDelete", _("删除这一条"), self.delete_wanted.emit)
        self.foot.addWidget(more)
        self.change.clicked.connect(self.change_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.file.clicked.connect(self.person_wanted)

    def show_line(self, line: ReserveLine) -> None:
        """Show an entry."""
        reserve = line.reserve
        self.show_title(line.person.name, line.unit.name)
        self.show_tag(reserve_state(line), "warn" if line.is_untrained else "")
        entered = dotted(reserve.entered_on)
        if years_words(line):
            entered = _("{day}，{years}").format(day=entered, years=years_words(line))
        facts = [
            (_("列入"), entered),
            (_("方向"), reserve.direction or _("没填")),
            (_("联系人"), line.mentor or _("没填")),
            (_("现任"), line.posts or _("没有职务")),
        ]
        self._facts.show_facts(facts)
        self._plan.setText(reserve.plan)
        self._plan_section.setVisible(bool(reserve.plan))
        self._note.setText(reserve.note)
        self._note_section.setVisible(bool(reserve.note))
        self._year.setText(_("{year}年培训和参会").format(year=line.year))
        self._training.show_lines(training_lines(line), "")
        self.leave.setVisible(line.is_active)
        self._correct.setVisible(not line.is_active)
        self._resume.setVisible(not line.is_active)


class LadderPanel(LinePanel[LadderLine]):
    """The absences behind a number, each a way to its roll."""

    person_wanted = Signal()
    roll_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "ladderPanel")
        self._facts = FactGrid(theme, "ladderFacts")
        self._behind = QWidget()
        self._behind.setObjectName("ladderAbsences")
        self._column = QVBoxLayout(self._behind)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._only = _text("ladderOnly")
        self._only.setText(_("只提示，不处理。提醒、通报、评优资格由党委定，这里不生成任何材料。"))
        self.add_section(self._facts)
        self.add_section(_titled(theme, "ladderAbsencesBlock", _("缺席的培训，点开看签到表"), self._behind))
        self.add_section(self._only, ruled=False)
        self.column.addStretch(1)
        self.file = self.add_deed("ladderPerson", _("看个人情况"))
        self.foot.addStretch(1)
        self.file.clicked.connect(self.person_wanted)

    def show_line(self, line: LadderLine) -> None:
        """Show somebody's absences."""
        self.show_title(line.person.name, line.units)
        self.show_tag(reached_words(line.place) if line.place.reached else "")
        self._facts.show_facts(
            [
                (_("无故缺席"), _("{n} 次").format(n=line.place.count)),
                (_("应到"), _("{n} 次").format(n=line.place.called)),
                (_("下一档"), following_words(line.place) or _("没有")),
                (_("够到"), reached_words(line.place)),
            ]
        )
        while (item := self._column.takeAt(0)) is not None:
            item.widget().deleteLater()
        for absence in reversed(line.absences):
            made = button(self.theme, f"absence{absence.training_id}", absence_words(absence), "link")
            made.setProperty("training", absence.training_id)
            made.clicked.connect(self._want_roll)
            self._column.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)

    def _want_roll(self) -> None:
        self.roll_wanted.emit(int(self.sender().property("training")))


def why_words(line: TermLine) -> str:
    """What follows from how a term stands, with the article."""
    if line.reminder is not None:
        return sentence(line.reminder)
    if line.state is TermState.UNKNOWN:
        return _("没登记届期，算不出哪天届满，也不会提醒。登记换届选举的日期，只记得年月也行。")
    return _("届满前半年起，在工作台提醒（支部工作条例第21条）。")


def holder_lines(line: TermLine) -> list[Line]:
    """Who holds which post, since when."""
    return [
        Line(
            holder.words,
            holder_words(holder),
            glyph=Glyph.NOT_APPLICABLE if holder.person_id is None else None,
            state=_("{day}起").format(day=dotted(holder.since)) if holder.since else "",
        )
        for holder in line.holders
    ]


def training_lines(line: ReserveLine) -> list[Line]:
    """学时, trainings and meetings of the year; where no roll has the person nothing is counted."""
    credit = _("{credit} 学时，要求 {target}").format(
        credit=f"{hours(line.credit):g}", target=f"{hours(line.target):g}"
    )
    none = _("没有名单，不统计")
    came = _("应到 {called} 次，实到 {attended} 次")
    trainings = came.format(called=line.called, attended=line.attended) if line.called else none
    meetings = (
        came.format(called=line.meetings_called, attended=line.meetings_attended)
        if line.meetings_called
        else none
    )
    return [Line(_("学时"), credit), Line(_("培训班"), trainings), Line(_("会议"), meetings)]


def absence_words(absence: RollAbsence) -> str:
    """2026年3月18日 主题（2026-03）; one made up says so."""
    words = _("{day} {topic}（{number}）").format(
        day=dates.paper(absence.day), topic=absence.topic or _("培训班"), number=absence.number
    )
    if absence.made_up_on is None:
        return words
    return _("{words}，{day}已补课，不计").format(words=words, day=dates.prose(absence.made_up_on))


def _text(name: str) -> QLabel:
    made = label(name)
    made.setWordWrap(True)
    return made


def _titled(theme: Theme, name: str, title: str, body: QWidget) -> QWidget:
    return _under(theme, name, label(f"{name}Title", title, "labelStrong"), body)


def _under(theme: Theme, name: str, title: QLabel, body: QWidget) -> QWidget:
    made = QWidget()
    made.setObjectName(name)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    column.addWidget(title)
    column.addWidget(body)
    return made
