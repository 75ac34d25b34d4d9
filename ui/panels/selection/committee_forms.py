"""The forms of 党委研究: who is chosen of those voted on, and the month that is left without anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from gzparty.domain import decision_rules
from gzparty.domain.counting import Standing, Tally
from gzparty.domain.date_text import Lean
from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.selection import Nomination, Reply
from gzparty.i18n import _
from gzparty.labels.ballots import figure_text
from gzparty.labels.publicity import candidate_text
from gzparty.services.selection_views import NominationLine, SelectionView
from ui.glyphs import Glyph
from ui.panels.form import Form
from ui.panels.selection.faults import by_field, by_nomination
from ui.theme import Theme
from ui.widgets.controls import area, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.sentence_line import SentenceLine
from ui.widgets.tick_reasons import Ticked, TickName, TickReasons

WantsReasons = Callable[[int, Sequence[int]], Sequence[Diagnostic]]
"""Of a selection and whom it chooses: whose choice, or whose being left out, needs a reason."""
NOTE, REASON = 64, 84
"""Heights in px of the areas."""


class DecisionForm(Form):
    """The day, who is chosen in the votes' order, a reason wherever that departs from it, and where the minutes lie."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("decisionDay", "on"),
        ("decisionChosen", "ticked"),
        ("decisionNote", "note"),
    )

    def __init__(self, theme: Theme, year: int, wants_reasons: WantsReasons) -> None:
        """`wants_reasons` is the service's: it counts those who still stand, as it does when the decision is stored."""
        super().__init__(theme, "decisionForm")
        self._view: SelectionView | None = None
        self._wants_reasons = wants_reasons
        self._wanted: tuple[tuple[int, ...], Sequence[Diagnostic]] | None = None
        self.day = DateEdit(theme, "decisionDay", year)
        self.chosen = TickReasons(theme, "decisionChosen", _("选定 {name}"))
        self.note = area("decisionNote", theme.px(NOTE), _("第几次党委会、会议纪要放在哪，可以不填"))
        self._said = SentenceLine(theme, "decisionSaid")
        self._order = label("decisionOrder", _("按得票先后排，票数不替党委定。"), "hint")
        self.add_row(_("哪天研究"), self.day)
        self.add_row(_("选定"), self.chosen)
        self.add_wide(self._order)
        self.add_wide(self._said)
        self.add_row(_("会议纪要"), self.note)
        self.bind()
        self.chosen.edited.connect(self._look)

    def show_view(self, view: SelectionView, today: date) -> None:
        """Begin with nobody chosen: who is proposed stands first, ticking is the committee's."""
        self._loading = True
        self._view, self._wanted = view, None
        self.chosen.show_names(_names(view))
        self.day.set_value(today)
        self.note.setPlainText("")
        self._loading = False
        self.mark_clean()
        self.show_problems({})
        self._look()

    def follow(self, view: SelectionView) -> None:
        """Take over what changed around what is being typed, such as a reply of 纪委."""
        if self._view is not None and _names(view) != _names(self._view):
            kept = self.draft()
            self.chosen.show_names(_names(view))
            self.restore(kept)
        self._view, self._wanted = view, None
        self._look()

    def values(self) -> dict[str, Any]:
        """The day, who is chosen, the reasons asked for, the note."""
        values = super().values()
        ticked: Ticked = values.pop("ticked")
        asked = {row.id for row in self.chosen.rows() if row.asks()}
        reasons = {number: words for number, words in ticked.reasons.items() if number in asked}
        return values | {"chosen": ticked.chosen, "reasons": reasons}

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.day.value() is None:
            found.setdefault("on", _("填上哪天研究的"))
        faults = by_field(self._chosen_faults())
        if "chosen" in faults:
            found["ticked"] = faults["chosen"]
        return found

    def _look(self) -> None:
        """Ask for the reasons the rules ask for, and say how many seats are given."""
        view = self._view
        if view is None or view.tally is None:
            return
        chosen = self.chosen.value().chosen
        # While nobody is chosen yet, nobody is left out either.
        self.chosen.ask(by_nomination(self._reasons(view, chosen)) if chosen else {})
        over = {
            words for name, words in by_field(self._chosen_faults()).items() if name == "chosen" and chosen
        }
        quota = sum(category.quota for category in view.categories)
        facts = {"n": len(chosen), "quota": quota}
        if over:
            self._said.say(Glyph.OVER, "\n".join(over), "over")
        elif len(chosen) == quota:
            self._said.say(Glyph.DONE, _("选定 {n} 名，名额 {quota} 名").format(**facts))
        else:
            self._said.say(Glyph.TODO, _("选定 {n} 名，名额 {quota} 名").format(**facts))

    def _reasons(self, view: SelectionView, chosen: tuple[int, ...]) -> Sequence[Diagnostic]:
        """The reasons asked for; while words are typed the ticks are the same, and so is the answer."""
        if self._wanted is None or self._wanted[0] != chosen:
            self._wanted = chosen, self._wants_reasons(view.selection.id, chosen)
        return self._wanted[1]

    def _chosen_faults(self) -> list[Any]:
        view = self._view
        if view is None or view.tally is None:
            return []
        nominations = [line.nomination for line in view.nominations]
        chosen = self.chosen.value().chosen
        return list(decision_rules.check_chosen(chosen, nominations, view.categories, view.tally))


class VacancyForm(Form):
    """The day and why nobody is chosen this month."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (("vacantDay", "on"), ("vacantReason", "reason"))

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "vacancyForm")
        self.day = DateEdit(theme, "vacantDay", today.year, lean=Lean.PAST)
        self.day.set_value(today)
        self.reason = area("vacantReason", theme.px(REASON), _("为什么这个月不评，如 没有合适的推荐"))
        self.add_row(_("哪天定的"), self.day)
        self.add_row(_("理由"), self.reason)
        self.bind()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.day.value() is None:
            found.setdefault("on", _("填上哪天定的"))
        if not self.reason.toPlainText().strip():
            found.setdefault("reason", _("写上为什么空缺"))
        return found


def standing_text(standing: Standing | None) -> str:
    """14 票　第 1; 92.5 分　第 2."""
    if standing is None:
        return ""
    return _("{figure}　第 {rank}").format(figure=figure_text(standing), rank=standing.rank)


def _names(view: SelectionView) -> list[TickName]:
    """Those voted on who still stand, the best of each category first."""
    several = len(view.categories) > 1
    names = []
    for category in view.categories:
        heading = _("{title}　评 {n} 名").format(title=category.title, n=category.quota) if several else ""
        lines = [line for line in view.nominations if line.category.id == category.id]
        for line in sorted(lines, key=lambda line: _rank(view.tally, line.nomination)):
            if not line.nomination.in_vote:
                continue
            names.append(_name(view, line, heading))
            heading = ""
    return names


def _name(view: SelectionView, line: NominationLine, heading: str) -> TickName:
    one = line.nomination
    standing = view.tally.standing(one.id) if view.tally else None
    beside = standing_text(standing)
    if one.reply is Reply.UNSUITABLE:
        beside = _("{standing}　纪委：不宜").format(standing=beside)
    return TickName(one.id, candidate_text(one), beside, heading)


def _rank(counted: Tally | None, one: Nomination) -> int:
    standing = counted.standing(one.id) if counted else None
    return standing.rank if standing else 10_000
