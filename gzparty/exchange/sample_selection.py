"""Themes and exemplars of the sample office: what each month was about, whom it chose and how it came to that."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib.resources import files
from typing import Any

from gzparty.domain.meeting import MeetingKind
from gzparty.domain.people import PartyClass, Person, PostTitle, UnitView
from gzparty.domain.selection import Method, Nomination, Outcome, Reply, Selection, Subject, Verdict
from gzparty.domain.tip import TipChannel
from gzparty.i18n import _
from gzparty.services.ballot_drafts import BallotDraft, LineDraft
from gzparty.services.bundle import Services
from gzparty.services.decision_drafts import DecisionDraft, ObjectionDraft, PublicityDraft
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft

WRITTEN_FOR = 2026
"""The year whose days the plan names."""
LEFT_OUT = {"all": 0, "most": 11, "some": 4}
"""Every so many-th branch has no record about the theme of its month; 0: each has one."""
ON_WORKDAYS = ("published", "announced")
"""In another year than the plan's these days may fall on a weekend; then they are put off."""
STUDIED = (MeetingKind.THEME_DAY, MeetingKind.STUDY)


def selection_facts() -> Mapping[str, Any]:
    """What resources/sample/selection.toml says."""
    return tomllib.loads((files("resources") / "sample" / "selection.toml").read_text("utf-8"))


def fill_selection(services: Services, year: int) -> None:
    """Enter the themes of a year and its selections as far as the sample's day, each month as one deed."""
    story = SelectionStory(services, selection_facts(), year)
    store, context = services.store, services.context
    with store.action(_("登记全年主题和往期典型"), "theme.sample", context.now(), context.source):
        story.themes()
        story.past()
    for month, entry in story.months.items():
        name = _("登记 {n} 月的典型评选").format(n=month)
        with store.action(name, "selection.sample", context.now(), context.source):
            story.run(entry)


@dataclass
class SelectionStory:
    """Enters what the plan says; what lies after the office's day is left for later."""

    services: Services
    facts: Mapping[str, Any]
    year: int

    @cached_property
    def months(self) -> Mapping[int, Mapping[str, Any]]:
        """The selections of the plan by month."""
        return {entry["month"]: entry for entry in self.facts["selection"]}

    @cached_property
    def _villages(self) -> Mapping[str, UnitView]:
        return {unit.name: unit for unit in self.services.people.units()}

    @cached_property
    def _secretaries(self) -> Mapping[str, tuple[Person, str]]:
        holders = self.services.store.people.holders([PostTitle.SECRETARY], self._today)
        return {holder.unit.name: (holder.person, holder.post.title_text) for holder in holders}

    @property
    def _today(self) -> date:
        return self.services.context.today()

    def themes(self) -> None:
        """The themes, with the records that were about them as far as there are any."""
        trainings = {one.month: one.id for one in self.services.store.trainings.of_year(self.year)}
        for entry in self.facts["theme"]:
            came = self._day(entry["came_on"]) if "came_on" in entry else None
            is_there = came is not None and came <= self._today
            theme = self.services.themes.set_theme(
                self._period(entry["month"]),
                entry["title"],
                material=entry["material"] if is_there else "",
                source=entry["source"],
                came_on=came if is_there else None,
            ).value
            about = [trainings[month] for month in entry.get("trainings", ())] if is_there else []
            meetings = list(self._about(entry))
            if about or meetings:
                self.services.themes.link(theme.id, trainings=about, meetings=meetings)

    def _about(self, entry: Mapping[str, Any]) -> Iterator[int]:
        if "meetings" not in entry:
            return
        every, month = LEFT_OUT[entry["meetings"]], self._period(entry["month"])
        places = {unit.id: place for place, unit in enumerate(self._villages.values(), entry["month"])}
        for record in self.services.store.meetings.between(month, month):
            if record.kind in STUDIED and (not every or places[record.unit_id] % every):
                yield record.id

    def past(self) -> None:
        """What was chosen in the year before."""
        for entry in self.facts["past"]:
            draft = self._candidate(entry["village"])
            self.services.selections.record_past(
                f"{self.year - 1}-{entry['month']:02d}", entry["title"], [draft]
            )

    def run(self, entry: Mapping[str, Any]) -> None:
        """One selection, step by step, up to the office's day."""
        if self._day(entry["opened"]) > self._today:
            return
        selection = self._begin(entry)
        steps = (
            ("until", self._nominate),
            ("closed", self._close),
            ("judged", self._judge),
            ("replied", self._answer),
            ("decided", self._vote),
            ("published", self._publish),
            ("announced", self._announce),
        )
        for name, take in steps:
            day = self._workday(entry[name]) if name in ON_WORKDAYS else self._day(entry[name])
            if day > self._today:
                return
            take(selection, entry)

    def _begin(self, entry: Mapping[str, Any]) -> Selection:
        month = self._period(entry["month"])
        theme = self.services.store.themes.find(month)
        draft = SelectionDraft(
            period=month,
            title=theme.title if theme else "",
            subject=Subject(entry.get("subject", Subject.PERSON)),
            theme_id=theme.id if theme else None,
            opened_on=self._day(entry["opened"]),
            nominate_until=self._day(entry["until"]),
            method=Method(entry.get("method", Method.COUNT)),
            drop_extremes=entry.get("drop_extremes", False),
        )
        return self.services.selections.begin(draft).value

    def _nominate(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        drafts = [self._nominated(entry, nominee) for nominee in entry["nominee"]]
        self.services.selections.nominate(selection.id, drafts)

    def _close(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        self.services.selections.close_nominations(selection.id, self._day(entry["closed"]))

    def _nominated(self, entry: Mapping[str, Any], nominee: Mapping[str, Any]) -> NominationDraft:
        village = nominee["village"]
        return self._candidate(
            village,
            unit=entry.get("subject") == Subject.UNIT,
            probationary=nominee.get("probationary", False),
            nominator=_("{village}党支部").format(village=village),
            nominator_id=self._villages[village].id,
            nominated_on=self._day(entry["until"]),
            summary=nominee["summary"],
            deeds=nominee["deeds"],
            opinion=_("支委会研究，同意推荐。"),
        )

    def _candidate(
        self, village: str, *, unit: bool = False, probationary: bool = False, **facts: Any
    ) -> NominationDraft:
        place = self._villages[village]
        if unit:
            return NominationDraft(unit_id=place.id, **facts)
        if probationary:
            members = self.services.store.people.members_of(place.id, self._today)
            person = next(one for one, held in members if held.party_class is PartyClass.PROBATIONARY)
            return NominationDraft(person_id=person.id, unit_id=place.id, post=_("预备党员"), **facts)
        person, post = self._secretaries[village]
        return NominationDraft(person_id=person.id, unit_id=place.id, post=post, **facts)

    def _judge(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        judge, day = self.facts["vote"]["judge"], self._day(entry["judged"])
        for nominee, nomination in zip(entry["nominee"], self._nominations(selection), strict=True):
            verdict = Verdict(nominee.get("verdict", Verdict.PASSED))
            self.services.selections.judge([nomination.id], verdict, day, judge, nominee.get("reason", ""))

    def _answer(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        ids = [one.id for one in self._nominations(selection)]
        self.services.selections.reply(
            ids, Reply.CLEAR, self._day(entry["replied"]), self.facts["vote"]["reply"]
        )

    def _nominations(self, selection: Selection) -> Sequence[Nomination]:
        return self.services.store.selections.nominations([selection.id])

    def _vote(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        """Rounds of voting, and the committee, which chooses who is in front."""
        for ballot in entry["ballot"]:
            stored = self.services.ballots.record(selection.id, self._ballot(selection, ballot)).value
            self.services.ballots.lock(stored.id, stored.held_on)
        view = self.services.selection_views.get(selection.id)
        first = [line.nomination.id for line in view.nominations if line.standing and line.standing.in_front]
        note = _("党委会议研究，同意评议结果。会议记录在党政办。")
        self.services.decisions.decide(
            selection.id, DecisionDraft(self._day(entry["decided"]), tuple(first), {}, note)
        )

    def _ballot(self, selection: Selection, ballot: Mapping[str, Any]) -> BallotDraft:
        votes, scores = ballot.get("votes", {}), ballot.get("scores", {})
        named = {self._village_of(one.unit_id): one.id for one in self._nominations(selection)}
        due, present, issued, returned, valid = ballot["figures"]
        plan = self.facts["vote"]
        return BallotDraft(
            held_on=self._day(ballot["held"]),
            place=plan["place"],
            supervisor=plan["supervisor"],
            teller=plan["teller"],
            due=due,
            present=present,
            issued=issued,
            returned=returned,
            valid=valid,
            lines=tuple(
                LineDraft(
                    named[village],
                    votes=votes.get(village),
                    scores=tuple(Decimal(str(score)) for score in scores.get(village, ())),
                )
                for village in (votes or scores)
            ),
        )

    def _village_of(self, unit_id: int | None) -> str:
        return next((unit.name for unit in self._villages.values() if unit.id == unit_id), "")

    def _publish(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        """公示 with its objections, and its result where the time is over."""
        decisions, plan = self.services.decisions, self.facts["publicity"]
        draft = PublicityDraft(starts_on=self._workday(entry["published"]), **plan)
        publicity = decisions.publish(selection.id, draft).value
        for one in entry.get("objection", ()):
            if self._day(one["handled"]) > self._today:
                continue
            objection = decisions.object(
                publicity.id,
                ObjectionDraft(self._day(one["received"]), TipChannel(one["channel"]), one["content"]),
                None,
            ).value
            decisions.handle(
                objection.id, self._day(one["handled"]), one["handling"], Outcome(one["outcome"])
            )
        view = self.services.selection_views.get(selection.id).publicity
        if view is not None and view.result_from <= self._today:
            decisions.finish(publicity.id, view.result_from, {}, "")

    def _announce(self, selection: Selection, entry: Mapping[str, Any]) -> None:
        self.services.decisions.announce(selection.id, self._workday(entry["announced"]), entry["number"])

    def _workday(self, day: date) -> date:
        return self.services.store.calendar.load().next_workday(self._day(day))

    def _day(self, day: date) -> date:
        return day.replace(year=day.year - WRITTEN_FOR + self.year)

    def _period(self, month: int) -> str:
        return f"{self.year}-{month:02d}"
