"""A person's history in words: what each deed changed, with what stood there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gzparty.domain.credit import hours
from gzparty.domain.outside import OutsideLevel
from gzparty.domain.people import PartyClass, PostTitle
from gzparty.domain.phone import masked
from gzparty.i18n import _
from gzparty.labels.people import class_label, field_label, leaving_label, level_label, post_label, sex_label
from gzparty.services.deeds import Change, Deed
from gzparty.services.people_views import HistoryLine

if TYPE_CHECKING:
    from gzparty.services.ports import Store

SILENT = frozenset(
    {"id", "uid", "normalized", "pinyin", "initials", "sort_order", "position", "merged_into", "person_id"}
)
"""Columns that say nothing a clerk would ask for."""
Image = Mapping[str, object]


def history(store: Store, person_id: int) -> tuple[HistoryLine, ...]:
    """Every deed that touched a person, its posts, memberships and training elsewhere; the newest first."""
    words = _Words(store)
    deeds: dict[int, Deed] = {}
    details: dict[int, list[str]] = {}
    for table, row_id in _rows(store, person_id):
        for change, after in _steps(store, table, row_id):
            deeds[change.deed.id] = change.deed
            told = details.setdefault(change.deed.id, [])
            told += [text for text in words.told(table, change, after) if text not in told]
    return tuple(
        HistoryLine(deed.at, deed.name, _("；").join(details[deed.id]), deed.source, deed.undone)
        for deed in sorted(deeds.values(), key=lambda deed: deed.id, reverse=True)
    )


def _rows(store: Store, person_id: int) -> Iterator[tuple[str, int]]:
    yield "person", person_id
    yield from (("post", post.id) for post in store.people.posts(person_id))
    yield from (("membership", held.id) for held in store.people.memberships(person_id))
    yield from (("outside_training", held.id) for held in store.outside.of_person(person_id))


def _steps(store: Store, table: str, row_id: int) -> Iterator[tuple[Change, Image]]:
    """Each deed's first change of a row with the row after it; undoing and doing again are not told twice."""
    changes = store.journal.history(table, row_id)
    after: Image = store.journal.image(table, row_id) or {}
    seen: list[tuple[Change, Image]] = []
    for change in changes:
        seen.append((change, after))
        after = change.before or {}
    told: set[int] = set()
    for change, image in reversed(seen):
        if change.deed.id not in told:
            told.add(change.deed.id)
            yield change, image


_TITLES = frozenset(title.value for title in PostTitle)


class _Words:
    """Says the fields of a row as a clerk knows them."""

    def __init__(self, store: Store) -> None:
        units = {name.unit_id: name.name for name in store.people.unit_names() if name.role == "short"}
        groups = {group.id: group.name for group in store.people.groups()}
        self._sayings: Mapping[str, Callable[[Any], str]] = {
            "phone": masked,
            "sex": sex_label,
            "party_class": lambda code: class_label(PartyClass(code)),
            "title": lambda code: post_label(PostTitle(code)) if code in _TITLES else str(code),
            "level": lambda code: level_label(OutsideLevel(code)),
            "ended_reason": leaving_label,
            "unit_id": lambda number: units.get(number, ""),
            "group_id": lambda number: groups.get(number, ""),
            "acting": lambda flag: _("是") if flag else _("否"),
            "mobile": lambda flag: _("是") if flag else _("否"),
            "credit": lambda half_hours: f"{hours(half_hours):g}",
        }

    def told(self, table: str, change: Change, after: Image) -> Iterator[str]:
        """One text for each field that changed; of a new row all that is known of it."""
        before = change.before or {}
        if change.operation == "delete":
            after = {}
        subject = self._subject(table, after or before)
        if change.operation == "insert":
            if table != "person":
                yield subject
            return
        for column in before.keys() | after.keys() if change.operation == "update" else ():
            old, new = before.get(column), after.get(column)
            if column not in SILENT and old != new:
                yield self._difference(table, subject, column, old, new)
        if change.operation == "delete":
            yield _("删去 {what}").format(what=subject)

    def _difference(self, table: str, subject: str, column: str, old: object, new: object) -> str:
        said = _("{field}：{old} → {new}").format(
            field=field_label(table, column), old=self._value(column, old), new=self._value(column, new)
        )
        return said if table == "person" else _("{what} {change}").format(what=subject, change=said)

    def _subject(self, table: str, row: Image) -> str:
        if table == "post":
            title = str(row.get("title_text") or "") or post_label(
                PostTitle(str(row["title"])), bool(row["acting"])
            )
            return f"{self._value('unit_id', row['unit_id'])}{title}"
        if table == "membership":
            label = class_label(PartyClass(str(row["party_class"])))
            return _("{unit}{label}党员").format(unit=self._value("unit_id", row["unit_id"]), label=label)
        return str(row.get("title", ""))

    def _value(self, column: str, value: object) -> str:
        if value is None or value == "":
            return _("空")
        say = self._sayings.get(column)
        return say(value) if say else str(value)
