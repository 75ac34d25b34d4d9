"""The menu row: five menus made from the key map, undo and redo, and whatever the page in sight can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QMenuBar, QToolButton

from gzparty.i18n import N_, _
from ui.keymap import PAGE_KEYS, binding
from ui.shell import Page, PageWidget
from ui.theme import Look, Theme
from ui.widgets.controls import icon_button

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PAGE_DEEDS = {
    "file": ("new", "open", "save", "print", "export"),
    "edit": ("find", "next_problem", "copy_message"),
    "view": ("previous_period", "next_period", "today", "recount"),
}
EXPORT = "export"
LOOKS = (
    (Look.SYSTEM, N_("跟随系统")),
    (Look.LIGHT, N_("浅色")),
    (Look.DARK, N_("深色")),
    (Look.CONTRAST, N_("高对比")),
)
DENSITIES = (("", N_("自动")), ("wide", N_("宽松")), ("compact", N_("紧凑")))
SCALES = ((1.0, N_("标准")), (1.15, N_("大")), (1.3, N_("特大")))


class MenuRow(QFrame):
    """Holds every action of the window; an action the page cannot do now is disabled."""

    def __init__(self, theme: Theme, window: MainWindow, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setObjectName("menuRow")
        self.setFixedHeight(theme.px(36))
        self._theme = theme
        self._window = window
        self._page: PageWidget | None = None
        self._page_actions: dict[str, QAction] = {}
        self._choices: list[QActionGroup] = []
        self._bar = QMenuBar()
        self._bar.setObjectName("menuBar")
        self._bar.setNativeMenuBar(False)
        self._undo = self._tool("undo", window.undo_requested.emit)
        self._redo = self._tool("redo", window.redo_requested.emit)
        self._fill_file()
        self._fill_edit()
        self._fill_view(pages)
        self._fill_data()
        self._fill_help()
        self._lay_out()
        self.set_history("", "")

    def follow(self, page: PageWidget) -> None:
        """Offer what a page can do."""
        self._page = page
        self.refresh()

    def refresh(self) -> None:
        """Enable what the page in sight can do now."""
        deeds = self._page.deeds() if self._page else {}
        for deed, action in self._page_actions.items():
            action.setEnabled(deed in deeds or (deed == EXPORT and self._page is not None))

    def set_history(self, undo: str, redo: str) -> None:
        """Name what undo and redo would touch; empty disables them."""
        for tool, action, deed in (
            (self._undo, self._undo_action, undo),
            (self._redo, self._redo_action, redo),
        ):
            words = _(binding(action.objectName()).words)
            action.setEnabled(bool(deed))
            action.setText(_("{verb} {deed}").format(verb=words, deed=deed) if deed else words)
            tool.setEnabled(bool(deed))
            tool.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(self._theme.px(8), 0, self._theme.px(12), 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)

    def _menu(self, name: str, title: str) -> QMenu:
        menu = self._bar.addMenu(title)
        menu.setObjectName(name)
        return menu

    def _fill_file(self) -> None:
        menu = self._menu("menuFile", _("文件(&F)"))
        self._add_page_deeds(menu, "file")
        menu.addSeparator()
        self._after_file = menu.addSeparator()
        self._file_menu = menu
        menu.addAction(self._bound("lock", self._window.lock_requested.emit))
        menu.addAction(self._action("quit", _("退出(&X)"), self._window.close, keys=()))

    def _fill_edit(self) -> None:
        menu = self._menu("menuEdit", _("编辑(&E)"))
        self._undo_action = self._bound("undo", self._window.undo_requested.emit)
        self._redo_action = self._bound("redo", self._window.redo_requested.emit)
        menu.addAction(self._undo_action)
        menu.addAction(self._redo_action)
        menu.addSeparator()
        self._add_page_deeds(menu, "edit")

    def _fill_view(self, pages: Sequence[Page]) -> None:
        menu = self._menu("menuView", _("查看(&V)"))
        for place, page in enumerate(pages):
            keys = PAGE_KEYS[place : place + 1]
            action = self._action(f"page_{page.key}", _(page.title), self._go, keys=keys)
            action.setData(place)
            menu.addAction(action)
        menu.addSeparator()
        self._add_page_deeds(menu, "view")
        menu.addSeparator()
        window = self._window
        for deed in ("next_pane", "previous_pane", "next_tab", "previous_tab"):
            menu.addAction(self._bound(deed, getattr(window, deed)))
        menu.addSeparator()
        self._add_choices(menu, _("颜色"), LOOKS, self._theme.look, self._set_look)
        self._add_choices(menu, _("字号"), SCALES, self._theme.scale, self._set_scale)
        self._add_choices(menu, _("行高"), DENSITIES, window.pinned_density, self._set_density)
        menu.addAction(self._bound("full_screen", window.toggle_full_screen))
        menu.aboutToShow.connect(self._check_choices)

    def _fill_data(self) -> None:
        """Leave the menu to those who have something to put into it; empty it is not shown."""
        self.data_menu = self._menu("menuData", _("数据(&D)"))
        self.data_menu.menuAction().setVisible(False)

    def add_file_deed(self, name: str, words: str, deed: Callable[[], object]) -> QAction:
        """Add an entry to the menu 文件, above the last line."""
        action = self._action(name, words, deed, keys=())
        self._file_menu.insertAction(self._after_file, action)
        return action

    def add_data_deed(self, name: str, words: str, deed: Callable[[], object]) -> QAction:
        """Add an entry to the menu 数据, such as 导入 or 备份."""
        action = self._action(name, words, deed, keys=())
        self.data_menu.addAction(action)
        self.data_menu.menuAction().setVisible(True)
        return action

    def add_data_rule(self) -> None:
        """Draw a line below what stands in the menu 数据."""
        self.data_menu.addSeparator()

    def _fill_help(self) -> None:
        self._help_menu = self._menu("menuHelp", _("帮助(&H)"))
        self._help_menu.addAction(self._bound("help", self._show_keys))

    def add_help_deed(self, name: str, words: str, deed: Callable[[], object]) -> None:
        """Add an entry to the menu 帮助."""
        self._help_menu.addAction(self._action(name, words, deed, keys=()))

    def _add_page_deeds(self, menu: QMenu, part: str) -> None:
        for deed in PAGE_DEEDS[part]:
            action = self._bound(deed, self._do_page_deed)
            self._page_actions[deed] = action
            menu.addAction(action)

    def _add_choices(
        self,
        menu: QMenu,
        title: str,
        choices: Sequence[tuple[object, str]],
        current: object,
        chosen: Callable[[QAction], None],
    ) -> None:
        part = menu.addMenu(title)
        group = QActionGroup(self)
        for value, words in choices:
            action = group.addAction(_(words))
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == current)
            part.addAction(action)
        group.triggered.connect(chosen)
        self._choices.append(group)

    def _check_choices(self) -> None:
        """Tick what holds now: it may have been chosen elsewhere."""
        holding = (self._theme.look, self._theme.scale, self._window.pinned_density)
        for group, value in zip(self._choices, holding, strict=True):
            for action in group.actions():
                action.setChecked(action.data() == value)

    def _tool(self, deed: str, call: Callable[[], object]) -> QToolButton:
        tool = icon_button(self._theme, f"tool_{deed}", deed, _(binding(deed).words))
        tool.clicked.connect(call)
        # Their keys are Ctrl+Z and Ctrl+Y. Reached by Tab from the pages at the left, Enter would undo unasked.
        tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return tool

    def _bound(self, deed: str, call: Callable[[], object]) -> QAction:
        one = binding(deed)
        return self._action(deed, _(one.words), call, one.keys)

    def _action(self, name: str, words: str, call: Callable[[], object], keys: Sequence[str]) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(call)
        # Added to the window too: a shortcut must work while its menu was never opened.
        self._window.addAction(action)
        return action

    def _go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.go_to_page(action.data())

    def _do_page_deed(self) -> None:
        action = self.sender()
        if self._page is None or action is None:
            return
        name, grid = action.objectName(), self._page.grid_in_sight()
        deed = self._page.deeds().get(name)
        if name == EXPORT and grid is not None and (deed is None or grid.hasFocus()):
            # What is shown is what leaves; a page that knows more of it has told its grid.
            deed = grid.export_shown
        if deed is not None:
            deed()
        elif name == EXPORT:
            self._window.tell(_("这里没有表格，没有可导出的"))

    def _set_look(self, action: QAction) -> None:
        self._window.set_look(Look(action.data()))

    def _set_scale(self, action: QAction) -> None:
        self._window.scale_requested.emit(action.data())

    def _set_density(self, action: QAction) -> None:
        self._window.set_density(action.data())

    def _show_keys(self) -> None:
        from ui.panels.keys_help import KeysHelp

        help_dialog = KeysHelp(self._theme, self._window)
        help_dialog.open()
