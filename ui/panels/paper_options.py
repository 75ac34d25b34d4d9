"""How a paper shall look: one control per field of `Style` that the paper obeys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.reports.catalogue import PaperSpec, office_margins
from gzparty.reports.content import OFFICIAL_MARGINS, Margins, Offer
from gzparty.settings import DEFAULTS, Settings
from ui.print_work import ColumnWish
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import button, field, label, number
from ui.widgets.labelled import Labelled, side_by_side
from ui.widgets.segments import Segments

NARROW_MARGINS = Margins(12, 12, 12, 12)
OWN = "own"
EDGES = (("top", N_("上")), ("right", N_("右")), ("bottom", N_("下")), ("left", N_("左")))
MOST_BLANKS, MOST_SEATS, MOST_SLIPS, MOST_MM = 200, 40, 1000, 999
ISSUERS = (
    N_("中共{office}委员会"),
    N_("{office}党建办"),
    N_("{office}党政办"),
    N_("中共{office}纪律检查委员会"),
)
ORDERS = (("", N_("按单位")), ("name", N_("按姓名")))
HALVES = (("", N_("单栏")), ("double", N_("双栏")))
FILLED = (("", N_("会前签到")), ("filled", N_("会后数字")))


class PaperOptions(QWidget):
    """The controls of the paper in sight; what differs from the paper's own way becomes a wish."""

    changed = Signal()
    columns_wanted = Signal()

    def __init__(self, theme: Theme, office: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperOptions")
        self._theme = theme
        self._spec: PaperSpec | None = None
        self._loading = False
        self._usual = DEFAULTS
        self.columns = ColumnWish()
        self._make_controls(theme, office)
        self._lay_out(theme)
        self._connect()

    def show_paper(
        self, spec: PaperSpec, wishes: Mapping[str, object], columns: ColumnWish, usual: Settings
    ) -> None:
        """Show a paper's options as the clerk left them; what was never left stands as the office set it."""
        self._loading = True
        self._spec, self.columns, self._usual = spec, columns, usual
        for option, row in self.rows.items():
            row.setVisible(option in spec.options)
        for option, check in self._checks.items():
            check.setVisible(option in spec.options)
        self._checks["outside"].setText(_(spec.outside))
        for pair, members in self._pairs:
            pair.setVisible(not members.isdisjoint(spec.options))
        self._title.setText(str(wishes.get("title", "")))
        self.show_own_title("")
        self._issuer.setCurrentText(str(wishes.get("issuer", "")))
        self._order.set_value(str(wishes.get("order", "")))
        self._double.set_value("double" if wishes.get("double") else "")
        self._filled.set_value("filled" if wishes.get("filled") else "")
        self._blank_lines.setValue(int(str(wishes.get("blank_lines", usual.blank_lines))))
        self._seats.setValue(int(str(wishes.get("seats", 0))))
        self._slips.setValue(int(str(wishes.get("copies", 0))))
        for option, check in self._checks.items():
            check.setChecked(bool(wishes.get(option, False)))
        self._show_margins(wishes.get("margins"))
        self.show_columns(())
        self._loading = False

    def show_columns(self, offered: Sequence[Offer]) -> None:
        """Say how many of the columns are printed."""
        from gzparty.reports.options import arranged

        shown = sum(on for _offer, on in arranged(offered, *self.columns))
        words = _("全部 {n} 栏") if shown == len(offered) else _("{shown} 栏，共 {n} 栏")
        self._columns.setText(words.format(shown=shown, n=len(offered)) if offered else _("选栏目"))
        self._columns.setEnabled(bool(offered))

    def show_own_title(self, title: str) -> None:
        """Say in the empty field what the paper calls itself."""
        self._title.setPlaceholderText(title or _("照这张表自己的"))

    def show_margin_problem(self, sentence: str) -> None:
        """Say beside the margins why they cannot be."""
        self.rows["margins"].show_problem(sentence)

    def margin_fields(self) -> QWidget:
        """Where the margins are typed in."""
        return self._own_edges if self._own_edges.isVisible() else self._margins

    def set_columns(self, wish: ColumnWish) -> None:
        """Take the clerk's choice of columns."""
        self.columns = wish
        self._tell()

    def wishes(self) -> dict[str, object]:
        """Give what differs from the paper's own way, as fields of `Style`."""
        found: dict[str, object] = {
            "title": self._title.text().strip(),
            "issuer": self._issuer.currentText().strip(),
            "order": self._order.value(),
            "double": bool(self._double.value()),
            "filled": bool(self._filled.value()),
            "seats": self._seats.value(),
            "copies": self._slips.value(),
            "margins": self._chosen_margins(),
            **{option: check.isChecked() for option, check in self._checks.items()},
        }
        asked = self._spec.options if self._spec else ()
        wishes = {option: value for option, value in found.items() if option in asked and value}
        if "blank_lines" in asked:
            # The office's own number is a setting, so it is a wish of the office and always named.
            wishes["blank_lines"] = self._blank_lines.value()
        return wishes

    def _make_controls(self, theme: Theme, office: str) -> None:
        self._order = Segments(theme, "paperOrder", ORDERS)
        self._double = Segments(theme, "paperDouble", HALVES)
        self._filled = Segments(theme, "paperFilled", FILLED)
        self._blank_lines = number("paperBlankLines", 0, MOST_BLANKS)
        self._seats = number("paperSeats", 0, MOST_SEATS)
        self._seats.setSpecialValueText(_("自动"))
        self._slips = number("paperSlipCopies", 0, MOST_SLIPS)
        self._slips.setSpecialValueText(_("一页纸"))
        self._columns = button(theme, "paperColumns", _("选栏目"), "field")
        self._title = field("paperTitle")
        self._issuer = Combo(theme, "paperIssuer")
        self._issuer.setEditable(True)
        for words in ISSUERS:
            self._issuer.add(_(words).format(office=office), words)
        self._issuer.set_value(None)
        line = self._issuer.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("照设置里的落款"))
        self._margins = Combo(theme, "paperMargins")
        for words, value in (
            (_("普通"), None),
            (_("窄"), NARROW_MARGINS),
            (_("公文"), OFFICIAL_MARGINS),
            (_("自己定"), OWN),
        ):
            self._margins.add(words, value)
        self._edges = {edge: number(f"paperMargin_{edge}", 20, MOST_MM) for edge, _words in EDGES}
        self._checks = {
            "large": Check(theme, "paperLarge", _("大字版")),
            "flat": Check(theme, "paperFlat", _("一张纸放两个")),
            "outside": Check(theme, "paperOutside", _("对外用，只印日期")),
            "apart": Check(theme, "paperSlips", _("一村一联，裁开用")),
            "named": Check(theme, "paperNamed", _("点名通报，印人名")),
        }

    def _lay_out(self, theme: Theme) -> None:
        self.rows = {
            "double": Labelled(theme, _("版式"), self._double),
            "filled": Labelled(theme, _("人数"), self._filled),
            "order": Labelled(theme, _("排序"), self._order),
            "blank_lines": Labelled(theme, _("空白行"), self._blank_lines),
            "seats": Labelled(theme, _("一排几座"), self._seats),
            "copies": Labelled(theme, _("要几张票"), self._slips),
            "columns": Labelled(theme, _("栏目"), self._columns),
            "margins": Labelled(theme, _("页边距"), self._margins),
            "title": Labelled(theme, _("标题"), self._title),
            "issuer": Labelled(theme, _("落款"), self._issuer),
        }
        self._own_edges = self._edge_grid(theme)
        rows, large = self.rows, self._checks["large"]
        self._pairs = (
            (
                side_by_side(theme, rows["blank_lines"], rows["seats"], rows["copies"], rows["columns"]),
                frozenset({"blank_lines", "seats", "copies", "columns"}),
            ),
            (side_by_side(theme, rows["margins"], large), frozenset({"margins", "large"})),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.row(12, 8))
        first, last = (pair for pair, _members in self._pairs)
        others = [check for option, check in self._checks.items() if option != "large"]
        parts = (rows["double"], rows["filled"], rows["order"], first, rows["title"], rows["issuer"], last)
        for part in (*parts, self._own_edges, rows["margins"].problem_line(), *others):
            layout.addWidget(part)

    def _edge_grid(self, theme: Theme) -> QWidget:
        holder = QWidget()
        holder.setObjectName("paperEdges")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(6))
        for place, (edge, words) in enumerate(EDGES):
            title = label(f"paperMargin_{edge}Label", _(words), "label")
            title.setBuddy(self._edges[edge])
            self._edges[edge].setAccessibleName(_("页边距 {edge}，毫米").format(edge=_(words)))
            grid.addWidget(title, place // 2, place % 2 * 2)
            grid.addWidget(self._edges[edge], place // 2, place % 2 * 2 + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        holder.hide()
        return holder

    def _connect(self) -> None:
        self._title.textEdited.connect(self._tell)
        self._issuer.editTextChanged.connect(self._tell)
        self._margins.activated.connect(self._margins_chosen)
        self._columns.clicked.connect(self.columns_wanted)
        for segments in (self._order, self._double, self._filled):
            segments.chosen.connect(self._tell)
        for spin in (self._blank_lines, self._seats, self._slips, *self._edges.values()):
            spin.valueChanged.connect(self._tell)
        for check in self._checks.values():
            check.toggled.connect(self._tell)

    def _tell(self, *_values: object) -> None:
        if not self._loading:
            self.changed.emit()

    def _chosen_margins(self) -> Margins | None:
        chosen = self._margins.value()
        if chosen == OWN:
            return Margins(**{edge: spin.value() for edge, spin in self._edges.items()})
        return chosen if isinstance(chosen, Margins) else None

    def _show_margins(self, margins: object) -> None:
        own = isinstance(margins, Margins) and not self._margins.offers(margins)
        self._margins.set_value(OWN if own else margins)
        shown = margins if isinstance(margins, Margins) else office_margins(self._usual)
        for edge, spin in self._edges.items():
            spin.setValue(round(getattr(shown, edge)))
        self._own_edges.setVisible(own and self._spec is not None and "margins" in self._spec.options)
        self.show_margin_problem("")

    def _margins_chosen(self) -> None:
        self._own_edges.setVisible(self._margins.value() == OWN)
        self._tell()
