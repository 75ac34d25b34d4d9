"""Every setting a clerk can change, declared once: its words, its limits and why its default is what it is.

The page, the command line and the service that stores them read this list. A field of `Settings` that nothing in the
program obeys yet does not stand here.
"""

from __future__ import annotations

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.setting import Setting, short
from gzparty.settings_of.office import OFFICE
from gzparty.settings_of.trainings import TRAININGS
from gzparty.settings_of.work import WORK

SETTINGS: tuple[Setting, ...] = (*TRAININGS, *WORK, *OFFICE)


def find(name: str) -> Setting:
    """The setting of a key, or of the label shown for it; Refusal `setting_unknown` for any other word."""
    for setting in SETTINGS:
        if name in (setting.key, _(setting.label)):
            return setting
    raise Refusal("setting_unknown", key=name)


def deed_name(setting: Setting, value: object) -> str:
    """What undo calls a change: 地点改为 一楼会议室."""
    return _("{label}改为 {value}").format(label=_(setting.label), value=short(setting.spoken(value)))
