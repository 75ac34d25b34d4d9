"""What this user chose on this machine, declared once: menus, 设置 and the window read this list.

An office's own figures are `gzparty/setting_list.py`; they go with the file, these stay with the user.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from gzparty.i18n import N_, SOURCE
from ui.memory import Memory
from ui.theme import Look

ENGLISH = "en"
HOURS = ("8:00", "8:30", "9:00", "9:30", "10:00", "11:00", "14:00", "14:30", "15:00", "16:00", "17:00")


DRESS, REMINDING = N_("外观和语言"), N_("到点提醒")
"""Parts of 设置 that stay with this user on this machine."""


class Choice(NamedTuple):
    """One thing that can be chosen: what is kept, and its words (N_)."""

    value: object
    words: str


class Preference(NamedTuple):
    """One preference: where it is kept, its words (N_), what can be chosen, the first being the default."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    effect: str = ""
    """What a choice touches."""
    part: str = DRESS
    """The part of 设置 it stands in (N_)."""
    met_by: str = ""
    """Words it is found by too, for those who cannot read the others."""
    needs_tray: bool = False
    """Whether it is of no use where the desktop has no tray."""

    @property
    def default(self) -> object:
        """What holds where nothing was chosen."""
        return self.choices[0].value


LOOK = Preference(
    "window/look",
    N_("颜色"),
    (
        Choice(Look.SYSTEM.value, N_("跟随系统")),
        Choice(Look.LIGHT.value, N_("浅色")),
        Choice(Look.DARK.value, N_("深色")),
        Choice(Look.CONTRAST.value, N_("高对比")),
    ),
)
SCALE = Preference(
    "window/scale", N_("字号"), (Choice(1.0, N_("标准")), Choice(1.15, N_("大")), Choice(1.3, N_("特大")))
)
DENSITY = Preference(
    "window/density",
    N_("行高"),
    (Choice("", N_("自动")), Choice("wide", N_("宽松")), Choice("compact", N_("紧凑"))),
)
LANGUAGE = Preference(
    "window/language",
    N_("语言"),
    (Choice(SOURCE, N_("中文")), Choice(ENGLISH, "English")),
    N_("只改窗口里的话。打印的材料、导出的表、发到群里的话，都还是中文"),
    met_by="Language",
)
REMIND_AT_START = Preference(
    "remind/start",
    N_("打开程序时提醒"),
    (Choice(False, N_("不提醒")), Choice(True, N_("提醒"))),
    N_("打开后在最上面说一句：今天有几件要办，几件逾期。只在工作日说"),
    part=REMINDING,
)
REMIND_AT = Preference(
    "remind/at",
    N_("每天定时提醒"),
    (Choice("", N_("不提醒")), *(Choice(hour, hour) for hour in HOURS)),
    N_("到点说一次，只在工作日。那时电脑没开，开了再说。只说几件，不说人名"),
    part=REMINDING,
)
TRAY = Preference(
    "remind/tray",
    N_("托盘图标"),
    (Choice(False, N_("不显示")), Choice(True, N_("显示"))),
    N_("屏幕角上的图标写着还有几件要办，点一下打开窗口"),
    part=REMINDING,
    needs_tray=True,
)
STAY_IN_TRAY = Preference(
    "remind/stay",
    N_("关窗口时"),
    (Choice(False, N_("退出程序")), Choice(True, N_("留在托盘"))),
    N_("留在托盘要先显示托盘图标；从图标的菜单里退出"),
    part=REMINDING,
    needs_tray=True,
)
REMINDERS = (REMIND_AT_START, REMIND_AT, TRAY, STAY_IN_TRAY)
PREFERENCES = (LOOK, SCALE, DENSITY, LANGUAGE, *REMINDERS)
PARTS = tuple(dict.fromkeys(preference.part for preference in PREFERENCES))


class Preferences(QObject):
    """Keeps the choices and tells of each; who shows them follows `changed`."""

    changed = Signal(object)
    """A Preference that has another value now."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    def value(self, preference: Preference) -> object:
        """What holds; the default where nothing, or nothing known any more, was kept."""
        kept = self._memory.recall(preference.key)
        known = [choice.value for choice in preference.choices]
        return kept if kept in known else preference.default

    def choose(self, preference: Preference, value: object) -> None:
        """Keep a choice and tell of it; what holds already is not told again."""
        if value != self.value(preference):
            self._memory.keep(preference.key, value)
            self.changed.emit(preference)
