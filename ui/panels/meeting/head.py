"""What stands above the fields of a record: why it stands as it does, which others there are, what was filled in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gzparty.domain.meeting import MonthLock
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.meeting import lock_text
from gzparty.services.meeting_views import Carried
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.controls import button, label
from ui.widgets.entry_strip import EntryStrip


class MeetingHead(QWidget):
    """Lines that are only there when they say something."""

    discarded = Signal()
    """What was typed before and put back shall be given up."""
    paste_wanted = Signal()
    unlock_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("meetingHead")
        self._theme = theme
        self._glyph = QLabel()
        self._why = label("meetingWhy", role="label")
        self._why.setWordWrap(True)
        self.entries = EntryStrip(theme, "meetingEntries")
        self._lock = Banner(theme, "meetingLock", "lock", role="note")
        self._unlock = self._lock.add_deed("unlockMonth", _("解锁"))
        self._draft = Banner(theme, "meetingDraft", "edit", role="note")
        self._discard = self._draft.add_deed("discardDraft", _("丢弃"))
        self._carried = label("meetingCarried", role="hint")
        self._carried.setWordWrap(True)
        self.paste = button(theme, "pasteMinutes", _("从 Word 粘贴"), "small")
        self.paste.setToolTip(_("复制会议记录，按“时间：”“地点：”这些字分到各栏，认不出的放到内容里"))
        self._refused = label("meetingRefused", role="problem")
        self._refused.setWordWrap(True)
        self._refused.hide()
        self._lay_out()
        self._discard.clicked.connect(self.discarded)
        self._unlock.clicked.connect(self.unlock_wanted)
        self.paste.clicked.connect(self.paste_wanted)

    def show_why(self, glyph: Glyph | None, why: str) -> None:
        """Say why the record stands as it does."""
        self._why.setText(why)
        self._glyph.setVisible(glyph is not None)
        if glyph is not None:
            self._theme.show_glyph(self._glyph, glyph)

    def show_carried(self, carried: Carried | None) -> None:
        """Say what was filled in from the record before; None where the record is a stored one."""
        self.tell(carried_words(carried) if carried else "")

    def tell(self, words: str) -> None:
        """Say something small, such as which fields a pasted text filled."""
        self._carried.setText(words)
        self._carried.setVisible(bool(words))

    def show_draft(self, *, found: bool) -> None:
        """Say that what was typed before was put back, with a way to give it up."""
        self._draft.say(_("上次没保存的内容已经放回来了") if found else "", _("看一遍再保存，不要了就丢弃。"))

    def show_lock(self, lock: MonthLock | None) -> None:
        """Say that the month is locked and why."""
        title = lock_text(lock) if lock else ""
        self._lock.say(title, _("只能看，不能改。") if lock else "")
        self.paste.setEnabled(lock is None)

    def refuse(self, sentence: str) -> None:
        """Say why it could not be stored; what was typed stays."""
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        theme = self._theme
        why = QHBoxLayout()
        why.setSpacing(theme.px(6))
        why.addWidget(self._glyph)
        why.addWidget(self._why, 1)
        why.addWidget(self.paste)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._lock)
        column.addLayout(why)
        column.addWidget(self.entries)
        column.addWidget(self._draft)
        column.addWidget(self._carried)
        column.addWidget(self._refused)


def carried_words(carried: Carried) -> str:
    """地点、主持人、记录人已照 5月12日 那次填好; empty where there was none before."""
    if carried.taken_from is None:
        return ""
    given = (
        (_("地点"), carried.place),
        (_("主持人"), carried.host),
        (_("记录人"), carried.recorder),
        (_("长期不在的人"), carried.absences),
    )
    names = _("、").join(words for words, value in given if value)
    if not names:
        return ""
    return _("{names}已照 {day} 那次填好").format(names=names, day=dates.prose(carried.taken_from))
