"""催办 and 要材料 on the first page: one row for each community, or for each errand that is not all in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gzparty.i18n import _
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import button
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run, RunLine

if TYPE_CHECKING:
    from gzparty.services.duty_views import ChaseGroup, ErrandView

WIDE, NARROW, PADDING = 33, 29, 16


class ChaseRow(QFrame):
    """A community, how many of its villages are behind, with what, and its text to copy."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setObjectName(f"chaseRow{number}")
        self.setProperty("role", "sideRow")
        self._theme = theme
        self.line = RunLine(theme, f"chaseLine{number}")
        self.copy = button(theme, f"chaseCopy{number}", _("复制"), "tiny", icon="copy")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(PADDING), 0, theme.px(PADDING), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.copy)

    def show_group(self, group: ChaseGroup) -> None:
        """Show another community."""
        from gzparty.domain.dues import GRAVITY
        from gzparty.domain.phone import masked
        from gzparty.labels.duty import dues_state_label
        from gzparty.services.agenda_views import all_villages
        from ui.due_glyphs import state_glyph

        dues = [line.due for unit in group.units for line in unit.lines]
        counts = Counter(due.state for due in dues)
        villages = all_villages(frozenset(unit.unit.kind for unit in group.units))
        behind = (_("还差 {n} 个村") if villages else _("还差 {n} 个单位")).format(n=len(group.units))
        runs = [Run(group.title, size=14, bold=True, token="ink"), Run(behind, size=14, token="ink", gap=8)]
        words = []
        for state in sorted(counts, key=GRAVITY.__getitem__):
            runs += [Run(glyph=state_glyph(state), gap=8), Run(str(counts[state]), gap=3)]
            words.append(f"{dues_state_label(state, dues)} {counts[state]}")
        contact = " ".join(
            part for part in (group.contact, masked(group.phone) if group.phone else "") if part
        )
        spoken = _("，").join(part for part in (group.title, behind, *words, contact) if part)
        self.line.show_runs(runs, spoken)
        self.copy.setAccessibleName(_("复制给{title}的催办").format(title=group.title))
        self.copy.setToolTip(_("复制给{title}书记的话，{behind}").format(title=group.title, behind=behind))

    def follow_density(self) -> None:
        """Take over the height of the density in force."""
        self.setFixedHeight(self._theme.row(WIDE, NARROW))


class ChaseRows(QWidget):
    """A row for each community with something late."""

    copied = Signal(int)
    """The text of a community is wanted; which one by its place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("chaseRows")
        self._theme = theme
        self._rows: list[ChaseRow] = []
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        theme.density_changed.connect(self._follow_density)

    def show_groups(self, groups: Sequence[ChaseGroup]) -> None:
        """Show whom to chase."""
        self._shown = len(groups)
        while len(self._rows) < len(groups):
            made = ChaseRow(self._theme, len(self._rows))
            made.copy.clicked.connect(self._copy)
            made.follow_density()
            self._rows.append(made)
            self._column.addWidget(made)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(groups))
            if place < len(groups):
                row.show_group(groups[place])

    def rows(self) -> list[ChaseRow]:
        """The rows in sight."""
        return self._rows[: self._shown]

    def _copy(self) -> None:
        for place, row in enumerate(self._rows):
            if row.copy is self.sender():
                self.copied.emit(place)

    def _follow_density(self) -> None:
        for row in self._rows:
            row.follow_density()


class ErrandRow(PaintedButton):
    """An errand with how many units have handed it in; pressed, it is opened."""

    HEIGHT = WIDE
    PADDING = PADDING

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme, f"errandRow{number}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_errand(self, view: ErrandView, when: str, late: bool) -> None:
        """Show another errand; `when` says until when."""
        received = f"{view.received}/{len(view.units)}"
        glyph = Glyph.OVER if late else Glyph.DONE if view.received == len(view.units) else Glyph.ERRAND
        token = "over" if late else "ink2"
        runs = [Run(glyph=glyph), Run(received, bold=True, token="ink"), Run(when, token=token)]
        runs.append(Run(view.errand.title, size=14, token="ink", gap=8))
        spoken = _("{title}，{when}，已收 {received}").format(
            title=view.errand.title, when=when, received=received
        )
        self.show_runs(runs, spoken)
        self.setToolTip(spoken)


def late_words(groups: Sequence[ChaseGroup]) -> str:
    """How many units are to be chased in all: 4 个村, or 5 个单位 where a community or a department is among them."""
    counted = _("{n} 个村") if only_villages(groups) else _("{n} 个单位")
    return counted.format(n=sum(len(group.units) for group in groups))


def only_villages(groups: Sequence[ChaseGroup]) -> bool:
    """Whether all that are to be chased can be counted as 村."""
    from gzparty.services.agenda_views import all_villages

    return all_villages(frozenset(unit.unit.kind for group in groups for unit in group.units))
