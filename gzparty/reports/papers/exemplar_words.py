"""What the papers of a selection say in the same words: the month, the candidate, the review, the count, objections."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty.domain.selection import Ballot, Nomination, Reply, Selection, Subject, Verdict
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.nominations import findings_text, verdict_text
from gzparty.labels.selection_words import outcome_label, reply_words, verdict_words
from gzparty.services.selection_views import NominationLine, PublicityView, RoundView


def month_words(selection: Selection) -> str:
    """2026年6月."""
    year, month = selection.period.split("-")
    return _("{year}年{month}月").format(year=year, month=int(month))


def theme_words(selection: Selection) -> str:
    """What is looked for in quotation marks; empty while it has no title."""
    return _("“{title}”").format(title=selection.title) if selection.title else ""


def of_units(selection: Selection) -> bool:
    """Whether units are chosen, not people."""
    return selection.subject is Subject.UNIT


def post_words(nomination: Nomination) -> str:
    """单位及职务 in one: 东利见村党支部书记; a post that names its unit stands alone."""
    if nomination.unit_name and nomination.post.startswith(nomination.unit_name):
        return nomination.post
    return nomination.unit_name + nomination.post


def candidate_words(nomination: Nomination, units: bool) -> str:
    """Who is meant in a sentence: 徐示例（东利见村党支部书记）; a unit by its name."""
    post = post_words(nomination)
    if units or not post:
        return nomination.name
    return _("{name}（{post}）").format(name=nomination.name, post=post)


def names_words(names: Iterable[str]) -> str:
    """Names in a row."""
    return _("、").join(names)


def found_words(line: NominationLine) -> str:
    """What was found at the verdict (before it: what is found now); what was put right since is said so."""
    nomination = line.nomination
    if nomination.verdict is Verdict.OPEN:
        return findings_text(line.findings)
    return verdict_text(nomination.found, line.findings)


def since_words(line: NominationLine) -> str:
    """What records hold against a candidate since the verdict; empty where nothing came."""
    return _("审核后新发现：{what}").format(what=findings_text(line.since)) if line.since else ""


def review_words(line: NominationLine) -> list[str]:
    """资格审核 line by line: what was found, what 纪委 answered, what people came to and why."""
    nomination = line.nomination
    said = [_("系统核查：{found}。").format(found=found_words(line))]
    if nomination.reply is not Reply.NONE:
        said.append(reply_sentence(nomination))
    if nomination.verdict is not Verdict.OPEN:
        said.append(verdict_sentence(nomination))
    return said


def reply_sentence(nomination: Nomination) -> str:
    """纪委's answer with its day."""
    day = dates.paper(nomination.replied_on) if nomination.replied_on else ""
    said = _("纪委{day}书面答复：{reply}").format(day=day, reply=reply_words(nomination.reply))
    note = nomination.reply_note.strip().rstrip(_("。"))
    return _("{said}（{note}）。").format(said=said, note=note) if note else _("{said}。").format(said=said)


def verdict_sentence(nomination: Nomination) -> str:
    """The verdict with its reason."""
    said = _("审核结论：{verdict}").format(verdict=verdict_words(nomination.verdict))
    reason = nomination.verdict_reason.strip().rstrip(_("。"))
    if reason:
        return _("{said}。理由：{reason}。").format(said=said, reason=reason)
    return _("{said}。").format(said=said)


def counts_words(ballot: Ballot) -> str:
    """应到25人，实到25人，发出25票，收回25票，有效25票; only what was entered."""
    parts = (
        (_("应到{n}人"), ballot.due),
        (_("实到{n}人"), ballot.present),
        (_("发出{n}票"), ballot.issued),
        (_("收回{n}票"), ballot.returned),
        (_("有效{n}票"), ballot.valid),
    )
    return _("，").join(words.format(n=count) for words, count in parts if count is not None)


def votes_of(round_: RoundView, nomination: Nomination) -> int | None:
    """What a round gave a nomination; None where it was not voted on, or by scores."""
    return next((line.votes for line in round_.lines if line.nomination_id == nomination.id), None)


def days_words(view: PublicityView) -> str:
    """2026年6月15日至6月22日（5个工作日，遇端午节顺延）; a year that changes is named."""
    publicity = view.publicity
    first, last = dates.paper(publicity.starts_on), dates.prose(publicity.ends_on)
    if publicity.ends_on.year != publicity.starts_on.year:
        last = dates.paper(publicity.ends_on)
    workdays = max((day.ordinal for day in view.strip), default=publicity.workdays)
    counted = _("{n}个工作日").format(n=workdays)
    if view.shifted:
        counted = _("{counted}，遇{holidays}顺延").format(counted=counted, holidays=names_words(view.shifted))
    return _("{first}至{last}（{counted}）").format(first=first, last=last, counted=counted)


def objection_words(view: PublicityView, nomination: Nomination) -> list[str]:
    """Objections against one nomination or the procedure with what came of them; never what was said or by whom."""
    concerned = [one for one in view.objections if one.nomination_id in (None, nomination.id)]
    said = []
    for one in concerned:
        about = _("对程序的意见") if one.nomination_id is None else _("异议")
        words = _("{day}收到{about}1件").format(day=dates.prose(one.received_on), about=about)
        words += _("，{outcome}").format(outcome=outcome_label(one.outcome))
        if one.handled_on is not None:
            words += _("，{day}处理：{handling}").format(
                day=dates.prose(one.handled_on), handling=one.handling.strip().rstrip(_("。"))
            )
        said.append(_("{words}。").format(words=words))
    return said
