"""Work style of the sample office: self-inspections, joint inspections, opinions, and how each problem was put right."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib.resources import files
from typing import Any

from gzparty.domain.inspection import Answer, InspectionKind, TeamMember
from gzparty.domain.people import UnitKind, UnitView
from gzparty.domain.problem import Lane, ProblemSource, Step
from gzparty.domain.tip import Satisfaction, TipChannel, TipKind
from gzparty.exchange.sample_ledger import carry_over
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.problem_drafts import ProblemDraft, StepFacts
from gzparty.services.tip_drafts import Answer as Reply
from gzparty.services.tip_drafts import HandOver, TipDraft

INSPECTED = (UnitKind.COMMUNITY, UnitKind.DEPARTMENT)
Happening = tuple[date, Callable[[], None]]


def style_facts() -> Mapping[str, Any]:
    """What resources/sample/style.toml says."""
    return tomllib.loads((files("resources") / "sample" / "style.toml").read_text("utf-8"))


def fill_style(services: Services, year: int) -> None:
    """Enter everything of a year up to the sample's day, in the order it happened; before it the ledger of old."""
    carry_over(services, min(date(year, 1, 6), services.context.today()))
    story = _Story(services, style_facts(), year)
    happenings = sorted(story.happenings(), key=lambda one: one[0])
    by_month: dict[int, list[Callable[[], None]]] = {}
    for day, happen in happenings:
        if day <= story.today:
            by_month.setdefault(day.month, []).append(happen)
    store, context = services.store, services.context
    for month, entries in by_month.items():
        name = _("登记 {n} 月的自查、督查和整改").format(n=month)
        with store.action(name, "style.sample", context.now(), context.source):
            for happen in entries:
                happen()


@dataclass
class _Story:
    """What happens on which day; later things find what earlier ones made by its place in the plan."""

    services: Services
    facts: Mapping[str, Any]
    year: int
    tours: dict[int, int] = field(default_factory=dict)
    tips: dict[int, int] = field(default_factory=dict)
    problems: dict[str, tuple[int, date]] = field(default_factory=dict)
    """Id and day of finding of each problem, by unit and text."""

    def __post_init__(self) -> None:
        self.today = self.services.context.today()
        self.calendar = self.services.store.calendar.load()
        self.units: dict[str, UnitView] = {
            unit.name: unit for unit in self.services.store.people.units(self.today) if unit.kind in INSPECTED
        }
        self.staff = {entry["name"]: entry for entry in self.facts["unit"]}

    def happenings(self) -> Iterator[Happening]:
        """Everything, in no order."""
        yield from self._inspections()
        for place, tour in enumerate(self.facts["tour"], 1):
            yield self._day(tour["day"]), partial(self._tour, place, tour)
        for entry in self.facts["problem"]:
            if "found" in entry:
                yield self._day(entry["found"]), partial(self._found_elsewhere, entry)
            yield from self._steps(entry)
        for entry in self.facts["lasting"]:
            yield self._day(entry["found"]), partial(self._begin_lasting, entry)
            for day, words in entry["stages"]:
                facts = StepFacts(self._day(day), result=words)
                yield facts.on, partial(self._take, entry, Step.STAGE, facts)
        for place, entry in enumerate(self.facts["tip"], 1):
            yield from self._tip(place, entry)

    def _inspections(self) -> Iterator[Happening]:
        late = {(one["unit"], one["month"]): self._day(one["second"]) for one in self.facts["late"]}
        june = self.facts["june"]
        for place, name in enumerate(self.staff):
            for month in range(1, 7):
                times = 2 if month < 6 or name in june["twice"] else 0 if name in june["none"] else 1
                for ordinal in range(1, times + 1):
                    day = late.get((name, month)) if ordinal == 2 else None
                    day = day or self._usual_day(place, month, ordinal)
                    yield day, partial(self._inspect, name, month, ordinal, day)

    def _usual_day(self, place: int, month: int, ordinal: int) -> date:
        days = self.facts["days"]["first" if ordinal == 1 else "second"]
        day = days[(place + month) % len(days)]
        if month == 6 and ordinal == 2:
            day = 15 + place % 2
        return self.calendar.next_workday(date(self.year, month, day))

    def _inspect(self, name: str, month: int, ordinal: int, day: date) -> None:
        found = [
            one
            for one in self.facts["problem"]
            if one["unit"] == name and one.get("inspection") == f"{month}/{ordinal}"
        ]
        draft = InspectionDraft(
            unit_id=self.units[name].id,
            held_on=day,
            inspector=self.staff[name]["inspectors"][(month + ordinal) % 2],
            period=f"{self.year}-{month:02d}",
            filed_at=_("3号盒"),
            items=self._items(InspectionKind.SELF, found, day),
        )
        stored = self.services.inspections.register(draft).value
        self._remember(stored.id, found, day)

    def _tour(self, place: int, plan: Mapping[str, Any]) -> None:
        services, day = self.services, self._day(plan["day"])
        team = tuple(TeamMember(*one) for one in plan["team"])
        tour = services.tours.add(plan["title"], day, team, plan["focus"]).value
        pool = [unit.id for unit in self.units.values()]
        drawn = services.tours.draw(tour.id, pool, plan["count"], plan["seed"]).value
        here = {unit.unit_id for unit, _view, _seen in drawn.units}
        wanted = [one["unit"] for one in self.facts["problem"] if one.get("tour") == place]
        more = [self.units[name].id for name in dict.fromkeys([*plan.get("add", ()), *wanted])]
        fresh = [unit_id for unit_id in more if unit_id not in here]
        if fresh:
            services.tours.add_units(tour.id, fresh)
        names = {unit.id: name for name, unit in self.units.items()}
        for unit_id in (*(unit.unit_id for unit, _v, _s in drawn.units), *fresh):
            self._visit(tour.id, place, names[unit_id], day, team)
        self._tell(tour.id, plan)
        self.tours[place] = tour.id

    def _visit(self, tour_id: int, place: int, name: str, day: date, team: tuple[TeamMember, ...]) -> None:
        found = [one for one in self.facts["problem"] if one["unit"] == name and one.get("tour") == place]
        draft = InspectionDraft(
            unit_id=self.units[name].id,
            held_on=day,
            inspector=_("、").join(member.name for member in team),
            tour_id=tour_id,
            items=self._items(InspectionKind.JOINT, found, day),
        )
        visit = self.services.tours.visit(tour_id, draft).value
        self._remember(visit.id, found, day)

    def _tell(self, tour_id: int, plan: Mapping[str, Any]) -> None:
        tour = self.services.tours.get(tour_id).tour
        told = replace(
            tour,
            issue=plan["issue"],
            good=plan["good"],
            requirements=plan["requirements"],
            reply_by=self._day(plan["reply_by"]),
        )
        self.services.tours.change(told)

    def _items(self, kind: InspectionKind, found: list[Any], day: date) -> tuple[ItemDraft, ...]:
        items = []
        for line in self.services.inspection_views.checklist(kind):
            drafts = tuple(self._draft(one, day) for one in found if one["item"] == line.code)
            items.append(
                ItemDraft(line.code, line.title, Answer.PROBLEM if drafts else Answer.FINE, problems=drafts)
            )
        return tuple(items)

    def _draft(self, entry: Mapping[str, Any], found_on: date) -> ProblemDraft:
        staff = self.staff[entry["unit"]]
        deadline = entry.get("first_deadline", entry.get("deadline"))
        done = max(self._day(entry["done"]), found_on) if "done" in entry else None
        is_done = done is not None and done <= self.today
        return ProblemDraft(
            unit_id=self.units[entry["unit"]].id,
            text=entry["text"],
            source=ProblemSource(entry["source"]) if "source" in entry else None,
            lane=Lane(entry.get("lane", "term")),
            found_on=found_on,
            category=entry.get("category"),
            leader=staff["leader"],
            responsible=entry.get("responsible", staff["responsible"]),
            deadline=max(self._day(deadline), found_on) if deadline else None,
            done_on=done if is_done else None,
            verifier=entry["verifier"] if is_done else None,
        )

    def _remember(self, inspection_id: int, found: list[Any], day: date) -> None:
        stored = {one.text: one.id for one in self.services.store.problems.of_inspections([inspection_id])}
        for one in found:
            self.problems[f"{one['unit']}/{one['text']}"] = (stored[one["text"]], day)

    def _found_elsewhere(self, entry: Mapping[str, Any]) -> None:
        day = self._day(entry["found"])
        draft = self._draft(entry, day)
        if "tip" in entry:
            problem = self.services.tips.to_problem(self.tips[entry["tip"]], draft).value
        else:
            problem = self.services.problems.register([draft]).value[0]
        self.problems[f"{entry['unit']}/{entry['text']}"] = (problem.id, day)

    def _begin_lasting(self, entry: Mapping[str, Any]) -> None:
        self._found_elsewhere({**entry, "lane": "lasting"})
        facts = StepFacts(self._day(entry["found"]), measure=entry["measure"])
        self._take(entry, Step.START, facts)

    def _steps(self, entry: Mapping[str, Any]) -> Iterator[Happening]:
        if "extended" in entry:
            on, until, reason, approver = entry["extended"]
            facts = StepFacts(self._day(on), note=reason, approver=approver, until=self._day(until))
            yield facts.on, partial(self._take, entry, Step.EXTEND, facts)
        for step, day, *words in entry.get("steps", ()):
            who, said = [*words, "", ""][:2]
            on = self._day(day)
            yield on, partial(self._follow, entry, Step(step), on, who, said)

    def _follow(self, entry: Mapping[str, Any], step: Step, on: date, who: str, said: str) -> None:
        problem_id, _found = self.problems[f"{entry['unit']}/{entry['text']}"]
        facts = StepFacts(on, actor=who, note=said)
        if step is Step.START:
            facts = StepFacts(on, note=said, measure=entry["measure"])
        elif step is Step.SUBMIT:
            title, place = entry["paper"]
            known = self.services.store.problems.evidence([problem_id])
            if not known:
                self.services.problems.add_paper(problem_id, title, place, on)
            facts = StepFacts(on, result=entry["result"], done_on=on)
        elif step in (Step.CLOSE, Step.LOOK_BACK):
            facts = StepFacts(on, note=said, verifier=who)
        self._take(entry, step, facts)

    def _take(self, entry: Mapping[str, Any], step: Step, facts: StepFacts) -> None:
        problem_id, found = self.problems[f"{entry['unit']}/{entry['text']}"]
        if facts.on >= found:
            self.services.problems.step([problem_id], step, facts)

    def _tip(self, place: int, entry: Mapping[str, Any]) -> Iterator[Happening]:
        yield self._day(entry["received"]), partial(self._receive, place, entry)
        if "replied" in entry:
            answer = Reply(entry["reply"], self._day(entry["replied"]), Satisfaction(entry["satisfaction"]))
            yield answer.on, lambda: self._reply(place, answer)

    def _receive(self, place: int, entry: Mapping[str, Any]) -> None:
        accusation = entry.get("accusation", False)
        draft = TipDraft(
            received_on=self._day(entry["received"]),
            channel=TipChannel(entry["channel"]),
            content=entry.get("content"),
            unit_id=self.units[entry["unit"]].id if "unit" in entry else None,
            kind=TipKind.ACCUSATION if accusation else TipKind.OPINION,
        )
        self.tips[place] = self.services.tips.add(draft).value.id
        if accusation:
            handed = HandOver(self._day(entry["handed"]), entry["to"], entry["taken"])
            self.services.tips.hand_over(self.tips[place], handed)

    def _reply(self, place: int, answer: Reply) -> None:
        self.services.tips.reply(self.tips[place], answer)

    def _day(self, day: date) -> date:
        return day.replace(year=self.year)
