"""What a start consists of, each step beside the bare window: a face, a shell with rows, a query, what must not be imported."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.paper_engines import FONT
from benchmarks.ratio import Ratio
from benchmarks.startup import BARE, LONG_ROUNDS, REPORT, painted
from db.driver import connect

_SHOWN = "window.resize(1440, 868)"
_FACE = f"""
from PySide6.QtGui import QFont, QFontDatabase
number = QFontDatabase.addApplicationFont({FONT!r})
app.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 10))
"""
_ROWS = """
rows = [("王示例", "出席", "2026-01-01", "第一会议室", "备注", "1") for n in range(200)]
"""
_SHELL = """
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QTableView, QVBoxLayout, QWidget
for title in ("文件", "编辑", "视图", "报表", "工具", "帮助"):
    menu = window.menuBar().addMenu(title)
    for n in range(8):
        menu.addAction(f"{title}{n}")
bar = window.addToolBar("主")
for n in range(8):
    bar.addAction(f"操作{n}")
class Rows(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()):
        return len(rows)
    def columnCount(self, parent=QModelIndex()):
        return 6
    def data(self, index, role=Qt.DisplayRole):
        return rows[index.row()][index.column()] if role == Qt.DisplayRole else None
middle = QWidget()
across, down = QHBoxLayout(middle), QVBoxLayout()
pages = QListWidget()
pages.addItems(["首页", "人员", "会议", "考勤", "收支", "名册", "统计", "设置"])
across.addWidget(pages, 1)
across.addLayout(down, 5)
down.addWidget(QLineEdit())
table, model = QTableView(), Rows()
table.setModel(model)
down.addWidget(table)
window.setCentralWidget(middle)
window.statusBar().showMessage("就绪")
"""
_QUERY = """
from sqlcipher3 import dbapi2
rows = dbapi2.connect({path!r}).execute("SELECT * FROM t ORDER BY a LIMIT 200").fetchall()
"""
_EVERYTHING = """
import sqlite_utils, dateutil.rrule, babel.dates, babel.numbers, xlsxwriter, reportlab.platypus, holidays, pypinyin, docx
"""


def measure(_short: bool) -> list[Ratio]:
    """Each step in a process of its own."""
    with TemporaryDirectory() as folder:
        query = _QUERY.format(path=str(_filled(Path(folder) / "rows.db")))
        lazy = _window(_FACE + query + _SHELL)
        scripts = {
            "bare": _window(""),
            "with a face of 5 MB": _window(_FACE),
            "shell with menus, bar and table of rows": _window(_FACE + _ROWS + _SHELL),
            "shell, rows by the raw driver": lazy,
            "the same, sqlite_utils imported at start": "import sqlite_utils\n" + lazy,
            "the same, everything imported at start": _EVERYTHING + lazy,
        }
        figures = painted(scripts, LONG_ROUNDS // 2)
    bare = figures.pop("bare")
    return [
        Ratio(
            f"start: {name} / bare window",
            one.cpu / bare.cpu,
            None,
            f"{one.cpu:.2f} s user and system CPU, {one.megabytes:.0f} MB, {one.megabytes / bare.megabytes:.2f} x its memory",
        )
        for name, one in figures.items()
    ]


def _window(more: str) -> str:
    return REPORT.format(forbidden=()) + BARE.replace(_SHOWN, more + _SHOWN)


def _filled(path: Path) -> Path:
    connection = connect(str(path))
    connection.execute("CREATE TABLE t(a, b, c, d, e, f)")
    row = ("王示例", "出席", "2026-01-01", "第一会议室", "备注", "1")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", [row] * 5000)
    connection.execute("COMMIT")
    connection.close()
    return path
