"""What the settings show beside their parts: a heading, the rows of a part or of a search, what is found elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gzparty.i18n import N_, _
from ui.panels.setting_links import Link, SettingLinks
from ui.panels.settings_form import SettingsForm
from ui.preferences import PARTS
from ui.theme import Theme
from ui.widgets.controls import at_left, button, label

OF_OFFICE = N_("写在办公室文件里，文件拷到哪台电脑都跟着走")
OF_USER = N_("只管这台电脑上的这个用户，不写进办公室文件")
FORM_WIDTH, ABOVE = 760, 60


class SettingsBody(QScrollArea):
    """Scrolls; where nothing is found it says so and how to go on."""

    all_wanted = Signal()
    """From nothing found back to everything."""
    followed = Signal(object)
    """A Link found elsewhere."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("settingsScroll")
        self._theme = theme
        self._wanted = ""
        self.form = SettingsForm(theme)
        self._title = label("settingsPart", role="h16")
        self._scope = label("settingsScope", role="hint")
        self._none = label("settingsNone", tone="ink2")
        self._all = button(theme, "settingsShowAll", "", "link")
        self._links = SettingLinks(theme)
        self._all.clicked.connect(self.all_wanted)
        self._links.wanted.connect(self.followed)
        self._lay_out()

    def show_part(self, part: str) -> None:
        """Show the rows of one part, and whether they go with the file or stay with the user."""
        self._head(_(part), _(OF_USER if part in PARTS else OF_OFFICE))
        self.form.show_part(part)

    def show_changed(self) -> None:
        """Show the rows of all parts that do not hold their default."""
        found = self.form.show_changed()
        self._head(_("改过的 {n} 项").format(n=found), _("和默认不一样的都在这里，各部分的一起看"))
        if not found:
            self._say_none(_("都和默认一样，没有改过的。"), _("看全部设置"))

    def search(self, text: str, places: Sequence[Link]) -> int:
        """Show the rows and places in which a text is found; give how many."""
        found = self.form.search(text)
        self._head(_("找“{text}”").format(text=text))
        found += self._links.search(text, places)
        if not found:
            words = _("没有“{text}”这一项。换个词找，或从左边挑。").format(text=text)
            self._say_none(words, _("清空，看全部设置"))
        return found

    def know_initials(self, initials: Mapping[str, str]) -> None:
        """Take over the pinyin initials of rows, by their keys, and of places, by their words."""
        self.form.know_initials({key: initials[key] for key in self.form.labels()})
        self._links.know_initials(initials)

    def show_row(self, key: str) -> None:
        """Bring a row of the part shown into sight, with the focus on it, or beside it where nothing can be chosen."""
        self._wanted = key
        control = self.form.row_control(key)
        (control if control.isEnabled() else self).setFocus(Qt.FocusReason.OtherFocusReason)
        # Rows shown a moment ago have their places only once the layout has been worked out.
        QTimer.singleShot(0, self, self._reveal)

    def step_row(self, step: int) -> bool:
        """Go to the next row in sight that can be changed, or the one before, round the list; tell whether there is any."""
        rows = {key: self.form.row_control(key) for key in self.form.labels()}
        keys = [key for key, control in rows.items() if control.isVisible() and control.isEnabled()]
        focus = self.focusWidget()
        if not keys:
            return False
        controls = [rows[key] for key in keys]
        here = [
            place for place, one in enumerate(controls) if focus and (one is focus or one.isAncestorOf(focus))
        ]
        first = 0 if step > 0 else len(keys) - 1
        self.show_row(keys[(here[0] + step) % len(keys) if here else first])
        return True

    def _reveal(self) -> None:
        self.ensureWidgetVisible(self.form.row_control(self._wanted), 0, self._theme.px(ABOVE))

    def _head(self, title: str, scope: str = "") -> None:
        """Head what is shown; nothing is said to be missing or elsewhere."""
        self._title.setText(title)
        self._scope.setText(scope)
        self._scope.setVisible(bool(scope))
        for widget in (self._none, self._all, self._links):
            widget.hide()
        self.verticalScrollBar().setValue(0)

    def _say_none(self, words: str, way_out: str) -> None:
        self._none.setText(words)
        self._all.setText(way_out)
        self._none.show()
        self._all.show()

    def _lay_out(self) -> None:
        theme = self._theme
        block = QWidget()
        block.setProperty("role", "panelBody")
        block.setMaximumWidth(theme.px(FORM_WIDTH))
        column = QVBoxLayout(block)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (self._title, self._scope, self._none, at_left(self._all), self.form, self._links):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(block)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
