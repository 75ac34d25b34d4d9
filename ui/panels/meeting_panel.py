"""One record of organisational life at the right of its page: why it stands as it does, its fields, the next steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gzparty.domain.dues import DueState
from gzparty.domain.meeting import Meeting
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import due_state_label, meeting_kind_label, missing_text, period_label
from gzparty.labels.meeting import counts_for_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.duty_views import DueLine
from gzparty.services.meeting_views import MeetingDetail
from ui.desk import Desk
from ui.due_glyphs import due_glyph, state_glyph
from ui.gate import Gate
from ui.panels.meeting_form import MeetingForm
from ui.panels.meeting_head import MeetingHead
from ui.panels.meeting_typed import Subject, counted_for, draft_of, typed_from, typed_of
from ui.widgets.controls import label
from ui.widgets.entry_strip import StripEntry
from ui.widgets.name_field import Known
from ui.widgets.right_panel import RightPanel

NEW = "new"


class Cell(NamedTuple):
    """What was opened: the branch, its dues of a period, and the records that stand for none of them."""

    unit: UnitView
    subject: Subject
    dues: tuple[DueLine, ...]
    besides: tuple[Meeting, ...] = ()


class MeetingPanel(RightPanel):
    """Keeps what is typed as a draft whenever something else is shown; every deed is one service call."""

    done = Signal(str)
    noted = Signal(str)
    next_wanted = Signal(object)
    """A record was stored and the next one missing after this Subject is wanted."""
    roll_wanted = Signal(object)
    """The roll of this MeetingDetail is wanted."""
    shown = Signal()
    """Another record is shown, or it can be changed now."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, "meetingPanel", parent)
        self._desk = desk
        self._gate = gate
        self._cell: Cell | None = None
        self._subject: Subject | None = None
        self._line: DueLine | None = None
        self.detail: MeetingDetail | None = None
        self._key = ""
        self._then_next = False
        self._then_roll = False
        self.head = MeetingHead(desk.theme)
        self.form = MeetingForm(desk.theme, gate.reader.context.today().year)
        self._lay_out()
        self._connect()

    # What is shown

    def show_cell(self, cell: Cell, meeting_id: int = 0, group_id: int = 0) -> None:
        """Open a cell: the record asked for, else that of the group asked for, else the gravest due's."""
        self._cell = cell
        entries = self._entries()
        wanted = next((key for key in entries if meeting_id and key == str(meeting_id)), "")
        if not wanted:
            wanted = self._key_of(_gravest(cell.dues, group_id))
        self._open(wanted)

    def refresh(self, cell: Cell) -> None:
        """Take over what is true now of the same cell; what is being typed stays."""
        self._cell = cell
        key = self._key if self._key in self._entries() else self._key_of(_gravest(cell.dues, 0))
        self._open(key, same=key == self._key)

    def subject(self) -> Subject | None:
        """Whose record is shown."""
        return self._subject

    def leave(self) -> None:
        """Keep what was typed as a draft."""
        if self._subject is not None:
            self._desk.drafts.leave(self._draft_key())

    def place(self) -> str:
        """西利见村 第二党小组 · 6月, for the status row."""
        if self._cell is None:
            return ""
        return _(" · ").join(part for part in (self._cell.unit.name, self._remark()) if part)

    def know(self, names: Sequence[Known]) -> None:
        """Take whose names can be offered in this branch."""
        self.form.know(names)

    # What is stored

    def save(self) -> None:
        """Store the record."""
        self._store()

    def save_and_next(self) -> None:
        """Store the record and go on to the next one missing."""
        self._then_next = True
        self._store()

    def open_roll(self) -> None:
        """Open the roll; a record not stored yet is stored first, since a roll belongs to one."""
        if self.detail is not None and not self.form.is_changed():
            self.roll_wanted.emit(self.detail)
            return
        self._then_roll = True
        self._store()

    def _store(self) -> None:
        problems = self.form.problems() if self._subject and not self._locked() else {}
        self.form.show_problems(problems)
        if self._subject is None or self._locked() or problems:
            self._then_next = self._then_roll = False
            return
        subject, stored = self._subject, self.detail
        draft = draft_of(subject, self.form.values(), self._today(), stored)

        def write(services: Services) -> Done[Any]:
            if stored is None:
                return services.meetings.register([draft])
            return services.meetings.change(stored.meeting.id, draft)

        self.leave_draft_at = self._draft_key()
        self._gate.write(write, self._saved, self._refuse)

    def _saved(self, outcome: Done[Any]) -> None:
        self._desk.drafts.forget(self.leave_draft_at)
        self._refuse("")
        go_on, roll = self._then_next, self._then_roll
        self._then_next = self._then_roll = False
        value = outcome.value
        meeting: Meeting = value[0] if isinstance(value, tuple) else value
        subject = self._subject
        if self.leave_draft_at == self._draft_key():
            self.form.mark_clean()
            self._open(str(meeting.id))
        self.noted.emit(outcome.name)
        if go_on and subject is not None:
            self.next_wanted.emit(subject)
        elif roll and self.detail is not None:
            self.roll_wanted.emit(self.detail)

    def _refuse(self, sentence: str) -> None:
        self._then_next = self._then_roll = self._then_next and not sentence
        self.head.refuse(sentence)

    # How it is shown

    def _open(self, key: str, *, same: bool = False) -> None:
        if not same:
            self.leave()
        cell = self._cell
        assert cell is not None
        self._key = key
        self._line = next((line for line in cell.dues if self._key_of(line) == key), None)
        self.detail = self._gate.reader.meeting_views.detail(int(key)) if key.isdigit() else None
        self._subject = self._subject_of(cell)
        self.form.show_kind(self._subject.kind)
        self.form.set_year(cell.subject.period.year if cell.subject.period else self._today().year)
        if not (same and self.form.is_changed()):
            self._load()
        self._show_state()
        self.shown.emit()

    def _load(self) -> None:
        assert self._subject is not None
        subject = self._subject
        if self.detail is not None:
            self.form.load(typed_of(self.detail))
            self.head.show_carried(None)
        else:
            views = self._gate.reader.meeting_views
            before = subject.period.last if subject.period else None
            carried = views.carried(subject.kind, subject.unit_id, subject.group_id, before)
            self.form.load(typed_from(carried))
            self.head.show_carried(carried)
        found = self._desk.drafts.watch(self._draft_key(), self.form)
        self.head.show_draft(found=found)
        self._follow_day()

    def _show_state(self) -> None:
        cell, line = self._cell, self._line
        assert cell is not None
        self.show_title(cell.unit.name, self._remark())
        state = line.due.state if line else self.detail.state if self.detail else DueState.TODO
        late = line.due.days if line and line.due.is_late else 0
        words, tone = due_state_label(state), "over" if state is DueState.OVERDUE else ""
        if late:
            words = (
                _("逾期 {n} 天").format(n=late)
                if state is DueState.OVERDUE
                else _("晚了 {n} 天").format(n=late)
            )
        tones = {DueState.SOON: "warn", DueState.HELD: "warn", DueState.RETURNED: "warn", DueState.DONE: "ok"}
        self.show_tag(words, tone or tones.get(state, "info" if state is DueState.HANDED_IN else ""))
        why = line.why if line else self.detail.why if self.detail else ""
        self.head.show_why(state_glyph(state), why)
        self.head.entries.show_entries([self._entry(key) for key in self._entries()], self._key)
        self.head.show_lock(self.detail.locked if self.detail else None)
        self.form.set_read_only(self._locked())
        for made in (self._next, self._save):
            made.setEnabled(not self._locked())
        self._show_missing()

    def _show_missing(self) -> None:
        detail = self.detail
        self._missing.setText(missing_text(detail.missing) if detail else "")
        self._missing.setVisible(bool(detail and detail.missing))
        if detail and detail.roll is not None:
            counts = detail.roll.counts
            words = _("应到 {e}，实到 {p}，请假 {l}，缺席 {a}，待核实 {u}")
            away = counts.leave + counts.official
            self.form.show_roll(
                words.format(e=counts.expected, p=counts.present, l=away, a=counts.absent, u=counts.unsettled)
            )
        else:
            self.form.show_roll(_("人数由名单算出来；打开名单以前先存一下这条记录。"))

    def _follow_day(self) -> None:
        """Say what month the record counts for where its day lies elsewhere, and that a day to come is a plan."""
        subject, day = self._subject, self.form.day()
        words = ""
        if subject is not None and day is not None:
            period = self.detail.meeting.period if self.detail else counted_for(subject, day)
            if period and day not in Period.parse(period):
                words = _("算 {period}的").format(period=counts_for_text(period))
            if day > self._today():
                words = _("还没到这一天，存成计划")
        self.form.show_counted(words)

    def _subject_of(self, cell: Cell) -> Subject:
        if self.detail is not None:
            meeting = self.detail.meeting
            return Subject(meeting.kind, meeting.unit_id, meeting.group_id, cell.subject.period)
        if self._line is not None:
            return cell.subject._replace(group_id=self._line.due.group_id or None)
        return cell.subject

    # Entries of the cell

    def _entries(self) -> list[str]:
        """Keys of what can be chosen between: a record's id, or new with the group and number of its due."""
        assert self._cell is not None
        keys = [self._key_of(line) for line in self._cell.dues]
        keys += [str(meeting.id) for meeting in self._cell.besides]
        if self.detail is not None:
            keys += [str(other.id) for other in self.detail.others]
            keys.append(str(self.detail.meeting.id))
        if not keys:
            keys.append(NEW)
        return list(dict.fromkeys(keys))

    def _key_of(self, line: DueLine | None) -> str:
        if line is None:
            return NEW
        if line.due.record is not None:
            return str(line.due.record.record_id)
        return f"{NEW}-{line.due.group_id}-{line.due.ordinal}"

    def _entry(self, key: str) -> StripEntry:
        assert self._cell is not None
        line = next((line for line in self._cell.dues if self._key_of(line) == key), None)
        if line is not None:
            words = line.group or meeting_kind_label(self._cell.subject.kind)
            return StripEntry(key, words, due_glyph(line.due), line.why)
        known = [*self._cell.besides, *(self.detail.others if self.detail else ())]
        known += [self.detail.meeting] if self.detail else []
        meeting = next((one for one in known if str(one.id) == key), None)
        return StripEntry(key, meeting_kind_label(meeting.kind) if meeting else _("新记录"))

    def _draft_key(self) -> str:
        subject = self._subject
        assert subject is not None
        if self.detail is not None:
            return f"meeting/{self.detail.meeting.id}"
        period = subject.period.code if subject.period else ""
        return f"meeting/new {subject.kind} {subject.unit_id} {subject.group_id or 0} {period} {self._key}"

    def _remark(self) -> str:
        subject = self._subject
        if subject is None or self._cell is None:
            return ""
        parts = [self._line.group] if self._line and self._line.group else []
        if self.detail is not None:
            parts = [self.detail.group.name] if self.detail.group else []
            parts.append(meeting_kind_label(self.detail.meeting.kind) if not parts else "")
            parts.append(period_label(Period.parse(self.detail.meeting.period)))
        elif subject.period is not None:
            parts += [] if parts else [meeting_kind_label(subject.kind)]
            parts.append(period_label(subject.period))
        return " ".join(part for part in parts if part)

    def _locked(self) -> bool:
        return self.detail is not None and self.detail.locked is not None

    def _today(self) -> date:
        return self._gate.reader.context.today()

    def _discard(self) -> None:
        """Give up the draft and show what is stored."""
        self._desk.drafts.forget(self._draft_key())
        self._load()

    def _kept(self, key: str) -> None:
        if self._subject is not None and key == self._draft_key():
            self._hint.setText(_("草稿已存 {time}").format(time=f"{self._gate.reader.context.now():%H:%M}"))

    def _lay_out(self) -> None:
        theme = self.theme
        self.add_section(self.head, ruled=False)
        self._missing = label("meetingMissing", role="hint", tone="warn")
        self._missing.setWordWrap(True)
        holder = self.add_section(self.form, ruled=False)
        inner = holder.layout()
        assert inner is not None
        inner.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        inner.addWidget(self._missing)
        self.column.addStretch(1)
        self._next = self.add_deed("saveNext", _("保存并填下一个"), "primary")
        self._next.setToolTip(_("存好，接着填下一个没登记的，逾期的在前 Ctrl+Enter"))
        self._save = self.add_deed("saveMeeting", _("保存"))
        self._save.setToolTip("Ctrl+S")
        self.foot.addStretch(1)
        self._hint = label("meetingDraftHint", role="hint")
        self.foot.addWidget(self._hint)

    def _connect(self) -> None:
        self._next.clicked.connect(self.save_and_next)
        self._save.clicked.connect(self.save)
        self.form.roll.clicked.connect(self.open_roll)
        self.form.edited.connect(self._follow_day)
        self.head.entries.chosen.connect(self._open)
        self.head.discarded.connect(self._discard)
        self._desk.drafts.kept.connect(self._kept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_and_next)


def _gravest(lines: Sequence[DueLine], group_id: int) -> DueLine | None:
    """The due to open first: of the group asked for, else the first of the gravest state."""
    order = list(DueState)
    return min(
        lines,
        key=lambda line: (line.due.group_id != group_id if group_id else False, order.index(line.due.state)),
        default=None,
    )
