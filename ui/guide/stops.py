"""The stops of the round through the sample office: where, what is framed, what is said, what leads on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from gzparty.domain.dues import DueState
from gzparty.i18n import N_
from gzparty.services.agenda_views import DuesItem, SessionItem, Workbench
from ui.panels.home.wishes import life_request
from ui.wishes import PrintRequest, TrainingRequest


class Lead(Enum):
    """What leads on besides 下一步."""

    NOTHING = auto()
    ARRIVING = auto()
    """The page of the next stop is in sight."""
    STORING = auto()
    MOVING_BACK = auto()
    """Something was undone or done again."""


class Stop(NamedTuple):
    """`frames` is the object name of what is spoken of; `wants` a key of `wishes`; `times` how often it must be done."""

    page: str
    frames: str
    title: str
    words: str
    lead: Lead = Lead.NOTHING
    wants: str = ""
    times: int = 1


STOPS: tuple[Stop, ...] = (
    Stop(
        "home",
        "todayPanel",
        N_("今天要办"),
        N_("早上先看这里：一件一句话，逾期的在前，后面的按钮点了就去办。"),
    ),
    Stop(
        "home",
        "boardMatrix",
        N_("谁没办"),
        N_("一行一个村，一列一项，红的是逾期。用方向键走到一个红格，按空格打开。"),
        Lead.ARRIVING,
    ),
    Stop(
        "life",
        "meetingForm",
        N_("补登一条"),
        N_("写哪天开的，例如 6.12，再写应到、实到，按 Ctrl+Enter 存好。这里是示例，随便写。"),
        Lead.STORING,
        "overdue",
    ),
    Stop(
        "training",
        "rollGrid",
        N_("签到"),
        N_(
            "用 ↓ 走到“未签”的人，按 1 记到，3 是请假，5 是缺席，自己到下一行；打村名首字母找得更快。记两个试试。"
        ),
        Lead.STORING,
        "roll",
        2,
    ),
    Stop(
        "ledger",
        "ledgerTable",
        N_("整改台账"),
        N_("逾期的排最前。选一条，右边是它的经过，红的按钮就是下一步。"),
    ),
    Stop(
        "print",
        "preview",
        N_("打印"),
        N_("刚才那一期的签到表。看到的就是印出来的，Ctrl+P 打印；没有打印机就存 PDF。"),
        wants="sheet",
    ),
    Stop(
        "training",
        "tool_undo",
        N_("做错了"),
        N_("按 Ctrl+Z，刚才记的就撤掉一个，隔几天也行。Ctrl+Y 再做回来。"),
        Lead.MOVING_BACK,
        "roll",
    ),
    Stop(
        "data",
        "dataBackUp",
        N_("备份"),
        N_("每天打开、关程序时自己存一份，存完打开核对。再往 U 盘存一份，电脑坏了也不怕。"),
    ),
    Stop(
        "home",
        "menuBar",
        N_("不会的时候"),
        N_("按 F1，打开的就是这一页的手册，能找字。这一遍也在“帮助”里，随时再走。"),
    ),
)


def wishes(bench: Workbench) -> Mapping[str, object]:
    """What the pages are asked for at the stops that want it: the first thing overdue, the roll of today, its sheet."""
    found: dict[str, object] = {}
    for item in bench.items:
        if isinstance(item, DuesItem) and "overdue" not in found:
            late = [due for due in item.bundle.dues if due.state is DueState.OVERDUE]
            if late:
                found["overdue"] = life_request(late[0])
        if isinstance(item, SessionItem) and "roll" not in found:
            training = item.line.training
            found["roll"] = TrainingRequest(training.id, roll=True)
            found["sheet"] = PrintRequest("sign-in", {"year": training.year, "training": training.number})
    return found
