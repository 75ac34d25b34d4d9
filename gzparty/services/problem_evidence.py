"""佐证材料 of problems: files, and what lies on paper; each belongs to the round it was brought for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.file_names import guess_kind
from gzparty.domain.folder import Attachment, FolderKind, Holder, Owner
from gzparty.domain.problem import Evidence, Problem
from gzparty.i18n import _
from gzparty.services.context import Done
from gzparty.services.filing import Filing, Shelf
from gzparty.services.new_files import Added, Taken
from gzparty.services.problem_writing import ProblemWriting, refuse_settled

if TYPE_CHECKING:
    from gzparty.services.ports import Store

TITLE_LIMIT = 80
KINDS = (FolderKind.PHOTO, FolderKind.OTHER)
"""What a file of evidence can be."""


class ProblemEvidence(ProblemWriting, Filing):
    """Evidence is added and taken away while a problem is open; what was closed on keeps what it was closed on."""

    def add_paper(self, problem_id: int, title: str, place: str, on: date | None = None) -> Done[Evidence]:
        """Note evidence that lies on paper: what it is and where (3号盒 第12页)."""
        row, day = self._open(problem_id), on or self._context.today()
        title, place = entry.checked_text(title, TITLE_LIMIT), entry.checked_text(place, TITLE_LIMIT)
        if not title:
            raise Refusal("evidence_title_missing")
        if not place:
            raise Refusal("evidence_place_missing", title=title)
        if day > self._context.today():
            raise Refusal("evidence_ahead", day=day)
        paper = Evidence(0, self._context.new_uid(), row.id, row.round, title, place, day)
        name = _("{number} 号问题加纸质佐证 {title}").format(number=row.printed_number, title=title)
        with self._action(name, "problem.evidence") as action:
            paper = replace(paper, id=self._store.problems.insert_evidence(paper))
        return self._done(action, paper)

    def remove_paper(self, evidence_id: int) -> Done[None]:
        """Take back that something lies on paper; of an earlier round nothing is taken away."""
        paper = self._store.problems.paper(evidence_id)
        row = self._open(paper.problem_id)
        _refuse_earlier(row, paper.round, paper.title)
        name = _("{number} 号问题删除纸质佐证 {title}").format(number=row.printed_number, title=paper.title)
        with self._action(name, "problem.evidence") as action:
            self._store.problems.delete_evidence(evidence_id)
        return self._done(action, None)

    def add_files(
        self, problem_id: int, files: Iterable[Taken], kind: FolderKind | None = None
    ) -> Done[Added]:
        """Record files whose bytes are in `store.blobs` already; what this round has is told and not added again."""
        row = self._open(problem_id)
        return self._file(Owner(Holder.PROBLEM, row.id), files, SHELF, kind, row.round)

    def remove_file(self, attachment_id: int) -> Done[Attachment]:
        """Take a file out; the bytes stay, so that undo and older copies of the office still find them."""
        found = [one for one in self._store.folders.some([attachment_id]) if one.problem_id is not None]
        if not found:
            raise Refusal("attachment_gone")
        refuse_settled_evidence(self._store, found)
        with self._action(_("删除 {name}").format(name=found[0].name), "problem.files") as action:
            self._store.folders.delete([attachment_id])
        return self._done(action, found[0])


def refuse_settled_evidence(store: Store, files: Iterable[Attachment]) -> None:
    """Refuse to touch a file some problem was closed on, or that was brought in an earlier round."""
    mine = {one.id: one for one in files if one.problem_id is not None}
    rows = {row.id: row for row in store.problems.many({one.problem_id or 0 for one in mine.values()})}
    for one in mine.values():
        row = rows[one.problem_id or 0]
        refuse_settled(row)
        _refuse_earlier(row, one.round, one.name)


def _refuse_earlier(row: Problem, number: int, title: str) -> None:
    if number != row.round:
        raise Refusal("evidence_of_earlier_round", title=title)


def kind_of(name: str) -> FolderKind:
    """A picture is a photo, anything else is other."""
    return FolderKind.PHOTO if guess_kind(name) is FolderKind.PHOTO else FolderKind.OTHER


SHELF = Shelf(kind_of, "evidence_doubled", "problem.files")
