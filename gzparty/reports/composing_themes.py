"""Ask the services for what the papers of themes say, and compose them."""

from __future__ import annotations

from dataclasses import replace

from gzparty.reports.content import Paper
from gzparty.reports.papers import themes
from gzparty.reports.papers.common import Style
from gzparty.reports.subject import Subject
from gzparty.reports.subject_life import wanted_units
from gzparty.services.bundle import Services


def compose_theme_year(services: Services, subject: Subject, style: Style) -> Paper:
    """全年主题安排表."""
    board = services.themes.board(subject.year)
    views = {
        month.period: services.themes.get(month.theme.id) for month in board.months if month.theme is not None
    }
    return themes.theme_year(board, views, style)


def compose_theme_coverage(services: Services, subject: Subject, style: Style) -> Paper:
    """月度主题学习覆盖表."""
    board, wanted = services.themes.board(subject.year), wanted_units(services, subject)
    if wanted is None:
        return themes.theme_coverage(board, style)
    groups = (
        group._replace(lines=tuple(line for line in group.lines if line.unit.id in wanted))
        for group in board.groups
    )
    return themes.theme_coverage(replace(board, groups=tuple(one for one in groups if one.lines)), style)
