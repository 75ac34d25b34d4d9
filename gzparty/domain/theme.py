"""Themes (一月一主题): one a month, with material that may come late, and the records that were about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of a month (2026-06); at most one a month.

    `title` may be empty: themes often come late from above, and a blank is no error. `material` is what is to be
    studied, `source` who set it (县委组织部, 镇党委), `came_on` when the material came.
    """

    id: int
    uid: str
    period: str
    title: str
    material: str = ""
    source: str = ""
    came_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A training or a record of organisational life that was about a theme, by the clerk's word; one of the two ids is set.

    A sitting of one month may make good for the theme of an earlier one, so a record may stand under several themes.
    """

    id: int
    uid: str
    theme_id: int
    training_id: int | None = None
    meeting_id: int | None = None
