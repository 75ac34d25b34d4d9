"""资格审核情况表: every candidate with what was found, what 纪委 answered, what people came to and why; for the office alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gzparty.domain.selection import Nomination, Reply, Verdict
from gzparty.i18n import _
from gzparty.labels.selection_words import reply_words, verdict_words
from gzparty.reports.content import Align, Block, Column, Level, Paper, Paragraph
from gzparty.reports.papers.ballot import in_order
from gzparty.reports.papers.common import Entry, Style, dotted, form, table
from gzparty.reports.papers.exemplar_words import (
    found_words,
    month_words,
    of_units,
    since_words,
)
from gzparty.services.selection_views import NominationLine, SelectionView

_SMALL_PT, _ROW_MM = 9.5, 10.0


def review(view: SelectionView, word: str, style: Style) -> Paper:
    """The review of a selection, landscape, in the order of nomination."""
    selection = view.selection
    title = _("{office}{month}{word}\u200b资格审核情况表").format(
        office=style.office, month=month_words(selection), word=word
    )
    numbered = list(enumerate(in_order(view.nominations), 1))
    lined = replace(table(list(_entries(view)), numbered, style, row_mm=_ROW_MM), text_pt=_SMALL_PT)
    blocks: list[Block] = [Paragraph(_counts(view), Level.NOTE), lined, Paragraph(_explained(), Level.NOTE)]
    note = (
        _("（内部使用　主题：{title}）").format(title=selection.title)
        if selection.title
        else _("（内部使用）")
    )
    return form(title, blocks, style, landscape=True, note=note)


def _counts(view: SelectionView) -> str:
    lines = [line.nomination for line in view.nominations if line.nomination.withdrawn_on is None]
    what = _("个") if of_units(view.selection) else _("人")
    passed, failed = (
        sum(one.verdict is verdict for one in lines) for verdict in (Verdict.PASSED, Verdict.FAILED)
    )
    return _("推荐{n}{what}，符合条件{passed}{what}，不符合{failed}{what}，还没有审核{open}{what}。").format(
        n=len(lines), what=what, passed=passed, failed=failed, open=len(lines) - passed - failed
    )


def _explained() -> str:
    return _("注：系统核查只看本系统里的记录，不代替纪委和其他部门的意见；审核结论由人作出。")


_Numbered = tuple[int, NominationLine]


def _entries(view: SelectionView) -> Iterator[Entry[_Numbered]]:
    left = Align.LEFT
    yield Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0]))
    if of_units(view.selection):
        yield Entry("name", Column(_("推荐对象"), mm=34), lambda row: row[1].nomination.name)
    else:
        yield Entry("name", Column(_("姓名"), mm=20, whole=True), lambda row: row[1].nomination.name)
        yield Entry("unit", Column(_("单位及职务"), mm=32), lambda row: _post(row[1].nomination))
    if len(view.categories) > 1:
        yield Entry("category", Column(_("类别"), mm=20), lambda row: row[1].category.title)
    yield Entry("nominator", Column(_("推荐单位"), mm=26), lambda row: row[1].nomination.nominator)
    yield Entry("found", Column(_("系统核查情况"), weight=2.1, align=left), lambda row: found_words(row[1]))
    yield Entry("reply", Column(_("纪委书面答复"), mm=34, align=left), lambda row: _reply(row[1].nomination))
    yield Entry("verdict", Column(_("审核结论"), mm=20), lambda row: _verdict(row[1].nomination))
    yield Entry(
        "reason", Column(_("理由"), weight=1.0, align=left), lambda row: row[1].nomination.verdict_reason
    )
    yield Entry("judged", Column(_("审核人和日期"), mm=28), lambda row: _judged(row[1].nomination))
    yield Entry("note", Column(_("备注"), weight=0.9, align=left), lambda row: _note(row[1]))


def _post(nomination: Nomination) -> str:
    return "\n".join(filter(None, (nomination.unit_name, nomination.post)))


def _reply(nomination: Nomination) -> str:
    if nomination.reply is Reply.NONE:
        return _("还没有答复")
    said = [dotted(nomination.replied_on), reply_words(nomination.reply), nomination.reply_note]
    return "\n".join(filter(None, said))


def _verdict(nomination: Nomination) -> str:
    return verdict_words(nomination.verdict).removesuffix(_("评选条件"))


def _judged(nomination: Nomination) -> str:
    return "\n".join(filter(None, (nomination.judged_by, dotted(nomination.judged_on))))


def _note(line: NominationLine) -> str:
    withdrawn = line.nomination.withdrawn_on
    gone = _("{day}撤回推荐").format(day=dotted(withdrawn)) if withdrawn is not None else ""
    return _("；").join(filter(None, (gone, since_words(line))))
