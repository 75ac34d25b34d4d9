"""What a record lacks before it is complete, by its depth (domain.md 5.1; 支部工作条例 gives no form of minutes)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gzparty.domain.dues import Fulfilment
from gzparty.domain.duty import COMMITTEE_SIZE
from gzparty.domain.meeting import Depth, MeetingBrief, MeetingKind, TalkKind, WholeRecord

MATERIALS = ("minutes", "sign_in", "photos")
"""What a village brings; photos are welcome and never asked for by themselves (为基层减负)."""


def asked(sign_in: bool, photos: bool) -> tuple[str, ...]:
    """The materials a record by numbers must have: minutes always, the others as the office set it."""
    wanted = {"minutes": True, "sign_in": sign_in, "photos": photos}
    return tuple(name for name in MATERIALS if wanted[name])


def missing(brief: MeetingBrief, required: Collection[str] = ("minutes", "sign_in")) -> tuple[str, ...]:
    """Codes of what is lacking: figures and topic by numbers; by names a settled roll and what minutes must say."""
    lacking: list[str] = []
    if brief.depth is Depth.NUMBERS:
        lacking += [name for name in ("expected", "attended") if getattr(brief, name) is None]
        if not figures_agree(brief.expected, brief.attended, brief.on_leave, brief.absent):
            lacking.append("figures")
        lacking += [] if brief.topic else ["topic"]
        lacking += [name for name in required if not getattr(brief, f"has_{name}")]
        return tuple(lacking)
    lacking += [] if brief.roll_closed else ["roll"]
    lacking += ["unsettled"] if brief.roll_closed and brief.untold else []
    lacking += [name for name in ("topic", "host", "recorder", "content") if not getattr(brief, name)]
    if brief.kind is MeetingKind.LECTURE and not brief.lecturer:
        lacking.append("lecturer")
    return tuple(lacking)


def figures_agree(
    expected: int | None, attended: int | None, on_leave: int | None = None, absent: int | None = None
) -> bool:
    """Whether the figures can be true: 实到 ≤ 应到, and 应到 = 实到 + 请假 + 缺席 where all four are given."""
    if expected is None or attended is None:
        return True
    away = expected - attended
    if away < 0 or (on_leave or 0) + (absent or 0) > away:
        return False
    return on_leave is None or absent is None or on_leave + absent == away


def papers_of(missing: Iterable[str]) -> tuple[str, ...]:
    """What of a record's lacks has to come from the village; figures and texts are typed here."""
    return tuple(name for name in missing if name in MATERIALS)


def fulfilment(brief: MeetingBrief, required: Collection[str] = ("minutes", "sign_in")) -> Fulfilment:
    """A meeting as the dues see it. By names the roll itself is what came in; by numbers any paper or note of it."""
    by_names = brief.depth is Depth.NAMES
    received = (
        by_names or brief.has_minutes or brief.has_sign_in or brief.filed or brief.received_on is not None
    )
    lacking = missing(brief, required)
    return Fulfilment(
        record=brief.kind.value,
        record_id=brief.id,
        unit_id=brief.unit_id,
        group_id=brief.group_id,
        period=brief.period,
        held_on=brief.held_on,
        received=received,
        missing=lacking,
        returned_on=brief.returned_on,
        return_reason=brief.return_reason,
        received_on=brief.received_on,
        planned_on=None if brief.held_on else brief.planned_on,
        lacks_papers=bool(papers_of(lacking)),
    )


def whole_fulfilment(record: WholeRecord) -> Fulfilment:
    """The same of a record that is known to lack nothing."""
    return Fulfilment(
        record=record.kind,
        record_id=record.id,
        unit_id=record.unit_id,
        group_id=record.group_id,
        period=record.period,
        held_on=record.held_on,
        received_on=record.received_on,
    )


def talk_kinds_missing(held: Collection[TalkKind], full_members: int | None) -> tuple[str, ...]:
    """Which talks of a year a branch still lacks (支部工作条例 第19条: among the committee, of it with members, among members).

    A branch asks for no more than its full members can hold: without a committee nobody talks within one. Where no
    member is known, all three are asked for.
    """
    fewest = {
        TalkKind.AMONG_COMMITTEE: COMMITTEE_SIZE,
        TalkKind.COMMITTEE_MEMBER: 2,
        TalkKind.AMONG_MEMBERS: 3,
    }
    possible = [kind for kind, size in fewest.items() if full_members is None or full_members >= size]
    return tuple(kind.value for kind in possible if kind not in held)
