"""What every grid has around its cells: columns that come back, names that stay, rows left out, a menu, a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from gzparty.i18n import _
from ui.memory import Memory
from ui.tables.beside import BesidePanel
from ui.tables.blocks import BlockDeeds
from ui.tables.chosen_rows import chosen_block, chosen_values
from ui.tables.delegate import CellDelegate
from ui.tables.header import TableHeader
from ui.tables.layout import ColumnLayout
from ui.tables.line_above import LineAbove
from ui.tables.manners import Deed, Manner, RowKeys
from ui.tables.narrowing import Narrow, said
from ui.tables.needs import rows_at_hand, rows_in_sight, words_in
from ui.tables.record_table import RecordTable
from ui.tables.viewport import own_viewport
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.tables.clipboard import Block
    from ui.tables.frozen import FrozenColumns
    from ui.tables.grid_menus import GridMenus

T = TypeVar("T")
WIDEST_FROZEN = 0.6
"""Share of a table's width that may be taken by what stays in sight."""


class Grid(BesidePanel, Generic[T]):
    """A table of records; how it answers keys and the mouse is told in `RecordView`."""

    DELEGATE: ClassVar[type[CellDelegate]] = CellDelegate
    """What paints the cells and edits them."""
    HEADER: ClassVar[type[TableHeader]] = TableHeader
    """What paints the head."""
    ROW: ClassVar[tuple[int, int]] = (36, 30)
    """Height of a row, wide and compact."""

    opened = Signal(int)
    """Space on a row, or a double click."""
    edit_wanted = Signal(int)
    """F2 on a row whose cell cannot be typed into."""
    cleared = Signal()
    """Delete on cells that cannot be typed into."""
    overflowed = Signal(object)
    """An Overflow after a paste that did not fit."""

    def __init__(self, theme: Theme, memory: Memory, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        own_viewport(self)
        self._theme = theme
        self._records: RecordTable[T] | None = None
        self._layout = ColumnLayout(theme, memory, name, self)
        self._frozen: FrozenColumns | None = None
        self._grid_menus: GridMenus | None = None
        self._line = LineAbove(theme, self)
        self._measures_later = QTimer(self, singleShot=True, interval=0)
        self._measures_later.timeout.connect(self._measure_in_sight)
        self._delegate = self.DELEGATE(theme, self)
        self.blocks = BlockDeeds[T](self)
        self.row_deeds: Callable[[Sequence[T]], Sequence[Deed]] | None = None
        """What the page can do with the chosen records, for the menu."""
        self.row_menu: Callable[[], QMenu | None] | None = None
        """A menu of the page whose deeds stand in that of the cells too."""
        self.row_keys = RowKeys()
        """What the keys do with a row, so that the menu offers it too."""
        self.own_export: Callable[[], object] | None = None
        """How the page makes a workbook of what is in sight, where it knows more than the cells say."""
        self.own_copy: Callable[[], object] | None = None
        """How the page puts the chosen block on the clipboard, where not every record is at hand."""
        self.says_overflow = True
        """Whether the grid itself says what of a paste found no place; else its page does."""
        self.setItemDelegate(self._delegate)
        self.overflowed.connect(self._line.tell_overflow)
        self.horizontalScrollBar().valueChanged.connect(self._keep_names)

    def set_records(self, records: RecordTable[T]) -> None:
        """Show a table; its columns come back as the user left them."""
        self._records = records
        self.setModel(records)
        self._layout.attach(self._header, records.columns, typed_into=Manner.COLUMNS in self.LACKS)
        if self._frozen is not None:
            self._frozen.follow_model(self._layout.name_place() + 1)
        records.narrowed.connect(self._line.tell_narrowed)
        records.modelReset.connect(self._line.renew)
        records.edited.connect(self._line.end_note)
        records.modelReset.connect(self._span_headings)
        records.layoutChanged.connect(self._span_headings)
        records.modelReset.connect(self._measure)
        records.layoutChanged.connect(self._measure)
        records.dataChanged.connect(self._measure_later)
        self._span_headings()
        self._measure()

    @property
    def records(self) -> RecordTable[T]:
        """The table shown; set_records comes first."""
        assert self._records is not None
        return self._records

    @property
    def cell_delegate(self) -> CellDelegate:
        """What paints the cells."""
        return self._delegate

    @property
    def column_layout(self) -> ColumnLayout:
        """The columns as they stand and are remembered."""
        return self._layout

    # What is chosen

    def stand_on(self, index: QModelIndex) -> None:
        """Make one cell current and alone selected, whatever modifier keys are down: Qt would toggle or extend."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            flags |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def is_record(self, row: int) -> bool:
        """Whether a row is a record: no heading, no message."""
        if self.records.is_paged:
            # Asked of every chosen row: nothing is read for it.
            return True
        if self.records.heading(row) is not None:
            return False
        return not getattr(self.records.record(row), "is_message", False)

    def record_rows(self, first: int = 0) -> list[int]:
        """The rows that are records, from one on."""
        return [row for row in range(first, self.records.rowCount()) if self.is_record(row)]

    def visible_places(self) -> list[int]:
        """The columns in sight from left to right."""
        header = self.horizontalHeader()
        logical = (header.logicalIndex(visual) for visual in range(header.count()))
        return [place for place in logical if not header.isSectionHidden(place)]

    def shown_columns(self) -> list[str]:
        """Give the keys of the columns in sight, from left to right."""
        return [self.records.columns[place].key for place in self.visible_places()]

    def selected_block(self) -> tuple[list[int], list[int]] | None:
        """Rows and columns in which anything is selected, from top to bottom and left to right."""
        return chosen_block(self)

    def selected_rows(self) -> list[int]:
        """Give the rows in which anything is selected, from top to bottom."""
        block = self.selected_block()
        return block[0] if block else []

    def selected_places(self) -> list[int]:
        """The columns in which anything is selected, from left to right."""
        block = self.selected_block()
        return block[1] if block else []

    def chosen_records(self) -> list[T]:
        """The records of the rows in which anything is selected."""
        return [self.records.record(row) for row in self.selected_rows() if self.is_record(row)]

    def place_words(self) -> str:
        """第 3 行，共 18 行, of what is shown; headings are not counted."""
        row = self.currentIndex().row()
        count = self.records.record_count()
        if row < 0 or not self.is_record(row):
            return _("共 {n} 行").format(n=count)
        before = row + 1
        if self.records.has_headings():
            before = sum(self.records.heading(above) is None for above in range(row + 1))
        return _("第 {row} 行，共 {n} 行").format(row=before, n=count)

    # What a cell gives away

    def is_copied(self, row: int) -> bool:
        """Whether a row goes along when a block is copied."""
        return row >= 0

    def copied_text(self, row: int, place: int) -> str:
        """What goes to the clipboard of a cell."""
        return self.records.text(row, place)

    def typed_text(self, row: int, place: int) -> str:
        """What filling down repeats of a cell."""
        return self.records.text_to_edit(row, place)

    def exported_text(self, row: int, place: int) -> str:
        """What a workbook says of a cell."""
        return said(self.records.columns[place], self.records.record(row))

    def copy(self) -> None:
        """Put the selected block on the clipboard as Excel would."""
        (self.own_copy or self.blocks.copy)()

    def keyboardSearch(self, search: str) -> None:
        """Search no row by what is typed, as Qt would: typing searches or edits, and a county has 60,000 rows."""

    def paste(self) -> None:
        """Type a copied block from the top left of what is chosen on; what found no place is told."""
        from ui.tables import clipboard

        self.paste_block(clipboard.from_text(QGuiApplication.clipboard().text()))

    def fill_down(self) -> None:
        """Repeat the first row of the selection below it; one row alone takes over the one above."""
        self.blocks.fill_down()

    def clear(self) -> None:
        """Empty the selected cells that can be typed into; say so where there are none."""
        if not self.blocks.clear():
            self.cleared.emit()

    def paste_block(self, block: Block) -> None:
        """Type a block of texts from the top left of what is chosen on."""
        self.blocks.paste(block)

    def export_shown(self) -> None:
        """Make a workbook of exactly what is shown."""
        from ui.tables.shown import shown_by, taker_above

        if self.own_export is not None:
            self.own_export()
            return
        taker = taker_above(self)
        if taker is not None:
            taker.take_shown(shown_by(self))

    # Rows left out, and their order

    def narrow(self, narrow: Narrow) -> None:
        """Add a condition to those the rows in sight meet."""
        self.records.narrow_to((*self.records.narrows, narrow))

    def chosen_values(self) -> tuple[str, frozenset[str]] | None:
        """The current column and what the chosen rows say in it."""
        return chosen_values(self)

    def step_back(self) -> bool:
        """Take the last condition away; tell whether there was one."""
        narrows = self.records.narrows
        self.records.narrow_to(narrows[:-1])
        return bool(narrows)

    def show_all(self) -> None:
        """Take every condition away."""
        self.records.narrow_to(())

    def sort_by(self, place: int, order: Qt.SortOrder) -> None:
        """Sort by a column, -1 for the office's order, as clicks on the head do."""
        self.horizontalHeader().setSortIndicator(place, order)

    def set_headroom(self, height: int) -> None:
        """Leave room above the heads, in px on the screen."""
        self._header.set_headroom(height)
        self.updateGeometries()
        if self._frozen is not None:
            self._frozen.follow_head(height)

    # Columns

    def is_measured(self, row: int) -> bool:
        """Whether the words of a row ask for room in their columns: not those that lie over the whole row."""
        return self.is_record(row)

    def share_room(self) -> None:
        self._layout.cover(self.covered)

    def frozen_width(self) -> int:
        return self._frozen.width() if self._frozen is not None else 0

    def freeze(self, columns: int, *, only_scrolled: bool = False) -> None:
        """Keep the first columns in sight while the rest scrolls sideways."""
        from ui.tables.frozen import FrozenColumns

        self._frozen = FrozenColumns(self._theme, self, columns, self.HEADER, only_scrolled=only_scrolled)
        self._line.make_room()
        self._span_headings()

    def offer_columns(self, below: QWidget) -> None:
        """Offer the columns that can be shown or hidden, under the button that asked."""
        self._menus().offer_head(below.mapToGlobal(below.rect().bottomLeft()), -1)

    def refresh_density(self) -> None:
        """Take over row heights after a change of density or theme."""
        self.verticalHeader().setDefaultSectionSize(self._theme.row(*self.ROW))
        self._line.make_room()
        if self._frozen:
            self._frozen.follow_rows()
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.follow_width()
        if self._frozen:
            self._frozen.place()

    def _measure(self) -> None:
        """Make room for the words of the rows shown; a view out of sight does so when it is shown."""
        if self._records is not None and self.isVisible():
            self._layout.take_words(words_in(self, rows_at_hand(self)))

    def _measure_later(self) -> None:
        self._measures_later.start()

    def _measure_in_sight(self) -> None:
        """The same for what stands elsewhere in the rows in sight, once for all that changed."""
        if self._records is not None and self.isVisible():
            self._layout.take_words(words_in(self, list(rows_in_sight(self))))

    def _keep_names(self, sideways: int) -> None:
        """Scrolled sideways for the first time: what names a row is laid over the rest."""
        if sideways <= 0 or self._frozen is not None or self._records is None or Manner.NAME in self.LACKS:
            return
        places = range(self._layout.name_place() + 1)
        header = self.horizontalHeader()
        in_order = all(header.visualIndex(place) == place for place in places)
        width = sum(header.sectionSize(place) for place in places)
        if in_order and width <= self.viewport().width() * WIDEST_FROZEN:
            self.freeze(len(places), only_scrolled=True)

    def _span_headings(self) -> None:
        """Let each heading take the whole width of its row."""
        if not self.records.has_headings():
            return
        self.clearSpans()
        headings = ((row, self.records.heading(row)) for row in range(self.records.rowCount()))
        spanned = [row for row, heading in headings if heading and not heading.cells]
        for row in spanned:
            self.setSpan(row, 0, 1, len(self.records.columns))
        if self._frozen is not None:
            self._frozen.span_headings(spanned)

    # Menus

    def offer_here(self) -> None:
        """Open the menu at the current cell, as the Menu key wants it."""
        self._menus().offer_here()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self._menus().offer(event)

    def _offer_head(self, position: QPoint) -> None:
        header = self.horizontalHeader()
        self._menus().offer_head(header.mapToGlobal(position), header.logicalIndexAt(position))

    def _menus(self) -> GridMenus:
        if self._grid_menus is None:
            from ui.tables.grid_menus import GridMenus

            self._grid_menus = GridMenus(self)
        return self._grid_menus

    def _set_up(self) -> None:
        self._header = header = self.HEADER(self._theme, self)
        self.setHorizontalHeader(header)
        # A click on a head sorts, and does not choose the whole column, for the next key to change all its cells.
        self.setSortingEnabled(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_head)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.viewport().setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(self._theme.px(20))
