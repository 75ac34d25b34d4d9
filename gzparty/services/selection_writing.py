"""What all writes of selections share, and the writes of a selection itself: begun, changed, left vacant, deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain import selection_rules as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Period
from gzparty.domain.selection import Category, Nomination, Selection
from gzparty.i18n import _
from gzparty.labels.ballots import selection_name
from gzparty.services.context import Done, Service
from gzparty.services.selection_drafts import CategoryDraft, SelectionDraft

REASON_LIMIT = 200


class SelectionWriting(Service):
    """Writes of selections; every write is one action."""

    def begin(self, draft: SelectionDraft) -> Done[Selection]:
        """Begin a selection of a month; its number is the month, with -2 and so on for further ones."""
        selection = self._checked(Selection(0, "", "", "", ""), draft, ())
        categories = _categories(draft.categories, ())
        rules.check_categories(categories)
        name = _("新建{what}").format(what=selection_name(selection))
        with self._action(name, "selection.add") as action:
            selection = self._insert(selection)
            self._insert_categories(selection.id, categories)
        return self._done(action, selection)

    def change(self, selection_id: int, draft: SelectionDraft) -> Done[Selection]:
        """Store what was typed over a selection and its categories; the month's number stays as it was given.

        Refusal where nominations or counted votes stand against it.
        """
        before = self._selection(selection_id)
        nominations = self._store.selections.nominations([selection_id])
        after = self._checked(before, draft, nominations)
        rules.check_change(before, after, nominations)
        rules.check_announced_change(before, after)
        stored = self._store.selections.categories([selection_id])
        categories = _categories(draft.categories, stored)
        rules.check_categories(categories)
        kept = {category.id for category in categories}
        gone = [category for category in stored if category.id not in kept]
        for category in gone:
            if names := rules.nominated_in(category, nominations):
                raise Refusal(
                    "category_in_use", field="categories", title=category.title, names=_("、").join(names)
                )
        same_basis = rules.counting_basis(before, stored) == rules.counting_basis(after, categories)
        if not same_basis and self._is_counted(selection_id):
            raise Refusal("selection_counted_basis")
        with self._action(_("修改{what}").format(what=selection_name(after)), "selection.edit") as action:
            if after != before:
                self._store.selections.update(after)
            self._store_categories(selection_id, stored, categories)
            for category in gone:
                self._store.selections.delete_category(category.id)
        return self._done(action, after)

    def delete(self, selection_id: int) -> Done[Selection]:
        """Delete a selection with all below it; refused once votes are counted. Undo brings everything back."""
        selection = self._selection(selection_id)
        rules.check_unannounced(selection)
        if self._is_counted(selection_id):
            raise Refusal("selection_counted_delete", what=selection_name(selection))
        with self._action(
            _("删除{what}").format(what=selection_name(selection)), "selection.delete"
        ) as action:
            self._store.selections.delete(selection_id)
        return self._done(action, selection)

    def leave_vacant(self, selection_id: int, on: date, reason: str) -> Done[Selection]:
        """End a selection without anybody (空缺), at whatever step it is; the reason stays."""
        selection = self._running(selection_id)
        rules.check_steps(selection)
        rules.check_unannounced(selection)
        self._check_come(on)
        if selection.opened_on is not None and on < selection.opened_on:
            raise Refusal("vacancy_before_open", field="on", day=on, opened=selection.opened_on)
        if not reason.strip():
            raise Refusal("vacancy_without_reason", field="reason")
        after = replace(selection, vacant_on=on, vacancy_reason=entry.checked_text(reason, REASON_LIMIT))
        return self._store_selection(
            after, _("{what}空缺").format(what=selection_name(selection)), "selection.vacant"
        )

    def resume(self, selection_id: int) -> Done[Selection]:
        """Take 空缺 back; the selection stands where its records say."""
        selection = self._selection(selection_id)
        after = replace(selection, vacant_on=None, vacancy_reason="")
        return self._store_selection(
            after, _("恢复{what}").format(what=selection_name(selection)), "selection.vacant"
        )

    def close_nominations(self, selection_id: int, on: date) -> Done[Selection]:
        """Say that no more nominations are taken; needs somebody who stands."""
        selection = self._running(selection_id)
        rules.check_steps(selection)
        rules.check_open(selection)
        self._check_come(on)
        nominations = self._store.selections.nominations([selection_id])
        if not any(nomination.stands for nomination in nominations):
            raise Refusal("nominations_none")
        last = max((one.nominated_on for one in nominations if one.nominated_on is not None), default=on)
        if on < last:
            raise Refusal("closing_before_nomination", field="on", day=on, last=last)
        if selection.opened_on is not None and on < selection.opened_on:
            raise Refusal("closing_before_open", field="on", day=on, opened=selection.opened_on)
        after = replace(selection, nominations_closed_on=on)
        return self._store_selection(
            after, _("{what}结束推荐").format(what=selection_name(selection)), "selection.close"
        )

    def reopen_nominations(self, selection_id: int) -> Done[Selection]:
        """Take nominations again; refused once votes are counted."""
        selection = self._running(selection_id)
        if self._is_counted(selection_id):
            raise Refusal("selection_counted_reopen")
        after = replace(selection, nominations_closed_on=None)
        return self._store_selection(
            after, _("{what}重新开放推荐").format(what=selection_name(selection)), "selection.close"
        )

    def _selection(self, selection_id: int) -> Selection:
        """One selection; Refusal where it is gone."""
        try:
            return self._store.selections.get(selection_id)
        except KeyError as error:
            raise Refusal("selection_gone") from error

    def _running(self, selection_id: int) -> Selection:
        selection = self._selection(selection_id)
        rules.check_running(selection)
        return selection

    def _is_counted(self, selection_id: int) -> bool:
        return rules.is_counted(self._store.selections.ballots([selection_id]))

    def _check_come(self, day: date) -> None:
        entry.checked_day(day)
        if day > self._context.today():
            raise Refusal("selection_day_ahead", field="on", day=day)

    def _insert(self, selection: Selection) -> Selection:
        """Store a new selection, numbered; to be called inside an action."""
        number = self._store.selections.next_number(selection.period)
        selection = replace(selection, uid=self._context.new_uid(), number=number)
        return replace(selection, id=self._store.selections.insert(selection))

    def _insert_categories(self, selection_id: int, categories: Iterable[Category]) -> list[Category]:
        """Store new categories; to be called inside an action."""
        stored = []
        for category in categories:
            category = replace(category, uid=self._context.new_uid(), selection_id=selection_id)
            stored.append(replace(category, id=self._store.selections.insert_category(category)))
        return stored

    def _store_selection(self, after: Selection, name: str, kind: str) -> Done[Selection]:
        with self._action(name, kind) as action:
            self._store.selections.update(after)
        return self._done(action, after)

    def _store_categories(
        self, selection_id: int, stored: Sequence[Category], categories: Sequence[Category]
    ) -> None:
        known = {category.id: category for category in stored}
        self._insert_categories(selection_id, (one for one in categories if not one.id))
        for category in categories:
            if category.id and category != known[category.id]:
                self._store.selections.update_category(category)

    def _checked(
        self, before: Selection, draft: SelectionDraft, nominations: Sequence[Nomination]
    ) -> Selection:
        period = rules.check_period(draft.period, self._context.today())
        title, theme_id = rules.checked_title(draft.title), draft.theme_id
        if theme_id is None and not before.id and not title:
            title, theme_id = self._theme_of(period)
        after = replace(
            before,
            period=period.code,
            title=title,
            subject=draft.subject,
            theme_id=theme_id,
            opened_on=draft.opened_on,
            nominate_until=draft.nominate_until,
            method=draft.method,
            drop_extremes=draft.drop_extremes,
            full_score=draft.full_score,
            tie_rule=draft.tie_rule,
            note=entry.checked_text(draft.note),
        )
        rules.check_selection(after, nominations)
        return after

    def _theme_of(self, period: Period) -> tuple[str, int | None]:
        """The month's theme where a new selection was given none: it is what selections are usually about."""
        theme = self._store.themes.find(period.code)
        return (theme.title, theme.id) if theme is not None else ("", None)


def _categories(drafts: Sequence[CategoryDraft], stored: Sequence[Category]) -> list[Category]:
    """The categories as typed over those stored, in the order typed; Refusal for one of another selection."""
    known, found = {category.id: category for category in stored}, []
    for position, draft in enumerate(drafts, 1):
        if draft.id is not None and draft.id not in known:
            raise Refusal("category_strange", field="categories")
        before = known[draft.id] if draft.id is not None else Category(0, "", 0, 0)
        title = entry.checked_name(draft.title, rules.TITLE_LIMIT) if draft.title.strip() else ""
        choices = draft.quota if draft.choices is None else draft.choices
        found.append(replace(before, position=position, title=title, quota=draft.quota, choices=choices))
    return found
