"""The walk of `everywhere.py` leaves nothing out: a page, panel or dialog it never opens is found here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui
from tests.widgets.everywhere import PARTS, walk
from tests.widgets.lived_in import copied_whole

LEFT_OUT = {
    "ui.panels.absence_note.AbsenceNote",
    "ui.panels.cadre.forms.LeaveForm",
    "ui.panels.cadre.forms.ReserveForm",
    "ui.panels.cadre.panels.LadderPanel",
    "ui.panels.cadre.panels.ReservePanel",
    "ui.panels.correcting_forms.MemberGroupForm",
    "ui.panels.courses.CoursesPanel",
    "ui.panels.duty.life_day_rule_form.LifeDayRuleForm",
    "ui.panels.duty.plain.PlainRow",
    "ui.panels.errand.forms.BackForm",
    "ui.panels.inspection.checklist_editor.ItemForm",
    "ui.panels.intake.photo_form.PhotoForm",
    "ui.panels.life.absence_list.AbsenceList",
    "ui.panels.life.appraisal_editor.AppraisalEditor",
    "ui.panels.life.talk_list.TalkList",
    "ui.panels.life.vote_form.CandidateRow",
    "ui.panels.life.vote_form.ExcludedRow",
    "ui.panels.manual.hits.HitList",
    "ui.panels.material_forms.NameForm",
    "ui.panels.material_forms.PlaceForm",
    "ui.panels.meeting.forms.DayForm",
    "ui.panels.merge_form.MergeForm",
    "ui.panels.person_menu.PersonMenu",
    "ui.panels.post_forms.MoveMemberForm",
    "ui.panels.post_forms.SinceForm",
    "ui.panels.reserve_note.ReserveNote",
    "ui.panels.roll_forms.MakeupForm",
    "ui.panels.selection.circular_panel.CircularForm",
    "ui.panels.selection.committee_forms.DecisionForm",
    "ui.panels.selection.forms.VerdictForm",
    "ui.panels.selection.objection_forms.HandlingForm",
    "ui.panels.selection.objection_forms.ObjectorForm",
    "ui.panels.selection.objection_forms.ResultForm",
    "ui.panels.selection.objections.ObjectionLine",
    "ui.panels.selection.row_menu.NominationMenu",
    "ui.panels.selection.score_grid.ScoreGrid",
    "ui.panels.selection.score_grid.ScoreView",
    "ui.panels.stale_papers.StalePapers",
    "ui.panels.tip.forms.HandOverForm",
    "ui.panels.tip.forms.ReporterForm",
    "ui.panels.tip.forms.RowForm",
    "ui.panels.tour.forms.UnitsForm",
    "ui.tables.cell_menu.GridMenu",
    "ui.tables.head_line.HeadLine",
    "ui.widgets.busy_line.BusyLine",
    "ui.widgets.find_bar.FindBar",
    "ui.widgets.find_bar.FindField",
    "ui.widgets.lost_banner.LostBanner",
    "ui.widgets.print_news.PrintNews",
    "ui.widgets.tick_reasons.TickReasonRow",
    "ui.widgets.tick_reasons.TickReasons",
}
"""Not opened yet: they want records in a state the sample lacks."""


def test_every_widget_of_the_program_is_seen_somewhere(
    lived_in_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: set[type] = set()
    for part in PARTS:
        for sight in walk(part, copied_whole(lived_in_file, tmp_path / part)):
            widgets = [sight.top, *cast("list[QWidget]", sight.top.findChildren(QWidget))]
            for widget in widgets:
                if widget.isVisible():
                    seen.update(type(widget).__mro__)
    unseen = {f"{kind.__module__}.{kind.__name__}" for kind in all_widgets() - seen}
    assert unseen == LEFT_OUT


def all_widgets() -> set[type]:
    """Every kind of widget that the program makes itself."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    return {kind for kind in _below(QWidget) if kind.__module__.startswith("ui.")}


def _below(kind: type) -> Iterator[type]:
    for one in cast("list[type]", kind.__subclasses__()):
        yield one
        yield from _below(one)
