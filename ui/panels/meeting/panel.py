"""One record of organisational life at the right of its page: why it stands as it does, its fields, the next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty.domain.meeting import Meeting, MeetingKind
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import missing_text
from gzparty.labels.meeting import counts_for_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duty_views import DueLine
from gzparty.services.meeting_views import MeetingDetail
from ui.desk import Desk
from ui.due_glyphs import due_glyph, state_glyph
from ui.gate import Gate
from ui.keys import keys_of, tip
from ui.panels.meeting.cell import NEW, LifeCell
from ui.panels.meeting.deeds import MeetingDeeds
from ui.panels.meeting.files import MeetingFiles
from ui.panels.meeting.form import MeetingForm
from ui.panels.meeting.head import MeetingHead
from ui.panels.meeting.typed import DRAFTS, Subject, counted_for, draft_name, draft_of, typed_from, typed_of
from ui.panels.meeting.words import roll_words, state_tag
from ui.panels.theme.rows import Key
from ui.panels.theme.tick import ThemeTick
from ui.widgets.controls import button, label, on_ctrl_enter
from ui.widgets.more_button import MoreButton
from ui.widgets.name_field import Known
from ui.widgets.right_panel import RightPanel

if TYPE_CHECKING:
    from ui.panels.life.vote_editor import VoteEditor

VOTING = frozenset({MeetingKind.BRANCH_MEETING, MeetingKind.COMMITTEE_MEETING})
"""Kinds at which something is put to the vote (支部工作条例 第11-12条)."""


class _Written(NamedTuple):
    """What is being stored: its draft's key, whose record, what stood typed, what shall follow."""

    key: str
    subject: Subject
    draft: Mapping[str, str]
    after: str


class MeetingPanel(RightPanel):
    """Keeps what is typed as a draft whenever something else is shown; every deed is one service call."""

    done = Signal(str)
    noted = Signal(str)
    next_wanted = Signal(object)
    """A record was stored and the next one missing after this Subject is wanted."""
    roll_wanted = Signal(object)
    """The roll of this MeetingDetail is wanted."""
    appraisal_wanted = Signal(object)
    """Ballots and grades of this MeetingDetail are wanted."""
    print_wanted = Signal()
    shown = Signal()
    """Another record is shown, or it stands differently now."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, "meetingPanel", parent)
        self._desk = desk
        self._gate = gate
        self.cell: LifeCell | None = None
        self.subject: Subject | None = None
        self.detail: MeetingDetail | None = None
        self._key = ""
        self._written: _Written | None = None
        self.head = MeetingHead(desk.theme)
        self.form = MeetingForm(desk.theme, gate.reader.context.today().year)
        self._more = MoreButton(desk.theme, "moreMeeting", _("更多"), dots=True)
        self.theme_tick = ThemeTick(desk, gate, "meetingTheme")
        self.files = MeetingFiles(desk, gate)
        self._votes: VoteEditor | None = None
        self._appraise = button(desk.theme, "enterAppraisal", _("填测评票和等次"), "small")
        self.deeds = MeetingDeeds(desk, gate, self._more)
        self._arrange()
        self._connect()

    def show_cell(self, cell: LifeCell, meeting_id: int = 0, group_id: int = 0) -> None:
        """Open a cell: the record asked for, else that of the group asked for, else the gravest due's."""
        self.leave()
        self.files.forget_waiting()
        self.cell = cell
        self.scroll_to_top()
        self._show(cell.first(meeting_id, group_id))

    def begin_new(self) -> None:
        """Begin a further record in the cell, beside those there are."""
        if self.cell is not None and self.detail is not None:
            self.leave()
            self._show(NEW)
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, cell: LifeCell) -> None:
        """Take over what is true now of the same cell; what is being typed stays."""
        self.cell = cell
        if self._written is not None:
            # The record just stored is shown as soon as its number is known.
            return
        same = self._key in (NEW, *cell.keys(None)) or self._still_there()
        if not same:
            self.leave()
        self._show(self._key if same else cell.first(), same=same)

    def line(self) -> DueLine | None:
        """The due the record shown stands for."""
        return self.cell.line(self._key) if self.cell else None

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if self.subject is not None:
            self._desk.drafts.leave(self._draft_key())

    def place(self) -> str:
        """西利见村 第二党小组 6月, for the status row."""
        return f"{self.cell.unit.name} {self.cell.remark(self._key, self.detail)}" if self.cell else ""

    def know(self, names: Sequence[Known]) -> None:
        """Take whose names can be offered in this branch."""
        self.form.know(names)

    def is_locked(self) -> bool:
        """Whether the record lies in a month that is locked."""
        return self.detail is not None and self.detail.locked is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dropped anywhere on the panel."""
        if self.files.can_take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files.take(event.mimeData())

    # What is stored

    def save(self) -> None:
        """Store the record."""
        self._store("")

    def save_and_next(self) -> None:
        """Store the record and go on to the next one missing."""
        self._store("next")

    def go_on(self, record: str) -> None:
        """Show a new record of the cell in sight in which something stands half typed, by its draft's name."""
        entry = record.split(" ")[-1]
        cell = self.cell
        if cell is not None and draft_name(cell.subject_of(entry, None), 0, entry) == record:
            self._choose(entry)

    def go_on_with_vote(self, record: str) -> None:
        """Open a vote half typed: by its number, or a new one of the record in sight."""
        if self.detail is None or self._votes is None or not self._votes.isVisibleTo(self):
            return
        if record == f"new-{self.detail.meeting.id}":
            self._votes.add()
        elif record.isdigit():
            self._votes.edit(int(record))

    def open_roll(self) -> None:
        """Open the roll; a record not stored yet is stored first, since a roll belongs to one."""
        if self.detail is not None and not self.form.is_changed():
            self.roll_wanted.emit(self.detail)
        else:
            self._store("roll")

    def _store(self, after: str) -> None:
        if self.subject is None or self.is_locked():
            return
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            return
        stored = self.detail
        draft = draft_of(self.subject, self.form.values(), self._today(), stored)

        def write(services: Services) -> Done[Any]:
            if stored is None:
                return services.meetings.register([draft])
            return services.meetings.change(stored.meeting.id, draft)

        self._written = _Written(self._draft_key(), self.subject, self.form.draft(), after)
        self._gate.write(write, self._saved, self._refused, draft=self._written.key)

    def _saved(self, outcome: Done[Any]) -> None:
        written, self._written = self._written, None
        assert written is not None
        self._desk.drafts.forget(written.key)
        self.head.refuse("")
        meeting: Meeting = outcome.value[0] if isinstance(outcome.value, tuple) else outcome.value
        if written.subject == self.subject:
            self.files.stored(meeting.id)
            # What was typed while it was stored stays, and is not stored yet.
            typed_on = self.form.draft() != written.draft
            self._show(str(meeting.id), same=typed_on)
            if typed_on:
                self._desk.drafts.watch(self._draft_key(), self.form)
        self.noted.emit(outcome.name)
        if written.after == "next":
            self.next_wanted.emit(written.subject)
        elif written.after == "roll" and self.detail is not None:
            self.roll_wanted.emit(self.detail)

    def _refused(self, sentence: str) -> None:
        self._written = None
        self.head.refuse(sentence)

    # How it is shown

    def _show(self, key: str, *, same: bool = False) -> None:
        cell = self.cell
        assert cell is not None
        self._key = key
        self.detail = self._gate.reader.meeting_views.detail(int(key)) if key.isdigit() else None
        self.subject = cell.subject_of(key, self.detail)
        self.form.show_kind(self.subject.kind)
        self.form.set_year(cell.subject.period.year if cell.subject.period else self._today().year)
        if not (same and self.form.is_changed()):
            self._load()
        self._show_state()
        self.shown.emit()

    def _choose(self, key: str) -> None:
        self.leave()
        self._show(key)

    def _load(self) -> None:
        subject = self.subject
        assert subject is not None
        if self.detail is not None:
            self.form.load(typed_of(self.detail))
            self.form.hint_expected(None)
            self.head.show_carried(None)
        else:
            views = self._gate.reader.meeting_views
            before = subject.period.last if subject.period else None
            carried = views.carried(subject.kind, subject.unit_id, subject.group_id, before)
            self.form.load(typed_from(carried))
            self.form.hint_expected(carried.expected)
            self.head.show_carried(carried)
        self.head.refuse("")
        self._hint.setText("")
        self.head.show_draft(found=self._desk.drafts.watch(self._draft_key(), self.form))
        self._follow_day()

    def _show_state(self) -> None:
        cell, line, detail = self.cell, self.line(), self.detail
        assert cell is not None
        self.show_title(cell.unit.name, cell.remark(self._key, detail))
        self.show_tag(*state_tag(line, detail))
        if line is not None:
            self.head.show_why(due_glyph(line.due), line.why)
        else:
            self.head.show_why(state_glyph(detail.state) if detail else None, detail.why if detail else "")
        self.head.entries.show_entries(cell.entries(detail), self._key)
        self.head.show_lock(detail.locked if detail else None)
        self.form.set_read_only(self.is_locked())
        for made in (self._next, self._save):
            made.setEnabled(not self.is_locked())
        if self.subject is not None:
            self.deeds.follow(self.subject, line, detail)
        self._print.setEnabled(detail is not None)
        self._print.setToolTip("" if detail is not None else _("先存下"))
        self._show_votes()
        self._show_theme()
        files = detail.attachments if detail else ()
        self.files.show_files(detail.meeting.id if detail else 0, files, locked=self.is_locked())
        self._missing.setText(missing_text(detail.missing) if detail else "")
        self._missing.setVisible(bool(detail and detail.missing))
        self.form.show_roll(roll_words(detail))

    def _show_votes(self) -> None:
        """Votes under the fields of a meeting that can hold some; ballots and grades have a room of their own."""
        detail = self.detail
        kind = detail.meeting.kind if detail else None
        self._appraise.setVisible(kind is MeetingKind.APPRAISAL)
        if detail is not None and kind in VOTING:
            if self._votes is None:
                from ui.panels.life.vote_editor import VoteEditor

                self._votes = VoteEditor(self._desk, self._gate)
                self._votes.done.connect(self.done)
                self._inner.insertWidget(1, self._votes)
            self._votes.show_meeting(detail.meeting.id)
        if self._votes is not None:
            self._votes.setVisible(kind in VOTING)

    def _show_theme(self) -> None:
        meeting = self.detail.meeting if self.detail else None
        key = Key(meeting_id=meeting.id) if meeting else None
        self.theme_tick.show_record(key, meeting.period if meeting else "")

    def _want_appraisal(self) -> None:
        if self.detail is not None:
            self.appraisal_wanted.emit(self.detail)

    def _show_added(self, meeting_id: int) -> None:
        self._choose(str(meeting_id))
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paste(self) -> None:
        """Split the minutes on the clipboard into the fields."""
        from gzparty.domain.minutes_text import read_minutes

        filled = self.form.take_text(read_minutes(QGuiApplication.clipboard().text()))
        names = _("、").join(filled)
        words = _("填好了 {names}，核对一遍").format(names=names)
        self.head.tell(words if filled else _("剪贴板里没有文字，先在 Word 里复制会议记录"))

    def _follow_day(self) -> None:
        """Say what month the record counts for where its day lies elsewhere, and that a day to come is a plan."""
        subject, day = self.subject, self.form.day()
        words = ""
        if subject is not None and day is not None:
            period = self.detail.meeting.period if self.detail else counted_for(subject, day)
            if period and day not in Period.parse(period):
                words = _("算 {period}的").format(period=counts_for_text(period))
            if day > self._today():
                words = _("还没到这一天，存成计划")
        self.form.show_counted(words)

    def _still_there(self) -> bool:
        meetings = self._gate.reader.store.meetings
        return self.detail is not None and bool(meetings.many([self.detail.meeting.id]))

    def draft_name(self) -> str:
        """The name under which what is typed here is kept; empty while nothing is open."""
        if self.subject is None:
            return ""
        return draft_name(self.subject, self.detail.meeting.id if self.detail else 0, self._key)

    def _draft_key(self) -> str:
        return f"{DRAFTS}/{self.draft_name()}"

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _discard(self) -> None:
        """Give up the draft and show what is stored."""
        self._desk.drafts.forget(self._draft_key())
        self._load()

    def _kept(self, key: str) -> None:
        if self.subject is not None and key == self._draft_key():
            self._hint.setText(_("草稿已存 {time}").format(time=f"{self._gate.reader.context.now():%H:%M}"))

    def _arrange(self) -> None:
        theme = self.theme
        self.add_section(self.head, ruled=False)
        self._missing = label("meetingMissing", role="hint", tone="warn")
        self._missing.setWordWrap(True)
        inner = self.add_section(self.form, ruled=False).layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        inner.addWidget(self._appraise, alignment=Qt.AlignmentFlag.AlignLeft)
        self._inner = inner
        inner.addWidget(self.theme_tick)
        inner.addWidget(self.files)
        inner.addWidget(self._missing)
        self.setAcceptDrops(True)
        self._next = self.add_deed("saveNext", _("保存并填下一个"), "primary")
        self._next.setToolTip(tip(_("存好，接着填下一个没登记的，逾期的在前"), "save_next"))
        self._save = self.add_deed("saveMeeting", _("保存"))
        self._save.setToolTip(keys_of("save"))
        self._print = self.add_deed("printMeeting", _("打印"), "quiet")
        self.foot.addWidget(self._more)
        self.foot.addStretch(1)
        self._hint = label("meetingDraftHint", role="hint")
        self.foot.addWidget(self._hint)
        self.setFocusProxy(self.form)

    def _connect(self) -> None:
        self._next.clicked.connect(self.save_and_next)
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.print_wanted)
        self.deeds.done.connect(self.done)
        self.theme_tick.done.connect(self.done)
        self.files.done.connect(self.done)
        self._appraise.clicked.connect(self._want_appraisal)
        self.deeds.added.connect(self._show_added)
        self.head.unlock_wanted.connect(self.deeds.unlock)
        self.head.paste_wanted.connect(self._paste)
        self.form.roll.clicked.connect(self.open_roll)
        self.form.edited.connect(self._follow_day)
        self.head.entries.chosen.connect(self._choose)
        self.head.discarded.connect(self._discard)
        self._desk.drafts.kept.connect(self._kept)
        on_ctrl_enter(self, self.save_and_next)
