"""Spreadsheets beside their floors: import beside bare reads and the bulk write, export beside bare XlsxWriter."""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.ratio import Ratio, Sample, interleaved, median_ratio, timed_once
from gzparty.bootstrap import new_office
from gzparty.domain.people import Membership, Person
from gzparty.exchange.importing import import_file
from gzparty.services.bundle import Services

NOW = datetime(2026, 6, 10)
ROWS = 10_000
SHORT_ROWS = 2_000
ROUNDS, SHORT_ROUNDS = 7, 5
RECOGNITION_BOUND, SHORT_RECOGNITION_BOUND = 4.0, 4.5
IMPORT_BOUND, SHORT_IMPORT_BOUND = 1.5, 1.7
"""An import beside four bare reads and the store's bulk write of the same records; the aim is 1.

With a fifth of the rows what is done once weighs more, and so does every noise.
"""
BARE_READS = 4
EXPORT_BOUND = 1.25
_UNITS = Path("resources") / "units" / "guanzhuang_units.csv"
HEAD = (
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
_GIVEN = "国强伟芳敏静丽勇艳杰娟涛明超秀兰霞平刚桂英建军志文玉红春海德成永福生金凤华云龙光荣新宝祥林山东学庆振兴贵友忠良凯雪"
"""They make 3,200 given names, so that a roster repeats them about as villages do."""


def measure(short: bool = False) -> list[Ratio]:
    """Measure both ways in turn, so that a noisy minute hits all alike."""
    from gzparty.exchange.reading import read_table

    rows = member_rows(SHORT_ROWS if short else ROWS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "members.xlsx"
        book.write_bytes(bare_workbook([HEAD, *rows]))
        people, memberships = _imported(book, folder)
        samples = interleaved(
            {
                "read": lambda: timed_once(lambda: bare_read(book)),
                "recognised": lambda: timed_once(lambda: read_table(book, "members")),
                "imported": lambda: _in_new_office(
                    folder, lambda office: import_file(office, "members", book)
                ),
                "stored": lambda: _in_new_office(folder, lambda office: _store(office, people, memberships)),
                "written": lambda: timed_once(lambda: bare_workbook(rows)),
                "exported": lambda: timed_once(lambda: _export(rows, folder / "list.xlsx")),
            },
            SHORT_ROUNDS if short else ROUNDS,
        )
    allowed = [
        Sample(BARE_READS * read.seconds + stored.seconds, 0.0)
        for read, stored in zip(samples["read"], samples["stored"], strict=True)
    ]
    recognised = median_ratio(samples["recognised"], samples["read"])
    imported = median_ratio(samples["imported"], allowed)
    exported = median_ratio(samples["exported"], samples["written"])
    bounds = (SHORT_RECOGNITION_BOUND, SHORT_IMPORT_BOUND) if short else (RECOGNITION_BOUND, IMPORT_BOUND)
    return [
        Ratio("sheet recognised", recognised, bounds[0], "x calamine's bare read"),
        Ratio("sheet imported", imported, bounds[1], "x (4 bare reads + the store's bulk write)", 1.0),
        Ratio("list exported", exported, EXPORT_BOUND, "x bare XlsxWriter"),
    ]


def _in_new_office(folder: Path, work: Callable[[Services], object]) -> Sample:
    """Time some work on an office that has its units and no people yet."""
    with (
        tempfile.TemporaryDirectory(dir=folder) as name,
        new_office(Path(name) / "office.gzparty", lambda: NOW) as office,
    ):
        import_file(office, "units", _UNITS)
        return timed_once(lambda: work(office))


def _imported(book: Path, folder: Path) -> tuple[Sequence[Person], Sequence[Membership]]:
    """What an import of the workbook stores."""
    with new_office(folder / "imported.gzparty", lambda: NOW) as office:
        import_file(office, "units", _UNITS)
        import_file(office, "members", book)
        return office.store.people.people(), office.store.people.memberships()


def _store(office: Services, people: Sequence[Person], memberships: Sequence[Membership]) -> None:
    """The store's bulk write: one action, two prepared statements."""
    with office.store.action("import", "import.members", NOW, "benchmark"):
        office.store.people.insert_people(people)
        office.store.people.insert_memberships(memberships)


def member_rows(count: int) -> list[tuple[str | int, ...]]:
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
        joined = f"{year + chance.randint(18, 25)}.{chance.randint(1, 12):02d}"
        rows.append((number, village, "", name, "男", "汉族", born, joined, "正式党员", phone, "否", ""))
    return rows


def bare_read(book: Path) -> object:
    """Every cell of the first sheet by calamine."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()


def bare_workbook(rows: Sequence[Sequence[str | int]]) -> bytes:
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
    from gzparty.exchange.list_spec import ListColumn
    from gzparty.exchange.writing import write_list

    columns = [ListColumn(title, title) for title in HEAD]
    write_list(columns, (dict(zip(HEAD, row, strict=True)) for row in rows), target, "名单")
