"""Settings of trainings: when and where, leave and absence, what a session earns."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.setting import Setting, SettingGroup, SettingKind

_T, _C = SettingGroup.TRAINING, SettingGroup.CREDIT
_MINUTES, _MONTHS = N_("分钟"), N_("个月")
_LATER = N_("只用在以后新加的期，排好的不变")
_COUNTED = N_("改了马上按新的数算还差多少，得过的学时不变")
_PLAN = N_("镇工作思路：每月开办一次村党组织书记专题培训班")
_TRAINING_PLAN = N_("2019—2023年全国党员教育培训工作规划：每年不少于 56 学时")

TRAININGS: tuple[Setting, ...] = (
    Setting(
        "training_rule",
        _T,
        N_("哪天办"),
        SettingKind.RULE,
        longest=120,
        basis=_PLAN,
        effect=N_("排好的期不变；要一起改，到书记培训里点“排全年”"),
    ),
    Setting(
        "training_minutes", _T, N_("每期多长"), SettingKind.NUMBER, _MINUTES, low=30, high=480, effect=_LATER
    ),
    Setting("training_place", _T, N_("地点"), effect=_LATER),
    Setting("training_host", _T, N_("主持人"), effect=_LATER),
    Setting("training_contact", _T, N_("联系人"), effect=_LATER),
    Setting(
        "training_arrive_minutes",
        _T,
        N_("提前几分钟到"),
        SettingKind.NUMBER,
        _MINUTES,
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
        "first_secretaries_invited",
        _T,
        N_("请第一书记参加"),
        SettingKind.YES_NO,
        effect=N_("以后新加的期，名单里带上驻村第一书记；排好的不变"),
    ),
    Setting(
        "notice_recipients",
        _T,
        N_("通知主送"),
        longest=120,
        empty=N_("各村党支部："),
        effect=N_("以后打印的培训通知用新的主送"),
    ),
    Setting(
        "leave_approver",
        _C,
        N_("请假谁批"),
        longest=20,
        empty=N_("镇党委组织委员"),
        effect=N_("登记请假时先填上，也写在培训通知里"),
    ),
    Setting(
        "leave_share",
        _C,
        N_("一年请假最多几分之一"),
        SettingKind.NUMBER,
        N_("分之一"),
        low=2,
        high=20,
        basis=N_("干部教育培训工作条例：请假累计一般不超过总学时的 1/7"),
        effect=N_("写 7 就是七分之一。第二次起超了就提示，照样能登记；公出、代会不算"),
    ),
    Setting(
        "ladder",
        _C,
        N_("出勤阶梯"),
        SettingKind.LADDER,
        longest=120,
        empty=N_("没有阶梯，只数缺席"),
        effect=N_("无故缺席几次到哪一档，写成 1 提醒，2 通报。只提示谁到了哪一档，该不该办由人定"),
    ),
    Setting(
        "ladder_months",
        _C,
        N_("阶梯往前数"),
        SettingKind.NUMBER,
        _MONTHS,
        low=1,
        high=36,
        effect=N_("从今天往前数这么久的缺席，改了马上按新的数算"),
    ),
    Setting(
        "credit_target_secretary",
        _C,
        N_("书记和班子成员每年"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=400,
        basis=_TRAINING_PLAN,
        effect=_COUNTED,
    ),
    Setting(
        "credit_target_member",
        _C,
        N_("普通党员每年"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=400,
        basis=N_("党员教育管理工作条例 第20条：一般每年不少于 32 学时"),
        effect=_COUNTED,
    ),
    Setting(
        "credit_half_day_minutes",
        _C,
        N_("多长算半天"),
        SettingKind.NUMBER,
        _MINUTES,
        low=60,
        high=360,
        effect=N_("不满半天的，一小时算 1 学时。各期的学时会重算，办过的也算在内"),
    ),
    Setting(
        "credit_half_day",
        _C,
        N_("半天算"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=12,
        effect=N_("各期的学时会重算，办过的也算在内；单独写了学时的课和补课不变"),
    ),
    Setting(
        "credit_day_limit",
        _C,
        N_("一天最多"),
        SettingKind.HOURS,
        N_("学时"),
        low=1,
        high=24,
        effect=N_("各期的学时会重算，办过的也算在内"),
    ),
)
