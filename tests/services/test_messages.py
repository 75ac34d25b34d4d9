"""Ready texts for WeChat: what changed is said beside what was, reminders are short, nobody is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from gzparty.domain.training import TrainingState
from gzparty.labels.messages import (
    Arrangement,
    PrivateReason,
    private_reminder,
    training_cancelled,
    training_change,
    training_notice,
    training_reminder,
)
from gzparty.services.views import SessionDetail
from tests.reports.views import NAMES, a_session

START, END, PLACE = datetime(2026, 3, 18, 14, 30), datetime(2026, 3, 18, 17, 30), "镇政府三楼会议室"
TODAY = date(2026, 3, 18)


def before(days: int = 0, place: str = PLACE) -> Arrangement:
    return Arrangement(START - timedelta(days=days), END - timedelta(days=days), place)


def cancelled(reason: str) -> SessionDetail:
    return a_session(state=TrainingState.CANCELLED, state_reason=reason)


def test_a_moved_session_says_the_old_time_and_the_new() -> None:
    assert training_change(a_session(), before(days=2)).splitlines() == [
        "【培训改期】第 3 期村党组织书记培训班",
        "原定时间：3月16日 周一 14:30—17:30",
        "改为：3月18日 周三 14:30—17:30",
        "地点不变：镇政府三楼会议室",
        "以本通知为准，请互相转告。",
        "联系人：党建办 0536-0000000",
    ]


def test_a_new_place_says_both_places_and_that_the_time_stays() -> None:
    lines = training_change(a_session(contact=""), before(place="东院会议室")).splitlines()
    assert lines[0] == "【培训改地点】第 3 期村党组织书记培训班"
    assert lines[1:4] == [
        "时间不变：3月18日 周三 14:30—17:30",
        "原定地点：东院会议室",
        "改到：镇政府三楼会议室",
    ]
    assert lines[-1] == "以本通知为准，请互相转告。"


def test_time_and_place_may_change_together_and_a_place_may_have_been_open() -> None:
    text = training_change(a_session(), before(days=1, place=""))
    assert text.startswith("【培训改期、改地点】")
    assert "原定地点：未定" in text
    assert "不变" not in text


def test_a_cancelled_session_says_what_was_planned_and_why() -> None:
    text = training_cancelled(cancelled("防汛"))
    assert "【培训取消】第 3 期" in text
    assert "原定时间：3月18日 周三 14:30—17:30" in text
    assert "原因：防汛" in text
    assert "请不要前往" in text
    assert "原因" not in training_cancelled(cancelled(""))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (TODAY, "今天（3月18日 周三）"),
        (date(2026, 3, 17), "明天（3月18日 周三）"),
        (date(2026, 3, 10), "3月18日 周三"),
    ],
)
def test_a_reminder_names_the_day_as_near_as_it_is(today: date, said: str) -> None:
    first = training_reminder(a_session(), today, 15).splitlines()[0]
    assert first == f"【提醒】第 3 期村党组织书记培训班，{said}"


def test_a_reminder_says_what_when_where_and_what_to_bring_and_nothing_else() -> None:
    assert training_reminder(a_session(), TODAY, 15, "学习笔记、村级账目").splitlines()[1:] == [
        "时间：3月18日 周三 14:30—17:30",
        "地点：镇政府三楼会议室",
        "主题：发展壮大村级集体经济",
        "请带：学习笔记、村级账目",
        "14:15 前签到。",
    ]
    bare = replace(a_session(topic=""), sitting=replace(a_session().sitting, place=""))
    assert training_reminder(bare, TODAY, 0).splitlines()[1:] == [
        "时间：3月18日 周三 14:30—17:30",
        "请带：笔记本、笔",
    ]


def test_one_who_was_not_heard_of_is_asked_and_one_who_is_missing_is_told() -> None:
    asked = private_reminder(a_session(), date(2026, 3, 17))
    assert "明天（3月18日 周三） 14:30 有第 3 期村党组织书记培训班，在镇政府三楼会议室" in asked
    assert "能参加请回“参加”" in asked
    missing = private_reminder(a_session(), TODAY, PrivateReason.MISSING)
    assert "还没看到您签到" in missing
    assert "回“参加”" not in missing


def test_no_text_names_a_member_or_a_phone_but_the_offices() -> None:
    session = a_session()
    texts = [
        training_notice(session, 15),
        training_change(session, before(days=2)),
        training_cancelled(session),
        training_reminder(session, TODAY, 15),
        private_reminder(session, TODAY),
        private_reminder(session, TODAY, PrivateReason.MISSING),
    ]
    for text in texts:
        assert not any(name in text for name in NAMES)
        assert "1380000" not in text
        assert "！" not in text
        assert "请您" not in text
    assert sum("0536-0000000" in text for text in texts) == 3
