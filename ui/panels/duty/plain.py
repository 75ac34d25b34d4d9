"""What the panel says of a row that is no duty: a rule nobody can change, something asked for once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.panels.duty.rows import DutyRow
from ui.theme import Theme
from ui.widgets.controls import label


class PlainRow(QWidget):
    """Three texts: what it is, on what it rests, why it is not changed here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dutyPlainPart")
        self._text = label("dutyPlainText")
        self._basis = label("dutyPlainBasis", role="label")
        self._hint = label("dutyPlainHint", role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), 0)
        column.setSpacing(theme.px(12))
        for words in (self._text, self._basis, self._hint):
            words.setWordWrap(True)
            column.addWidget(words)

    def show_row(self, row: DutyRow) -> None:
        """Say what a row is about."""
        if row.rule is not None:
            self._text.setText("\n\n".join((_("{said}。").format(said=row.rule.rule), row.rule.why)))
            self._basis.setText(_("依据：{basis}").format(basis=row.rule.basis))
            self._hint.setText(_("这一条是条例和算术定的，程序照它算，这里不能改。"))
        elif row.errand is not None:
            asked, got = len(row.errand.units), row.errand.received
            words = _("{n} 个单位里收到 {got} 个，还差 {left} 个。")
            self._text.setText(words.format(n=asked, got=got, left=asked - got))
            self._basis.setText(row.basis)
            self._hint.setText(_("打勾、催办、退回都在“要材料”里；办完收起，这里就没有了。"))
