"""Above every page: what became of what was sent to a printer while another page was looked at, and what was not sent."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from gzparty.i18n import _
from ui.gate import Gate
from ui.main_window import MainWindow
from ui.print_queue import PrintOrder, PrintQueue, Sent, outcome_words
from ui.theme import Theme
from ui.widgets.banner import Banner

SHOWN_MS = 8000
PRINT_PAGE = "print"


class PrintNews(Banner):
    """News of paper that came out goes by itself; what was not sent stays until it is sent or given up."""

    def __init__(self, theme: Theme, queue: PrintQueue, gate: Gate, window: MainWindow) -> None:
        super().__init__(theme, "printNews", "print")
        self._queue = queue
        self._gate = gate
        self._window = window
        self._rest: PrintOrder | None = None
        self._go_on = self.add_deed("printGoOn", _("接着打"))
        self._close = self.add_deed("printNewsClose", _("知道了"))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._give_up)
        self._go_on.clicked.connect(self._send_rest)
        self._close.clicked.connect(self._give_up)
        queue.begun.connect(self._begun)
        queue.ended.connect(self._tell)
        queue.not_remembered.connect(self._tell_not_remembered)
        window.pin_banner(self)

    def _tell(self, sent: Sent) -> None:
        title, text = outcome_words(sent)
        self._rest = sent.rest
        if sent.rest is None and self._window.current_key() == PRINT_PAGE:
            # It stands beside the paper itself.
            self.say("")
            return
        self._show(title, text, is_good=sent.rest is None)

    def _tell_not_remembered(self, words: str) -> None:
        self._rest = None
        self._show(_("印是印了，没记进打印记录"), words, is_good=False)

    def _show(self, title: str, text: str, *, is_good: bool) -> None:
        self.set_role("note" if is_good else "warning")
        self._go_on.setVisible(self._rest is not None)
        self.say(title, text)
        if is_good:
            self._timer.start()
        else:
            self._timer.stop()

    def _begun(self, _order: PrintOrder) -> None:
        self._give_up()

    def _send_rest(self) -> None:
        rest = self._rest
        if rest is not None:
            self._queue.put(rest, self._gate)

    def _give_up(self) -> None:
        self._timer.stop()
        self._rest = None
        self.say("")
