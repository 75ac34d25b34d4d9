"""The questions about a month's theme: what it is, and which records were about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gzparty.domain.theme import MATERIAL_LIMIT, SOURCE_LIMIT, TITLE_LIMIT
from gzparty.i18n import N_, _
from gzparty.services.theme_views import Candidate
from ui.desk import Desk
from ui.panels.form import Form
from ui.panels.theme.rows import Key, day_words, key_of, kind_words, months_words, spoken, who_words
from ui.tables.column import Column
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.sheet_view import TICK
from ui.tables.tick_view import TICKED, TickView
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import area, button, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.search_field import SearchField
from ui.widgets.typed_field import ComposedField

MATERIAL_HEIGHT, NOTE_HEIGHT = 120, 52
TABLE_HEIGHT = 400
Read = Callable[[bool], Sequence[Candidate]]
"""What may be linked; with True, also what counts for later months."""


class ThemeForm(Form):
    """All of it may stay empty: a theme often comes late from above, and its material later still."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("themeTitle", "title"),
        ("themeSource", "source"),
        ("themeCame", "came_on"),
        ("themeMaterial", "material"),
        ("themeNote", "note"),
    )
    LIMITS: ClassVar[dict[str, int]] = {
        "title": TITLE_LIMIT,
        "source": SOURCE_LIMIT,
        "material": MATERIAL_LIMIT,
    }

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "themeForm")
        self.add_row(_("主题"), field("themeTitle", hint=_("没定就先空着")))
        self.add_row(_("谁定的"), field("themeSource", hint=_("如 县委组织部、镇党委")))
        self.add_row(_("材料哪天到的"), DateEdit(theme, "themeCame", year))
        hint = _("学什么、讲什么；文件在右边拖进来")
        self.add_row(_("材料"), area("themeMaterial", theme.px(MATERIAL_HEIGHT), hint))
        self.add_row(_("备注"), area("themeNote", theme.px(NOTE_HEIGHT)))
        self.bind()


class CandidateTicks(ComposedField):
    """Records to be ticked, those that hint at the theme first; the value are the keys ticked."""

    def __init__(self, desk: Desk, name: str, read: Read) -> None:
        super().__init__()
        self.setObjectName(name)
        theme = desk.theme
        self._read = read
        self._candidates: Sequence[Candidate] = ()
        self._ticks: set[Any] = set()
        self._said = label(f"{name}Said", role="label")
        self.search = SearchField(theme, f"{name}Search")
        self.search.setPlaceholderText(_("单位、类型、议题"))
        self.search.setAccessibleName(_("在记录里找"))
        self.hinted = button(theme, f"{name}Hinted", "", "link")
        self.later = Check(theme, f"{name}Later", _("也看以后月份的"))
        self.table: RecordTable[Candidate] = RecordTable(
            _columns(self._ticks), ListRows[Candidate]([], _identity), lambda one: spoken(one.record)
        )
        self.view: TickView[Candidate] = TickView(theme, desk.memory, name + "Table", self._ticks)
        self.view.set_records(self.table)
        self.view.setAccessibleName(_("可以加的记录"))
        self.setFocusProxy(self.view)
        self._lay_out(theme)
        self.view.ticked.connect(self._tell)
        self.hinted.clicked.connect(self._tick_hinted)
        self.later.toggled.connect(self._look)
        self.search.searched.connect(self._narrow)
        self._look()

    def value(self) -> tuple[Key, ...]:
        """What is ticked, as the list has it; what is out of sight stays ticked."""
        seen = [key_of(one.record) for one in self._candidates]
        return tuple([key for key in seen if key in self._ticks])

    def set_value(self, value: Iterable[Key]) -> None:
        self.view.untick()
        self.view.tick(value)

    def text(self) -> str:
        return json.dumps(self.value())

    def setText(self, text: str) -> None:
        self.set_value(Key(*one) for one in json.loads(text or "[]"))

    def _look(self) -> None:
        self._candidates = self._read(self.later.isChecked())
        hinted = sum(bool(one.hints) for one in self._candidates)
        self.hinted.setText(_("勾上题目对得上的 {n} 条").format(n=hinted))
        self.hinted.setVisible(bool(hinted))
        self._narrow()

    def _narrow(self) -> None:
        """Show those that hold every word looked for; what is ticked stays so."""
        wanted = self.search.text().split()
        shown = [one for one in self._candidates if all(word in _said_of(one) for word in wanted)]
        self.table.show(ListRows(shown, _identity))
        if shown:
            self.view.select_row(0, 1)
        self.view.show_ticks()
        self._tell()

    def _tick_hinted(self) -> None:
        self.view.tick(key_of(one.record) for one in self._candidates if one.hints)

    def _tell(self) -> None:
        if not self._candidates:
            self._said.setText(_("这个月没有可以加的记录"))
        else:
            words = _("勾了 {n} 条，共 {total} 条；空格勾选")
            self._said.setText(words.format(n=len(self.value()), total=len(self._candidates)))
        self.edited.emit()

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.search, 1)
        head.addWidget(self._said)
        head.addWidget(self.hinted)
        head.addWidget(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self.view)
        self.view.setMinimumHeight(theme.px(TABLE_HEIGHT))


class LinkForm(Form):
    """Which records were about the theme: only what is ticked is ever linked."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("themeCandidates", "chosen"),)

    def __init__(self, desk: Desk, read: Read) -> None:
        super().__init__(desk.theme, "themeLinkForm")
        self.ticks = CandidateTicks(desk, "themeCandidates", read)
        self.add_row(_("记录"), self.ticks)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.ticks.value():
            found["chosen"] = _("一条也没勾。用空格或鼠标勾上，再加。")
        return found


def _columns(ticks: set[Any]) -> tuple[Column[Candidate], ...]:
    def tick(one: Candidate) -> str:
        return TICK if key_of(one.record) in ticks else ""

    def said(one: Candidate) -> str:
        return _("已勾选") if tick(one) else _("没勾选")

    columns: tuple[Column[Candidate], ...] = (
        Column("tick", "", tick, 40, is_tick=True, spoken=said),
        Column("day", N_("日期"), lambda one: day_words(one.record), 80, sort_key=lambda one: one.record.day),
        Column("who", N_("单位"), lambda one: who_words(one.record), 120),
        Column("kind", N_("类型"), lambda one: kind_words(one.record), 96),
        Column("topic", N_("议题"), _topic, stretch=True, tooltip=_topic),
        Column("hint", N_("对得上的词"), lambda one: _("、").join(one.hints), 130),
        Column("also", N_("已标别的月"), lambda one: months_words(one.also), 104),
    )
    return tuple(
        column._replace(state=lambda one: TICKED if key_of(one.record) in ticks else "") for column in columns
    )


def _topic(one: Candidate) -> str:
    return one.record.topic


def _said_of(one: Candidate) -> str:
    return f"{spoken(one.record)} {one.record.topic}"


def _identity(one: Candidate) -> Key:
    return key_of(one.record)
