"""The pages of an office's window, in the order of the navigation; each module is read when its page is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, SignalInstance

from gzparty.i18n import N_
from ui.copying import Copying
from ui.desk import Desk
from ui.gate import Gate
from ui.opened_files import OpenedFiles
from ui.password import OfficePassword
from ui.printing import Printing
from ui.reading import Reading
from ui.shell import Group, Page, PageWidget

if TYPE_CHECKING:
    from gzparty.services.agenda_views import Overdue
    from gzparty.services.copy_views import Copy


def _nothing(_overdue: Overdue) -> None:
    """A window for looking at a copy counts nothing."""


def _raise(error: Exception) -> None:
    """Raise what was caught in another thread, where nobody has a better answer."""
    raise error


class WholeOffice(NamedTuple):
    """What can be done with the office file as a whole: its copies, a look at one, one in its place, its password.

    A copy goes with the password it wants where that is not the office's, else with an empty one.
    """

    copying: Copying
    look_at: Callable[[Copy, str], None]
    restore: Callable[[Copy, str], None]
    password: OfficePassword | None = None


class Surroundings(NamedTuple):
    """What a page may need of the office's desk besides its records."""

    desk: Desk
    gate: Gate
    printing: Printing
    opened: OpenedFiles
    edit_holidays: Callable[[int], None]
    reading: Reading
    """A connection of one's own for work in a thread."""
    whole: WholeOffice
    count_overdue: Callable[[Overdue], None] = _nothing
    """Takes how much is overdue, for the navigation."""
    unread: Callable[[Exception], None] = _raise
    """Takes why the first page could not be read, where that is no Refusal."""

    def show_made(self, made: SignalInstance) -> None:
        """Open the files a page makes, and say where they lie; the signal carries their path."""
        made.connect(self.printing.open)
        made.connect(self.printing.made)


def office_pages(around: Surroundings) -> list[Page]:
    """Give every page there is."""

    def page(
        key: str, title: str, group: Group, build: Callable[[Surroundings], PageWidget], under: str = ""
    ) -> Page:
        return Page(key, title, key, group, lambda: build(around), under)

    return [
        page("home", N_("工作台"), Group.TOP, _home),
        page("training", N_("书记培训"), Group.WORK, _training),
        page("life", N_("组织生活"), Group.WORK, _life),
        page("inspections", N_("自查自纠"), Group.WORK, _inspections),
        page("intake", N_("收记录"), Group.WORK, _intake, under="life"),
        page("find", N_("找记录"), Group.WORK, _find, under="life"),
        page("tours", N_("联合督查"), Group.WORK, _tours, under="inspections"),
        page("ledger", N_("整改台账"), Group.WORK, _ledger),
        page("selection", N_("典型评选"), Group.WORK, _selection),
        page("themes", N_("月度主题"), Group.WORK, _themes, under="selection"),
        page("errands", N_("要材料"), Group.WORK, _errands, under="home"),
        page("tips", N_("群众意见"), Group.WORK, _tips, under="ledger"),
        page("people", N_("组织与人员"), Group.RECORDS, _people),
        page("cadres", N_("干部队伍"), Group.RECORDS, _cadres, under="people"),
        page("import", N_("导入表格"), Group.RECORDS, _import, under="people"),
        page("print", N_("打印中心"), Group.RECORDS, _print),
        page("data", N_("数据与备份"), Group.BOTTOM, _data),
        page("settings", N_("设置"), Group.BOTTOM, _settings),
    ]


def _ledger(around: Surroundings) -> PageWidget:
    from ui.pages.ledger import LedgerPage

    page = LedgerPage(around.desk, around.gate)
    around.show_made(page.exported)
    page.file_wanted.connect(around.opened.open)
    return page


def _selection(around: Surroundings) -> PageWidget:
    from ui.pages.selection import SelectionPage

    page = SelectionPage(around.desk, around.gate)
    page.file_wanted.connect(around.opened.open)
    return page


def _errands(around: Surroundings) -> PageWidget:
    from ui.pages.errands import ErrandsPage

    page = ErrandsPage(around.desk, around.gate)
    around.show_made(page.made)
    page.file_wanted.connect(around.opened.open)
    page.files_wanted.connect(around.opened.save)
    return page


def _tours(around: Surroundings) -> PageWidget:
    from ui.pages.tours import ToursPage

    page = ToursPage(around.desk, around.gate)
    page.file_wanted.connect(around.opened.open)
    return page


def _themes(around: Surroundings) -> PageWidget:
    from ui.pages.themes import ThemesPage

    page = ThemesPage(around.desk, around.gate)
    page.file_wanted.connect(around.opened.open)
    return page


def _find(around: Surroundings) -> PageWidget:
    from ui.pages.find import FindPage

    return FindPage(around.desk, around.gate)


def _tips(around: Surroundings) -> PageWidget:
    from ui.pages.tips import TipsPage

    return TipsPage(around.desk, around.gate)


def _cadres(around: Surroundings) -> PageWidget:
    from ui.pages.cadres import CadresPage

    return CadresPage(around.desk, around.gate)


def _import(around: Surroundings) -> PageWidget:
    from ui.pages.import_page import ImportPage

    return ImportPage(around.desk, around.gate, around.reading)


def _intake(around: Surroundings) -> PageWidget:
    from ui.pages.intake import IntakePage

    page = IntakePage(around.desk, around.gate)
    around.show_made(page.exported)
    return page


def _home(around: Surroundings) -> PageWidget:
    from ui.pages.home import HomePage

    page = HomePage(around.desk, around.gate)
    page.holidays_wanted.connect(around.edit_holidays)
    page.overdue_counted.connect(around.count_overdue)
    # Not at once: it may close the office whose reading is still telling of it.
    page.unread.connect(around.unread, Qt.ConnectionType.QueuedConnection)
    return page


def _training(around: Surroundings) -> PageWidget:
    from ui.pages.training import TrainingPage
    from ui.panels.stale_papers import StalePapers

    page = TrainingPage(around.desk, around.gate)
    page.file_wanted.connect(around.opened.open)
    page.files_wanted.connect(around.opened.save)
    page.export_wanted.connect(around.printing.want)
    page.holidays_wanted.connect(around.edit_holidays)
    page.show_stale_papers(StalePapers(around.desk, around.printing, around.gate.reader.context.today))
    return page


def _life(around: Surroundings) -> PageWidget:
    from ui.pages.life import LifePage

    page = LifePage(around.desk, around.gate)
    page.file_wanted.connect(around.opened.open)
    around.show_made(page.exported)
    return page


def _inspections(around: Surroundings) -> PageWidget:
    from ui.pages.inspections import InspectionsPage

    page = InspectionsPage(around.desk, around.gate)
    page.file_wanted.connect(around.opened.open)
    around.show_made(page.exported)
    return page


def _print(around: Surroundings) -> PageWidget:
    from ui.pages.print import PrintPage

    return PrintPage(around.desk, around.gate, around.printing)


def _data(around: Surroundings) -> PageWidget:
    from ui.pages.data import DataPage

    page = DataPage(around.desk, around.gate, around.whole.copying, around.whole.password)
    page.look_wanted.connect(around.whole.look_at)
    page.restore_wanted.connect(around.whole.restore)
    return page


def _settings(around: Surroundings) -> PageWidget:
    from ui.pages.settings import SettingsPage

    page = SettingsPage(around.desk, around.gate)
    page.export_wanted.connect(around.printing.want)
    page.holidays_wanted.connect(around.edit_holidays)
    return page


def _people(around: Surroundings) -> PageWidget:
    from ui.pages.people import PeoplePage

    page = PeoplePage(around.desk, around.gate)
    around.show_made(page.exported)
    return page
