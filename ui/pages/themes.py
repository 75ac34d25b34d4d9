"""月度主题: the months on the left, who has a record in the middle, the month with its material on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.services.bundle import Services
from gzparty.services.theme_views import CoverLine, ThemeBoard
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import YearPage
from ui.panels.theme.board import ThemeBoardView
from ui.panels.theme.panel import ThemePanel
from ui.panels.theme.rows import month_lines
from ui.shell import Deeds
from ui.theme import Theme
from ui.widgets.controls import button, frame, label
from ui.widgets.kept_split import KeptSplit
from ui.widgets.month_list import MonthList
from ui.widgets.more_button import MoreButton
from ui.widgets.page_head import PageHead
from ui.widgets.stepper import PeriodStepper
from ui.wishes import ThemeRequest, TrainingRequest

SHOWS = frozenset(
    {
        "theme",
        "theme_record",
        "training",
        "meeting",
        "sitting",
        "attachment",
        "selection",
        "nomination",
        "unit",
        "unit_name",
        "unit_parent",
    }
)
SIDE, PANEL = 236, 332


class ThemesHead(PageHead):
    """The year, what it comes to, and its sheet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "themesHead", MoreButton(theme, "moreThemes"))
        self.stepper = PeriodStepper(theme, "themesYear", _("上一年"), _("下一年"))
        self.figures = label("themesFigures", role="label")
        self.print_year = button(theme, "themesPrint", _("打印全年主题表"), icon="print")
        self.line.addWidget(label("themesTitle", _("月度主题"), "h18"))
        self.line.addWidget(self.stepper)
        self.line.addWidget(self.figures, 1)
        self.add_deed(self.print_year, 2)
        self.end()


class ThemesPage(YearPage):
    """The page; it knows which month is shown."""

    file_wanted = Signal(object)
    """An attachment to be opened by the system's viewer."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__("themesPage", desk, gate)
        self._board: ThemeBoard | None = None
        self._period = Period.around(self._today()).code
        self._make_controls()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the year anew; the month in front stays there."""
        year = self._year
        self._say_year()
        self._gate.behind.ask("themes.board", partial(_read, year), self._show_board, self._failed)

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self.panel.deeds.edit,
            "print": self.panel.deeds.print_year,
            **self._year_deeds(),
        }
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.list, self.board, *self.panel.panes())

    def key_hints(self) -> str:
        return hints(
            open_row=_("看这个单位"), new=_("写主题"), print=_("全年主题表"), previous_period=_("换年")
        )

    def place(self) -> str:
        return self.board.place()

    def bottom_inset(self) -> int:
        return self._desk.theme.px(56)

    def take_request(self, request: object) -> None:
        """Show a month, of whatever year."""
        if isinstance(request, ThemeRequest) and request.period:
            self._period = request.period
            self._year = Period.parse(request.period).year
            self.refresh()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"without": self.board.only.click}

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the looking is."""
        super().showEvent(event)
        self.board.setFocus()

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self.head = ThemesHead(theme)
        self.list = MonthList(theme)
        self.list.setObjectName("themeList")
        self.list.setAccessibleName(_("月度主题"))
        self.board = ThemeBoardView(theme)
        self.panel = ThemePanel(self._desk, self._gate)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._side = frame("themesSide", "side")
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.list)
        self._split = KeptSplit(theme, self._desk.memory, "themes")
        self._split.addWidget(self.board)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(self._split, 1)
        self._stand(self.head, self._error, body)
        self._follow_density()

    def _connect(self) -> None:
        self.head.stepper.stepped.connect(self._step_year)
        self.head.print_year.clicked.connect(self.panel.deeds.print_year)
        self.list.chosen.connect(self._choose)
        self.board.opened.connect(self._open_cell)
        self.board.moved.connect(self._moved)
        self.board.loose_wanted.connect(self._show_loose)
        self.board.units_wanted.connect(self._to_units)
        self.panel.done.connect(self.done)
        self.panel.file_wanted.connect(self.file_wanted)
        self.follow(self._desk.changes, SHOWS)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _say_year(self) -> None:
        self.head.stepper.show_period(_("{year}年").format(year=self._year))

    def _show_board(self, board: ThemeBoard) -> None:
        self._year_came(board.year)
        self._board = board
        if Period.parse(self._period).year != board.year:
            self._period = f"{board.year:04d}{self._period[4:]}"
        self._say(board)
        self.list.blockSignals(True)
        self.list.show_rows(month_lines(board))
        self.list.choose(self._period)
        self.list.blockSignals(False)
        self._show_month()
        self.deeds_changed.emit()

    def _show_month(self) -> None:
        if self._board is None:
            return
        month = self._board.month(self._period)
        view = self._gate.reader.themes.get(month.theme.id) if month.theme else None
        self.panel.show_month(month, view)
        self.board.show_board(self._board, self._period)
        self._moved()

    def _choose(self, period: object) -> None:
        if isinstance(period, str) and period != self._period:
            self._period = period
            self._show_month()

    def _open_cell(self, _line: CoverLine, period: str) -> None:
        """A cell brings its month to the front, with how its unit stands."""
        if period != self._period:
            self.list.choose(period)
        self._moved()

    def _moved(self) -> None:
        here = self.board.current()
        self.panel.show_unit(*(here if here else (None, "")))
        self.place_changed.emit(self.place())

    def _show_loose(self) -> None:
        """The first training of the year that is on no theme."""
        if self._board is not None and self._board.loose:
            request = TrainingRequest(self._board.loose[0].training_id)
            self._desk.wishes.show_page("training", request)

    def _to_units(self) -> None:
        self._desk.wishes.show_page("people")

    def _this_year(self) -> None:
        """Go to the month of today."""
        self._period = Period.around(self._today()).code
        super()._this_year()

    def _failed(self, error: Exception) -> None:
        self._error.say(_("没有读出来"), spoken(error))

    def _say(self, board: ThemeBoard) -> None:
        """How many themes are set, and which of them no training was about."""
        words = _("定了 {n} 个主题").format(n=len(board.named))
        missing = [month for month in board.without_training if month.begun]
        if missing:
            months = _("、").join(f"{int(month.period[-2:])}" for month in missing)
            words = _("{words}，{months}月的没有培训讲过").format(words=words, months=months)
        self.head.figures.setText(words)

    def _follow_density(self) -> None:
        theme = self._desk.theme
        self._side.setFixedWidth(theme.side(SIDE, 224))
        self._split.arrange_panel(theme.px(PANEL))


def _read(year: int, services: Services) -> ThemeBoard:
    return services.themes.board(year)
