"""The menu row: five menus made from the key map, undo and redo, and whatever the page in sight can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QMenuBar, QToolButton

from gzparty.i18n import _
from ui.keymap import PAGE_DEEDS, PAGE_KEYS, binding
from ui.keys import sequences, tip
from ui.preferences import DENSITY, LOOK, SCALE, Preference, Preferences
from ui.shell import Deeds, Page, PageWidget
from ui.theme import Theme
from ui.widgets.controls import icon_button
from ui.widgets.palette_button import PaletteButton

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PAGE = "page_"
EXPORT = "export"
NEVER_FOUND = ("palette", "next_pane", "previous_pane", "next_tab", "previous_tab")
"""What only makes sense from where one stands."""


class MenuRow(QFrame):
    """Holds every action of the window; an action the page cannot do now is disabled."""

    def __init__(
        self, theme: Theme, preferences: Preferences, window: MainWindow, pages: Sequence[Page]
    ) -> None:
        super().__init__()
        self.setObjectName("menuRow")
        self.setAccessibleName(_("菜单"))
        self.setFixedHeight(theme.px(36))
        self._theme = theme
        self._preferences = preferences
        self._window = window
        self._page: PageWidget | None = None
        self._page_actions: dict[str, QAction] = {}
        self._choices: list[tuple[Preference, QActionGroup]] = []
        self._every: list[QAction] = []
        self.search = PaletteButton(theme)
        self.search.clicked.connect(window.palette_requested)
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
        possible = self._deeds()
        for deed, action in self._page_actions.items():
            action.setEnabled(deed in possible or (deed == EXPORT and self._page is not None))

    def deeds_now(self) -> Iterator[tuple[QAction, str, Preference | None]]:
        """What can be done now besides showing a page: the action, the page it is of, what it is a choice of.

        The data of a choice is its value.
        """
        title = self._window.current_title()
        for action in self._every:
            if action.isEnabled() and action.isVisible() and not self._is_place(action):
                yield action, title if action.objectName() in self._page_actions else "", None
        for preference, group in self._choices:
            for action in group.actions():
                yield action, "", preference

    def choices(self) -> list[Preference]:
        """The preferences a menu offers to choose."""
        return [preference for preference, _group in self._choices]

    @staticmethod
    def _is_place(action: QAction) -> bool:
        name = action.objectName()
        return name.startswith(PAGE) or name in NEVER_FOUND

    def page_keys(self) -> dict[str, str]:
        """The shortcuts of the pages as they are written, by the key of the page."""
        pages = (action for action in self._every if action.objectName().startswith(PAGE))
        return {
            action.objectName().removeprefix(PAGE): action.shortcut().toString(
                QKeySequence.SequenceFormat.NativeText
            )
            for action in pages
        }

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
            tool.setToolTip(tip(action.text(), action.objectName()))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(self._theme.px(8), 0, self._theme.px(12), 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        layout.addSpacing(self._theme.px(8))
        layout.addWidget(self.search)

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
        menu.addAction(self._bound("palette", self._window.palette_requested.emit))
        self._add_page_deeds(menu, "edit")

    def _fill_view(self, pages: Sequence[Page]) -> None:
        menu = self._menu("menuView", _("查看(&V)"))
        for place, page in enumerate(pages):
            keys = PAGE_KEYS[place : place + 1]
            action = self._action(f"{PAGE}{page.key}", _(page.title), self._go, keys=keys)
            action.setData(place)
            menu.addAction(action)
        menu.addSeparator()
        self._add_page_deeds(menu, "view")
        menu.addSeparator()
        window = self._window
        for deed in ("next_pane", "previous_pane", "next_tab", "previous_tab"):
            menu.addAction(self._bound(deed, getattr(window, deed)))
        menu.addSeparator()
        for preference in (LOOK, SCALE, DENSITY):
            self._add_choices(menu, preference)
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
        self._help_menu.addAction(self._bound("help", self._window.want_help))
        self._help_menu.addAction(self._bound("keys", self._show_keys))

    def add_help_deed(self, name: str, words: str, deed: Callable[[], object]) -> None:
        """Add an entry to the menu 帮助."""
        self._help_menu.addAction(self._action(name, words, deed, keys=()))

    def _add_page_deeds(self, menu: QMenu, part: str) -> None:
        for deed in PAGE_DEEDS[part]:
            action = self._bound(deed, self._do_page_deed)
            self._page_actions[deed] = action
            menu.addAction(action)

    def _add_choices(self, menu: QMenu, preference: Preference) -> None:
        part = menu.addMenu(_(preference.label))
        group = QActionGroup(self)
        for value, words in preference.choices:
            action = group.addAction(_(words))
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == self._preferences.value(preference))
            part.addAction(action)
        group.triggered.connect(self._choose)
        self._choices.append((preference, group))

    def _check_choices(self) -> None:
        """Tick what holds now: it may have been chosen elsewhere."""
        for preference, group in self._choices:
            for action in group.actions():
                action.setChecked(action.data() == self._preferences.value(preference))

    def _choose(self, action: QAction) -> None:
        """Take over what was ticked in one of the choices."""
        group = action.actionGroup()
        preference = next(one for one, shown in self._choices if shown is group)
        self._preferences.choose(preference, action.data())

    def _tool(self, deed: str, call: Callable[[], object]) -> QToolButton:
        tool = icon_button(self._theme, f"tool_{deed}", deed, _(binding(deed).words))
        tool.clicked.connect(call)
        # Their keys are Ctrl+Z and Ctrl+Y. Reached by Tab from the pages at the left, Enter would undo unasked.
        tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return tool

    def _bound(self, deed: str, call: Callable[[], object]) -> QAction:
        action = self._action(deed, _(binding(deed).words), call, ())
        action.setShortcuts(sequences(deed))
        return action

    def _action(self, name: str, words: str, call: Callable[[], object], keys: Sequence[str]) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(call)
        # Added to the window too: a shortcut must work while its menu was never opened.
        self._window.addAction(action)
        self._every.append(action)
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
        deed = self._deeds().get(name)
        if name == EXPORT and grid is not None and (deed is None or grid.hasFocus()):
            # What is shown is what leaves; a page that knows more of it has told its grid.
            deed = grid.export_shown
        if deed is not None:
            deed()
        elif name == EXPORT:
            self._window.tell(_("这里没有表格，没有可导出的"))

    def _deeds(self) -> Deeds:
        """What can be done now: the page's own deeds before those of the window."""
        return {**self._window.deeds(), **self._page.deeds()} if self._page else {}

    def _show_keys(self) -> None:
        from ui.panels.keys_help import KeysHelp, Reach

        page = self._page
        reach = Reach(frozenset(self._deeds()), page) if page is not None else None
        KeysHelp(self._theme, self._window, reach).open()
