"""The office of the pictures: 59 villages, invented secretaries, twelve sessions, the sixth roll half typed."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

from gzparty import bootstrap
from gzparty.domain.people import PostTitle, UnitKind
from gzparty.domain.sitting import Mark, Status
from gzparty.services.bundle import Services
from gzparty.services.people import PersonDraft, UnitDraft
from gzparty.services.training import CourseDraft, TrainingDraft

SURNAMES = "王张李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
TOPICS = (
    (1, 16, "学习党的二十届四中全会精神"),
    (2, 6, "村务公开与村规民约"),
    (3, 18, "发展壮大村级集体经济"),
    (4, 15, "发展党员工作规范"),
    (5, 20, "矛盾纠纷排查与网格治理"),
    (6, 17, "支部工作条例与三会一课规范"),
    (7, 1, "“七一”专题辅导"),
    (8, 19, "防汛与应急处置"),
    (9, 16, "农村集体“三资”管理"),
    (10, 21, "产业项目与金融支持"),
    (11, 18, "作风建设与廉洁自律"),
    (12, 16, "年度重点任务复盘"),
)
JUNE = 6
UNMARKED = (12, 14, 17, 23, 28, 32, 39, 45, 51, 57)
JUNE_MARKS = {
    3: Mark(Status.LEAVE, "在市医院陪护，已批"),
    6: Mark(Status.EARLY, "接上级检查组", left_at=time(16, 30)),
    7: Mark(Status.LATE, "路上修车"),
    9: Mark(Status.OFFICIAL, "参加市防汛会议"),
    11: Mark(Status.SUBSTITUTE, substitute_name="李示例", substitute_post="支部副书记"),
    21: Mark(Status.LEAVE, "家里有事"),
    34: Mark(Status.LEAVE, "住院"),
    41: Mark(Status.LATE, "堵车"),
}


def build_sample(path: Path) -> None:
    """Write the sample office into a new file."""
    with bootstrap.new_office(
        path, lambda: datetime(2026, 6, 17, 17, 52), bootstrap.counted_uids()
    ) as services:
        services.offices.establish("官庄镇", sample=True)
        services.offices.change_settings({"training_place": "镇政府三楼会议室", "training_host": "周示例"})
        services.calendars.ensure(2026)
        _people(services)
        for month, day, topic in TOPICS:
            _session(services, date(2026, month, day), topic)


def _people(services: Services) -> None:
    with (files("resources") / "units" / "guanzhuang_villages.csv").open(encoding="utf-8") as source:
        villages = [row["name"].removesuffix("委会") for row in csv.DictReader(source)]
    for place, village in enumerate(villages):
        unit = services.people.add_unit(UnitDraft(village, UnitKind.VILLAGE_BRANCH)).value
        person = services.people.add_person(PersonDraft(f"{SURNAMES[place % len(SURNAMES)]}示例")).value
        services.people.appoint(person.id, unit.id, PostTitle.SECRETARY, None)


def _session(services: Services, day: date, topic: str) -> None:
    start = datetime.combine(day, time(14, 30))
    training = services.trainings.add(TrainingDraft(start, topic=topic)).value
    if day.month < 10:
        courses = [CourseDraft("专题辅导", "周示例", minutes=120), CourseDraft("交流讨论", minutes=60)]
        services.trainings.set_courses(training.id, courses)
    sitting = training.sitting_id
    if day.month < JUNE:
        services.rolls.mark(sitting, [day.month * 7], Mark(Status.LEAVE, "外出"))
        services.rolls.mark_unmarked(sitting)
        services.rolls.close(sitting)
    elif day.month == JUNE:
        services.rolls.mark_unmarked(sitting)
        services.rolls.clear(sitting, UNMARKED)
        for position, mark in JUNE_MARKS.items():
            services.rolls.mark(sitting, [position], mark)
