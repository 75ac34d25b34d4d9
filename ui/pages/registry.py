"""The pages of an office's window, in the order of the navigation; each module is read when its page is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gzparty.i18n import N_
from ui.desk import Desk
from ui.gate import Gate
from ui.opened_files import OpenedFiles
from ui.printing import Printing, Reading
from ui.shell import Group, Page, PageWidget


class Surroundings(NamedTuple):
    """What a page may need of the office's desk besides its records."""

    desk: Desk
    gate: Gate
    printing: Printing
    opened: OpenedFiles
    edit_holidays: Callable[[int], None]
    reading: Reading
    """A connection of one's own for work in a thread."""


def office_pages(around: Surroundings) -> list[Page]:
    """Give every page there is."""

    def page(
        key: str, title: str, group: Group, build: Callable[[Surroundings], PageWidget], under: str = ""
    ) -> Page:
        return Page(key, title, key, group, lambda: build(around), under)

    return [
        page("training", N_("书记培训"), Group.WORK, _training),
        page("import", N_("导入花名册"), Group.RECORDS, _import, under="people"),
        page("print", N_("打印中心"), Group.RECORDS, _print),
    ]


def _import(around: Surroundings) -> PageWidget:
    from ui.pages.import_page import ImportPage

    return ImportPage(around.desk, around.gate, around.reading)


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


def _print(around: Surroundings) -> PageWidget:
    from ui.pages.print import PrintPage

    return PrintPage(around.desk, around.gate, around.printing)
