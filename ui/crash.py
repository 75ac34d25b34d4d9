"""What happens when the program itself is wrong: one sentence, the data is safe, details for a helper."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gzparty import __version__
from gzparty.i18n import _
from ui.theme import Theme
from ui.widgets.controls import button, label


def describe(kind: type[BaseException], where: TracebackType | None) -> str:
    """Name the kind of error and the places in the code; never its message, which may hold personal data."""
    frames = traceback.extract_tb(where)
    places = [
        f"  {frame.filename.replace(chr(92), '/').rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    return "\n".join([f"gzparty {__version__}  Python {sys.version.split()[0]}", kind.__name__, *places])


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


class CrashHandler(QObject):
    """Catches what nobody caught, in any thread, and shows one dialog at a time."""

    _crashed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._dialog: CrashDialog | None = None
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread

    def handle(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """Report an error; an interrupt from the keyboard ends the program as it should."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = describe(kind, where)
        sys.stderr.write(details + "\n")
        self._crashed.emit(details)

    def _handle_thread(self, args: threading.ExceptHookArgs) -> None:
        self.handle(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def _show(self, details: str) -> None:
        if self._dialog is not None:
            return
        self._dialog = CrashDialog(self._theme, details, QApplication.activeWindow())
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _forget(self) -> None:
        self._dialog = None
