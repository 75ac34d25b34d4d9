"""What every page is handed: the look, the memory, news of changes and threads to work in."""

from __future__ import annotations

from typing import NamedTuple

from ui.changes import Changes
from ui.drafts import Drafts
from ui.jobs import Jobs
from ui.memory import Memory
from ui.theme import Theme


class Desk(NamedTuple):
    """Built once by the application; pages take it in their constructor."""

    theme: Theme
    memory: Memory
    changes: Changes
    jobs: Jobs
    drafts: Drafts
