"""The rules as a list: what is owed by whom, how often and until when, as it holds on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gzparty.i18n import _
from gzparty.labels.duty import deadline_label, every_label, grade_label, owing_label
from gzparty.services.bundle import Services
from gzparty.services.hard_rules import hard_rules

Row = Mapping[str, object]


def duties(services: Services, on: date) -> Iterable[Row]:
    """Every duty in force on a day, then the rules nobody can change."""
    for line in services.duties.lines(on):
        duty = line.duty
        since = "" if duty.valid_from == date.min else f"{duty.valid_from:%Y-%m}"
        yield {
            "code": duty.code,
            "title": duty.title,
            "basis": duty.basis,
            "who": owing_label(duty.scope, line.owing),
            "often": every_label(duty.every, duty.times),
            "hold": deadline_label(duty.hold_by, duty.every),
            "report": deadline_label(duty.report_by, duty.every),
            "grade": _("已停用") if duty.stopped else grade_label(duty.grade),
            "since": since,
        }
    for rule in hard_rules():
        yield {
            "code": rule.code,
            "title": rule.title,
            "basis": rule.basis,
            "who": rule.rule,
            "grade": grade_label(rule.grade),
        }
