"""接下来: what still comes of a selection, from the step it is at to the honour."""

from __future__ import annotations

from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.nominations import ahead_label
from gzparty.services.selection_ahead import HONOUR
from gzparty.services.selection_views import Ahead, SelectionView
from ui.widgets.ahead_lines import AheadStep


def ahead_steps(view: SelectionView) -> list[AheadStep]:
    """Each with its day where records give one."""
    return [AheadStep(ahead_label(one.code), _when(one), one.done) for one in view.ahead]


def _when(one: Ahead) -> str:
    if one.code == HONOUR:
        return _("通报后")
    if one.day is None:
        return ""
    return _("{day}起").format(day=prose(one.day)) if one.from_on else prose(one.day)
