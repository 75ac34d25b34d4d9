"""放照片: files go to the village their name says; of the rest it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from gzparty.domain.named_units import group_number, unit_within
from gzparty.i18n import _
from ui.panels.form import Form
from ui.tables.month_lines import GridLine
from ui.theme import Theme
from ui.widgets.controls import label, name_control
from ui.widgets.pick import Pick, PickCombo

ASKED = 40
"""So many files are asked about at once; a hundred fields would be no quicker than a hundred drags."""


class PhotoForm(Form):
    """What the names say, and a choice for each file whose name says nothing."""

    def __init__(self, theme: Theme, files: Sequence[Path], lines: Sequence[GridLine]) -> None:
        super().__init__(theme, "photoForm")
        self._known, asked = assigned(files, lines)
        self._asked: list[tuple[Path, PickCombo]] = []
        count = sum(map(len, self._known.values()))
        told = _("{n} 张从文件名认出了村，分给 {m} 个支部").format(n=count, m=len(self._known))
        self.add_wide(
            label("photoKnown", told if count else _("文件名里都没有村名，选一下是哪个村"), "strong")
        )
        if asked:
            self.add_wide(self._area(asked[:ASKED], lines))
        if len(asked) > ASKED:
            more = _("还有 {n} 张没认出，这次先不放").format(n=len(asked) - ASKED)
            self.add_wide(label("photoMore", more, "hint"))
        self.bind()

    def chosen(self) -> dict[int, list[Path]]:
        """The files by the record they go to."""
        found = {meeting: list(paths) for meeting, paths in self._known.items()}
        for path, pick in self._asked:
            if pick.value():
                found.setdefault(pick.value(), []).append(path)
        return found

    def problems(self) -> dict[str, str]:
        return {} if self.chosen() else {"photos": _("还没有选一张放到哪个村")}

    def _area(self, asked: Sequence[Path], lines: Sequence[GridLine]) -> QScrollArea:
        choices = [Pick(_("先不放"), 0)]
        choices += [
            Pick(line.name, line.row.meeting.id, line.row.unit.initials) for line in lines if line.row.meeting
        ]
        body = QWidget()
        body.setProperty("role", "panelBody")
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, self.theme.px(8), 0)
        for row, path in enumerate(asked):
            pick = PickCombo(self.theme, f"photo{row}")
            pick.offer(choices)
            name_control(pick, _("{name} 是哪个村的").format(name=path.name))
            grid.addWidget(label(f"photoName{row}", path.name, "label"), row, 0)
            grid.addWidget(pick, row, 1)
            self._asked.append((path, pick))
        area = QScrollArea()
        area.setObjectName("photoAsked")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setFixedHeight(min(self.theme.px(300), body.sizeHint().height() + self.theme.px(4)))
        return area


def assigned(
    files: Iterable[Path], lines: Sequence[GridLine]
) -> tuple[Mapping[int, Sequence[Path]], list[Path]]:
    """The files whose name names one branch, or one group of it, with a record, by that record, and the others."""
    units = list({line.unit.id: line.unit for line in lines}.values())
    known: dict[int, list[Path]] = {}
    asked: list[Path] = []
    for path in files:
        meant = unit_within(path.stem, units)
        rows = [line.row for line in lines if len(meant) == 1 and line.unit == meant[0]]
        if len(rows) > 1:
            number = group_number(path.stem)
            rows = [row for row in rows if row.group is not None and group_number(row.group.name) == number]
        meeting = rows[0].meeting if len(rows) == 1 else None
        if meeting is None:
            asked.append(path)
        else:
            known.setdefault(meeting.id, []).append(path)
    return known, asked
