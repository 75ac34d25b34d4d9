"""The fields of one record of organisational life, as the forms of the villages have them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gzparty.domain.meeting import Depth, MeetingKind
from gzparty.domain.minutes_text import MinutesText
from gzparty.i18n import N_, _
from ui.panels import binding
from ui.panels.form import Form
from ui.panels.meeting.figures import FiguresLine
from ui.theme import Theme
from ui.widgets.absence_field import AbsenceField
from ui.widgets.check import Check
from ui.widgets.controls import area, button, field, label, name_control
from ui.widgets.count_field import CountField
from ui.widgets.date_edit import DateEdit, TimeEdit
from ui.widgets.flow import FlowLayout
from ui.widgets.name_field import Known, NameField
from ui.widgets.segments import Segments

LABELS = 54
DEPTHS = ((Depth.NUMBERS.value, N_("按数")), (Depth.NAMES.value, N_("按名单")))
BY_NUMBERS = ("meetingFigures", "meetingAway", "meetingAbsences")
NAMES = ("meetingHost", "meetingRecorder", "meetingLecturer")


class MeetingForm(Form):
    """Binds `meeting_typed.Typed`; rows of figures give way to a line about the roll where a record is by names."""

    FIELDS = (
        ("meetingDay", "day"),
        ("meetingStarts", "starts"),
        ("meetingPlace", "place"),
        ("meetingHost", "host"),
        ("meetingRecorder", "recorder"),
        ("meetingLecturer", "lecturer"),
        ("meetingDepth", "depth"),
        ("meetingExpected", "expected"),
        ("meetingAttended", "attended"),
        ("meetingObservers", "observers"),
        ("meetingLeave", "on_leave"),
        ("meetingAbsent", "absent"),
        ("meetingAbsences", "absences"),
        ("meetingTopic", "topic"),
        ("meetingContent", "content"),
        ("meetingDecision", "decision"),
        ("meetingOther", "other"),
        ("meetingMinutes", "has_minutes"),
        ("meetingSignIn", "has_sign_in"),
        ("meetingPhotos", "has_photos"),
        ("meetingUploaded", "uploaded"),
        ("meetingFiled", "filed_at"),
        ("meetingReceived", "received_on"),
    )
    LIMIT = 200
    LIMITS: ClassVar[dict[str, int]] = {"topic": 1000, "content": 20000, "decision": 4000, "other": 1000}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "meetingForm")
        self._grid.setColumnMinimumWidth(0, theme.px(LABELS))
        self._year = year
        self._add_when_and_who()
        self._add_figures()
        self._add_texts()
        self._add_papers()
        self.bind()
        self.setFocusProxy(self._day)
        self.edited.connect(self._follow)

    def set_year(self, year: int) -> None:
        """A day typed without its year lies in this one."""
        self._day.year = self._received.year = year

    def show_kind(self, kind: MeetingKind) -> None:
        """Show the fields of a kind: somebody lectures at a 党课 only."""
        self.show_row("meetingLecturer", kind is MeetingKind.LECTURE)

    def hint_expected(self, before: int | None) -> None:
        """Show 应到 of the record before beside the empty field; it is typed, never filled in."""
        self._expected.setPlaceholderText("" if before is None else _("上次 {n}").format(n=before))

    def know(self, names: Sequence[Known]) -> None:
        """Take whose names can be offered."""
        for name in NAMES:
            made = self.control(name)
            if isinstance(made, NameField):
                made.know(names)
        self._absences.know(names)

    def load(self, record: object) -> None:
        super().load(record)
        self._follow()

    def chosen_depth(self) -> Depth:
        """By numbers or by names."""
        return Depth(self._depth.value())

    def problems(self) -> dict[str, str]:
        """Add that a record has a day."""
        problems = super().problems()
        if not self._day.line.text().strip():
            problems["day"] = _("填上开会那天的日期，如 6.12；材料上没有就先问村里")
        return problems

    def take_text(self, found: MinutesText) -> list[str]:
        """Put what was recognised in pasted minutes into the fields; give the names of those filled."""
        filled = []
        for name, attribute in self.FIELDS:
            value = getattr(found, attribute, None)
            if value in (None, "", ()):
                continue
            control = self.control(name)
            before = binding.read(control)
            if attribute == "content" and before:
                value = f"{before}\n{value}"
            binding.write(control, value)
            filled.append(control.accessibleName())
        self.edited.emit()
        return filled

    def _add_when_and_who(self) -> None:
        theme = self.theme
        self._day = DateEdit(theme, "meetingDay", self._year)
        starts = TimeEdit(theme, "meetingStarts")
        starts.setAccessibleName(_("几点开始"))
        starts.setToolTip(_("不知道几点就空着"))
        self.add_row(_("时间"), self._day, starts)
        self._counts = label("meetingCounts", role="hint", tone="info")
        self._counts.setWordWrap(True)
        self._counts.hide()
        self.add_wide(self._counts)
        self.add_row(_("地点"), field("meetingPlace"))
        host, recorder = NameField(theme, "meetingHost"), NameField(theme, "meetingRecorder")
        self._add_parts(
            "meetingWho", _("主持人"), (host, "", _("主持人")), (recorder, _("记录人"), _("记录人"))
        )
        self.add_row(_("讲课人"), NameField(theme, "meetingLecturer"))

    def _add_figures(self) -> None:
        theme = self.theme
        self._depth = Segments(theme, "meetingDepth", DEPTHS)
        self.roll = button(theme, "meetingRoll", _("打开名单"), "small")
        self.add_row(_("人数"), self._depth, self.roll)
        self._roll_line = label("meetingRollLine", role="label")
        self._roll_line.setWordWrap(True)
        self.add_wide(self._roll_line)
        made = {name: CountField(theme, name) for name in _COUNTS}
        self._expected = made["meetingExpected"]
        self._add_parts(
            "meetingFigures",
            _("应到"),
            (self._expected, "", _("应到")),
            (made["meetingAttended"], _("实到"), _("实到")),
            (made["meetingObservers"], _("列席"), _("列席")),
        )
        self._add_parts(
            "meetingAway",
            _("请假"),
            (made["meetingLeave"], "", _("请假人数")),
            (made["meetingAbsent"], _("缺席"), _("缺席人数")),
        )
        self._absences = AbsenceField(theme, "meetingAbsences")
        self.add_row(_("没来的人"), self._absences)
        self.figures = FiguresLine(theme)
        self.add_wide(self.figures)

    def _add_texts(self) -> None:
        px = self.theme.px
        self.add_row(_("议题"), area("meetingTopic", px(56)))
        self.add_row(_("内容"), area("meetingContent", px(124)))
        self.add_row(_("决议"), area("meetingDecision", px(56)))
        self.add_row(_("其他"), field("meetingOther"))

    def _add_papers(self) -> None:
        theme = self.theme
        ticks = (
            ("meetingMinutes", _("记录")),
            ("meetingSignIn", _("签到表")),
            ("meetingPhotos", _("照片")),
            ("meetingUploaded", _("已传灯塔")),
        )
        self._add_ticks("meetingPapers", _("材料"), [Check(theme, name, words) for name, words in ticks])
        self.add_row(_("原件在哪"), field("meetingFiled", hint=_("如 3号盒/12")))
        self._received = DateEdit(theme, "meetingReceived", self._year)
        self.add_row(_("收到"), self._received)

    def _add_ticks(self, name: str, words: str, ticks: Sequence[Check]) -> None:
        """Add a row of ticks, which goes on in another line where their words are long; one label names the row."""
        holder = QWidget()
        holder.setObjectName(name)
        holder.setFocusProxy(ticks[0])
        row = FlowLayout(holder, self.theme.px(8))
        row.setContentsMargins(0, 0, 0, 0)
        for tick in ticks:
            row.addWidget(tick)
        self.add_row(words, holder)
        for tick in ticks:
            name_control(tick, tick.text())
            self._leave_room(tick.objectName())

    def _add_parts(self, name: str, words: str, *parts: tuple[QWidget, str, str]) -> None:
        """Add a row of several controls, each (control, words before it, accessible name); one label names the row."""
        holder = QWidget()
        holder.setObjectName(name)
        holder.setFocusProxy(parts[0][0])
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        for control, before, _spoken in parts:
            if before:
                row.addWidget(label(f"{control.objectName()}Words", before, "label"))
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(control, 1)
        self.add_row(words, holder)
        for control, _before, spoken in parts:
            name_control(control, spoken)
            self._leave_room(control.objectName())

    def show_roll(self, words: str) -> None:
        """Say what the roll comes to; only seen where the record is by names."""
        self._roll_line.setText(words)

    def show_counted(self, words: str) -> None:
        """Say for which month or year the record counts, where its day does not tell."""
        self._counts.setText(words)
        self._counts.setVisible(bool(words))

    def _follow(self) -> None:
        """Show what belongs to the depth, and whether the figures can be true."""
        by_names = self.chosen_depth() is Depth.NAMES
        for name in BY_NUMBERS:
            self.show_row(name, not by_names)
        self.roll.setVisible(by_names)
        self._roll_line.setVisible(by_names)
        if by_names:
            self.figures.hide()
        else:
            self.figures.show_figures(*(binding.read(self.control(name)) for name in _SUMMED))

    def day(self) -> date | None:
        """The day typed, if it can be read."""
        return self._day.value()


_SUMMED = ("meetingExpected", "meetingAttended", "meetingLeave", "meetingAbsent", "meetingAbsences")
_COUNTS = ("meetingExpected", "meetingAttended", "meetingObservers", "meetingLeave", "meetingAbsent")
