"""Who is nominated, by whom, with what 事迹: the first part of the panels about one nomination."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzparty import settings
from gzparty.domain import selection_rules as rules
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.dates import prose
from gzparty.services.selection_views import NominationLine
from ui.gate import Gate
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import label
from ui.widgets.fact_grid import FactGrid
from ui.widgets.sentence_line import SentenceLine


def asked_lengths(gate: Gate) -> tuple[int, int]:
    """How short and how long 事迹 are asked to be, in characters."""
    chosen = settings.from_stored(gate.reader.store.office.load_settings())
    return chosen.deeds_shortest, chosen.deeds_longest


class NominationSubject(QWidget):
    """Facts, the deeds as they were written, and a hint where they are too short or too long."""

    def __init__(self, theme: Theme, lengths: Callable[[], tuple[int, int]]) -> None:
        """`lengths` gives how short and how long 事迹 are asked to be now."""
        super().__init__()
        self.setObjectName("nominationSubject")
        self._lengths = lengths
        self.facts = FactGrid(theme, "nominationFacts")
        self.deeds = label("nominationDeedsText", role="fact")
        self.deeds.setWordWrap(True)
        self.hint = SentenceLine(theme, "nominationDeedsHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self.facts, self.deeds, self.hint):
            column.addWidget(part)

    def show_line(self, line: NominationLine, *, whole: bool) -> None:
        """Show a nomination; not `whole` only as much of it as fits beside what was found."""
        one = line.nomination
        facts = [
            (_("单位"), one.unit_name or _("—")),
            (_("职务"), one.post or _("—")),
            (_("推荐单位"), one.nominator or _("—")),
            (_("推荐日期"), prose(one.nominated_on) if one.nominated_on else _("—")),
        ]
        if line.category.title:
            facts.append((_("类别"), line.category.title))
        self.facts.show_facts(facts)
        self.deeds.setText("\n".join(part for part in (one.summary, one.deeds if whole else "") if part))
        self.deeds.setVisible(bool(self.deeds.text()))
        shortest, longest = self._lengths()
        hint = rules.deeds_hint(one.deeds, shortest, longest) if whole else None
        self.hint.say(Glyph.DRAFT, sentence(hint) if hint else "", "warn")
