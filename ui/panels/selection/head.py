"""The head of the page: the year, the ballot to print, a nomination to add, the rarer deeds behind 更多."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.services.selection_views import SelectionView
from ui.keys import keys_of
from ui.theme import Theme
from ui.widgets.controls import button, label, restyle
from ui.widgets.more_button import MoreButton
from ui.widgets.page_head import PageHead
from ui.widgets.stepper import PeriodStepper


class SelectionHead(PageHead):
    """Says what is wanted; the page knows what it means."""

    year_stepped = Signal(int)
    ballot_wanted = Signal()
    nominate_wanted = Signal()
    begin_wanted = Signal()
    past_wanted = Signal()
    history_wanted = Signal()
    themes_wanted = Signal()
    vacant_wanted = Signal()
    delete_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "selectionPageHead", MoreButton(theme, "moreSelection"))
        self._stepper = PeriodStepper(theme, "selectionYear", _("上一年"), _("下一年"))
        self._motto = label("selectionMotto", _("一月一主题，一月一典型"), "label")
        self.line.addWidget(label("selectionPageTitle", _("典型评选"), "h18"))
        self.line.addWidget(self._stepper)
        self.line.addWidget(self._motto)
        self.line.addStretch(1)
        self.ballot = button(theme, "printBallot", _("打印评议表"), icon="print")
        self.nominate = button(theme, "addNomination", _("加推荐"), icon="plus")
        self.nominate.setToolTip(keys_of("new"))
        self.ballot.clicked.connect(self.ballot_wanted)
        self.nominate.clicked.connect(self.nominate_wanted)
        self.add_deed(self.ballot, 2)
        self.add_deed(self.nominate)
        self._add_more()
        self._stepper.stepped.connect(self.year_stepped)
        self.end()

    def show_year(self, year: int) -> None:
        """Say which year is shown."""
        self._stepper.show_period(_("{year}年").format(year=year))

    def show_selection(self, view: SelectionView | None, *, typing: bool = False) -> None:
        """Say what can be done with a selection; None where none is in sight. While `typing`, the form has the next step."""
        nominating = view is not None and view.stage is Stage.NOMINATE
        self.nominate.setEnabled(nominating)
        self.nominate.setToolTip(
            keys_of("new") if nominating else _("推荐截止以后不能再加；要加先重新开放推荐")
        )
        kind = "primary" if nominating and not typing else ""
        if (self.nominate.property("kind") or "") != kind:
            restyle(self.nominate, "kind", kind)
            self.theme.dress(self.nominate, "plus", "on-red" if kind else "ink2")
        self.ballot.setEnabled(view is not None and view.line.in_vote > 0)
        self.ballot.setToolTip("" if self.ballot.isEnabled() else _("审核通过的进了评议，才有评议表"))
        live = view is not None and view.stage not in (Stage.DONE, Stage.VACANT)
        self.vacant.setEnabled(live)
        self.delete.setEnabled(view is not None)
        self.print.setEnabled(view is not None)

    def set_level(self, level: int) -> None:
        super().set_level(level)
        self._motto.setVisible(level == 0)

    def _add_more(self) -> None:
        more = self.more
        more.add("beginSelection", _("开始评选…"), self.begin_wanted.emit)
        more.add("recordPast", _("补登往期…"), self.past_wanted.emit)
        more.add_line()
        more.add("selectionHistory", _("历次典型和轮次"), self.history_wanted.emit)
        more.add("toThemes", _("月度主题"), self.themes_wanted.emit)
        more.add_line()
        self.vacant = more.add("leaveVacant", _("空缺…"), self.vacant_wanted.emit)
        self.delete = more.add("deleteSelection", _("删除这次评选"), self.delete_wanted.emit)
        self.print = more.add("printSelection", _("打印…"), self.print_wanted.emit)
