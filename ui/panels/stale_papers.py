"""A quiet line: which printed papers of a session the records no longer agree with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.bundle import Services
from ui.desk import Desk
from ui.jobs import Job, Progress
from ui.lasting import Quiet
from ui.printing import Printing
from ui.widgets.controls import button, label
from ui.wishes import PrintRequest

if TYPE_CHECKING:
    from gzparty.reports.printed import Stale

WAIT_MS = 400
"""Several changes in a row are looked at once."""


class StalePapers(QFrame):
    """Hidden while everything printed still says what the records say; looks again after every change.

    Put it wherever a session is shown and call `show_session`. It reads in a job of its own.
    """

    def __init__(
        self, desk: Desk, printing: Printing, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stalePapers")
        self.setProperty("role", "warning")
        self._desk = desk
        self._printing = printing
        self._today = today
        self._year, self._number = 0, ""
        self._job: Job | None = None
        self._again = False
        self._found: tuple[Stale, ...] = ()
        self._words = label("stalePapersWords", role="label")
        self._look = button(desk.theme, "stalePapersLook", _("去打印中心看"), "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(desk.theme.px(20), desk.theme.px(4), desk.theme.px(20), desk.theme.px(4))
        row.setSpacing(desk.theme.px(10))
        row.addWidget(self._words, 1)
        row.addWidget(self._look)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._read)
        self._look.clicked.connect(self._open)
        desk.changes.changed.connect(self._changed)
        self.hide()

    def show_session(self, year: int, number: str) -> None:
        """Look at the papers of a session; an empty number is none."""
        if (year, number) != (self._year, self._number):
            self._year, self._number = year, number
            self.hide()
        self._timer.start()

    def _changed(self, _kinds: frozenset[str]) -> None:
        self._timer.start()

    def _read(self) -> None:
        if not self._number:
            return
        if self._job is not None:
            self._again = True
            return
        number = self._number

        def read(
            services: Services, _progress: Progress, _stopped: Callable[[], bool]
        ) -> tuple[str, Sequence[Stale]]:
            from gzparty.reports.printed import stale_papers
            from gzparty.reports.subject import TRAINING

            return number, stale_papers(services, TRAINING, number)

        quiet = Quiet("nobody asked for it; what differs is said over the list")
        self._job = self._printing.read(read, self._show, self._failed, quiet)

    def _show(self, found: tuple[str, Sequence[Stale]]) -> None:
        self._job = None
        number, stale = found
        if self._again or number != self._number:
            self._again = False
            self._timer.start()
            return
        from ui.panels.differences import stale_words

        self._found = tuple(stale)
        today = self._today()
        names = [
            _("{paper}{words}").format(paper=_(one.spec.label), words=stale_words(one, today))
            for one in self._found
        ]
        words = _("改过：{papers}").format(papers=_("；").join(names))
        self._words.setText(words)
        self._words.setToolTip(words)
        self.setAccessibleName(words)
        self.setVisible(bool(self._found))

    def _failed(self, error: Exception) -> None:
        self._job = None
        raise error

    def _open(self) -> None:
        if self._found:
            about = {"year": self._year, "training": self._number}
            self._desk.wishes.show_page("print", PrintRequest(self._found[0].spec.name, about))
