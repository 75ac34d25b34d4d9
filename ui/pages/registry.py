"""The pages of an office's window, in the order of the navigation; each module is read when its page is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gzparty.i18n import N_
from gzparty.services.copy_views import Copy
from ui.copying import Copying
from ui.desk import Desk
from ui.gate import Gate
from ui.printing import Printing
from ui.shell import Group, Page, PageWidget
from ui.theme import Look


class WholeOffice(NamedTuple):
    """What can be done with the office file as a whole: its copies, a look at one, one in its place."""

    copying: Copying
    look_at: Callable[[Copy], None]
    restore: Callable[[Copy], None]


class Dress(NamedTuple):
    """How the window is dressed by hand: theme, size of text, height of rows."""

    set_look: Callable[[Look], None]
    set_scale: Callable[[float], None]
    set_density: Callable[[str], None]


class Surroundings(NamedTuple):
    """What a page may need of the office's desk besides its records."""

    desk: Desk
    gate: Gate
    printing: Printing
    edit_holidays: Callable[[int], None]
    whole: WholeOffice
    dress: Dress


def office_pages(around: Surroundings) -> list[Page]:
    """Give every page there is."""

    def page(key: str, title: str, group: Group, build: Callable[[Surroundings], PageWidget]) -> Page:
        return Page(key, title, key, group, lambda: build(around))

    return [
        page("training", N_("书记培训"), Group.WORK, _training),
        page("data", N_("数据与备份"), Group.BOTTOM, _data),
        page("settings", N_("设置"), Group.BOTTOM, _settings),
    ]


def _training(around: Surroundings) -> PageWidget:
    from ui.pages.training import TrainingPage

    page = TrainingPage(around.desk, around.gate)
    page.paper_wanted.connect(around.printing.want)
    page.holidays_wanted.connect(around.edit_holidays)
    return page


def _data(around: Surroundings) -> PageWidget:
    from ui.pages.data import DataPage

    page = DataPage(around.desk, around.gate, around.whole.copying)
    page.look_wanted.connect(around.whole.look_at)
    page.restore_wanted.connect(around.whole.restore)
    return page


def _settings(around: Surroundings) -> PageWidget:
    from ui.pages.settings import SettingsPage

    page = SettingsPage(around.desk, around.gate)
    page.holidays_wanted.connect(around.edit_holidays)
    page.look_wanted.connect(around.dress.set_look)
    page.scale_wanted.connect(around.dress.set_scale)
    page.density_wanted.connect(around.dress.set_density)
    return page
