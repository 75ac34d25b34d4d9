"""What was seen at one unit, ticked on the spot: the checklist of joint inspections, what was found typed in place."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal

from gzparty.domain.inspection import Answer, Inspection, InspectionKind, Tour
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.inspection.cell import NEW, InspectionCell
from ui.panels.inspection.sheet import InspectionSheet, Typed
from ui.panels.inspection.storing import item_draft
from ui.panels.tour.rows import VisitRow
from ui.widgets.controls import button, label
from ui.widgets.right_panel import RightPanel
from ui.wishes import LedgerRequest
