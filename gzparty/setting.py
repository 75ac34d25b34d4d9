"""What a setting is: its words, its limits, how it is typed, and what is said where it is typed wrongly."""

from __future__ import annotations

from enum import StrEnum
from unicodedata import normalize

from gzparty.domain import chinese, ladder, schedule
from gzparty.domain.credit import hours
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.records import dataclass
from gzparty.settings import DEFAULTS, Settings

HALVES = 2
"""学时 are stored in halves."""
YES = N_("是")
NO = N_("否")
LOCAL = N_("本地做法")
"""The basis of a figure no rule names: the office sets it."""
_JSON_WORDS = {"true": True, "false": False, "": False}


class SettingGroup(StrEnum):
    """Parts of the page; the value is the heading."""

    TRAINING = N_("书记培训")
    CREDIT = N_("考勤和学时")
    LIFE = N_("组织生活")
    STYLE = N_("自查和整改")
    SELECTION = N_("典型评选")
    PRINT = N_("落款和页边")
    SAFETY = N_("提醒和安全")


class SettingKind(StrEnum):
    """What a value is and how it is typed; credit is typed in 学时, with at most a half, a month as 2026-01."""

    TEXT = "text"
    RULE = "rule"
    LADDER = "ladder"
    NUMBER = "number"
    HOURS = "hours"
    MONTH = "month"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `key` is a field of `Settings`; `low` and `high` are in the unit shown; texts are marked with N_."""

    key: str
    group: SettingGroup
    label: str
    kind: SettingKind = SettingKind.TEXT
    unit: str = ""
    low: int = 0
    high: int = 0
    longest: int = 40
    """How many characters a text may have."""
    empty: str = ""
    """What holds where a text is left empty."""
    basis: str = LOCAL
    """Where the default comes from."""
    effect: str = ""
    """What a change touches and what it leaves alone."""

    @property
    def default(self) -> object:
        """The value before anybody changed it."""
        return getattr(DEFAULTS, self.key)

    def value_in(self, settings: Settings) -> object:
        """The value in force."""
        return getattr(settings, self.key)

    def text_of(self, value: object) -> str:
        """A value as it is typed and shown: 56 for 112 half hours, 是 for True."""
        if self.kind is SettingKind.YES_NO:
            return _(YES) if value else _(NO)
        if self.kind is SettingKind.HOURS and isinstance(value, int):
            return f"{hours(value):g}"
        return str(value)

    def default_text(self, office: str) -> str:
        """What holds as long as nobody changes it, in words: 5 个工作日, 是, 镇党委组织委员, 空着."""
        if self.empty and not self.default:
            return _(self.empty).format(office=office)
        return self.spoken(self.default) if self.default != "" else _("空着")

    def is_changed_in(self, settings: Settings, office: str) -> bool:
        """Whether something else holds than by default; the default written out holds the same."""
        value = self.value_in(settings)
        return value != self.default and self.spoken(value) != self.default_text(office)

    def spoken(self, value: object) -> str:
        """A value as it stands in a sentence, with its unit."""
        text = self.text_of(value) or _("空")
        return f"{text} {_(self.unit)}" if self.unit else text

    def read(self, text: str) -> object:
        """The value of what was typed; Refusal says what is wrong with it."""
        as_written = self.kind in (SettingKind.TEXT, SettingKind.LADDER)
        words = " ".join(text.split()) if as_written else normalize("NFKC", text).strip()
        match self.kind:
            case SettingKind.YES_NO:
                return self._yes_no(words)
            case SettingKind.MONTH:
                return self._month(words)
            case SettingKind.NUMBER | SettingKind.HOURS:
                return self._number(words)
            case _:
                self.check(words)
                return words

    def check(self, value: object) -> None:
        """Refuse a value out of its limits, a text too long, a rule nobody understands."""
        label = _(self.label)
        if isinstance(value, str):
            if len(value) > self.longest:
                raise Refusal("setting_too_long", label=label, length=len(value), longest=self.longest)
            if self.kind is SettingKind.RULE:
                schedule.parse_rule(value)
            elif self.kind is SettingKind.LADDER:
                ladder.parse_ladder(value)
            elif self.kind is SettingKind.MONTH and value != self._month(value):
                raise Refusal("setting_not_month", label=label, text=short(value))
        elif self.high and isinstance(value, int):
            shown = value / HALVES if self.kind is SettingKind.HOURS else value
            if not self.low <= shown <= self.high:
                unit = _(self.unit)
                raise Refusal("setting_out_of_range", label=label, low=self.low, high=self.high, unit=unit)

    def _yes_no(self, words: str) -> bool:
        known = {**chinese.YES_OR_NO, **_JSON_WORDS}
        value = known.get(words.lower())
        if value is None:
            raise Refusal("setting_not_yes_no", label=_(self.label), text=short(words))
        return value

    def _month(self, words: str) -> str:
        found = chinese.MONTH_WRITTEN.fullmatch(words)
        if words and found is None:
            raise Refusal("setting_not_month", label=_(self.label), text=short(words))
        return f"{found[1]}-{int(found[2]):02d}" if found else ""

    def _number(self, words: str) -> int:
        halves = HALVES if self.kind is SettingKind.HOURS else 1
        code = "setting_not_hours" if self.kind is SettingKind.HOURS else "setting_not_whole"
        try:
            value = float(words.removesuffix(_(self.unit)).strip()) * halves
            whole = int(value)
        except (ValueError, OverflowError) as error:
            raise Refusal(code, label=_(self.label), text=short(words)) from error
        if whole != value:
            raise Refusal(code, label=_(self.label), text=short(words))
        self.check(whole)
        return whole


def short(text: str) -> str:
    """A text as it stands in a sentence, cut where it is long."""
    return text if len(text) <= 20 else text[:20] + "…"
