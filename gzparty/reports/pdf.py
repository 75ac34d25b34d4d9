"""Render papers as PDF: content in, ink out, with a report of what could not be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.i18n import in_chinese
from gzparty.records import dataclass
from gzparty.reports.content import Paper
from gzparty.reports.delivery import deliver
from gzparty.reports.faces import BOX, is_formless
from gzparty.reports.fingerprint import fingerprint
from gzparty.reports.layout import lay_out
from gzparty.reports.setting import Setting
from gzparty.reports.texts import places_of


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that was printed as □ (or, being formless, not at all), and where it stands."""

    character: str
    place: Diagnostic

    def diagnostic(self) -> Diagnostic:
        """Say it as a finding."""
        parameters = {"place": self.place, "code": f"U+{ord(self.character):04X}"}
        if is_formless(self.character):
            return Diagnostic(Level.NOTE, "paper.control_character", parameters)
        # Half surrogates and unassigned code points cannot be shown on every screen.
        shown = self.character if self.character.isprintable() else BOX
        return Diagnostic(Level.WARNING, "paper.missing_character", {**parameters, "character": shown})


@dataclass(frozen=True, slots=True)
class Rendering:
    """What came out: the number of pages, the characters nobody has, the content's hash."""

    pages: int
    missing: tuple[Missing, ...]
    digest: str
    counts: tuple[int, ...] = ()
    """How many pages each paper has."""


@in_chinese()
def render(paper: Paper, target: BinaryIO | Path) -> Rendering:
    """Print a paper into a PDF file.

    Raises:
        Refusal: `paper.margins_too_wide`, `paper.no_folder`, `target_held`, `disk_full`, `path_unwritable`.
    """
    return render_many((paper,), target)


@in_chinese()
def render_many(papers: Sequence[Paper], target: BinaryIO | Path) -> Rendering:
    """Print papers one after the other into one PDF, each with a bookmark and its own page numbers."""
    if not papers:
        raise Refusal("paper.nothing_to_print")
    from gzparty.reports.writer import Writer

    setting = Setting()
    digest = fingerprint(papers)
    writer = Writer(papers[0].title, papers[0].office, papers[0].dated, digest)
    counts: list[int] = []
    for paper in papers:
        pages = lay_out(paper, setting)
        if len(papers) > 1:
            writer.mark(paper.title)
        for sheet in pages.sheets:
            writer.add_page(pages.geometry, sheet.content(setting))
        counts.append(len(pages.sheets))
    data = writer.write(setting)
    missing = tuple(
        Missing(character, place)
        for paper in papers
        for character, place in places_of(paper, setting.lacking)
    )
    deliver(data, target)
    return Rendering(sum(counts), missing, digest, tuple(counts))
