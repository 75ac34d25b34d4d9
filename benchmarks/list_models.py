"""A table of 100,000 rows by one kind of model (offscreen): CPU of the window's thread to show, sort and filter it, and memory.

Run as a module it measures one and prints a JSON object of the steps.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QTableWidget, QTableWidgetItem

from benchmarks.paper_data import ledger
from db.driver import Connection, connect

ROWS, DRAWN = 100_000, 5_000
PAGE, KEPT = 256, 40
SORTED, FILTERED = ("day", 3), ("name", 1)
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY = Qt.ItemDataRole.DisplayRole
Row = Sequence[Any]


def fill(path: Path) -> None:
    """The rows of all variants: those of a ledger in a database."""
    drawn, chance = ledger(DRAWN), random.Random(2)
    rows = ((n, *chance.choice(drawn)[1:]) for n in range(1, ROWS + 1))
    connection = connect(str(path))
    connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, name, kind, day, place, text, amount, note)")
    connection.execute("CREATE INDEX t_day ON t(day)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()


class Shown(ABC):
    """One way of showing the rows in a table."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.view = self.make_view()
        self.view.resize(1100, 700)

    def make_view(self) -> QTableView:
        """The table."""
        return QTableView()

    @abstractmethod
    def load(self) -> None:
        """Read the rows and show them."""

    @abstractmethod
    def sort(self) -> None:
        """By day."""

    @abstractmethod
    def filter(self, name: str) -> int:
        """Those of a name; gives how many."""

    def everything(self) -> list[Row]:
        """All rows in memory."""
        return list(self.connection.execute("SELECT * FROM t"))


class _Listed(QAbstractTableModel):
    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, _parent: Index = ROOT) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index = ROOT) -> int:
        return 8

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        return self.row(index.row())[index.column()] if role == DISPLAY else None

    def row(self, number: int) -> Row:
        return self.rows[number]

    def replace(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _Paged(_Listed):
    """Ids in memory, records by pages when one is looked at, as the program's lists have them."""

    def __init__(self, connection: Connection) -> None:
        super().__init__([])
        self._connection = connection
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()

    def ask(self, rest: str, *values: object) -> None:
        self.beginResetModel()
        self._pages.clear()
        self.rows = [number for (number,) in self._connection.execute(f"SELECT id FROM t {rest}", values)]
        self.endResetModel()

    def row(self, number: int) -> Row:
        page = number // PAGE
        if page not in self._pages:
            ids = [int(one) for one in self.rows[page * PAGE : (page + 1) * PAGE]]  # type: ignore[call-overload]
            wanted = "SELECT * FROM t WHERE id IN (SELECT value FROM json_each(?))"
            found = {row[0]: row for row in self._connection.execute(wanted, (json.dumps(ids),))}
            self._pages[page] = [found[one] for one in ids]
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return self._pages[page][number % PAGE]


class Paged(Shown):
    """Ids from SQL and a paged cache."""

    def load(self) -> None:
        self.model = _Paged(self.connection)
        self.model.ask("ORDER BY id")
        self.view.setModel(self.model)

    def sort(self) -> None:
        self.model.ask("ORDER BY day, id")

    def filter(self, name: str) -> int:
        self.model.ask("WHERE instr(name, ?) ORDER BY id", name)
        return len(self.model.rows)


class InPython(Shown):
    """A list in memory, sorted and filtered by Python."""

    def load(self) -> None:
        self.rows = self.everything()
        self.model = _Listed(self.rows)
        self.view.setModel(self.model)

    def sort(self) -> None:
        self.model.replace(sorted(self.rows, key=lambda row: row[SORTED[1]]))

    def filter(self, name: str) -> int:
        self.model.replace([row for row in self.rows if name in row[FILTERED[1]]])
        return len(self.model.rows)


class Proxied(Shown):
    """QSortFilterProxyModel over a model in Python."""

    def load(self) -> None:
        self.source = self.make_source()
        self.proxy = QSortFilterProxyModel()
        self.proxy.setSourceModel(self.source)
        self.proxy.setFilterKeyColumn(FILTERED[1])
        self.view.setModel(self.proxy)

    def make_source(self) -> QAbstractTableModel | QStandardItemModel:
        """The model behind."""
        return _Listed(self.everything())

    def sort(self) -> None:
        self.proxy.sort(SORTED[1])

    def filter(self, name: str) -> int:
        self.proxy.setFilterFixedString(name)
        return self.proxy.rowCount()


class Items(Proxied):
    """QSortFilterProxyModel over a QStandardItemModel."""

    def make_source(self) -> QStandardItemModel:
        model = QStandardItemModel()
        for row in self.everything():
            model.appendRow([QStandardItem(str(value)) for value in row])
        return model


class Widget(Shown):
    """QTableWidget."""

    def make_view(self) -> QTableView:
        return QTableWidget()

    def load(self) -> None:
        table, rows = self._table(), self.everything()
        table.setRowCount(len(rows))
        table.setColumnCount(8)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(str(value)))

    def sort(self) -> None:
        self._table().sortItems(SORTED[1])

    def filter(self, name: str) -> int:
        table, found = self._table(), 0
        for number in range(table.rowCount()):
            item = table.item(number, FILTERED[1])
            hidden = item is None or name not in item.text()
            table.setRowHidden(number, hidden)
            found += not hidden
        return found

    def _table(self) -> QTableWidget:
        assert isinstance(self.view, QTableWidget)
        return self.view


MODELS: dict[str, Callable[[Connection], Shown]] = {
    "paged": Paged,
    "list": InPython,
    "proxy": Proxied,
    "items": Items,
    "widget": Widget,
}


def resident() -> float:
    """MB of memory this process has now."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main(name: str, path: str) -> None:
    """Measure one model and print its steps."""
    application = QApplication([])
    connection = connect(path)
    (wanted,) = connection.execute("SELECT name FROM t WHERE id = 501").fetchone()
    before, shown = resident(), MODELS[name](connection)
    shown.view.show()

    def seconds(step: Callable[[], object]) -> float:
        begun = time.thread_time()
        step()
        for _turn in range(3):
            application.processEvents()
        return time.thread_time() - begun

    taken = {"load": seconds(shown.load), "sort": seconds(shown.sort)}
    found: list[int] = []
    taken["filter"] = seconds(lambda: found.append(shown.filter(wanted)))
    (expected,) = connection.execute("SELECT count(*) FROM t WHERE instr(name, ?)", (wanted,)).fetchone()
    if found != [expected]:
        raise AssertionError(found)
    taken["megabytes"] = resident() - before
    print(json.dumps(taken), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
