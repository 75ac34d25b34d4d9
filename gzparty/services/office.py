"""Use cases of the office itself: a new file, its facts, its settings, undo, history, copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import UnitKind
from gzparty.i18n import _
from gzparty.services.context import Done, Service
from gzparty.services.deeds import Change, Deed
from gzparty.services.views import OfficeFacts
from gzparty.settings import DEFAULTS, Settings, from_stored


class Offices(Service):
    """The office file as a whole."""

    def establish(self, name: str, sample: bool = False) -> Done[str]:
        """Name a new office; its short name is what papers print (官庄镇)."""
        if not name.strip():
            raise Refusal("office_without_name")
        with self._action(_("新建 {name}").format(name=name.strip()), "office.new") as action:
            self._store.office.set_office(
                self._context.new_uid(), name.strip(), sample, self._context.today()
            )
        return self._done(action, name.strip())

    def facts(self) -> OfficeFacts:
        """What the window's frame names."""
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

    def change_settings(self, changes: Mapping[str, object]) -> Done[Settings]:
        """Store some settings; an unknown name or a value of another type is refused."""
        kinds = {field.name: type(getattr(DEFAULTS, field.name)) for field in fields(Settings)}
        for key, value in changes.items():
            if key not in kinds:
                raise Refusal("setting_unknown", key=key)
            if type(value) is not kinds[key]:
                raise Refusal("setting_ill_typed", key=key, value=value)
        with self._action(_("修改设置"), "office.settings") as action:
            for key, value in changes.items():
                self._store.office.save_setting(key, value)
        return self._done(action, self.settings())

    def undo(self, steps: int = 1) -> Sequence[Deed]:
        """Undo the latest actions, newest first; fewer than asked for if there are no more."""
        return self._store.journal.undo(steps, self._context.now())

    def redo(self, steps: int = 1) -> Sequence[Deed]:
        """Do again what was undone, unless something new was done since."""
        return self._store.journal.redo(steps, self._context.now())

    def next_undo(self) -> tuple[Deed | None, Deed | None]:
        """What undo and redo would take, for their menu texts."""
        return self._store.journal.undoable(), self._store.journal.redoable()

    def deeds(self, limit: int = 200) -> Sequence[Deed]:
        """The latest actions, newest first."""
        return self._store.journal.deeds(limit)

    def history(self, table: str, row_id: int) -> Sequence[Change]:
        """What happened to one record, newest first."""
        return self._store.journal.history(table, row_id)

    def backup(self, folder: Path | None = None) -> Path:
        """A verified copy now; returns where it lies."""
        return self._store.backup("manual", self._context.now(), folder)
