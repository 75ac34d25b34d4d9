"""The history of a record in words, and one version of it brought back through the rules of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import Answer
from gzparty.domain.meeting import TalkKind
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.past import BY_KEY, KINDS
from gzparty.domain.people import PostTitle, UnitKind
from gzparty.domain.problem import ProblemState, Step
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.labels import refusal_text, sentence
from gzparty.labels.past import COLUMNS, column_label, table_label
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.outside import OutsideDraft
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.problem_drafts import ProblemDraft, StepFacts
from gzparty.services.restoring import RESTORERS
from gzparty.services.selection_drafts import MentionDraft
from gzparty.services.talks import TalkDraft
from gzparty.services.tip_drafts import HandOver, TipDraft
from gzparty.services.training import TrainingDraft
from tests import meetings, nominations
from tests.builders import NOW, TODAY, Office

Make = Callable[[Office], int]
Alter = Callable[[Office, int], object]


def _person(o: Office) -> int:
    draft = PersonDraft("示例甲", "male", "汉族", PartialDate(1980, 5), None, "大专", "13800012345", "旧")
    return o.services.people.add_person(draft).value.id


def _altered_person(o: Office, number: int) -> object:
    known = o.store.people.person(number)
    changed = replace(known, name="示例乙", birth=None, joined=PartialDate(2001), phone="", note="新")
    return o.services.people.correct_person(changed)


def _talk_draft(o: Office, **facts: object) -> TalkDraft:
    told = {"year": 2026, "held_on": date(2026, 5, 4), "kind": TalkKind.SPECIAL, "partner": "甲示例"}
    return TalkDraft(o.villages["东村"], **{**told, "speaker": "一示例", "content": "谈了甲", **facts})  # type: ignore[arg-type]


def _inspection_draft(o: Office, **facts: object) -> InspectionDraft:
    items = (ItemDraft("duty_roster", "值班值守", Answer.FINE),)
    told = {"held_on": TODAY, "inspector": "曹示例", "note": "旧", "items": items}
    return InspectionDraft(o.store.people.unit_records()[-1].id, **{**told, **facts})  # type: ignore[arg-type]


def _inspection(o: Office) -> int:
    o.services.people.add_unit(UnitDraft("应急办", UnitKind.DEPARTMENT))
    return o.services.inspections.register(_inspection_draft(o)).value.id


def _problem(o: Office) -> int:
    draft = ProblemDraft(o.villages["东村"], "漏记 2 天", category="值班", found_on=TODAY, measure="补上")
    return o.services.problems.register([draft]).value[0].id


def _tip(o: Office) -> int:
    draft = TipDraft(received_on=TODAY, channel=TipChannel.CALL, content="路灯不亮", note="旧")
    return o.services.tips.add(draft).value.id


def _errand(o: Office) -> int:
    units = [o.villages["东村"]]
    return o.services.errands.add("花名册", "县委组织部", TODAY, date(2026, 6, 30), units, "旧").value.id


def _mention(o: Office) -> int:
    draft = MentionDraft(TODAY, "防汛先进", o.secretaries["一示例"], issuer="县里")
    return o.services.selections.mention(draft).value.id


CASES: dict[str, tuple[Make, Alter]] = {
    "people": (_person, _altered_person),
    "trainings": (
        lambda o: (
            o.services.trainings.add(TrainingDraft(datetime(2026, 7, 1, 14), topic="旧", note="a")).value.id
        ),
        lambda o, n: o.services.trainings.edit(
            n, TrainingDraft(datetime(2026, 7, 1, 14), topic="新", host="主持示例", note="")
        ),
    ),
    "meetings": (
        lambda o: (
            meetings.register(
                o, meetings.a_draft(o, topic="旧", expected=9, attended=8, absent=1, has_minutes=True)
            )[0].id
        ),
        lambda o, n: o.services.meetings.change(
            n,
            meetings.a_draft(
                o, topic="新", cleared=("absent",), attended=9, has_minutes=False, decision="议定"
            ),
        ),
    ),
    "talks": (
        lambda o: o.services.yearly.add_talk(_talk_draft(o)).value.id,
        lambda o, n: o.services.yearly.change_talk(n, _talk_draft(o, content="谈了乙", partner="乙示例")),
    ),
    "themes": (
        lambda o: o.services.themes.set_theme("2026-05", "旧", "材料", came_on=date(2026, 5, 2)).value.id,
        lambda o, _n: o.services.themes.set_theme("2026-05", "新", note="注"),
    ),
    "inspections": (
        _inspection,
        lambda o, n: o.services.inspections.change(
            n, _inspection_draft(o, held_on=date(2026, 6, 2), inspector="孙示例", note="新")
        ),
    ),
    "tours": (
        lambda o: o.services.tours.add("6月督查", TODAY, focus="旧").value.id,
        lambda o, n: o.services.tours.change(
            replace(o.services.tours.get(n).tour, title="六月督查", focus="新")
        ),
    ),
    "problems": (
        _problem,
        lambda o, n: o.services.problems.change(
            n, ProblemDraft(o.villages["东村"], "漏记 3 天", measure="全补上", note="新")
        ),
    ),
    "tips": (
        _tip,
        lambda o, n: o.services.tips.change(
            n, TipDraft(content="路灯不亮了", channel=TipChannel.VISIT, note="新")
        ),
    ),
    "errands": (
        _errand,
        lambda o, n: o.services.errands.change(
            replace(o.services.errands.get(n).errand, title="名单", note="新")
        ),
    ),
    "outside": (
        lambda o: (
            o.services.outside.add(
                OutsideDraft(o.secretaries["一示例"], "县里培训", date(2026, 3, 2), 16)
            ).value.id
        ),
        lambda o, n: o.services.outside.change(
            replace(o.store.outside.get(n), title="市里培训", ended_on=date(2026, 3, 4), credit=24)
        ),
    ),
    "mentions": (
        _mention,
        lambda o, n: o.services.selections.change_mention(
            n, MentionDraft(TODAY, "抗旱先进", o.secretaries["一示例"], note="新")
        ),
    ),
    "nominations": (
        lambda o: nominations.nominate(o, nominations.begin(o), summary="旧", deeds="事迹")[0].id,
        lambda o, n: o.services.selections.change_nomination(
            n, nominations.a_candidate(o, summary="新", opinion="同意")
        ),
    ),
}
"""How a record of each kind that has facts is made and altered."""


def image(office: Office, key: str, number: int) -> dict[str, object]:
    return dict(office.store.journal.image(BY_KEY[key].table, number) or {})


def first_deed(office: Office, key: str, number: int) -> int:
    return office.services.versions.past(key, number).versions[-1].deed.id


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        doing()
    return refusal_text(caught.value)


def test_every_kind_with_facts_has_its_way_back_and_a_case_here() -> None:
    with_facts = {kind.key for kind in KINDS if kind.facts}
    assert with_facts == set(RESTORERS) == set(CASES)
    for kind in KINDS:
        assert bool(kind.facts) != bool(kind.fixed)
        assert table_label(kind.table)
        assert [fact for fact in kind.facts if not column_label(kind.table, fact)] == []


@pytest.mark.parametrize("key", CASES)
def test_a_version_comes_back_with_all_that_was_typed_and_is_itself_undone(office: Office, key: str) -> None:
    make, alter = CASES[key]
    number = make(office)
    before = image(office, key, number)
    office.clock.moment = NOW + timedelta(days=1)
    alter(office, number)
    altered, whole = image(office, key, number), office.dump()
    assert [name for name in before if before[name] != altered[name]]
    newest, *_older, oldest = office.services.versions.past(key, number).versions
    assert (newest.restorable, oldest.restorable) == (False, True)
    assert newest.changes
    done = office.services.versions.restore(key, number, oldest.deed.id)
    assert image(office, key, number) == before
    assert done.name.endswith("恢复到 6月17日 的样子")
    assert office.services.versions.past(key, number).versions[0].deed.name == done.name
    office.services.offices.undo()
    assert office.dump() == whole


@pytest.mark.parametrize("key", CASES)
def test_what_is_as_it_was_then_is_not_brought_back_again(office: Office, key: str) -> None:
    number = CASES[key][0](office)
    deed = first_deed(office, key, number)
    before = office.dump()
    assert "没有要恢复的" in refused(lambda: office.services.versions.restore(key, number, deed))
    assert office.dump() == before


def test_a_history_says_what_changed_from_what_to_what_with_phones_masked(office: Office) -> None:
    number = _person(office)
    _altered_person(office, number)
    office.services.people.appoint(number, office.villages["东村"], PostTitle.MEMBER, PartialDate(2026, 6))
    other = office.services.people.add_person(PersonDraft("丙示例", note="别人的")).value.id
    past = office.services.versions.past("people", number)
    assert past.name == "人员“示例乙”"
    assert [version.changes for version in past.versions] == [
        ("东村支部委员",),
        (
            "姓名：示例甲 → 示例乙",
            "出生年月：1980-05 → 空",
            "入党时间：空 → 2001",
            "电话：138****2345 → 空",
            "备注：旧 → 新",
        ),
        (),
    ]
    assert len(office.services.versions.past("people", other).versions) == 1


def test_an_undone_deed_is_told_as_undone_and_its_rows_are_not(office: Office) -> None:
    number = _person(office)
    office.services.people.appoint(number, office.villages["东村"], PostTitle.MEMBER, PartialDate(2026, 6))
    office.services.offices.undo()
    _altered_person(office, number)
    office.services.offices.undo()
    versions = office.services.versions.past("people", number).versions
    assert [(version.deed.name, version.deed.undone) for version in versions] == [
        ("修改 示例乙", True),
        ("加人员 示例甲", False),
    ]
    office.services.versions.restore("people", number, versions[0].deed.id)
    assert office.store.people.person(number).name == "示例乙"


def test_a_locked_month_keeps_its_records_as_they_are(office: Office) -> None:
    make, alter = CASES["meetings"]
    number = make(office)
    alter(office, number)
    office.services.meetings.lock_month("2026-06", "季度检查已报")
    before = office.dump()
    deed = first_deed(office, "meetings", number)
    assert "已经锁定" in refused(lambda: office.services.versions.restore("meetings", number, deed))
    assert office.dump() == before


def test_the_steps_of_a_problem_stay_when_its_words_come_back(office: Office) -> None:
    number = _problem(office)
    facts = StepFacts(TODAY, responsible="责任示例", until=date(2026, 7, 1))
    office.services.problems.step([number], Step.ASSIGN, facts)
    bare, given = reversed(office.services.versions.past("problems", number).versions)
    CASES["problems"][1](office, number)
    before = office.dump()
    said = refused(lambda: office.services.versions.restore("problems", number, bare.deed.id))
    assert "责任人" in said
    assert office.dump() == before
    office.services.versions.restore("problems", number, given.deed.id)
    (row,) = office.store.problems.many([number])
    assert (row.text, row.responsible, row.state) == ("漏记 2 天", "责任示例", ProblemState.ASSIGNED)


def test_what_was_said_in_confidence_is_in_no_history(office: Office) -> None:
    tip = _tip(office)
    office.services.tips.set_reporter(tip, Reporter("反映示例", "13800077777", "东村 3 号"))
    CASES["tips"][1](office, tip)
    talk = CASES["talks"][0](office)
    CASES["talks"][1](office, talk)
    told = repr([office.services.versions.past("tips", tip), office.services.versions.past("talks", talk)])
    for secret in ("反映示例", "13800077777", "3 号", "路灯", "谈了甲", "谈了乙"):
        assert secret not in told
    assert "反映人有改动" in told
    assert "内容有改动" in told


def test_a_tip_handed_over_does_not_get_its_words_back(office: Office) -> None:
    tip = _tip(office)
    CASES["tips"][1](office, tip)
    office.services.tips.hand_over(tip, HandOver(TODAY, "纪委", "王示例"), wipe=True)
    past = office.services.versions.past("tips", tip)
    assert [version.restorable for version in past.versions] == [False, False, False]
    deed = past.versions[-1].deed.id
    assert "被清掉了" in refused(lambda: office.services.versions.restore("tips", tip, deed))


def test_the_reserve_list_is_told_on_its_own_page_only(office: Office) -> None:
    draft = ReserveDraft(office.secretaries["一示例"], office.villages["东村"])
    reserve = office.services.cadres.add(draft).value.id
    assert "干部队伍" in refused(lambda: office.services.versions.past("reserves", reserve))


def test_what_follows_from_steps_says_why_it_does_not_go_back(office: Office) -> None:
    unit = office.villages["东村"]
    past = office.services.versions.past("units", unit)
    assert past.fixed
    assert not any(version.restorable for version in past.versions)
    deed = past.versions[-1].deed.id
    assert "都按日期记着" in refused(lambda: office.services.versions.restore("units", unit, deed))


def test_a_deleted_record_is_fetched_from_the_bin_first(office: Office) -> None:
    number = _person(office)
    deed = first_deed(office, "people", number)
    office.services.people.delete([number])
    assert office.services.versions.past("people", number).name == "人员“示例甲”"
    assert "先到回收站" in refused(lambda: office.services.versions.restore("people", number, deed))


def test_a_deed_that_did_not_touch_the_record_is_no_version_of_it(office: Office) -> None:
    number = _person(office)
    other = office.services.people.add_person(PersonDraft("丙示例")).action
    assert "没有编号" in refused(lambda: office.services.versions.restore("people", number, other))


def test_every_reason_and_every_column_can_be_said() -> None:
    for kind in KINDS:
        if kind.fixed:
            assert sentence(Refusal(kind.fixed).diagnostics[0])
    assert all(COLUMNS.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notes=st.lists(st.text("甲乙丙 1", min_size=1, max_size=6), min_size=1, max_size=6),
    choice=st.integers(0, 5),
)
def test_any_version_of_a_person_comes_back_exactly(office: Office, notes: list[str], choice: int) -> None:
    number = _person(office)
    images = {first_deed(office, "people", number): image(office, "people", number)}
    for note in notes:
        known = office.store.people.person(number)
        done = office.services.people.correct_person(replace(known, note=note))
        if done.action:
            images[done.action] = image(office, "people", number)
    deed, wanted = list(images.items())[choice % len(images)]
    if wanted != image(office, "people", number):
        office.services.versions.restore("people", number, deed)
    assert image(office, "people", number) == wanted
