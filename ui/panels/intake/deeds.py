"""What the head of 收记录 does: give back, register a 支部生活日, photos, export, unlock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gzparty.domain.people import Group
from gzparty.i18n import _
from gzparty.labels import spoken
from gzparty.labels.meeting import month_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.desk import Desk
from ui.drafts import draft_key
from ui.gate import Gate
from ui.month_sheet import MonthSheet
from ui.panels.ask import AskDialog, Question, ask_and_write

if TYPE_CHECKING:
    from ui.photo_work import PhotoWork


FORM = "month"
"""Under what half-typed dialogs are kept: month/unlock 2026-06."""


class IntakeDeeds(QObject):
    """Each is one call of a service; what it needs to know is asked in one dialog."""

    done = Signal(str)
    told = Signal(str)
    """Something that changed no record."""
    refused = Signal(str)
    exported = Signal(object)
    """The path of a workbook that was made."""

    def __init__(self, desk: Desk, gate: Gate, sheet: MonthSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._sheet = sheet
        self._window = parent
        self._photos: PhotoWork | None = None
        self.unit_in_sight: Callable[[], int] = lambda: 0
        """Which branch the cursor is on; 0 for none."""
        self.meetings_in_sight: Callable[[], Sequence[int]] = tuple
        """The ids of the records of the rows selected."""

    def return_incomplete(self) -> None:
        """Give back whatever lacks a paper, as one deed that can be taken back."""
        self._sheet.store(self._sheet.waiting())
        kind, month = self._sheet.kind, self._sheet.month.code

        def done(outcome: Done[tuple[str, ...]]) -> None:
            if outcome.value:
                self.done.emit(outcome.name)
            else:
                self.told.emit(_("没有缺材料的，不用退"))

        self._gate.write(
            lambda services: services.intake.give_back_incomplete(kind, month), done, self.refused.emit
        )

    def register_life_day(self) -> None:
        """One sitting of a branch with several records, or of several branches at once."""
        from ui.panels.intake.life_day_form import LifeDayForm, drafts_of

        self._sheet.store(self._sheet.waiting())
        rows = [line.row for line in self._sheet.lines()]
        if not rows:
            return
        form = LifeDayForm(self._desk.theme, rows, self._sheet.month, self.unit_in_sight() or rows[0].unit.id)
        today = self._gate.reader.context.today()

        def call(services: Services, values: Any) -> Done[Any]:
            groups: dict[int, list[Group]] = {}
            for group in services.store.people.groups():
                if (values["day"] or today) in group.interval:
                    groups.setdefault(group.unit_id, []).append(group)
            return services.meetings.register(drafts_of(values, form.chosen(), groups))

        key = draft_key(FORM, "life_day", self._sheet.month.code)
        self._ask(Question(_("登记支部生活日"), _("登记"), form, draft=key), call)

    def link_theme(self) -> None:
        """The records of the rows selected were about the month's theme, as one deed that can be taken back."""
        self._sheet.store(self._sheet.waiting())
        month = self._sheet.month
        theme = self._gate.reader.themes.of_month(month.code)
        meetings = self.meetings_in_sight()
        if theme is None or not theme.title:
            self.refused.emit(
                _("{month}还没有主题。先到“月度主题”里写上。").format(month=month_text(month.code))
            )
        elif not meetings:
            self.refused.emit(_("选中的行还没有登记过。先登上日期，或选中别的行。"))
        else:
            number = theme.id
            self._gate.write(
                lambda services: services.themes.link(number, meetings=meetings),
                self._linked,
                self.refused.emit,
            )

    def _linked(self, outcome: Done[int]) -> None:
        if outcome.name:
            self.done.emit(outcome.name)
        else:
            self.told.emit(_("选中的记录已经标过本月主题"))

    def unlock_month(self) -> None:
        """Unlock the month, with the reason."""
        from ui.panels.session_forms import ReasonForm

        month = self._sheet.month.code
        form = ReasonForm(self._desk.theme, _("如 补登两个村的记录"))

        def call(services: Services, values: Any) -> Done[Any]:
            return services.meetings.unlock_month(month, values["reason"])

        title = _("为什么解锁{month}").format(month=month_text(month))
        self._ask(Question(title, _("解锁"), form, draft=draft_key(FORM, "unlock", month)), call)

    def go_on(self, record: str) -> None:
        """Go on with a form by the second part of its draft's key, where its month is in sight."""
        deed, month = record.split(" ")
        if month != self._sheet.month.code or self._sheet.grid is None:
            return
        if deed == "life_day":
            self.register_life_day()
        elif self._sheet.grid.lock is not None:
            self.unlock_month()

    def export(self) -> None:
        """The grid as a workbook."""
        from ui.panels.intake.month_export import export_month

        self._sheet.store(self._sheet.waiting())
        kind, month = self._sheet.kind, self._sheet.month.code
        folder = self._gate.reader.store.path.parent
        self._gate.behind.ask(
            "intake.export",
            lambda services: export_month(services, month, kind, folder),
            self.exported.emit,
            self._export_failed,
        )

    def put_photos(self, files: Sequence[Path] = ()) -> None:
        """Photos of many villages at once, chosen or dropped; those whose name says nothing are asked about."""
        from ui.asked_files import ask_files
        from ui.panels.intake.photo_form import PhotoForm

        kinds = _("照片 (*.jpg *.jpeg *.png *.bmp *.webp);;所有文件 (*)")
        chosen = files or ask_files(self._window, self._desk.memory, _("放照片"), kinds)
        lines = self._sheet.lines()
        if not chosen:
            return
        if not any(line.row.meeting for line in lines):
            self.refused.emit(_("这个月还没有登记过，照片没处放。先把日期登上。"))
            return
        form = PhotoForm(self._desk.theme, chosen, lines)
        dialog = AskDialog(self._desk.theme, Question(_("放照片"), _("放进去"), form), self._window)

        def answered(_values: Any) -> None:
            dialog.accept()
            self._photo_work().put(form.chosen())

        dialog.ask(answered)

    def _photo_work(self) -> PhotoWork:
        if self._photos is None:
            from ui.photo_work import PhotoWork

            self._photos = PhotoWork(self._desk.jobs, self._gate, self)
            self._photos.done.connect(self._photos_in)
            self._photos.refused.connect(self.refused)
        return self._photos

    def _photos_in(self, deed: str, _number: int) -> None:
        self.done.emit(deed)

    def _export_failed(self, error: Exception) -> None:
        self.refused.emit(spoken(error))

    def _ask(self, question: Question, call: Any) -> None:
        ask_and_write(self._desk.theme, self._gate, question, call, self.done.emit, self._window)
