"""The pages of an office's window, in the order of the navigation; each module is read when its page is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gzparty.i18n import N_
from ui.desk import Desk
from ui.gate import Gate
from ui.printing import Printing
from ui.shell import Group, Page, PageWidget


class Surroundings(NamedTuple):
    """What a page may need of the office's desk besides its records."""

    desk: Desk
    gate: Gate
    printing: Printing
    edit_holidays: Callable[[int], None]


def office_pages(around: Surroundings) -> list[Page]:
    """Give every page there is."""

    def page(key: str, title: str, group: Group, build: Callable[[Surroundings], PageWidget]) -> Page:
        return Page(key, title, key, group, lambda: build(around))

    return [
        page("training", N_("书记培训"), Group.WORK, _training),
        page("people", N_("组织与人员"), Group.RECORDS, _people),
    ]


def _training(around: Surroundings) -> PageWidget:
    from ui.pages.training import TrainingPage

    page = TrainingPage(around.desk, around.gate)
    page.paper_wanted.connect(around.printing.want)
    page.holidays_wanted.connect(around.edit_holidays)
    return page


def _people(around: Surroundings) -> PageWidget:
    from ui.pages.people import PeoplePage

    page = PeoplePage(around.desk, around.gate)
    page.exported.connect(around.printing.open)
    page.exported.connect(around.printing.made)
    return page
