"""The bar that tells of a run that never ended: a crash, a power cut, a computer switched off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from gzparty.i18n import _
from gzparty.labels import health as health_words
from gzparty.services.health import Health
from ui.theme import Theme
from ui.widgets.banner import Banner


def last_run_note(theme: Theme, health: Health, today: date, show_copies: Callable[[], None]) -> Banner:
    """Make the bar with what the check of the office file found; a harmed one leads to the copies."""
    role = "warning" if health.is_harmed else "note"
    made = Banner(theme, "lastRun", "warning" if health.is_harmed else "check", role=role)
    if health.is_harmed:
        made.add_deed("lastRunCopies", _("去数据与备份")).clicked.connect(show_copies)
    made.add_deed("lastRunSeen", _("知道了")).clicked.connect(made.hide)
    # The bar of what waits half typed stands below: the number is not said twice.
    made.say(_("上次程序没有正常退出"), health_words.words(replace(health, drafts=0), today))
    return made
