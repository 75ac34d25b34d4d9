"""佐证材料 of a problem: files and what lies on paper, as tiles; a click opens one, its menu takes it out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from gzparty.domain.folder import Attachment, Holder, Owner
from gzparty.domain.problem import Evidence
from gzparty.i18n import _
from gzparty.services.ledger_views import ProblemDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.file_tiles import FileTile, FileTiles
from ui.widgets.controls import button


class EvidenceBlock(FileTiles):
    """What is settled cannot be taken out any more."""

    paper_wanted = Signal()
    paper_removal_wanted = Signal(int)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "evidence", _("选佐证材料，可以一次选很多"))
        self.setProperty("role", "pinned")
        self._problem_id = 0
        self._shown: tuple[object, ...] = ()
        px = desk.theme.px
        self.column.setContentsMargins(px(16), px(12), px(16), px(12))
        self.add_paper = button(desk.theme, "evidencePaper", _("记纸质"), "link")
        self.head.insertWidget(self.head.count() - 1, self.add_paper)
        self.add_paper.stackUnder(self.add_files)
        self.setTabOrder(self.add_paper, self.add_files)
        self.add_paper.clicked.connect(self.paper_wanted)

    def show_detail(self, detail: ProblemDetail) -> None:
        """Show the evidence of a problem, the running round's before earlier ones."""
        problem = detail.line.problem
        if problem.id != self._problem_id:
            self.strip.clear()
        self._problem_id, self._open = problem.id, problem.is_open
        for made in (self.add_paper, self.add_files):
            made.setVisible(self._open)
        count = len(detail.papers) + len(detail.files)
        self._title.setText(_("佐证材料 {n} 份").format(n=count))
        self._say(detail, count)
        shown = (problem.round, self._open, detail.papers, detail.files, detail.lost_files)
        if shown != self._shown:
            self._shown = shown
            self._build(detail)

    def owner(self) -> Owner | None:
        return Owner(Holder.PROBLEM, self._problem_id) if self._problem_id else None

    def _say(self, detail: ProblemDetail, count: int) -> None:
        if detail.lost_files:
            self.say_lost(detail.lost_files)
        else:
            empty = not count and self._open
            self.say(_("还没有佐证材料，照片、文件拖到这里就行") if empty else "")

    def _build(self, detail: ProblemDetail) -> None:
        tiles = [self._file_tile(one, detail) for one in detail.files]
        self.put(tiles, [self._paper_tile(one, detail) for one in detail.papers])

    def _file_tile(self, one: Attachment, detail: ProblemDetail) -> FileTile:
        lost = one in detail.lost_files
        icon = "image" if one.is_picture else "file"
        place = self._round_words(one.round, detail)
        tile = FileTile(self._desk.theme, f"evidenceFile{one.id}", icon, one.name, place, lost=lost)
        tile.removable = self._may_remove(one.round, detail)
        tile.clicked.connect(partial(self.file_wanted.emit, one))
        tile.removal_wanted.connect(partial(self.file_removal_wanted.emit, one.id))
        return tile

    def _paper_tile(self, one: Evidence, detail: ProblemDetail) -> FileTile:
        place = _("纸质　{place}").format(place=one.place) + self._round_words(one.round, detail)
        tile = FileTile(self._desk.theme, f"evidencePaper{one.id}", "open", one.title, place)
        tile.removable = self._may_remove(one.round, detail)
        tile.removal_wanted.connect(partial(self.paper_removal_wanted.emit, one.id))
        return tile

    def _may_remove(self, number: int, detail: ProblemDetail) -> bool:
        return self._open and number == detail.line.problem.round

    @staticmethod
    def _round_words(number: int, detail: ProblemDetail) -> str:
        return "" if number == detail.line.problem.round else _("　第 {n} 轮").format(n=number)
