"""Labels and sentences of self-inspections, joint inspections and checklists."""

from __future__ import annotations

from gzparty.domain.inspection import Answer, InspectionKind
from gzparty.i18n import N_, _

_KINDS = {InspectionKind.SELF: N_("自查自纠"), InspectionKind.JOINT: N_("联合督查")}
_ANSWERS = {
    Answer.OPEN: N_("没选"),
    Answer.FINE: N_("没问题"),
    Answer.PROBLEM: N_("有问题"),
    Answer.NOT_APPLICABLE: N_("不涉及"),
}
SENTENCES: dict[str, str] = {}


def inspection_kind_label(kind: InspectionKind) -> str:
    """Who inspects."""
    return _(_KINDS[kind])


def answer_label(answer: Answer) -> str:
    """What was found of an item."""
    return _(_ANSWERS[answer])
