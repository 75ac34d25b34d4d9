"""Above the units of a tour: its day and team, how the units were drawn, what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels.dates import prose_weekday
from gzparty.labels.tours import draw_text, team_text
from gzparty.services.ledger_views import TourView
from ui.panels.tour.deeds import TourDeeds
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.more_button import MoreButton


class TourHead(QWidget):
    """Its buttons ask `TourDeeds`; a tour without units leaves the first step to what stands below."""

    circular_wanted = Signal()

    def __init__(self, theme: Theme, deeds: TourDeeds) -> None:
        super().__init__()
        self.setObjectName("tourHead")
        self._theme = theme
        self._brief = False
        self._title = label("tourTitleShown", role="h16")
        self._facts = label("tourFacts", role="label")
        self._focus = label("tourFocusShown", role="label")
        self._lots = label("tourLots", role="label")
        for words in (self._title, self._facts, self._focus, self._lots):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._write = button(theme, "tourCircular", _("写通报"), icon="edit")
        self._draw = button(theme, "tourDraw", _("抽签选单位"))
        self._again = button(theme, "tourDrawAgain", _("再抽一次"))
        self._by_hand = button(theme, "tourByHand", _("手工增减"))
        self._more = MoreButton(theme, "tourMore")
        self._more.add("tourDrawOther", _("换名单抽签…"), deeds.draw)
        self.print_lots = self._more.add("tourPrintLots", _("打印抽签记录"), deeds.print_lots)
        self._more.add_line()
        self._more.add("tourChange", _("修改…"), deeds.change)
        self._more.add("tourPast", _("改动历史…"), deeds.show_past)
        self._more.add("tourDelete", _("删除"), deeds.delete)
        self._lay_out(theme)
        self._write.clicked.connect(self.circular_wanted)
        self._draw.clicked.connect(deeds.draw)
        self._again.clicked.connect(deeds.draw_again)
        self._by_hand.clicked.connect(deeds.choose_units)

    def show_brief(self, brief: bool) -> None:
        """Say the day and the team in one line only, where the window is low; the rest stands in the tooltip."""
        self._brief = brief
        self._set_margins()
        self._facts.setWordWrap(not brief)
        self._show_facts()

    def _set_margins(self) -> None:
        side, above, below = map(self._theme.px, (20, 4, 4) if self._brief else (20, 12, 10))
        self._column.setContentsMargins(side, above, side, below)

    def _show_facts(self) -> None:
        for words in (self._focus, self._lots):
            words.setVisible(bool(words.text()) and not self._brief)
        told = [words.text() for words in (self._facts, self._focus, self._lots) if words.text()]
        self._facts.setToolTip("\n".join(told) if self._brief else "")

    def show_view(self, view: TourView) -> None:
        """Say what a tour is now, and offer what can be done with it."""
        tour, team = view.tour, team_text(view.tour)
        words = _("{day}　督查组：{team}") if team else _("{day}　督查组还没写")
        self._title.setText(tour.title)
        self._facts.setText(words.format(day=prose_weekday(tour.held_on), team=team))
        self._focus.setText(_("重点：{focus}").format(focus=tour.focus) if tour.focus else "")
        self._lots.setText(draw_text(view))
        self._show_facts()
        drawn = tour.seed is not None
        self.print_lots.setEnabled(drawn)
        for part, shown in (
            (self._write, True),
            (self._draw, not drawn),
            # Once somebody was there, another draw is no longer a matter of one key.
            (self._again, drawn and not view.visited),
            (self._by_hand, True),
        ):
            part.setVisible(shown and bool(view.units))

    def _lay_out(self, theme: Theme) -> None:
        row = QWidget()
        tools = FlowLayout(row, theme.px(8))
        for part in (self._write, self._draw, self._again, self._by_hand, self._more):
            tools.addWidget(part)
        column = self._column = QVBoxLayout(self)
        self._set_margins()
        column.setSpacing(theme.px(4))
        for words in (self._title, self._facts, self._focus, self._lots):
            column.addWidget(words)
        column.addSpacing(theme.px(6))
        column.addWidget(row)
