"""列对应: which column of the sheet goes into which field, with an example of what stands in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gzparty.domain.phone import masked_within
from gzparty.domain.table import ColumnHead, TableKind
from gzparty.exchange.header import LEFT_OUT, vocabulary
from gzparty.exchange.recognition import ORDER
from gzparty.i18n import _
from gzparty.labels.imports import field_label, kind_label, shown_cell
from ui.glyphs import Glyph
from ui.importing import FileEntry
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import frame, label

WIDTH, NARROW = 380, 308
TITLE_WIDTH, NARROW_TITLE = 128, 100
WORDS = 5
"""Letters of a field the choice shows at least; a longer name ends in … by itself."""
MOST_COLUMNS = 60
"""A roster has a dozen columns; what stands further to the right is left out and said so."""
LONGEST = 40


class MappingLine(QFrame):
    """One column: its title and example, the field it is read as, a tick where it is read."""

    chosen = Signal(str, str)
    """The column's letter and the field chosen, empty for none."""

    def __init__(self, theme: Theme, kind: TableKind, head: ColumnHead) -> None:
        super().__init__()
        self.setObjectName(f"column_{head.letter}")
        self.setProperty("role", "section")
        self.setFixedHeight(theme.row(48, 44))
        self._theme = theme
        self.head = head
        title = " ".join(head.title.split())[:LONGEST] or _("第 {letter} 列").format(letter=head.letter)
        name = label(f"title_{head.letter}", _elided(theme, title, 14))
        name.setToolTip(title)
        example = label(f"example_{head.letter}", _elided(theme, _example(head), 12), "hint")
        example.setToolTip(_example(head))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for part in (name, example):
            part.setFixedWidth(_title_width(theme))
            texts.addWidget(part)
        texts.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._arrow = QLabel()
        self.combo = Combo(theme, f"field_{head.letter}")
        self.combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(WORDS)
        self.combo.setAccessibleName(_("“{title}”放到哪一项").format(title=title))
        self._mark = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(texts)
        layout.addWidget(self._arrow)
        layout.addWidget(self.combo, 1)
        layout.addWidget(self._mark)
        self._fill(kind)
        self.combo.activated.connect(self._choose)

    def _fill(self, kind: TableKind) -> None:
        head = self.head
        if head.dropped:
            self.combo.add(_("身份证号不保存"), LEFT_OUT)
            self.combo.setEnabled(False)
        else:
            self.combo.add(_("不导入"), LEFT_OUT)
            for name in vocabulary(kind).names:
                self.combo.add(field_label(kind, name), name)
        self.combo.set_value(head.field)
        self._theme.show_icon(self._arrow, "right", "ink3", 14)
        self._theme.show_glyph(self._mark, Glyph.DONE if head.field else Glyph.NOT_APPLICABLE)

    def _choose(self) -> None:
        self.chosen.emit(self.head.letter, self.combo.value())


class MappingPanel(QFrame):
    """The left part of the page: what the sheet is, its columns, whether to do the same next time."""

    mapped = Signal(object)
    """dict[str, str]: field by letter, for every column."""
    kind_chosen = Signal(object)
    sheet_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapping")
        self.setProperty("role", "side")
        self._theme = theme
        self._entry: FileEntry | None = None
        self._shown: tuple[object, ...] = ()
        self._count = label("mappingCount", role="label", tone="ink2")
        self.kind = Combo(theme, "sheetKind")
        self.sheet = Combo(theme, "sheetName")
        self._rest = label("mappingRest", role="hint")
        self._rest.setWordWrap(True)
        self._rest.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.remember = Check(theme, "rememberMapping", _("下次遇到同样的表，照这样对应"))
        self._lines: list[MappingLine] = []
        self._column = QVBoxLayout()
        self._lay_out()
        for kind in ORDER:
            self.kind.add(kind_label(kind), kind)
        self.kind.activated.connect(self._choose_kind)
        self.sheet.activated.connect(self._choose_sheet)
        self.remember.toggled.connect(self._remember)
        theme.density_changed.connect(self._follow_density)
        self._follow_density()

    def show_entry(self, entry: FileEntry) -> None:
        """Show what a file is read as."""
        self._entry = entry
        judgement, opened = entry.judgement, entry.opened
        if judgement is None or opened is None:
            return
        self.kind.set_value(entry.draft.kind)
        names = tuple(opened.sheets)
        if [self.sheet.itemText(place) for place in range(self.sheet.count())] != list(names):
            self._renew_sheets(names)
        self.sheet.set_value(entry.draft.sheet)
        self.remember.setChecked(entry.remember)
        shown = (entry, entry.draft.kind, entry.draft.sheet, judgement.heads)
        if shown != self._shown:
            self._shown = shown
            self._show_columns(entry.draft.kind, judgement.heads)

    def focus_target(self) -> QWidget:
        """Where F6 puts the focus: the first column that is not read, since it is the likeliest to be changed."""
        free = [line for line in self._lines if line.combo.isEnabled()]
        wanted = next((line for line in free if not line.head.field), free[0] if free else None)
        return wanted.combo if wanted is not None else self.kind

    def _renew_sheets(self, names: tuple[str, ...]) -> None:
        self.sheet.clear()
        self.sheet = self._replaced(self.sheet)
        for name in names:
            self.sheet.add(name, name)
        self.sheet.setEnabled(len(names) > 1)

    def _replaced(self, combo: Combo) -> Combo:
        """A Combo keeps its values; other choices need another one."""
        made = Combo(self._theme, combo.objectName())
        made.setAccessibleName(_("工作表"))
        made.activated.connect(self._choose_sheet)
        self._grid.replaceWidget(combo, made)
        combo.deleteLater()
        return made

    def _show_columns(self, kind: TableKind | None, heads: tuple[ColumnHead, ...]) -> None:
        focused = next((line.head.letter for line in self._lines if line.combo.hasFocus()), "")
        for line in self._lines:
            line.deleteLater()
        self._lines = []
        listed = [head for head in heads if head.field or head.title or head.dropped][:MOST_COLUMNS]
        if kind is not None:
            for head in listed:
                line = MappingLine(self._theme, kind, head)
                line.chosen.connect(self._choose_field)
                self._column.insertWidget(len(self._lines), line)
                self._lines.append(line)
                if head.letter == focused:
                    line.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        read = sum(1 for head in heads if head.field)
        self._count.setText(_("已自动对上 {n} 列").format(n=read) if heads else "")
        rest = len(heads) - len(listed)
        self._rest.setText(_("右边还有 {n} 列没有列出来，都不导入。").format(n=rest) if rest > 0 else "")
        self._rest.setVisible(rest > 0)

    def _choose_field(self, letter: str, name: str) -> None:
        """A field comes from one column: another one that held it is left out."""
        mapping = {line.head.letter: line.head.field for line in self._lines if not line.head.dropped}
        for other, held in mapping.items():
            if name and held == name and other != letter:
                mapping[other] = LEFT_OUT
        mapping[letter] = name
        self.mapped.emit(mapping)

    def _choose_kind(self) -> None:
        if self._entry is not None and self.kind.value() is not self._entry.draft.kind:
            self.kind_chosen.emit(self.kind.value())

    def _choose_sheet(self) -> None:
        if self._entry is not None and self.sheet.value() != self._entry.draft.sheet:
            self.sheet_chosen.emit(self.sheet.value())

    def _remember(self, on: bool) -> None:
        if self._entry is not None:
            self._entry.remember = on

    def _follow_density(self) -> None:
        self.setFixedWidth(self._theme.row(WIDTH, NARROW))

    def _lay_out(self) -> None:
        theme = self._theme
        head = frame("mappingHead", "panelHead")
        head.setFixedHeight(theme.px(46))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addWidget(label("mappingTitle", _("列对应"), "h16"))
        row.addStretch(1)
        row.addWidget(self._count)
        foot = frame("mappingFoot", "foot")
        foot.setFixedHeight(theme.row(56, 50))
        tick = QHBoxLayout(foot)
        tick.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        tick.addWidget(self.remember)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, self._what(), self._heads()):
            layout.addWidget(part)
        layout.addWidget(self._body(), 1)
        layout.addWidget(foot)

    def _what(self) -> QWidget:
        """What the sheet is, and which sheet of the file."""
        theme = self._theme
        part = frame("mappingWhat", "section")
        self._grid = QGridLayout(part)
        self._grid.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(6))
        for place, (words, combo) in enumerate(((_("这是"), self.kind), (_("工作表"), self.sheet))):
            title = label(f"{combo.objectName()}Label", words, "label")
            title.setFixedWidth(theme.px(52))
            combo.setAccessibleName(words)
            self._grid.addWidget(title, place, 0)
            self._grid.addWidget(combo, place, 1)
        self._grid.setColumnStretch(1, 1)
        return part

    def _heads(self) -> QWidget:
        theme = self._theme
        part = frame("mappingHeads", "plain")
        row = QHBoxLayout(part)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(4))
        row.setSpacing(theme.px(8))
        sheets = label("mappingFrom", _("表格里的列"), "hint")
        sheets.setFixedWidth(_title_width(theme) + theme.px(22))
        row.addWidget(sheets)
        row.addWidget(label("mappingTo", _("放到哪一项"), "hint"), 1)
        return part

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("role", "panelBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._rest)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("mappingScroll")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll


def _title_width(theme: Theme) -> int:
    return theme.side(TITLE_WIDTH, NARROW_TITLE)


def _elided(theme: Theme, text: str, size: int) -> str:
    """A text shortened to the room beside the combo."""
    metrics = QFontMetrics(theme.font(size))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, _title_width(theme))


def _example(head: ColumnHead) -> str:
    if head.dropped:
        return _("没有读")
    if not head.example:
        return _("整列是空的")
    example = shown_cell(head.field, head.example[:LONGEST])
    # What is not read may hold anything; a long number may be somebody's phone.
    return example if head.field else masked_within(example)
