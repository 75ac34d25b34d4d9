"""What is said above every page: the most urgent bar in sight, the others a press away.

However many there are, the page keeps its room: of those that wait each press brings the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.announce import announce
from ui.theme import Theme
from ui.widgets.controls import button, frame
from ui.widgets.focus_proxy import proxy_of

HIGH = 800
"""From this height of the window on two bars leave the page enough rows; grows with the text."""
PAGE_SIDE = 20


class Urgency(IntEnum):
    """Which bar stands first; of equals the one that was said last."""

    LOST = 0
    """What is typed now may be lost."""
    REFUSED = 1
    WHOLE_WINDOW = 2
    """What the window is for the moment: a copy that is looked at, a round that leads from page to page."""
    WARNING = 3
    NEWS = 4


OF_ROLE = {"error": Urgency.REFUSED, "warning": Urgency.WARNING}


class Above(QWidget):
    """Bars come and go by themselves; one or two of them are in sight, and a line says how many wait."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("above")
        self._theme = theme
        self._turns = 0
        self._passed = 0
        """So many were put behind the others by the button."""
        self._places: list[_Place] = []
        self._line = frame("aboveLine", "note")
        self._line.setProperty("pinned", True)
        self.more = button(theme, "aboveMore", "", "link")
        row = QHBoxLayout(self._line)
        row.setContentsMargins(theme.px(PAGE_SIDE), 0, theme.px(PAGE_SIDE), 0)
        row.addWidget(self.more)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._line)
        self._line.hide()
        theme.dress(self.more, "down", "ink2")
        self.more.clicked.connect(self._pass_on)

    def pin(self, bar: QWidget, urgency: Urgency | None = None) -> None:
        """Take a bar that shows and hides itself; without an urgency its role says how urgent it is."""
        bar.setProperty("pinned", True)
        layout = bar.layout()
        if layout is not None:
            # What a bar says begins where the pages begin.
            side, margins = self._theme.px(PAGE_SIDE), layout.contentsMargins()
            layout.setContentsMargins(side, margins.top(), side, margins.bottom())
        place = _Place(bar, urgency, self)
        place.turned.connect(self._turn)
        self._places.append(place)
        self._column.insertWidget(0, place)
        place.take()

    def give_room(self) -> None:
        """The window has another height."""
        if self._places:
            self._arrange()

    def panes(self) -> list[QWidget]:
        """Where F6 stops: the bars in sight that can be answered, and the line below them."""
        bars = [place.bar() for place in self._in_order()]
        # One that only says something takes no keys.
        return [*(bar for bar in bars if bar is not None and proxy_of(bar) is not None), self.more]

    def _turn(self) -> None:
        place = cast("_Place", self.sender())
        self._turns += 1
        place.turn = self._turns
        if place.wants():
            # What is new stands where it belongs.
            self._passed = 0
        self._arrange()

    def _pass_on(self) -> None:
        self._passed += self._most()
        self._arrange()

    def _most(self) -> int:
        return 2 if self.window().height() >= self._theme.px(HIGH) else 1

    def _arrange(self) -> None:
        wanting = [place for place in self._in_order() if place.wants()]
        passed = self._passed = self._passed % max(len(wanting), 1)
        wanting = wanting[passed:] + wanting[:passed]
        shown = wanting[: self._most()]
        self._say(len(wanting) - len(shown))
        for at, place in enumerate(wanting):
            if self._column.indexOf(place) != at:
                self._column.insertWidget(at, place)
        for place in self._places:
            place.show_bar(place in shown)

    def _say(self, waiting: int) -> None:
        words = _("还有 {n} 条").format(n=waiting)
        is_news = self.more.text() != words or self._line.isHidden()
        self.more.setText(words)
        self._line.setVisible(waiting > 0)
        if waiting > 0 and is_news:
            announce(self.more, words)

    def _in_order(self) -> Sequence[_Place]:
        return sorted(self._places, key=lambda place: (place.urgency(), -place.turn))


class _Place(QWidget):
    """Holds one bar: the bar says whether it has anything to say, the place whether it is in sight."""

    turned = Signal()

    def __init__(self, bar: QWidget, urgency: Urgency | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.turn = 0
        self._urgency = urgency
        self._has_waited = False
        self._said_already = not bar.isHidden()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        self._column.addWidget(bar)
        bar.installEventFilter(self)

    def take(self) -> None:
        """Show a bar that spoke before it had a place."""
        bar = self.bar()
        if self._said_already and bar is not None:
            bar.show()

    def bar(self) -> QWidget | None:
        """The bar; None once it is gone."""
        item = self._column.itemAt(0)
        return item.widget() if item is not None else None

    def wants(self) -> bool:
        """Whether the bar has something to say."""
        bar = self.bar()
        return bar is not None and not bar.isHidden()

    def urgency(self) -> Urgency:
        """How urgent it is now: some bars warn at one time and only tell at another."""
        bar = self.bar()
        if self._urgency is not None:
            return self._urgency
        return OF_ROLE.get(str(bar.property("role")), Urgency.NEWS) if bar is not None else Urgency.NEWS

    def show_bar(self, shown: bool) -> None:
        """Put the bar into sight or out of it; one that waited is spoken of when its turn comes."""
        bar = self.bar()
        if shown and self._has_waited and bar is not None:
            announce(bar, bar.accessibleName())
        self._has_waited = self.wants() and not shown
        self.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.turned.emit()
        return super().eventFilter(watched, event)
