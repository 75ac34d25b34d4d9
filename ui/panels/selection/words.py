"""What the page of selections says of months, steps and nominations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gzparty.domain.eligibility import FindingKind
from gzparty.domain.selection import Decision, Method, Reply, Subject, Verdict
from gzparty.domain.selection_stages import STEPS, Stage
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.dates import prose
from gzparty.labels.nominations import CLEAR, verdict_text
from gzparty.services.selection_views import NominationLine, Result, SelectionLine, SelectionView
from ui.glyphs import Glyph

RESULT_GLYPHS = {
    Result.OPEN: Glyph.TODO,
    Result.NOT_IN_VOTE: Glyph.NOT_APPLICABLE,
    Result.PROPOSED: Glyph.Q3,
    Result.IN_PUBLICITY: Glyph.PART,
    Result.CHOSEN: Glyph.DONE,
    Result.NOT_CHOSEN: Glyph.NOT_APPLICABLE,
    Result.STRUCK: Glyph.RETURNED,
    Result.WITHDRAWN: Glyph.RETURNED,
}
FINDING_GLYPHS = {
    FindingKind.ABSENT: Glyph.ABSENT,
    FindingKind.OVERDUE: Glyph.OVER,
    FindingKind.REOPENED: Glyph.RETURNED,
    FindingKind.CIRCULAR: Glyph.ERRAND,
    FindingKind.CHOSEN: Glyph.LEAVE,
    FindingKind.PROBATIONARY: Glyph.SOON,
    FindingKind.LEFT: Glyph.OUT,
    FindingKind.NAMESAKE: Glyph.TODO,
}
BREAK = "　"


def month_words(period: str) -> str:
    """6月 of 2026-06."""
    return _("{month}月").format(month=int(period[5:7]))


def who_words(name: str, unit: str) -> str:
    """Somebody with the place they belong to: 陈示例（宅科村）."""
    return _("{name}（{unit}）").format(name=name, unit=unit) if unit and unit != name else name


def state_words(line: SelectionLine, today: date) -> str:
    """Who was chosen, or where a selection stands, in the year's list."""
    if line.stage is Stage.VACANT:
        return _("空缺")
    if line.stage is Stage.DONE:
        names = [who_words(one.name, one.unit_name) for one in line.chosen]
        return _("、").join(names) or _("没有评出")
    if line.stage is Stage.PUBLICITY:
        return _publicity_words(line)
    if line.stage is Stage.NOMINATE:
        return _nominating_words(line, today)
    return _WAITING[line.stage]()


def brief_state_words(line: SelectionLine) -> str:
    """The same where there is little room: names without where they are from; empty where nothing is shorter."""
    if line.stage is Stage.DONE:
        return _("、").join(one.name for one in line.chosen)
    if line.stage is Stage.PUBLICITY and line.days_left:
        return _("剩 {n} 个工作日").format(n=line.days_left)
    return ""


def _publicity_words(line: SelectionLine) -> str:
    if line.publicity is None:
        return _("等公示")
    if line.days_left:
        return _("公示中，剩 {n} 个工作日").format(n=line.days_left)
    return _("公示期满，等记结果")


def _nominating_words(line: SelectionLine, today: date) -> str:
    until = line.selection.nominate_until
    opened = line.selection.opened_on
    if opened is not None and opened > today:
        return _("推荐 {day}开始").format(day=prose(opened))
    if until is None:
        return _("推荐中，{n} 个").format(n=line.nominated) if line.nominated else _("等推荐")
    if until < today:
        return _("{day}截止，等审核").format(day=prose(until))
    return _("推荐到 {day}，{n} 个").format(day=prose(until), n=line.nominated)


_WAITING = {
    Stage.THEME: lambda: _("主题还没定"),
    Stage.REVIEW: lambda: _("资格审核中"),
    Stage.VOTE: lambda: _("等评议投票"),
    Stage.COMMITTEE: lambda: _("等党委研究"),
    Stage.CIRCULAR: lambda: _("公示完，等通报"),
}
STAGE_GLYPHS = {Stage.DONE: Glyph.DONE, Stage.VACANT: Glyph.NOT_APPLICABLE, Stage.THEME: Glyph.TODO}


def stage_glyph(stage: Stage) -> Glyph:
    """How a selection stands as a glyph: a ring, half a disc while it runs, a tick once announced."""
    return STAGE_GLYPHS.get(stage, Glyph.PART)


def counted_words(line: SelectionLine) -> str:
    """推荐 8 人，进入评议 6 人，评出 1 名; only what is known so far."""
    units = line.selection.subject is Subject.UNIT
    many = _("个") if units else _("人")
    parts = [_("推荐 {n} {many}").format(n=line.nominated, many=many)]
    if line.in_vote:
        parts.append(_("进入评议 {n} {many}").format(n=line.in_vote, many=many))
    if line.chosen:
        parts.append(_("评出 {n} {many}").format(n=len(line.chosen), many=_("个") if units else _("名")))
    return _("，").join(parts)


def brief_captions(view: SelectionView) -> tuple[str, ...]:
    """The same where the steps stand close together; empty where nothing is shorter."""
    shown = view.publicity
    begin = shown.result_from if shown and view.selection.announced_on is None else None
    brief = {
        Stage.PUBLICITY: _("{n} 天").format(n=shown.publicity.workdays) if shown else "",
        Stage.CIRCULAR: _("{month}.{day}起").format(month=begin.month, day=begin.day) if begin else "",
    }
    return tuple(brief.get(stage, "") for stage in STEPS)


def step_captions(view: SelectionView) -> tuple[str, ...]:
    """What stands under each of the seven steps: its day, or how many."""
    captions = {
        Stage.THEME: _day(view.selection.opened_on),
        Stage.NOMINATE: _many(view, view.line.nominated),
        Stage.REVIEW: _many(view, view.line.in_vote),
        Stage.VOTE: _ballot_caption(view),
        Stage.COMMITTEE: _day(view.selection.decided_on),
        Stage.PUBLICITY: _publicity_caption(view),
        Stage.CIRCULAR: _circular_caption(view),
    }
    return tuple(captions[stage] for stage in STEPS)


def _day(day: date | None) -> str:
    return prose(day) if day else ""


def _many(view: SelectionView, n: int) -> str:
    words = _("{n} 个") if view.selection.subject is Subject.UNIT else _("{n} 人")
    return words.format(n=n) if n else ""


def _ballot_caption(view: SelectionView) -> str:
    if not view.rounds:
        return ""
    ballot = view.rounds[-1].ballot
    if ballot.valid is None:
        return prose(ballot.held_on)
    return _("{n} 票").format(n=ballot.valid)


def _publicity_caption(view: SelectionView) -> str:
    shown = view.publicity
    return _("{n} 个工作日").format(n=shown.publicity.workdays) if shown else ""


def _circular_caption(view: SelectionView) -> str:
    if view.selection.announced_on:
        return prose(view.selection.announced_on)
    return _("{day}起").format(day=prose(view.publicity.result_from)) if view.publicity else ""


def found_words(line: NominationLine) -> str:
    """Everything found in one line, or that nothing was; of what was typed in afterwards nothing is known."""
    if typed_in_afterwards(line):
        return _("补登的，没有审核记录")
    return _("；").join(sentence(one.said) for one in line.findings) or nothing_words(line)


def nothing_words(line: NominationLine) -> str:
    """That nothing is found; of a selection that has ended, what its verdict was given on although it is put right since."""
    return _(CLEAR) if line.changed else verdict_text(line.nomination.found, ())


def reply_words(line: NominationLine) -> str:
    """What 纪委 answered, or that it has not."""
    one = line.nomination
    if one.reply is Reply.NONE:
        return _("等纪委书面答复")
    day = prose(one.replied_on) if one.replied_on else ""
    words = _("纪委 {day}书面答复") if one.reply is Reply.CLEAR else _("纪委 {day}答复：不宜")
    return words.format(day=day)


def judged_words(line: NominationLine) -> str:
    """Who judged and when; empty before."""
    one = line.nomination
    if one.verdict is Verdict.OPEN:
        return ""
    day = prose(one.judged_on) if one.judged_on else ""
    return _("{who} {day}判定").format(who=one.judged_by, day=day).strip()


def review_words(line: NominationLine) -> str:
    """The second line of 资格审核: what was answered or judged, and whether it departs from what was found."""
    one = line.nomination
    if typed_in_afterwards(line):
        return ""
    if one.withdrawn_on is not None:
        return _("{day}撤回：{reason}").format(day=prose(one.withdrawn_on), reason=one.withdrawn_reason)
    if line.changed:
        return _("审核后有变化，再看一遍")
    if one.verdict is Verdict.OPEN:
        return _("还没判定；{reply}").format(reply=reply_words(line)) if one.reply else _("还没判定")
    if one.verdict is Verdict.PASSED and not line.findings:
        return reply_words(line)
    # The reason itself stands in the panel and on the paper: cut off in a cell it says something else.
    departs = one.verdict is Verdict.PASSED and bool(one.verdict_reason)
    judged = judged_words(line)
    return _("{judged}，写了理由").format(judged=judged) if departs else judged


def typed_in_afterwards(line: NominationLine) -> bool:
    """Whether only the result is known: nobody is chosen otherwise without a verdict."""
    return line.result is Result.CHOSEN and line.nomination.verdict is Verdict.OPEN


def review_glyph(line: NominationLine) -> Glyph | None:
    """The first thing found by its own glyph; a tick only once somebody judged that nothing stands against it."""
    one = line.nomination
    if typed_in_afterwards(line):
        return None
    if one.withdrawn_on is not None:
        return Glyph.RETURNED
    if line.findings:
        return FINDING_GLYPHS[line.findings[0].kind]
    if one.reply is Reply.UNSUITABLE:
        return Glyph.ABSENT
    return Glyph.DONE if one.verdict is Verdict.PASSED else Glyph.TODO


def foot_words(view: SelectionView) -> str:
    """How the last round went, and whom nobody outside hears of."""
    parts = []
    if view.rounds:
        ballot = view.rounds[-1].ballot
        figures = (
            (_("到会 {n} 人"), ballot.present),
            (_("发出 {n} 票"), ballot.issued),
            (_("收回 {n} 票"), ballot.returned),
            (_("有效 {n} 票"), ballot.valid),
        )
        said = [words.format(n=n) for words, n in figures if n is not None]
        if view.selection.method is Method.COUNT and len(view.categories) == 1:
            subject = _("人") if view.selection.subject is Subject.PERSON else _("个")
            said.insert(1, _("每票选 {n} {many}").format(n=view.categories[0].choices, many=subject))
        if view.rounds[-1].ballot.round > 1:
            said.insert(0, _("第 {n} 轮").format(n=view.rounds[-1].ballot.round))
        parts.append(_("，").join(said))
    if any(one.nomination.decision is Decision.NOT_CHOSEN for one in view.nominations) or view.rounds:
        parts.append(_("未入选和没进评议的不对外公布"))
    return _("；").join(parts)


def changed_words(line: NominationLine) -> str:
    """What came and what went since somebody judged."""
    parts = [_("新查到：{what}").format(what=sentence(one.said)) for one in line.since]
    if line.gone:
        parts.append(_("判定时查到的有 {n} 条现在没有了").format(n=len(line.gone)))
    return _("；").join(parts)


def one_words(line: NominationLine, beside: Sequence[NominationLine]) -> str:
    """A name, with the unit where another of those beside it has the same."""
    one = line.nomination
    alike = sum(other.nomination.name == one.name for other in beside) > 1
    return who_words(one.name, one.unit_name) if alike else one.name


def names_words(lines: Sequence[NominationLine], beside: Sequence[NominationLine] = ()) -> str:
    """Whom something is about: one name, or three and how many; namesakes among them, or beside them, with units."""
    names = [one_words(one, beside or lines) for one in lines]
    shown = _("、").join(names[:3])
    return shown if len(names) <= 3 else _("{names} 等 {n} 个").format(names=shown, n=len(names))
