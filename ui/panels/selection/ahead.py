"""接下来: what still comes of a selection from its 公示 on."""

from __future__ import annotations

from gzparty.domain.selection import PublicityResult, Subject
from gzparty.domain.selection_stages import Stage
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.services.selection_views import SelectionView
from ui.widgets.ahead_lines import AheadStep


def ahead_steps(view: SelectionView) -> list[AheadStep]:
    """The result, the circular, the honour: each with its day as far as it is known."""
    current, selection = view.publicity, view.selection
    running = current is not None and current.publicity.result is PublicityResult.OPEN
    confirmed = current is not None and current.publicity.result is PublicityResult.CONFIRMED
    ends = prose(current.publicity.ends_on) if current is not None and running else ""
    noted = current.publicity.result_on if current is not None and confirmed else None
    issue = prose(current.result_from) if current is not None and running else _("公示有结果后")
    announced = selection.announced_on
    honour = _("记入个人荣誉") if selection.subject is Subject.PERSON else _("记入单位荣誉")
    steps = [
        AheadStep(_("公示期满，记公示结果"), prose(noted) if noted else ends, done=confirmed),
        AheadStep(_("印发通报"), prose(announced) if announced else issue, done=announced is not None),
        AheadStep(honour, _("通报后") if announced is None else "", done=announced is not None),
    ]
    return steps if view.stage is not Stage.VACANT else []
