"""What the clerk says of an opinion, and what may stand there: checked before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.tip import Reporter, Satisfaction, Tip, TipChannel, TipKind
from gzparty.records import dataclass

CONTENT_LIMIT = 2000
"""Characters of what was said, and of the answer."""
WHO_LIMIT = 80
"""Characters of whom something was handed to, and of a reporter's contact and address."""


@dataclass(frozen=True, slots=True)
class TipDraft:
    """What is said of an opinion; None leaves what is stored, and of a new one says nothing.

    Without a `due_on` a new one is due so many workdays after it came as the office's settings say.
    """

    received_on: date | None = None
    channel: TipChannel | None = None
    content: str | None = None
    unit_id: int | None = None
    due_on: date | None = None
    note: str | None = None
    kind: TipKind = TipKind.OPINION


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, when, and what the answer was met with."""

    text: str
    on: date
    satisfaction: Satisfaction = Satisfaction.UNKNOWN


@dataclass(frozen=True, slots=True)
class HandOver:
    """When an accusation was handed to 纪委: to whom there, and who took it there."""

    on: date
    to: str
    by: str = ""


def checked_tip(tip: Tip, today: date) -> Tip:
    """A tip as it may be stored; Refusal says what cannot be true, without a word of what was said."""
    entry.checked_day(tip.received_on)
    if tip.received_on > today:
        raise Refusal("tip_in_future", day=tip.received_on)
    if tip.kind is TipKind.OPINION and not tip.content.strip():
        raise Refusal("tip_without_content")
    if tip.due_on is not None:
        entry.checked_day(tip.due_on)
        if tip.due_on < tip.received_on:
            raise Refusal("tip_due_before_received", due=tip.due_on, received=tip.received_on)
    if tip.replied_on is not None and tip.replied_on < tip.received_on:
        raise Refusal("tip_day_before_received", day=tip.replied_on, received=tip.received_on)
    return replace(
        tip,
        content=entry.checked_text(tip.content, CONTENT_LIMIT),
        note=entry.checked_text(tip.note),
    )


def checked_bare(tip: Tip) -> Tip:
    """An accusation, of which nothing is kept but that it came and where it went; Refusal for anything more."""
    if any((tip.content.strip(), tip.reply.strip(), tip.note.strip(), tip.unit_id, tip.due_on)):
        raise Refusal("tip_accusation_content")
    return tip


def checked_answer(answer: Answer, tip: Tip, today: date) -> Answer:
    """An answer of a day between the opinion and today."""
    text = entry.checked_text(answer.text, CONTENT_LIMIT)
    if not text:
        raise Refusal("tip_without_reply")
    return replace(answer, text=text, on=_past_day(answer.on, tip, today))


def checked_hand_over(hand_over: HandOver, tip: Tip, today: date) -> HandOver:
    """A hand-over of a day between the accusation and today, to somebody."""
    to, by = (entry.checked_text(text, WHO_LIMIT) for text in (hand_over.to, hand_over.by))
    if not to:
        raise Refusal("tip_without_taker")
    return HandOver(_past_day(hand_over.on, tip, today), to, by)


def checked_reporter(reporter: Reporter) -> Reporter:
    """A reporter of bearable length; no sentence of a Refusal repeats anything of it."""
    if not reporter.name.strip():
        raise Refusal("reporter_without_name")
    return Reporter(
        entry.checked_name(reporter.name),
        entry.checked_text(reporter.contact, WHO_LIMIT),
        entry.checked_text(reporter.address, WHO_LIMIT),
    )


def _past_day(day: date, tip: Tip, today: date) -> date:
    entry.checked_day(day)
    if day > today:
        raise Refusal("tip_in_future", day=day)
    if day < tip.received_on:
        raise Refusal("tip_day_before_received", day=day, received=tip.received_on)
    return day
