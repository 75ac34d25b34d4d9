"""Lists of terms of office and of reserve cadres; the latter leaves only where it is asked for by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gzparty.domain.credit import hours
from gzparty.domain.reminders import TermState
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_, _
from gzparty.labels.cadres import secretary_words, term_state_label
from gzparty.services.bundle import Services
from gzparty.services.cadre_views import ReserveLine, TermLine

_N, _D = CellKind.NUMBER, CellKind.DATE
ACTIVE, UNTRAINED, LEFT = "active", "untrained", "left"
_STATES = {ACTIVE: N_("在册"), UNTRAINED: N_("今年没培训"), LEFT: N_("已退出")}
RESERVES = "reserves"


def reserves(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Who is on the list with the training of a year, and who left it."""
    for line in services.cadres.reserves(chosen.year, left=True):
        is_of_unit = chosen.unit_id in (None, line.reserve.unit_id)
        if is_of_unit and (chosen.state is None or chosen.state in _states_of(line)):
            yield _reserve(line)


def terms(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Every unit that elects, what ends first at the top."""
    for line in services.cadres.terms():
        if chosen.unit_id in (None, line.unit.id) and chosen.state in (None, line.state.value):
            yield _term(line)


def reserve_states() -> Mapping[str, str]:
    """The states the list of reserve cadres can be narrowed to."""
    return {code: _(words) for code, words in _STATES.items()}


def term_states() -> Mapping[str, str]:
    """The states the list of terms can be narrowed to."""
    return {state.value: term_state_label(state) for state in TermState}


def _states_of(line: ReserveLine) -> tuple[str, ...]:
    if not line.is_active:
        return (LEFT,)
    return (ACTIVE, UNTRAINED) if line.is_untrained else (ACTIVE,)


def _reserve(line: ReserveLine) -> Row:
    reserve = line.reserve
    state = _states_of(line)[-1]
    return {
        "uid": reserve.uid,
        "name": line.person.name,
        "unit": line.unit.name,
        "entered_on": str(reserve.entered_on),
        "years": line.years,
        "direction": reserve.direction,
        "mentor": line.mentor,
        "plan": reserve.plan,
        "posts": line.posts,
        "credit": hours(line.credit),
        "target": hours(line.target),
        "attended": line.attended if line.called else None,
        "called": line.called or None,
        "meetings_attended": line.meetings_attended if line.meetings_called else None,
        "meetings_called": line.meetings_called or None,
        "state": state,
        "state_label": _(_STATES[state]),
        "left_on": reserve.left_on,
        "left_reason": reserve.left_reason,
        "note": reserve.note,
    }


def _term(line: TermLine) -> Row:
    return {
        "unit": line.unit.name,
        "party_name": line.unit.party_name,
        "community": line.community.name if line.community else "",
        "secretary": secretary_words(line),
        "elected_on": str(line.term.elected_on) if line.term else "",
        "years": line.term.years if line.term else None,
        "ends_on": str(line.ends) if line.ends else "",
        "state": line.state.value,
        "state_label": term_state_label(line.state),
        "days": line.days if line.ends and line.ends.day else None,
        "note": line.term.note if line.term else "",
    }


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "terms",
        N_("班子任期"),
        (
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("party_name", N_("党组织"), width=18),
            ListColumn("community", N_("社区"), width=12),
            ListColumn("secretary", N_("书记"), width=14),
            ListColumn("elected_on", N_("换届选举"), _D, 12),
            ListColumn("years", N_("任期（年）"), _N, 8),
            ListColumn("ends_on", N_("届满"), _D, 12),
            ListColumn("state_label", N_("情况"), width=12),
            ListColumn("days", N_("还有几天"), _N, 8),
            ListColumn("note", N_("备注"), width=20),
        ),
        terms,
        ("unit", "state"),
        term_states,
    ),
    ListSpec(
        RESERVES,
        N_("后备干部"),
        (
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("entered_on", N_("列入时间"), _D, 12),
            ListColumn("years", N_("在册年数"), _N, 8),
            ListColumn("direction", N_("培养方向"), width=14),
            ListColumn("mentor", N_("培养联系人"), width=16),
            ListColumn("plan", N_("培养措施"), width=30),
            ListColumn("posts", N_("现任职务"), width=16),
            ListColumn("credit", N_("今年学时"), _N, 8),
            ListColumn("target", N_("年度要求"), _N, 8),
            ListColumn("attended", N_("培训班实到"), _N, 8),
            ListColumn("called", N_("培训班应到"), _N, 8),
            ListColumn("meetings_attended", N_("会议实到"), _N, 8),
            ListColumn("meetings_called", N_("会议应到"), _N, 8),
            ListColumn("state_label", N_("状态"), width=10),
            ListColumn("left_on", N_("退出日期"), _D, 12),
            ListColumn("left_reason", N_("退出原因"), width=10),
            ListColumn("note", N_("备注"), width=20),
            ListColumn("uid", N_("uid"), width=20),
        ),
        reserves,
        ("year", "unit", "state"),
        reserve_states,
    ),
)
