"""Finding records by what they say, whatever the length of the word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.full_text import around, words
from gzparty.domain.period import Period
from gzparty.domain.selection import Subject
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.inspection import inspection_kind_label
from gzparty.labels.period import period_label
from gzparty.services.context import Service
from gzparty.services.meeting_views import Hit

LIMIT = 50


class Search(Service):
    """Reads the full-text index; hits name their record and the words around the place."""

    def find(self, query: str, limit: int = LIMIT) -> tuple[Hit, ...]:
        """The newest records that hold every word of a query, by day; Refusal where nothing of it can be looked for."""
        wanted = words(query)
        if not wanted:
            raise Refusal("search_without_words")
        describing: dict[str, Callable[[Sequence[tuple[int, str]], str], list[Hit]]] = {
            "meeting": self._meetings,
            "training": self._trainings,
            "errand": self._errands,
            "problem": self._problems,
            "inspection": self._inspections,
            "tip": self._tips,
            "theme": self._themes,
            "nomination": self._nominations,
        }
        hits: list[Hit] = []
        for kind, describe in describing.items():
            found = self._store.texts.find(kind, wanted, limit)
            hits += describe(found, wanted[0]) if found else []
        hits.sort(key=lambda hit: (hit.day is not None, hit.day), reverse=True)
        return tuple(hits[:limit])

    def _meetings(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        meetings = {
            meeting.id: meeting for meeting in self._store.meetings.many([row_id for row_id, _text in found])
        }
        sittings = self._store.sittings.many({meeting.sitting_id for meeting in meetings.values()})
        units = self._units_by_id()
        hits: list[Hit] = []
        for row_id, text in found:
            meeting = meetings[row_id]
            unit = units.get(meeting.unit_id)
            title = _("{unit} {kind} {period}").format(
                unit=unit.name if unit else "",
                kind=meeting_kind_label(meeting.kind),
                period=period_label(Period.parse(meeting.period)),
            )
            day = sittings[meeting.sitting_id].start.date()
            hits.append(Hit("meeting", row_id, title, around(text, word), day))
        return hits

    def _trainings(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        hits: list[Hit] = []
        for row_id, text in found:
            training = self._store.trainings.get(row_id)
            day = self._store.sittings.get(training.sitting_id).start.date()
            title = _("第 {n} 期书记培训").format(n=training.ordinal)
            hits.append(Hit("training", row_id, title, around(text, word), day))
        return hits

    def _errands(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        errands = {row_id: self._store.duties.errand(row_id) for row_id, _text in found}
        return [
            Hit("errand", row_id, errands[row_id].title, around(text, word), errands[row_id].asked_on)
            for row_id, text in found
        ]

    def _problems(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        rows = {row.id: row for row in self._store.problems.many([row_id for row_id, _text in found])}
        units = self._units_by_id()
        title = _("{unit} {number} 号问题")
        return [
            Hit(
                "problem",
                row_id,
                title.format(unit=units[rows[row_id].unit_id].name, number=rows[row_id].printed_number),
                around(text, word),
                rows[row_id].found_on,
            )
            for row_id, text in found
        ]

    def _inspections(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        ids = [row_id for row_id, _text in found]
        inspections = {inspection.id: inspection for inspection in self._store.inspections.many(ids)}
        units = self._units_by_id()
        hits: list[Hit] = []
        for row_id, text in found:
            inspection = inspections[row_id]
            title = _("{unit} {kind} {period}").format(
                unit=units[inspection.unit_id].name,
                kind=inspection_kind_label(inspection.kind),
                period=period_label(Period.parse(inspection.period)),
            )
            hits.append(Hit("inspection", row_id, title, around(text, word), inspection.held_on))
        return hits

    def _tips(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        hits: list[Hit] = []
        for row_id, text in found:
            tip = self._store.tips.get(row_id)
            title = _("{number} 号意见").format(number=tip.number)
            hits.append(Hit("tip", row_id, title, around(text, word), tip.received_on))
        return hits

    def _themes(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        hits: list[Hit] = []
        for row_id, text in found:
            theme = self._store.themes.get(row_id)
            period = Period.parse(theme.period)
            title = _("{period}主题 {title}").format(period=period_label(period), title=theme.title).strip()
            day = theme.came_on or period.first
            hits.append(Hit("theme", row_id, title, around(text, word), day, theme.period))
        return hits

    def _nominations(self, found: Sequence[tuple[int, str]], word: str) -> list[Hit]:
        """Candidates by the day they were nominated; where nobody wrote it down, by the month they were chosen from."""
        hits: list[Hit] = []
        for row_id, text in found:
            nomination = self._store.selections.nomination(row_id)
            selection = self._store.selections.get(nomination.selection_id)
            period = Period.parse(selection.period)
            unit = nomination.unit_name if selection.subject is Subject.PERSON else ""
            title = _("{period}评选 {unit} {name}").format(
                period=period_label(period), unit=unit, name=nomination.name
            )
            day = nomination.nominated_on or selection.opened_on or period.first
            plain = " ".join(title.split())
            hits.append(Hit("nomination", row_id, plain, around(text, word), day, period.code))
        return hits
