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
    """News of paper that came out goes by itself; what was not sent stays until it is sent or given up.

    The rests of several orders are kept side by side: news of one says nothing against another.
    """

    def __init__(self, theme: Theme, queue: PrintQueue, gate: Gate, window: MainWindow) -> None:
        super().__init__(theme, "printNews", "print")
        self._queue = queue
        self._gate = gate
        self._window = window
        self._rests: list[PrintOrder] = []
        self._go_on = self.add_deed("printGoOn", _("接着打"))
        self._close = self.add_deed("printNewsClose", _("知道了"))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._pass_by)
        self._go_on.clicked.connect(self._send_rests)
        self._close.clicked.connect(self._give_up)
        queue.begun.connect(self._begun)
        queue.ended.connect(self._tell)
        queue.not_remembered.connect(self._tell_not_remembered)
        window.pin_banner(self)

    def _tell(self, sent: Sent) -> None:
        others = bool(self._rests)
        if sent.rest is not None:
            self._rests.append(sent.rest)
        elif not others and self._window.current_key() == PRINT_PAGE:
            # It stands beside the paper itself.
            self.say("")
            return
        title, text = outcome_words(sent)
        self._show(title, self._rest_words() if others else text, is_good=sent.rest is None)

    def _tell_not_remembered(self, words: str) -> None:
        self._show(_("印是印了，没记进打印记录"), words + self._rest_words(), is_good=False)

    def _rest_words(self) -> str:
        """Which papers still wait for 接着打, the first stopped first."""
        if not self._rests:
            return ""
        titles = dict.fromkeys(order.title for order in self._rests)
        return _("没印完的：{titles}。").format(titles=_("、").join(titles))

    def _show(self, title: str, text: str, *, is_good: bool) -> None:
        waits = bool(self._rests)
        self.set_role("note" if is_good and not waits else "warning")
        self._go_on.setVisible(waits)
        self._close.setText(_("不打了") if waits else _("知道了"))
        self.say(title, text)
        if is_good:
            self._timer.start()
        else:
            self._timer.stop()

    def _pass_by(self) -> None:
        """Good news goes; what else was not sent is told on."""
        if self._rests:
            self._show(_("没印完"), self._rest_words(), is_good=False)
        else:
            self._give_up()

    def _begun(self, _order: PrintOrder) -> None:
        self._timer.stop()
        if self._rests:
            self._pass_by()
        else:
            self.say("")

    def _send_rests(self) -> None:
        rests, self._rests = self._rests, []
        for rest in rests:
            self._queue.put(rest, self._gate)

    def _give_up(self) -> None:
        self._timer.stop()
        self._rests = []
        self.say("")
