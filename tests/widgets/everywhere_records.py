"""What stands on the pages of people, trainings, cadres and organisational life only in some state of a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gzparty.domain.meeting import MeetingKind, YearlyKind
from gzparty.domain.people import PartyClass
from gzparty.domain.sitting import Status
from tests.widgets.everywhere_dialogs import click
from ui.pages.cadres import LADDER, RESERVES
from ui.panels.person import POSTS
from ui.wishes import LifeRequest, PersonRequest

if TYPE_CHECKING:
    from tests.widgets.everywhere import Walk
    from ui.pages.cadres import CadresPage
    from ui.pages.life import LifePage
    from ui.pages.people import PeoplePage
    from ui.pages.training import TrainingPage


def choose(made: Walk, name: str) -> None:
    """Choose what stands behind one of the buttons 更多 of the page in sight."""
    menus = cast("list[QMenu]", made.page().findChildren(QMenu))
    action = next(
        one for menu in menus for one in menu.actions() if one.objectName() == name and one.isEnabled()
    )
    action.trigger()
    made.wait()


# People


def _file(made: Walk, person_id: int) -> PeoplePage:
    page = cast("PeoplePage", made.window.show_page("people"))
    page.take_request(PersonRequest(person_id))
    made.wait_for(lambda: (file := page.aside.file()) is not None and file.person.id == person_id)
    return page


def _somebody_away(made: Walk) -> None:
    reader = made.desk.gate.reader
    away = reader.absences.alerts(reader.context.today())[0].person_id
    _file(made, away)
    click(made, "openAbsenceLines")


def _posts(made: Walk) -> None:
    cast("PeoplePage", made.page()).aside.person.tabs.choose(POSTS)


def _member(party_class: PartyClass, deed: str, made: Walk) -> None:
    """A deed of a member of a branch that has Party groups."""
    store = made.desk.gate.reader.store.people
    branches = {group.unit_id for group in store.groups()}
    held = next(
        one for one in store.memberships() if one.party_class is party_class and one.unit_id in branches
    )
    _file(made, held.person_id)
    choose(made, deed)


def _two_people(made: Walk) -> None:
    page = cast("PeoplePage", made.window.show_page("people"))
    made.wait()
    view = page.list.view
    model = view.model()
    both = QItemSelection(model.index(0, 0), model.index(1, model.columnCount() - 1))
    view.setCurrentIndex(model.index(0, 0))
    view.selectionModel().select(both, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QTest.keyClick(view, Qt.Key.Key_Menu)


def _merge(made: Walk) -> None:
    _two_people(made)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.objectName() == "merge_both").trigger()
    menu.close()


# Trainings


def _tab(key: str, made: Walk) -> TrainingPage:
    page = cast("TrainingPage", made.window.show_page("training"))
    page.view.choose(key)
    made.wait()
    return page


def _makeup(made: Walk) -> None:
    """Somebody was away from a session held and has nothing to make up for it yet."""
    page = _tab("roll", made)
    reader = made.desk.gate.reader
    owing = next(
        (one.id, place)
        for one in reader.store.trainings.of_year(reader.context.today().year)
        for place, row in enumerate(reader.sessions.roll(one.sitting_id).rows)
        if row.attendance.status in (Status.LEAVE, Status.ABSENT) and row.makeup is None
    )
    page.list.choose(owing[0])
    made.wait()
    page.view.roll.grid.select_row(owing[1], 1)
    choose(made, "recordMakeup")


def _corrected(made: Walk) -> None:
    page = cast("TrainingPage", made.window.show_page("training"))
    page.pictures()["printed"]()
    stale = page._stale
    assert stale is not None
    made.wait_for(stale.isVisible)


def _files(made: Walk) -> TrainingPage:
    page = _tab("materials", made)
    plan = page._plan
    assert plan is not None
    for line in plan.lines:
        page.list.choose(line.training.id)
        made.wait()
        if page.view.materials.tiles.isVisible():
            break
    return page


def _file_name(made: Walk) -> None:
    tiles = _files(made).view.materials.tiles
    tiles.choose({tiles.files.files[0].id})
    tiles.setFocus()
    QTest.keyClick(tiles, Qt.Key.Key_F2)


def _paper_place(made: Walk) -> None:
    page = _files(made)
    page.view.materials.show_kind("sign_in")
    made.wait()
    click(made, "paperPlaceDeed")


# Cadres


def _uncovered(part: str, made: Walk) -> CadresPage:
    page = cast("CadresPage", made.window.show_page("cadres"))
    page.tabs.choose(part)
    made.wait()
    stack = page.reserves if part == RESERVES else page.ladder
    if stack.body is None:
        stack.ask()
        made.wait_for(lambda: stack.body is not None)
    made.wait()
    return page


def _cadre(deed: str, made: Walk) -> None:
    _uncovered(RESERVES, made)
    click(made, deed)


# Organisational life


def _life(made: Walk, **wanted: Any) -> LifePage:
    page = cast("LifePage", made.window.show_page("life"))
    page.take_request(LifeRequest(**wanted))
    made.wait()
    return page


def _talks(made: Walk) -> None:
    (talk, *_rest) = made.desk.gate.reader.store.meetings.talks(2026)
    _life(made, kind=YearlyKind.TALK.value, year=2026, unit_id=talk.unit_id)


def _appraisal(made: Walk) -> None:
    meetings = made.desk.gate.reader.store.meetings.between("2025", "2026-Z", MeetingKind.APPRAISAL)
    _life(made, kind=MeetingKind.APPRAISAL.value, meeting_id=meetings[0].id)
    click(made, "enterAppraisal")


def _absences(made: Walk) -> None:
    page = cast("LifePage", made.window.show_page("life"))
    page.head.crosscheck_wanted.emit()
    made.wait()
    click(made, "toAbsences")


def _came_again(made: Walk) -> None:
    meetings = made.desk.gate.reader.store.meetings.between("2026", "2026-Z")
    returned = next(one for one in meetings if one.returned_on is not None)
    _life(made, kind=returned.kind.value, meeting_id=returned.id)
    choose(made, "meeting_take_again")


STATES: dict[str, Callable[[Walk], object]] = {
    "somebody-away": _somebody_away,
    "posts": _posts,
    "group": partial(_member, PartyClass.FULL, "group"),
    "move": partial(_member, PartyClass.FULL, "move"),
    "full-member": partial(_member, PartyClass.PROBATIONARY, "admit"),
    "two-people": _two_people,
    "merge": _merge,
    "courses": partial(_tab, "courses"),
    "makeup": _makeup,
    "corrected": _corrected,
    "file-name": _file_name,
    "paper-place": _paper_place,
    "reserves": partial(_uncovered, RESERVES),
    "reserve-change": partial(_cadre, "reserveChange"),
    "reserve-leave": partial(_cadre, "reserveLeave"),
    "ladder": partial(_uncovered, LADDER),
    "talks": _talks,
    "appraisal": _appraisal,
    "absences": _absences,
    "came-again": _came_again,
}
