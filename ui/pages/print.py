"""打印中心: every paper on the left, what it is about and how it looks beside it, the PDF itself on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text
from gzparty.labels.cadres import COVER_WORDS, part_label
from gzparty.reports import catalogue
from gzparty.services.cadre_views import CoveredPart
from gzparty.services.prints import KIND
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Job
from ui.keys import hints
from ui.lasting import Quiet
from ui.office_page import OfficePage
from ui.panels.paper_making import PaperMaking
from ui.panels.paper_panel import PaperPanel
from ui.panels.preview import Preview
from ui.panels.print_deeds import PrintDeeds
from ui.panels.save_paper import SavePaper
from ui.panels.stale_banner import StaleBanner
from ui.print_queue import PrintOrder
from ui.print_work import Ask, ColumnWish, Made
from ui.printing import Printing
from ui.shell import Deeds
from ui.widgets.controls import label
from ui.widgets.empty_state import EmptyState
from ui.widgets.side_list import SideItem, SideList
from ui.wishes import PrintRequest

PAUSE_MS = 150
"""So long after the last key the paper is made anew."""
LAST = "print/paper"
PAPERS_WIDTH = 184


class PrintPage(OfficePage):
    """The page; it knows which paper is in sight and the latest one made of it."""

    def __init__(self, desk: Desk, gate: Gate, printing: Printing) -> None:
        super().__init__("printPage", desk, gate)
        self._printing = printing
        self._listing: Job | None = None
        """The printers are being asked for."""
        self._made: Made | None = None
        self._dirty = True
        self._prints_when_made = False
        self.papers = SideList(desk.theme, "papers", _("有哪些表"))
        self.panel = PaperPanel(desk, gate)
        self.preview = Preview(desk)
        self._making = PaperMaking(self, printing, self._wish, self.preview.making)
        self._spec: catalogue.PaperSpec | None = None
        self.cover = EmptyState(desk.theme, "printCover")
        self.sending = PrintDeeds(gate, printing, self.preview)
        self.saving = SavePaper(self, self.preview, self.sending, printing)
        self.stale = StaleBanner(desk.theme, self.preview.stale, printing, gate.reader.context.today)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._after_paint = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._offer_more()
        self._connect()
        self._show_papers()

    def deeds(self) -> Deeds:
        return {
            "print": self.print_now,
            "export": self.save_pdf,
            "previous_period": partial(self.panel.subject.step_year, -1),
            "next_period": partial(self.panel.subject.step_year, 1),
            "today": self.panel.subject.go_to_today,
            "recount": self._make_now,
        }

    def panes(self) -> Sequence[QWidget]:
        return (self.papers, self.panel.subject, self.preview.view)

    def key_hints(self) -> str:
        return hints(print=_("打印"), zoom=_("缩放"), turn_page=_("翻页"))

    def place(self) -> str:
        if self._made is None:
            return ""
        spec = catalogue.find(self._made.order.paper)
        return _("{paper} {n} 页").format(paper=_(spec.label), n=len(self._made.pdf.sizes))

    def take_request(self, request: object) -> None:
        """Show the paper another page wants."""
        if not isinstance(request, PrintRequest):
            return
        self.papers.choose(request.paper)
        self.panel.subject.choose(request.selectors)
        self._show_paper(request.paper)

    def is_busy(self) -> bool:
        return (
            self._pause.isActive()
            or self._making.is_busy()
            or self._listing is not None
            or self.stale.is_busy()
            or self.preview.is_busy()
            or self.sending.busy()
        )

    def pictures(self) -> Mapping[str, Callable[[], object]]:
        from ui.pages.print_pictures import print_pictures

        return print_pictures(self, self._gate)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # After the first paint: asking a slow network for its printers must not hold the page up.
        self._after_paint.start()
        if self._dirty:
            self._make_now()

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is left covers what was asked for."""
        self._desk.discretion.cover()
        super().hideEvent(event)

    def print_now(self) -> None:
        """Print what the panel says; a paper still being made is printed as soon as it is there."""
        if not self.panel.printer.printer():
            self.save_pdf()
        elif self._pause.isActive() or self._making.is_busy():
            self._prints_when_made = True
        elif self._made is not None:
            self._send(self._made, range(len(self._made.pdf.sizes)))

    def save_pdf(self) -> None:
        """Ask where the PDF shall lie, or the folder for one file each."""
        if self._made is None:
            return
        if self._made.sets and self.panel.apart.isChecked() and len(self._made.sheets) > 1:
            self.saving.ask_folder(self._made)
        else:
            self.saving.ask_pdf(self._made)

    def save_word(self) -> None:
        """Ask where the editable document shall lie."""
        if self._made is not None:
            self.saving.ask_word(self._made)

    def made(self) -> Made | None:
        """The paper in sight."""
        return self._made

    def _lay_out(self) -> None:
        theme = self._desk.theme
        side = QFrame()
        side.setObjectName("printSide")
        side.setProperty("role", "side")
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = label("printTitle", _("打印中心"), "h18")
        title.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        title.setFixedHeight(theme.px(52))
        column.addWidget(title)
        column.addWidget(self.papers, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self.panel)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self.preview)
        self._sheet.addWidget(self.cover)
        layout.addWidget(self._sheet, 1)
        self._follow_density()

    def _follow_density(self) -> None:
        self._side.setFixedWidth(self._desk.theme.side(PAPERS_WIDTH, PAPERS_WIDTH))

    def _offer_more(self) -> None:
        more = self.panel.more
        self._settings = more.add("printSettings", _("打印设置…"), self._ask_settings)
        self._one = more.add("printOnePage", _("只印这一页"), self._print_one)
        more.add_line()
        more.add("openFolder", _("打开存 PDF 的文件夹"), self.saving.open_folder)

    def _connect(self) -> None:
        self.papers.chosen.connect(self._show_paper)
        self.panel.changed.connect(self._make_soon)
        self.panel.options.columns_wanted.connect(self._ask_columns)
        self.panel.printer.printer_changed.connect(self._show_made)
        self.panel.print_wanted.connect(self.print_now)
        self.panel.save_wanted.connect(self.save_pdf)
        self.panel.word_wanted.connect(self.save_word)
        self.cover.first.connect(self._uncover)
        self._desk.discretion.changed.connect(self._look_at_cover)
        self.preview.turned.connect(self._tell_place)
        self.stale.reprint_wanted.connect(self.print_now)
        self.sending.told.connect(self.copied)
        self._making.made.connect(self._take_made)
        self._making.refused.connect(self._take_refusal)
        self._pause.timeout.connect(self._make_now)
        self._after_paint.timeout.connect(self._ask_printers)
        self._desk.changes.changed.connect(self._look_again)
        self._desk.theme.density_changed.connect(self._follow_density)

    def _show_papers(self) -> None:
        items: list[SideItem] = []
        groups = dict.fromkeys(spec.group for spec in catalogue.PAPERS)
        for group in groups:
            items.append(SideItem("", _(group)))
            items += [SideItem(one.name, _(one.label)) for one in catalogue.PAPERS if one.group == group]
        self.papers.show_items(items)
        known = [spec.name for spec in catalogue.PAPERS]
        kept = self._desk.memory.recall(LAST)
        self.papers.choose(kept if kept in known else known[0])

    def _show_paper(self, name: str) -> None:
        self._desk.memory.keep(LAST, name)
        self._spec = catalogue.find(name)
        self.panel.show_paper(self._spec)
        self._forget_made()
        self.preview.saved.say("")
        self.preview.printed.say("")
        self._make_now() if self.isVisible() else self._mark_dirty()

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _make_soon(self) -> None:
        # What was printed is not what stands there from now on.
        self.preview.printed.say("")
        self._pause.start()

    def _make_now(self) -> None:
        """Begin to make the paper; one that is under way is stopped first."""
        self._pause.stop()
        self._dirty = False
        covered = self._covered()
        self._sheet.setCurrentWidget(self.preview if covered is None else self.cover)
        if covered is not None:
            self.cover.say(part_label(covered), _(COVER_WORDS), _("显示"))
        if self._can_make():
            self._making.begin()
        else:
            self._forget_made()
            self._making.give_up()

    def _wish(self, serial: int) -> Ask | None:
        """What is to be made of what the panel says now."""
        return Ask(serial, self.panel.order(), self.panel.options.columns) if self._can_make() else None

    def _can_make(self) -> bool:
        return not self.panel.problem() and self._covered() is None

    def _covered(self) -> CoveredPart | None:
        """What the paper shows that was not asked for yet."""
        part = self._spec.covered if self._spec is not None else None
        return part if part is not None and not self._desk.discretion.is_shown(part) else None

    def _uncover(self) -> None:
        covered = self._covered()
        if covered is not None:
            self._desk.discretion.ask(covered, self._gate, self)

    def _look_at_cover(self) -> None:
        """Make the paper once what it shows was asked for; drop it when that is covered again."""
        if self._spec is None or self._spec.covered is None:
            return
        if self.isVisible():
            self._make_now()
        else:
            self._forget_made()
            self._mark_dirty()

    def _take_made(self, made: Made) -> None:
        self._made = made
        self.panel.refuse("", "")
        self.preview.say_refused("")
        self.preview.say_missing(made.missing)
        self.preview.show_pdf(made.pdf)
        self._show_made()
        self.stale.look(made)
        if self._prints_when_made:
            self._prints_when_made = False
            self.print_now()

    def _take_refusal(self, error: Refusal) -> None:
        self._forget_made()
        sentence = refusal_text(error)
        self.panel.refuse(error.diagnostics[0].code, sentence)
        self.preview.say_refused(sentence)

    def _forget_made(self) -> None:
        self._made = None
        self._prints_when_made = False
        self.stale.look(None)
        self.preview.say_missing(())
        self.preview.show_pdf(None)
        self._show_made()

    def _show_made(self) -> None:
        self.panel.show_made(self._made, printable=not self.sending.is_saving())
        printer = bool(self.panel.printer.printer())
        for action in (self._settings, self._one):
            action.setEnabled(printer and self._made is not None)
            action.setToolTip("" if printer else _("没有打印机"))
        self._tell_place()

    def _tell_place(self) -> None:
        self.place_changed.emit(self.place())

    def _look_again(self, kinds: frozenset[str]) -> None:
        if kinds == frozenset({KIND}):
            self.stale.look(self._made)
            return
        self.panel.subject.refresh()
        if self.isVisible():
            self._make_soon()
        else:
            self._dirty = True

    def _ask_columns(self) -> None:
        if self._made is None:
            return
        from ui.panels.paper_columns import ColumnsDialog

        paper = _(catalogue.find(self._made.order.paper).label)
        dialog = ColumnsDialog(self._desk.theme, paper, self._made.columns, self)
        dialog.ask(self.panel.options.columns, self._choose_columns)

    def _choose_columns(self, wish: ColumnWish) -> None:
        self.panel.options.set_columns(wish)

    def _ask_printers(self) -> None:
        """List the printers in a job: a network that does not answer holds up nobody."""
        from ui.printers import printer_names

        def listed(_progress: object, _stopped: object) -> list[str]:
            return printer_names()

        if self._listing is None:
            quiet = Quiet("the field itself says that printers are being looked for")
            self._listing = self._desk.jobs.run(listed, self._show_printers, self._show_no_printers, quiet)

    def _show_printers(self, names: Sequence[str]) -> None:
        self._listing = None
        self.panel.printer.show_printers(names)

    def _show_no_printers(self, error: Exception) -> None:
        self._show_printers(())
        raise error

    def _send(self, made: Made, pages: Sequence[int]) -> None:
        from ui.printers import printer_for

        fields = self.panel.printer
        setting_up = partial(printer_for, fields.printer(), fields.copies(), duplex=fields.duplex.isChecked())
        self.sending.print_paper(PrintOrder(made, setting_up, pages, fields.copies()))

    def _print_one(self) -> None:
        if self._made is not None:
            self._send(self._made, [self.preview.view.page()])

    def _ask_settings(self) -> None:
        from ui.panels.system_print import ask_system

        if self._made is not None:
            fields = self.panel.printer
            wish = (fields.printer(), fields.copies(), fields.duplex.isChecked())
            ask_system(self, wish, self._made, self.sending)
