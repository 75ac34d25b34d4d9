"""The office's settings with their defaults; every figure that is local practice is one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from gzparty.domain import chinese_defaults
from gzparty.records import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Typed settings; stored one by one as JSON under their field's name."""

    training_rule: str = chinese_defaults.TRAINING_RULE
    training_minutes: int = 180
    """Length of a session; half a day of 180 minutes earns 4 学时."""
    training_place: str = ""
    training_host: str = ""
    training_contact: str = ""
    training_arrive_minutes: int = 15
    credit_target_secretary: int = 112
    """56 学时 in half hours (2019-2023 规划, 书记和班子成员)."""
    credit_target_member: int = 64
    """32 学时 in half hours (党员教育管理工作条例 第20条)."""
    credit_half_day_minutes: int = 180
    """How long a half day of teaching is, that earns `credit_half_day` whatever the clock says."""
    credit_half_day: int = 8
    credit_day_limit: int = 16
    stick_days: int = 7
    """After so many days without a copy outside this computer the window says so."""
    backup_minutes: int = 30
    """How many minutes after a change what was done is copied while the window is open; 0 for never."""
    lock_minutes: int = 10
    """After so many minutes without a key or the mouse the window is locked, where there is a password; 0 for never."""
    cover_minutes: int = 5
    """After so many minutes without a key or the mouse what was shown of the covered parts is covered again."""
    soon_days: int = 7
    """How many days before its deadline a due is 快到期 (architecture 8.7)."""
    remind_days: int = 180
    """How many days ahead 换届, 预备期满 and 光荣在党50年 are reminded of."""
    tip_workdays: int = 15
    """Workdays after which an opinion is to be answered."""
    records_since: str = ""
    """The first month (2026-01) whose dues are asked for; empty means the month the office file was made."""
    community_secretaries_invited: bool = False
    first_secretaries_invited: bool = False
    blank_lines: int = 5
    margin_top: int = 20
    margin_right: int = 20
    margin_bottom: int = 20
    margin_left: int = 20
    """White edges of forms in millimetres; 公文 have those of GB/T 9704 whatever stands here."""
    issuer_training: str = ""
    """落款 of training papers; empty means the office's own name."""
    issuer_life: str = ""
    """落款 of the papers of organisational life; empty means the office's own name."""
    issuer_style: str = ""
    """落款 of the papers of work style; empty means the office's own name."""
    circular_series: str = ""
    """What a circular is called beside its 期号; empty means 督查通报."""
    circular_recipients: str = ""
    """Whom a circular is addressed to; empty means 各社区、各部门."""
    notice_recipients: str = ""
    leave_approver: str = ""
    leave_share: int = 7
    """One seventh: above this part of a year's sessions leave is pointed out (干部教育培训工作条例)."""
    ladder: str = chinese_defaults.LADDER
    """The steps of the ladder of attendance; empty means there is none."""
    ladder_months: int = 12
    """How many months back absences are counted for it."""
    sign_in_required: bool = True
    """Whether a record by numbers is complete only with its sign-in sheet."""
    photos_required: bool = False
    """Photos are welcome and by default not asked for (为基层减负)."""
    absence_remind_months: int = 3
    absence_warn_months: int = 5
    """Months in a row without taking part at which 提醒 and 警示 stand; 6 is the Party constitution's and no setting."""
    recurrence_months: int = 3
    """The same problem of a unit within so many months is a repeat (3 个月内第 2 次)."""
    rectify_workdays: int = 10
    """How many workdays after the finding the deadline proposed for a problem lies."""
    look_back_days: int = 30
    """How many calendar days after closing a problem is looked at again; the day lands on a workday."""
    eligible_months: int = 3
    """How many months, the selection's own included, absences and relapses are looked back on."""
    eligible_absences: int = 1
    """From how many unexcused absences on the review of a candidate names them."""
    again_months: int = 12
    """How many months must lie between two times somebody is chosen."""
    deeds_shortest: int = 200
    deeds_longest: int = 600
    """How long 事迹 are asked to be, in characters; outside it there is a hint."""
    publicity_workdays: int = 5
    """Workdays a 公示 lasts unless another end is chosen; both ends count."""
    publicity_place: str = ""
    publicity_contact: str = ""
    """Which office takes objections during a 公示."""
    publicity_phone: str = ""
    publicity_address: str = ""
    exemplar_word: str = ""
    """What the office calls those it chooses (每月之星); empty means 典型."""
    issuer_selection: str = ""
    """落款 of the papers of selections; empty means the office's own name."""


DEFAULTS = Settings()


def from_stored(stored: Mapping[str, object]) -> Settings:
    """Settings with what is stored over the defaults; unknown or ill-typed entries are left out."""
    known = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if field.name in stored and type(stored[field.name]) is type(getattr(DEFAULTS, field.name))
    }
    return replace(DEFAULTS, **known)  # type: ignore[arg-type]
