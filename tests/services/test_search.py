"""Search: what a hit says of itself, over every kind of record that has texts."""

from __future__ import annotations

from datetime import date

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.duty import Errand
from gzparty.labels import refusal_text
from gzparty.services.training import CourseDraft
from tests.builders import NOW, Office
from tests.storage.test_texts import a_meeting


def test_hits_name_their_record_and_the_words_around(office: Office) -> None:
    services = office.services
    a_meeting(office.store, "会议排出 6 月防火值班表，每班 2 人。")
    services.calendars.ensure(2026)
    training = services.trainings.plan(2026, "每月第三个周三 14:30").value[5]
    services.trainings.set_courses(training.id, [CourseDraft("森林防火", "讲师示例", minutes=180)])
    with office.store.action("要材料", "errand.add", NOW, "test"):
        office.store.duties.insert_errand(
            Errand(0, "e1", "2026-01", "防火物资统计表", "县应急局", date(2026, 6, 12), date(2026, 6, 18))
        )
    hits = services.search.find("防火")
    assert [(hit.kind, hit.day) for hit in hits] == [
        ("meeting", date(2026, 6, 17)),
        ("training", date(2026, 6, 17)),
        ("errand", date(2026, 6, 12)),
    ]
    assert "防火值班" in hits[0].around
    assert hits[0].title.endswith("集中学习 6月")
    assert hits[2].title == "防火物资统计表"


def test_nothing_found_is_an_empty_list_and_nothing_to_look_for_is_said(office: Office) -> None:
    assert office.services.search.find("祭扫烈士墓") == ()
    with pytest.raises(Refusal) as caught:
        office.services.search.find("，。")
    assert "没有可找的字" in refusal_text(caught.value)
