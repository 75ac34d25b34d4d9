"""历次典型 and 轮次: who was chosen so far, and which village has not been for longest; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gzparty.i18n import _
from gzparty.services.selection_views import Honour, RotationLine
from ui.glyphs import Glyph
from ui.panels.selection.words import month_words, who_words
from ui.theme import Theme
from ui.widgets.checklist import Check, Checklist
from ui.widgets.controls import label
from ui.widgets.right_panel import RightPanel
from ui.widgets.tabs import Tabs

HONOURS, ROTATION = "honours", "rotation"


class HistoryPanel(RightPanel):
    """Two lists under tabs; a click on a line leads to the selection behind it."""

    selection_wanted = Signal(int)
    past_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "historyPanel")
        self.show_title(_("历次典型"))
        self._honours: tuple[Honour, ...] = ()
        self._rotation: tuple[RotationLine, ...] = ()
        self.tabs = Tabs(theme, "historyTabs")
        self.tabs.add(HONOURS, _("历次典型"))
        self.tabs.add(ROTATION, _("各村轮次"))
        self._remark = label("historyRemark", role="hint")
        self._remark.setWordWrap(True)
        self.lines = Checklist(theme, "historyLines", _("历次典型"))
        self.column.addWidget(self.tabs)
        self._remark_section = self.add_section(self._remark, ruled=False)
        self.add_section(self.lines, ruled=False)
        self.column.addStretch(1)
        past = self.add_deed("historyPast", _("补登往期"))
        self.foot.addStretch(1)
        past.clicked.connect(self.past_wanted)
        self.tabs.currentChanged.connect(self._show_tab)
        self.lines.chosen.connect(self._chosen)

    def show_history(self, honours: Sequence[Honour], rotation: Sequence[RotationLine]) -> None:
        """Show who was chosen, the latest first, and the villages, those not chosen for longest first."""
        self._honours, self._rotation = tuple(honours), tuple(rotation)
        self.tabs.show_count(HONOURS, len(honours) or None)
        self._show_tab()

    def _show_tab(self, _place: int = 0) -> None:
        rotation = self.tabs.key() == ROTATION
        if rotation:
            self._say(_("没评上过的、隔得最久的排在前面，只供推荐时参考。"))
            self.lines.show_checks([_unit_check(line) for line in self._rotation])
            return
        self._say("" if self._honours else _("还没有评出过典型。以前评过的可以补登。"))
        self.lines.show_checks([_honour_check(place, one) for place, one in enumerate(self._honours)])

    def _say(self, remark: str) -> None:
        self._remark.setText(remark)
        self._remark_section.setVisible(bool(remark))

    def _chosen(self, key: str) -> None:
        kind, _colon, number = key.partition(":")
        if kind == HONOURS:
            self.selection_wanted.emit(self._honours[int(number)].selection.id)
            return
        line = next(one for one in self._rotation if one.unit.id == int(number))
        if line.honours:
            self.selection_wanted.emit(line.honours[0].selection.id)


def _honour_check(place: int, one: Honour) -> Check:
    nomination, selection = one.nomination, one.selection
    year = selection.period[:4]
    when = _("{year}年{month} {title}").format(
        year=year, month=month_words(selection.period), title=selection.title
    )
    words = who_words(nomination.name, nomination.unit_name)
    announced = one.announced_on is not None or selection.imported
    state = _("已通报") if announced else _("还没通报")
    return Check(
        f"{HONOURS}:{place}",
        Glyph.DONE if announced else Glyph.PART,
        words,
        when,
        state,
        short=selection.period,
    )


def _unit_check(line: RotationLine) -> Check:
    if not line.chosen:
        nominated = _("推荐过 {n} 次").format(n=line.nominated) if line.nominated else _("没推荐过")
        words = _("没评上过，{nominated}").format(nominated=nominated)
        return Check(
            f"{ROTATION}:{line.unit.id}", Glyph.TODO, line.unit.name, words, dim=False, short=nominated
        )
    words = _("{last} 评上，共 {n} 次").format(last=line.last, n=line.chosen)
    return Check(f"{ROTATION}:{line.unit.id}", Glyph.DONE, line.unit.name, words, short=line.last)
