"""The box that says what a rule as typed would change, before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.duty import Duty
from gzparty.i18n import _
from gzparty.labels import sentence, spoken
from ui.gate import Gate
from ui.theme import Theme
from ui.widgets.controls import label


class DutyEffect(QFrame):
    """Computed behind the window; what comes for a version that is no longer typed is passed over."""

    def __init__(self, theme: Theme, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("dutyEffectBox")
        self.setProperty("role", "box")
        self._gate = gate
        self._shown: Duty | None = None
        self._title = label("dutyEffectTitle", role="labelStrong")
        self._effect = label("dutyEffect", role="fact")
        self._kept = label("dutyKept", role="label")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(4))
        for words in (self._title, self._effect, self._kept):
            words.setWordWrap(True)
            column.addWidget(words)

    def show_change(self, duty: Duty | None, *, changed: bool) -> None:
        """Say what a version would do; without one, that nothing is typed yet or not enough."""
        self._kept.hide()
        self._shown = duty
        if duty is None:
            self._title.setText(_("还没填好") if changed else _("还没改"))
            unfinished = _("填好了，这里先说会变成什么样，存了才算。")
            untouched = _("改一格，这里先说会变成什么样，存了才算。")
            self._effect.setText(unfinished if changed else untouched)
            return
        self._title.setText(_("这样改以后"))
        self._gate.behind.ask(
            "duty-preview",
            lambda services: services.duties.preview(duty),
            partial(self._tell, duty),
            partial(self._tell_refused, duty),
        )

    def _tell(self, duty: Duty, found: Sequence[Diagnostic]) -> None:
        if duty != self._shown:
            return
        *effects, kept = [sentence(finding) for finding in found]
        self._effect.setText(_("{said}。").format(said=_("，").join(effects) or kept))
        self._kept.setText(_("{said}。").format(said=kept))
        self._kept.setVisible(bool(effects))

    def _tell_refused(self, duty: Duty, error: Exception) -> None:
        words = spoken(error)
        if duty == self._shown:
            self._effect.setText(words)
