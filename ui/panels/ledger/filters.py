"""What of the ledger is in sight: chips with their counts, a search box, unit, source, how it is grouped, which columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gzparty.domain.people import UnitView
from gzparty.domain.problem import ProblemSource
from gzparty.i18n import N_, _
from gzparty.labels.ledger import source_label
from ui.panels.ledger import narrowing
from ui.panels.ledger.narrowing import Narrowing
from ui.panels.ledger.rows import BY_DEADLINE, BY_UNIT, PLAIN
from ui.theme import Theme
from ui.widgets.chip import ChipChoice, ChipRow
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.flow import FlowLayout
from ui.widgets.more_button import MoreButton
from ui.widgets.search_field import SearchField

CHIP_WORDS = {
    narrowing.OPEN: N_("没销号"),
    narrowing.OVERDUE: N_("逾期"),
    narrowing.REGISTERED: N_("登记"),
    narrowing.RECTIFYING: N_("整改中"),
    narrowing.SUBMITTED: N_("待验收"),
    narrowing.CLOSED: N_("已销号"),
    narrowing.LOOK_BACK: N_("回头看"),
    narrowing.LASTING: N_("长期坚持"),
}
EDGE = 20
GROUPINGS = {BY_DEADLINE: N_("按期限分组"), BY_UNIT: N_("按单位分组"), PLAIN: N_("不分组")}


class LedgerFilters(QFrame):
    """Holds a Narrowing and tells when it is another one."""

    narrowed = Signal()
    grouped = Signal()
    columns_wanted = Signal()
    found = Signal()
    """Enter in the search box."""

    def __init__(self, theme: Theme, grouping: str) -> None:
        super().__init__()
        self.setObjectName("ledgerFilters")
        self._theme = theme
        self._ids: frozenset[int] | None = None
        self.grouping = grouping if grouping in GROUPINGS else BY_DEADLINE
        choices = [ChipChoice(key, _(words), 0) for key, words in CHIP_WORDS.items()]
        self.chips = ChipRow(theme, "ledgerChips", choices, parted=narrowing.LASTING, wraps=True)
        self.search = SearchField(theme, "ledgerSearch")
        self.search.setPlaceholderText(_("找问题、人或编号"))
        self.search.setAccessibleName(_("找问题、人或编号"))
        self.unit = Combo(theme, "ledgerUnit")
        self.unit.setAccessibleName(_("哪个单位"))
        self.source = Combo(theme, "ledgerSource")
        self.source.setAccessibleName(_("哪种来源"))
        self.source.add(_("全部来源"), None)
        for source in ProblemSource:
            self.source.add(source_label(source), source)
        self.group = MoreButton(theme, "ledgerGrouping", _(GROUPINGS[self.grouping]))
        self._offer_groupings()
        self.columns = button(theme, "ledgerColumns", _("选列"), "quiet", icon="columns")
        self.show_units(())
        self._lay_out()
        self.chips.chosen.connect(self._chip_chosen)
        self.search.searched.connect(self._tell)
        self.search.returnPressed.connect(self.found)
        self.unit.currentIndexChanged.connect(self._tell)
        self.source.currentIndexChanged.connect(self._tell)
        self.columns.clicked.connect(self.columns_wanted)

    def wanted(self) -> Narrowing:
        """What is asked for."""
        return Narrowing(
            self.chips.value() or narrowing.OPEN,
            self.unit.value() or 0,
            self.source.value(),
            self.search.text().strip(),
            self._ids,
        )

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Renew the counts on the chips."""
        for key, words in CHIP_WORDS.items():
            alarm = key == narrowing.OVERDUE
            self.chips.show_choice(ChipChoice(key, _(words), counts.get(key, 0), alarm))
        self.chips.fit(self.width() - 2 * self._theme.px(EDGE))

    def show_units(self, units: Sequence[UnitView]) -> None:
        """Offer the units that have problems; the one chosen stays."""
        kept = self.unit.value()
        self.unit.blockSignals(True)
        self.unit.clear_choices()
        self.unit.add(_("全部单位"), 0)
        for unit in units:
            self.unit.add(unit.name, unit.id)
        self.unit.set_value(kept if self.unit.offers(kept) else 0)
        self.unit.blockSignals(False)

    def choose_chip(self, key: str) -> None:
        """Show what a chip counts."""
        self._ids = None
        self.chips.show_chosen(key)
        self._tell()

    def choose_ids(self, ids: frozenset[int] | None) -> None:
        """Show some rows in the place of a chip's; None shows a chip's again."""
        self._ids = ids
        self.chips.show_chosen("" if ids is not None else narrowing.OPEN)
        self._tell()

    def choose_unit(self, unit_id: int) -> None:
        """Show one unit's rows, or those of all."""
        self.unit.set_value(unit_id if self.unit.offers(unit_id) else 0)

    def clear(self) -> bool:
        """Take away everything that narrows besides the chip; tell whether there was anything."""
        wanted = self.wanted()
        if wanted == Narrowing(wanted.chip):
            return False
        for control in (self.search, self.unit, self.source):
            control.blockSignals(True)
        self.search.setText("")
        self.unit.set_value(0)
        self.source.set_value(None)
        for control in (self.search, self.unit, self.source):
            control.blockSignals(False)
        if self._ids is not None:
            self.choose_ids(None)
        else:
            self._tell()
        return True

    def start_search(self, letter: str = "") -> None:
        """Put the focus into the search box, with a letter typed elsewhere in it."""
        if letter:
            self.search.setText(letter)
        else:
            self.search.selectAll()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_found(self, count: int) -> None:
        """Say how many lines fit what is typed."""
        self.search.show_count(_("{n} 条").format(n=count) if self.search.text() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chips.fit(self.width() - 2 * self._theme.px(EDGE))

    def _offer_groupings(self) -> None:
        group = QActionGroup(self)
        for key, words in GROUPINGS.items():
            action = self.group.add(f"group_{key}", _(words), self._group_chosen)
            action.setCheckable(True)
            action.setChecked(key == self.grouping)
            action.setData(key)
            group.addAction(action)

    def _group_chosen(self) -> None:
        checked = next(action for action in self.group.offered().actions() if action.isChecked())
        self.grouping = checked.data()
        self.group.setText(_(GROUPINGS[self.grouping]))
        self.grouped.emit()

    def _chip_chosen(self, _key: str) -> None:
        self._ids = None
        self._tell()

    def _tell(self, _what: object = None) -> None:
        self.narrowed.emit()

    def _lay_out(self) -> None:
        theme = self._theme
        row = QWidget()
        tools = FlowLayout(row, theme.px(8))
        self.search.setFixedWidth(theme.px(202))
        self.unit.setFixedWidth(theme.px(128))
        self.source.setFixedWidth(theme.px(120))
        for part in (self.search, self.unit, self.source, self.group, self.columns):
            tools.addWidget(part)
        tools.push_right(self.group)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(EDGE), theme.px(10), theme.px(EDGE), theme.px(10))
        column.setSpacing(theme.px(10))
        column.addWidget(self.chips)
        column.addWidget(row)
