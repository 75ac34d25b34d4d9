"""The checklist beside the files, and what the clerk can say of the line chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gzparty.domain.folder import FolderKind
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.folders import FolderView
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.folder_words import folder_checks, folder_figure
from ui.widgets.checklist import Checklist
from ui.widgets.controls import button, label
from ui.widgets.flow import FlowLayout

PRINTS = {
    FolderKind.NOTICE: "training-notice",
    FolderKind.SCHEDULE: "schedule",
    FolderKind.SIGN_IN: "sign-in",
    FolderKind.ROLL: "roll",
}
"""The paper a kind is printed as."""


class MaterialSide(QFrame):
    """Panel on the right of the tab 材料."""

    done = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("materialSide")
        self.setProperty("role", "panel")
        self.setAccessibleName(_("一期一档"))
        self._desk = desk
        self._gate = gate
        self._folder: FolderView | None = None
        theme = desk.theme
        self._figure = label("materialFigure", role="label")
        self.checklist = Checklist(theme, "materialChecklist", _("一期一档"))
        self.checklist.set_filtering()
        self._about = label("materialAbout", role="hint")
        self._about.setWordWrap(True)
        self._paper = button(theme, "paperPlaceDeed", _("记纸质原件"), "small")
        self._waive = button(theme, "waiveDeed", _("不需要"), "small")
        self._clear = button(theme, "clearMarkDeed", _("清除标记"), "small")
        self._print = button(theme, "printDeed", _("打印"), "small", icon="print")
        self._lay_out()
        self._paper.clicked.connect(self._ask_place)
        self._waive.clicked.connect(self._waive_kind)
        self._clear.clicked.connect(self._clear_kind)
        self._print.clicked.connect(self._want_paper)
        self._follow_density()
        theme.density_changed.connect(self._follow_density)

    def show_folder(self, folder: FolderView) -> None:
        """Show how far the folder is."""
        self._folder = folder
        self.checklist.show_checks(folder_checks(folder))
        self._figure.setText(folder_figure(folder))
        self.show_chosen()

    def show_chosen(self) -> None:
        """Offer what can be said of the chosen line."""
        kind = self._kind()
        item = self._folder.items.get(kind) if self._folder and kind else None
        for control in (self._paper, self._waive):
            control.setVisible(kind is not None)
        self._clear.setVisible(item is not None)
        self._print.setVisible(kind in PRINTS)
        if kind is None:
            words = _("点上面一项：只看这一类；拖进来的也归到这一类，还能记纸质原件放在哪。")
        else:
            words = _("{kind}：再点一下看全部").format(kind=folder_kind_label(kind))
        self._about.setText(words)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        body = QWidget()
        body.setProperty("role", "panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(12))
        column.setSpacing(0)
        head = QHBoxLayout()
        title = label("materialSideTitle", _("一期一档"), "h15")
        title.setFixedHeight(theme.px(50))
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._figure)
        column.addLayout(head)
        column.addWidget(self.checklist)
        column.addSpacing(theme.px(12))
        column.addWidget(self._about)
        column.addSpacing(theme.px(8))
        box = QWidget()
        flow = FlowLayout(box, theme.px(6))
        for one in (self._paper, self._waive, self._clear, self._print):
            flow.addWidget(one)
        column.addWidget(box)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("materialSideScroll")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        # A click beside the lines leaves the focus where the typing goes.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _kind(self) -> FolderKind | None:
        key = self.checklist.value()
        return FolderKind(key) if key else None

    def _ask_place(self) -> None:
        kind, folder = self._kind(), self._folder
        if kind is None or folder is None:
            return
        from ui.panels.ask import Question, ask_and_write
        from ui.panels.material_forms import PlaceForm

        item = folder.items.get(kind)
        form = PlaceForm(self._desk.theme, item.place if item else "")
        title = _("{kind}的纸质原件放在哪").format(kind=folder_kind_label(kind))
        ask_and_write(
            self._desk.theme,
            self._gate,
            Question(title, _("记下"), form),
            lambda services, values: services.folders.set_paper(folder.sitting_id, kind, values["place"]),
            self.done.emit,
            self,
        )

    def _waive_kind(self) -> None:
        self._say(lambda services, sitting, kind: services.folders.waive(sitting, kind))

    def _clear_kind(self) -> None:
        self._say(lambda services, sitting, kind: services.folders.clear(sitting, kind))

    def _say(self, call: Callable[[Services, int, FolderKind], Done[Any]]) -> None:
        kind, folder = self._kind(), self._folder
        if kind is not None and folder is not None:
            self._gate.write(lambda services: call(services, folder.sitting_id, kind), self._told)

    def _told(self, outcome: Done[Any]) -> None:
        if outcome.action:
            self.done.emit(outcome.name)

    def _want_paper(self) -> None:
        kind = self._kind()
        if kind in PRINTS:
            self.paper_wanted.emit(PRINTS[kind])

    def _follow_density(self) -> None:
        self.setFixedWidth(self._desk.theme.side(256, 220))
