"""佐证材料 of a problem: files and what lies on paper, as tiles; a click opens one, its menu takes it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from gzparty.domain.folder import Attachment
from gzparty.domain.problem import Evidence
from gzparty.exchange.intake import Source, sources_of
from gzparty.i18n import _
from gzparty.services.ledger_views import ProblemDetail
from ui.asked_files import ask_files
from ui.desk import Desk
from ui.gate import Gate
from ui.intaking import Batch, Intaking
from ui.paint import RIGHT, draw_text, fill_rounded
from ui.panels.intake_strip import IntakeStrip
from ui.panels.material_sources import can_be_taken, sources_in
from ui.theme import Theme
from ui.widgets.controls import button, label, set_tone
from ui.widgets.painted import PaintedButton
from ui.widgets.runs import Run, paint_runs, width_of

COLUMNS, ROWS_SEEN = 2, (3, 2)
TILE, GAP = 30, 8


class EvidenceTile(PaintedButton):
    """One piece: an icon, its name, where it lies."""

    PADDING = 10

    removal_wanted = Signal()

    def __init__(
        self, theme: Theme, name: str, icon: str, words: str, place: str, *, lost: bool = False
    ) -> None:
        super().__init__(theme, name)
        self._place = place
        self.removable = True
        token = "over" if lost else "ink"
        self.show_runs(
            [Run(icon=icon, token="ink2"), Run(words, token=token, gap=8)], f"{words} {place}".strip()
        )
        self.setToolTip(_("打不开了：{name}").format(name=words) if lost else self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(TILE))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(60), self.theme.px(TILE))

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        token = "press" if self.isDown() else "hover" if self.underMouse() else "surface"
        fill_rounded(painter, rect, 4, self.theme.colour(token), self.theme.colour("line2"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        font = self.theme.font(13)
        paint_runs(painter, room, self._runs, self.theme)
        left = width_of(self._runs, self.theme) + self.theme.px(8)
        draw_text(painter, room.adjusted(left, 0, 0, 0), self._place, font, self.theme.colour("ink2"), RIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it out."""
        if event.key() == Qt.Key.Key_Delete and self.removable:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.offer(event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def offer(self, corner: QPoint) -> None:
        """Offer what can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(_("去掉"))
        action.setEnabled(self.removable)
        action.triggered.connect(self.removal_wanted)
        menu.popup(corner)


class EvidenceBlock(QFrame):
    """Many files at once by choosing, dropping or pasting; what is settled cannot be taken out any more."""

    done = Signal(str)
    file_wanted = Signal(object)
    paper_wanted = Signal()
    paper_removal_wanted = Signal(int)
    file_removal_wanted = Signal(int)

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("evidence")
        self.setProperty("role", "pinned")
        self.setAcceptDrops(True)
        self._desk = desk
        self._gate = gate
        self._problem_id = 0
        self._open = False
        self._shown: tuple[object, ...] = ()
        theme = desk.theme
        self._title = label("evidenceTitle", role="h15")
        self.add_paper = button(theme, "evidencePaper", _("记纸质"), "link")
        self.add_files = button(theme, "evidenceFiles", _("加文件"), "link")
        self.add_files.setToolTip(_("可以一次选很多，也可以拖进来或按 Ctrl+V 粘贴"))
        self._hint = label("evidenceHint", role="hint")
        self._hint.setWordWrap(True)
        self.strip = IntakeStrip(theme, Intaking(desk.jobs, gate))
        self._tiles = QWidget()
        self._grid = QGridLayout(self._tiles)
        self._scroll = QScrollArea()
        self._lay_out()
        self.add_paper.clicked.connect(self.paper_wanted)
        self.add_files.clicked.connect(self._choose)
        self.strip.done.connect(self.done)

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

    def can_take(self, mime: QMimeData) -> bool:
        """Whether something dropped can be taken now."""
        return self._open and can_be_taken(mime)

    def take(self, mime: QMimeData) -> None:
        """Take in what was dropped or pasted."""
        self._take(sources_in(mime, self._gate.reader.context.now()))

    def tiles(self) -> list[EvidenceTile]:
        """The tiles in their order."""
        items = (self._grid.itemAt(place) for place in range(self._grid.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, EvidenceTile)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste while something here has the focus."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._open:
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def _say(self, detail: ProblemDetail, count: int) -> None:
        words, tone = "", ""
        if detail.lost_files:
            names = _("、").join(one.name for one in detail.lost_files)
            words, tone = _("“{names}”打不开了，去掉它再加一份").format(names=names), "over"
        elif not count and self._open:
            words = _("还没有佐证材料，照片、文件拖到这里就行")
        self._hint.setText(words)
        set_tone(self._hint, tone)
        self._hint.setVisible(bool(words))

    def _build(self, detail: ProblemDetail) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        tiles = [self._file_tile(one, detail) for one in detail.files]
        papers = [self._paper_tile(one, detail) for one in detail.papers]
        for place, tile in enumerate(tiles):
            self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        first = -(-len(tiles) // COLUMNS)
        for place, tile in enumerate(papers, first):
            self._grid.addWidget(tile, place, 0, 1, COLUMNS)
        rows = first + len(papers)
        px = self._desk.theme.px
        seen = min(rows, ROWS_SEEN[self._desk.theme.compact])
        self._scroll.setFixedHeight(seen * px(TILE) + max(0, seen - 1) * px(GAP))
        self._scroll.setVisible(bool(rows))

    def _file_tile(self, one: Attachment, detail: ProblemDetail) -> EvidenceTile:
        lost = one in detail.lost_files
        icon = "image" if one.is_picture else "file"
        place = self._round_words(one.round, detail)
        tile = EvidenceTile(self._desk.theme, f"evidenceFile{one.id}", icon, one.name, place, lost=lost)
        tile.removable = self._may_remove(one.round, detail)
        tile.clicked.connect(partial(self.file_wanted.emit, one))
        tile.removal_wanted.connect(partial(self.file_removal_wanted.emit, one.id))
        return tile

    def _paper_tile(self, one: Evidence, detail: ProblemDetail) -> EvidenceTile:
        place = _("纸质　{place}").format(place=one.place) + self._round_words(one.round, detail)
        tile = EvidenceTile(self._desk.theme, f"evidencePaper{one.id}", "open", one.title, place)
        tile.removable = self._may_remove(one.round, detail)
        tile.removal_wanted.connect(partial(self.paper_removal_wanted.emit, one.id))
        return tile

    def _may_remove(self, number: int, detail: ProblemDetail) -> bool:
        return self._open and number == detail.line.problem.round

    @staticmethod
    def _round_words(number: int, detail: ProblemDetail) -> str:
        return "" if number == detail.line.problem.round else _("　第 {n} 轮").format(n=number)

    def _choose(self) -> None:
        found = ask_files(self, self._desk.memory, _("选佐证材料，可以一次选很多"), _("所有文件 (*)"))
        self._take(sources_of([*found]))

    def _take(self, sources: Sequence[Source]) -> None:
        if sources and self._problem_id and self._open:
            self.strip.take(Batch(0, list(sources), None, problem_id=self._problem_id))

    def _lay_out(self) -> None:
        px = self._desk.theme.px
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.add_paper)
        head.addWidget(self.add_files)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(GAP))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._tiles.setProperty("role", "panelBody")
        self._scroll.setObjectName("evidenceScroll")
        self._scroll.setWidget(self._tiles)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.hide()
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(px(16), px(12), px(16), px(12))
        column_layout.setSpacing(px(8))
        column_layout.addLayout(head)
        column_layout.addWidget(self._hint)
        column_layout.addWidget(self.strip)
        column_layout.addWidget(self._scroll)
