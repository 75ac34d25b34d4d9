"""Organisational life of the sample office: rules, half a year of records, talks, and something asked for from above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gzparty.domain.duty import Deadline, Errand, ErrandUnit, LifeDay, Waiver
from gzparty.domain.meeting import YEARLY, Meeting, Talk, TalkKind, YearlyKind, YearlyStep
from gzparty.exchange.sample_minutes import take_minutes
from gzparty.exchange.sample_plan import Branch, LifePlan, branches_of, life_facts
from gzparty.exchange.sample_records import Labelled, records
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.duty_defaults import default_duties


def fill_life(services: Services, year: int) -> None:
    """Enter rules, records, talks and the errand; what lies after the sample's day is left out."""
    plan = LifePlan(life_facts(), year, services.context.today())
    branches = branches_of(services)
    _set_rules(services, plan, branches)
    entries = [
        (draft, label)
        for branch in branches
        for draft, label in records(branch, plan)
        if draft.day is not None and draft.day <= plan.today
    ]
    by_month: dict[int, list[Labelled]] = defaultdict(list)
    for draft, label in entries:
        by_month[draft.day.month if draft.day else 0].append((draft, label))
    for month in sorted(by_month):
        _register(services, plan, by_month[month])
    by_name = {branch.unit.name: branch for branch in branches}
    _talk(services, plan, by_name)
    _ask(services, plan, branches)


def _register(services: Services, plan: LifePlan, entries: Sequence[Labelled]) -> None:
    """Enter what was held in one month."""
    stored = services.meetings.register([draft for draft, _label in entries]).value
    labels = {meeting.id: label for meeting, (_draft, label) in zip(stored, entries, strict=True)}
    take_minutes(services, plan, stored, labels)
    _tick_steps(services, plan, stored, labels)
    _give_back(services, plan, stored, labels)


def _set_rules(services: Services, plan: LifePlan, branches: Sequence[Branch]) -> None:
    """The town's own deadlines, the branches' 支部生活日 and who was let off what, since the year's first day."""
    store, context, rules = services.store, services.context, plan.facts["life_day"]
    since, by_name = date(plan.year, 1, 1), {branch.unit.name: branch for branch in branches}
    with store.action(_("设定组织生活时限和支部生活日"), "duty.change", context.now(), context.source):
        for duty in default_duties():
            if duty.code in plan.facts["rules"]:
                hold_by = Deadline.parse(plan.facts["rules"][duty.code])
                changed = replace(duty, uid=context.new_uid(), valid_from=since, hold_by=hold_by)
                store.duties.insert_duty(changed)
        for branch in branches:
            rule = rules["other"].get(branch.unit.name, rules["rule"])
            uid, grace = context.new_uid(), rules["grace"]
            store.duties.insert_life_day(LifeDay(0, uid, branch.unit.id, rule, rules["starts"], grace, since))
        for entry in plan.facts["waived"]:
            unit, period = by_name[entry["village"]].unit.id, f"{plan.year}-{entry['month']:02d}"
            facts = (entry["duty"], unit, None, period, entry["reason"], entry["approver"])
            store.duties.insert_waiver(Waiver(0, context.new_uid(), *facts))


def _give_back(
    services: Services, plan: LifePlan, stored: Iterable[Meeting], labels: Mapping[int, str]
) -> None:
    """Give back what came without its sign-in sheet."""
    month = f"{plan.year}-06"
    returned = [
        meeting.id
        for meeting in stored
        if meeting.period == month and plan.lacking.get((meeting.kind, labels[meeting.id])) == "returned"
    ]
    if returned:
        services.meetings.give_back(returned, _("缺签到表"), plan.today - timedelta(days=1))


def _tick_steps(
    services: Services, plan: LifePlan, stored: Iterable[Meeting], labels: Mapping[int, str]
) -> None:
    """Tick the steps of the yearly lists around the meetings they lead to."""
    store, context = services.store, services.context
    held = [meeting for meeting in stored if meeting.kind in YEARLY]
    if not held:
        return
    sittings = store.sittings.many({meeting.sitting_id for meeting in held})
    unfinished = plan.facts["steps_open"]
    with store.action(_("登记年度事项的步骤"), "step.tick", context.now(), context.source):
        for meeting in held:
            kind, day = YearlyKind(meeting.kind.value), sittings[meeting.sitting_id].start.date()
            for step, days in plan.facts["steps"][kind.value].items():
                done_on = day + timedelta(days=days)
                if labels[meeting.id] in unfinished.get(step, ()) or done_on > plan.today:
                    continue
                facts = (meeting.unit_id, kind, int(meeting.period), step, done_on)
                store.meetings.insert_step(YearlyStep(0, context.new_uid(), *facts))


def _talk(services: Services, plan: LifePlan, branches: Mapping[str, Branch]) -> None:
    store, context = services.store, services.context
    held = [
        (entry, day)
        for entry in plan.facts["talk"]
        if (day := entry["day"].replace(year=plan.year)) <= plan.today
    ]
    with store.action(
        _("登记 {n} 次谈心谈话").format(n=len(held)), "talk.add", context.now(), context.source
    ):
        for entry, day in held:
            branch = branches[entry["village"]]
            speaker, partner = branch.members[0], branch.members[entry["partner"]]
            store.meetings.insert_talk(
                Talk(
                    id=0,
                    uid=context.new_uid(),
                    unit_id=branch.unit.id,
                    year=plan.year,
                    held_on=day,
                    kind=TalkKind(entry["kind"]),
                    speaker_id=speaker.id,
                    speaker=speaker.name,
                    partner_id=partner.id,
                    partner=partner.name,
                    content=entry.get("content", ""),
                )
            )


def _ask(services: Services, plan: LifePlan, branches: Sequence[Branch]) -> None:
    """What the county asked for, with the villages whose form has not come yet."""
    store, context, facts = services.store, services.context, plan.facts["errand"]
    asked_on, due_on = (facts[name].replace(year=plan.year) for name in ("asked_on", "due_on"))
    if asked_on > plan.today:
        return
    with store.action(facts["title"], "errand.add", context.now(), context.source):
        number = store.duties.next_errand_number(plan.year)
        errand = Errand(
            0, context.new_uid(), number, facts["title"], facts["asked_by"], asked_on, due_on, facts["note"]
        )
        errand_id = store.duties.insert_errand(errand)
        store.duties.insert_errand_units(
            ErrandUnit(0, context.new_uid(), errand_id, branch.unit.id, _came_in(plan, branch, asked_on))
            for branch in branches
        )


def _came_in(plan: LifePlan, branch: Branch, asked_on: date) -> date | None:
    day = asked_on + timedelta(days=2 + branch.place % 4)
    waiting = branch.unit.name in plan.facts["errand"]["waiting"]
    return None if waiting or day > plan.today else day
