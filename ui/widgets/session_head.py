"""The head of a session: its number and topic, when, where, by whom, for how much credit."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.services.views import SessionDetail
from ui.tables.roll_columns import credit_words
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.runs import Run, RunLine

LINE = 16


class SessionHead(QWidget):
    """One line above the tabs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sessionHead")
        self.setFixedHeight(theme.px(46))
        self._title = label("sessionTitle", role="h16")
        self._meta = RunLine(theme, "sessionMeta")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        layout.setSpacing(theme.px(20))
        layout.addWidget(self._title)
        layout.addWidget(self._meta, 1)

    def show_detail(self, detail: SessionDetail) -> None:
        """Show a session."""
        training, sitting = detail.training, detail.sitting
        topic = training.topic or _("还没定主题")
        self._title.setText(_("第 {n} 期　{topic}").format(n=training.ordinal, topic=topic))
        span = dates.span(sitting.start, sitting.end)
        runs = [Run(icon="clock"), Run(span, gap=5)]
        if sitting.place:
            runs += [Run(icon="home", gap=LINE), Run(sitting.place, gap=5)]
        lecturers = list(dict.fromkeys(course.lecturer for course in detail.courses if course.lecturer))
        if lecturers:
            runs.append(Run(_("主讲 {names}").format(names=_("、").join(lecturers)), gap=LINE))
        if detail.credit:
            runs.append(Run(_("{n} 学时").format(n=credit_words(detail.credit)), gap=LINE))
        self._meta.show_runs(runs, _("，").join(run.text for run in runs if run.text))
