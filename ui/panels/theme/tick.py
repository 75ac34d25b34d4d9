"""本月主题 on a record: whether it was about the theme of its month, ticked where the record is looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.domain.period import Period
from gzparty.domain.theme import Theme
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.theme.rows import Key, months_words
from ui.widgets.check import Check
from ui.widgets.controls import button
from ui.wishes import ThemeRequest

LONGEST = 18
"""So many characters of a theme stand beside the box; the whole of it is in its tooltip."""


class ThemeTick(QWidget):
    """Hidden where the month has no theme and the record is on none; a tick is stored at once and can be undone."""

    done = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._gate = gate
        self._record = Key()
        self._theme: Theme | None = None
        self._others: tuple[Theme, ...] = ()
        self._check = Check(desk.theme, f"{name}Check", "")
        self._elsewhere = button(desk.theme, f"{name}Elsewhere", "", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(desk.theme.px(10))
        row.addWidget(self._check)
        row.addWidget(self._elsewhere)
        row.addStretch(1)
        self._check.clicked.connect(self._set)
        self._elsewhere.clicked.connect(self._open)
        self.hide()

    def show_record(self, record: Key | None, period: str = "") -> None:
        """Follow a record that counts for a month; None while it is not stored."""
        if record is None or Period.parse(period).months != 1:
            self.hide()
            return
        themes = self._gate.reader.themes
        mine = _themes_of(self._gate.reader, record)
        self._record, self._theme = record, themes.of_month(period)
        self._others = tuple(one for one in mine if one.period != period)
        on = any(one.period == period for one in mine)
        title = self._theme.title if self._theme else ""
        self._check.setVisible(bool(title) or on)
        self._check.setText(_("讲了本月主题：{title}").format(title=_shortened(title)))
        self._check.setToolTip(title)
        self._check.setChecked(on)
        words = _("也讲了{months}的主题").format(months=months_words([one.period for one in self._others]))
        self._elsewhere.setText(words)
        self._elsewhere.setVisible(bool(self._others))
        self.setVisible(bool(title) or on or bool(self._others))

    def _set(self, on: bool) -> None:
        if self._theme is not None:
            call = partial(_link, self._theme.id, self._record, on)
            self._gate.write(call, self._stored, self._refused)

    def _stored(self, outcome: Done[int]) -> None:
        if outcome.name:
            self.done.emit(outcome.name)

    def _refused(self, sentence: str) -> None:
        """What was not stored does not stand ticked."""
        self._check.setChecked(not self._check.isChecked())
        self._gate.refused.emit(sentence)

    def _open(self) -> None:
        if self._others:
            self._desk.wishes.show_page("themes", ThemeRequest(self._others[0].period))


def _themes_of(reader: Services, record: Key) -> tuple[Theme, ...]:
    if record.training_id:
        return reader.themes.of_trainings([record.training_id]).get(record.training_id, ())
    return reader.themes.of_meetings([record.meeting_id]).get(record.meeting_id, ())


def _link(theme_id: int, record: Key, on: bool, services: Services) -> Done[int]:
    call = services.themes.link if on else services.themes.unlink
    return call(
        theme_id,
        [record.training_id] if record.training_id else [],
        [record.meeting_id] if record.meeting_id else [],
    )


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST else _("{words}…").format(words=title[: LONGEST - 1])
