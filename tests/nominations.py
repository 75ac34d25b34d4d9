"""Selections up to the review, for tests: June's of the small office, its secretaries nominated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from gzparty.domain.selection import Nomination, Selection, Verdict
from gzparty.domain.sitting import Mark, Status
from gzparty.services.selection_drafts import NominationDraft, SelectionDraft
from gzparty.services.selection_views import NominationLine
from gzparty.services.training import TrainingDraft
from tests.builders import Office

OPENED, NOMINATED, UNTIL = date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 10)
CLOSED, JUDGED, REPLIED = date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 12)
JUDGE = "党建办 张示例"


def a_draft(**changes: Any) -> SelectionDraft:
    """June's selection, with its days."""
    known: dict[str, Any] = {
        "period": "2026-06",
        "title": "集体增收",
        "opened_on": OPENED,
        "nominate_until": UNTIL,
    }
    return SelectionDraft(**{**known, **changes})


def begin(office: Office, **changes: Any) -> Selection:
    """Begin it."""
    return office.services.selections.begin(a_draft(**changes)).value


def a_candidate(office: Office, who: str = "一示例", **changes: Any) -> NominationDraft:
    """A secretary of the office, nominated on the third of June."""
    known: dict[str, Any] = {"person_id": office.secretaries[who], "nominated_on": NOMINATED}
    return NominationDraft(**{**known, **changes})


def nominate(office: Office, selection: Selection, *names: str, **changes: Any) -> tuple[Nomination, ...]:
    """Nominate secretaries."""
    drafts = [a_candidate(office, name, **changes) for name in names or ("一示例",)]
    return office.services.selections.nominate(selection.id, drafts).value


def judge(office: Office, *nominations: Nomination, verdict: Verdict = Verdict.PASSED, **facts: Any) -> None:
    """Give a verdict."""
    known: dict[str, Any] = {"on": JUDGED, "judged_by": JUDGE}
    office.services.selections.judge([one.id for one in nominations], verdict, **{**known, **facts})


def line_of(office: Office, nomination: Nomination) -> NominationLine:
    """How a nomination is shown."""
    view = office.services.selection_views.get(nomination.selection_id)
    return next(line for line in view.nominations if line.nomination.id == nomination.id)


def a_session(office: Office, start: datetime = datetime(2026, 5, 20, 14, 30), **marks: Status) -> int:
    """A training whose roll is closed; those named as marked, everyone else present. Gives the sitting's id."""
    draft = TrainingDraft(start, start + timedelta(hours=3))
    sitting_id = office.services.trainings.add(draft).value.sitting_id
    for row in (row.attendance for row in office.services.sessions.roll(sitting_id).rows):
        mark(office, sitting_id, row.name, marks.get(row.name, Status.PRESENT))
    office.services.rolls.close(sitting_id)
    return sitting_id


def mark(office: Office, sitting_id: int, name: str, status: Status) -> None:
    """Mark one line of a roll."""
    rows = [row.attendance for row in office.services.sessions.roll(sitting_id).rows]
    (position,) = (row.position for row in rows if row.name == name)
    reason = "住院" if status is Status.LEAVE else ""
    office.services.rolls.mark(sitting_id, [position], Mark(status, reason))
