"""The dialog shown when the program itself is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label


class CrashDialog(QDialog):
    """Says that something in the program went wrong and that the records are safe."""

    def __init__(self, theme: Theme, details: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setWindowTitle(_("程序出错"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = QPlainTextEdit(details)
        self._details.setObjectName("crashDetails")
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("详情"))
        self._details.hide()
        copy = button(theme, "crashCopy", _("复制详情"))
        more = button(theme, "crashMore", _("看详情"), "quiet")
        go_on = button(theme, "crashGoOn", _("继续用"), "primary")
        go_on.setDefault(True)
        text = label(
            "crashText",
            _(
                "已经保存的记录都在，正在填的内容每两秒存一次草稿。可以继续用；要是又出错，把详情发给维护的人。"
            ),
        )
        text.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(more)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("crashTitle", _("刚才那一步没做成，程序自己出了错"), "h16"))
        layout.addWidget(text)
        layout.addWidget(self._details)
        layout.addLayout(buttons)
        self.setMinimumWidth(theme.px(560))
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        more.clicked.connect(self._toggle)
        copy.clicked.connect(self._copy)
        go_on.clicked.connect(self.accept)

    def _toggle(self) -> None:
        self._details.setVisible(not self._details.isVisible())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
