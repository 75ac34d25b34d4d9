"""改过，和 5月12日 印的不一样: found in a job for the paper in sight, with the places and a reprint at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gzparty.i18n import _
from gzparty.services.bundle import Services
from ui.jobs import Job, Progress
from ui.lasting import Quiet
from ui.panels.differences import DifferencesDialog, difference_lines, stale_words
from ui.print_work import Made, stale_of
from ui.printing import Printing
from ui.theme import Theme
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from gzparty.reports.printed import Stale


class StaleBanner(QObject):
    """Fills a banner; knows the copies that the records no longer agree with."""

    reprint_wanted = Signal()

    def __init__(self, theme: Theme, banner: Banner, printing: Printing, today: Callable[[], date]) -> None:
        super().__init__(banner)
        self._theme = theme
        self._banner = banner
        self._printing = printing
        self._today = today
        self._made: Made | None = None
        self._job: Job | None = None
        self._again = False
        self.stale: tuple[Stale, ...] = ()
        self.dialog: DifferencesDialog | None = None
        banner.add_deed("showDifferences", _("看哪里不同")).clicked.connect(self.show_differences)
        banner.add_deed("printAgain", _("重新打印")).clicked.connect(self.reprint_wanted)

    def is_busy(self) -> bool:
        """Tell whether copies are being compared."""
        return self._job is not None

    def look(self, made: Made | None) -> None:
        """Compare the copies of a paper with it; None for no paper."""
        self._made = made
        if made is None:
            self._show([])
        elif self._job is not None:
            self._again = True
        else:
            self._start(made)

    def show_differences(self) -> None:
        """Open the list of places that differ from the printed copy."""
        if not self.stale:
            return
        if self.dialog is None:
            parent = self._banner.window()
            self.dialog = DifferencesDialog(self._theme, parent)
            self.dialog.reprint_wanted.connect(self.reprint_wanted)
        words = stale_words(self.stale[0], self._today())
        title = _("{paper}{words}").format(paper=_(self.stale[0].spec.label), words=words)
        self.dialog.show_differences(title, difference_lines(self.stale))
        self.dialog.open()

    def _start(self, made: Made) -> None:
        def compare(services: Services, _progress: Progress, _stopped: Callable[[], bool]) -> list[Stale]:
            return stale_of(services, made)

        self._again = False
        quiet = Quiet("nobody asked for it; what differs is said over the paper")
        self._job = self._printing.read(compare, self._take, self._failed, quiet)

    def _take(self, stale: list[Stale]) -> None:
        self._job = None
        if self._again and self._made is not None:
            self._start(self._made)
        elif self._made is not None:
            self._show(stale)

    def _failed(self, error: Exception) -> None:
        self._job = None
        raise error

    def _show(self, stale: Sequence[Stale]) -> None:
        self.stale = tuple(stale)
        if not stale:
            self._banner.say("")
            return
        places = sum(len(one.differences) for one in stale)
        text = _("{n} 处不同。").format(n=places)
        if len(stale) > 1:
            text = _("{sets} 份里一共 {n} 处不同。").format(sets=len(stale), n=places)
        words = stale_words(stale[0], self._today())
        self._banner.say(_("改过，{words}").format(words=words), text)
