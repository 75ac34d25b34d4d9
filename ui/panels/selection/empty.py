"""What stands in the middle where a month has no selection: its theme and a way to begin."""

from __future__ import annotations

from datetime import date

from gzparty.domain.selection_stages import STEPS
from gzparty.i18n import _
from gzparty.labels.selection_words import stage_label
from ui.panels.selection.reading import Read
from ui.panels.selection.words import month_words
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState


class SelectionEmpty(EmptyState):
    """An office that never chose anybody is told what all of it is for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "selectionEmpty")

    def show_read(self, read: Read | None, today: date, *, beginning: bool) -> None:
        """Say it of the place in sight; while it is being begun at the right, that has the next step."""
        begin = "" if beginning else _("开始评选")
        ahead = read is not None and read.place is not None and read.place.period > f"{today:%Y-%m}"
        past = "" if ahead else _("补登往期")
        if read is None or not read.ever:
            steps = _("、").join(stage_label(stage) for stage in STEPS)
            why = _("每月一个主题、评一个典型：{steps}，一步一步记在这里。").format(steps=steps)
            self.say(_("还没有评选"), why, begin, past)
            return
        month = month_words(read.place.period) if read.place else ""
        theme = read.theme()
        known = theme is not None and bool(theme.title)
        why = (
            _("主题：{title}。").format(title=theme.title)
            if theme and known
            else _("主题还没定，可以先开始。")
        )
        self.say(_("{month}还没开始评选").format(month=month), why, begin, past)
