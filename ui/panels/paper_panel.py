"""The parameter column of the print centre: what a paper is about, how it looks, where it leaves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import _
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.content import Kind, Setup, Size
from gzparty.reports.options import from_plain, to_plain
from gzparty.reports.printed import Order
from gzparty.reports.subject import Subject
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.paper_options import PaperOptions
from ui.panels.paper_subject import PaperSubject
from ui.panels.printer_fields import PrinterFields
from ui.print_work import ColumnWish, Made
from ui.widgets.check import Check
from ui.widgets.controls import button, frame, label, restyle
from ui.widgets.more_button import MoreButton

WIDTH = 276
KEPT = "print/options/{paper}"


class PaperPanel(QFrame):
    """Knows the order as the clerk has put it together, and keeps its options per paper."""

    changed = Signal()
    """The paper would be another one now."""
    print_wanted = Signal()
    save_wanted = Signal()
    word_wanted = Signal()

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperPanel")
        self.setProperty("role", "parameters")
        self._desk = desk
        self._gate = gate
        self._spec: PaperSpec | None = None
        self._titles: dict[tuple[str, Subject], str] = {}
        theme = desk.theme
        self._head = label("paperName", role="h16")
        self._restore = button(theme, "paperRestore", _("恢复默认"), "quiet")
        self.subject = PaperSubject(desk, gate)
        self.options = PaperOptions(theme, gate.reader.offices.facts().name)
        self.apart = Check(theme, "paperApart", _("存 PDF 时分开存，一份一个文件"))
        self.printer = PrinterFields(theme, desk.memory)
        self._print = button(theme, "printNow", _("打印"), "primary", "print")
        self._save = button(theme, "savePdf", _("存 PDF"))
        self._word = button(theme, "saveWord", _("存 Word"))
        self.more = MoreButton(theme, "morePrint", dots=True)
        self._after_layout = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    def show_paper(self, spec: PaperSpec) -> None:
        """Show a paper with its options as they were left."""
        self._spec = spec
        self._head.setText(_(spec.label))
        for named in (self, self._scroll):
            named.setAccessibleName(_("{paper}，打印选项").format(paper=_(spec.label)))
        self.subject.show_paper(spec)
        kept = self._desk.memory.recall(KEPT.format(paper=spec.name))
        self._show_options(kept if isinstance(kept, dict) else {})
        self.apart.hide()
        self._word.hide()

    def show_made(self, made: Made | None, *, printable: bool) -> None:
        """Say how many pages there are, and offer what can be done with them; None for a paper not made."""
        pages = len(made.pdf.sizes) if made else 0
        self._print.setText(_("打印 {n} 页").format(n=pages) if pages else _("打印"))
        self._print.setEnabled(bool(pages) and printable and bool(self.printer.printer()))
        lacking = bool(pages) and printable and not self.printer.printer()
        self._print.setToolTip(
            _("没有打印机。先存 PDF，拷到能打印的电脑上印，样子不会变。") if lacking else ""
        )
        self._save.setEnabled(bool(pages) and printable)
        self._word.setEnabled(bool(pages) and printable)
        self.apart.setVisible(made is not None and len(made.sheets) > 1)
        if made is None:
            return
        paper = made.sheets[0].paper
        # A batch would be as many documents; its drafts are changed one by one anyway.
        draft = paper.kind is Kind.OFFICIAL or (self._spec is not None and self._spec.editable)
        self._word.setVisible(draft and len(made.sheets) == 1)
        self.options.show_columns(made.columns)
        if "title" not in made.order.wishes:
            self.options.show_own_title(paper.title)
        self.printer.show_lie(landscape=paper.setup.landscape)
        self.subject.show_sets(made.sets)

    def order(self) -> Order:
        """Give what shall be printed, as put together so far."""
        assert self._spec is not None
        wishes = self.options.wishes()
        if "size" in self._spec.options and self.printer.sheet() is not Size.A4:
            wishes["size"] = self.printer.sheet()
        return Order(self._spec.name, self.subject.selection(), wishes, each=self.subject.each())

    def problem(self) -> str:
        """Say what keeps the order from being made; empty where nothing does."""
        return self.subject.problem()

    def refuse(self, code: str, sentence: str) -> None:
        """Say a refusal beside the field it is about, if it is about one; an empty code takes it away."""
        about_margins = code == "paper.margins_too_wide"
        self.options.show_margin_problem(sentence if about_margins else "")
        if about_margins:
            # Laid out first, so that the sentence below the field comes into sight with it.
            self._after_layout.start()

    def _show_margins(self) -> None:
        for part in (self.options.rows["margins"].problem_line(), self.options.margin_fields()):
            self._scroll.ensureWidgetVisible(part, 0, self._desk.theme.px(12))

    def follow_printer(self) -> None:
        """Make the button primary that leads on: without a printer that is 存 PDF."""
        lead, other = (self._print, self._save) if self.printer.printer() else (self._save, self._print)
        for made, kind in ((lead, "primary"), (other, "")):
            restyle(made, "kind", kind)
        self._desk.theme.dress(self._print, "print", "on-red" if lead is self._print else "ink2")

    def _show_options(self, kept: Mapping[str, object]) -> None:
        assert self._spec is not None
        wishes = from_plain(kept.get("wishes"))
        wishes["title"] = self._titles.get((self._spec.name, self.subject.selection()), "")
        columns = kept.get("columns")
        wish = _column_wish(columns)
        self.options.show_paper(self._spec, wishes, wish, self._gate.reader.offices.settings())
        size = wishes.get("size", Setup().size)
        assert isinstance(size, Size)
        self.printer.show_size(size, offered="size" in self._spec.options)
        self.printer.duplex.setChecked(kept.get("duplex") is True)

    def _keep(self) -> None:
        """Remember the options of this paper; a title is of one session, so it lives as long as the window."""
        assert self._spec is not None
        order = self.order()
        self._titles[order.paper, order.subject] = str(order.wishes.get("title", ""))
        dropped = ("title",) if self._desk.memory.keeps_typed else ("title", "issuer")
        wishes = {name: value for name, value in order.wishes.items() if name not in dropped}
        kept = {
            "wishes": to_plain(wishes),
            "columns": [list(part) for part in self.options.columns],
            "duplex": self.printer.duplex.isChecked(),
        }
        self._desk.memory.keep(KEPT.format(paper=order.paper), kept)

    def _options_changed(self) -> None:
        self._keep()
        self.changed.emit()

    def _subject_changed(self) -> None:
        assert self._spec is not None
        # A title typed for one session must not head the paper of another.
        kept = self._desk.memory.recall(KEPT.format(paper=self._spec.name))
        self._show_options(kept if isinstance(kept, dict) else {})
        self.changed.emit()

    def _restore_defaults(self) -> None:
        assert self._spec is not None
        self._titles.pop((self._spec.name, self.subject.selection()), None)
        self._show_options({})
        self._keep()
        self.changed.emit()

    def _connect(self) -> None:
        self.subject.changed.connect(self._subject_changed)
        self.options.changed.connect(self._options_changed)
        self.printer.size_changed.connect(self._options_changed)
        self.printer.printer_changed.connect(self.follow_printer)
        self.printer.duplex.clicked.connect(self._keep)
        self._after_layout.timeout.connect(self._show_margins)
        self._restore.clicked.connect(self._restore_defaults)
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._word.clicked.connect(self.word_wanted)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head_row())
        layout.addWidget(self._body(), 1)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self.printer)
        layout.addWidget(lower)
        layout.addWidget(self._foot())
        self.setFixedWidth(theme.px(WIDTH))

    def _head_row(self) -> QFrame:
        theme = self._desk.theme
        head = frame("paperHead", "panelHead")
        head.setFixedHeight(theme.px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(16), 0, theme.px(10), 0)
        row.addWidget(self._head, 1)
        row.addWidget(self._restore)
        return head

    def _body(self) -> QScrollArea:
        theme = self._desk.theme
        body = QWidget()
        body.setProperty("role", "panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.row(12, 8))
        for part in (self.subject, self.options, self.apart):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("paperScroll")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return scroll

    def _foot(self) -> QFrame:
        theme = self._desk.theme
        foot = frame("paperFoot", "foot")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for part in (self._print, self._save):
            row.addWidget(part)
        row.addWidget(self.more, 1, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.px(16), theme.px(11), theme.px(10), theme.px(11))
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self._word, alignment=Qt.AlignmentFlag.AlignLeft)
        self._word.hide()
        return foot


def _column_wish(kept: object) -> ColumnWish:
    match kept:
        case [list(order), list(shown)]:
            return ColumnWish(tuple(map(str, order)), tuple(map(str, shown)))
    return ColumnWish()
