"""计票汇总: how many voted and what each round gave, with the rules it was counted by; before the count a form to fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gzparty.domain.counting import FEWEST_TO_DROP, Standing
from gzparty.domain.counting import tally as count
from gzparty.domain.selection import Ballot, Method
from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.labels.ballots import score_text
from gzparty.labels.selection_words import tie_rule_label
from gzparty.reports.content import (
    Block,
    Cell,
    Column,
    Field,
    FieldLine,
    FootLine,
    Level,
    Paper,
    Paragraph,
    Row,
    RowRole,
    Table,
)
from gzparty.reports.papers.ballot import in_order
from gzparty.reports.papers.common import Entry, Style, choose, fields, form, table
from gzparty.reports.papers.exemplar_words import month_words, of_units
from gzparty.services.selection_views import NominationLine, RoundView, SelectionView

_ROW_MM = 8.5


def tally(view: SelectionView, word: str, style: Style) -> Paper:
    """The count of a selection; without any round its nominees with room to write."""
    selection = view.selection
    title = _("{office}{month}\u200b{word}评议计票汇总表").format(
        office=style.office, month=month_words(selection), word=word
    )
    ballots = [round_.ballot for round_ in view.rounds]
    blocks: list[Block] = [
        *_heads(view),
        _table(view, style),
        *(Paragraph(note, Level.NOTE) for note in _notes(view)),
    ]
    last = ballots[-1] if ballots else None
    foot = FootLine(
        (
            Field(_("监票人签名："), None),
            Field(_("计票人签名："), None),
            Field(_("日期："), dates.paper(last.locked_on) if last and last.locked_on else None),
        )
    )
    return form(title, blocks, style, foot=foot)


def _heads(view: SelectionView) -> Iterator[FieldLine]:
    """What was voted on and how; then for each round when, where, by whom counted, and how many ballots."""
    selection = view.selection
    scored = selection.method is Method.SCORE
    how = _("打分，满分{n}分").format(n=selection.full_score) if scored else _ticks(view)
    yield fields((_("主题："), selection.title), (_("方式："), how))
    if not view.rounds:
        yield fields((_("时间："), None), (_("地点："), None), (_("监票："), None), (_("计票："), None))
        yield _counts(None, "")
    for round_ in view.rounds:
        ballot = round_.ballot
        head = _("第{n}轮").format(n=ballot.round) if len(view.rounds) > 1 else ""
        yield fields(
            (_("{head}时间：").format(head=head), dates.paper(ballot.held_on)),
            (_("地点："), ballot.place or None),
            (_("监票："), ballot.supervisor or None),
            (_("计票："), ballot.teller or None),
            weights=(1.6, 1.2, 1.0, 1.0),
        )
        yield _counts(ballot, head)


def _ticks(view: SelectionView) -> str:
    what = _("个") if of_units(view.selection) else _("人")
    if len(view.categories) == 1:
        return _("无记名投票，每票最多选{n}{what}").format(n=view.categories[0].choices, what=what)
    return _("无记名投票，按类别选")


def _counts(ballot: Ballot | None, head: str) -> FieldLine:
    pairs: list[tuple[str, Callable[[Ballot], int | None]]] = [
        (_("{head}应到：").format(head=head), lambda one: one.due),
        (_("实到："), lambda one: one.present),
        (_("发出票："), lambda one: one.issued),
        (_("收回票："), lambda one: one.returned),
        (_("有效票："), lambda one: one.valid),
    ]
    return fields(*((label, _figure(of(ballot) if ballot else None)) for label, of in pairs))


def _figure(count: int | None) -> str | None:
    return None if count is None else str(count)


class _Counted:
    """A selection counted as a whole, and each of its rounds by itself."""

    def __init__(self, view: SelectionView) -> None:
        self.view = view
        selection = view.selection
        nominations = [line.nomination for line in view.nominations]
        self.rounds = [
            count(
                selection.method,
                selection.drop_extremes,
                selection.tie_rule,
                view.categories,
                nominations,
                (round_,),
                {},
            )
            for round_ in view.rounds
        ]

    def standing(self, line: NominationLine) -> Standing | None:
        """How a candidate came out; None before the count."""
        return self.view.tally.standing(line.nomination.id) if self.view.tally else None

    def figure(self, place: int, line: NominationLine) -> Standing | None:
        """What a round gave a candidate; None where it gave nothing yet, or did not ask about them."""
        found = self.rounds[place] if place < len(self.rounds) else None
        return found.standing(line.nomination.id) if found else None

    def lines(self) -> list[NominationLine]:
        """Everybody voted on, by category and rank, also who withdrew since; before the count as they came."""
        asked = {one.nomination_id for round_ in self.view.rounds for one in round_.lines}
        lines = in_order(
            line for line in self.view.nominations if line.nomination.in_vote or line.nomination.id in asked
        )

        def rank(line: NominationLine) -> int:
            standing = self.standing(line)
            return standing.rank if standing else len(lines) + 1

        return sorted(lines, key=lambda line: (line.category.position, rank(line)))


def _table(view: SelectionView, style: Style) -> Table:
    counted = _Counted(view)
    entries = list(_entries(counted))
    lines = counted.lines()
    lined = table(entries, lines, style, row_mm=_ROW_MM)
    if len(view.categories) <= 1:
        return lined
    width = len(choose(entries, style.columns))
    rows: list[Row] = []
    for category in view.categories:
        mine = [row for row, line in zip(lined.rows, lines, strict=True) if line.category.id == category.id]
        if mine:
            heading = _("{title}（取{n}名）").format(title=category.title, n=category.quota)
            rows += [Row((Cell(heading, span=width),), RowRole.GROUP), *mine]
    return replace(lined, rows=tuple(rows))


def _entries(counted: _Counted) -> Iterator[Entry[NominationLine]]:
    view = counted.view
    yield Entry("rank", Column(_("名次"), mm=13), lambda line: _rank(counted.standing(line)))
    if of_units(view.selection):
        yield Entry("name", Column(_("单位"), weight=1.4), lambda line: line.nomination.name)
    else:
        yield Entry("name", Column(_("姓名"), mm=26, whole=True), lambda line: line.nomination.name)
        yield Entry("unit", Column(_("单位"), weight=1.2), lambda line: line.nomination.unit_name)
    for place in range(max(len(view.rounds), 1)):
        number = view.rounds[place].ballot.round if view.rounds else 1
        groups = (_("第{n}轮").format(n=number),) if len(view.rounds) > 1 else ()
        yield from _round_entries(counted, place, groups)
    yield Entry("note", Column(_("说明"), mm=30), lambda line: _note(counted.standing(line)))


def _round_entries(counted: _Counted, place: int, groups: tuple[str, ...]) -> Iterator[Entry[NominationLine]]:
    """The figures of one round: votes and their share, or how many scores counted and their mean."""
    key = str(place + 1) if place else ""
    selection = counted.view.selection

    def entry(name: str, title: str, mm: float, text: Callable[[Standing], str]) -> Entry[NominationLine]:
        def shown(line: NominationLine) -> str:
            standing = counted.figure(place, line)
            return text(standing) if standing else ""

        return Entry(name + key, Column(title, mm=mm, groups=groups), shown)

    if selection.method is Method.COUNT:
        yield entry("votes", _("得票"), 16, lambda one: "" if one.votes is None else str(one.votes))
        yield entry(
            "share", _("得票率"), 19, lambda one: "" if one.share is None else f"{float(one.share):.1%}"
        )
        return
    yield entry("scores", _("计分\u200b票数"), 15, lambda one: str(one.scores))
    if selection.drop_extremes:
        yield entry("dropped", _("去掉\u200b分数"), 15, lambda one: str(one.dropped))
    yield entry("score", _("平均分"), 17, lambda one: "" if one.score is None else score_text(one.score))


def _rank(standing: Standing | None) -> str:
    return str(standing.rank) if standing else ""


def _note(standing: Standing | None) -> str:
    """Who is in front by the count; where it leaves a tie, that alone."""
    if standing is None:
        return ""
    if standing.tied:
        return _("末位并列")
    return _("评议排在前列") if standing.in_front else ""


def _notes(view: SelectionView) -> Iterator[str]:
    """The rules of the count, ties, and what happened to it after it was locked."""
    selection = view.selection
    if selection.method is Method.SCORE and selection.drop_extremes:
        yield _("计分规则：去掉1个最高分和1个最低分，其余取平均；有效票不满{n}张的不去。").format(
            n=FEWEST_TO_DROP
        )
    yield _("并列规则：末位{rule}。").format(rule=tie_rule_label(selection.tie_rule))
    if view.tally is not None and view.tally.tied:
        names = {line.nomination.id: line.nomination.name for line in view.nominations}
        tied: Sequence[str] = [names.get(one.nomination_id, "") for one in view.tally.tied]
        yield _("末位并列：{names}。").format(names=_("、").join(tied))
    yield from _changed(view.rounds)
    yield _("评议结果是党委研究的参考，不直接决定人选。")


def _changed(rounds: Sequence[RoundView]) -> Iterator[str]:
    for round_ in rounds:
        ballot = round_.ballot
        head = _("第{n}轮").format(n=ballot.round) if len(rounds) > 1 else ""
        if ballot.unlock_reason:
            yield _("{head}票数锁定后重新打开过，原因：{reason}。").format(
                head=head, reason=ballot.unlock_reason.strip().rstrip(_("。"))
            )
        if ballot.locked_on is None:
            yield _("{head}票数还没有锁定，以锁定后的为准。").format(head=head)
        if ballot.note.strip():
            yield _("{head}备注：{note}").format(head=head, note=ballot.note.strip())
