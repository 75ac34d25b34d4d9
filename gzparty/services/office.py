"""Use cases of the office itself: a new file, its facts, its settings, undo, history, copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.stick import is_stick_due
from gzparty.i18n import _
from gzparty.services.context import Done, Service
from gzparty.settings import DEFAULTS, Settings, from_stored

if TYPE_CHECKING:
    from gzparty.services.deeds import Change, Deed
    from gzparty.services.views import OfficeFacts

LONGEST_NAME = 20
"""A town's short name; it stands in the title of the window and under every paper."""


class OfficeFrame(NamedTuple):
    """What the window says of its office around the pages."""

    name: str
    sample: bool
    as_of: date
    saved_at: datetime | None


class Offices(Service):
    """The office file as a whole."""

    def establish(self, name: str, sample: bool = False) -> Done[str]:
        """Name a new office; its short name is what papers print (官庄镇), whatever it signs with behind it."""
        from gzparty.domain.chinese import town_of

        wanted = town_of(name.strip())
        if not wanted:
            raise Refusal("office_without_name")
        with self._action(_("新建 {name}").format(name=wanted), "office.new") as action:
            self._store.office.set_office(self._context.new_uid(), wanted, sample, self._context.today())
        return self._done(action, wanted)

    def frame(self) -> OfficeFrame:
        """What the window's frame names; read with nothing else, for it stands before the first picture."""
        office, latest = self._store.office, next(iter(self._store.journal.deeds(1)), None)
        today = self._context.today()
        return OfficeFrame(office.office_name(), office.is_sample(), today, latest.at if latest else None)

    def facts(self) -> OfficeFacts:
        """What the office is, and how big."""
        from gzparty.domain.people import UnitKind
        from gzparty.services.views import OfficeFacts

        today = self._context.today()
        kinds = [unit.kind for unit in self._store.people.units(today) if not unit.closed]
        latest = next(iter(self._store.journal.deeds(1)), None)
        return OfficeFacts(
            name=self._store.office.office_name(),
            sample=self._store.office.is_sample(),
            villages=kinds.count(UnitKind.VILLAGE_BRANCH),
            departments=kinds.count(UnitKind.DEPARTMENT),
            people=self._store.people.count_people(),
            as_of=today,
            saved_at=latest.at if latest else None,
        )

    def settings(self) -> Settings:
        """The settings in force."""
        return from_stored(self._store.office.load_settings())

    def settings_at_hand(self) -> Settings:
        """Those in force, or the usual ones where a damaged file does not give them: for what leads out of the damage."""
        try:
            return self.settings()
        except Refusal:
            return DEFAULTS

    def is_stick_due(self, last: date | None) -> bool:
        """Whether a copy outside this computer is due, the last one having been made on a day or never."""
        office, today = self._store.office, self._context.today()
        # The sample stands for an office that has been worked in for months; the day it was made is always today.
        created = date.min if office.is_sample() else office.created_on()
        return is_stick_due(last, created, today, self.settings_at_hand().stick_days)

    def change_settings(self, changes: Mapping[str, object]) -> Done[Settings]:
        """Store some settings; an unknown name, a value of another type or out of its limits is refused."""
        for key, value in changes.items():
            _check_setting(key, value)
        before = self.settings()
        changes = {key: value for key, value in changes.items() if getattr(before, key) != value}
        wished = replace(before, **changes)  # type: ignore[arg-type]
        if wished.credit_day_limit < wished.credit_half_day:
            from gzparty.domain.credit import hours

            day, half = hours(wished.credit_day_limit), hours(wished.credit_half_day)
            raise Refusal("setting_day_below_half", day=f"{day:g}", half=f"{half:g}")
        if wished.absence_warn_months < wished.absence_remind_months:
            raise Refusal(
                "setting_warn_below_remind",
                warn=wished.absence_warn_months,
                remind=wished.absence_remind_months,
            )
        with self._action(_settings_deed(changes), "office.settings") as action:
            for key, value in changes.items():
                self._store.office.save_setting(key, value)
        return self._done(action, self.settings())

    def rename(self, name: str) -> Done[str]:
        """Correct the office's name; papers and the window's title follow, what was printed does not."""
        from gzparty.domain.chinese import town_of

        wanted = town_of(" ".join(name.split()))
        if not wanted:
            raise Refusal("office_without_name")
        if len(wanted) > LONGEST_NAME:
            raise Refusal("office_name_too_long", length=len(wanted), longest=LONGEST_NAME)
        with self._action(_("本单位改名为 {name}").format(name=wanted), "office.rename") as action:
            sample, today = self._store.office.is_sample(), self._context.today()
            self._store.office.set_office(self._context.new_uid(), wanted, sample, today)
        return self._done(action, wanted)

    def undo(self, steps: int = 1) -> Sequence[Deed]:
        """Undo the latest actions, newest first; fewer than asked for if there are no more."""
        return self._store.journal.undo(steps, self._context.now())

    def redo(self, steps: int = 1) -> Sequence[Deed]:
        """Do again what was undone, unless something new was done since."""
        return self._store.journal.redo(steps, self._context.now())

    def undo_to(self, action_id: int) -> Sequence[Deed]:
        """Undo a deed with all that was done after it; Refusal names one that cannot be, and nothing changes."""
        return self._store.journal.undo_to(action_id, self._context.now())

    def redo_to(self, action_id: int) -> Sequence[Deed]:
        """Do again all that was undone up to a deed."""
        return self._store.journal.redo_to(action_id, self._context.now())

    def take_back(self, action_id: int) -> Sequence[Deed]:
        """Undo one deed and leave what was done after it; Refusal names what stands on it."""
        return (self._store.journal.take_back(action_id, self._context.now()),)

    def next_undo(self) -> tuple[Deed | None, Deed | None]:
        """What undo and redo would take, for their menu texts."""
        return self._store.journal.undoable(), self._store.journal.redoable()

    def deeds(self, limit: int = 200, words: str = "") -> Sequence[Deed]:
        """The latest actions whose name has these words, newest first."""
        return self._store.journal.deeds(limit, words)

    def history(self, table: str, row_id: int) -> Sequence[Change]:
        """What happened to one record, newest first."""
        return self._store.journal.history(table, row_id)

    def backup(self, folder: Path | None = None) -> Path:
        """A verified copy now; returns where it lies."""
        return self._store.backup("manual", self._context.now(), folder)


def _check_setting(key: str, value: object) -> None:
    from gzparty import setting_list

    kinds = {field.name: type(getattr(DEFAULTS, field.name)) for field in fields(Settings)}
    if key not in kinds:
        raise Refusal("setting_unknown", key=key)
    if type(value) is not kinds[key]:
        raise Refusal("setting_ill_typed", key=key, value=value)
    for setting in setting_list.SETTINGS:
        if setting.key == key:
            setting.check(value)


def _settings_deed(changes: Mapping[str, object]) -> str:
    if len(changes) != 1:
        return _("修改设置 {n} 项").format(n=len(changes))
    from gzparty import setting_list

    ((key, value),) = changes.items()
    known = (setting_list.deed_name(one, value) for one in setting_list.SETTINGS if one.key == key)
    return next(known, _("修改设置"))
