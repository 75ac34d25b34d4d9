"""The texts for chasing as the window hands them out: what goes to the clipboard, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gzparty.i18n import _
from gzparty.labels import chase
from gzparty.services.duty_views import ChaseGroup
from ui.panels.home.chase_rows import late_words

Key = tuple[str, int, int, str, int]


class Message(NamedTuple):
    """A text for the clipboard and the word for the status row."""

    text: str
    said: str


def private_message(group: ChaseGroup, today: date) -> Message:
    """What to send the secretary of one community; it names the late villages and no phone."""
    said = _("已复制给{title}的催办，{units}").format(title=group.title, units=late_words((group,)))
    return Message(chase.private_text(group, today), said)


def group_message(groups: Sequence[ChaseGroup], today: date, *, named: bool = False) -> Message:
    """What to send a group; it names no village unless that was chosen."""
    said = _("已复制发到群里的催办，点了村名") if named else _("已复制发到群里的催办，没有点村名")
    return Message(chase.group_text(groups, today, named), said)


def only(groups: Sequence[ChaseGroup], keys: Collection[Key]) -> tuple[ChaseGroup, ...]:
    """The groups with nothing but some dues; those without any are left out."""
    narrowed = []
    for group in groups:
        units = [
            replace(unit, lines=lines)
            for unit in group.units
            if (lines := tuple(line for line in unit.lines if line.due.key in keys))
        ]
        if units:
            narrowed.append(replace(group, units=tuple(units)))
    return tuple(narrowed)
