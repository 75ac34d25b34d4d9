"""The two trees: parents before children, closed units left out, whatever the links say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gzparty.domain.forest import places, subtree
from gzparty.domain.people import Tree, UnitKind, UnitView


def unit(
    number: int, parent: int | None = None, kind: UnitKind = UnitKind.VILLAGE_BRANCH, closed: bool = False
) -> UnitView:
    return UnitView(
        number, f"u{number}", "", kind, number, f"村{number}", f"村{number}", "", parent, None, closed
    )


def test_units_come_below_their_parent_in_the_offices_order() -> None:
    town = unit(9, None, UnitKind.TOWN_COMMITTEE)
    units = [unit(1, 9), unit(2, 9, UnitKind.COMMUNITY), unit(3, 2), unit(4, 9), town]
    assert [(p.unit.id, p.parent_id) for p in places(units, Tree.PARTY)] == [
        (9, None),
        (1, 9),
        (2, 9),
        (3, 2),
        (4, 9),
    ]
    assert subtree(places(units, Tree.PARTY), 2) == [2, 3]
    assert subtree(places(units, Tree.PARTY), 77) == []


def test_a_closed_unit_is_left_out_and_what_hangs_below_comes_to_the_next_above() -> None:
    units = [unit(1, None, UnitKind.TOWN_COMMITTEE), unit(2, 1, UnitKind.COMMUNITY, closed=True), unit(3, 2)]
    assert [(p.unit.id, p.parent_id) for p in places(units, Tree.PARTY)] == [(1, None), (3, 1)]


def test_a_department_stands_in_the_party_tree_only_where_it_hangs_there() -> None:
    units = [unit(1, None, UnitKind.DEPARTMENT), unit(2, 3, UnitKind.DEPARTMENT), unit(3)]
    assert [p.unit.id for p in places(units, Tree.PARTY)] == [3, 2]


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=10))
def test_every_open_unit_comes_once_and_after_its_parent(links: list[tuple[int, bool]]) -> None:
    """A parent stands before its child by number, as no unit is ever moved below itself."""
    units = [
        unit(number, above if 0 < above < number else None, closed=closed)
        for number, (above, closed) in enumerate(links, 1)
    ]
    found = places(units, Tree.PARTY)
    assert sorted(p.unit.id for p in found) == [u.id for u in units if not u.closed]
    seen: set[int | None] = {None}
    for place in found:
        assert place.parent_id in seen
        seen.add(place.unit.id)
