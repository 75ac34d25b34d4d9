"""What is asked for from above: ticked, given back, finished; in the same states as everything else that is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Errand
from gzparty.labels import refusal_text
from gzparty.services.duty_views import ErrandView
from tests.builders import Office

ASKED, DUE = date(2026, 6, 12), date(2026, 6, 18)


@pytest.fixture(autouse=True)
def _on_the_fifteenth(office: Office) -> None:
    office.clock.moment = datetime(2026, 6, 15, 9)


@pytest.fixture
def errand(office: Office) -> Errand:
    """Asked of three of the four villages."""
    units = units_of(office, "东村", "西村", "南村")
    return office.services.errands.add("党员教育情况表", "县委组织部", ASKED, DUE, units, "附件一份").value


def units_of(office: Office, *names: str) -> list[int]:
    return [office.villages[name] for name in names]


def states(view: ErrandView) -> dict[str, str]:
    return {unit.name: state.value for unit, _owed, state in view.units}


def why(office: Office, village: str) -> str:
    (line,) = office.services.dues.open(unit_id=office.villages[village])
    return line.why


def refused(caught: pytest.ExceptionInfo[Refusal]) -> str:
    assert refusal_text(caught.value).endswith("。")
    return caught.value.diagnostics[0].code


def test_an_errand_goes_through_its_states(office: Office, errand: Errand) -> None:
    errands = office.services.errands
    assert errand.number == "2026-01"
    assert states(errands.get(errand.id)) == dict.fromkeys(("东村", "西村", "南村"), "soon")
    assert why(office, "东村") == "6月18日前交，还有 3 天"
    errands.receive(errand.id, units_of(office, "东村", "西村"), date(2026, 6, 15))
    errands.give_back(errand.id, office.villages["西村"], "没有盖章", date(2026, 6, 15))
    assert why(office, "西村") == "6月15日退回：没有盖章"
    office.clock.moment = datetime(2026, 6, 20, 9)
    view = errands.get(errand.id)
    assert states(view) == {"东村": "done", "西村": "returned", "南村": "overdue"}
    assert view.received == 2
    assert why(office, "南村") == "应于 6月18日前交，逾期 2 天"
    errands.receive(errand.id, units_of(office, "西村", "南村"), date(2026, 6, 20))
    assert states(errands.get(errand.id)) == {"东村": "done", "西村": "late", "南村": "late"}


def test_today_is_said_and_what_is_far_off_is_not_open(office: Office, errand: Errand) -> None:
    office.clock.moment = datetime(2026, 6, 18, 9)
    assert why(office, "东村") == "今天是最后一天"
    office.services.errands.change(replace(errand, due_on=date(2026, 7, 30)))
    assert states(office.services.errands.get(errand.id))["东村"] == "todo"
    assert office.services.dues.open(unit_id=office.villages["东村"]) == ()


def test_units_stand_in_the_offices_order_and_are_asked_once(office: Office) -> None:
    units = units_of(office, "南村", "东村", "南村")
    added = office.services.errands.add("花名册", "", ASKED, DUE, units).value
    assert list(states(office.services.errands.get(added.id))) == ["东村", "南村"]


def test_a_finished_errand_asks_for_nothing_more_and_can_be_taken_up_again(
    office: Office, errand: Errand
) -> None:
    errands = office.services.errands
    errands.receive(errand.id, units_of(office, "东村"), date(2026, 6, 15))
    errands.finish(errand.id, date(2026, 6, 15))
    assert errands.all() == ()
    (view,) = errands.all(open_only=False)
    assert states(view) == {"东村": "done", "西村": "waived", "南村": "waived"}
    assert office.services.dues.open() == ()
    errands.finish(errand.id, None)
    assert states(errands.all()[0])["南村"] == "soon"


def test_the_errand_due_first_comes_first(office: Office, errand: Errand) -> None:
    sooner = office.services.errands.add(
        "座次表", "", ASKED, date(2026, 6, 16), units_of(office, "东村")
    ).value
    assert [view.errand.id for view in office.services.errands.all()] == [sooner.id, errand.id]
    assert office.services.errands.find("2026-02").id == sooner.id
    with pytest.raises(Refusal) as caught:
        office.services.errands.find("2026-09")
    assert refused(caught) == "errand_unknown"


def test_ticks_are_taken_back_and_every_write_is_one_deed(office: Office, errand: Errand) -> None:
    errands = office.services.errands
    before = office.dump()
    done = errands.receive(errand.id, units_of(office, "东村", "西村", "南村"), date(2026, 6, 14))
    assert done.name == "收到 党员教育情况表：3 个单位"
    errands.unreceive(errand.id, units_of(office, "东村"))
    assert states(errands.get(errand.id))["东村"] == "soon"
    office.services.offices.undo()
    office.services.offices.undo()
    assert office.dump() == before


def test_what_is_ticked_as_it_comes_in_came_today(office: Office, errand: Errand) -> None:
    office.services.errands.receive(errand.id, units_of(office, "东村"))
    ((_unit, owed, _state), *_rest) = office.services.errands.get(errand.id).units
    assert owed.received_on == date(2026, 6, 15)


def test_units_are_added_and_taken_off_while_they_have_handed_in_nothing(
    office: Office, errand: Errand
) -> None:
    errands = office.services.errands
    errands.receive(errand.id, units_of(office, "东村"), date(2026, 6, 15))
    errands.set_units(errand.id, units_of(office, "东村", "北村"))
    assert states(errands.get(errand.id)) == {"东村": "done", "北村": "soon"}
    with pytest.raises(Refusal) as caught:
        errands.set_units(errand.id, units_of(office, "北村"))
    assert refused(caught) == "errand_unit_received"


def test_other_words_and_other_units_are_one_deed(office: Office, errand: Errand) -> None:
    errands = office.services.errands
    done = errands.change(replace(errand, title="新花名册"), units_of(office, "北村"))
    assert done.name == "修改要材料 新花名册"
    assert list(states(errands.get(errand.id))) == ["北村"]
    office.services.offices.undo()
    assert list(states(errands.get(errand.id))) == ["东村", "西村", "南村"]
    assert errands.get(errand.id).errand.title == errand.title


def test_where_an_original_lies_is_kept_when_it_comes_again(office: Office, errand: Errand) -> None:
    errands, east = office.services.errands, office.villages["东村"]
    errands.receive(errand.id, [east], date(2026, 6, 14))
    errands.file_at(errand.id, east, "3号盒/12")
    errands.give_back(errand.id, east, "没有盖章", date(2026, 6, 15))
    errands.receive(errand.id, [east], date(2026, 6, 15))
    ((_unit, owed, _state), *_rest) = errands.get(errand.id).units
    assert (owed.filed_at, owed.returned_on, owed.return_reason) == ("3号盒/12", None, "")


def test_a_deleted_errand_comes_back_by_undo(office: Office, errand: Errand) -> None:
    before = office.dump()
    office.services.errands.delete(errand.id)
    assert office.services.errands.all(open_only=False) == ()
    office.services.offices.undo()
    assert office.dump() == before


@pytest.mark.parametrize(
    ("title", "due", "names", "code"),
    [
        (" ", DUE, ("东村",), "errand_title_missing"),
        ("表", date(2026, 6, 11), ("东村",), "errand_due_before_asked"),
        ("表", DUE, (), "errand_without_units"),
        ("表", date(2226, 6, 18), ("东村",), "day_out_of_range"),
        ("长" * 81, DUE, ("东村",), "text_too_long"),
    ],
)
def test_an_errand_that_asks_nothing_is_refused(
    office: Office, title: str, due: date, names: Sequence[str], code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.errands.add(title, "", ASKED, due, units_of(office, *names))
    assert refused(caught) == code
    assert office.services.errands.all(open_only=False) == ()


def test_a_tick_that_cannot_be_true_is_refused(office: Office, errand: Errand) -> None:
    errands, east = office.services.errands, units_of(office, "东村")
    for call, code in (
        (lambda: errands.receive(errand.id, east, date(2026, 6, 16)), "errand_day_ahead"),
        (lambda: errands.receive(errand.id, east, date(2026, 6, 11)), "errand_day_before_asked"),
        (lambda: errands.receive(errand.id, units_of(office, "北村")), "errand_unit_unasked"),
        (lambda: errands.give_back(errand.id, east[0], "没有盖章"), "errand_not_received"),
        (lambda: errands.give_back(errand.id, east[0], " "), "errand_return_reason_missing"),
        (lambda: errands.finish(errand.id, date(2026, 7, 1)), "errand_day_ahead"),
    ):
        with pytest.raises(Refusal) as caught:
            call()
        assert refused(caught) == code
    assert set(states(errands.get(errand.id)).values()) == {"soon"}


def test_a_number_is_given_once(office: Office, errand: Errand) -> None:
    office.services.errands.delete(errand.id)
    again = office.services.errands.add("花名册", "", ASKED, DUE, units_of(office, "东村")).value
    assert (errand.number, again.number) == ("2026-01", "2026-02")


def test_days_and_places_typed_for_several_units_are_one_deed(office: Office, errand: Errand) -> None:
    errands = office.services.errands
    east, west, south = units_of(office, "东村", "西村", "南村")
    errands.receive(errand.id, [south], date(2026, 6, 15))
    before = office.dump()
    done = errands.enter(
        errand.id, {east: date(2026, 6, 14), west: date(2026, 6, 15), south: None}, {east: "3号盒/12"}
    )
    owed = {unit.name: line for unit, line, _state in errands.get(errand.id).units}
    assert (owed["东村"].received_on, owed["东村"].filed_at) == (date(2026, 6, 14), "3号盒/12")
    assert owed["西村"].received_on == date(2026, 6, 15)
    assert owed["南村"].received_on is None
    assert done.name == "填写 党员教育情况表：3 个单位"
    office.services.offices.undo()
    assert office.dump() == before
