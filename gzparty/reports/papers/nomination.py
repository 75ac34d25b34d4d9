"""推荐表: one candidate from nomination to result, or an empty form; a unit's has no personal fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gzparty.domain.selection import Decision, Nomination, PublicityResult, Selection
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.ballots import score_text
from gzparty.labels.people import sex_label
from gzparty.labels.selection_papers import standing_label
from gzparty.labels.selection_words import result_words
from gzparty.reports.content import Align, Cell, Column, Paper, Row, RowRole, Table
from gzparty.reports.papers.common import Style, dotted, form
from gzparty.reports.papers.exemplar_words import (
    counts_words,
    days_words,
    month_words,
    objection_words,
    of_units,
    review_words,
    votes_of,
)
from gzparty.services.selection_papers import CandidateFacts, SelectionPaperView
from gzparty.services.selection_views import NominationLine, PublicityView, RoundView, SelectionView

_LABEL_MM, _SEX_MM, _ROW_MM, _TEXT_PT = 26.0, 19.0, 9.0, 11.0
_BLANK_LINES = 15
"""An empty form has room for about 500 characters of deeds; opinions are shorter."""
_WHOLE = 5
"""So many columns stand right of the first label."""


def nomination_form(given: SelectionPaperView, line: NominationLine, word: str, style: Style) -> Paper:
    """The form of one nomination, filled as far as the selection has come."""
    view, nomination = given.view, line.nomination
    units = of_units(view.selection)
    rows = _unit_rows(view, line) if units else _person_rows(view, line, given.of(line))
    rows += [
        _room(_("主要事迹"), nomination.deeds),
        _room(_("推荐意见"), nomination.opinion, _("推荐单位（盖章）")),
        _room(_("资格审核\n意见"), "\n".join(review_words(line)), _signed_by(line)),
        _wide(_("评议情况"), _votes(view, line)),
        _room(_("党委意见"), "\n".join(_decision(view, line, word)), _("党委（盖章）")),
        _wide(_("公示和\n异议处理"), "\n".join(_publicity(view, line))),
        _wide(_("结果"), _result(view, line, word)),
    ]
    paper = form(_title(view.selection, word), [_table(rows)], style)
    return replace(paper, title=_("{title}（{name}）").format(title=paper.title, name=nomination.name))


def blank_nomination(selection: Selection | None, word: str, style: Style) -> Paper:
    """The empty form, for a person or, in a selection of units, for a unit."""
    title = _title(selection, word) if selection else _("{word}推荐表").format(word=word)
    about = _about(selection, "")
    if selection is not None and of_units(selection):
        rows = [Row((_("单位名称"), _over("", 3), _("推荐日期"), "")), _nominator("", None), *about]
    else:
        rows = [
            Row((_("姓名"), "", _("性别"), "", _("出生年月"), "")),
            Row((_("政治面貌"), "", _("单位及\n职务"), _over("", 3))),
            _nominator("", ""),
            *about,
        ]
    rows += [
        _room(_("主要事迹"), "\n" * _BLANK_LINES),
        _room(_("推荐意见"), "", _("推荐单位（盖章）")),
        _room(_("资格审核\n意见"), "", _("审核人：　　　　")),
        _wide(_("评议情况"), ""),
        _room(_("党委意见"), "", _("党委（盖章）")),
        _wide(_("公示和\n异议处理"), ""),
        _wide(_("结果"), ""),
    ]
    return form(title, [_table(rows)], style)


def _title(selection: Selection, word: str) -> str:
    return _("{month}{word}推荐表").format(month=month_words(selection), word=word)


def _table(rows: Sequence[Row]) -> Table:
    columns = (
        Column("", mm=_LABEL_MM),
        Column("", weight=1.2),
        Column("", mm=_SEX_MM),
        Column("", weight=0.8),
        Column("", mm=_LABEL_MM),
        Column("", weight=1.2),
    )
    return Table(columns, tuple(rows), row_mm=_ROW_MM, text_pt=_TEXT_PT, headed=False)


def _person_rows(view: SelectionView, line: NominationLine, facts: CandidateFacts) -> list[Row]:
    nomination = line.nomination
    where = "　".join(filter(None, (nomination.unit_name, nomination.post)))
    sex, birth = sex_label(facts.sex) if facts.sex else "", dotted(facts.birth)[:7]
    return [
        Row((_("姓名"), nomination.name, _("性别"), sex, _("出生年月"), birth)),
        Row((_("政治面貌"), standing_label(facts.party_class), _("单位及\n职务"), _over(where, 3))),
        _nominator(nomination.nominator, dotted(nomination.nominated_on)),
        *_about(view.selection, line.category.title or None),
    ]


def _unit_rows(view: SelectionView, line: NominationLine) -> list[Row]:
    nomination = line.nomination
    return [
        Row((_("单位名称"), _over(nomination.name, 3), _("推荐日期"), dotted(nomination.nominated_on))),
        _nominator(nomination.nominator, None),
        *_about(view.selection, line.category.title or None),
    ]


def _nominator(nominator: str, day: str | None) -> Row:
    """Who nominated and, unless it stands elsewhere, when."""
    if day is None:
        return Row((_("推荐单位"), _over(nominator, _WHOLE)))
    return Row((_("推荐单位"), _over(nominator, 3), _("推荐日期"), day))


def _about(selection: Selection | None, category: str | None) -> list[Row]:
    """What it is a form of; without a category where the selection has but one."""
    month, subject = (month_words(selection), selection.title) if selection else ("", "")
    rows = [Row((_("评选月份"), month, _("主题"), _over(subject, 3)))]
    return rows if category is None else [*rows, Row((_("类别"), _over(category, _WHOLE)))]


def _signed_by(line: NominationLine) -> str:
    by = line.nomination.judged_by
    return _("审核人：{name}").format(name=by) if by else _("审核人：　　　　")


def _votes(view: SelectionView, line: NominationLine) -> str:
    """Round by round how many voted and what fell to the candidate; then how that ranks."""
    nomination, standing = line.nomination, line.standing
    said = [
        _round(round_, nomination, numbered=len(view.rounds) > 1)
        for round_ in view.rounds
        if round_.ballot.locked_on is not None
        and any(one.nomination_id == nomination.id for one in round_.lines)
    ]
    if not said:
        return ""
    if standing is not None:
        score = standing.score
        scored = _("平均{score}分，").format(score=score_text(score)) if score is not None else ""
        said.append(_("{score}排第{rank}名").format(score=scored, rank=standing.rank))
    return _("{votes}。").format(votes=_("，").join(said))


def _round(round_: RoundView, nomination: Nomination, numbered: bool) -> str:
    ballot, got = round_.ballot, votes_of(round_, nomination)
    head = _("第{n}轮").format(n=ballot.round) if numbered else ""
    words = _("{day}{head}评议，{counts}").format(
        day=dates.paper(ballot.held_on), head=head, counts=counts_words(ballot)
    )
    return _("{words}，得{n}票").format(words=words, n=got) if got is not None else words


def _decision(view: SelectionView, line: NominationLine, word: str) -> list[str]:
    """What the committee decided of the candidate, with its reason."""
    selection, nomination = view.selection, line.nomination
    if selection.decided_on is None or nomination.decision is Decision.OPEN:
        return []
    chosen = nomination.decision is Decision.CHOSEN
    what = (
        _("同意确定为{word}人选").format(word=word) if chosen else _("没有确定为{word}人选").format(word=word)
    )
    said = _("{day}研究，{what}。").format(day=dates.paper(selection.decided_on), what=what)
    reason = nomination.decision_reason.strip().rstrip(_("。"))
    return [said, _("理由：{reason}。").format(reason=reason)] if reason else [said]


def _publicity(view: SelectionView, line: NominationLine) -> list[str]:
    """When the chosen were published, what was objected to and what came of it."""
    if line.nomination.decision is not Decision.CHOSEN:
        return []
    said: list[str] = []
    for one in view.publicities:
        said.append(_("公示时间：{days}。").format(days=days_words(one)))
        said += objection_words(one, line.nomination) or _no_objection(one)
    return said


def _no_objection(view: PublicityView) -> list[str]:
    """Only a 公示 whose result was recorded is said to have brought none."""
    over = view.publicity.result is not PublicityResult.OPEN
    return [_("公示期间没有收到对该人选的异议。")] if over else []


def _result(view: SelectionView, line: NominationLine, word: str) -> str:
    nomination = line.nomination
    said = result_words(line.result, word)
    reason = nomination.struck_reason or nomination.withdrawn_reason
    if reason:
        said = _("{said}（{reason}）").format(said=said, reason=reason.strip().rstrip(_("。")))
    if view.selection.announced_on is not None and nomination.is_chosen:
        day = dates.paper(view.selection.announced_on)
        number = view.selection.circular_number
        said += _("，{day}印发").format(day=day) + (_("（{number}）").format(number=number) if number else "")
    return said


def _over(text: str, columns: int) -> Cell:
    return Cell(text, span=columns, align=Align.CENTER)


def _wide(label: str, text: str) -> Row:
    return Row((label, Cell(text, span=_WHOLE, align=Align.LEFT)))


def _room(label: str, text: str, who: str = "") -> Row:
    """Room to write in, with the place of a seal or a signature and its date where `who` gives an opinion."""
    place = _("{who}　　　　　　年　　月　　日").format(who=who) if who else ""
    return Row((label, Cell(text, span=_WHOLE, align=Align.LEFT, top=True, below=place)), RowRole.ROOM)
