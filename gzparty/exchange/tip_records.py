"""Opinions as JSON: what `show tips --json` prints is what `record tips` reads; a reporter is read in and never printed."""

from __future__ import annotations

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.tip import Reporter, Satisfaction, Tip, TipChannel, TipKind
from gzparty.exchange.records import Entry, numbered
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.ledger_views import TipView
from gzparty.services.tip_drafts import Answer, HandOver, TipDraft

TIPS = "tips"


def tip_to_json(view: TipView) -> dict[str, object]:
    """An opinion; the last entries are worked out and not read. Of its reporter only whether there is one."""
    tip = view.tip
    return {
        "number": tip.number,
        "uid": tip.uid,
        "kind": tip.kind.value,
        "channel": tip.channel.value,
        "received_on": tip.received_on.isoformat(),
        "content": tip.content,
        "unit": view.unit.name if view.unit else None,
        "due_on": tip.due_on.isoformat() if tip.due_on else None,
        "reply": tip.reply,
        "replied_on": tip.replied_on.isoformat() if tip.replied_on else None,
        "satisfaction": tip.satisfaction.value,
        "handed_on": tip.handed_on.isoformat() if tip.handed_on else None,
        "handed_to": tip.handed_to,
        "taken_by": tip.taken_by,
        "note": tip.note,
        "has_reporter": tip.has_reporter,
        "state": view.group.value,
        "problems": [line.problem.number for line in view.problems],
    }


def show(services: Services, reference: str) -> dict[str, object]:
    """One opinion by its number or uid."""
    return tip_to_json(services.tips.get(services.tips.find(reference).id))


def record(services: Services, content: object) -> list[str]:
    """Store one opinion or a list of them, all or none; the numbers of what was stored."""
    found = numbered(content)
    name = _("登记 {n} 条意见").format(n=len(found))
    context = services.context
    with services.store.action(name, "tip.record", context.now(), context.source):
        return [_record(services, entry) for entry in found]


def _record(services: Services, entry: Entry) -> str:
    """One of a known number is changed, any other added; `wipe` confirms that handing over clears what was said."""
    number, reporter = entry.optional_text("number"), _reporter(entry)
    draft = _draft(services, entry)
    if number is None:
        tip = services.tips.add(draft, reporter).value
    else:
        tip = services.tips.find(number)
        if tip.kind is TipKind.OPINION and draft.kind is TipKind.OPINION:
            tip = services.tips.change(tip.id, draft).value
            if reporter is not None:
                tip = services.tips.set_reporter(tip.id, reporter).value
    _answer(services, entry, tip)
    _hand_over(services, entry, tip)
    return tip.number


def _draft(services: Services, entry: Entry) -> TipDraft:
    unit = entry.optional_text("unit")
    return TipDraft(
        received_on=entry.day("received_on"),
        channel=entry.choice("channel", TipChannel, TipChannel.OTHER) if entry.has("channel") else None,
        content=entry.optional_text("content"),
        unit_id=services.people.find_unit(unit).id if unit else None,
        due_on=entry.day("due_on"),
        note=entry.optional_text("note"),
        kind=entry.choice("kind", TipKind, TipKind.OPINION),
    )


def _answer(services: Services, entry: Entry, tip: Tip) -> None:
    on = entry.day("replied_on")
    if on is None:
        return
    answer = Answer(entry.text("reply"), on, entry.choice("satisfaction", Satisfaction, Satisfaction.UNKNOWN))
    if (answer.text, answer.on, answer.satisfaction) != (tip.reply, tip.replied_on, tip.satisfaction):
        services.tips.reply(tip.id, answer)


def _hand_over(services: Services, entry: Entry, tip: Tip) -> None:
    on = entry.day("handed_on")
    if on is None:
        if tip.kind is TipKind.OPINION and entry.choice("kind", TipKind, tip.kind) is TipKind.ACCUSATION:
            raise Refusal("record_field_missing", number=entry.number, field="handed_on")
        return
    given = HandOver(on, entry.text("handed_to"), entry.text("taken_by", ""))
    if (given.on, given.to, given.by) != (tip.handed_on, tip.handed_to, tip.taken_by):
        services.tips.hand_over(tip.id, given, wipe=entry.flag("wipe"))


def _reporter(entry: Entry) -> Reporter | None:
    """Who said it; what cannot be read is refused without a word of what stands there."""
    try:
        part = entry.part("reporter")
        if part is None:
            return None
        return Reporter(part.text("name"), part.text("contact", ""), part.text("address", ""))
    except Refusal:
        pass
    raise Refusal("reporter_unreadable", number=entry.number)
