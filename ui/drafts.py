"""Keeps what stands in open forms, so that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.jobs import is_living

INTERVAL_MS = 2000


class DraftPort(Protocol):
    """Where drafts lie: the office file's own unjournalled table."""

    def save(self, key: str, content: Mapping[str, str]) -> None:
        """Keep a draft under a key such as `training/3`."""

    def load(self, key: str) -> Mapping[str, str] | None:
        """Give a kept draft, or None."""

    def discard(self, key: str) -> None:
        """Forget a draft."""


class Watched(Protocol):
    """What can be kept as a draft: a form, or cells typed over a sheet."""

    def draft(self) -> dict[str, str]:
        """Give what stands there as raw texts."""

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put a draft back."""

    def is_changed(self) -> bool:
        """Tell whether there is anything to keep."""


@runtime_checkable
class Resettable(Watched, Protocol):
    """What can show again what was loaded into it."""

    def reset(self) -> None:
        """Give up what was typed."""


class NoDrafts:
    """Where nothing typed can become anything, as in a copy that is only looked at, nothing is kept."""

    def save(self, key: str, content: Mapping[str, str]) -> None:
        """Keep nothing."""

    def load(self, key: str) -> Mapping[str, str] | None:
        """There is never a draft."""

    def discard(self, key: str) -> None:
        """There is none."""


Opener = Callable[[str], object]
"""Opens a form by the second part of its key; does nothing while its page does not show that record (yet)."""


def draft_key(form: str, deed: str, *ids: object) -> str:
    """The key of what is typed in a dialog: `person/edit 12`; a comma parts several records of one deed."""
    return f"{form}/{' '.join((deed, *map(str, ids)))}"


class Drafts(QObject):
    """Saves each watched form every two seconds if it changed since.

    A key is `form/record`. What is given up stays at hand until the program ends; what is being stored is not kept
    beside it, and is again once that was refused.
    """

    kept = Signal(str)
    """The key of a form whose draft was saved just now."""
    resumed = Signal(str)
    """The key of a form in which an older draft stands again."""
    given_up = Signal(str)
    """The key of a form that was left with something typed in it that is not wanted any more."""

    def __init__(self, port: DraftPort) -> None:
        super().__init__()
        self._port = port
        self._forms: dict[str, Watched] = {}
        self._saved: dict[str, dict[str, str]] = {}
        self._storing: dict[str, dict[str, str]] = {}
        self._kept: set[str] = set()
        self._given_up: dict[str, Mapping[str, str]] = {}
        self._openers: dict[str, list[Opener]] = {}
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.save_all)

    def watch(self, key: str, form: Watched) -> bool:
        """Watch a form just loaded; put an older draft back into it and tell whether there was one."""
        from ui.unfinished.kinds import KINDS

        # What no kind is of could not be told of at the next start.
        assert key.partition("/")[0] in KINDS, key
        for other in [name for name, one in self._forms.items() if one is form and name != key]:
            # It shows another record now; what was typed for the one before was kept when that was left.
            self._let_go(other)
        self._forms[key] = form
        kept = self._port.load(key)
        if kept:
            form.restore(kept)
            self._kept.add(key)
        if kept or not form.is_changed():
            self._saved[key] = form.draft()
        self._timer.start()
        found = bool(kept) and form.is_changed()
        if found:
            self.resumed.emit(key)
        return found

    def forget(self, key: str) -> None:
        """Stop watching a form whose content was stored or given up, and drop its draft."""
        self._let_go(key)
        self._storing.pop(key, None)
        # Also what was left a moment ago, while it was being stored.
        self._port.discard(key)
        if not self._forms:
            self._timer.stop()

    def leave(self, key: str) -> None:
        """Stop watching a form that goes out of sight, keeping its draft."""
        self._save(key)
        self._let_go(key)

    def save_all(self) -> None:
        """Save every form that changed; the window calls it on closing too."""
        for key in tuple(self._forms):
            self._save(key)
            form = self._forms.get(key)
            if key in self._kept and form is not None and not form.is_changed():
                # Typed and taken back again by hand: nothing waits any more.
                self._port.discard(key)
                self._kept.discard(key)
                self._saved[key] = form.draft()

    def typed(self) -> dict[str, dict[str, str]]:
        """What stands in open forms and is not as it was loaded, by key."""
        open_now = {key: form for key, form in self._forms.items() if isValid(form)}
        return {key: form.draft() for key, form in open_now.items() if form.is_changed()}

    # While it is stored

    def storing(self, key: str) -> Mapping[str, str] | None:
        """What stands in a form is being stored, its draft is dropped in the same transaction: it is not kept again.

        Gives what stands there, for who must keep it should it be refused with nobody left to hear of it.
        """
        form = self._forms.get(key)
        if form is None:
            return None
        typed = self._storing[key] = form.draft()
        return typed

    def not_stored(self, key: str) -> None:
        """It was refused: what stood there is a draft again, even if the form was left meanwhile."""
        typed = self._storing.pop(key, None)
        if typed is not None and key not in self._forms:
            self._port.save(key, typed)

    # What is not wanted, and wanted after all

    def give_up(self, key: str) -> None:
        """Stop watching a form left on purpose; what was typed in it can be put back until the program ends."""
        form = self._forms.get(key)
        typed = form.draft() if form is not None and isValid(form) and form.is_changed() else None
        if key in self._storing:
            self._let_go(key)
            return
        self.forget(key)
        if typed is not None:
            self._given_up[key] = typed
            self.given_up.emit(key)

    def discard(self, key: str) -> None:
        """Drop a draft that waits; a form that shows it is as it was loaded again."""
        form = self._forms.get(key)
        typed = form.draft() if form is not None else self._port.load(key)
        self._port.discard(key)
        if typed:
            self._given_up[key] = typed
        if isinstance(form, Resettable):
            form.reset()
            self._saved[key] = form.draft()

    def put_back(self, key: str) -> None:
        """Keep again what was dropped since the program began."""
        typed = self._given_up.pop(key, None)
        if typed is None:
            return
        self._port.save(key, typed)
        form = self._forms.get(key)
        if form is not None:
            form.restore(typed)

    def dropped(self) -> Mapping[str, Mapping[str, str]]:
        """What was dropped since the program began and can be put back, by key."""
        return dict(self._given_up)

    def can_discard(self, key: str) -> bool:
        """Whether a draft can be dropped from afar: a sheet in which it stands is left to its page."""
        form = self._forms.get(key)
        return form is None or not isValid(form) or isinstance(form, Resettable)

    # Where it is gone on with

    def opens(self, form: str, opener: Opener) -> None:
        """Say what opens a form that is a dialog; of several the one opens it that is about its record."""
        living = [one for one in self._openers.get(form, []) if is_living(one)]
        self._openers[form] = [*living, opener]

    def open(self, key: str) -> bool:
        """Open the form of a draft beside the page that shows its record; tell whether it stands open."""
        form, _slash, record = key.partition("/")
        for opener in self._openers.get(form, []):
            if not self.is_open(key) and is_living(opener):
                opener(record)
        return self.is_open(key)

    def is_open(self, key: str) -> bool:
        """Whether the form is open."""
        form = self._forms.get(key)
        return form is not None and isValid(form)

    def _let_go(self, key: str) -> None:
        self._kept.discard(key)
        self._forms.pop(key, None)
        self._saved.pop(key, None)

    def _save(self, key: str) -> None:
        form = self._forms.get(key)
        if form is None or not isValid(form):
            # Gone with its window, which saved everything when it closed.
            self._forms.pop(key, None)
            return
        typed = form.draft()
        if not form.is_changed() or typed in (self._saved.get(key), self._storing.get(key)):
            return
        self._saved[key] = typed
        if not typed:
            # A sheet that was emptied.
            self._port.discard(key)
            return
        self._kept.add(key)
        self._port.save(key, typed)
        self.kept.emit(key)
