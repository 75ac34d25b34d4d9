"""The lists of selections: what runs, who was nominated, how votes fell, who was chosen and how it goes round.

What was found in a review, what 纪委 answered and who objected stands in none of them; circulars that name somebody stand
in a list of their own, which leaves only where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from gzparty.domain.selection import Nomination
from gzparty.domain.selection_stages import Stage
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row, Selectors
from gzparty.exchange.mention_records import MENTIONS, mention_to_json
from gzparty.i18n import N_, _
from gzparty.labels.selection_words import (
    method_label,
    result_label,
    stage_label,
    subject_label,
    verdict_label,
)
from gzparty.services.bundle import Services
from gzparty.services.selection_views import NominationLine, Result, SelectionLine, SelectionView

_N, _D = CellKind.NUMBER, CellKind.DATE
ROTATION = "rotation"


def selections(services: Services, chosen: Selectors) -> Iterator[Row]:
    """The selections of a year, month by month; a state is the step one is at."""
    for line in _lines(services, chosen):
        if chosen.state not in (None, line.stage.value):
            continue
        selection, publicity = line.selection, line.publicity
        yield {
            "number": selection.number,
            "uid": selection.uid,
            "period": selection.period,
            "title": selection.title,
            "subject": selection.subject.value,
            "subject_label": subject_label(selection.subject),
            "stage": line.stage.value,
            "stage_label": stage_label(line.stage),
            "nominated": line.nominated,
            "in_vote": line.in_vote,
            "chosen": _("、").join(map(_called, line.chosen)),
            "method_label": method_label(selection.method),
            "decided_on": selection.decided_on,
            "publicity_from": publicity.starts_on if publicity else None,
            "publicity_to": publicity.ends_on if publicity else None,
            "days_left": line.days_left,
            "announced_on": selection.announced_on,
            "circular_number": selection.circular_number,
            "vacancy_reason": selection.vacancy_reason,
            "note": selection.note,
        }


def nominations(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Everybody nominated in a year, as each selection lists them; a state is what became of them."""
    for view in _views(services, chosen):
        for line in _of_unit(view, chosen):
            if chosen.state in (None, line.result.value):
                yield _nomination(view, line)


def ballots(services: Services, chosen: Selectors) -> Iterator[Row]:
    """What each round gave each candidate, with the figures of the round; a state is whether it is locked."""
    for view in _views(services, chosen):
        lines = {line.nomination.id: line for line in _of_unit(view, chosen)}
        for one in view.rounds:
            ballot = one.ballot
            locked = LOCKED if ballot.locked_on is not None else UNLOCKED
            if chosen.state not in (None, locked):
                continue
            for given in one.lines:
                line = lines.get(given.nomination_id)
                if line is None:
                    continue
                yield {
                    "number": view.selection.number,
                    "round": ballot.round,
                    "held_on": ballot.held_on,
                    "due": ballot.due,
                    "present": ballot.present,
                    "issued": ballot.issued,
                    "returned": ballot.returned,
                    "valid": ballot.valid,
                    "category": line.category.title,
                    "name": line.nomination.name,
                    "unit": line.nomination.unit_name,
                    "votes": given.votes,
                    "scores": len(given.scores),
                    "score": _points(Fraction(sum(given.scores), 10 * len(given.scores)))
                    if given.scores
                    else None,
                    "locked_on": ballot.locked_on,
                    "unlock_reason": ballot.unlock_reason,
                }


def honours(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Who was chosen in a year, announced or not yet."""
    for honour in services.selection_views.honours(chosen.year):
        selection, nomination = honour.selection, honour.nomination
        if chosen.month not in (None, _month(selection.period)):
            continue
        if chosen.unit_id in (None, nomination.unit_id):
            yield {
                "number": selection.number,
                "period": selection.period,
                "title": selection.title,
                "category": honour.category.title,
                "name": nomination.name,
                "unit": nomination.unit_name,
                "post": nomination.post,
                "summary": nomination.summary,
                "announced_on": honour.announced_on,
                "circular_number": selection.circular_number,
                "imported": selection.imported,
            }


def rotation(services: Services, chosen: Selectors) -> Iterator[Row]:
    """How often each village and its people were chosen in the months looked back on, the longest ago first."""
    for line in services.selection_views.rotation(chosen.on):
        if chosen.unit_id in (None, line.unit.id):
            yield {
                "unit": line.unit.name,
                "chosen": line.chosen,
                "nominated": line.nominated,
                "last": line.last,
                "names": _("、").join(dict.fromkeys(honour.nomination.name for honour in line.honours)),
            }


def mentions(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Circulars of a year that name a person or a unit, as they are noted for reviews."""
    first, last = date(chosen.year, 1, 1).isoformat(), date(chosen.year, 12, 31).isoformat()
    for mention in services.store.selections.mentions(first, last):
        if chosen.month not in (None, mention.named_on.month):
            continue
        if chosen.unit_id in (None, mention.unit_id):
            yield mention_to_json(services, mention) | {"named_on": mention.named_on}


def stages() -> dict[str, str]:
    """The steps a selection can be at."""
    return {stage.value: stage_label(stage) for stage in Stage}


def results() -> dict[str, str]:
    """What can have become of a nomination."""
    return {result.value: result_label(result) for result in Result}


LOCKED, UNLOCKED = "locked", "open"


def locks() -> dict[str, str]:
    """Whether a count is locked."""
    return {LOCKED: _("已锁定"), UNLOCKED: _("没锁定")}


def _lines(services: Services, chosen: Selectors) -> Iterable[SelectionLine]:
    return (
        line
        for line in services.selection_views.year(chosen.year).lines
        if chosen.month in (None, _month(line.selection.period))
    )


def _views(services: Services, chosen: Selectors) -> Iterator[SelectionView]:
    for line in _lines(services, chosen):
        yield services.selection_views.get(line.selection.id)


def _of_unit(view: SelectionView, chosen: Selectors) -> Iterator[NominationLine]:
    for line in view.nominations:
        if chosen.unit_id in (None, line.nomination.unit_id):
            yield line


def _nomination(view: SelectionView, line: NominationLine) -> Row:
    nomination, standing = line.nomination, line.standing
    return {
        "number": view.selection.number,
        "uid": nomination.uid,
        "title": view.selection.title,
        "name": nomination.name,
        "unit": nomination.unit_name,
        "post": nomination.post,
        "category": line.category.title,
        "nominator": nomination.nominator,
        "nominated_on": nomination.nominated_on,
        "summary": nomination.summary,
        "deeds": nomination.deeds,
        "opinion": nomination.opinion,
        "verdict": nomination.verdict.value,
        "verdict_label": verdict_label(nomination.verdict),
        "votes": standing.votes if standing else None,
        "score": _points(standing.score) if standing and standing.score is not None else None,
        "rank": standing.rank if standing else None,
        "result": line.result.value,
        "result_label": result_label(line.result),
        "files": line.files,
    }


def _points(score: Fraction) -> float:
    """Whole points with two decimals, as lists and sheets show them."""
    return round(float(score), 2)


def _month(period: str) -> int:
    return int(period[5:])


def _called(nomination: Nomination) -> str:
    unit, name = nomination.unit_name, nomination.name
    return name if not unit or unit == name else _("{name}（{unit}）").format(name=name, unit=unit)


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "selections",
        N_("典型评选"),
        (
            ListColumn("number", N_("编号"), width=10),
            ListColumn("title", N_("评什么"), width=20),
            ListColumn("subject_label", N_("评谁"), width=6),
            ListColumn("stage_label", N_("到哪一步"), width=10),
            ListColumn("nominated", N_("推荐"), _N, 6),
            ListColumn("in_vote", N_("进评议"), _N, 6),
            ListColumn("chosen", N_("评上的"), width=24),
            ListColumn("decided_on", N_("党委研究"), _D, 12),
            ListColumn("publicity_from", N_("公示从"), _D, 12),
            ListColumn("publicity_to", N_("公示到"), _D, 12),
            ListColumn("announced_on", N_("通报"), _D, 12),
            ListColumn("circular_number", N_("文号"), width=16),
            ListColumn("vacancy_reason", N_("空缺原因"), width=20),
            ListColumn("note", N_("备注"), width=16),
        ),
        selections,
        ("year", "month", "state"),
        stages,
    ),
    ListSpec(
        "nominations",
        N_("典型推荐"),
        (
            ListColumn("number", N_("评选"), width=10),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("post", N_("职务"), width=14),
            ListColumn("category", N_("类别"), width=12),
            ListColumn("nominator", N_("推荐单位"), width=14),
            ListColumn("nominated_on", N_("推荐时间"), _D, 12),
            ListColumn("verdict_label", N_("资格审核"), width=8),
            ListColumn("votes", N_("得票"), _N, 6),
            ListColumn("score", N_("得分"), _N, 8),
            ListColumn("rank", N_("名次"), _N, 6),
            ListColumn("result_label", N_("结果"), width=10),
            ListColumn("summary", N_("一句话事迹"), width=24),
            ListColumn("deeds", N_("主要事迹"), width=40),
            ListColumn("opinion", N_("推荐意见"), width=20),
        ),
        nominations,
        ("year", "month", "unit", "state"),
        results,
        whole=True,
    ),
    ListSpec(
        "ballots",
        N_("评议票数"),
        (
            ListColumn("number", N_("评选"), width=10),
            ListColumn("round", N_("轮次"), _N, 6),
            ListColumn("held_on", N_("日期"), _D, 12),
            ListColumn("due", N_("应到"), _N, 6),
            ListColumn("present", N_("实到"), _N, 6),
            ListColumn("issued", N_("发出"), _N, 6),
            ListColumn("returned", N_("收回"), _N, 6),
            ListColumn("valid", N_("有效"), _N, 6),
            ListColumn("category", N_("类别"), width=12),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("votes", N_("得票"), _N, 6),
            ListColumn("score", N_("平均分"), _N, 8),
            ListColumn("locked_on", N_("锁定"), _D, 12),
            ListColumn("unlock_reason", N_("打开过的原因"), width=20),
        ),
        ballots,
        ("year", "month", "unit", "state"),
        locks,
    ),
    ListSpec(
        "honours",
        N_("历次典型"),
        (
            ListColumn("period", N_("月份"), width=10),
            ListColumn("title", N_("评什么"), width=20),
            ListColumn("category", N_("类别"), width=12),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("post", N_("职务"), width=14),
            ListColumn("summary", N_("一句话事迹"), width=24),
            ListColumn("announced_on", N_("通报"), _D, 12),
            ListColumn("circular_number", N_("文号"), width=16),
        ),
        honours,
        ("year", "month", "unit"),
    ),
    ListSpec(
        ROTATION,
        N_("典型轮流情况"),
        (
            ListColumn("unit", N_("单位"), width=14),
            ListColumn("chosen", N_("评上几次"), _N, 8),
            ListColumn("nominated", N_("推荐几次"), _N, 8),
            ListColumn("last", N_("最近一次"), width=10),
            ListColumn("names", N_("是谁"), width=24),
        ),
        rotation,
        ("unit",),
    ),
    ListSpec(
        MENTIONS,
        N_("通报点名"),
        (
            ListColumn("named_on", N_("日期"), _D, 12),
            ListColumn("title", N_("通报"), width=30),
            ListColumn("name", N_("点到的人"), width=10),
            ListColumn("unit", N_("点到的单位"), width=14),
            ListColumn("issuer", N_("发文单位"), width=14),
            ListColumn("note", N_("备注"), width=20),
        ),
        mentions,
        ("year", "month", "unit"),
    ),
)
"""A list of mentions says of people what is said of nobody else, so it never leaves with all the others."""
