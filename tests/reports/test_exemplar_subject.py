"""Papers of selections in a real office: which selection is meant, what may not be printed yet, settings, stale copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import PartyClass
from gzparty.domain.selection import Outcome, Verdict
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.labels import refusal_text
from gzparty.reports import catalogue
from gzparty.reports.content import Signature
from gzparty.reports.printed import Order, changes_since, compose_order, log_entry, selector_of, stale_papers
from gzparty.reports.subject import Subject
from gzparty.services.decision_drafts import ObjectionDraft, PublicityDraft
from gzparty.services.people import PersonDraft
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft
from gzparty.services.selection_papers import paper_view
from tests.builders import Office, an_office

from . import selection_office as may
from .paper_text import paper_text
from .selection_office import CHOSEN, FAILED, MAY, NEXT

SELECTION = Subject(2026, date(2026, 6, 17))
OF_SELECTION = [spec.name for spec in catalogue.PAPERS if spec.of_selection]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    built = an_office(tmp_path)
    yield built
    built.store.close()


def said(office: Office, paper: str, /, **asked: object) -> str:
    about = replace(SELECTION, **asked)  # type: ignore[arg-type]
    return paper_text(catalogue.compose(office.services, paper, about))


def refused(office: Office, paper: str, /, **asked: object) -> str:
    with pytest.raises(Refusal) as caught:
        said(office, paper, **asked)
    return refusal_text(caught.value)


def test_no_paper_is_public_before_its_step(office: Office) -> None:
    services = office.services
    selection = may.nominate(services)
    assert "还没有人通过资格审核" in refused(office, "ballot", selection=MAY)
    may.judge(services, selection)
    assert CHOSEN in said(office, "ballot", selection=MAY)
    may.vote(services, selection)
    assert "还没有党委研究结果，不能公示" in refused(office, "publicity", selection=MAY)
    may.decide(services, selection)
    assert "还没有定公示时间" in refused(office, "publicity", selection=MAY)
    assert "还没有公示，不能印通报" in refused(office, "result", selection=MAY)
    may.publish(services, selection)
    assert "5月15日至5月21日（5个工作日）" in said(office, "publicity", selection=MAY)
    assert "5月21日 期满，第二天起可以记公示结果" in refused(office, "result", selection=MAY)
    may.finish(services, selection)
    assert f"确定{CHOSEN}同志为2026年5月“集体增收”典型" in said(office, "result", selection=MAY)


def test_a_vacant_month_has_nothing_to_publish_and_its_review_still_prints(office: Office) -> None:
    services = office.services
    selection = may.nominate(services)
    services.selections.leave_vacant(selection.id, date(2026, 5, 12), "都没通过审核")
    for paper in ("publicity", "result"):
        assert "空缺，没有名单可以公布" in refused(office, paper, selection=MAY)
    assert CHOSEN in said(office, "review", selection=MAY)
    assert "5月 | 集体增收 | 空缺" in said(office, "exemplars")


def test_without_a_number_the_newest_selection_that_makes_sense_is_meant(office: Office) -> None:
    services = office.services
    assert "还没有能印《典型通报》的评选" in refused(office, "result")
    may.add_selection(services)
    june = services.selections.begin(SelectionDraft("2026-06", "防汛先锋")).value
    services.selections.nominate(june.id, [NominationDraft(name="丁示例", nominated_on=date(2026, 6, 10))])
    assert "2026年6月典型推荐表" in said(office, "nomination", nomination="丁示例")
    for paper in ("ballot", "tally", "publicity", "result"):
        assert "2026年5月" in said(office, paper)
    assert "2026年6月" in said(office, "review")


def test_a_batch_has_a_form_for_everybody_nominated_and_not_withdrawn(office: Office) -> None:
    services = office.services
    selection = may.nominate(services)
    known = may.ids(services, selection)
    services.selections.withdraw(known[NEXT], date(2026, 5, 12), "本人放弃")
    made = dict(catalogue.compose_each(services, "nomination", SELECTION))
    assert list(made) == ["甲示例（甲村）", "丙示例（丙村）"]
    assert CHOSEN in paper_text(made["甲示例（甲村）"])


def test_a_nomination_is_named_by_name_or_uid_and_an_unknown_one_is_refused(office: Office) -> None:
    services = office.services
    selection = may.nominate(services)
    (first, *_rest) = services.store.selections.nominations([selection.id])
    for reference in (first.uid, CHOSEN, "甲示例@甲村"):
        assert f"姓名 | {CHOSEN}" in said(office, "nomination", selection=MAY, nomination=reference)
    assert "没有推荐“赵示例”" in refused(office, "nomination", selection=MAY, nomination="赵示例")
    assert "说明是谁的" in refused(office, "nomination", selection=MAY)


def test_the_roll_as_it_was_when_somebody_was_nominated_stands_on_the_form(office: Office) -> None:
    services = office.services
    village = office.villages["东村"]
    young = services.people.add_person(PersonDraft("戊示例", sex="female", birth=PartialDate(1990, 2))).value
    services.people.admit(young.id, village, PartyClass.PROBATIONARY, date(2025, 6, 1))
    selection = services.selections.begin(SelectionDraft("2026-06", "防汛先锋")).value
    draft = NominationDraft(person_id=young.id, nominated_on=date(2026, 6, 10))
    services.selections.nominate(selection.id, [draft])
    form = said(office, "nomination", nomination="戊示例")
    assert "姓名 | 戊示例 | 性别 | 女 | 出生年月 | 1990.02" in form
    assert "中共预备党员" in form
    view = services.selection_views.get(selection.id)
    early = paper_view(services.store, replace(view, nominations=()), date(2026, 6, 17))
    assert early.facts == {}


def test_a_name_the_roll_does_not_know_leaves_its_facts_to_write(office: Office) -> None:
    may.nominate(office.services)
    assert f"姓名 | {CHOSEN} | 性别 |  | 出生年月 | " in said(office, "nomination", nomination=CHOSEN)


def test_the_word_and_the_signature_of_selections_are_settings_of_their_own(office: Office) -> None:
    services = office.services
    may.add_selection(services)

    def signed() -> str:
        blocks = catalogue.compose(services, "result", SELECTION).blocks
        return next(block for block in blocks if isinstance(block, Signature)).issuer

    assert signed() == f"{services.offices.facts().name}党建办"
    services.offices.change_settings({"issuer_selection": "中共官庄镇委员会", "issuer_style": "别的落款"})
    services.offices.change_settings({"exemplar_word": "每月之星", "circular_recipients": "各村党支部："})
    assert signed() == "中共官庄镇委员会"
    assert "“集体增收”每月之星" in said(office, "publicity")
    assert "各村党支部：" in said(office, "result")
    assert "每月之星推荐表" in said(office, "blank-nomination")


@pytest.mark.parametrize("paper", OF_SELECTION)
def test_no_objector_comes_to_any_paper_of_the_office(office: Office, paper: str) -> None:
    services = office.services
    selection = may.nominate(services)
    may.judge(services, selection)
    may.vote(services, selection)
    may.decide(services, selection)
    publicity = may.publish(services, selection)
    draft = ObjectionDraft(
        date(2026, 5, 18), TipChannel.CALL, "合同没有公开", may.ids(services, selection)[CHOSEN]
    )
    services.decisions.object(publicity, draft, Reporter("举报人示例", "13800000000"))
    (objection,) = services.store.selections.objections([publicity])
    services.decisions.handle(objection.id, date(2026, 5, 19), "查阅合同", Outcome.UNFOUNDED)
    may.finish(services, selection)
    for _stem, made in catalogue.compose_each(services, paper, SELECTION):
        for hidden in ("举报人", "13800000000", "合同没有公开"):
            assert hidden not in paper_text(made)


def log(office: Office, order: Order) -> None:
    today = office.services.context.today()
    made = compose_order(office.services, order)
    office.services.prints.record(log_entry(order, one, today, 1) for one in made)


def test_a_changed_publicity_makes_its_printed_copy_stale(office: Office) -> None:
    services = office.services
    selection = may.nominate(services)
    may.judge(services, selection)
    may.vote(services, selection)
    may.decide(services, selection)
    publicity = may.publish(services, selection)
    log(office, Order("publicity", SELECTION))
    assert stale_papers(services, "selection", MAY) == []
    stored = services.store.selections.publicity(publicity)
    services.decisions.change_publicity(publicity, replace(PublicityDraft.of(stored), phone="0536-1111111"))
    (stale,) = stale_papers(services, "selection", MAY)
    assert stale.spec.name == "publicity"
    assert stale.differences


def test_a_form_is_one_paper_in_the_log_however_it_was_named_and_keeps_its_content_to_itself(
    office: Office,
) -> None:
    services = office.services
    selection = may.nominate(services)
    (first, *_rest) = services.store.selections.nominations([selection.id])
    spec = catalogue.find("nomination")
    for about in (
        replace(SELECTION, nomination=CHOSEN),
        replace(SELECTION, nomination=first.uid),
        replace(SELECTION, selection=MAY, nomination=CHOSEN),
    ):
        order = Order("nomination", about)
        (sheets,) = compose_order(services, order)
        assert selector_of(spec, sheets.subject) == f"selection={MAY} nomination={first.uid}"
    log(office, Order("nomination", replace(SELECTION, nomination=CHOSEN)))
    copy = services.prints.last("nomination", f"selection={MAY} nomination={first.uid}")
    assert copy is not None
    assert "逐户走访" not in copy.content
    assert changes_since(services, copy) == ()
    services.selections.judge([first.id], Verdict.PASSED, date(2026, 5, 12), "党建办 张示例")
    assert changes_since(services, copy)


def test_a_newer_selection_does_not_make_an_old_print_another_paper(office: Office) -> None:
    services = office.services
    may.nominate(services)
    log(office, Order("review", SELECTION))
    june = services.selections.begin(SelectionDraft("2026-06", "防汛先锋")).value
    services.selections.nominate(june.id, [NominationDraft(name="丁示例", nominated_on=date(2026, 6, 10))])
    copy = services.prints.last("review", f"selection={MAY}")
    assert copy is not None
    assert changes_since(services, copy) == ()


def test_what_was_typed_in_afterwards_has_its_circular_without_steps(office: Office) -> None:
    services = office.services
    services.selections.record_past("2026-03", "春耕一线", [NominationDraft(name="己示例", deeds="抢种抢收")])
    circular = said(office, "result", selection="2026-03")
    assert "确定己示例同志为2026年3月“春耕一线”典型" in circular
    assert "党委研究" not in circular
    assert "3月 | 春耕一线 | 己示例" in said(office, "exemplars")
    assert FAILED not in said(office, "exemplars")
