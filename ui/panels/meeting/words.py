"""What is said of a record of organisational life: how it stands, who came."""

from __future__ import annotations

from gzparty.domain.dues import DueState
from gzparty.domain.sitting import RollState
from gzparty.i18n import _
from gzparty.labels.duty import due_state_label
from gzparty.services.duty_views import DueLine
from gzparty.services.meeting_views import MeetingDetail

TONES = {
    DueState.OVERDUE: "over",
    DueState.SOON: "warn",
    DueState.HELD: "warn",
    DueState.RETURNED: "warn",
    DueState.HANDED_IN: "info",
    DueState.DONE: "ok",
    DueState.LATE: "ok",
}


def state_tag(line: DueLine | None, detail: MeetingDetail | None) -> tuple[str, str]:
    """逾期 2 天, 办齐, …, and the tone it is said in."""
    if line is None:
        return (due_state_label(detail.state), TONES.get(detail.state, "")) if detail else ("", "")
    due = line.due
    words = due_state_label(due.state)
    if due.is_late:
        late = _("逾期 {n} 天") if due.state is DueState.OVERDUE else _("晚了 {n} 天")
        words = late.format(n=due.days)
    return words, TONES.get(due.state, "")


def roll_words(detail: MeetingDetail | None) -> str:
    """Whom the roll counts; without a roll, that the numbers come from it."""
    if detail is None or detail.roll is None:
        return _("人数由名单算出来。")
    counts = detail.roll.counts
    closed = detail.roll.sitting.roll_state is RollState.CLOSED
    unsettled = _("待核实 {unsettled}") if closed else _("未签 {unsettled}")
    words = _("，").join((_("应到 {expected}，实到 {present}，请假 {leave}，缺席 {absent}"), unsettled))
    return words.format(
        expected=counts.expected,
        present=counts.present,
        leave=counts.leave + counts.official,
        absent=counts.absent,
        unsettled=counts.unsettled,
    )
