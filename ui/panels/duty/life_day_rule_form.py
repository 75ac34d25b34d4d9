"""The form that sets a 支部生活日 for some branches at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from unicodedata import normalize

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.schedule import parse_rule
from gzparty.i18n import _
from gzparty.services.duty_views import LifeDayLine
from gzparty.services.life_days import RULE_LIMIT
from gzparty.services.unit_groups import gathered
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, number
from ui.widgets.date_edit import TimeEdit
from ui.widgets.duty_fields import MonthField

CHOSEN, OPEN, ALL = "chosen", "open", "all"
MOST_GRACE = 31
LAST_DAY = 31


class LifeDayRuleForm(Form):
    """For whom, which day, at what hour, how many days of grace, from when on."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("lifeWho", "who"),
        ("lifeRule", "rule"),
        ("lifeHour", "starts_at"),
        ("lifeGrace", "grace"),
        ("lifeFrom", "valid_from"),
    )
    LIMITS: ClassVar[dict[str, int]] = {"rule": RULE_LIMIT}

    def __init__(
        self, theme: Theme, lines: Sequence[LifeDayLine], chosen: Sequence[LifeDayLine], since: date
    ) -> None:
        """Offer the branches selected, each community, those without a day, and all; begin with what one has."""
        super().__init__(theme, "lifeDayRuleForm")
        self._members: dict[str, list[int]] = {}
        self.who = Combo(theme, "lifeWho")
        self._offer(lines, chosen)
        self.rule = field("lifeRule", hint=_("如 15日、第一个周五、最后一个工作日"))
        self.rule.editingFinished.connect(self._write_out)
        self.hour = TimeEdit(theme, "lifeHour")
        self.grace = number("lifeGrace", 0, MOST_GRACE, unit=_(" 天"))
        self.grace.setFixedWidth(theme.px(88))
        self.since = MonthField(theme, "lifeFrom", since)
        self.since.set_value(since)
        known = next((line.life_day for line in chosen if line.life_day), None)
        if known is not None:
            self.rule.setText(known.rule)
            self.hour.set_value(known.starts_at)
            self.grace.setValue(known.grace)
        self.add_row(_("哪些支部"), self.who)
        self.add_row(_("生活日"), self.rule)
        self.add_row(_("几点"), self.hour, label("lifeHourNote", _("没有固定钟点就空着"), "label", "ink3"))
        self.add_row(_("宽限"), self.grace, label("lifeGraceNote", _("这几天里办都算按时"), "label", "ink3"))
        self.add_row(_("从何时起"), self.since, label("lifeFromNote", _("以前的月份不变"), "label", "ink3"))
        self.bind()

    def unit_ids(self, who: str) -> list[int]:
        """The branches a choice means."""
        return self._members[who]

    def values(self) -> dict[str, Any]:
        self._write_out()
        return super().values()

    def problems(self) -> dict[str, str]:
        self._write_out()
        found = super().problems()
        text = self.rule.text().strip()
        if not text:
            found.setdefault("rule", _("写每月哪一天，如 15日、第一个周五 或 最后一个工作日"))
        else:
            try:
                parse_rule(text)
            except Refusal:
                words = _("看不懂“{text}”，写成 15日、第一个周五 或 最后一个工作日")
                found.setdefault("rule", words.format(text=text))
        if self.since.value() is None:
            found.setdefault("valid_from", _("填上从哪个月起，如 2026-07"))
        return found

    def _write_out(self) -> None:
        """A bare number is a day of the month, as everywhere a deadline is typed."""
        text = normalize("NFKC", self.rule.text()).strip()
        if text.isdecimal() and 1 <= int(text) <= LAST_DAY:
            self.rule.setText(_("{n}日").format(n=int(text)))

    def _offer(self, lines: Sequence[LifeDayLine], chosen: Sequence[LifeDayLine]) -> None:
        if len(chosen) == 1:
            self._add(CHOSEN, chosen[0].unit.name, chosen)
        elif chosen:
            self._add(CHOSEN, _("选中的 {n} 个支部").format(n=len(chosen)), chosen)
        near = {line.community.id for line in chosen if line.community}
        groups = [group for group in gathered(lines) if group.unit is not None]
        for group in sorted(groups, key=lambda group: group.unit is not None and group.unit.id not in near):
            words = _("{name}的 {n} 个支部").format(name=group.title, n=len(group.lines))
            self._add(group.key, words, group.lines)
        unset = [line for line in lines if line.life_day is None]
        if unset:
            self._add(OPEN, _("还没定的 {n} 个支部").format(n=len(unset)), unset)
        self._add(ALL, _("全部 {n} 个支部").format(n=len(lines)), lines)

    def _add(self, key: str, words: str, members: Sequence[LifeDayLine]) -> None:
        self._members[key] = [line.unit.id for line in members]
        self.who.add(words, key)
