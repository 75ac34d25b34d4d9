"""The list of opinions: its columns, its chips, and how each stands in glyph and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gzparty.domain.tip import TipGroup, TipKind
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.tips import channel_label, satisfaction_label, tip_group_label, tip_kind_label
from gzparty.services.ledger_views import TipView
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.tables.rows import ListRows
from ui.widgets.chip import ChipChoice

ALL, UNDER_WAY = "", "under_way"
"""Keys of the chips that are no group of their own."""
OPEN_GROUPS = frozenset({TipGroup.OVERDUE, TipGroup.SOON, TipGroup.OPEN})
ORDER = {group: place for place, group in enumerate(TipGroup)}
_GLYPHS = {
    TipGroup.OVERDUE: Glyph.OVER,
    TipGroup.SOON: Glyph.SOON,
    TipGroup.OPEN: Glyph.PART,
    TipGroup.REPLIED: Glyph.DONE,
    TipGroup.HANDED_OVER: Glyph.OUT,
}
TONES = {TipGroup.OVERDUE: "over", TipGroup.SOON: "warn", TipGroup.REPLIED: "ok"}


def tip_columns() -> tuple[Column[TipView], ...]:
    """The columns of the list; none says who reported."""
    return (
        Column("number", N_("编号"), lambda view: view.tip.number, 98, least=92, tone=_soft),
        Column("received", N_("收到"), _received, 64, sort_key=_received_key, tone=_soft),
        Column(
            "channel", N_("来源"), lambda view: channel_label(view.tip.channel), 70, optional=True, tone=_soft
        ),
        Column(
            "content", N_("内容"), content_words, 260, stretch=True, tone=_content_tone, tooltip=content_words
        ),
        Column("unit", N_("办理单位"), _unit, 110, least=96, tooltip=_unit),
        Column(
            "due",
            N_("期限"),
            _due,
            124,
            least=116,
            sort_key=_due_key,
            tone=_due_tone,
            strong=_is_overdue,
            note=days_words,
            spoken=_due_spoken,
        ),
        Column(
            "state",
            N_("状态"),
            _state,
            150,
            least=150,
            glyph=glyph_of,
            note=_met,
            spoken=state_words,
            sort_key=_state_key,
        ),
    )


def rows_of(views: Sequence[TipView]) -> ListRows[TipView]:
    """The lines of the list: what is late first, what is done last, the newest of them first."""
    return ListRows(sorted(views, key=_place), identity)


def in_chip(views: Sequence[TipView], key: str) -> list[TipView]:
    """What a chip leaves in sight."""
    if key == UNDER_WAY:
        return [view for view in views if view.group in OPEN_GROUPS]
    return [view for view in views if key in (ALL, view.group.value)]


def chips(views: Sequence[TipView]) -> list[ChipChoice]:
    """The chips with their counts: those under way hold the late and the soon ones too."""
    counts = Counter(view.group for view in views)
    single = [
        ChipChoice(group.value, tip_group_label(group), counts[group], alarm=group is TipGroup.OVERDUE)
        for group in (TipGroup.OVERDUE, TipGroup.SOON, TipGroup.REPLIED, TipGroup.HANDED_OVER)
    ]
    under_way = ChipChoice(
        UNDER_WAY, tip_group_label(TipGroup.OPEN), sum(counts[group] for group in OPEN_GROUPS)
    )
    return [ChipChoice(ALL, _("全部"), len(views)), under_way, *single]


def identity(view: TipView) -> int:
    """What stays the same about a line."""
    return view.tip.id


def spoken(view: TipView) -> str:
    """Whose line it is."""
    return _("意见 {number}").format(number=view.tip.number)


def content_words(view: TipView) -> str:
    """What was said in one line; of an accusation only that it is one."""
    tip = view.tip
    return tip_kind_label(tip.kind) if tip.kind is TipKind.ACCUSATION else " ".join(tip.content.split())


def state_words(view: TipView) -> str:
    """办理中; 已答复，满意."""
    words, met = _state(view), _met(view)
    return _("{state}，{met}").format(state=words, met=met) if met else words


def days_words(view: TipView) -> str:
    """逾 3 天; 今天; 剩 4 天; nothing once it is done."""
    if view.days is None:
        return ""
    if view.days == 0:
        return _("今天")
    return (_("逾 {n} 天") if view.days > 0 else _("剩 {n} 天")).format(n=abs(view.days))


def standing_words(view: TipView) -> str:
    """How it stands in the panel's head: 逾期 9 天; 办理中，剩 4 天; 已答复，满意."""
    if view.group is TipGroup.OVERDUE:
        return _("逾期 {n} 天").format(n=view.days)
    words, left = state_words(view), days_words(view)
    return _("{state}，{days}").format(state=words, days=left) if left else words


def glyph_of(view: TipView) -> Glyph:
    """The glyph of how it stands."""
    return _GLYPHS[view.group]


def _place(view: TipView) -> tuple[int, str, int]:
    due = view.tip.due_on.isoformat() if view.group in OPEN_GROUPS and view.tip.due_on else "9"
    return ORDER[view.group], due, -view.tip.id


def _soft(_view: TipView) -> str:
    return "ink2"


def _received(view: TipView) -> str:
    return dates.table(view.tip.received_on)


def _received_key(view: TipView) -> str:
    return view.tip.received_on.isoformat()


def _content_tone(view: TipView) -> str:
    return "ink2" if view.tip.kind is TipKind.ACCUSATION else "ink"


def _unit(view: TipView) -> str:
    return view.unit.name if view.unit else ""


def _due(view: TipView) -> str:
    return dates.table(view.tip.due_on) if view.tip.due_on else ""


def _due_key(view: TipView) -> str:
    return view.tip.due_on.isoformat() if view.tip.due_on else "9"


def _due_tone(view: TipView) -> str:
    return {TipGroup.OVERDUE: "over", TipGroup.SOON: "warn"}.get(view.group, "ink2")


def _due_spoken(view: TipView) -> str:
    return f"{_due(view)} {days_words(view)}".strip()


def _is_overdue(view: TipView) -> bool:
    return view.group is TipGroup.OVERDUE


def _state(view: TipView) -> str:
    return tip_group_label(TipGroup.OPEN if view.group is TipGroup.SOON else view.group)


def _met(view: TipView) -> str:
    met = view.tip.satisfaction
    return satisfaction_label(met) if view.group is TipGroup.REPLIED and met else ""


def _state_key(view: TipView) -> int:
    return ORDER[view.group]
