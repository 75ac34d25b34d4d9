"""The fields of a round of voting: day, place, who watched and who counted, the figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from gzparty.i18n import _
from gzparty.records import dataclass
from gzparty.services.ballot_drafts import PLACE_LIMIT, WHO_LIMIT
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.controls import field, label, name_control
from ui.widgets.count_field import CountField
from ui.widgets.date_edit import DateEdit


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A round as its form shows it before anything is stored."""

    held_on: date | None
    place: str = ""
    supervisor: str = ""
    teller: str = ""
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    note: str = ""


class BallotForm(Form):
    """The fields; what the rules say of a figure stands beside it while one types."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("ballotDay", "held_on"),
        ("ballotPlace", "place"),
        ("ballotSupervisor", "supervisor"),
        ("ballotTeller", "teller"),
        ("ballotDue", "due"),
        ("ballotPresent", "present"),
        ("ballotIssued", "issued"),
        ("ballotReturned", "returned"),
        ("ballotValid", "valid"),
        ("ballotNote", "note"),
    )
    LIMITS: ClassVar[dict[str, int]] = {
        "place": PLACE_LIMIT,
        "supervisor": WHO_LIMIT,
        "teller": WHO_LIMIT,
    }
    NAMES: ClassVar[dict[str, str]] = {attribute: name for name, attribute in FIELDS}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "ballotForm")
        self.faults: Mapping[str, str] = {}
        self.day = DateEdit(theme, "ballotDay", year)
        self.add_row(_("日期"), self.day)
        self.add_row(_("地点"), field("ballotPlace"))
        self.add_row(
            _("监票人"), field("ballotSupervisor"), *self._beside(_("计票人"), field("ballotTeller"))
        )
        self.add_row(_("应到"), self._count("ballotDue"), *self._figure(_("实到"), "ballotPresent"))
        self.add_row(_("发出"), self._count("ballotIssued"), *self._figure(_("收回"), "ballotReturned"))
        self.add_row(_("有效"), self._count("ballotValid"))
        self.add_row(_("备注"), field("ballotNote"))
        self.bind()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say beside each field what the rules say of it; the focus stays where it is."""
        for attribute, name in self.NAMES.items():
            words = faults.get(attribute, "")
            if words or attribute in self.faults:
                self._show_problem(name, words)
        self.faults = {attribute: faults[attribute] for attribute in self.NAMES if attribute in faults}

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.day.value() is None:
            found.setdefault("held_on", _("填上哪天投的票"))
        return dict(self.faults) | found

    def _count(self, name: str) -> CountField:
        made = CountField(self.theme, name)
        made.setFixedWidth(self.theme.px(72))
        return made

    def _figure(self, words: str, name: str) -> tuple[QWidget, ...]:
        return (*self._beside(words, self._count(name)), _spring())

    def _beside(self, words: str, control: QWidget) -> tuple[QWidget, QWidget]:
        name_control(control, words)
        title = label(f"{control.objectName()}Beside", words, "label")
        title.setBuddy(control)
        return title, control


def _spring() -> QWidget:
    made = QWidget()
    made.setObjectName("ballotSpring")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
