"""The parts of the page of organisational life: words in a cell, chips of who was away, numbers, names."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gzparty.domain.dues import Due, DueState, Fulfilment
from gzparty.domain.meeting import Absence
from gzparty.domain.period import Period
from gzparty.services.duty_defaults import default_duties
from tests.widgets.helpers import on_screen, settle
from ui.due_glyphs import due_glyph
from ui.glyphs import Glyph
from ui.panels.life.source import due_words
from ui.panels.meeting.figures import FiguresLine
from ui.theme import Theme
from ui.widgets.absence_field import AbsenceChip, AbsenceField
from ui.widgets.count_field import CountField
from ui.widgets.name_field import NameField

STUDY = next(duty for duty in default_duties() if duty.code == "study")
JUNE = Period.of_month(2026, 6)


def due(state: DueState, *, days: int = 0, held: date | None = None, missing: tuple[str, ...] = ()) -> Due:
    record = Fulfilment("study", 1, 1, 0, "2026-06", held, True, missing) if held else None
    return Due(STUDY, 1, 0, JUNE, 1, state, JUNE.last, None, record, days=days)


@pytest.mark.parametrize(
    ("state", "days", "held", "narrow", "wide"),
    [
        (DueState.DONE, 0, date(2026, 6, 12), "12日", "06-12"),
        (DueState.LATE, 2, date(2026, 7, 2), "07-02", "07-02"),
        (DueState.OVERDUE, 2, None, "逾2", "逾 2 天"),
        (DueState.OVERDUE, 120, None, "没开", "逾 120 天"),
        (DueState.SOON, -3, None, "3天", "3天"),
        (DueState.SOON, 0, None, "今天", "今天"),
        (DueState.TODO, -20, None, "", ""),
        (DueState.WAIVED, 0, None, "免", "免"),
    ],
)
def test_the_word_beside_the_glyph_says_the_day_or_how_late(
    state: DueState, days: int, held: date | None, narrow: str, wide: str
) -> None:
    one = due(state, days=days, held=held)
    assert due_words(one, narrow=True) == narrow
    assert due_words(one, narrow=False) == wide


def test_papers_nobody_typed_are_a_sheet_and_a_record_begun_a_pencil() -> None:
    untyped = due(DueState.HANDED_IN, held=date(2026, 6, 12), missing=("expected", "attended", "topic"))
    begun = due(DueState.HANDED_IN, held=date(2026, 6, 12), missing=("topic",))
    assert due_glyph(untyped) is Glyph.UNENTERED
    assert due_glyph(begun) is Glyph.DRAFT


@pytest.fixture
def away(theme: Theme, qtbot: QtBot) -> AbsenceField:
    return on_screen(AbsenceField(theme, "away"), qtbot)


def chips(away: AbsenceField) -> list[str]:
    settle()
    return [one.accessibleName() for one in away.findChildren(AbsenceChip)]  # type: ignore[var-annotated]


def test_a_name_and_its_reason_become_a_chip_with_enter(away: AbsenceField, qtbot: QtBot) -> None:
    away.line.setText("何示例 外出务工")
    qtbot.keyClick(away.line, Qt.Key.Key_Return)
    assert chips(away) == ["何示例 外出务工"]
    assert away.line.text() == ""
    assert away.value() == (Absence("何示例", "外出务工"),)


def test_several_names_pasted_are_several_chips_and_delete_takes_one_away(
    away: AbsenceField, qtbot: QtBot
) -> None:
    away.line.setText("何示例（外出务工）、王示例")
    qtbot.keyClick(away.line, Qt.Key.Key_Return)
    assert chips(away) == ["何示例 外出务工", "王示例"]
    chip = away.findChild(AbsenceChip)
    assert isinstance(chip, AbsenceChip)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert chips(away) == ["王示例"]


def test_what_stands_in_the_line_counts_and_a_draft_brings_all_of_it_back(away: AbsenceField) -> None:
    away.set_value([Absence("何示例", "外出务工", leave=True, standing=True)])
    away.line.setText("王示例 生病")
    kept = away.text()
    assert [one.name for one in away.value()] == ["何示例", "王示例"]
    away.set_value([])
    assert away.value() == ()
    away.setText(kept)
    assert away.value() == (
        Absence("何示例", "外出务工", leave=True, standing=True),
        Absence("王示例", "生病"),
    )


@pytest.mark.parametrize(
    ("typed", "value", "has_problem"),
    [("19", 19, False), ("１９人", 19, False), ("0", 0, False), ("", None, False), ("十几个", None, True)],
)
def test_an_empty_number_is_not_known_and_not_nobody(
    theme: Theme, qtbot: QtBot, typed: str, value: int | None, has_problem: bool
) -> None:
    made = CountField(theme, "count")
    qtbot.addWidget(made)
    made.setText(typed)
    assert made.value() == value
    assert bool(made.problem()) == has_problem


def test_names_are_offered_by_characters_and_initials_and_anything_may_be_typed(
    theme: Theme, qtbot: QtBot
) -> None:
    made = NameField(theme, "name")
    qtbot.addWidget(made)
    made.know([("单示例", "ssl dsl"), ("曹示例", "csl")])
    assert made.matches("d") == ["单示例"]
    assert made.matches("ｃ") == ["曹示例"]
    assert made.matches("示例") == ["单示例", "曹示例"]
    assert made.matches("赵") == []
    made.setText("赵示例")
    assert made.text() == "赵示例"


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((9, 8, None, None), "应到 9，实到 8，还有 1 人没写原因"),
        ((9, 8, 1, 0), "应到 9 ＝ 实到 8 ＋ 请假 1，人数对得上"),
        ((9, 9, None, None), "应到 9 ＝ 实到 9，人数对得上"),
        ((9, None, None, None), ""),
    ],
)
def test_the_arithmetic_is_said_at_every_key(
    theme: Theme, qtbot: QtBot, figures: tuple[int | None, ...], words: str
) -> None:
    line = FiguresLine(theme)
    qtbot.addWidget(line)
    expected, attended, leave, absent = figures
    line.show_figures(expected, attended, leave, absent, ())
    assert line.accessibleName() == words
    assert line.isHidden() is (not words)
