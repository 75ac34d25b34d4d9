"""干部队伍: terms of office; the reserve cadres and the ladder of attendance, both covered until asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gzparty.domain.people import Tree
from gzparty.domain.reminders import TermState
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.labels.cadres import cover_words, ladder_words
from gzparty.services.bundle import Services
from gzparty.services.cadre_views import CoveredPart, LadderLine, LadderView, ReserveLine, TermLine
from gzparty.setting import SettingGroup
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import OfficePage
from ui.panels.cadre import looks
from ui.panels.cadre.covered import CoveredStack
from ui.panels.cadre.deeds import FORM, ReserveDeeds
from ui.panels.cadre.panels import LadderPanel, ReservePanel, TermPanel
from ui.panels.cadre.part import ListPart
from ui.shell import Deeds
from ui.widgets.controls import button, frame, label
from ui.widgets.tabs import Tabs
from ui.wishes import CadreRequest, PersonRequest, PrintRequest, SettingsRequest, TrainingRequest

SHOWS = frozenset(
    {
        "reserve",
        "term",
        "vacancy",
        "post",
        "person",
        "membership",
        "unit",
        "unit_name",
        "unit_parent",
        "setting",
    }
    | {"training", "sitting", "attendance", "makeup", "outside_training", "meeting"}
)
TERMS, RESERVES, LADDER = "terms", CoveredPart.RESERVES.value, CoveredPart.LADDER.value
PAPERS = {TERMS: "terms", RESERVES: "reserves"}


class CadresPage(OfficePage):
    """The page; what is covered is read only once it is shown."""

    says_refusals = True

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("cadresPage", desk, gate)
        self._wanted = self._added = 0
        self._asked = ReserveDeeds(desk, gate, self)
        gate.drafts.opens(FORM, self._go_on)
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the part in sight anew; of a covered one how many it holds."""
        behind = self._gate.behind
        # One lane: what was asked for another part before is not wanted any more.
        if self.tabs.key() == TERMS:
            behind.ask("cadres", _read_terms, self._show_terms, self._failed)
        elif self.tabs.key() == RESERVES:
            lines = partial(_read_reserves, shown=self._reserves() is not None)
            behind.ask("cadres", lines, self._show_reserves, self._failed)
        else:
            behind.ask("cadres", _read_ladder, self._show_ladder, self._failed)
        self._follow_tab()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {"recount": self.refresh}
        if self._can_print():
            deeds["print"] = self._print
        if self._reserves() is not None:
            deeds["new"] = self._asked.add
        return deeds

    def panes(self) -> Sequence[QWidget]:
        part = self._part()
        return (self.tabs, *part.panes()) if part is not None else (self.tabs, self._stack.currentWidget())

    def key_hints(self) -> str:
        return (
            hints(open_row=_("看右边"), edit_cell=_("修改"), next_tab=_("下一类"))
            if self._part() is not None
            else ""
        )

    def place(self) -> str:
        part = self._part()
        return part.place() if part is not None else ""

    def take_request(self, request: object) -> None:
        """Show a part, and somebody's or a unit's line in it; what is covered stays so."""
        if not isinstance(request, CadreRequest):
            return
        self._wanted = request.unit_id if request.part == TERMS else 0
        if request.part:
            self.tabs.choose(request.part)
        if self._wanted:
            self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        """The covered parts as they are: a picture never shows what is under the cover."""
        return {key: partial(self.tabs.choose, key) for key in (RESERVES, LADDER)}

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        self._focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is left covers everything."""
        self._desk.discretion.cover()
        super().hideEvent(event)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.tabs = Tabs(theme, "cadresTabs")
        for key, words in ((TERMS, _("任期届期")), (RESERVES, _("后备干部")), (LADDER, _("出勤阶梯"))):
            self.tabs.add(key, words)
        self._settings = button(theme, "ladderSettings", _("改阶梯"), "link")
        self._print_button = button(theme, "cadresPrint", _("打印"), icon="print")
        self._new = button(theme, "reserveNew", _("列入一人"), icon="plus")
        self.terms = self._make_terms()
        self.reserves = CoveredStack(self._desk, self._gate, CoveredPart.RESERVES, self._make_reserves)
        self.ladder = CoveredStack(self._desk, self._gate, CoveredPart.LADDER, self._make_ladder)
        # Until it is known how many there are, so that the button is there for the keyboard at once.
        self.reserves.say(_("后备干部"))
        self.ladder.say(_("出勤阶梯"))

    def _make_terms(self) -> ListPart[TermLine]:
        panel = TermPanel(self._desk.theme)
        part = ListPart(self._desk, looks.terms(), panel)
        panel.term_wanted.connect(self._set_term)
        panel.vacancy_wanted.connect(self._set_vacancy)
        panel.person_wanted.connect(self._show_person)
        part.edit_wanted.connect(self._set_term)
        part.moved.connect(self._moved)
        part.say_nothing(_("还没有党组织"), _("先在“组织与人员”里加上镇党委、社区和村。"))
        return part

    def _make_reserves(self) -> QWidget:
        panel = ReservePanel(self._desk.theme)
        part = ListPart(self._desk, looks.reserves(), panel)
        panel.change_wanted.connect(self._change)
        panel.leave_wanted.connect(self._leave)
        panel.resume_wanted.connect(self._resume)
        panel.delete_wanted.connect(self._delete)
        panel.person_wanted.connect(self._show_reserve_person)
        part.edit_wanted.connect(self._change)
        part.delete_wanted.connect(self._delete)
        part.first_wanted.connect(self._asked.add)
        part.moved.connect(self._moved)
        why = _("记下谁作为哪个岗位的后备、谁联系培养；培训学时和参会次数从签到表里数出来。")
        part.say_nothing(_("还没有登记后备干部"), why, _("列入一人"))
        return part

    def _make_ladder(self) -> QWidget:
        panel = LadderPanel(self._desk.theme)
        part = ListPart(self._desk, looks.ladder(), panel)
        panel.person_wanted.connect(self._show_absent_person)
        panel.roll_wanted.connect(self._show_roll)
        part.moved.connect(self._moved)
        return part

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._page_head = frame("cadresHead", "head")
        head = QHBoxLayout(self._page_head)
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        head.setSpacing(theme.px(12))
        head.addWidget(label("cadresTitle", _("干部队伍"), "h18"))
        head.addStretch(1)
        for part in (self._settings, self._print_button, self._new):
            head.addWidget(part)
        tab_row = frame("cadresTabRow", "tabRow")
        line = QHBoxLayout(tab_row)
        line.setContentsMargins(theme.px(8), 0, theme.px(20), 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        self._stack = QStackedWidget()
        for body in (self.terms, self.reserves, self.ladder):
            self._stack.addWidget(body)
        self._stand(self._page_head, self._error, tab_row, self._stack)
        self._follow_density()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self._settings.clicked.connect(self._show_settings)
        self._print_button.clicked.connect(self._print)
        self._new.clicked.connect(self._asked.add)
        self._asked.done.connect(self.done)
        self._asked.added.connect(self._show_added)
        self.reserves.uncovered.connect(self._show_uncovered)
        self.ladder.uncovered.connect(self._show_uncovered)
        self.reserves.covered.connect(self._follow_tab)
        self.ladder.covered.connect(self._follow_tab)
        self._gate.refused.connect(self._say_refused)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._follow_density)

    # What is shown

    def _show_terms(self, lines: Sequence[TermLine]) -> None:
        self.terms.show_lines(lines, self._wanted or None)
        self._wanted = 0
        unknown = sum(line.state is TermState.UNKNOWN for line in lines)
        words = _("{n} 个单位没登记届期，算不出哪天届满，也不会提醒。点开一个，登记换届选举的日期。")
        self.terms.remark.setText(words.format(n=unknown))
        self.terms.remark.setVisible(bool(unknown))
        self._follow_tab()

    def _show_reserves(self, read: tuple[int, Sequence[ReserveLine]]) -> None:
        (count, lines), part = read, self._reserves()
        self.reserves.say(_("后备干部 {n} 人").format(n=count))
        if part is not None:
            part.show_lines(lines, self._added or None)
            self._added = 0
            part.remark.setText(_("名单只在这里和点名要的表里出现，不进工作台、花名册和查找。"))
        self._follow_tab()

    def _show_ladder(self, view: LadderView) -> None:
        part = self._ladder()
        self.ladder.say(cover_words(view))
        if part is not None:
            part.show_lines(view.lines)
            part.remark.setText(ladder_words(view))
            part.say_nothing(_("没有无故缺席的"), ladder_words(view))
        self._follow_tab()

    def _show_uncovered(self) -> None:
        self.refresh()
        self._focus()

    def _show_added(self, reserve_id: int) -> None:
        self._added = reserve_id
        self.refresh()

    def _part(self) -> ListPart[TermLine] | ListPart[ReserveLine] | ListPart[LadderLine] | None:
        """The list in sight; None while it is covered."""
        if self.tabs.key() == TERMS:
            return self.terms
        return self._reserves() if self.tabs.key() == RESERVES else self._ladder()

    def _reserves(self) -> ListPart[ReserveLine] | None:
        return cast("ListPart[ReserveLine] | None", self.reserves.body)

    def _ladder(self) -> ListPart[LadderLine] | None:
        return cast("ListPart[LadderLine] | None", self.ladder.body)

    def _tab_chosen(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.refresh()
        self._focus()

    def _follow_tab(self) -> None:
        """Offer in the head what belongs to the part in sight."""
        key = self.tabs.key()
        self._settings.setVisible(key == LADDER)
        self._print_button.setVisible(self._can_print())
        self._new.setVisible(key == RESERVES and self._reserves() is not None)
        self._moved()

    def _focus(self) -> None:
        part = self._part()
        covered = self.reserves if self.tabs.key() == RESERVES else self.ladder
        target = part.focus_target() if part is not None else covered.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the clerk does

    def _set_term(self) -> None:
        self._unit_deed("term")

    def _set_vacancy(self) -> None:
        self._unit_deed("vacancy")

    def _unit_deed(self, deed: str) -> None:
        line = self.terms.current()
        if line is None:
            return
        from ui.panels.unit_deeds import UnitDeeds

        asked = UnitDeeds(self._desk, self._gate, self)
        asked.done.connect(self.done)
        asked.do(deed, Tree.PARTY, line.unit.id)

    def _change(self) -> None:
        self._about_reserve(self._asked.change)

    def _leave(self) -> None:
        self._about_reserve(self._asked.leave)

    def _resume(self) -> None:
        self._about_reserve(self._asked.resume)

    def _delete(self) -> None:
        self._about_reserve(self._asked.delete)

    def _go_on(self, record: str) -> None:
        """Go on with a form half typed, once the list it belongs to is uncovered."""
        if self.tabs.key() == RESERVES and self._reserves() is not None:
            self._asked.go_on(record)

    def _about_reserve(self, deed: Callable[[ReserveLine], None]) -> None:
        part = self._reserves()
        line = part.current() if part is not None else None
        if line is not None:
            deed(line)

    def _show_reserve_person(self) -> None:
        self._about_reserve(lambda line: self._show_person(line.person.id))

    def _show_absent_person(self) -> None:
        part = self._ladder()
        line = part.current() if part is not None else None
        if line is not None:
            self._show_person(line.person.id)

    def _can_print(self) -> bool:
        return self.tabs.key() in PAPERS and self._part() is not None

    def _show_person(self, person_id: int) -> None:
        self._desk.wishes.show_page("people", PersonRequest(person_id))

    def _show_roll(self, training_id: int) -> None:
        self._desk.wishes.show_page("training", TrainingRequest(training_id, roll=True))

    def _show_settings(self) -> None:
        self._desk.wishes.show_page("settings", SettingsRequest(part=SettingGroup.TRAINING.value))

    def _print(self) -> None:
        self._desk.wishes.show_page("print", PrintRequest(PAPERS[self.tabs.key()], {}))

    def _failed(self, error: Exception) -> None:
        self._error.say(_("没有读出来"), spoken(error))

    def _follow_density(self) -> None:
        self._page_head.setFixedHeight(self._desk.theme.row(56, 50))


def _read_terms(services: Services) -> Sequence[TermLine]:
    return services.cadres.terms()


def _read_reserves(services: Services, *, shown: bool) -> tuple[int, Sequence[ReserveLine]]:
    """How many there are; who they are only where the list is uncovered."""
    cadres = services.cadres
    with services.store.snapshot():
        return cadres.count(), cadres.reserves(left=True) if shown else ()


def _read_ladder(services: Services) -> LadderView:
    return services.cadres.ladder()
