"""关于: the version, that nothing goes over a network, where the data lies, and what the program is made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gzparty import __version__
from gzparty.i18n import N_, _
from gzparty.labels import copies
from ui.jobs import Jobs
from ui.lasting import Quiet
from ui.theme import Theme
from ui.widgets.controls import button, frame, label
from ui.widgets.dialog_size import open_at
from ui.widgets.pressing import PressingDialog
from ui.widgets.shortened import Paragraph
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from gzparty.licences import Part

WIDTH, HEIGHT, LIST_WIDTH = 840, 520, 250
ABOUT, LICENCES = "about", "licences"
OFFLINE = N_("不联网：程序不打开任何网络连接，数据只在这台电脑上。")
HOW_CHECKED = N_(
    "怎么查的：程序每改一次，都从外面用 strace 盯着它建示例、跑命令、开窗口录入和打印，只要打开一个网络连接（AF_INET、"
    "AF_INET6），这一版就通不过。网络打印机由系统的打印服务去连，不经过本程序。"
)


class OfficePlaces(NamedTuple):
    """Where the open office lies: its file, its attachments, the folder of its copies; and the log of errors."""

    file: Path
    attachments: Path
    copies: Path
    errors: Path


class Fact(NamedTuple):
    """One line: what it is and what it says."""

    title: str
    words: str


class AboutDialog(PressingDialog):
    """Facts of the program and the open office; licences on a second tab, read when it is first shown."""

    def __init__(self, theme: Theme, jobs: Jobs, places: OfficePlaces, schema: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(_("关于官庄党建工作台"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._facts = _facts(places, schema)
        self._licences = Licences(theme, jobs)
        self._tabs = Tabs(theme, "aboutTabs")
        self._tabs.add(ABOUT, _("关于"))
        self._tabs.add(LICENCES, _("第三方许可"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._about())
        self._pages.addWidget(self._licences)
        self._copy = button(theme, "aboutCopy", _("复制"))
        self._copy.setToolTip(_("复制版本、位置和大小，发给维护的人"))
        close = button(theme, "aboutClose", _("关上"))
        close.setDefault(True)
        self._lay_out(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tabs.currentChanged.connect(self._show_tab)
        self._copy.clicked.connect(self._copy_facts)
        close.clicked.connect(self.accept)

    def text(self) -> str:
        """Everything of the first tab as it is copied."""
        lines = [
            _("官庄党建工作台"),
            *(_("{title}：{words}").format(**fact._asdict()) for fact in self._facts),
        ]
        return "\n".join([*lines, _(OFFLINE), _(HOW_CHECKED)])

    def _about(self) -> QWidget:
        theme = self._theme
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(12))
        layout.setSpacing(theme.px(10))
        layout.addWidget(label("aboutName", _("官庄党建工作台"), "h18"))
        layout.addLayout(self._grid())
        layout.addSpacing(theme.px(6))
        layout.addWidget(_wrapped(label("aboutOffline", _(OFFLINE), "strong")))
        layout.addWidget(_wrapped(label("aboutChecked", _(HOW_CHECKED), tone="ink2")))
        layout.addStretch(1)
        return page

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(6))
        top_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(self._facts):
            grid.addWidget(label(f"aboutTitle{row}", fact.title, tone="ink2"), row, 0, top_right)
            grid.addWidget(_wrapped(Paragraph(f"aboutWords{row}", fact.words)), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _lay_out(self, close: QWidget) -> None:
        theme = self._theme
        tabs = frame("aboutTabRow", "tabRow")
        row = QHBoxLayout(tabs)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.addWidget(self._tabs)
        row.addStretch(1)
        foot = frame("aboutFoot", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tabs)
        layout.addWidget(self._pages, 1)
        layout.addWidget(foot)
        open_at(self, theme, WIDTH, HEIGHT)

    def _show_tab(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        if self._tabs.key() == LICENCES:
            self._licences.fill()
        self._copy.setText(_("复制"))

    def _copy_facts(self) -> None:
        on_licence = self._tabs.key() == LICENCES
        QGuiApplication.clipboard().setText(self._licences.text() if on_licence else self.text())
        self._copy.setText(_("已复制"))


class Licences(QWidget):
    """Libraries and faces at the left, the licence of the chosen one at the right."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._parts: dict[str, Part] = {}
        self._asked = False
        self.list = SideList(theme, "licenceList", _("第三方软件和字体"))
        self.list.setFixedWidth(theme.px(LIST_WIDTH))
        self._title = label("licenceTitle", role="h15")
        self._text = QPlainTextEdit()
        self._text.setObjectName("licenceText")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("许可全文"))
        right = QVBoxLayout()
        right.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        right.setSpacing(theme.px(8))
        right.addWidget(self._title)
        right.addWidget(self._text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.list.chosen.connect(self._show)

    def fill(self) -> None:
        """Read the list, once, in a job: it lies in some thirty small files."""
        if self._asked:
            return
        self._asked = True
        self._title.setText(_("正在读…"))
        quiet = Quiet("the panel itself says that it is being read")
        self._jobs.run(lambda _progress, _stopped: _all_parts(), self._list, self._fail, quiet)

    def text(self) -> str:
        """The licence in sight as it is copied."""
        return f"{self._title.text()}\n\n{self._text.toPlainText()}"

    def _list(self, parts: tuple[list[Part], list[Part]]) -> None:
        libraries, faces = parts
        self._parts = {part.key: part for part in (*libraries, *faces)}
        items = [SideItem("", _("软件"))]
        items += [SideItem(part.key, f"{part.name} {part.version}") for part in libraries]
        items.append(SideItem("", _("字体")))
        items += [SideItem(part.key, f"{part.name} {part.version}") for part in faces]
        self.list.show_items(items)
        self.list.choose(libraries[0].key)

    def _show(self, key: str) -> None:
        from gzparty import licences

        part = self._parts[key]
        self._title.setText(_("{name} {version}，许可 {licence}").format(**part._asdict()))
        self._text.setPlainText(licences.text(part))

    def _fail(self, error: Exception) -> None:
        self._title.setText(_("没读出来，程序照常能用。"))
        raise error


def _all_parts() -> tuple[list[Part], list[Part]]:
    from gzparty import licences

    return licences.libraries(), licences.faces()


def _facts(places: OfficePlaces, schema: int) -> list[Fact]:
    return [
        Fact(_("版本"), __version__),
        Fact(_("办公文件"), _sized(places.file)),
        Fact(_("附件"), _sized(places.attachments)),
        Fact(_("备份"), str(places.copies)),
        Fact(_("文件版式"), _("第 {n} 版").format(n=schema)),
        Fact(_("出错记录"), _sized(places.errors)),
    ]


def _sized(path: Path) -> str:
    try:
        octets = path.stat().st_size
    except OSError:
        return _("还没有")
    return _("{path}（{size}）").format(path=path, size=copies.size(octets))


def _wrapped(words: QLabel) -> QLabel:
    words.setWordWrap(True)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return words
