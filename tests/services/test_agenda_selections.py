"""Selections on the workbench: what waits for the clerk, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gzparty.domain.agenda import Matter
from gzparty.domain.period import Period
from gzparty.domain.selection import Outcome
from gzparty.domain.tip import TipChannel
from gzparty.labels.agenda import item_text
from gzparty.labels.agenda_ahead import ahead_text
from gzparty.services.agenda_views import SelectionAhead, SelectionItem
from gzparty.services.decision_drafts import ObjectionDraft
from gzparty.services.selection_drafts import SelectionDraft
from tests.turned_year import TurnedYear, turned_year


@pytest.fixture
def year(sample_file: Path, tmp_path: Path) -> Iterator[TurnedYear]:
    """The sample: its selection of June is in its 公示 until 22 June."""
    with turned_year(sample_file, tmp_path) as made:
        yield made


def items(year: TurnedYear) -> list[SelectionItem]:
    bench = year.services.agenda.workbench(Period.around(year.day))
    return [item for item in bench.items if isinstance(item, SelectionItem)]


def said(year: TurnedYear) -> list[str]:
    return ["，".join(item_text(item, year.day)) for item in items(year)]


def test_a_running_publicity_stands_among_what_comes_and_asks_for_nothing(year: TurnedYear) -> None:
    bench = year.services.agenda.workbench(Period.around(year.day))
    (ahead,) = [one for one in bench.ahead if isinstance(one, SelectionAhead)]
    assert (ahead.day, ahead_text(ahead).title) == (date(2026, 6, 22), "6月典型评选　公示最后一天")
    assert items(year) == []


def test_its_result_is_asked_for_from_the_day_after_and_names_nobody(year: TurnedYear) -> None:
    year.day = date(2026, 6, 22)
    assert items(year) == []
    year.day = date(2026, 6, 23)
    assert said(year) == ["6月典型评选　公示期满，可以记结果，6月22日到期"]
    assert "示例" not in said(year)[0]


def test_an_objection_is_asked_for_before_the_result(year: TurnedYear) -> None:
    (line,) = year.services.selection_views.year(2026).months[5].selections
    publicity = year.services.selection_views.get(line.selection.id).publicity
    assert publicity is not None
    draft = ObjectionDraft(year.day, TipChannel.CALL, "来电说土地流转的账没有公开")
    objection = year.services.decisions.object(publicity.publicity.id, draft, None).value
    year.day = date(2026, 6, 23)
    assert said(year) == ["6月典型评选　公示收到 1 条意见还没处理，最早 6月17日收到"]
    year.services.decisions.handle(objection.id, year.day, "账在公开栏上", Outcome.UNFOUNDED)
    assert [item.matter for item in items(year)] == [Matter.PUBLICITY_OVER]


def test_nominations_are_asked_for_on_their_last_day_and_after(year: TurnedYear) -> None:
    draft = SelectionDraft(period="2026-07", title="党旗下的承诺", nominate_until=date(2026, 6, 20))
    selection = year.services.selections.begin(draft).value
    assert items(year) == []
    year.day = date(2026, 6, 20)
    assert said(year) == ["7月典型评选　推荐今天截止，"]
    year.day = date(2026, 6, 21)
    assert said(year) == ["7月典型评选　推荐已经截止，还没进资格审核，6月20日截止"]
    year.services.selections.leave_vacant(selection.id, year.day, "没有合适的人选")
    assert items(year) == []
