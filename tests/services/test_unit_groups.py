"""Lists of units stand under the same headings everywhere, in the office's order."""

from __future__ import annotations

from gzparty.domain.people import UnitKind
from gzparty.services.people import UnitDraft
from gzparty.services.unit_groups import PlacedUnit, gathered, grouped, in_order
from tests.builders import Office


def test_communities_come_first_then_who_stands_alone_then_offices_and_departments(office: Office) -> None:
    for name, kind in (
        ("卫生院", UnitKind.OFFICE_BRANCH),
        ("财政所", UnitKind.DEPARTMENT),
        ("孤村", UnitKind.VILLAGE_BRANCH),
    ):
        office.services.people.add_unit(UnitDraft(name, kind))
    known = {unit.id: unit for unit in office.services.people.units()}
    wanted = {number for number, unit in known.items() if unit.kind is not UnitKind.COMMUNITY}
    found = [(group.title, [unit.name for unit in group.lines]) for group in grouped(known, wanted)]
    assert [one for one in found if one[0] != "官庄镇党委"] == [
        ("管城社区", ["东村", "南村"]),
        ("利见社区", ["西村", "北村"]),
        ("没有划入社区", ["孤村"]),
        ("机关和其他支部", ["卫生院"]),
        ("机关部门", ["财政所"]),
    ]


def test_units_that_are_not_wanted_have_no_heading(office: Office) -> None:
    known = {unit.id: unit for unit in office.services.people.units()}
    (group,) = grouped(known, {office.villages["西村"]})
    assert (group.title, [unit.name for unit in group.lines]) == ("利见社区", ["西村"])
    assert group.key == str(office.communities["利见社区"])


def test_lines_keep_their_own_order_under_a_heading(office: Office) -> None:
    known = {unit.id: unit for unit in office.services.people.units()}
    above = known[office.communities["管城社区"]]
    lines = [PlacedUnit(known[office.villages[name]], above) for name in ("南村", "东村")]
    assert in_order(lines) == tuple(lines)
    assert gathered([]) == []
