"""从台账选: open problems by kind, offered beside 针对问题; a chosen kind is put into words at the end of the field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton

from gzparty.i18n import _
from gzparty.labels.ledger import kind_line, kind_words
from gzparty.services.ledger_views import KindCount
from ui.gate import Gate
from ui.theme import Theme
from ui.widgets.controls import button


class TopicSource(QObject):
    """A link that opens the kinds; it reads the ledger when it is pressed and never by itself."""

    def __init__(self, theme: Theme, gate: Gate, target: QPlainTextEdit, opened: Callable[[], None]) -> None:
        """Take where the words go, and what goes to the ledger where nothing is open there."""
        super().__init__(target)
        self._gate = gate
        self._target = target
        self._opened = opened
        self.link: QPushButton = button(theme, "problemsFromLedger", _("从台账选"), "link")
        self.link.setToolTip(_("按类别列出没销号的问题，选一类写进来"))
        self.link.clicked.connect(self._offer)
        self.menu = QMenu(self.link)
        self.menu.setObjectName("problemsFromLedgerMenu")

    def fill(self) -> None:
        """Read the ledger and offer its kinds."""
        self.menu.clear()
        kinds = self._gate.reader.problem_views.by_kind()
        for kind in kinds:
            self.menu.addAction(kind_line(kind)).triggered.connect(partial(self.take, kind))
        if not kinds:
            self.menu.addAction(_("台账里没有没销号的问题")).setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(_("去台账")).triggered.connect(self._opened)

    def _offer(self) -> None:
        self.fill()
        self.menu.popup(self.link.mapToGlobal(self.link.rect().bottomLeft()))

    def take(self, kind: KindCount) -> None:
        """Put a kind into the field after what stands there."""
        before = self._target.toPlainText().rstrip()
        words = kind_words(kind)
        self._target.setPlainText(f"{before}\n{words}" if before else words)
        self._target.setFocus()
