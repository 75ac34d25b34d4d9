"""What of the month's board stands before anything was read: the keys of its figures, its corner, the head of its last column."""

from __future__ import annotations

from gzparty.i18n import _
from ui.tables.matrix import MatrixHead, NoLines

OPEN = "open"
"""The key of 只看没办完的 among those of the figures."""
OWED = "owed"
FIGURE_KEYS = (OWED, "done", "overdue", "held", "handed_in", "returned", "soon", "todo", "missed")
"""In the order the figures stand; `board_matrix.FIGURES` says what each counts."""


def corner() -> str:
    """What stands above the names."""
    return _("单位")


def ledger_head(*, overdue: bool = False) -> MatrixHead:
    """The head of the column of the ledger."""
    return MatrixHead("problems", _("问题整改"), _("没销号"), "over" if overdue else "ink3")


def unread() -> NoLines:
    """The board while it is being read."""
    return NoLines(corner(), (ledger_head(),))
