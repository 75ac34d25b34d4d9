"""Evidence that lies on paper: what it is and where."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from gzparty.domain.date_text import Lean
from gzparty.i18n import _
from gzparty.services.problem_evidence import TITLE_LIMIT
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.controls import field
from ui.widgets.date_edit import DateEdit


class PaperForm(Form):
    """Title, place, day."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("paperTitle", "title"),
        ("paperPlace", "place"),
        ("paperDay", "on"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"title": TITLE_LIMIT, "place": TITLE_LIMIT}

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "paperForm")
        self.title = field("paperTitle", hint=_("如 值班签字表"))
        self.place = field("paperPlace", hint=_("如 3号盒 第12页"))
        day = DateEdit(theme, "paperDay", today.year, lean=Lean.PAST)
        day.set_value(today)
        self.add_row(_("是什么"), self.title)
        self.add_row(_("放在哪"), self.place)
        self.add_row(_("哪天收的"), day)
        self.setFocusProxy(self.title)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.title.text().strip():
            found.setdefault("title", _("写上是什么材料"))
        if not self.place.text().strip():
            found.setdefault("place", _("写上放在哪里，以后好找"))
        return found
