"""Selections as JSON: what is shown is what is read, nothing is stored twice, nothing happens that a clerk may not do."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import PartyClass
from gzparty.domain.selection_stages import Stage
from gzparty.domain.tip import Reporter
from gzparty.exchange import selection_records
from gzparty.labels import refusal_text
from gzparty.services.people import PersonDraft
from tests.builders import Office, an_office
from tests.selection_entries import a_candidate, a_selection


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_office(tmp_path)
    yield built
    built.store.close()


def record(office: Office, content: object, kind: str = "selections") -> list[str]:
    return selection_records.record(office.services, kind, content)


def show(office: Office, number: str = "2026-05", kind: str = "selections") -> dict[str, Any]:
    return selection_records.show(office.services, kind, number)


def told(office: Office, content: object, kind: str = "selections") -> str:
    """What is said of content that cannot be stored; nothing is changed by it."""
    before = office.dump()
    with pytest.raises(Refusal) as caught:
        record(office, content, kind)
    assert office.dump() == before
    return refusal_text(caught.value)


def plain(content: dict[str, Any]) -> dict[str, Any]:
    """Without what differs from office to office: uids."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without(part) for name, part in value.items() if name != "uid"}
        return [without(part) for part in value] if isinstance(value, list) else value

    found: dict[str, Any] = without(content)
    return found


WHOLE: dict[str, dict[str, Any]] = {
    "announced": a_selection(),
    "unlocked once": a_selection(
        ballots=[{**a_selection()["ballots"][0], "unlock_reason": "漏计一张票"}],
    ),
    "scores": a_selection(
        method="score",
        drop_extremes=True,
        decision={"on": "2026-05-20", "chosen": ["一示例@东村"], "reasons": {}, "note": ""},
        ballots=[
            {
                **a_selection()["ballots"][0],
                "due": 4,
                "present": 4,
                "issued": 4,
                "returned": 4,
                "valid": 4,
                "lines": [
                    {"candidate": "一示例@东村", "scores": [95.5, 96, 98, 94.1]},
                    {"candidate": "三示例@南村", "scores": [90, 91.2, 89, 88]},
                ],
            }
        ],
        publicities=[{**a_selection()["publicities"][0], "objections": []}],
    ),
    "taken off, decided and published again": a_selection(
        publicities=[
            {
                **a_selection()["publicities"][0],
                "objections": [
                    {
                        **a_selection()["publicities"][0]["objections"][0],
                        "outcome": "upheld",
                    }
                ],
                "struck": {"三示例@南村": "账目不清"},
            },
            {"starts_on": "2026-06-02", "ends_on": "2026-06-08", "result_on": "2026-06-09"},
        ],
        decision={
            "on": "2026-06-01",
            "chosen": ["一示例@东村"],
            "reasons": {"三示例@南村": "带得好"},
            "note": "",
        },
        announcement={"on": "2026-06-10", "number": ""},
    ),
    "left vacant": a_selection(
        decision=None,
        publicities=[],
        announcement=None,
        vacancy={"on": "2026-05-20", "reason": "没有够格的"},
    ),
    "withdrawn after the decision": a_selection(
        nominations=[
            *a_selection()["nominations"][:2],
            a_candidate("三示例", "南村", withdrawn_on="2026-05-22", withdrawn_reason="调走"),
        ],
        publicities=[],
        announcement=None,
    ),
    "several categories": a_selection(
        categories=[{"title": "担当", "quota": 1}, {"title": "实干", "quota": 2, "choices": 3}],
        nominations=[
            a_candidate("一示例", "东村", category="实干"),
            a_candidate("二示例", "西村", category="担当"),
        ],
        nominations_closed_on=None,
        ballots=[],
        decision=None,
        publicities=[],
        announcement=None,
    ),
    "units": a_selection(
        subject="unit",
        nominations=[
            {"name": "东村", "nominated_on": "2026-05-11", "deeds": "路灯修好"},
            {"name": "西村", "nominated_on": "2026-05-11"},
        ],
        nominations_closed_on=None,
        ballots=[],
        decision=None,
        publicities=[],
        announcement=None,
    ),
    "typed in afterwards": {
        "period": "2026-03",
        "title": "防火值守",
        "imported": True,
        "nominations": [{"person": "一示例@东村", "deeds": "守了 12 天"}],
    },
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE.keys())
def test_what_is_shown_is_read_again_and_changes_nothing(
    office: Office, tmp_path: Path, content: dict[str, Any]
) -> None:
    (number,) = record(office, content)
    shown = json.loads(json.dumps(show(office, number)))
    before = office.dump()
    assert record(office, copy.deepcopy(shown)) == [number]
    assert office.dump() == before
    (tmp_path / "other").mkdir()
    other = an_office(tmp_path / "other")
    assert record(other, plain(shown)) == [number]
    assert plain(show(other, number)) == plain(shown)
    other.store.close()


def test_a_whole_month_is_stored_as_one_deed_that_can_be_taken_back(office: Office) -> None:
    before = office.dump()
    assert record(office, a_selection()) == ["2026-05"]
    view = office.services.selection_views.get(office.services.selection_views.find("2026-05").id)
    assert view.stage is Stage.DONE
    assert [line.nomination.name for line in view.chosen] == ["三示例"]
    assert [line.nomination.verdict_reason for line in view.nominations if line.nomination.verdict_reason]
    assert office.services.offices.deeds(1)[0].name == "登记 1 次评选"
    office.services.offices.undo()
    assert office.dump() == before


def test_what_an_entry_does_not_name_stays(office: Office) -> None:
    record(office, a_selection(announcement=None))
    record(office, {"number": "2026-05", "note": "存档在二号柜"})
    record(office, {"number": "2026-05", "announcement": {"on": "2026-06-01", "number": "18号"}})
    shown = show(office)
    assert (shown["note"], shown["title"]) == ("存档在二号柜", "集体增收")
    assert shown["announcement"] == {"on": "2026-06-01", "number": "18号"}
    assert [one["name"] for one in shown["nominations"]] == ["一示例", "二示例", "三示例", "四示例"]
    record(office, {"number": "2026-05", "announcement": None})
    assert show(office)["stage"] == "circular"


class TestNominations:
    """`record nominations`: a selection with who is nominated."""

    def test_the_selection_of_the_month_is_begun_where_there_is_none(self, office: Office) -> None:
        content: dict[str, Any] = {
            "selection": "2026-06",
            "title": "集体增收",
            "nominations": [
                a_candidate("一示例", "东村", nominated_on="2026-06-10", verdict="open", reply="")
            ],
        }
        assert record(office, content, "nominations") == ["2026-06"]
        content["nominations"].append({"person": "二示例", "nominated_on": "2026-06-11"})
        assert record(office, content, "nominations") == ["2026-06"]
        shown = show(office, "2026-06")
        assert [(one["candidate"], one["post"]) for one in shown["nominations"]] == [
            ("一示例@东村", "党支部书记"),
            ("二示例@西村", "党支部书记"),
        ]
        uid = shown["nominations"][1]["uid"]
        assert show(office, uid, "nomination")["nominations"] == [shown["nominations"][1]]
        assert show(office, uid, "nomination")["selection"] == "2026-06"

    def test_what_show_gives_of_one_is_read_by_record(self, office: Office) -> None:
        record(office, a_selection(ballots=[], decision=None, publicities=[], announcement=None))
        uid = show(office)["nominations"][0]["uid"]
        content = show(office, uid, "nomination")
        before = office.dump()
        assert record(office, content, "nominations") == ["2026-05"]
        assert office.dump() == before
        content["nominations"][0]["opinion"] = "党支部大会通过"
        record(office, content, "nominations")
        assert [one["opinion"] for one in show(office)["nominations"]][:2] == ["党支部大会通过", "同意推荐"]

    def test_namesakes_are_named_with_their_unit(self, office: Office) -> None:
        other = office.services.people.add_person(PersonDraft("一示例")).value
        office.services.people.admit(other.id, office.villages["西村"], PartyClass.FULL, None)
        said = told(office, {"selection": "2026-06", "nominations": [{"person": "一示例"}]}, "nominations")
        assert said.startswith("第 1 条：叫“一示例”的有 2 人")
        both = [{"person": f"一示例@{unit}", "nominated_on": "2026-06-10"} for unit in ("东村", "西村")]
        record(office, {"selection": "2026-06", "nominations": both}, "nominations")
        assert [one["unit"] for one in show(office, "2026-06")["nominations"]] == ["东村", "西村"]
        assert show(office, "2026-06")["nominations"][1]["candidate"] == "一示例@西村"

    @pytest.mark.parametrize(
        ("nomination", "said"),
        [
            ({"person": "一示例@东村", "nominated_on": "2026-05-16"}, "一示例"),
            ({"person": "没有人"}, "没有叫“没有人”的人"),
            ({"deeds": "没有写谁"}, "person"),
            ({"person": "一示例@东村", "nominated_on": "五月"}, "nominated_on"),
            ({"person": "一示例@东村", "nominated_on": "2026-05-12", "category": "没有"}, "没有类别“没有”"),
            ({"person": "一示例@东村", "nominated_on": "2026-05-12", "verdict": "passed"}, "审核人"),
        ],
    )
    def test_one_that_cannot_be_is_named_and_nothing_is_stored(
        self, office: Office, nomination: dict[str, Any], said: str
    ) -> None:
        content = {
            "selection": "2026-05",
            "nominate_until": "2026-05-15",
            "nominations": [{"person": "二示例@西村", "nominated_on": "2026-05-12"}, nomination],
        }
        sentence = told(office, content, "nominations")
        assert said in sentence
        assert sentence.startswith("第 1 条")

    def test_a_candidate_twice_is_refused(self, office: Office) -> None:
        twice = [{"person": "一示例@东村"}, {"person": "一示例@东村"}]
        said = told(office, {"selection": "2026-06", "nominations": twice}, "nominations")
        assert said.startswith("第 1 条：东村一示例已经推荐过")


class TestBallots:
    """`record ballots`: rounds of a selection that is there."""

    @pytest.fixture
    def ready(self, office: Office) -> Office:
        record(office, a_selection(ballots=[], decision=None, publicities=[], announcement=None))
        return office

    def test_a_round_is_entered_mended_and_locked(self, ready: Office) -> None:
        figures = {"selection": "2026-05", "held_on": "2026-05-18", "due": 30}
        lines = [{"candidate": "一示例", "votes": 20}, {"candidate": "三示例@南村", "votes": 15}]
        record(ready, {**figures, "lines": lines[:1]}, "ballots")
        whole = dict.fromkeys(("present", "issued", "returned", "valid"), 28)
        record(ready, {**figures, **whole, "lines": lines, "lock": True}, "ballots")
        (one,) = show(ready, kind="ballots")["ballots"]
        assert (one["round"], one["due"], one["valid"], one["locked_on"]) == (1, 30, 28, "2026-06-17")
        assert [(line["candidate"], line["votes"]) for line in one["lines"]] == [
            ("一示例@东村", 20),
            ("三示例@南村", 15),
        ]
        before = ready.dump()
        record(ready, show(ready, kind="ballots"), "ballots")
        assert ready.dump() == before

    def test_what_cannot_be_is_said_and_a_locked_count_stays(self, ready: Office) -> None:
        lines = [{"candidate": "一示例", "votes": 29}, {"candidate": "三示例", "votes": 1}]
        figures = dict.fromkeys(("due", "present", "issued", "returned", "valid"), 28)
        content = {"selection": "2026-05", "held_on": "2026-05-18", **figures, "lines": lines}
        assert told(ready, content, "ballots").startswith("第 1 条：")
        assert "没有推荐“没有人”" in told(
            ready, {**content, "lines": [{"candidate": "没有人", "votes": 1}]}, "ballots"
        )
        assert "2099" in told(ready, {**content, "selection": "2099-01"}, "ballots")
        lines[0]["votes"] = 20
        record(ready, {**content, "lock": True}, "ballots")
        assert "锁定" in told(ready, {**content, "round": 1, "due": 40}, "ballots")
        opened: dict[str, Any] = {"selection": "2026-05", "ballots": [{"round": 1, "locked_on": None}]}
        assert told(ready, opened, "ballots").startswith("第 1 条：")
        opened["ballots"][0]["unlock_reason"] = "漏计一张票"
        record(ready, opened, "ballots")
        (one,) = show(ready, kind="ballots")["ballots"]
        assert (one["locked_on"], one["unlock_reason"]) == (None, "漏计一张票")


def test_who_objected_is_never_shown_nor_read(office: Office) -> None:
    content = a_selection(announcement=None)
    del content["publicities"][0]["result_on"]
    content["publicities"][0]["objections"][0]["objector"] = {"name": "魋示例", "contact": "13900017777"}
    record(office, content)
    selection = office.services.selection_views.find("2026-05")
    view = office.services.selection_views.get(selection.id)
    (objection,) = view.publicities[0].objections
    assert not objection.has_objector
    office.services.decisions.set_objector(objection.id, Reporter("龘示例", "13900018888", ""))
    shown = json.dumps(show(office), ensure_ascii=False)
    assert '"has_objector": true' in shown
    assert not [secret for secret in ("魋", "龘", "7777", "8888") if secret in shown]
    before = office.dump()
    record(office, json.loads(shown))
    assert office.dump() == before


def test_what_was_found_stands_only_where_it_is_asked_for(office: Office) -> None:
    record(office, a_selection())
    june = {"selection": "2026-06", "nominations": [{"person": "三示例"}, {"person": "一示例"}]}
    record(office, june, "nominations")
    assert "findings" not in show(office, "2026-06")["nominations"][0]
    asked: Any = selection_records.show(office.services, "selection", "2026-06", findings=True)
    found = [one["findings"] for one in asked["nominations"]]
    assert ("5月" in found[0][0], found[1]) == (True, [])


def test_two_entries_of_one_number_are_refused(office: Office) -> None:
    assert "都写着编号 2026-05" in told(office, [a_selection(), a_selection()])


def test_the_second_of_two_entries_is_named_and_the_first_not_stored(office: Office) -> None:
    said = told(office, [a_selection(), {"period": "2026-13", "title": "没有这月"}])
    assert said.startswith("第 2 条：“2026-13”看不出是哪个月")
    assert "第 1 条：没有 2026-01 的月度主题" in told(office, {"period": "2026-04", "theme": "2026-01"})


def test_somebody_named_again_is_refused_and_not_written_over_the_first_nomination(office: Office) -> None:
    first = a_candidate("一示例", "东村", deeds="第一份事迹")
    record(office, {"selection": "2026-05", "nominations": [first]}, "nominations")
    again = {**first, "deeds": "第二份事迹"}
    said = told(office, {"selection": "2026-05", "nominations": [again]}, "nominations")
    assert "已经推荐过" in said
    assert told(office, {"selection": "2026-06", "nominations": [first, again]}, "nominations") != ""
    changed = {"candidate": "一示例@东村", "deeds": "第二份事迹"}
    record(office, {"selection": "2026-05", "nominations": [changed]}, "nominations")
    (shown,) = show(office)["nominations"]
    assert shown["deeds"] == "第二份事迹"


def test_ballots_under_a_name_nobody_knows_are_not_taken_for_none(office: Office) -> None:
    record(office, a_selection())
    said = told(office, {"selection": "2026-05", "rounds": [{"due": 3}]}, "ballots")
    assert "ballots" in said
