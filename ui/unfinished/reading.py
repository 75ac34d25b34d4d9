"""What waits half typed, read from the office file: whose it is, when it was typed, what became of its record since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.services.bundle import Services

SHOWN = 24
"""So many characters of what was typed stand beside what it is."""


class Unfinished(NamedTuple):
    """A draft that waits; `text` is what was typed, to be read and copied."""

    key: str
    what: str
    whose: str
    at: datetime
    page: str
    request: object
    text: str
    is_gone: bool = False
    """Its record is not there any more: it can be copied or dropped, and not gone on with."""
    is_outdated: bool = False
    """Its record was changed after this was typed."""
    is_covered: bool = False
    """What was typed is not shown, only copied."""

    @property
    def title(self) -> str:
        """What it is and whose: 修改人员信息　李示例; of what is new and nobody's yet, how it begins."""
        return "　".join(filter(None, (self.what, self.whose or self.beginning)))

    @property
    def beginning(self) -> str:
        """The longest thing typed, shortened, so that two new ones are told apart; nothing of what is covered."""
        if self.is_covered:
            return ""
        from gzparty.domain.phone import masked_within

        words = [line for line in self.text.splitlines() if not line.isascii()]
        longest = masked_within(max(words, key=len, default=""))
        return longest if len(longest) <= SHOWN else longest[:SHOWN] + "…"

    @property
    def in_a_row(self) -> str:
        """The same among others: 修改人员信息（李示例）."""
        return _("{what}（{whose}）").format(what=self.what, whose=self.whose) if self.whose else self.what


def waiting(services: Services) -> list[Unfinished]:
    """Everything that waits, the latest first."""
    found = []
    with services.store.snapshot():
        for form, record, at in services.store.drafts.all():
            one = _read(services, form, record, at)
            if one is not None:
                found.append(one)
    return found


def read_one(services: Services, key: str, content: Mapping[str, str], at: datetime) -> Unfinished | None:
    """The same of one whose content is at hand."""
    form, _slash, record = key.partition("/")
    with services.store.snapshot():
        return _told(services, form, record, at, content)


def when_words(at: datetime, today: date) -> str:
    """今天 09:12; 昨天 17:40; 6月12日 17:40."""
    clock = f"{at:%H:%M}"
    if at.date() == today:
        return _("今天 {time}").format(time=clock)
    if at.date() == today - timedelta(days=1):
        return _("昨天 {time}").format(time=clock)
    return _("{day} {time}").format(day=dates.prose(at.date()), time=clock)


def _read(services: Services, form: str, record: str, at: datetime) -> Unfinished | None:
    kept = services.store.drafts.load(form, record)
    try:
        content = json.loads(kept[1]) if kept else None
    except ValueError:
        content = {"": kept[1] if kept else ""}
    return _told(services, form, record, at, content) if content else None


def _told(
    services: Services, form: str, record: str, at: datetime, content: Mapping[str, object]
) -> Unfinished | None:
    from ui.unfinished.kinds import KINDS  # of little use at a start at which nothing waits

    kind = KINDS.get(form)
    key, text = f"{form}/{record}", "\n".join(_texts(content))
    if kind is None:
        # Kept by another version of the program: still nothing typed is lost.
        return Unfinished(key, _("一份没填完的"), "", at, "", None, text, is_gone=True)
    if not kind.told:
        return None
    place = kind.place(services, record)
    covered, what = kind.covered, kind.called(record)
    if place is None:
        return Unfinished(key, what, "", at, "", None, text, is_gone=True, is_covered=covered)
    changes = services.store.journal.history(*place.row) if place.row else ()
    outdated = bool(changes) and changes[0].deed.at > at
    return Unfinished(key, what, place.whose, at, kind.page, place.request, text, False, outdated, covered)


def _texts(content: object) -> Iterator[str]:
    """What was typed, without the marks of choices, which say nothing to a reader."""
    if isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
    elif isinstance(content, str) and content.strip():
        if content.lstrip()[0] in "[{":
            try:
                yield from _texts(json.loads(content))
                return
            except ValueError:
                pass
        # A tick, or the code of a choice.
        if content != "1" and not (content.isascii() and content.isidentifier()):
            yield content.strip()
