"""数据与备份: every copy there is, whether it opens, and the way back to one after a look at it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.services.copy_views import Comparison
from ui.copying import Compared, Copying, CopyLine
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import hints
from ui.office_page import OfficePage
from ui.panels.copy_deeds import CopyDeeds
from ui.panels.copy_list import CopyList, count_words
from ui.panels.copy_panel import CopyPanel
from ui.panels.copy_rows import is_broken
from ui.panels.password.deeds import PasswordDeeds
from ui.password import OfficePassword, Rewritten
from ui.shell import Deeds
from ui.widgets.banner import Banner
from ui.widgets.controls import button, frame, label, restyle
from ui.widgets.panel_split import PanelSplit

PAUSE_MS = 150
"""A comparison waits so long for the arrow keys to come to rest."""
PANEL_WIDTH = 412
PICTURE_SECONDS = 5.0
PASSWORD_WISH = "password"
"""A request: ask for a new password."""


class Restored(NamedTuple):
    """What became of restoring, said after the office was opened again: where the present was kept, or why not."""

    at: str
    kept: Path | None = None
    refused: str = ""


class DataPage(OfficePage):
    """The page; what it does is done by `Copying`, and by the desktop where the whole office changes places."""

    says_refusals = True

    look_wanted = Signal(object, str)
    """A copy to be opened beside the office for reading, and its own password or an empty one."""
    restore_wanted = Signal(object, str)
    """A copy to be put in the office's place, and its own password or an empty one; the clerk was asked."""

    def __init__(
        self, desk: Desk, gate: Gate, copying: Copying, password: OfficePassword | None = None
    ) -> None:
        super().__init__("dataPage", desk, gate)
        self._copying = copying
        self._why_not_restored = ""
        self._compared: dict[Path, Comparison] = {}
        self._writes = 0
        """How often something was written: a comparison asked for before the last time is out of date."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._asked = CopyDeeds(desk.theme, copying, self)
        self._passwords = (
            PasswordDeeds(desk.theme, desk.jobs, password, copying, self) if password is not None else None
        )
        self.list = CopyList(desk, gate, copying, has_password=password is not None and password.is_set)
        self.panel = CopyPanel(desk.theme)
        self._make_controls()
        self._lay_out()
        self._connect()
        self.list.refresh()
        copying.refresh()

    def deeds(self) -> Deeds:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._copying.back_up,
            "open": self._asked.open_elsewhere,
            "export": self._asked.export,
            "recount": self._copying.refresh,
        }
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.list.grid, self.panel.first())

    def key_hints(self) -> str:
        return hints(open_row=_("看这一份"), new=_("备份"), open=_("打开别处的备份"))

    def place(self) -> str:
        lines = self._copying.lines()
        if not self._copying.listed:
            return count_words(self._copying)
        usable = sum(line.found is not None and line.found.sound for line in lines)
        if any(line.found is None for line in lines):
            # Counted as what can be used they would look lost.
            return _("备份 {n} 份，正在核对").format(n=len(lines))
        return _("备份 {n} 份，能用 {usable} 份").format(n=len(lines), usable=usable)

    def take_request(self, request: object) -> None:
        """Say what became of restoring a copy or of changing the password; ask for a new one."""
        if isinstance(request, Rewritten):
            self._say_rewritten(request)
        if request is PASSWORD_WISH:
            self.ask_password()
        if not isinstance(request, Restored):
            return
        self._why_not_restored = request.refused
        if request.refused:
            self._error.say(_("没有恢复，数据还是原来的。"), request.refused)
        elif request.kept is not None:
            title = _("已恢复到 {at} 的样子").format(at=request.at)
            self._news.say(title, _("恢复以前的数据留在 {path}").format(path=request.kept))

    def ask_password(self) -> None:
        """Ask for a new password."""
        if self._passwords is not None:
            self._passwords.change()

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        return {"compared": self._show_compared, "restoring": self._ask_restore}

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is."""
        super().showEvent(event)
        self.list.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_controls(self) -> None:
        theme = self._desk.theme
        self._export = button(theme, "dataExport", _("全部导出成表格"), icon="export")
        self._stick = button(theme, "dataStick", _("存到 U 盘"), icon="usb")
        self._back_up = button(theme, "dataBackUp", _("现在备份一份"), "primary")
        self._bin = button(theme, "dataBin", _("回收站"))
        self._news = Banner(theme, "dataNews", "check", role="note")
        self._news_close = self._news.add_deed("dataNewsClose", _("知道了"))
        self._left = Banner(theme, "dataLeft", "lock")
        self._left_keep = self._left.add_deed("dataLeftKeep", _("留着"))
        self._left_delete = self._left.add_deed("dataLeftDelete", _("删掉…"))
        self._left_paths: Sequence[Path] = ()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self.list.lay_out(self._bars())
        split = PanelSplit(theme, "data")
        split.addWidget(self.list)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([theme.px(800), theme.px(PANEL_WIDTH)])
        split.design(theme.px(PANEL_WIDTH))
        self._page_head = self._head()
        self._stand(self._page_head, split)
        self._follow_density()

    def _head(self) -> QFrame:
        theme = self._desk.theme
        head = frame("dataHead", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(label("dataTitle", _("数据与备份"), "h18"))
        row.addStretch(1)
        for deed in (self._bin, self._export, self._stick, self._back_up):
            row.addWidget(deed)
        return head

    def _bars(self) -> Sequence[QWidget]:
        """What may be said under the facts: a failure, good news."""
        return (self._error, self._news, self._left)

    def _connect(self) -> None:
        copying, panel, asked = self._copying, self.panel, self._asked
        self._bin.clicked.connect(self._desk.wishes.bin_wanted)
        self._export.clicked.connect(asked.export)
        self._stick.clicked.connect(self._store_outside)
        self._back_up.clicked.connect(copying.back_up)
        self._news_close.clicked.connect(self._news.hide)
        self._left_keep.clicked.connect(self._left.hide)
        self._left_delete.clicked.connect(self._ask_delete_left)
        self.list.password_wanted.connect(self.ask_password)
        self.list.stick_wanted.connect(self._store_outside)
        self.list.shown.connect(self._show_current)
        self.list.grid.row_changed.connect(self._row_changed)
        self.list.grid.opened.connect(self._open_row)
        self._pause.timeout.connect(self._compare)
        panel.closed.connect(self._close_panel)
        panel.look_wanted.connect(self._look)
        panel.restore_wanted.connect(self._ask_restore)
        panel.delete_wanted.connect(self._ask_delete)
        panel.steps_wanted.connect(self._show_steps)
        asked.restore_wanted.connect(self.restore_wanted)
        asked.taken.connect(self.list.select)
        copying.told.connect(self._told)
        copying.refused.connect(self._refused)
        self._gate.stored.connect(self._forget_comparisons)
        self._gate.refused.connect(self._refused_elsewhere)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_current(self) -> None:
        line = self.list.current()
        # Where there is no copy yet the list itself says what to do first.
        restyle(self._back_up, "kind", "" if self._has_none() else "primary")
        self.panel.setVisible(line is not None)
        if line is not None:
            self.panel.show_line(line, self._today())
            compared = self._compared.get(line.copy.path)
            sound = line.found is not None and line.found.sound
            if sound and compared is not None:
                self.panel.show_comparison(compared)
            elif sound:
                self._pause.start()
        if self.isVisible():
            self.place_changed.emit(self.place())

    def _row_changed(self, _row: int) -> None:
        self._show_current()

    def _compare(self) -> None:
        line = self.list.current()
        if line is None or line.found is None or not line.found.sound or line.copy.path in self._compared:
            return
        self._copying.compare(line.copy.path, self._writes, self._learn, self._refused)

    def _learn(self, outcome: Compared) -> None:
        if outcome.asked == self._writes:
            self._compared[outcome.path] = outcome.comparison
            self._show_current()

    def _forget_comparisons(self) -> None:
        """Something was written: what a copy differs in is another thing now."""
        self._writes += 1
        self._compared.clear()
        if self.isVisible():
            self._show_current()

    def _open_row(self, _row: int) -> None:
        self._show_current()
        self.panel.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.list.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        if line := self.list.current():
            self._with_password(line, partial(self.look_wanted.emit, line.copy))

    def _ask_restore(self) -> None:
        if line := self.list.current():
            compared, today = self._compared.get(line.copy.path), self._today()
            self._with_password(line, partial(self._asked.ask_restore, line, compared, today))

    def _with_password(self, line: CopyLine, then: Callable[[str], object]) -> None:
        if self._passwords is not None:
            self._passwords.ask_for_copy(line, then)
        else:
            then("")

    def _say_rewritten(self, outcome: Rewritten) -> None:
        if outcome.refused:
            self._error.say(outcome.title, outcome.refused)
            return
        self._news.say(outcome.title)
        self._left_paths = outcome.ours
        self._left_delete.setVisible(bool(outcome.ours))
        if outcome.left:
            names = _("、").join(path.name for path in outcome.left)
            words = _("{names}。里面的内容可能没有密码也看得到，不要的删掉。")
            if len(outcome.ours) < len(outcome.left):
                words = _(
                    "{names}。里面的内容可能没有密码也看得到。存在别处的也可能是别的办公室的，这里不删。"
                )
            self._left.say(
                _("有 {n} 份打不开，没换成，还是原来的样子").format(n=len(outcome.left)),
                words.format(names=names),
            )

    def _ask_delete_left(self) -> None:
        self._asked.ask_delete_left(self._left_paths, self._left.hide)

    def _ask_delete(self) -> None:
        if line := self.list.current():
            self._asked.ask_delete(line, self._today())

    def _show_steps(self) -> None:
        from ui.panels.steps import StepsDialog

        line = self.list.current()
        compared = self._compared.get(line.copy.path) if line is not None else None
        if compared is not None:
            StepsDialog(self._desk, compared, self).open()

    def _store_outside(self) -> None:
        self._asked.store_outside(self._stick)

    def _told(self, words: str) -> None:
        self._error.hide()
        self.copied.emit(words)

    def _refused(self, words: str) -> None:
        self._error.say(words, "")

    def _refused_elsewhere(self, words: str) -> None:
        """What the window was refused is said by the page in sight, unless it stands there already."""
        if self.isVisible() and words != self._why_not_restored:
            self._refused(words)

    def _show_compared(self) -> None:
        """For a picture: the oldest copy that opens, once it was compared; one is made where there is none."""
        end = time.monotonic() + PICTURE_SECONDS
        while not self._copying.listed and time.monotonic() < end:
            QCoreApplication.processEvents()
        if self._has_none():
            self._copying.back_up()
        while (line := self._picture_line()) is None and time.monotonic() < end:
            QCoreApplication.processEvents()
        if line is not None:
            self.list.select(line.copy.path)
            while time.monotonic() < end and line.copy.path not in self._compared:
                QCoreApplication.processEvents()

    def _picture_line(self) -> CopyLine | None:
        lines = self._copying.lines()
        known = bool(lines) and all(line.found is not None for line in lines)
        return next((line for line in reversed(lines) if known and not is_broken(line)), None)

    def _has_none(self) -> bool:
        return self._copying.listed and not self._copying.lines()

    def _follow_density(self) -> None:
        self._page_head.setFixedHeight(self._desk.theme.row(56, 50))
