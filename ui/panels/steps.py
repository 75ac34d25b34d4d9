"""What was done since a copy, as a list to read before restoring it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.labels import copies
from gzparty.services.copy_views import Comparison, Step
from ui.desk import Desk
from ui.tables.column import Column
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.record_table import RecordTable
from ui.tables.view import RecordView
from ui.widgets.controls import button, label
from ui.widgets.dialog_size import open_at

WIDTH, HEIGHT = 640, 480


def step_columns() -> tuple[Column[Step], ...]:
    """Make the columns of the list."""
    return (
        Column("at", N_("时间"), lambda step: f"{step.at:%m-%d %H:%M}", 130, sort_key=lambda step: step.at),
        Column("name", N_("做了什么"), copies.step, stretch=True),
        Column("rows", N_("改动"), lambda step: str(step.rows), 70, sort_key=_rows, right=True, tone=_soft),
    )


class StepsDialog(QDialog):
    """The steps restoring would take away, and those it would bring back."""

    def __init__(self, desk: Desk, compared: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stepsDialog")
        title = _("这份备份以后做的事")
        self.setWindowTitle(title)
        theme = desk.theme
        groups = (
            RecordGroup("lost", _("恢复以后就没有了"), compared.lost[::-1]),
            RecordGroup("regained", _("恢复以后又有了"), compared.regained[::-1]),
        )
        self.table = RecordTable(step_columns(), GroupedRows(groups, _identity), copies.step)
        self.grid = RecordView[Step](theme, desk.memory, "stepsGrid")
        self.grid.setAccessibleName(title)
        self.grid.set_records(self.table)
        self.grid.select_row(1)
        close = button(theme, "stepsClose", _("看完了"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(label("stepsTitle", title, "h16"))
        layout.addWidget(self.grid, 1)
        layout.addLayout(foot)
        open_at(self, theme, WIDTH, HEIGHT)


def _identity(step: Step) -> tuple[int, str, str]:
    return step.id, step.name, step.role


def _rows(step: Step) -> int:
    return step.rows


def _soft(_step: Step) -> str:
    return "ink2"
