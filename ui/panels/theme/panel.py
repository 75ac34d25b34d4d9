"""One month at the right: its theme, how the unit in focus stands, the material, what was about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.theme import Cover
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.themes import cover_text
from gzparty.services.theme_views import CoverLine, ThemeMonth, ThemeView
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.theme import rows
from ui.panels.theme.deeds import ThemeDeeds
from ui.panels.theme.files import ThemeFiles
from ui.panels.theme.rows import Record
from ui.tables.manners import RowKeys
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.view import RecordView
from ui.widgets.controls import button, label
from ui.widgets.error_bar import ErrorBar
from ui.widgets.fact_grid import FactGrid
from ui.widgets.more_button import MoreButton
from ui.widgets.right_panel import RightPanel

LEAST_ROWS, MOST_ROWS = 3, 7


class ThemePanel(RightPanel):
    """Follows the month in front; the page reads."""

    done = Signal(str)
    file_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk.theme, "themePanel")
        self._view: ThemeView | None = None
        self._unit: CoverLine | None = None
        self.deeds = ThemeDeeds(desk, gate, self)
        self._make_controls(desk, gate)
        self._arrange()
        self._connect()

    def show_month(self, month: ThemeMonth, view: ThemeView | None) -> None:
        """Show a month with its theme, or that it has none yet."""
        before = self.deeds.month
        if before is None or before.period != month.period:
            self.scroll_to_top()
            self._error.hide()
        self.deeds.month, self._view = month, view
        self.show_title(rows.month_words(month.period))
        titled = bool(month.title)
        self._title_line.setText(month.title or _("这个月的主题还没定"))
        self._hint.setText(_("主题晚来不要紧，没定不算没办。定了就写上，材料后到后补。"))
        self._hint.setVisible(not titled)
        self._show_facts(month)
        self.files.show_view(view)
        self._files_section.setVisible(view is not None)
        self._show_records(view)
        self._set.setVisible(view is None)
        self._link.setVisible(view is not None)
        self._edit.setText(_("改主题") if titled else _("写主题"))
        self._edit.setVisible(view is not None)
        self._past.setVisible(view is not None)
        self._delete.setVisible(view is not None)
        self._selection.setText(_("看本月评选") if month.selections else _("办本月评选"))

    def show_unit(self, line: CoverLine | None, period: str) -> None:
        """Say how one unit stands in the month shown, and what can be done about it."""
        month = self.deeds.month
        here = line if month is not None and month.period == period else None
        self._unit = here
        self._unit_section.setVisible(here is not None)
        if here is None or month is None:
            return
        cell = here.cells[int(month.period[-2:]) - 1]
        self._unit_name.setText(here.unit.name)
        self._unit_words.setText(cover_text(cell))
        self._unit_open.setVisible(bool(cell.told))
        self._unit_link.setVisible(cell.cover is Cover.NOT_LINKED)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.grid,) if self.grid.isVisibleTo(self) else ()

    def say_refused(self, words: str) -> None:
        """Say why something was not done."""
        self._error.say(_("没有办成"), words)

    def _show_facts(self, month: ThemeMonth) -> None:
        theme = month.theme
        came = (
            _("{day}到").format(day=dates.prose(theme.came_on)) if theme and theme.came_on else _waits(month)
        )
        facts = [(_("谁定的"), theme.source), (_("材料"), came)] if theme else []
        if month.exemplars:
            facts.append((_("本月典型"), _("、").join(month.exemplars)))
        self._facts.show_facts([(title, words) for title, words in facts if words])
        texts = [theme.material, theme.note] if theme else []
        self._material.setText("\n".join(text for text in texts if text))
        self._material.setVisible(any(texts))

    def _show_records(self, view: ThemeView | None) -> None:
        records = rows.records_of(view) if view else []
        self._records_part.setVisible(view is not None)
        self.table.show(ListRows(records, rows.key_of))
        self.grid.setVisible(bool(records))
        trainings = len(view.trainings) if view else 0
        if records:
            words = _("培训 {t} 期，组织生活 {m} 条")
            self._records_title.setText(words.format(t=trainings, m=len(records) - trainings))
        else:
            self._records_title.setText(_("还没有标上这个主题的记录"))
        self._off.setVisible(bool(records))
        self._fit()

    def _fit(self) -> None:
        shown = min(max(self.table.rowCount(), LEAST_ROWS), MOST_ROWS)
        height = shown * self.grid.verticalHeader().defaultSectionSize()
        self.grid.setFixedHeight(height + self.grid.horizontalHeader().sizeHint().height() + 2)

    def _chosen(self) -> list[Record]:
        return [self.table.record(row) for row in self.grid.selected_rows()]

    def _open(self, row: int) -> None:
        self.deeds.open_record(self.table.record(row))

    def _take_off(self) -> None:
        self.deeds.unlink(self._chosen())

    def _open_told(self) -> None:
        month = self.deeds.month
        if self._unit is not None and month is not None:
            self.deeds.open_meeting(self._unit.cells[int(month.period[-2:]) - 1].told[0].meeting_id)

    def _link_unit(self) -> None:
        if self._unit is not None:
            self.deeds.link(self._unit.unit.id)

    def _link_all(self) -> None:
        self.deeds.link()

    def _make_controls(self, desk: Desk, gate: Gate) -> None:
        theme = self.theme
        self._title_line = label("themeName", role="h16")
        self._hint = label("themeHint", role="hint")
        self._material = label("themeMaterialText", role="fact")
        self._facts = FactGrid(theme, "themeFact")
        for part in (self._title_line, self._hint, self._material):
            part.setWordWrap(True)
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._unit_part = QWidget()
        self._unit_part.setObjectName("themeUnit")
        self._unit_name = label("themeUnitName", role="labelStrong")
        self._unit_words = label("themeUnitWords", role="fact")
        self._unit_words.setWordWrap(True)
        self._unit_open = button(theme, "themeUnitOpen", _("打开记录"), "link")
        self._unit_link = button(theme, "themeUnitLink", _("标上…"), "link")
        self.files = ThemeFiles(desk, gate)
        self._records_part = QWidget()
        self._records_part.setObjectName("themeRecordsPart")
        self._records_title = label("themeRecordsTitle", role="labelStrong")
        self._records_title.setWordWrap(True)
        self._off = button(theme, "themeTakeOff", _("去掉选中的"), "link")
        self.table: RecordTable[Record] = RecordTable(
            rows.record_columns(), ListRows[Record]([], rows.key_of), rows.spoken
        )
        self.grid: RecordView[Record] = RecordView(theme, desk.memory, "themeRecords")
        self.grid.set_records(self.table)
        self.grid.setAccessibleName(_("讲了这个主题的记录"))
        self._error = ErrorBar(theme)
        self._edit = button(theme, "themeEdit", "", "smallQuiet")
        self._more = MoreButton(theme, "moreTheme")

    def _arrange(self) -> None:
        px = self.theme.px
        self._close.hide()
        self.add_to_head(self._edit)
        top = QWidget()
        top.setObjectName("themeTop")
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for part in (self._title_line, self._hint, self._facts, self._material):
            column.addWidget(part)
        self.add_section(top)
        self._arrange_unit()
        self._files_section = self.add_section(self.files)
        self._arrange_records()
        self.column.addStretch(1)
        self.pin(self._error)
        self.take_drops(self.files)
        self._set = self.add_deed("themeSet", _("写主题"), "primary")
        self._link = self.add_deed("themeLink", _("加记录…"), "primary")
        self._selection = self.add_deed("themeSelection", "")
        self.foot.addStretch(1)
        self.foot.addWidget(self._more)
        self._more.add("themePrintYear", _("打印全年主题表"), self.deeds.print_year)
        self._more.add("themePrintCoverage", _("打印学习覆盖表"), self.deeds.print_coverage)
        self._more.add_line()
        self._past = self._more.add("themePast", _("改动历史…"), self.deeds.show_past)
        self._delete = self._more.add("themeDelete", _("删除这个月的主题"), self.deeds.delete)

    def _arrange_unit(self) -> None:
        line = QHBoxLayout(self._unit_part)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(10))
        line.addWidget(self._unit_name)
        line.addWidget(self._unit_words, 1)
        line.addWidget(self._unit_open)
        line.addWidget(self._unit_link)
        self._unit_section = self.add_section(self._unit_part)
        self._unit_section.hide()

    def _arrange_records(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._records_title, 1)
        head.addWidget(self._off, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._records_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        column.addLayout(head)
        column.addWidget(self.grid)
        self.add_section(self._records_part, ruled=False)

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.done.connect(self.done)
        deeds.refused.connect(self.say_refused)
        self._edit.clicked.connect(deeds.edit)
        self._set.clicked.connect(deeds.edit)
        self._link.clicked.connect(self._link_all)
        self._selection.clicked.connect(deeds.open_selection)
        self._unit_open.clicked.connect(self._open_told)
        self._unit_link.clicked.connect(self._link_unit)
        self._off.clicked.connect(self._take_off)
        self.grid.opened.connect(self._open)
        self.grid.cleared.connect(self._take_off)
        self.grid.row_keys = RowKeys(N_("打开"), "", N_("不算讲了本月主题"), N_("这 {n} 条不算讲了本月主题"))
        self.files.done.connect(self.done)
        self.files.file_wanted.connect(self.file_wanted)
        self.files.file_removal_wanted.connect(deeds.remove_file)
        self.theme.density_changed.connect(self._fit)


def _waits(month: ThemeMonth) -> str:
    theme = month.theme
    return "" if theme and (theme.material or month.files) else _("还没到")
