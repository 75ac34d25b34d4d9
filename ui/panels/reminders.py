"""What the roster reminds of by itself, and which records may be one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.services.people_views import PersonLine, Reminder, ReminderKind
from ui.glyphs import Glyph, paint_glyph
from ui.paint import hairline_below
from ui.panels.person_words import joined
from ui.theme import Theme
from ui.widgets.controls import button, label
from ui.widgets.painted import PaintedButton
from ui.widgets.right_panel import RightPanel

T = TypeVar("T")
HEADINGS = {
    ReminderKind.TERM_ENDS: N_("换届"),
    ReminderKind.PROBATION_ENDS: N_("预备期满"),
    ReminderKind.FIFTY_YEARS: N_("光荣在党50年"),
}
GLYPH, PADDING, GAP = 16, 16, 8
STEP = 30
"""How many of one kind are shown at first, and how many more each time."""
WRAPPED = Qt.TextFlag.TextWordWrap.value


class WordyButton(PaintedButton):
    """A sentence over several lines that can be clicked: a glyph, then words as wide as the panel."""

    def __init__(self, theme: Theme, name: str, glyph: Glyph, words: str) -> None:
        super().__init__(theme, name)
        self._glyph = glyph
        self.setText(words)
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.heightForWidth(self.theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.theme.px(36))

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._left() - self.theme.px(PADDING), 1), 10000)
        metrics = QFontMetrics(self.theme.font(13))
        return metrics.boundingRect(room, WRAPPED, self.text()).height() + self.theme.px(16)

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        theme, whole = self.theme, self.rect()
        side = theme.px(GLYPH)
        box = QRect(theme.px(PADDING), theme.px(9), side, side)
        paint_glyph(painter, self._glyph, box.toRectF(), theme.colour)
        words = whole.adjusted(self._left(), theme.px(7), -theme.px(PADDING), -theme.px(7))
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, WRAPPED, self.text())
        hairline_below(painter, whole, theme.colour("line"))

    def _left(self) -> int:
        return self.theme.px(PADDING + GLYPH + GAP)


class Some(QWidget, Generic[T]):
    """Things of one kind, some at a time: a county has thousands, and each is a widget."""

    extended = Signal(str, int)
    """More are shown: of which kind, how many now."""

    def __init__(self, theme: Theme, key: str, found: Sequence[T], make: Callable[[T], QWidget]) -> None:
        super().__init__()
        self._key, self._found, self._make = key, found, make
        self._count = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = button(theme, f"{key}More", "", "link")
        self._more.clicked.connect(self._extend)
        self._column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_to(self, count: int) -> None:
        """Show so many of them, if there are so many."""
        for one in self._found[self._count : count]:
            self._column.insertWidget(self._column.count() - 1, self._make(one))
        self._count = min(max(count, self._count), len(self._found))
        left = len(self._found) - self._count
        self._more.setVisible(bool(left))
        self._more.setText(_("后面还有 {n} 件，再显示一些").format(n=left))

    def _extend(self) -> None:
        self.show_to(self._count + STEP)
        self.extended.emit(self._key, self._count)


class RemindersPanel(RightPanel):
    """Sentences with their basis; a click goes to the person or unit, or lays two records side by side."""

    person_wanted = Signal(int)
    unit_wanted = Signal(int)
    pair_wanted = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "remindersPanel")
        self._content: QWidget | None = None
        self._shown: dict[str, int] = {}
        self._goes_to: dict[str, Reminder] = {}
        self._pairs: dict[str, tuple[PersonLine, PersonLine]] = {}

    def show_found(
        self, reminders: Sequence[Reminder], pairs: Sequence[tuple[PersonLine, PersonLine]]
    ) -> None:
        """Show what was found; by kind, the earliest first."""
        self.show_title(_("提醒"), _("{n} 件").format(n=len(reminders) + len(pairs)))
        content = QWidget()
        content.setObjectName("remindersContent")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._goes_to, self._pairs = {}, {}
        for kind, heading in HEADINGS.items():
            of_kind = [one for one in reminders if one.kind is kind]
            if of_kind:
                column.addWidget(self._heading(f"{kind.value}Heading", _(heading), len(of_kind)))
                column.addWidget(self._some(kind.value, of_kind, self._reminder))
        if pairs:
            column.addWidget(self._heading("pairsHeading", _("可能是同一个人"), len(pairs)))
            column.addWidget(self._some("pairs", pairs, self._pair))
        if not reminders and not pairs:
            column.addWidget(self._heading("nothingHeading", _("眼下没有要提醒的。"), None))
        self._replace(content)

    def _some(self, key: str, found: Sequence[T], make: Callable[[T], QWidget]) -> Some[T]:
        """The first of what was found, and as many more as were wanted before something changed."""
        made = Some(self.theme, key, found, make)
        made.show_to(max(STEP, self._shown.get(key, 0)))
        made.extended.connect(self._keep_shown)
        return made

    def _keep_shown(self, key: str, count: int) -> None:
        self._shown[key] = count

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self.column.removeWidget(self._content)
            self._content.deleteLater()
        else:
            self.column.addStretch(1)
        self._content = content
        self.column.insertWidget(0, content)

    def _heading(self, name: str, words: str, count: int | None) -> QWidget:
        text = words if count is None else _("{words} {n}").format(words=words, n=count)
        made = label(name, text, "labelStrong" if count is not None else "label")
        made.setContentsMargins(
            self.theme.px(PADDING), self.theme.px(14), self.theme.px(PADDING), self.theme.px(4)
        )
        return made

    def _reminder(self, one: Reminder) -> QWidget:
        name = f"reminder{len(self._goes_to)}"
        self._goes_to[name] = one
        glyph = Glyph.OVER if one.finding.code.endswith("_over") else Glyph.SOON
        made = WordyButton(self.theme, name, glyph, sentence(one.finding))
        made.clicked.connect(self._go)
        return made

    def _pair(self, pair: tuple[PersonLine, PersonLine]) -> QWidget:
        name = f"pair{len(self._pairs)}"
        self._pairs[name] = pair
        first, second = pair
        words = _("{name}：{first} 和 {second}，点开对照").format(
            name=first.name, first=_where(first), second=_where(second)
        )
        made = WordyButton(self.theme, name, Glyph.RETURNED, words)
        made.clicked.connect(self._lay_side_by_side)
        return made

    def _go(self) -> None:
        one = self._goes_to[self.sender().objectName()]
        if one.person_id is not None:
            self.person_wanted.emit(one.person_id)
        elif one.unit_id is not None:
            self.unit_wanted.emit(one.unit_id)

    def _lay_side_by_side(self) -> None:
        first, second = self._pairs[self.sender().objectName()]
        self.pair_wanted.emit(second.person_id, first.person_id)


def _where(line: PersonLine) -> str:
    return joined(line.unit_name, line.posts) or _("没有单位")
