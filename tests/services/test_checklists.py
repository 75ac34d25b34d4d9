"""Checklists: as delivered until the office changes them; inspections made before keep what they were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import Answer, ChecklistItem, InspectionKind
from gzparty.labels import refusal_text
from gzparty.services.checklists import default_checklist, merged
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from tests.builders import TODAY, Office

SELF, JOINT = InspectionKind.SELF, InspectionKind.JOINT


def lines(office: Office, kind: InspectionKind = SELF) -> tuple[ChecklistItem, ...]:
    return office.services.inspection_views.checklist(kind)


def asked(office: Office, kind: InspectionKind = SELF) -> list[str]:
    return [item.title for item in lines(office, kind) if not item.stopped]


def a_line(title: str, **changes: object) -> ChecklistItem:
    return replace(ChecklistItem(0, "", SELF, "", title), **changes)  # type: ignore[arg-type]


def refused(office: Office, items: Sequence[ChecklistItem]) -> str:
    with pytest.raises(Refusal) as caught:
        office.services.inspections.set_checklist(SELF, items)
    assert refusal_text(caught.value).endswith("。")
    return caught.value.diagnostics[0].code


def test_every_line_delivered_has_its_own_code_and_says_what_to_look_at() -> None:
    for kind in InspectionKind:
        delivered = default_checklist(kind)
        assert len({item.code for item in delivered}) == len(delivered) >= 7
        assert all(item.title and item.hint and not item.stopped for item in delivered)


def test_lines_are_reworded_reordered_stopped_and_added_in_one_deed(office: Office) -> None:
    before = lines(office)
    first, second, third, *rest = before
    wanted = [
        second,
        replace(first, title="考勤和请销假", hint="看考勤表"),
        replace(third, stopped=True),
        *rest,
        a_line("工作日午间饮酒"),
    ]
    done = office.services.inspections.set_checklist(SELF, wanted)
    assert done.name == "修改自查项目"
    assert asked(office) == [
        "值班值守",
        "考勤和请销假",
        *(item.title for item in rest),
        "工作日午间饮酒",
    ]
    after = {item.code: item for item in lines(office)}
    assert (after["attendance"].title, after["attendance"].hint) == ("考勤和请销假", "看考勤表")
    assert after["meetings"].stopped
    assert done.value == lines(office)
    office.services.offices.undo()
    assert lines(office) == before


def test_what_is_not_changed_stays_as_delivered_and_is_not_stored(office: Office) -> None:
    items = lines(office)
    office.services.inspections.set_checklist(SELF, items)
    assert office.store.inspections.checklist() == []
    office.services.inspections.set_checklist(SELF, [replace(items[0], title="考勤"), *items[1:]])
    assert [item.code for item in office.store.inspections.checklist()] == ["attendance"]
    office.services.inspections.set_checklist(SELF, [replace(items[0], title="考勤和外出"), *items[1:]])
    assert [item.title for item in office.store.inspections.checklist()] == ["考勤和外出"]


def test_a_line_left_out_is_asked_no_more_and_can_be_asked_again(office: Office) -> None:
    items = lines(office)
    office.services.inspections.set_checklist(SELF, items[1:])
    assert asked(office) == [item.title for item in items[1:]]
    stopped = lines(office)[-1]
    assert (stopped.code, stopped.stopped) == ("attendance", True)
    office.services.inspections.set_checklist(SELF, [*lines(office)[:-1], replace(stopped, stopped=False)])
    assert asked(office)[-1] == "上下班和请销假"


def test_the_two_checklists_are_apart(office: Office) -> None:
    joint = asked(office, JOINT)
    office.services.inspections.set_checklist(SELF, lines(office)[:2])
    assert asked(office, JOINT) == joint
    assert asked(office) == ["上下班和请销假", "值班值守"]


def test_inspections_made_before_keep_the_titles_they_were_asked_under(office: Office) -> None:
    unit = office.communities["管城社区"]
    items = (ItemDraft("attendance", "上下班和请销假", Answer.FINE),)
    made = office.services.inspections.register(InspectionDraft(unit, TODAY, items=items)).value
    first, *rest = lines(office)
    office.services.inspections.set_checklist(SELF, [replace(first, title="考勤"), *rest])
    view = office.services.inspection_views.detail(made.id)
    assert [item.title for item in view.items] == ["上下班和请销假"]
    assert office.services.inspection_views.form(unit, TODAY).checklist[0].title == "考勤"


def test_a_checklist_that_asks_nothing_or_the_same_twice_is_refused(office: Office) -> None:
    items = lines(office)
    before = office.dump()
    assert refused(office, []) == "checklist_empty"
    assert refused(office, [replace(item, stopped=True) for item in items]) == "checklist_empty"
    assert refused(office, [*items, a_line(" 值班 值守")]) == "checklist_title_twice"
    assert refused(office, [*items, a_line("  ")]) == "checklist_title_missing"
    assert refused(office, [*items, a_line("长" * 41)]) == "text_too_long"
    assert office.dump() == before
    office.services.inspections.set_checklist(SELF, [*items[1:], a_line("上下班和请销假")])
    assert asked(office)[-1] == "上下班和请销假"


@given(st.permutations(range(8)), st.sets(st.integers(0, 7), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_whatever_was_set_is_what_is_asked(office: Office, order: list[int], stopped: set[int]) -> None:
    delivered = default_checklist(SELF)
    wanted = [replace(delivered[place], stopped=place in stopped) for place in order]
    office.services.inspections.set_checklist(SELF, wanted)
    assert asked(office) == [item.title for item in wanted if not item.stopped]
    assert {item.code for item in lines(office)} == {item.code for item in delivered}
    assert merged(JOINT, office.store.inspections.checklist()) == default_checklist(JOINT)
