"""What every page is handed: the look, the memory, news of changes, threads to work in,
a word to other pages, what is covered, what the user prefers."""

from __future__ import annotations

from typing import NamedTuple

from ui.changes import Changes
from ui.discretion import Discretion
from ui.drafts import Drafts
from ui.jobs import Jobs
from ui.memory import Memory
from ui.preferences import Preferences
from ui.theme import Theme
from ui.wishes import Wishes


class Desk(NamedTuple):
    """Built once by the application; pages take it in their constructor."""

    theme: Theme
    memory: Memory
    changes: Changes
    jobs: Jobs
    drafts: Drafts
    wishes: Wishes
    discretion: Discretion
    preferences: Preferences
