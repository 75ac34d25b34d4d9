"""A ledger with problems in every state, as the picture of the page has it: seven departments, three communities."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.people import UnitKind
from gzparty.domain.problem import Lane, Problem, ProblemSource, Step
from gzparty.domain.rectification import StepFacts
from gzparty.services.bundle import Services
from gzparty.services.people import UnitDraft
from gzparty.services.problem_drafts import ProblemDraft

NOW = datetime(2026, 6, 17, 8, 55)
COMMUNITIES = ("埠南头社区", "管公社区", "利见社区")
OFFICES = ("党政办", "党建办", "社会事务办", "应急办", "农业农村办", "财政所")
S, L = ProblemSource, Lane
OLD = (
    ("党政办", "会议签到表没有归档", "会风会纪", "黄示例", "刘示例", 2, 6),
    ("党建办", "学习记录补记", "学习教育", "黄示例", "杨示例", 2, 20),
    ("社会事务办", "窗口午休无人值守", "服务态度和办事效率", "郭示例", "王示例", 3, 5),
    ("应急办", "值班电话没人接", "值班值守", "马示例", "李示例", 3, 18),
    ("农业农村办", "外出没有报备", "上下班和请销假", "胡示例", "赵示例", 4, 2),
    ("财政所", "派车单填写不全", "公务用车", "何示例", "陈示例", 4, 16),
)
"""What was put right at once and is closed: unit, problem, kind, leader, responsible, month and day it was found."""
UNDER_WAY = (
    ("社会事务办", "窗口去向牌没有及时更新", S.JOINT, "办公用房", "郭示例", "王示例", (5, 20), (6, 5)),
    ("应急办", "值班记录漏记 2 天", S.SELF, "值班值守", "马示例", "李示例", (5, 28), (6, 4)),
    ("农业农村办", "下村台账登记不完整", S.SELF, "", "胡示例", "赵示例", (5, 28), (6, 12)),
    (
        "社会事务办",
        "便民窗口午间空岗 1 次",
        S.JOINT,
        "服务态度和办事效率",
        "郭示例",
        "孙示例",
        (6, 1),
        (6, 15),
    ),
    ("财政所", "报销单据附件不全", S.SELF, "", "何示例", "陈示例", (5, 29), (6, 17)),
    ("党政办", "工作群通知没有及时回复", S.SELF, "会风会纪", "黄示例", "刘示例", (6, 4), (6, 18)),
    ("农业农村办", "会议期间接打电话", S.JOINT, "会风会纪", "胡示例", "赵示例", (6, 8), (6, 22)),
    ("利见社区", "村级公示栏内容过期", S.SUPERIOR, "", "吴示例", "徐示例", (6, 10), (6, 24)),
    ("应急办", "请销假没有走审批", S.SELF, "上下班和请销假", "马示例", "李示例", (6, 12), (6, 26)),
)
"""What is to be put right by a day: found on, to be done by."""
PROMPT_DONE = (
    ("埠南头社区", "值班室物品堆放杂乱", S.SELF, "高示例", "林示例", (6, 17), (6, 17), (6, 17)),
    ("党建办", "下班没关灯、没关电脑", S.SELF, "黄示例", "杨示例", (6, 17), (6, 17), (6, 17)),
    ("管公社区", "去向牌没写回来时间", S.JOINT, "吴示例", "宋示例", (6, 15), (6, 16), (6, 18)),
)
"""Put right at once and waiting to be checked: found, done, deadline."""
LASTING = (
    ("党建办", "学习笔记质量不高", "每月抽查一次", "杨示例"),
    ("财政所", "接待审批不够规范", "逐单会签", "陈示例"),
)


def build_ledger(path: Path) -> dict[str, int]:
    """Write the office into a new file; gives its units by name."""
    with bootstrap.new_office(path, lambda: NOW, bootstrap.counted_uids()) as services:
        services.offices.establish("官庄镇", sample=True)
        services.calendars.ensure(2026)
        known = add_units(services)
        fill_ledger(services, known)
    return known


def add_units(services: Services) -> dict[str, int]:
    """Add the departments and communities; gives their ids by name."""
    known = {}
    for kind, names in ((UnitKind.COMMUNITY, COMMUNITIES), (UnitKind.DEPARTMENT, OFFICES)):
        for name in names:
            known[name] = services.people.add_unit(UnitDraft(name, kind)).value.id
    return known


def fill_ledger(services: Services, known: dict[str, int]) -> None:
    """Register the problems and take each as far as it has come."""
    _closed(services, known)
    _under_way(services, known)
    _others(services, known)


def day(month: int, of: int) -> date:
    """A day of the year of the pictures."""
    return date(2026, month, of)


def _closed(services: Services, known: dict[str, int]) -> None:
    drafts = [
        ProblemDraft(
            known[unit],
            text=text,
            source=S.SELF,
            found_on=day(month, of),
            done_on=day(month, of),
            category=kind,
            leader=leader,
            responsible=responsible,
            verifier="周示例",
        )
        for unit, text, kind, leader, responsible, month, of in OLD
    ]
    services.problems.prompt(drafts)


def _under_way(services: Services, known: dict[str, int]) -> None:
    drafts = [
        ProblemDraft(
            known[unit],
            text=text,
            source=source,
            found_on=day(*found),
            category=kind,
            leader=leader,
            responsible=responsible,
            deadline=day(*deadline),
            measure="补记并说明原因，值班长每天签字" if "值班" in text else "逐项整改，每周检查一次",
        )
        for unit, text, source, kind, leader, responsible, found, deadline in UNDER_WAY
    ]
    rows = services.problems.register(drafts).value
    _walk(services, rows[1])
    for row in rows[:1] + rows[2:3] + rows[4:8]:
        assert row.found_on is not None
        _step(services, row, Step.START, row.found_on)
    services.problems.add_paper(rows[4].id, "补齐的单据", "2号盒 第3页", day(6, 16))
    _step(services, rows[4], Step.SUBMIT, day(6, 16), result="附件已补齐", done_on=day(6, 16), actor="陈示例")
    _step(services, rows[3], Step.ASSIGN, day(6, 2), responsible="孙示例")


def _walk(services: Services, row: Problem) -> None:
    """值班记录漏记 2 天: extended, submitted, returned, chased twice."""
    _step(services, row, Step.START, day(5, 29), note="应急办签收")
    _step(services, row, Step.EXTEND, day(6, 4), until=day(6, 11), note="防汛值守", approver="镇党委分管领导")
    services.problems.add_paper(row.id, "值班签字表", "3号盒 第12页", day(6, 9))
    _step(
        services,
        row,
        Step.SUBMIT,
        day(6, 9),
        result="已补记",
        done_on=day(6, 9),
        actor="李示例",
        verifier="周示例",
    )
    _step(services, row, Step.RETURN, day(6, 10), note="只有照片，缺原因说明", actor="周示例")
    _step(services, row, Step.CHASE, day(6, 12), note="微信提醒")
    _step(services, row, Step.CHASE, day(6, 15), note="电话告知李示例")


def _others(services: Services, known: dict[str, int]) -> None:
    services.problems.register(
        [
            ProblemDraft(
                known[unit],
                text=text,
                source=source,
                lane=L.PROMPT,
                found_on=day(*found),
                done_on=day(*done),
                deadline=day(*deadline),
                leader=leader,
                responsible=responsible,
            )
            for unit, text, source, leader, responsible, found, done, deadline in PROMPT_DONE
        ]
    )
    lasting = services.problems.register(
        [
            ProblemDraft(
                known[unit],
                text=text,
                source=S.MEETING,
                lane=L.LASTING,
                found_on=day(1, 8),
                measure=measure,
                responsible=responsible,
            )
            for unit, text, measure, responsible in LASTING
        ]
    ).value
    for row in lasting:
        _step(services, row, Step.START, day(1, 9))
    _step(services, lasting[0], Step.STAGE, day(5, 30), result="5 月抽查 6 本，合格 5 本")
    whole = ProblemDraft(
        known["党政办"],
        text="会议室设备没有专人管",
        source=S.JOINT,
        found_on=day(4, 20),
        responsible="刘示例",
        deadline=day(5, 8),
        measure="明确专人",
    )
    gone = ProblemDraft(known["利见社区"], text="与 8 号重复的问题", source=S.SELF, found_on=day(6, 1))
    closed, withdrawn = services.problems.register([whole, gone]).value
    _step(services, closed, Step.START, day(4, 21))
    services.problems.add_paper(closed.id, "专人名单", "1号盒 第6页", day(5, 6))
    _step(services, closed, Step.SUBMIT, day(5, 6), result="已明确专人", done_on=day(5, 6))
    _step(services, closed, Step.CLOSE, day(5, 7), verifier="周示例")
    _step(services, withdrawn, Step.WITHDRAW, day(6, 2), note="与 8 号重复", approver="周示例")


def _step(services: Services, row: Problem, step: Step, on: date, **facts: object) -> None:
    services.problems.step([row.id], step, StepFacts(on, **facts))  # type: ignore[arg-type]
