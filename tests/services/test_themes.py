"""月度主题: set when it comes, linked by the clerk, told unit by unit."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.folder import FolderKind
from gzparty.domain.selection import Category, Decision, Nomination, Selection
from gzparty.domain.theme import Cover, Theme
from gzparty.domain.training import Training
from gzparty.labels import sentence
from gzparty.labels.themes import cover_text, coverage_text, material_text
from gzparty.services.new_files import Taken
from gzparty.services.theme_views import CoverCell, MeetingOnTheme, SessionOnTheme, ThemeMonth
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office
from tests.meetings import DAY, K, a_draft, code_of, register

JUNE = "2026-06"


def set_june(office: Office, title: str = "发展集体经济", **facts: object) -> Theme:
    return office.services.themes.set_theme(JUNE, title, **facts).value  # type: ignore[arg-type]


def a_session(office: Office, month: int = 6, topic: str = "村级集体经济怎么办") -> Training:
    start = datetime(2026, month, 17, 14, 30)
    return office.services.trainings.add(TrainingDraft(start, start.replace(hour=17), topic)).value


def cell(office: Office, village: str, month: int = 6) -> CoverCell:
    lines = office.services.themes.board(2026).lines
    return next(line for line in lines if line.unit.name == village).cells[month - 1]


def june(office: Office) -> ThemeMonth:
    return office.services.themes.board(2026).month(JUNE)


class TestSetting:
    """What a month's theme is."""

    def test_the_material_may_come_after_the_month_and_the_title_after_both(self, office: Office) -> None:
        themes = office.services.themes
        blank = themes.set_theme("2026-05").value
        assert (blank.title, blank.came_on) == ("", None)
        later = themes.set_theme("2026-05", "防汛安全", "汛期怎么办", "县委组织部", date(2026, 6, 10)).value
        assert later.id == blank.id
        assert later.uid == blank.uid
        assert themes.of_month("2026-05") == later
        assert [theme.period for theme in themes.all(2026)] == ["2026-05"]
        assert themes.of_month("2026-04") is None

    def test_saying_the_same_again_changes_nothing(self, office: Office) -> None:
        set_june(office)
        assert office.services.themes.set_theme(JUNE, "发展集体经济").action == 0

    def test_setting_and_deleting_are_taken_back(self, office: Office) -> None:
        before = office.dump()
        done = office.services.themes.set_theme(JUNE, "发展集体经济")
        assert done.name == "2026年6月主题“发展集体经济”"
        stored = office.dump()
        (meeting,) = register(office, a_draft(office))
        office.services.themes.link(done.value.id, meetings=[meeting.id])
        linked = office.dump()
        office.services.themes.delete(done.value.id)
        assert office.services.meeting_views.detail(meeting.id).meeting.number == meeting.number
        office.services.offices.undo()
        assert office.dump() == linked
        office.services.offices.undo()
        office.services.offices.undo()
        assert office.dump() == stored
        office.services.offices.undo()
        assert office.dump() == before

    def test_one_that_is_not_there_is_refused_with_how_to_write_it(self, office: Office) -> None:
        set_june(office)
        assert office.services.themes.find(JUNE).title == "发展集体经济"
        with pytest.raises(Refusal) as caught:
            office.services.themes.find("2026-07")
        assert sentence(caught.value.diagnostics[0]) == "没有“2026-07”的主题。月份写成 2026-06 这样。"


class TestMaterial:
    """Files of a theme."""

    def a_file(self, office: Office, name: str, content: bytes = b"words") -> Taken:
        return Taken(name, "application/pdf", office.store.blobs.put(content, NOW), len(content))

    def test_files_are_added_once_and_taken_out_again(self, office: Office) -> None:
        themes, theme = office.services.themes, set_june(office)
        other = themes.set_theme("2026-07").value
        themes.add_files(other.id, [self.a_file(office, "七月.pdf", b"july")])
        added = themes.add_files(
            theme.id, [self.a_file(office, "课件.pptx"), self.a_file(office, "通知.pdf", b"note")]
        )
        assert [one.kind for one in added.value.attachments] == [FolderKind.COURSEWARE, FolderKind.OTHER]
        again = themes.add_files(theme.id, [self.a_file(office, "又一份.pptx")])
        assert (again.action, [sentence(note) for note in again.value.doubled]) == (
            0,
            ["又一份.pptx：这个主题里已经有了（课件.pptx），没有再放一份。"],
        )
        themes.remove_file(added.value.attachments[0].id)
        view = themes.get(theme.id)
        assert [one.name for one in view.files] == ["通知.pdf"]
        assert view.lost_files == ()

    def test_what_is_no_file_of_a_theme_is_not_taken_out(self, office: Office) -> None:
        (meeting,) = register(office, a_draft(office))
        done = office.services.meeting_files.add(meeting.id, [self.a_file(office, "记录.pdf")])
        with pytest.raises(Refusal) as caught:
            office.services.themes.remove_file(done.value.attachments[0].id)
        assert code_of(caught) == "attachment_gone"

    def test_a_file_whose_bytes_are_gone_is_told_with_its_month(self, office: Office) -> None:
        theme = set_june(office)
        self.a_file(office, "别的.pdf", b"another")
        office.services.themes.add_files(theme.id, [Taken("课件.pptx", "x/y", "a" * 64, 3)])
        assert [one.name for one in office.services.themes.get(theme.id).lost_files] == ["课件.pptx"]
        (fault,) = office.services.folders.faults()
        assert sentence(fault).startswith("2026-06 主题的材料“课件.pptx”打不开")


class TestLinking:
    """What was about a theme, by the clerk's word."""

    def test_nothing_is_ever_linked_by_itself(self, office: Office) -> None:
        register(office, a_draft(office, topic="发展集体经济"))
        a_session(office, topic="发展集体经济")
        theme = set_june(office)
        assert office.services.themes.get(theme.id).meetings == ()
        assert june(office).trainings == 0

    def test_many_are_linked_in_one_action_and_each_once(self, office: Office) -> None:
        themes, theme, session = office.services.themes, set_june(office), a_session(office)
        east, west = register(office, a_draft(office), a_draft(office, village="西村"))
        done = themes.link(theme.id, [session.id], [west.id, east.id, east.id])
        assert (done.value, done.name) == (3, "2026年6月主题加 3 条记录")
        assert themes.link(theme.id, [session.id], [east.id]).action == 0
        view = themes.get(theme.id)
        assert [one.unit.name for one in view.meetings] == ["东村", "西村"]
        assert [one.number for one in view.trainings] == [session.number]
        assert themes.unlink(theme.id, meetings=[east.id]).value == 1
        assert themes.unlink(theme.id, meetings=[east.id]).action == 0
        assert [one.unit.name for one in themes.get(theme.id).meetings] == ["西村"]
        assert themes.of_meetings([east.id, west.id]) == {west.id: (theme,)}
        assert themes.of_trainings([session.id]) == {session.id: (theme,)}

    def test_a_record_deleted_meanwhile_is_refused(self, office: Office) -> None:
        theme = set_june(office)
        (meeting,) = register(office, a_draft(office))
        office.services.meetings.delete([meeting.id])
        with pytest.raises(Refusal) as caught:
            office.services.themes.link(theme.id, meetings=[meeting.id])
        assert code_of(caught) == "meeting_gone"

    def test_candidates_are_of_the_month_and_what_hints_stands_first(self, office: Office) -> None:
        themes, theme = office.services.themes, set_june(office)
        may = themes.set_theme("2026-05", "防汛安全").value
        east, west, south, _before = register(
            office,
            a_draft(office, topic="学条例"),
            a_draft(office, village="西村", topic="集体经济怎么增收"),
            a_draft(office, village="南村", topic="发展集体经济"),
            a_draft(office, village="北村", day=date(2026, 5, 15), topic="发展集体经济"),
        )
        session = a_session(office, topic="集体经济")
        a_session(office, month=7, topic="发展集体经济")
        themes.link(may.id, meetings=[east.id])
        themes.link(theme.id, meetings=[south.id])
        found = themes.candidates(JUNE)
        assert [(number(one.record), one.hints, one.also) for one in found] == [
            (session.number, ("集体经济",), ()),
            (west.number, ("集体经济",), ()),
            (east.number, (), ("2026-05",)),
        ]

    def test_candidates_of_later_months_are_asked_for(self, office: Office) -> None:
        themes = office.services.themes
        themes.set_theme("2026-04", "防汛安全")
        (later,) = register(office, a_draft(office))
        assert themes.candidates("2026-04") == ()
        assert [number(one.record) for one in themes.candidates("2026-04", later=True)] == [later.number]
        assert themes.candidates("2026-03", later=True) == ()


class TestBoard:
    """Units x months."""

    def test_each_cell_says_how_far_the_unit_is(self, office: Office) -> None:
        themes, theme = office.services.themes, set_june(office)
        themes.set_theme("2026-07", "防火")
        register(office, a_draft(office, K.STUDY))
        west, south = register(
            office,
            a_draft(office, K.LECTURE, "西村"),
            a_draft(office, K.STUDY, "南村", day=date(2026, 6, 25), held=False),
        )
        themes.link(theme.id, meetings=[west.id, south.id])
        said = {name: cover_text(cell(office, name)) for name in office.villages}
        assert said == {
            "东村": "当月有 1 条记录，没有标这个主题的",
            "西村": "6月15日 党课",
            "南村": "6月25日 集中学习（还没开）",
            "北村": "没有记录",
        }
        assert cell(office, "西村", 5).cover is Cover.BLANK
        assert cell(office, "西村", 7).cover is Cover.AHEAD
        assert coverage_text(june(office)) == "4 个支部里 1 个有记录"
        assert june(office).without == 3
        assert coverage_text(themes.board(2026).month("2026-07")) == ""

    def test_a_record_of_a_later_month_makes_good_for_an_earlier_theme(self, office: Office) -> None:
        themes = office.services.themes
        may = themes.set_theme("2026-05", "防汛安全").value
        (later,) = register(office, a_draft(office))
        themes.link(may.id, meetings=[later.id])
        board = themes.board(2026)
        assert cell(office, "东村", 5).cover is Cover.ON_THEME
        assert [(month, number(record)) for month, record in board.foreign] == [("2026-05", later.number)]
        assert (board.month("2026-05").foreign, june(office).foreign) == (1, 0)

    def test_units_stand_under_their_communities_and_departments_are_none_of_them(
        self, office: Office
    ) -> None:
        groups = office.services.themes.board(2026).groups
        assert [(group.title, [line.unit.name for line in group.lines]) for group in groups] == [
            ("管城社区", ["东村", "南村"]),
            ("利见社区", ["西村", "北村"]),
        ]

    def test_a_unit_closed_in_spring_is_not_counted_in_june(self, office: Office) -> None:
        set_june(office)
        office.services.people.close_unit(office.villages["北村"], date(2026, 4, 30))
        assert cell(office, "北村").cover is Cover.OUTSIDE
        assert june(office).units == 3
        assert "北村" not in [line.unit.name for line in office.services.themes.board(2027).lines]

    def test_themes_without_training_and_trainings_without_theme_are_named(self, office: Office) -> None:
        themes, theme = office.services.themes, set_june(office)
        themes.set_theme("2026-05", "防汛安全")
        themes.set_theme("2026-04")
        session, loose, off = a_session(office), a_session(office, month=7), a_session(office, month=8)
        office.services.trainings.cancel(off.id, "三夏大忙")
        themes.link(theme.id, trainings=[session.id])
        board = themes.board(2026)
        assert [month.period for month in board.without_training] == ["2026-05"]
        assert [one.number for one in board.loose] == [loose.number]
        assert themes.board(2025).loose == ()

    def test_only_announced_exemplars_are_named(self, office: Office) -> None:
        for period, announced in (("2026-05", date(2026, 6, 10)), (JUNE, None)):
            with office.store.action("评选", "test", NOW, "test"):
                add_chosen(office, period, announced)
        board = office.services.themes.board(2026)
        assert board.month("2026-05").exemplars == ("孙示例",)
        assert board.month(JUNE).exemplars == ()
        assert len(board.month(JUNE).selections) == 1

    def test_material_is_told_as_it_came(self, office: Office) -> None:
        assert material_text(june(office)) == ""
        set_june(office)
        assert material_text(june(office)) == "材料还没到"
        set_june(office, came_on=DAY)
        assert material_text(june(office)) == "材料 6月15日到"


def number(record: SessionOnTheme | MeetingOnTheme) -> str:
    return record.number


def add_chosen(office: Office, period: str, announced: date | None) -> None:
    """A selection of a month with one chosen, announced or not."""
    store = office.store.selections
    number = store.next_number(period)
    selection = store.insert(
        Selection(0, f"s{period}", number, period, "", decided_on=date(2026, 6, 1), announced_on=announced)
    )
    category = store.insert_category(Category(0, f"c{period}", selection, 1))
    store.insert_nomination(
        Nomination(0, f"n{period}", selection, category, 1, "孙示例", decision=Decision.CHOSEN)
    )
