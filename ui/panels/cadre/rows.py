"""The three lists of 干部队伍: their columns, their chips, how each line stands in glyph and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gzparty.domain.credit import hours
from gzparty.domain.reminders import TermState
from gzparty.i18n import N_, _
from gzparty.labels import dates
from gzparty.labels.cadres import (
    days_words,
    dotted,
    following_words,
    reached_words,
    secretary_words,
    term_state_label,
)
from gzparty.services.cadre_views import LadderLine, ReserveLine, TermLine
from ui.glyphs import Glyph
from ui.tables.column import Bar, Column
from ui.tables.rows import ListRows
from ui.widgets.chip import ChipChoice

ALL = ""
UNTRAINED, LEFT = "untrained", "left"
REACHED = "reached"
_GLYPHS = {
    TermState.OVER: Glyph.OVER,
    TermState.SOON: Glyph.SOON,
    TermState.RUNNING: Glyph.DONE,
    TermState.UNKNOWN: Glyph.TODO,
}
TONES = {TermState.OVER: "over", TermState.SOON: "warn"}


def term_columns() -> tuple[Column[TermLine], ...]:
    """Who leads a unit, when it was elected, when that ends."""
    return (
        Column("unit", N_("单位"), lambda line: line.unit.name, 132, least=104, sort_key=_unit_key),
        Column("community", N_("社区"), _community, 104, least=80, optional=True, tone=_soft),
        Column("secretary", N_("书记"), secretary_words, 150, least=80, stretch=True, tone=_secretary_tone),
        Column("elected", N_("换届选举"), _elected, 100, least=92, tone=_soft),
        Column("years", N_("任期"), _years, 64, least=48, tone=_soft),
        Column("ends", N_("届满"), lambda line: dotted(line.ends), 100, least=92, sort_key=_ends_key),
        Column(
            "state",
            N_("状态"),
            lambda line: term_state_label(line.state),
            210,
            least=196,
            glyph=lambda line: _GLYPHS[line.state],
            tone=lambda line: TONES.get(line.state, "ink"),
            strong=lambda line: line.state is TermState.OVER,
            note=days_words,
            sort_key=_ends_key,
        ),
    )


def term_rows(lines: Sequence[TermLine]) -> ListRows[TermLine]:
    """The lines as they come: what ends first at the top."""
    return ListRows(lines, lambda line: line.unit.id)


def terms_in(lines: Sequence[TermLine], key: str) -> list[TermLine]:
    """What a chip leaves in sight."""
    return [line for line in lines if key in (ALL, line.state.value)]


def term_chips(lines: Sequence[TermLine]) -> list[ChipChoice]:
    """The chips with their counts."""
    counts = Counter(line.state for line in lines)
    single = [
        ChipChoice(state.value, term_state_label(state), counts[state], alarm=state is TermState.OVER)
        for state in TermState
    ]
    return [ChipChoice(ALL, _("全部"), len(lines)), *single]


def term_spoken(line: TermLine) -> str:
    """Whose line it is."""
    return line.unit.name


def reserve_columns() -> tuple[Column[ReserveLine], ...]:
    """Who is prepared for what, by whom, and how it goes this year."""
    soft = _soft_reserve
    return (
        Column("name", N_("姓名"), lambda line: line.person.name, 96, least=88),
        Column("unit", N_("单位"), lambda line: line.unit.name, 104, least=82, sort_key=_reserve_unit_key),
        Column("direction", N_("培养方向"), lambda line: line.reserve.direction, 110, stretch=True),
        Column("mentor", N_("联系人"), lambda line: line.mentor, 150, optional=True, rare=True, tone=soft),
        Column("entered", N_("列入"), _entered, 118, least=96, note=years_words, tone=soft),
        Column("posts", N_("现任职务"), lambda line: line.posts, 120, optional=True, rare=True, tone=soft),
        Column("credit", N_("今年学时"), _credit, 128, least=108, sort_key=_credit_key, bar=_credit_bar),
        Column("trainings", N_("培训班"), _trainings, 64, sort_key=lambda line: line.attended),
        Column("meetings", N_("会议"), _meetings, 60, sort_key=lambda line: line.meetings_attended),
        Column("state", N_("状态"), reserve_state, 142, least=130, glyph=_reserve_glyph, tone=_reserve_tone),
    )


def reserve_rows(lines: Sequence[ReserveLine]) -> ListRows[ReserveLine]:
    """The lines as they come: by unit, those who left last."""
    return ListRows(lines, lambda line: line.reserve.id)


def reserves_in(lines: Sequence[ReserveLine], key: str) -> list[ReserveLine]:
    """What a chip leaves in sight: those on the list, those of them without training, those who left."""
    if key == LEFT:
        return [line for line in lines if not line.is_active]
    return [line for line in lines if line.is_active and (key == ALL or line.is_untrained)]


def reserve_chips(lines: Sequence[ReserveLine]) -> list[ChipChoice]:
    """The chips with their counts."""
    words = ((ALL, _("在册")), (UNTRAINED, _("今年没参加培训")), (LEFT, _("已退出")))
    return [ChipChoice(key, text, len(reserves_in(lines, key))) for key, text in words]


def reserve_spoken(line: ReserveLine) -> str:
    """Whose line it is."""
    return line.person.name


def years_words(line: ReserveLine) -> str:
    """2 年; nothing in the first."""
    return _("{n} 年").format(n=line.years) if line.years else ""


def reserve_state(line: ReserveLine) -> str:
    """今年没培训; 任用 2026-05-01; 培养中."""
    if line.reserve.left_on is not None:
        left = line.reserve
        return _("{reason} {day}").format(reason=left.left_reason, day=f"{left.left_on:%Y-%m-%d}")
    return _("今年没培训") if line.is_untrained else _("培养中")


def ladder_columns() -> tuple[Column[LadderLine], ...]:
    """Who was absent how often, and which of the office's steps that is."""
    return (
        Column("name", N_("姓名"), lambda line: line.person.name, 104, least=92),
        Column("units", N_("单位"), lambda line: line.units, 116, least=104),
        Column("posts", N_("职务"), lambda line: line.posts, 120, stretch=True, tone=_soft_ladder),
        Column(
            "count",
            N_("无故缺席"),
            lambda line: _("{n} 次").format(n=line.place.count),
            92,
            sort_key=lambda line: line.place.count,
            note=_made_up,
        ),
        Column(
            "called", N_("应到"), lambda line: _("{n} 次").format(n=line.place.called), 72, tone=_soft_ladder
        ),
        Column(
            "latest",
            N_("最近一次"),
            _latest,
            92,
            sort_key=lambda line: line.absences[-1].day,
            tone=_soft_ladder,
        ),
        Column(
            "reached",
            N_("够到哪一档"),
            lambda line: reached_words(line.place),
            140,
            sort_key=lambda line: line.place.reached.absences if line.place.reached else 0,
            tone=lambda line: "ink" if line.place.reached else "ink3",
            strong=lambda line: line.place.reached is not None,
        ),
        Column("following", N_("下一档"), lambda line: following_words(line.place), 190, tone=_soft_ladder),
    )


def ladder_rows(lines: Sequence[LadderLine]) -> ListRows[LadderLine]:
    """The lines as they come: the most absences first."""
    return ListRows(lines, lambda line: line.person.id)


def ladder_in(lines: Sequence[LadderLine], key: str) -> list[LadderLine]:
    """What a chip leaves in sight: everybody who was absent, or who has come to a step."""
    return [line for line in lines if key == ALL or line.place.reached is not None]


def ladder_chips(lines: Sequence[LadderLine]) -> list[ChipChoice]:
    """The chips with their counts."""
    words = ((ALL, _("有缺席的")), (REACHED, _("够到一档的")))
    return [ChipChoice(key, text, len(ladder_in(lines, key))) for key, text in words]


def ladder_spoken(line: LadderLine) -> str:
    """Whose line it is."""
    return line.person.name


def _soft(_line: TermLine) -> str:
    return "ink2"


def _soft_reserve(_line: ReserveLine) -> str:
    return "ink2"


def _soft_ladder(_line: LadderLine) -> str:
    return "ink2"


def _unit_key(line: TermLine) -> int:
    return line.unit.sort_order


def _reserve_unit_key(line: ReserveLine) -> int:
    return line.unit.sort_order


def _community(line: TermLine) -> str:
    return line.community.name if line.community else ""


def _secretary_tone(line: TermLine) -> str:
    return "ink" if any(holder.person_id for holder in line.secretaries) else "ink3"


def _elected(line: TermLine) -> str:
    return dotted(line.term.elected_on) if line.term else ""


def _years(line: TermLine) -> str:
    return _("{n} 年").format(n=line.term.years) if line.term else ""


def _ends_key(line: TermLine) -> str:
    return line.ends_on.isoformat() if line.ends_on else "9"


def _entered(line: ReserveLine) -> str:
    return dotted(line.reserve.entered_on)


def _credit(line: ReserveLine) -> str:
    return f"{hours(line.credit):g}"


def _credit_key(line: ReserveLine) -> int:
    return line.credit


def _reserve_tone(line: ReserveLine) -> str:
    return "warn" if line.is_untrained else "ink" if line.is_active else "ink3"


def _credit_bar(line: ReserveLine) -> Bar:
    share = line.credit / line.target if line.target else 1.0
    return Bar(min(share, 1.0), f"/{hours(line.target):g}")


def _trainings(line: ReserveLine) -> str:
    return f"{line.attended}/{line.called}" if line.called else ""


def _meetings(line: ReserveLine) -> str:
    return f"{line.meetings_attended}/{line.meetings_called}" if line.meetings_called else ""


def _reserve_glyph(line: ReserveLine) -> Glyph:
    if not line.is_active:
        return Glyph.OUT
    return Glyph.TODO if line.is_untrained else Glyph.PART


def _made_up(line: LadderLine) -> str:
    made_up = len(line.absences) - line.place.count
    return _("另补课 {n}").format(n=made_up) if made_up else ""


def _latest(line: LadderLine) -> str:
    return dates.table(line.absences[-1].day)
