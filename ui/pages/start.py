"""The first page of a first run: begin, open, or look around, and where the records will lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gzparty import __version__
from gzparty.i18n import N_, SOURCE, _
from gzparty.records import dataclass
from ui.keys import bind, keys_of
from ui.paint import LEFT, draw_text, fill, fill_rounded
from ui.panels.keys_help import KeysHelp
from ui.preferences import LANGUAGE, SCALE
from ui.theme import Theme
from ui.widgets.busy_line import BAR_AFTER_MS, BusyLine
from ui.widgets.controls import at_left, button, frame, label, rule
from ui.widgets.error_bar import ErrorBar
from ui.widgets.key_bar import KeyCap
from ui.widgets.painted import PaintedButton
from ui.widgets.pressing import PressingWindow

STEPS = (
    (N_("核对单位"), N_("看看 {villages} 个村归哪个社区，支部叫什么")),
    (N_("导入书记花名册"), N_("用现成的 Excel 表，列名不一样也行")),
    (N_("打印第一张签到表"), N_("排好这个月的培训班，直接打印")),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the start page names: the year, the units that come with the program, where records would lie."""

    year: int
    villages: int
    departments: int
    folder: Path
    language: str = SOURCE


class StartChoice(PaintedButton):
    """One of the three big choices."""

    HEIGHT = 82
    PADDING = 20
    RADIUS = 6

    def __init__(self, theme: Theme, name: str, icon: str, words: tuple[str, str], key: str = "") -> None:
        super().__init__(theme, name)
        self._icon = icon
        self._words = words
        self._key = key
        self.first = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(words[0])
        self.setAccessibleName(words[0])
        self.setAccessibleDescription(words[1])

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(600), self.theme.px(self.HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(420), self.theme.px(self.HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paint_background(self, painter: QPainter, rect: QRect) -> None:
        theme = self.theme
        ground = "press" if self.isDown() else "hover" if self.underMouse() else "surface"
        fill_rounded(painter, rect, 6, theme.colour(ground), theme.colour("red-t" if self.first else "line2"))
        if self.first:
            fill(painter, QRect(1, 4, theme.px(3), rect.height() - 8), theme.colour("red-t"))

    def paint_line(self, painter: QPainter, room: QRect) -> None:
        theme, side = self.theme, self.theme.px(24)
        middle = self.height() / 2
        box = QRectF(room.left(), middle - side / 2, side, side)
        theme.icons.paint(painter, box, self._icon, theme.colour("red-t" if self.first else "ink2"))
        words = room.adjusted(side + theme.px(18), 0, -theme.px(90), 0)
        upper = QRect(words.left(), int(middle) - theme.px(22), words.width(), theme.px(24))
        lower = QRect(words.left(), int(middle) + theme.px(2), words.width(), theme.px(20))
        draw_text(painter, upper, self._words[0], theme.font(16, bold=True), theme.colour("ink"))
        draw_text(painter, lower, self._words[1], theme.font(14), theme.colour("ink2"))
        arrow = theme.px(16)
        place = QRectF(room.right() - arrow, middle - arrow / 2, arrow, arrow)
        theme.icons.paint(painter, place, "right", theme.colour("ink2"))
        key = QRect(room.right() - theme.px(90), 0, theme.px(60), self.height())
        draw_text(painter, key, self._key, theme.font(12), theme.colour("ink3"), LEFT)


class StartPage(QWidget):
    """Three choices on the left, three steps on the right."""

    new_wanted = Signal(object)
    """The folder in which a new office is to be made."""
    open_wanted = Signal(object)
    """The office file or copy to open."""
    sample_wanted = Signal()
    preference_wanted = Signal(object, object)
    """A Preference and the value wanted for it."""
    guide_wanted = Signal()
    """The sample, and a round through it."""

    def __init__(self, theme: Theme, beginning: Beginning) -> None:
        super().__init__()
        self.setObjectName("startPage")
        self.setProperty("role", "page")
        self._theme = theme
        self._beginning = beginning
        self.folder = beginning.folder
        self._make_controls()
        self._lay_out()
        self._connect()
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_folder(self, folder: Path) -> None:
        """Put the records elsewhere."""
        self.folder = folder
        self._where.setText(str(folder))

    def say_refused(self, words: str) -> None:
        """Say why a choice could not be carried out."""
        self._error.say(words, "")

    def lock(self, locked: bool) -> None:
        """Take no further choice while one is carried out."""
        for control in (*self.choices, self._elsewhere, self._bigger, self._language):
            control.setEnabled(not locked)

    def _make_controls(self) -> None:
        theme, facts = self._theme, self._beginning
        units = _("{villages} 个村、{departments} 个部门已经列好，核对一遍就能用").format(
            villages=facts.villages, departments=facts.departments
        )
        new = _("新建 {year} 年工作台账").format(year=facts.year)
        self.choices = (
            StartChoice(theme, "startNew", "new", (new, units), keys_of("new")),
            StartChoice(
                theme,
                "startOpen",
                "open",
                (_("打开台账或备份"), _("换了电脑，或要找回以前的数据")),
                keys_of("open"),
            ),
            StartChoice(
                theme, "startSample", "eye", (_("先看示例数据"), _("随便点、随便改，不影响正式数据"))
            ),
        )
        self.choices[0].first = True
        self._guide = button(theme, "startGuide", _("五分钟走一遍示例数据"), "link")
        self._error = ErrorBar(theme)
        self.busy = BusyLine(theme, "startBusy", words_after=BAR_AFTER_MS)
        self._where = label("startFolder", str(facts.folder))
        self._elsewhere = button(theme, "startElsewhere", _("换个位置"), "small")
        self._bigger = button(theme, "startBigger", _("改大一点"), "statusLink")
        self._bigger.setVisible(_bigger_than(theme.scale) is not None)
        self._other = next(one for one in LANGUAGE.choices if one.value != facts.language)
        self._language = button(theme, "startLanguage", self._other.words, "statusLink")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self._left(), 1)
        sides.addWidget(self._right())
        layout.addLayout(sides, 1)
        layout.addWidget(self._foot())

    def _left(self) -> QWidget:
        theme = self._theme
        block = QWidget()
        block.setMaximumWidth(theme.px(600))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label("wordmark", _("官庄党建工作台"), "wordmark"))
        column.addSpacing(theme.px(4))
        column.addWidget(label("startLead", _("排书记培训，办签到考勤，打印通知名册，导出台账。"), "lead"))
        column.addSpacing(theme.px(34))
        column.addWidget(self._error)
        for choice in self.choices:
            column.addWidget(choice)
            column.addSpacing(theme.px(12))
        column.addWidget(at_left(self._guide))
        column.addWidget(self.busy)
        column.addSpacing(theme.px(10))
        column.addWidget(rule())
        column.addSpacing(theme.px(16))
        column.addLayout(self._folder_row())
        column.addSpacing(theme.px(10))
        column.addWidget(label("startPrivacy", _("只存在这台电脑上，不联网，不上传。"), "hint"))
        side = QWidget()
        around = QHBoxLayout(side)
        around.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(block)
        middle.addStretch(3)
        around.addStretch(2)
        around.addLayout(middle, 12)
        around.addStretch(3)
        return side

    def _folder_row(self) -> QHBoxLayout:
        theme = self._theme
        box = frame("startFolderBox", "readOnly")
        box.setFixedHeight(theme.px(28))
        inner = QHBoxLayout(box)
        inner.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        lock = label("startLock")
        theme.show_icon(lock, "lock", "ink3", 14)
        inner.addWidget(lock)
        inner.addWidget(self._where, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(label("startFolderLabel", _("数据放在"), "label"))
        row.addWidget(box, 1)
        row.addWidget(self._elsewhere)
        return row

    def _right(self) -> QWidget:
        theme = self._theme
        side = frame("startSteps", "chromeSide")
        side.setFixedWidth(theme.px(440))
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.px(48), 0, theme.px(48), 0)
        column.setSpacing(theme.px(14))
        column.addStretch(2)
        column.addWidget(label("stepsTitle", _("头一回用，三步就好"), "h16"))
        for number, (title, text) in enumerate(STEPS, 1):
            column.addWidget(rule("hline2"))
            column.addLayout(self._step(number, _(title), _(text).format(villages=self._beginning.villages)))
        column.addWidget(rule("hline2"))
        hint = QHBoxLayout()
        hint.setSpacing(theme.px(8))
        hint.addWidget(KeyCap(theme, "F1"))
        hint.addWidget(label("startKeys", _("看手册"), "label"))
        hint.addStretch(1)
        column.addLayout(hint)
        column.addStretch(5)
        return side

    def _step(self, number: int, title: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(14))
        figure = label(f"step{number}", str(number), "number")
        figure.setFixedWidth(self._theme.px(16))
        row.addWidget(figure, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(f"step{number}Title", title, "strong"))
        words.addWidget(label(f"step{number}Text", text, tone="ink2"))
        row.addLayout(words, 1)
        return row

    def _foot(self) -> QFrame:
        theme = self._theme
        foot = frame("statusRow", "")
        foot.setFixedHeight(theme.px(26))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        row.setSpacing(theme.px(18))
        row.addWidget(label("startVersion", _("版本 {version}").format(version=__version__), "status"))
        row.addStretch(1)
        size = next(one.words for one in SCALE.choices if one.value == theme.scale)
        row.addWidget(label("startScale", _("字号：{size}").format(size=_(size)), "status"))
        row.addWidget(self._bigger)
        row.addWidget(self._language)
        return foot

    def _connect(self) -> None:
        new, opened, sample = self.choices
        new.clicked.connect(self._new)
        opened.clicked.connect(self._open)
        sample.clicked.connect(self.sample_wanted)
        self._guide.clicked.connect(self.guide_wanted)
        self._elsewhere.clicked.connect(self._choose_folder)
        self._bigger.clicked.connect(self._make_bigger)
        self._language.clicked.connect(self._change_language)
        bind(self, {"new": self._new, "open": self._open, "keys": self._show_keys})

    def _new(self) -> None:
        self.new_wanted.emit(self.folder)

    def _open(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("打开台账或备份"), str(self.folder), _("台账 (*.gzparty);;全部文件 (*)")
        )
        if chosen:
            self.open_wanted.emit(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("数据放在哪个文件夹"), str(self.folder))
        if chosen:
            self.set_folder(Path(chosen))

    def _make_bigger(self) -> None:
        self.preference_wanted.emit(SCALE, _bigger_than(self._theme.scale))

    def _change_language(self) -> None:
        self.preference_wanted.emit(LANGUAGE, self._other.value)

    def _show_keys(self) -> None:
        KeysHelp(self._theme, self).open()


def _bigger_than(scale: float) -> object:
    """The next size of text; None for the biggest."""
    sizes = [choice.value for choice in SCALE.choices]
    return next((size for size in sizes[sizes.index(scale) + 1 :]), None)


class StartWindow(PressingWindow):
    """The window around the start page; it has no navigation yet."""

    def __init__(self, theme: Theme, page: StartPage) -> None:
        super().__init__(theme)
        self.setObjectName("startWindow")
        self.page = page
        self.setCentralWidget(page)
        self.setWindowTitle(_("官庄党建工作台 — 开始"))
        self.setMinimumSize(1024, 620)
        self.resize(1440, 868)
