"""What a search of the settings finds outside its rows: duties, the other parts of 设置, and what is set on other pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gzparty.domain.duty import Duty
from gzparty.i18n import N_, _
from gzparty.services.duty_defaults import versions
from gzparty.services.hard_rules import hard_rules
from ui.panels.duty.settings import DUTIES, HINTS
from ui.panels.setting_row import holds, mark, terms_of
from ui.theme import Theme
from ui.widgets.controls import button, label

ELSEWHERE = (
    (N_("单位、社区、村名、党小组"), N_("在组织与人员里改，从哪天起都记着"), "people"),
    (N_("任期、换届日期"), N_("在干部队伍里登记"), "cadres"),
    (N_("月度主题"), N_("在月度主题里定，上级没发的月份可以空着"), "themes"),
    (N_("打印机、纸张、栏目、标题、大字版"), N_("在打印中心里选，每种材料各记各的"), "print"),
    (N_("备份、恢复、密码、放在哪个盘"), N_("在数据与备份里办"), "data"),
)


class Link(NamedTuple):
    """One place: its words, what is said of it, and where it leads: a part and a duty of it, or a page."""

    words: str
    note: str
    part: str = ""
    duty: str = ""
    page: str = ""


def links(stored: Iterable[Duty]) -> list[Link]:
    """Every place there is, those of 设置 first; of a duty its newest version speaks, the office's or as delivered."""
    newest = [known[-1] for known in versions(stored).values()]
    found = [Link(_(part), _(words), part) for part, words in HINTS.items()]
    found += [Link(duty.title, duty.basis, DUTIES, duty.code) for duty in newest]
    found += [Link(rule.title, f"{rule.rule}　{rule.basis}", DUTIES) for rule in hard_rules()]
    found += [Link(_(words), _(note), page=page) for words, note, page in ELSEWHERE]
    return found


class SettingLinks(QWidget):
    """The places in which something is found, each a button that leads there."""

    wanted = Signal(object)
    """A Link."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("settingLinks")
        self._theme = theme
        self._heading = label("settingLinksHeading", _("别处"), "h15")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(12), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._heading, 0, 0, 1, 2)
        self._lines: list[QWidget] = []
        self._found: list[Link] = []
        self._known: Mapping[str, str] = {}

    def know_initials(self, initials: Mapping[str, str]) -> None:
        """Take over the pinyin initials of the words of places."""
        self._known = initials

    def search(self, text: str, among: Sequence[Link]) -> int:
        """Show the places that hold a text; give how many. An empty text shows none."""
        for line in self._lines:
            line.deleteLater()
        self._lines.clear()
        terms = terms_of(text)
        self._found = [
            one
            for one in among
            if terms and holds(f"{one.words}\n{one.note}", self._known.get(one.words, ""), terms)
        ]
        for place, one in enumerate(self._found, 1):
            opener = button(self._theme, f"settingLink{place}", one.words, "link")
            opener.setAccessibleName(_("{words}：{note}").format(words=one.words, note=one.note))
            opener.clicked.connect(self._go)
            note = label(f"settingLinkNote{place}", role="hint")
            note.setWordWrap(True)
            mark(note, one.note, terms, self._theme)
            self._grid.addWidget(opener, place, 0)
            self._grid.addWidget(note, place, 1)
            self._lines += [opener, note]
        self.setVisible(bool(self._found))
        return len(self._found)

    def _go(self) -> None:
        sender = self.sender()
        assert sender is not None
        place = int(sender.objectName().removeprefix("settingLink"))
        self.wanted.emit(self._found[place - 1])
