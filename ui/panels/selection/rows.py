"""The columns of the nominations, in two lines each, under headings where there are several categories."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.ballots import score_text
from gzparty.labels.selection_words import result_label
from gzparty.services.selection_views import NominationLine, Result, SelectionView
from ui.panels.selection import words
from ui.tables.column import Bar, Column
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.rows import ListRows, Rows

NOBODY_LAST = 10_000
"""Whoever has no rank stands after those who have."""
QUIET = frozenset({Result.NOT_CHOSEN, Result.NOT_IN_VOTE, Result.WITHDRAWN, Result.OPEN})


def nomination_columns() -> tuple[Column[NominationLine], ...]:
    """名次, 推荐对象, 资格审核, 得票, 结果; `note` is the second line of a cell."""
    return (
        Column("rank", N_("名次"), _rank, 62, least=58, sort_key=_rank_order, strong=_is_first),
        Column(
            "who",
            N_("推荐对象"),
            _who,
            176,
            least=144,
            note=_summary,
            tooltip=_who_whole,
            strong=_is_named,
            is_name=True,
        ),
        Column(
            "review",
            N_("资格审核"),
            words.found_words,
            240,
            stretch=True,
            glyph=words.review_glyph,
            note=words.review_words,
            tone=_review_tone,
            state=_review_state,
            tooltip=_review_whole,
        ),
        Column("votes", N_("得票"), _votes, 86, least=64, sort_key=_votes_order, bar=_bar, strong=_is_first),
        Column(
            "result",
            N_("结果"),
            lambda line: result_label(line.result),
            114,
            least=110,
            glyph=lambda line: words.RESULT_GLYPHS[line.result],
            tone=lambda line: "ink2" if line.result in QUIET else "ink",
        ),
    )


def nomination_rows(view: SelectionView) -> Rows[NominationLine]:
    """The nominations as they stand; several categories have a heading each."""
    if len(view.categories) < 2:
        return ListRows(view.nominations, identity)
    groups = [
        RecordGroup(
            str(category.id),
            category.title or _("没写类别"),
            [line for line in view.nominations if line.nomination.category_id == category.id],
            note=_("{n} 个推荐，取 {quota} 名").format(
                n=sum(line.nomination.category_id == category.id for line in view.nominations),
                quota=category.quota,
            ),
        )
        for category in view.categories
    ]
    return GroupedRows(groups, identity)


def identity(line: NominationLine) -> Hashable:
    """What stays the same about a nomination."""
    return line.nomination.id


def whose(line: NominationLine) -> str:
    """Whose row it is, for those who hear it."""
    return line.nomination.name


def shown_score(line: NominationLine) -> str:
    """Votes as a number, scores as points with two places; a dash where nobody voted on it."""
    standing = line.standing
    if standing is None:
        return ""
    if standing.votes is not None:
        return str(standing.votes)
    return score_text(standing.score) if standing.score is not None else ""


def _rank(line: NominationLine) -> str:
    return str(line.standing.rank) if line.standing else ""


def _rank_order(line: NominationLine) -> int:
    return line.standing.rank if line.standing else NOBODY_LAST


def _is_first(line: NominationLine) -> bool:
    return line.standing is not None and line.standing.in_front


def _is_named(_line: NominationLine) -> bool:
    return True


def _who(line: NominationLine) -> str:
    one = line.nomination
    if not one.unit_name or one.unit_name == one.name:
        return one.name
    return f"{one.name}{words.BREAK}{one.unit_name}"


def _summary(line: NominationLine) -> str:
    return line.nomination.summary or line.nomination.deeds.strip().partition("\n")[0]


def _who_whole(line: NominationLine) -> str:
    one = line.nomination
    place = _("　").join(part for part in (one.name, one.unit_name, one.post) if part)
    return "\n".join(
        part
        for part in (place, one.nominator and _("{unit}推荐").format(unit=one.nominator), one.summary)
        if part
    )


def _review_tone(line: NominationLine) -> str:
    return "ink3" if line.nomination.withdrawn_on or words.typed_in_afterwards(line) else "ink"


def _review_state(line: NominationLine) -> str:
    return "warn" if line.changed and line.nomination.withdrawn_on is None else ""


def _review_whole(line: NominationLine) -> str:
    if words.typed_in_afterwards(line):
        return words.found_words(line)
    said = [sentence(one.said) for one in line.findings] or [words.nothing_words(line)]
    said += [words.changed_words(line), words.judged_words(line), line.nomination.verdict_reason]
    said.append(words.reply_words(line))
    return "\n".join(part for part in said if part)


def _votes(line: NominationLine) -> str:
    return shown_score(line) or _("—")


def _votes_order(line: NominationLine) -> Any:
    standing = line.standing
    if standing is None:
        return -1
    return standing.votes if standing.votes is not None else standing.score or 0


def _bar(line: NominationLine) -> Bar | None:
    standing = line.standing
    if standing is None or standing.share is None:
        return None
    return Bar(float(standing.share), "")
