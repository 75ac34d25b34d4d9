"""One session on the right of the training page: its head and its tabs, each built when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.services.folders import FolderView
from gzparty.services.views import SessionDetail
from ui.desk import Desk
from ui.gate import Gate
from ui.panels.theme.rows import Key
from ui.panels.theme.tick import ThemeTick
from ui.widgets.controls import frame
from ui.widgets.session_head import SessionHead
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from ui.panels.courses import CoursesPanel
    from ui.panels.materials import MaterialsPanel
    from ui.panels.roll import RollPanel
    from ui.panels.session import SessionPanel
    from ui.widgets.error_bar import ErrorBar

    Panel = SessionPanel | CoursesPanel | RollPanel | MaterialsPanel

FIRST_TAB = "roll"


class SessionView(QWidget):
    """Hands the session shown to whichever tabs exist."""

    done = Signal(str)
    noted = Signal(str)
    paper_wanted = Signal(str)
    message_wanted = Signal(str)
    file_wanted = Signal(object)
    files_wanted = Signal(object, object)
    moved = Signal()
    """Another tab, or another place in it."""

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionView")
        self._desk = desk
        self._gate = gate
        self._detail: SessionDetail | None = None
        self._folder: FolderView | None = None
        self._panels: dict[str, Panel] = {}
        self._error: ErrorBar | None = None
        self._head = SessionHead(desk.theme)
        self.theme_tick = ThemeTick(desk, gate, "sessionTheme")
        self.tabs = Tabs(desk.theme, "sessionTabs")
        self.tabs.add("session", _("安排"))
        self.tabs.add("courses", _("课程"), 0)
        self.tabs.add("roll", _("签到考勤"))
        self.tabs.add("materials", _("材料"), 0)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._tab_row())
        self._column.addWidget(self._stack, 1)
        self.tabs.choose(desk.memory.recall("training/tab") or FIRST_TAB)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.theme_tick.done.connect(self.done)

    def show_detail(self, detail: SessionDetail, folder: FolderView) -> None:
        """Show a session with its folder in its head and in the tabs built so far."""
        self._detail, self._folder = detail, folder
        if self._error is not None:
            # Something was stored since, so what could not be done then may be possible now.
            self._error.hide()
        self._head.show_detail(detail)
        training = detail.training
        month = Period.of_month(training.year, training.month).code
        self.theme_tick.show_record(Key(training_id=training.id), month)
        self.tabs.show_count("courses", len(detail.courses))
        self.tabs.show_count("materials", len(folder.attachments))
        for key, panel in self._panels.items():
            self._fill(key, panel)
        self._stack.setCurrentWidget(self._panel(self.tabs.key()))

    def key(self) -> str:
        """The tab in sight: session, courses, roll or materials."""
        return self.tabs.key()

    def choose(self, key: str) -> None:
        """Show a tab."""
        self.tabs.choose(key)

    @property
    def session(self) -> SessionPanel:
        """The tab 安排."""
        from ui.panels.session import SessionPanel

        panel = self._panel("session")
        assert isinstance(panel, SessionPanel)
        return panel

    @property
    def courses(self) -> CoursesPanel:
        """The tab 课程."""
        from ui.panels.courses import CoursesPanel

        panel = self._panel("courses")
        assert isinstance(panel, CoursesPanel)
        return panel

    @property
    def roll(self) -> RollPanel:
        """The tab 签到考勤."""
        from ui.panels.roll import RollPanel

        panel = self._panel("roll")
        assert isinstance(panel, RollPanel)
        return panel

    @property
    def materials(self) -> MaterialsPanel:
        """The tab 材料."""
        from ui.panels.materials import MaterialsPanel

        panel = self._panel("materials")
        assert isinstance(panel, MaterialsPanel)
        return panel

    def say_refused(self, words: str) -> None:
        """Say why something could not be done, above the tabs' content."""
        if self._error is None:
            from ui.widgets.error_bar import ErrorBar

            self._error = ErrorBar(self._desk.theme)
            self._column.insertWidget(2, self._error)
        self._error.say(words, _("没有改动，刚填的内容还在。"))

    def add_notice(self, line: QWidget) -> None:
        """Put a line above the tabs' content; it shows itself when it has something to say."""
        self._column.insertWidget(2, line)

    def start_search(self) -> None:
        """Go to the search box of the roll."""
        self.choose("roll")
        self.roll.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.roll.search.selectAll()

    def panes(self) -> Sequence[QWidget]:
        """Where F6 stops."""
        return (self.tabs, *self._panel(self.key()).panes())

    def key_hints(self) -> str:
        """The keys worth knowing here."""
        if self.key() == "materials":
            return self.materials.key_hints()
        return self.roll.key_hints() if self.key() == "roll" else ""

    def place(self) -> str:
        """Where the current row stands."""
        if self.key() == "materials":
            return self.materials.place()
        return self.roll.place() if self.key() == "roll" else ""

    def _tab_row(self) -> QFrame:
        line = frame("tabRow", "tabRow")
        row = QHBoxLayout(line)
        row.setContentsMargins(self._desk.theme.px(20), 0, self._desk.theme.px(20), 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.theme_tick)
        return line

    def _tab_changed(self) -> None:
        self._stack.setCurrentWidget(self._panel(self.key()))
        self._desk.memory.keep("training/tab", self.key())
        self.moved.emit()

    def _panel(self, key: str) -> Panel:
        if key not in self._panels:
            panel = self._build(key)
            self._panels[key] = panel
            self._stack.addWidget(panel)
            panel.noted.connect(self.noted)
            self._fill(key, panel)
        return self._panels[key]

    def _fill(self, key: str, panel: Panel) -> None:
        if self._detail is None or self._folder is None:
            return
        panel.show_detail(self._detail)
        if key == "materials":
            self.materials.show_folder(self._folder)
        elif key == "roll":
            self.roll.side.show_folder(self._folder)

    def _build(self, key: str) -> Panel:
        if key == "courses":
            from ui.panels.courses import CoursesPanel

            courses = CoursesPanel(self._desk, self._gate)
            courses.done.connect(self.done)
            return courses
        if key == "session":
            from ui.panels.session import SessionPanel

            arrangement = SessionPanel(self._desk, self._gate)
            arrangement.done.connect(self.done)
            arrangement.paper_wanted.connect(self.paper_wanted)
            return arrangement
        return self._build_materials() if key == "materials" else self._build_roll()

    def _build_materials(self) -> MaterialsPanel:
        from ui.panels.materials import MaterialsPanel

        materials = MaterialsPanel(self._desk, self._gate)
        materials.done.connect(self.done)
        materials.paper_wanted.connect(self.paper_wanted)
        materials.file_wanted.connect(self.file_wanted)
        materials.files_wanted.connect(self.files_wanted)
        materials.place_changed.connect(self._place_moved)
        return materials

    def _build_roll(self) -> RollPanel:
        from ui.panels.roll import RollPanel

        roll = RollPanel(self._desk, self._gate)
        roll.done.connect(self.done)
        roll.paper_wanted.connect(self.paper_wanted)
        roll.message_wanted.connect(self.message_wanted)
        roll.place_changed.connect(self._place_moved)
        roll.side.folder_wanted.connect(self._show_kind)
        return roll

    def _show_kind(self, key: str) -> None:
        """Go to a kind's files from the checklist beside the roll."""
        self.choose("materials")
        self.materials.show_kind(key)

    def _place_moved(self, _words: str) -> None:
        self.moved.emit()
