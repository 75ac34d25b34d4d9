"""The board of a year's self-inspections as a workbook: the same units and months, in words."""

from __future__ import annotations

from pathlib import Path

from gzparty.i18n import _, in_chinese
from gzparty.services.bundle import Services
from ui.panels.life.export import write_board


@in_chinese()
def export_quota(services: Services, year: int, folder: Path) -> Path:
    """Write it beside the office's other files; Refusal where it cannot be written."""
    board = services.inspection_views.board(year).board
    return write_board(services, board, (_("类别"), _("单位")), folder)
