"""One theme a month (一月一主题): what it is, its material, and which records were about it by the clerk's word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from gzparty.domain import theme as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.file_names import guess_kind
from gzparty.domain.folder import Attachment, FolderKind, Holder, Owner
from gzparty.domain.period import Period
from gzparty.domain.theme import Theme, ThemeRecord
from gzparty.i18n import _
from gzparty.labels.period import period_text
from gzparty.services.context import Done
from gzparty.services.filing import Filing, Shelf
from gzparty.services.new_files import Added, Taken
from gzparty.services.theme_boards import ThemeBoards
from gzparty.services.theme_reading import ThemeReading
from gzparty.services.theme_views import Candidate, ThemeBoard, ThemeView

KINDS = (FolderKind.COURSEWARE, FolderKind.OTHER)
"""What a file of a theme can be."""


class Themes(Filing):
    """Themes with the records about them. A record is linked by whoever says so, never because of its month or words."""

    def all(self, year: int | None = None) -> tuple[Theme, ...]:
        """The themes of a year or all, month by month."""
        return tuple(self._store.themes.all(year))

    def years(self) -> tuple[int, ...]:
        """The years that have themes, in order."""
        return tuple(sorted({theme.month.year for theme in self._store.themes.all()}))

    def of_month(self, period: str) -> Theme | None:
        """The theme of a month; None while none is stored. Refusal where that is no month."""
        return self._store.themes.find(rules.month_of(period).code)

    def find(self, reference: str) -> Theme:
        """The theme of a month (2026-06) or uid; Refusal where there is none."""
        found = self._store.themes.find(reference.strip())
        if found is None:
            raise Refusal("theme_unknown", reference=reference)
        return found

    def get(self, theme_id: int) -> ThemeView:
        """Everything of one theme; KeyError if there is none."""
        with self._store.snapshot():
            return ThemeReading(self._store, self._context).view(self._store.themes.get(theme_id))

    def board(self, year: int) -> ThemeBoard:
        """Which units have a record on which theme of a year."""
        with self._store.snapshot():
            return ThemeBoards(self._store, self._context).board(year)

    def candidates(self, period: str, *, later: bool = False) -> tuple[Candidate, ...]:
        """What may be linked to a month's theme: what counts for that month, and with `later` for those after it until now.

        Nothing where the month has no theme yet. What looks as if it were on it stands first.
        """
        theme = self.of_month(period)
        if theme is None:
            return ()
        last = max(theme.month, Period.around(self._context.today())) if later else theme.month
        with self._store.snapshot():
            return ThemeReading(self._store, self._context).candidates(theme, last.code)

    def of_meetings(self, meeting_ids: Collection[int]) -> dict[int, tuple[Theme, ...]]:
        """The themes some records are on, month by month; those on none are left out."""
        links = self._store.themes.of_meetings(meeting_ids)
        return self._by_record((one.meeting_id, one.theme_id) for one in links)

    def of_trainings(self, training_ids: Collection[int]) -> dict[int, tuple[Theme, ...]]:
        """The themes some trainings are on, as `of_meetings`."""
        links = self._store.themes.of_trainings(training_ids)
        return self._by_record((one.training_id, one.theme_id) for one in links)

    def set_theme(
        self,
        period: str,
        title: str = "",
        material: str = "",
        source: str = "",
        came_on: date | None = None,
        note: str = "",
    ) -> Done[Theme]:
        """Say what a month's theme is, for the first time or anew; what has not come from above yet stays empty."""
        before = self.of_month(period)
        wanted = Theme(before.id if before else 0, "", period, title, material, source, came_on, note)
        after = rules.checked(
            replace(wanted, uid=before.uid if before else self._context.new_uid()), self._context.today()
        )
        if before == after:
            return Done(after)
        with self._action(_name(after), "theme.set") as action:
            if before is None:
                after = replace(after, id=self._store.themes.insert(after))
            else:
                self._store.themes.update(after)
        return self._done(action, after)

    def delete(self, theme_id: int) -> Done[None]:
        """Take a month's theme out with its material; trainings and records stay, a selection loses its theme."""
        theme = self._store.themes.get(theme_id)
        with self._action(
            _("删除{month}主题").format(month=period_text(theme.month)), "theme.delete"
        ) as action:
            self._store.themes.delete(theme_id)
        return self._done(action, None)

    def add_files(self, theme_id: int, files: Iterable[Taken], kind: FolderKind | None = None) -> Done[Added]:
        """Record material whose bytes are in `store.blobs` already; what is there already is told and not added again."""
        return self._file(Owner(Holder.THEME, theme_id), files, SHELF, kind)

    def remove_file(self, attachment_id: int) -> Done[Attachment]:
        """Take material out; the bytes stay, so that undo and older copies of the office still find them."""
        found = [one for one in self._store.folders.some([attachment_id]) if one.theme_id is not None]
        if not found:
            raise Refusal("attachment_gone")
        with self._action(_("删除 {name}").format(name=found[0].name), "theme.files") as action:
            self._store.folders.delete([attachment_id])
        return self._done(action, found[0])

    def link(
        self, theme_id: int, trainings: Collection[int] = (), meetings: Collection[int] = ()
    ) -> Done[int]:
        """Say that trainings and records were about a theme, many at once; how many were not linked to it before."""
        theme = self._store.themes.get(theme_id)
        there = self._store.themes.records([theme_id])
        fresh = [
            *self._fresh(theme_id, "training_id", trainings, {one.training_id for one in there}),
            *self._fresh(theme_id, "meeting_id", meetings, {one.meeting_id for one in there}),
        ]
        self._check_there(fresh)
        if not fresh:
            return Done(0)
        name = _("{month}主题加 {n} 条记录").format(month=period_text(theme.month), n=len(fresh))
        with self._action(name, "theme.link") as action:
            for record in fresh:
                self._store.themes.insert_record(record)
        return self._done(action, len(fresh))

    def unlink(
        self, theme_id: int, trainings: Collection[int] = (), meetings: Collection[int] = ()
    ) -> Done[int]:
        """Say that trainings and records were not about a theme after all; how many were linked to it."""
        theme = self._store.themes.get(theme_id)
        gone = [
            one.id
            for one in self._store.themes.records([theme_id])
            if one.training_id in trainings or one.meeting_id in meetings
        ]
        if not gone:
            return Done(0)
        name = _("{month}主题去掉 {n} 条记录").format(month=period_text(theme.month), n=len(gone))
        with self._action(name, "theme.link") as action:
            self._store.themes.delete_records(gone)
        return self._done(action, len(gone))

    def _fresh(
        self, theme_id: int, column: str, wanted: Collection[int], there: Collection[int | None]
    ) -> list[ThemeRecord]:
        bare = ThemeRecord(0, "", theme_id)
        return [
            replace(bare, uid=self._context.new_uid(), **{column: number})
            for number in dict.fromkeys(wanted)
            if number not in there
        ]

    def _check_there(self, records: Iterable[ThemeRecord]) -> None:
        """Refuse what was deleted since it was shown."""
        wanted = {one.meeting_id for one in records if one.meeting_id}
        if len(self._store.meetings.many(wanted)) < len(wanted):
            raise Refusal("meeting_gone")

    def _by_record(self, links: Iterable[tuple[int | None, int]]) -> dict[int, tuple[Theme, ...]]:
        told = [(number or 0, theme_id) for number, theme_id in links]
        themes_by_id = self._store.themes.many({theme_id for _number, theme_id in told})
        found: dict[int, list[Theme]] = {}
        for number, theme_id in told:
            found.setdefault(number, []).append(themes_by_id[theme_id])
        return {
            number: tuple(sorted(themes, key=lambda theme: theme.period)) for number, themes in found.items()
        }


def kind_of(name: str) -> FolderKind:
    """Slides are courseware, anything else is other."""
    return FolderKind.COURSEWARE if guess_kind(name) is FolderKind.COURSEWARE else FolderKind.OTHER


SHELF = Shelf(kind_of, "theme_file_doubled", "theme.files")


def _name(theme: Theme) -> str:
    month = period_text(theme.month)
    if not theme.title:
        return _("{month}主题待定").format(month=month)
    return _("{month}主题“{title}”").format(month=month, title=theme.title)
