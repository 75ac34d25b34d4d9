"""Use cases of inspections: register with what was found, change, delete; the checklists they go by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain import inspection_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.inspection import (
    Answer,
    ChecklistItem,
    Inspection,
    InspectionItem,
    InspectionKind,
)
from gzparty.domain.names import normalize_name
from gzparty.domain.people import UnitView
from gzparty.domain.period import Period
from gzparty.domain.problem import Lane, Problem
from gzparty.i18n import _
from gzparty.labels.inspection import checklist_label, inspection_name
from gzparty.services.checklists import merged
from gzparty.services.context import Done, Service
from gzparty.services.inspection_drafts import InspectionDraft, ItemDraft
from gzparty.services.problem_drafts import ProblemDraft
from gzparty.services.problems import Problems


class Inspections(Service):
    """Writes of inspections; every write is one action, and so is what it does in the ledger."""

    def register(self, draft: InspectionDraft) -> Done[Inspection]:
        """Store a new inspection; its problems go into the ledger, linked both ways."""
        unit, inspection = self._prepared(draft)
        name = _("登记 {what}").format(what=self._name(inspection, unit))
        with self._action(name, "inspection.register") as action:
            inspection = self._insert(inspection, draft.items)
        return self._done(action, inspection)

    def register_fine(
        self, unit_ids: Sequence[int], held_on: date, inspector: str, period: str | None = None
    ) -> Done[tuple[Inspection, ...]]:
        """Store an inspection of each unit on one day by one inspector, every item of today's checklist 没问题."""
        asked = merged(InspectionKind.SELF, self._store.inspections.checklist())
        items = tuple(ItemDraft(item.code, item.title, Answer.FINE) for item in asked if not item.stopped)
        wanted = dict.fromkeys(unit_ids)
        drafts = [InspectionDraft(unit, held_on, inspector, period, items=items) for unit in wanted]
        prepared = [self._prepared(draft) for draft in drafts]
        if not prepared:
            return Done(())
        name = _("登记 {n} 个单位的自查，都没问题").format(n=len(prepared))
        if len(prepared) == 1:
            unit, inspection = prepared[0]
            name = _("登记 {what}").format(what=self._name(inspection, unit))
        with self._action(name, "inspection.register") as action:
            stored = tuple(self._insert(inspection, items) for _unit, inspection in prepared)
        return self._done(action, stored)

    def change(self, inspection_id: int, draft: InspectionDraft) -> Done[Inspection]:
        """Store what was typed over an inspection: items by their code, titles as they were asked then.

        A problem nobody has touched since goes with its answer and moves with unit and day; one that has moved on in
        the ledger keeps its item at 有问题 until it is withdrawn there.
        """
        before = self._found(inspection_id)
        draft = replace(draft, tour_id=before.tour_id, period=_period_kept(before, draft))
        unit, period = self._checked(draft)
        after = replace(
            self._said(before, draft), unit_id=draft.unit_id, period=period.code, held_on=draft.held_on
        )
        name = _("修改 {what}").format(what=self._name(after, unit))
        with self._action(name, "inspection.change") as action:
            if after != before:
                self._store.inspections.update(after)
            self._change_items(before, after, draft.items)
        return self._done(action, after)

    def delete(self, inspection_id: int) -> Done[Inspection]:
        """Delete an inspection with its items, and problems nothing has happened to; refused while others stand."""
        inspection = self._found(inspection_id)
        problems = self._store.problems.of_inspections([inspection_id])
        standing = [one for one in problems if not rules.is_untouched(one) and not rules.is_settled(one)]
        if standing:
            numbers = _("、").join(problem.printed_number for problem in standing)
            raise Refusal("inspection_problems_stand", numbers=numbers)
        unit = self._units_by_id(inspection.held_on)[inspection.unit_id]
        name = _("删除 {what}").format(what=self._name(inspection, unit))
        with self._action(name, "inspection.delete") as action:
            self._let_go(problems)
            self._store.inspections.delete(inspection_id)
        return self._done(action, inspection)

    def set_checklist(
        self, kind: InspectionKind, items: Sequence[ChecklistItem]
    ) -> Done[tuple[ChecklistItem, ...]]:
        """Ask these lines in this order from now on: reworded ones keep their code, those without a code are new,
        those left out are asked no more. Inspections made before keep the titles they were asked under.
        """
        known = {item.code: item for item in merged(kind, self._store.inspections.checklist())}
        wanted = [self._line(kind, place, item) for place, item in enumerate(items)]
        named = {item.code for item in wanted}
        left_out = [item for code, item in known.items() if code not in named]
        wanted += [
            replace(item, position=len(items) + place, stopped=True) for place, item in enumerate(left_out)
        ]
        rules.check_checklist(wanted)
        name = _("修改{list}").format(list=checklist_label(kind))
        with self._action(name, "inspection.checklist") as action:
            for item in wanted:
                self._store_line(known.get(item.code), item)
        return self._done(action, merged(kind, self._store.inspections.checklist()))

    def _line(self, kind: InspectionKind, place: int, item: ChecklistItem) -> ChecklistItem:
        if not item.title.strip():
            raise Refusal("checklist_title_missing", place=place + 1)
        return replace(
            item,
            kind=kind,
            code=item.code or f"own-{self._context.new_uid()[-8:]}",
            title=entry.checked_name(item.title, rules.TITLE_LIMIT),
            hint=entry.checked_text(item.hint, rules.HINT_LIMIT),
            position=place,
        )

    def _store_line(self, before: ChecklistItem | None, after: ChecklistItem) -> None:
        if before is None or not before.id:
            if before is None or replace(after, id=0, uid="") != before:
                self._store.inspections.insert_checklist_item(
                    replace(after, id=0, uid=self._context.new_uid())
                )
        elif (after := replace(after, id=before.id, uid=before.uid)) != before:
            self._store.inspections.update_checklist_item(after)

    def _found(self, inspection_id: int) -> Inspection:
        found = self._store.inspections.many([inspection_id])
        if not found:
            raise Refusal("inspection_gone")
        return found[0]

    def _checked(self, draft: InspectionDraft) -> tuple[UnitView, Period]:
        rules.check_day(draft.held_on, self._context.today())
        period = rules.check_period(draft.held_on, draft.period)
        unit = self._units_by_id(draft.held_on)[draft.unit_id]
        if unit.closed:
            raise Refusal("inspection_unit_closed", unit=unit.name, day=draft.held_on)
        codes = [item.code for item in draft.items]
        if len(codes) != len(set(codes)):
            raise ValueError(codes)
        return unit, period

    def _said(self, inspection: Inspection, draft: InspectionDraft) -> Inspection:
        inspector = entry.checked_text(draft.inspector, rules.TITLE_LIMIT)
        person = inspection.inspector_id
        if inspector != inspection.inspector or person is None:
            person = self._person(inspector, draft.unit_id, draft.held_on)
        return replace(
            inspection,
            inspector=inspector,
            inspector_id=person,
            note=entry.checked_text(draft.note),
            filed_at=entry.checked_text(draft.filed_at, rules.TITLE_LIMIT),
        )

    def _person(self, name: str, unit_id: int, on: date) -> int | None:
        """Whom a name means: the only one of that name, or the only one of them with a post in the unit."""
        known = self._store.people.people_named(normalize_name(name)) if name else ()
        if len(known) > 1:
            known = [person for person in known if self._has_post(person.id, unit_id, on)]
        return known[0].id if len(known) == 1 else None

    def _has_post(self, person_id: int, unit_id: int, on: date) -> bool:
        posts = self._store.people.posts(person_id)
        return any(post.unit_id == unit_id and post.held_on(on) for post in posts)

    def _prepared(self, draft: InspectionDraft) -> tuple[UnitView, Inspection]:
        """What is to be stored of a new inspection, without its number; Refusal where the draft may not stand."""
        unit, period = self._checked(draft)
        for item in draft.items:
            _check_item(item, draft.held_on, ())
        inspection = self._said(
            Inspection(0, self._context.new_uid(), "", draft.kind, draft.unit_id, period.code, draft.held_on),
            draft,
        )
        return unit, replace(inspection, tour_id=draft.tour_id)

    def _insert(self, inspection: Inspection, items: Sequence[ItemDraft]) -> Inspection:
        number = self._store.inspections.next_number(inspection.held_on.year)
        inspection = replace(inspection, number=number)
        inspection = replace(inspection, id=self._store.inspections.insert(inspection))
        for position, item in enumerate(items):
            self._insert_item(inspection, position, item)
        return inspection

    def _name(self, inspection: Inspection, unit: UnitView) -> str:
        of_month = self._store.inspections.between(
            inspection.period, inspection.period, inspection.kind, inspection.unit_id
        )
        return inspection_name(inspection, unit.name, rules.ordinal_of(inspection, of_month))

    def _insert_item(self, inspection: Inspection, position: int, draft: ItemDraft) -> None:
        item = InspectionItem(
            0,
            self._context.new_uid(),
            inspection.id,
            position,
            draft.code,
            entry.checked_name(draft.title, rules.TITLE_LIMIT),
            draft.answer,
            entry.checked_text(draft.note),
        )
        item = replace(item, id=self._store.inspections.insert_item(item))
        self._register_problems(inspection, item, draft.problems)

    def _register_problems(
        self, inspection: Inspection, item: InspectionItem, drafts: Sequence[ProblemDraft]
    ) -> None:
        """Put what was found into the ledger; what was put right on the spot is closed there in the same line."""
        ledger = Problems(self._store, self._context)
        for draft in drafts:
            told = replace(
                draft,
                unit_id=inspection.unit_id,
                found_on=draft.found_on or inspection.held_on,
                category=draft.category or item.title,
                inspection_id=inspection.id,
                item_id=item.id,
            )
            is_done = draft.lane is Lane.PROMPT and draft.done_on is not None and bool(draft.verifier)
            ledger.prompt([told]) if is_done else ledger.register([told])

    def _change_items(self, before: Inspection, after: Inspection, drafts: Sequence[ItemDraft]) -> None:
        known = {item.code: item for item in self._store.inspections.items([before.id])}
        found: dict[int | None, list[Problem]] = {}
        for problem in self._store.problems.of_inspections([before.id]):
            found.setdefault(problem.item_id, []).append(problem)
        for position, draft in enumerate(drafts):
            item = known.pop(draft.code, None)
            if item is None:
                _check_item(draft, after.held_on, ())
                self._insert_item(after, position, draft)
            else:
                self._change_item(before, after, replace(item, position=position), draft, found)
        for item in known.values():
            self._let_answer_go(item, found.get(item.id, ()))
        self._store.inspections.delete_items(item.id for item in known.values())

    def _change_item(
        self,
        before: Inspection,
        after: Inspection,
        item: InspectionItem,
        draft: ItemDraft,
        found: dict[int | None, list[Problem]],
    ) -> None:
        problems = found.get(item.id, [])
        if draft.answer is not Answer.PROBLEM:
            self._let_answer_go(item, problems)
            problems = []
        _check_item(draft, after.held_on, problems)
        answered = replace(item, answer=draft.answer, note=entry.checked_text(draft.note))
        self._store.inspections.update_item(answered)
        self._register_problems(after, answered, draft.problems)
        for problem in problems:
            self._follow(before, after, problem, draft.changed.get(problem.id))

    def _follow(
        self, before: Inspection, after: Inspection, problem: Problem, draft: ProblemDraft | None
    ) -> None:
        """Let a problem say what was typed over it, and move along with the unit and day of its inspection."""
        moves = before.unit_id != after.unit_id
        if moves and not rules.is_settled(problem) and not rules.is_untouched(problem):
            raise Refusal("inspection_unit_problems", number=problem.printed_number)
        if rules.is_untouched(problem):
            redated = problem.found_on == before.held_on != after.held_on
            if moves or redated:
                draft = replace(draft or ProblemDraft(after.unit_id), unit_id=after.unit_id)
                draft = replace(draft, found_on=after.held_on) if redated else draft
        if draft is not None:
            Problems(self._store, self._context).change(problem.id, draft)

    def _let_answer_go(self, item: InspectionItem, problems: Iterable[Problem]) -> None:
        """An item stops saying 有问题: problems nobody touched go along, those that moved on must be withdrawn first."""
        problems = tuple(problems)
        for problem in problems:
            if not rules.is_untouched(problem) and not rules.is_settled(problem):
                raise Refusal("inspection_item_stands", item=item.title, number=problem.printed_number)
        self._let_go(problems)

    def _let_go(self, problems: Iterable[Problem]) -> None:
        """Delete what nobody touched, which the ledger refuses where evidence lies there, and untie the withdrawn."""
        problems = tuple(problems)
        untouched = [problem.id for problem in problems if rules.is_untouched(problem)]
        if untouched:
            Problems(self._store, self._context).delete(untouched)
        for problem in problems:
            if problem.id not in untouched:
                self._store.problems.update(replace(problem, inspection_id=None, item_id=None))


def _check_item(draft: ItemDraft, held_on: date, standing: Sequence[Problem]) -> None:
    texts = [problem.text or "" for problem in draft.problems]
    if draft.answer is Answer.PROBLEM and any(not text.strip() for text in texts):
        raise Refusal("inspection_problem_untold", item=draft.title)
    rules.check_item(draft.title, draft.answer, [*texts, *(problem.text for problem in standing)])
    for problem in (*draft.problems, *draft.changed.values()):
        rules.check_deadline(draft.title, problem.deadline, held_on)


def _period_kept(before: Inspection, draft: InspectionDraft) -> str | None:
    """The month a changed inspection counts for: as it says, else an earlier one named before (补查), else by its day."""
    if draft.period is not None or before.period == Period.around(before.held_on).code:
        return draft.period
    return before.period
