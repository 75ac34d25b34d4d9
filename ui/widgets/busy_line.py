"""What takes long says so: a thin bar at first, then words and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from gzparty.i18n import _
from gzparty.underway import SHARE
from ui.announce import announce
from ui.lasting import Lasting
from ui.theme import Theme
from ui.widgets.controls import button, label

BAR_AFTER_MS, WORDS_AFTER_MS = 300, 2000


class BusyLine(QFrame):
    """Follows whatever lasts; hidden while nothing does, and for work of less than a third of a second.

    Of several it shows the one that lasts longest and how many there are besides.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        words_after: int = WORDS_AFTER_MS,
        over: QWidget | None = None,
        bar_after: int = BAR_AFTER_MS,
    ) -> None:
        """The words come after `words_after` ms; the bar lies `over` the upper edge of a widget, so that it moves nothing."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "busy")
        self._bar_after, self._words_after = bar_after, words_after
        self._over = over
        self._under_way: list[Lasting] = []
        self._said: Lasting | None = None
        self._bar = QProgressBar(over)
        self._bar.setObjectName(f"{name}Bar")
        self._bar.setProperty("role", "busy")
        self._bar.setTextVisible(False)
        self._words = label(f"{name}Words", role="label")
        self._stop = button(theme, f"{name}Stop", _("停止"), "small")
        self._lay_out(theme)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._stop.clicked.connect(self.stop)
        self._look()

    def follow(self, lasting: Lasting) -> None:
        """Show something once it has lasted, until it is finished."""
        self._under_way.append(lasting)
        lasting.progressed.connect(self._advance)
        lasting.finished.connect(self._forget)
        self._look()

    def can_stop(self) -> bool:
        """Whether what is shown now can be stopped."""
        return (
            self._told.isVisibleTo(self) and not self.isHidden() and self._stop.isEnabled() and self._stops()
        )

    def stop(self) -> None:
        """Ask what is shown to end; it is shown until it has."""
        if self._under_way:
            self._stop.setEnabled(False)
            self._words.setText(_("正在停下"))
            self._under_way[0].stop()

    def words(self) -> str:
        """What the line says."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on the button stops too."""
        if event.key() == Qt.Key.Key_Escape and self.can_stop():
            self.stop()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _lay_out(self, theme: Theme) -> None:
        self._told = QWidget()
        row = QHBoxLayout(self._told)
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(12), theme.px(6))
        row.addWidget(self._words, 1)
        row.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if self._over is None:
            layout.addWidget(self._bar)
        else:
            self._over.installEventFilter(self)
        layout.addWidget(self._told)

    def _place(self) -> None:
        if self._over is not None and not self._bar.isHidden():
            self._bar.setGeometry(0, 0, self._over.width(), self._bar.sizeHint().height())
            self._bar.raise_()

    def _look(self) -> None:
        """Show as much of what lasts longest as is due by now; look again when more is."""
        lasting = self._under_way[0] if self._under_way else None
        age = lasting.age_ms() if lasting is not None else -1
        has_bar = lasting is not None and age >= self._bar_after
        has_words = has_bar and age >= self._words_after
        self._bar.setVisible(has_bar)
        self._told.setVisible(has_words)
        self.setVisible(has_words or (has_bar and self._over is None))
        self._place()
        if lasting is None:
            self._timer.stop()
            return
        if due := [moment for moment in (self._bar_after, self._words_after) if moment > age]:
            self._timer.start(min(due) - age + 1)
        self._show(lasting)
        if has_words and self._said is not lasting:
            self._said = lasting
            announce(self, self.words())

    def _show(self, lasting: Lasting) -> None:
        reached = lasting.reached
        self._bar.setRange(0, reached.total)
        self._bar.setValue(reached.done)
        if self._said is not lasting:
            self._stop.setEnabled(True)
        if self._stop.isEnabled():
            self._words.setText(self._spoken(lasting))
        self._stop.setVisible(lasting.stops)
        self._bar.setAccessibleName(self.words())
        self.setAccessibleName(self.words())
        self._stop.setAccessibleName(_("停止：{words}").format(words=lasting.words))

    def _spoken(self, lasting: Lasting) -> str:
        done, total, name = lasting.reached
        parts = [lasting.words, _("{n}%").format(n=done) if name == SHARE else name]
        if total and name != SHARE:
            parts.append(_("{n} / {total}").format(n=min(done + 1, total), total=total))
        if len(self._under_way) > 1:
            parts.append(_("另有 {n} 件在后面").format(n=len(self._under_way) - 1))
        return _("，").join(part for part in parts if part)

    def _stops(self) -> bool:
        return bool(self._under_way) and self._under_way[0].stops

    def _advance(self, _done: int, _total: int, _name: str) -> None:
        if self._under_way and self.sender() is self._under_way[0]:
            self._show(self._under_way[0])

    def _forget(self) -> None:
        gone = self.sender()
        self._under_way = [one for one in self._under_way if isValid(one) and one is not gone]
        self._said = self._said if self._said is not gone else None
        self._look()
