"""Settings of papers, reminders and safety."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.setting import Setting, SettingGroup, SettingKind

_P, _X = SettingGroup.PRINT, SettingGroup.SAFETY
_MINUTES, _DAYS = N_("分钟"), N_("天")
_OFFICE = N_("{office}党建办")
_FORMS = N_("表格、名册、台账都按它；通知、通报、公示照公文格式，不跟着变。单份要改，到打印中心")
_FORM_CUSTOM = N_("表格的通行页边；公文另有 GB/T 9704 的规定")

OFFICE: tuple[Setting, ...] = (
    Setting(
        "issuer_training", _P, N_("培训材料落款"), empty=_OFFICE, effect=N_("以后打印的培训材料用新的落款")
    ),
    Setting(
        "issuer_life",
        _P,
        N_("组织生活材料落款"),
        empty=_OFFICE,
        effect=N_("以后打印的组织生活材料、本月清单和催办单用新的落款"),
    ),
    Setting(
        "issuer_style",
        _P,
        N_("作风材料落款"),
        empty=_OFFICE,
        effect=N_("以后打印的自查、整改和督查材料用新的落款"),
    ),
    Setting(
        "issuer_selection",
        _P,
        N_("评选材料落款"),
        empty=_OFFICE,
        effect=N_("以后打印的推荐、评议、公示和通报材料用新的落款"),
    ),
    Setting(
        "blank_lines",
        _P,
        N_("签到表空白行"),
        SettingKind.NUMBER,
        N_("行"),
        low=0,
        high=40,
        effect=N_("留给名单上没有的人手写"),
    ),
    Setting(
        "margin_top",
        _P,
        N_("表格页边 上"),
        SettingKind.NUMBER,
        N_("毫米"),
        low=8,
        high=40,
        basis=_FORM_CUSTOM,
        effect=_FORMS,
    ),
    Setting(
        "margin_right",
        _P,
        N_("表格页边 右"),
        SettingKind.NUMBER,
        N_("毫米"),
        low=8,
        high=40,
        basis=_FORM_CUSTOM,
        effect=_FORMS,
    ),
    Setting(
        "margin_bottom",
        _P,
        N_("表格页边 下"),
        SettingKind.NUMBER,
        N_("毫米"),
        low=8,
        high=40,
        basis=_FORM_CUSTOM,
        effect=_FORMS,
    ),
    Setting(
        "margin_left",
        _P,
        N_("表格页边 左"),
        SettingKind.NUMBER,
        N_("毫米"),
        low=8,
        high=40,
        basis=_FORM_CUSTOM,
        effect=_FORMS,
    ),
    Setting(
        "soon_days",
        _X,
        N_("提前几天算快到期"),
        SettingKind.NUMBER,
        _DAYS,
        low=0,
        high=60,
        effect=N_("按日历天数算，只影响显示，时限不变"),
    ),
    Setting(
        "remind_days",
        _X,
        N_("换届提前多久提醒"),
        SettingKind.NUMBER,
        _DAYS,
        low=30,
        high=730,
        basis=N_("支部工作条例 第21条、任期意见：上级一般提前 6 个月提醒换届"),
        effect=N_("预备期满、光荣在党50年也按它提前提醒；到期的日子不变"),
    ),
    Setting(
        "stick_days",
        _X,
        N_("多久没存 U 盘就提醒"),
        SettingKind.NUMBER,
        _DAYS,
        low=1,
        high=365,
        basis=N_("一周一份，电脑坏了最多丢一周的备份"),
        effect=N_("在“数据与备份”里提醒，不弹窗"),
    ),
    Setting(
        "backup_minutes",
        _X,
        N_("改过以后多久自动备份"),
        SettingKind.NUMBER,
        _MINUTES,
        low=0,
        high=480,
        basis=N_("电脑坏了最多白做半小时；没改过就不备份"),
        effect=N_("写 0 就不定时备份；关程序、导入、恢复前照样备份"),
    ),
    Setting(
        "lock_minutes",
        _X,
        N_("几分钟不动就锁上"),
        SettingKind.NUMBER,
        _MINUTES,
        low=0,
        high=240,
        basis=N_("离开座位的工夫，别人看不到，也改不了"),
        effect=N_("设了密码才起作用，写 0 就不自己锁；按 Ctrl+L 随时能锁"),
    ),
    Setting(
        "cover_minutes",
        _X,
        N_("几分钟不动就遮上"),
        SettingKind.NUMBER,
        _MINUTES,
        low=1,
        high=120,
        basis=N_("后备干部和缺席次数不该一直亮着"),
        effect=N_("后备干部、出勤阶梯这些要点“显示”才看得到的内容，过了这么久自己遮上"),
    ),
)
