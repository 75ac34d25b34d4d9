"""One copy on the right: whether it opens, how it differs from now, and the way from looking to restoring."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.labels import copies
from gzparty.services.copy_views import Comparison
from ui.copying import CopyLine
from ui.panels.copy_rows import is_broken, state_glyph, wants_password
from ui.theme import Theme
from ui.widgets.controls import button, label, rule, set_tone
from ui.widgets.right_panel import RightPanel

ADVICE = (
    N_("先只读打开，翻一翻是不是要的那份。"),
    N_("恢复以前，会把现在的数据先存一份。"),
    N_("恢复错了，再用那一份换回来。"),
)


class CopyPanel(RightPanel):
    """Shows one copy; the page carries out what its buttons ask for."""

    look_wanted = Signal()
    restore_wanted = Signal()
    delete_wanted = Signal()
    steps_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "copyPanel", parent)
        self._glyph = QLabel()
        self._state = label("copyState")
        self._state.setWordWrap(True)
        self._facts = label("copyFacts", role="hint")
        self._facts.setWordWrap(True)
        self._since = label("copySince", role="label")
        self._other = label("copyOther", role="label", tone="warn")
        self._other.setWordWrap(True)
        self._steps = button(theme, "copySteps", "", "link")
        self._grid = QGridLayout()
        self._compared = QWidget()
        self._compared.setObjectName("copyCompared")
        self._lay_out_body()
        self._look = self.add_deed("copyLook", _("只读打开"), "primary", "eye")
        self._restore = self.add_deed("copyRestore", _("恢复这份…"))
        self.foot.addStretch(1)
        self._delete = self.add_deed("copyDelete", _("删掉"), "quiet")
        for control, signal in (
            (self._look, self.look_wanted),
            (self._restore, self.restore_wanted),
            (self._delete, self.delete_wanted),
            (self._steps, self.steps_wanted),
        ):
            control.clicked.connect(signal)

    def minimumSizeHint(self) -> QSize:
        """What is done with a copy is said whole, also in larger text."""
        least = super().minimumSizeHint()
        return QSize(max(least.width(), self.foot.sizeHint().width()), least.height())

    def show_line(self, line: CopyLine, today: date) -> None:
        """Show a copy; what it was compared to before is gone."""
        copy, found = line.copy, line.found
        self.show_title(copies.moment_of(copy.at, today), copies.reason(copy.reason))
        self.theme.show_glyph(self._glyph, state_glyph(line))
        self._state.setText(_state(line))
        set_tone(self._state, "over" if is_broken(line) else "")
        facts = [copies.size(copy.size)]
        if found is not None and found.inside is not None:
            facts.append(_("{n} 条记录").format(n=found.inside.records))
        self._facts.setText(_("，").join((*facts, str(copy.path.parent))))
        sound = found is not None and found.sound
        usable = sound or wants_password(line)
        self._look.setEnabled(usable)
        self._restore.setEnabled(usable)
        self._advice.setVisible(usable)
        self._comparison.hide()

    def show_comparison(self, compared: Comparison) -> None:
        """Show what restoring would change."""
        _clear(self._grid)
        self._fill_grid(compared)
        done = len(compared.lost)
        self._since.setText(what_happened(compared))
        self._steps.setText(_("看看是哪 {n} 件事").format(n=done + len(compared.regained)))
        self._steps.setVisible(bool(done or compared.regained))
        self._other.setText("" if compared.same_office else _other_office(compared.office))
        self._other.setVisible(not compared.same_office)
        self._comparison.show()

    def first(self) -> QWidget:
        """The first thing to do with a copy, where F6 and Space lead."""
        return self._look

    def _lay_out_body(self) -> None:
        theme = self.theme
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._state, 1)
        state, column = _block("copyStateBlock", theme)
        column.addLayout(line)
        column.addWidget(self._facts)
        self.add_section(state)
        self._lay_out_comparison()
        self._comparison = self.add_section(self._compared)
        self._comparison.hide()
        advice, column = _block("copyAdvice", theme)
        column.addWidget(label("copyAdviceTitle", _("先看再恢复"), "h15"))
        for number, words in enumerate(ADVICE, 1):
            column.addWidget(label(f"copyAdvice{number}", f"{number}　{_(words)}", "label"))
        self._advice = self.add_section(advice, ruled=False)
        self.column.addStretch(1)

    def _lay_out_comparison(self) -> None:
        theme = self.theme
        head = QHBoxLayout()
        head.addWidget(label("copyComparedTitle", _("和现在比"), "h15"))
        head.addStretch(1)
        head.addWidget(self._since)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self._compared)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self._other)
        column.addLayout(self._grid)
        column.addWidget(self._steps, alignment=Qt.AlignmentFlag.AlignLeft)

    def _fill_grid(self, compared: Comparison) -> None:
        titles = ("", _("现在"), _("这份备份"), _("恢复后"))
        for place, words in enumerate(titles):
            self._add_cell(0, place, label(f"compareTitle{place}", words, "label"))
        for number, kind in enumerate(copies.kinds(compared.present, compared.copy)):
            row = 2 * number + 1
            self._grid.addWidget(rule(), row, 0, 1, len(titles))
            after = "warn" if kind.present != kind.copy else "ink3"
            cells = (
                label(f"compareKind{number}", kind.words),
                label(f"compareNow{number}", str(kind.present)),
                label(f"compareCopy{number}", str(kind.copy)),
                label(f"compareAfter{number}", kind.after, "strong" if after == "warn" else "", after),
            )
            for place, cell in enumerate(cells):
                self._add_cell(row + 1, place, cell)

    def _add_cell(self, row: int, place: int, cell: QLabel) -> None:
        cell.setFixedHeight(self.theme.px(28))
        if place:
            cell.setMinimumWidth(self.theme.px(52))
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(cell, row, place)


def _state(line: CopyLine) -> str:
    if line.found is None:
        return _("正在打开核对")
    if wants_password(line):
        return _("存的时候用的是另一个密码。看或恢复时会问当时的密码。")
    if line.found.problem is not None:
        return _("打不开：{why}。换一份备份。").format(why=copies.why_unusable(line.found.problem))
    return _("打开核对过，能用")


def _other_office(name: str) -> str:
    return _("这是另一个办公文件（{name}）的备份，恢复后窗口里就是那一边的数据。").format(name=name)


def _block(name: str, theme: Theme) -> tuple[QWidget, QVBoxLayout]:
    block = QWidget()
    block.setObjectName(name)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    return block, column


def what_happened(compared: Comparison) -> str:
    """What was done since the copy, or what it holds that the present has not: it may come from before a restoring."""
    done, back = len(compared.lost), len(compared.regained)
    if done:
        return _("这份以后做了 {n} 件事").format(n=done)
    return _("里面有 {n} 件事现在没有").format(n=back) if back else _("这份以后没有改过")


def _clear(grid: QGridLayout) -> None:
    while item := grid.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
