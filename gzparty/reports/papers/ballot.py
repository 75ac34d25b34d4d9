"""评议表: unsigned slips with the nominees in the vote, to tick so many or to score each; nothing tells a voter's apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gzparty.domain.counting import needs_second_round
from gzparty.domain.selection import Category, Method, Selection
from gzparty.i18n import _
from gzparty.reports.content import (
    Align,
    Block,
    Cell,
    Column,
    Level,
    Numbering,
    Paper,
    Paragraph,
    Row,
    RowRole,
    Setup,
    Slips,
    Subtitle,
    Table,
    Title,
)
from gzparty.reports.papers.common import Style
from gzparty.reports.papers.exemplar_words import month_words, of_units
from gzparty.services.selection_views import NominationLine, SelectionView

_ROW_MM, _TEXT_PT = 7.2, 11.0
_FIRST = 1


def ballot(view: SelectionView, word: str, style: Style) -> Paper:
    """The slips of the round that comes next, as many as are wished, or a sheet of them to be copied."""
    selection = view.selection
    round_, lines = _asked(view)
    title = style.title or _("{month}{word}评议表").format(month=month_words(selection), word=word)
    about = [selection.title] if selection.title else []
    about += [_("第{n}轮").format(n=round_)] if round_ > _FIRST else []
    slip: list[Block] = [
        Title(title),
        *([Subtitle(_("（{about}）").format(about=_("，").join(about)))] if about else []),
        _table(view, lines),
        Paragraph(_rules(view, lines), Level.NOTE),
    ]
    setup = Setup(style.size, False, style.margins, style.large)
    slips = Slips(tuple(slip), style.copies)
    return Paper(
        title, (slips,), setup=setup, numbering=Numbering.NONE, office=style.issuer, dated=style.dated
    )


def voted_on(view: SelectionView) -> list[NominationLine]:
    """Everybody put to the vote, in the order they were nominated, not in that of any count."""
    return in_order(line for line in view.nominations if line.nomination.in_vote)


def in_order(lines: Iterable[NominationLine]) -> list[NominationLine]:
    """Nominations by category as they came."""
    return sorted(lines, key=lambda line: (line.category.position, line.nomination.position))


def _asked(view: SelectionView) -> tuple[int, list[NominationLine]]:
    """Which round is voted in, and on whom: in a later one only on those a tie left undecided."""
    lines, latest = voted_on(view), view.rounds[-1] if view.rounds else None
    if latest is None:
        return _FIRST, lines
    number, meant = latest.ballot.round, {line.nomination_id for line in latest.lines}
    if view.tally is not None and needs_second_round(view.selection.tie_rule, view.tally):
        number, meant = number + 1, {standing.nomination_id for standing in view.tally.tied}
    elif number == _FIRST:
        return number, lines
    return number, [line for line in lines if line.nomination.id in meant]


def _table(view: SelectionView, lines: Sequence[NominationLine]) -> Table:
    selection = view.selection
    units, left = of_units(selection), Align.LEFT
    scored = selection.method is Method.SCORE
    mark = _("得分") if scored else _("同意\u200b画“√”")
    names = (
        (Column(_("单位"), weight=1.0),)
        if units
        else (Column(_("姓名"), mm=24, whole=True), Column(_("单位"), mm=32))
    )
    columns = (
        Column(_("序号"), mm=11),
        *names,
        Column(_("主要事迹"), weight=1.6, align=left),
        Column(mark, mm=26),
    )
    return Table(columns, tuple(_rows(view, lines)), row_mm=_ROW_MM, text_pt=_TEXT_PT)


def _rows(view: SelectionView, lines: Sequence[NominationLine]) -> Iterator[Row]:
    several, heading = len(_asked_categories(view, lines)) > 1, 0
    for number, line in enumerate(lines, 1):
        if several and line.category.id != heading:
            heading = line.category.id
            yield Row((Cell(_heading(view.selection, line.category), span=_width(view)),), RowRole.GROUP)
        nomination = line.nomination
        names = (nomination.name,) if of_units(view.selection) else (nomination.name, nomination.unit_name)
        yield Row((str(number), *names, nomination.summary, ""))


def _width(view: SelectionView) -> int:
    return 4 if of_units(view.selection) else 5


def _heading(selection: Selection, category: Category) -> str:
    if selection.method is Method.SCORE:
        return category.title
    return _("{title}（最多选{n}{what}）").format(
        title=category.title, n=category.choices, what=_what(selection)
    )


def _asked_categories(view: SelectionView, lines: Sequence[NominationLine]) -> list[Category]:
    asked = {line.category.id for line in lines}
    return [category for category in view.categories if category.id in asked]


def _what(selection: Selection) -> str:
    return _("个") if of_units(selection) else _("人")


def _rules(view: SelectionView, lines: Sequence[NominationLine]) -> str:
    """What makes a ballot count, at its foot."""
    selection = view.selection
    if selection.method is Method.SCORE:
        return _(
            "说明：不签名。每{what}都要打分，0至{full}分，可以打一位小数；漏打或超过{full}分的作废。"
        ).format(what=_("个单位") if of_units(selection) else _("人"), full=selection.full_score)
    categories = _asked_categories(view, lines)
    if len(categories) > 1:
        return _(
            "说明：不签名。在同意的后面画“√”，各类最多选几{what}见类别后面；多选的，这一类作废。"
        ).format(what=_what(selection))
    most = categories[0].choices if categories else 1
    return _("说明：不签名。在同意的后面画“√”，最多选{n}{what}，可以少选，多选作废。").format(
        n=most, what=_what(selection)
    )
