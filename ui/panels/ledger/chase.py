"""催办: a ready text for each unit or leader and one for a group, to copy as it is or after a change; that it was chased
is noted on the problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from gzparty.labels.ledger_chase import problem_group_text, problem_private_text
from gzparty.services.ledger_views import ProblemChase
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.controls import area, button, field, label
from ui.widgets.pressing import PressingDialog
from ui.widgets.segments import Segments
from ui.widgets.side_list import SideItem, SideList

WIDTH, LIST, TEXT = 640, 168, 200
TO_ALL = "all"
BY_UNIT, BY_LEADER = "unit", "leader"


class LedgerChaseDialog(PressingDialog):
    """On the left whom to write to, on the right the text; what was typed into it is copied too."""

    copied = Signal(str)
    chased = Signal(object, str)
    """The ids of problems that were chased, and how."""

    def __init__(
        self,
        theme: Theme,
        by_unit: Sequence[ProblemChase],
        by_leader: Sequence[ProblemChase],
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerChase")
        self.setWindowTitle(_("催办"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._told = {BY_UNIT: tuple(by_unit), BY_LEADER: tuple(by_leader)}
        self._groups: dict[str, ProblemChase] = {}
        self.by = Segments(
            theme, "ledgerChaseBy", [(BY_UNIT, N_("发给单位")), (BY_LEADER, N_("发给责任领导"))]
        )
        self.named = Check(theme, "ledgerChaseNamed", _("群里那段点出单位"))
        self._today = today
        self.whom = SideList(theme, "ledgerChaseWhom", _("发给谁"))
        self.text = area("ledgerChaseText", theme.px(TEXT))
        self.text.setAccessibleName(_("催办的话"))
        self.how = field("ledgerChaseHow", hint=_("如 电话告知责任人"))
        self.copy = button(theme, "ledgerChaseCopy", _("复制"), icon="copy")
        self.note = button(theme, "ledgerChaseNote", _("记一次催办"), "primary")
        self.shut = button(theme, "ledgerChaseShut", _("关上"))
        self._lay_out(theme)
        self.whom.chosen.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.note.clicked.connect(self._note)
        self.shut.clicked.connect(self.reject)
        self.by.chosen.connect(self._list)
        self.named.toggled.connect(self._show_all)
        self._list(BY_UNIT)
        self.note.setDefault(True)

    def _list(self, by: str) -> None:
        self._groups = {f"{by}{place}": group for place, group in enumerate(self._told[by])}
        items = [SideItem(key, group.name) for key, group in self._groups.items()]
        self.whom.show_items([*items, SideItem(TO_ALL, _("发到群里"))])
        self.whom.choose(next(iter(self._groups), TO_ALL))

    def _show(self, key: str) -> None:
        self.named.setVisible(key == TO_ALL)
        if key == TO_ALL:
            # A group reads units, never who leads them.
            text = problem_group_text(self._told[BY_UNIT], self._today, self.named.isChecked())
        else:
            text = problem_private_text(self._groups[key], self._today)
        self.text.setPlainText(text)

    def _show_all(self) -> None:
        self._show(TO_ALL)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        group = self._groups.get(self.whom.current_key())
        if group is None:
            self.copied.emit(_("已复制发到群里的催办"))
        else:
            self.copied.emit(_("已复制给{unit}的催办，{n} 条").format(unit=group.name, n=len(group.lines)))

    def _note(self) -> None:
        ids = [line.problem.id for group in self._told[BY_UNIT] for line in group.lines]
        self.chased.emit(ids, self.how.text().strip() or _("发了催办"))
        self.accept()

    def _lay_out(self, theme: Theme) -> None:
        number = sum(len(group.lines) for group in self._told[BY_UNIT])
        head = label("ledgerChaseTitle", _("催办 {n} 条问题").format(n=number), "h16")
        hint = label(
            "ledgerChaseHint", _("一家一段，改几个字也行；催过了记一次，经过里就看得到。"), tone="ink2"
        )
        hint.setWordWrap(True)
        self.whom.setFixedWidth(theme.px(LIST))
        self.by.setMaximumWidth(theme.px(260))
        beside = QVBoxLayout()
        beside.setSpacing(theme.px(8))
        beside.addWidget(self.text, 1)
        copying = QHBoxLayout()
        copying.addWidget(self.copy)
        copying.addWidget(self.named)
        copying.addStretch(1)
        beside.addLayout(copying)
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(12))
        middle.addWidget(self.whom)
        middle.addLayout(beside, 1)
        how = QHBoxLayout()
        how.setSpacing(theme.px(8))
        words = label("ledgerChaseHowLabel", _("怎么催的"), "label")
        words.setBuddy(self.how)
        how.addWidget(words)
        how.addWidget(self.how, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(self.shut)
        foot.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        layout.setSpacing(theme.px(12))
        layout.addWidget(head)
        layout.addWidget(hint)
        layout.addWidget(self.by)
        layout.addLayout(middle)
        layout.addLayout(how)
        layout.addLayout(foot)
        self.setFixedWidth(theme.px(WIDTH))
