"""Every setting a clerk can change, declared once: its words, its limits and why its default is what it is.

The page, the command line and the service that stores them read this list. A field of `Settings` that nothing in the
program obeys yet does not stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from gzparty.domain import chinese, ladder, schedule
from gzparty.domain.credit import hours
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.setting_kind import SettingKind as SettingKind
from gzparty.settings import DEFAULTS, Settings

HALVES = 2
"""学时 are stored in halves."""
YES = N_("是")
NO = N_("否")
_JSON_WORDS = {"true": True, "false": False, "": False}


class SettingGroup(StrEnum):
    """Parts of the page; the value is the heading."""

    TRAINING = N_("书记培训")
    LIFE = N_("组织生活")
    STYLE = N_("作风")
    SELECTION = N_("评选")
    CREDIT = N_("学时")
    PRINT = N_("打印")
    REMIND = N_("提醒")
    SAFETY = N_("安全")


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
    basis: str = ""
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
                raise Refusal("setting_not_month", label=label, text=_short(value))
        elif self.high and isinstance(value, int):
            shown = value / HALVES if self.kind is SettingKind.HOURS else value
            if not self.low <= shown <= self.high:
                unit = _(self.unit)
                raise Refusal("setting_out_of_range", label=label, low=self.low, high=self.high, unit=unit)

    def _yes_no(self, words: str) -> bool:
        known = {**chinese.YES_OR_NO, **_JSON_WORDS}
        value = known.get(words.lower())
        if value is None:
            raise Refusal("setting_not_yes_no", label=_(self.label), text=_short(words))
        return value

    def _month(self, words: str) -> str:
        found = chinese.MONTH_WRITTEN.fullmatch(words)
        if words and found is None:
            raise Refusal("setting_not_month", label=_(self.label), text=_short(words))
        return f"{found[1]}-{int(found[2]):02d}" if found else ""

    def _number(self, words: str) -> int:
        halves = HALVES if self.kind is SettingKind.HOURS else 1
        code = "setting_not_hours" if self.kind is SettingKind.HOURS else "setting_not_whole"
        try:
            value = float(words.removesuffix(_(self.unit)).strip()) * halves
            whole = int(value)
        except (ValueError, OverflowError) as error:
            raise Refusal(code, label=_(self.label), text=_short(words)) from error
        if whole != value:
            raise Refusal(code, label=_(self.label), text=_short(words))
        self.check(whole)
        return whole


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


_T, _C, _P, _R = SettingGroup.TRAINING, SettingGroup.CREDIT, SettingGroup.PRINT, SettingGroup.REMIND
_L, _S, _E = SettingGroup.LIFE, SettingGroup.STYLE, SettingGroup.SELECTION
_LATER = N_("只用在以后新加的期，排好的不变")
_IDLE = N_("几分钟不动就锁上")
_IDLE_EFFECT = N_("设了密码才起作用，写 0 就不自己锁；按 Ctrl+L 随时能锁")
_PUBLICITY = N_("公示时先填上，可以改；已经公示的不变")

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "training_rule",
        _T,
        N_("哪天办"),
        SettingKind.RULE,
        longest=120,
        effect=N_("排好的期不变；要一起改，到书记培训里点“排全年”"),
    ),
    Setting(
        "training_minutes",
        _T,
        N_("每期多长"),
        SettingKind.NUMBER,
        N_("分钟"),
        low=30,
        high=480,
        effect=N_("180 分钟算半天。只用在以后新加的期，排好的不变"),
    ),
    Setting("training_place", _T, N_("地点"), effect=_LATER),
    Setting("training_host", _T, N_("主持人"), effect=_LATER),
    Setting("training_contact", _T, N_("联系人"), effect=_LATER),
    Setting(
        "training_arrive_minutes",
        _T,
        N_("提前几分钟到"),
        SettingKind.NUMBER,
        N_("分钟"),
        low=1,
        high=120,
        effect=N_("写在培训通知和微信通知里"),
    ),
    Setting(
        "community_secretaries_invited",
        _T,
        N_("请社区书记参加"),
        SettingKind.YES_NO,
        effect=N_("以后新加的期，名单里带上社区书记；排好的不变"),
    ),
    Setting(
        "leave_approver",
        _T,
        N_("请假谁批"),
        longest=20,
        empty=N_("镇党委组织委员"),
        effect=N_("登记请假时先填上，也写在培训通知里"),
    ),
    Setting(
        "ladder",
        _T,
        N_("出勤阶梯"),
        SettingKind.LADDER,
        longest=120,
        empty=N_("没有阶梯，只数缺席"),
        effect=N_("无故缺席几次到哪一档，写成 1 提醒，2 通报。只提示谁到了哪一档，该不该办由人定"),
    ),
    Setting(
        "ladder_months",
        _T,
        N_("阶梯往前数"),
        SettingKind.NUMBER,
        N_("个月"),
        low=1,
        high=36,
        effect=N_("从今天往前数这么久的缺席，改了马上按新的数算"),
    ),
    Setting(
        "soon_days",
        _L,
        N_("提前几天算快到期"),
        SettingKind.NUMBER,
        N_("天"),
        high=60,
        effect=N_("按日历天数算，只影响显示，时限不变"),
    ),
    Setting(
        "records_since",
        _L,
        N_("从哪个月起统计"),
        SettingKind.MONTH,
        longest=10,
        empty=N_("建办公室文件的那个月"),
        effect=N_("写成 2026-01。以前的月份没登记的不算没开，登记过的照样算"),
    ),
    Setting(
        "credit_target_secretary",
        _C,
        N_("书记和班子成员"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=400,
        basis=N_("2019—2023年全国党员教育培训工作规划：每年不少于 56 学时"),
        effect=N_("改了马上按新的数算还差多少，得过的学时不变"),
    ),
    Setting(
        "credit_target_member",
        _C,
        N_("普通党员"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=400,
        basis=N_("党员教育管理工作条例 第20条：一般每年不少于 32 学时"),
        effect=N_("改了马上按新的数算还差多少，得过的学时不变"),
    ),
    Setting(
        "credit_half_day",
        _C,
        N_("半天算"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=12,
        effect=N_("本地算法。各期的学时会重算，办过的也算在内；单独写了学时的课和补课不变"),
    ),
    Setting(
        "credit_day_limit",
        _C,
        N_("一天最多"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=24,
        effect=N_("本地算法。各期的学时会重算，办过的也算在内"),
    ),
    Setting(
        "sign_in_required",
        _L,
        N_("按数登记要交签到表"),
        SettingKind.YES_NO,
        effect=N_("选“否”，没有签到表的记录也算办齐；按名单登记的以名单为准，不受影响"),
    ),
    Setting(
        "photos_required",
        _L,
        N_("按数登记要交照片"),
        SettingKind.YES_NO,
        basis=N_("《整治形式主义为基层减负若干规定》：不以拍照留痕代替工作，默认不要求"),
        effect=N_("选“是”，没有照片的记录算材料不齐，以前登记的也重新算"),
    ),
    Setting(
        "rectify_workdays",
        _S,
        N_("整改时限"),
        SettingKind.NUMBER,
        N_("个工作日"),
        low=1,
        high=120,
        effect=N_("登记问题时先填上发现后第几个工作日，可以改；登记过的不变"),
    ),
    Setting(
        "recurrence_months",
        _S,
        N_("多久以内算重复发生"),
        SettingKind.NUMBER,
        N_("个月"),
        low=1,
        high=36,
        effect=N_("同一单位同一类问题，从发现的日子往前数。改了马上按新的数算"),
    ),
    Setting(
        "look_back_days",
        _S,
        N_("销号后多久回头看"),
        SettingKind.NUMBER,
        N_("天"),
        low=1,
        high=365,
        effect=N_("联合督查、上级反馈和重复发生的问题，销号时先填上，遇休息日顺延；销过号的不变"),
    ),
    Setting(
        "tip_workdays",
        _S,
        N_("群众意见几个工作日内答复"),
        SettingKind.NUMBER,
        N_("个工作日"),
        low=1,
        high=90,
        effect=N_("以后登记的意见按新的天数提出期限；登记过的不变"),
    ),
    Setting(
        "publicity_workdays",
        SettingGroup.SELECTION,
        N_("公示几个工作日"),
        SettingKind.NUMBER,
        N_("个工作日"),
        low=1,
        high=30,
        basis=N_("各地通行做法：公示 5 个工作日，首尾两天都算"),
        effect=N_("以后的公示按新的天数算出期满日，可以改；已经公示的不变"),
    ),
    Setting("publicity_place", SettingGroup.SELECTION, N_("公示地点"), longest=80, effect=_PUBLICITY),
    Setting(
        "publicity_contact", SettingGroup.SELECTION, N_("公示期间谁受理意见"), longest=80, effect=_PUBLICITY
    ),
    Setting("publicity_phone", SettingGroup.SELECTION, N_("公示受理电话"), effect=_PUBLICITY),
    Setting("publicity_address", SettingGroup.SELECTION, N_("公示受理地址"), longest=80, effect=_PUBLICITY),
    Setting(
        "issuer_training",
        _P,
        N_("落款"),
        empty=N_("{office}党建办"),
        effect=N_("以后打印的培训材料用新的落款"),
    ),
    Setting(
        "issuer_life",
        _L,
        N_("组织生活材料落款"),
        empty=N_("{office}党建办"),
        effect=N_("以后打印的组织生活材料、本月清单和催办单用新的落款"),
    ),
    Setting(
        "issuer_style",
        _S,
        N_("作风材料落款"),
        empty=N_("{office}党建办"),
        effect=N_("以后打印的自查、整改和督查材料用新的落款"),
    ),
    Setting(
        "circular_series",
        _S,
        N_("通报名称"),
        longest=20,
        empty=N_("督查通报"),
        effect=N_("写在期号前面，例如 作风督查通报（第3期）；没有填期号的通报不印"),
    ),
    Setting(
        "circular_recipients",
        _S,
        N_("通报主送"),
        longest=120,
        empty=N_("各社区、各部门："),
        effect=N_("以后打印的督查通报和典型通报用新的主送"),
    ),
    Setting(
        "exemplar_word",
        _E,
        N_("怎么称呼"),
        longest=12,
        empty=N_("典型"),
        basis=N_("镇街自己评的，称典型、之星，给通报表扬"),
        effect=N_("例如 每月之星。以后打印的推荐表、评议表、公示和通报用新的称呼"),
    ),
    Setting(
        "issuer_selection",
        _E,
        N_("评选材料落款"),
        empty=N_("{office}党建办"),
        effect=N_("以后打印的推荐、评议、公示和通报材料用新的落款"),
    ),
    Setting(
        "eligible_months",
        _E,
        N_("资格审核往前看"),
        SettingKind.NUMBER,
        N_("个月"),
        low=1,
        high=24,
        effect=N_("缺席和重新整改看这几个月，评选当月也算。只列出来，不替人下结论"),
    ),
    Setting(
        "eligible_absences",
        _E,
        N_("缺席几次就列出来"),
        SettingKind.NUMBER,
        N_("次"),
        low=1,
        high=20,
        effect=N_("请假、公差和补过课的不算"),
    ),
    Setting(
        "again_months",
        _E,
        N_("评上后隔多久再评"),
        SettingKind.NUMBER,
        N_("个月"),
        low=0,
        high=60,
        effect=N_("不满的在资格审核里列出来，写 0 就不列"),
    ),
    Setting(
        "deeds_shortest",
        _E,
        N_("事迹最少"),
        SettingKind.NUMBER,
        N_("字"),
        low=0,
        high=2000,
        effect=N_("只提示，写少了也能存"),
    ),
    Setting(
        "deeds_longest",
        _E,
        N_("事迹最多"),
        SettingKind.NUMBER,
        N_("字"),
        low=50,
        high=5000,
        effect=N_("只提示，写多了也能存"),
    ),
    Setting("notice_recipients", _P, N_("通知主送"), longest=120, empty=N_("各村党支部：")),
    Setting(
        "blank_lines",
        _P,
        N_("签到表空白行"),
        SettingKind.NUMBER,
        N_("行"),
        high=40,
        effect=N_("留给名单上没有的人手写"),
    ),
    Setting(
        "stick_days",
        _R,
        N_("多久没存 U 盘就提醒"),
        SettingKind.NUMBER,
        N_("天"),
        low=1,
        high=365,
        effect=N_("在“数据与备份”里提醒，不弹窗"),
    ),
    Setting(
        "lock_minutes",
        SettingGroup.SAFETY,
        _IDLE,
        SettingKind.NUMBER,
        N_("分钟"),
        high=240,
        effect=_IDLE_EFFECT,
    ),
)


def find(name: str) -> Setting:
    """The setting of a key, or of the label shown for it; Refusal `setting_unknown` for any other word."""
    for setting in SETTINGS:
        if name in (setting.key, _(setting.label)):
            return setting
    raise Refusal("setting_unknown", key=name)


def deed_name(setting: Setting, value: object) -> str:
    """What undo calls a change: 地点改为 一楼会议室."""
    return _("{label}改为 {value}").format(label=_(setting.label), value=_short(setting.spoken(value)))
