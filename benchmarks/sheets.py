"""Spreadsheets beside their floors: import beside calamine's bare read, export beside bare XlsxWriter."""

from __future__ import annotations

import gc
import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio

if TYPE_CHECKING:
    from gzparty.services.bundle import Services

ROWS = 10_000
SHORT_ROWS = 2_000
ROUNDS = 7
RECOGNITION_BOUND = 4.0
READS_ALLOWED = 4.0
IMPORT_BOUND = 1.6
"""Of four bare reads plus the store's bulk write; the aim is 1, this guards against growth."""
EXPORT_BOUND = 1.25
NOW = datetime(2026, 6, 10)
_UNITS = Path("resources") / "units" / "guanzhuang_units.csv"
_HEAD = (
    "序号",
    "所在党支部",
    "党小组",
    "姓名",
    "性别",
    "民族",
    "出生日期",
    "入党日期",
    "党员类别",
    "联系电话",
    "是否流动党员",
    "备注",
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "国强伟芳敏静丽勇艳杰娟涛明超秀兰霞平刚桂英玉萍红娥玲芬燕彩春菊凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉"
"""As many as in a town, where few people share a name."""


def measure(short: bool = False) -> list[Ratio]:
    """Measure both ways in turn, so that a noisy minute hits all alike."""
    from gzparty.exchange.reading import read_table

    rows = _member_rows(SHORT_ROWS if short else ROWS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "members.xlsx"
        book.write_bytes(_bare_workbook([_HEAD, *rows]))
        samples = interleaved(
            {
                "read": lambda: _timed(lambda: _bare_read(book)),
                "recognised": lambda: _timed(lambda: read_table(book, "members")),
                "imported": lambda: _imported(book, folder / "office.gzparty"),
                "stored": lambda: _stored(book, folder / "office.gzparty"),
                "written": lambda: _timed(lambda: _bare_workbook(rows)),
                "exported": lambda: _timed(lambda: _export(rows, folder / "list.xlsx")),
            },
            3 if short else ROUNDS,
        )
    allowed = [
        Sample(READS_ALLOWED * read.seconds + stored.seconds, 0.0)
        for read, stored in zip(samples["read"], samples["stored"], strict=True)
    ]
    recognised = median_ratio(samples["recognised"], samples["read"])
    imported = median_ratio(samples["imported"], allowed)
    exported = median_ratio(samples["exported"], samples["written"])
    return [
        Ratio("sheet recognised", recognised, RECOGNITION_BOUND, "x calamine's bare read"),
        Ratio("sheet imported", imported, IMPORT_BOUND, "x (4 bare reads + bulk write), aim 1"),
        Ratio("list exported", exported, EXPORT_BOUND, "x bare XlsxWriter"),
    ]


def _imported(book: Path, office: Path) -> Sample:
    """A whole import into a new office: read, matched, copied, stored under the journal."""
    from gzparty.exchange.importing import import_file

    with _office(office) as services:
        return _timed(lambda: import_file(services, "members", book))


def _stored(book: Path, office: Path) -> Sample:
    """The same people and memberships handed to the store at once."""
    from gzparty.exchange.importing import import_file

    with _office(office) as services:
        import_file(services, "members", book)
        people, memberships = services.store.people.people(), services.store.people.memberships()
    with _office(office) as services:

        def store() -> None:
            with services.store.action("members", "import", NOW, "benchmark"):
                services.store.people.insert_people(people)
                services.store.people.insert_memberships(memberships)

        return _timed(store)


@contextmanager
def _office(path: Path) -> Iterator[Services]:
    """A new office file with the units of the town, gone afterwards."""
    from db.store import SqliteStore
    from gzparty.bootstrap import counted_uids, new_office
    from gzparty.exchange.importing import import_file

    with new_office(path, lambda: NOW, counted_uids()) as services:
        import_file(services, "units", _UNITS)
        yield services
    SqliteStore.remove(path)


def _timed(work: Callable[[], object]) -> Sample:
    # What the run before left behind is not to be paid for by this one.
    gc.collect()
    begun = time.process_time()
    work()
    return Sample(time.process_time() - begun, 0.0)


def _member_rows(count: int) -> list[tuple[str | int, ...]]:
    """Invented members of real villages, dates and phones as rosters have them."""
    chance = random.Random(1)
    villages = [
        line.split(",")[1] for line in _UNITS.read_text("utf-8-sig").splitlines() if "village_branch" in line
    ]
    rows: list[tuple[str | int, ...]] = []
    for number in range(1, count + 1):
        name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=2))
        year, month, day = chance.randint(1935, 2000), chance.randint(1, 12), chance.randint(1, 28)
        born = chance.choice(("{}年{}月", "{}-{:02d}-{:02d}", "{}.{}.{}")).format(year, month, day)
        village = villages[number % len(villages)] + "党支部"
        phone = str(13_000_000_000 + number)
        rows.append(
            (number, village, "", name, "男", "汉族", born, f"{year + 20}.07", "正式党员", phone, "否", "")
        )
    return rows


def _bare_read(book: Path) -> object:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()


def _bare_workbook(rows: Sequence[Sequence[str | int]]) -> bytes:
    """What XlsxWriter needs for the same cells with one format."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, bordered = book.add_worksheet(), book.add_format({"border": 1})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value == "":
                sheet.write_blank(number, column, None, bordered)
            elif isinstance(value, str):
                sheet.write_string(number, column, value, bordered)
            else:
                sheet.write_number(number, column, value, bordered)
    book.close()
    return buffer.getvalue()


def _export(rows: Sequence[Sequence[str | int]], target: Path) -> None:
    from gzparty.exchange.lists import ListColumn
    from gzparty.exchange.writing import write_list

    columns = [ListColumn(title, title) for title in _HEAD]
    write_list(columns, (dict(zip(_HEAD, row, strict=True)) for row in rows), target, "名单")
