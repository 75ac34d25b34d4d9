"""通报 after GB/T 9704-2012: praise for those whose 公示 stood, from their nominations; what is asked is fixed office wording.

It says 通报表扬 and grants no title; its number is the office's to give.
"""

from __future__ import annotations

from collections.abc import Iterator

from gzparty.i18n import _
from gzparty.labels import dates
from gzparty.reports.content import (
    OFFICIAL_MARGINS,
    Block,
    Kind,
    Level,
    Numbering,
    Paper,
    Paragraph,
    Setup,
    Signature,
    Subtitle,
    Title,
)
from gzparty.reports.papers.common import Style, ordinal
from gzparty.reports.papers.exemplar_words import (
    candidate_words,
    month_words,
    names_words,
    of_units,
    theme_words,
)
from gzparty.reports.papers.publicity import chosen_lines
from gzparty.services.selection_views import NominationLine, SelectionView
from gzparty.settings import Settings

_BY_NAME = 5
"""The opening names so many; more of them are counted and follow below."""


def result(view: SelectionView, word: str, settings: Settings, style: Style) -> Paper:
    """The circular of one selection."""
    selection = view.selection
    title = style.title or _("关于{month}{theme}{word}的\u200b通报").format(
        month=month_words(selection), theme=theme_words(selection), word=word
    )
    dated = selection.announced_on or style.dated
    number = selection.circular_number.strip()
    blocks: list[Block] = [
        Title(title),
        *([Subtitle(number)] if number else []),
        Paragraph(settings.circular_recipients or _("各社区、各部门："), Level.ADDRESSEE),
        Paragraph(_opening(view, word)),
        *_deeds(view),
        Paragraph(_call(of_units(selection), word)),
        Signature(style.issuer, dates.paper(dated)),
    ]
    return Paper(
        title.replace("\u200b", ""),
        tuple(blocks),
        kind=Kind.OFFICIAL,
        setup=Setup(margins=OFFICIAL_MARGINS),
        numbering=Numbering.DASHED,
        office=style.issuer,
        dated=dated,
    )


def _opening(view: SelectionView, word: str) -> str:
    selection, lines = view.selection, chosen_lines(view)
    units = of_units(selection)
    names = names_words(line.nomination.name for line in lines[:_BY_NAME])
    counted = _("{n}个单位") if units else _("{n}名同志")
    if len(lines) > _BY_NAME:
        who = _("{names}等{counted}").format(names=names, counted=counted.format(n=len(lines)))
    elif units:
        who = names
    else:
        who = _("{names}同志").format(names=names)
    steps = _("按照一月一主题、一月一典型安排，经推荐、资格审核、评议、党委研究和公示，")
    if selection.imported:
        # Of what was typed in afterwards no step is on record.
        steps = _("按照一月一主题、一月一典型安排，")
    return _("{steps}确定{who}为{month}{theme}{word}。现予通报表扬，有关事迹如下。").format(
        steps=steps, who=who, month=month_words(selection), theme=theme_words(selection), word=word
    )


def _deeds(view: SelectionView) -> Iterator[Paragraph]:
    """Each of the chosen with the deeds as they were nominated, paragraph by paragraph."""
    lines, units = chosen_lines(view), of_units(view.selection)
    for number, line in enumerate(lines, 1):
        who = candidate_words(line.nomination, units)
        head = (
            _("（{n}）{who}。").format(n=ordinal(number), who=who)
            if len(lines) > 1
            else _("{who}。").format(who=who)
        )
        first, *rest = _told(line) or [""]
        yield Paragraph(head, Level.SECOND, first)
        for text in rest:
            yield Paragraph(text)


def _told(line: NominationLine) -> list[str]:
    nomination = line.nomination
    return [text.strip() for text in (nomination.deeds or nomination.summary).splitlines() if text.strip()]


def _call(units: bool, word: str) -> str:
    """What is asked of everybody: fixed words, nothing a record does not say."""
    who = _("受到通报表扬的单位") if units else _("受到通报表扬的同志")
    return _(
        "希望{who}珍惜荣誉、再接再厉。各社区、各部门、各村党支部要组织党员干部向{word}学习，对照先进找差距，立足岗位做好工作。"
    ).format(who=who, word=word)
