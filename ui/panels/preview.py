"""The right of the print centre: the PDF itself, page by page, with what there is to say above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from ui.desk import Desk
from ui.page_images import PageImages
from ui.pdf_pages import Pdf
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.busy_line import BusyLine
from ui.widgets.controls import frame, icon_button, label
from ui.widgets.fitting import FittingStrip
from ui.widgets.page_view import ACTUAL, PAGE, WIDTH, PageView
from ui.widgets.segments import Segments
from ui.widgets.thumbnails import Thumbnails

MODES = ((PAGE, N_("整页")), (WIDTH, N_("页宽")), (ACTUAL, N_("原大")))
ZOOM = "print/zoom"
MOST_SENTENCES = 3


class PreviewTools(FittingStrip):
    """Turns pages and zooms; where it is narrow the keys and the wheel zoom step by step."""

    LEVELS = 2
    NARROWEST = 300
    """How narrow the page beside the options may make it, in px."""

    def __init__(self, theme: Theme, *steps: QWidget) -> None:
        super().__init__(theme, "previewTools")
        self.setProperty("role", "previewTools")
        self.setFixedHeight(theme.px(44))
        self._steps = steps

    def set_level(self, level: int) -> None:
        super().set_level(level)
        for step in self._steps:
            step.setVisible(level == 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(self.NARROWEST), self.height())


class Preview(QWidget):
    """Shows a document; the page decides which."""

    turned = Signal()
    """Another page is looked at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._desk = desk
        self._pdf: Pdf | None = None
        theme = desk.theme
        self.images = PageImages(desk.jobs, self)
        self._small = PageImages(desk.jobs, self, finer=4)
        self.view = PageView(theme, self.images)
        self.thumbnails = Thumbnails(theme, self._small)
        self._back = icon_button(theme, "previousPage", "left", _("上一页"), "boxed")
        self._on = icon_button(theme, "nextPage", "right", _("下一页"), "boxed")
        self._words = label("pageOf", role="label")
        self._smaller = icon_button(theme, "zoomOut", "zoom-out", _("缩小"), "boxed")
        self._larger = icon_button(theme, "zoomIn", "zoom-in", _("放大"), "boxed")
        self._modes = Segments(theme, "zoomMode", MODES)
        self.stale = Banner(theme, "stalePaper")
        self._missing = Banner(theme, "missingCharacters")
        self._refusal = Banner(theme, "paperRefusal")
        self.saved = Banner(theme, "savedPaper", "check")
        self.saved.setProperty("role", "note")
        self.printed = Banner(theme, "printedPaper", "check")
        self.printed.setProperty("role", "note")
        self.making = BusyLine(theme, "makingPaper")
        self.sending = BusyLine(theme, "sendingPaper", words_after=0)
        self._lay_out()
        self._connect()
        kept = desk.memory.recall(ZOOM)
        self._choose_mode(kept if kept in (PAGE, WIDTH, ACTUAL) else PAGE)

    def show_pdf(self, pdf: Pdf | None) -> None:
        """Show a document; None leaves the ground empty."""
        self._pdf = pdf
        sizes = pdf.sizes if pdf else ()
        page = min(self.view.page(), max(0, len(sizes) - 1))
        for images in (self.images, self._small):
            images.show_document(pdf)
        self.thumbnails.show_pages(sizes)
        self.view.show_pages(sizes)
        self.thumbnails.show_current(page)
        for part in (self._smaller, self._larger):
            part.setEnabled(bool(sizes))
        self._say_page()

    def say_missing(self, sentences: Sequence[str]) -> None:
        """Say which characters could not be drawn."""
        told = list(sentences[:MOST_SENTENCES])
        if len(sentences) > MOST_SENTENCES:
            told.append(_("还有 {n} 处").format(n=len(sentences) - MOST_SENTENCES))
        self._missing.say(_("有的字印不出来") if told else "", "\n".join(told))

    def say_refused(self, sentence: str) -> None:
        """Say why there is no paper; empty once there is one."""
        self._refusal.say(_("这张表现在印不出来") if sentence else "", sentence)

    def say_failed(self, title: str, sentence: str) -> None:
        """Say that printing or saving did not go through; the paper stays in sight."""
        self._refusal.say(title, sentence)

    def show_mode(self, mode: str) -> None:
        """Show pages whole, as wide as the room, or true to size."""
        self._choose_mode(mode)

    def is_busy(self) -> bool:
        """Tell whether pages are being rendered."""
        return self.images.is_busy() or self._small.is_busy()

    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pdf.sizes) if self._pdf else 0

    def turn(self, step: int) -> None:
        """Go some pages on or back."""
        self.view.go_to(min(max(self.view.page() + step, 0), self.page_count() - 1))

    def _turn_back(self) -> None:
        self.turn(-1)

    def _turn_on(self) -> None:
        self.turn(1)

    def _zoom_out(self) -> None:
        self.view.zoom_by(-1)

    def _zoom_in(self) -> None:
        self.view.zoom_by(1)

    def _choose_mode(self, mode: str) -> None:
        self.view.set_mode(mode)
        self._modes.set_value(mode)
        if mode:
            self._desk.memory.keep(ZOOM, mode)

    def _page_changed(self, page: int) -> None:
        self.thumbnails.show_current(page)
        self._say_page()
        self.turned.emit()

    def _say_page(self) -> None:
        page, pages = self.view.page(), self.page_count()
        words = _("第 {page} 页，共 {all} 页").format(page=page + 1, all=pages) if pages else ""
        self._words.setText(words)
        self._tools.fit()
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page < pages - 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_on)
        self._smaller.clicked.connect(self._zoom_out)
        self._larger.clicked.connect(self._zoom_in)
        self._modes.chosen.connect(self._choose_mode)
        self.view.mode_changed.connect(self._modes.set_value)
        self.view.page_changed.connect(self._page_changed)
        self.thumbnails.chosen.connect(self.view.go_to)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tool_row())
        for line in (self.making, self.sending):
            layout.addWidget(line)
        layout.addWidget(self._notices())
        ground = frame("paperGround", "paperGround")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.view, 1)
        layout.addWidget(ground, 1)

    def _notices(self) -> QFrame:
        theme = self._desk.theme
        holder = frame("paperNotices", "paperGround")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for banner in (self._refusal, self.stale, self._missing, self.saved, self.printed):
            column.addWidget(banner)
        holder.setMaximumHeight(theme.px(320))
        return holder

    def _tool_row(self) -> QFrame:
        theme = self._desk.theme
        tools = self._tools = PreviewTools(theme, self._smaller, self._larger)
        row = tools.line
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(6))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self._back, self._words, self._on):
            row.addWidget(part)
        row.addStretch(1)
        for tool in (self._smaller, self._modes, self._larger):
            row.addWidget(tool)
        return tools
