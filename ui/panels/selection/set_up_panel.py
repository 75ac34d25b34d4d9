"""定主题: a selection is begun here, or what it was begun with is changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from gzparty.domain.selection_stages import Stage
from gzparty.domain.theme import Theme as MonthTheme
from gzparty.i18n import _
from gzparty.services.selection_views import SelectionView
from ui.desk import Desk
from ui.gate import Gate
from ui.keys import keys_of
from ui.panels.selection.forms import SetUp, SetUpForm, usual
from ui.panels.selection.step_panel import StepPanel
from ui.panels.selection.words import month_words
from ui.widgets.controls import at_left, button, label, on_ctrl_enter, restyle
from ui.wishes import ThemeRequest


class SetUpPanel(StepPanel):
    """Without a view it begins a selection of `period`."""

    begun = Signal(int)
    """The id of a selection just begun."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        super().__init__(desk, gate, "setUpPanel")
        self.period = ""
        self._theme_id: int | None = None
        self._theme_title = ""
        self.form = SetUpForm(desk.theme, self._today().year)
        self._take = button(desk.theme, "setUpTakeTheme", "", "link")
        self._themes = button(desk.theme, "setUpThemes", _("看全年主题"), "link")
        self._fixed = label("setUpFixed", role="hint", tone="warn")
        self._fixed.setWordWrap(True)
        self._arrange()

    def begin(self, period: str, theme: MonthTheme | None) -> None:
        """Begin a selection of a month; it is counted as the last one was, until somebody says otherwise."""
        self.leave()
        self.period = period
        self._know_theme(theme)
        self.show_title(_("开始评选"), month_words(period))
        self.show_tag("")
        last = self._gate.reader.store.selections.all()
        chosen = SetUp(title=self._theme_title, opened_on=self._today())
        if last:
            chosen = replace(chosen, **usual(max(last, key=lambda one: one.period)))
        self._store_button.setText(_("开始评选"))
        restyle(self._store_button, "kind", "primary")
        self._open(f"selection/new-{period}", self.form, lambda: self.form.load(chosen))
        self.form.fix_subject(fixed=False)
        self._say_theme()
        self._fixed.hide()
        self.scroll_to_top()

    def is_beginning(self) -> bool:
        """Whether a selection is being begun."""
        return self.view is None and bool(self._key)

    def save(self) -> None:
        """Store it."""
        if not self._check():
            return
        draft = self.form.draft_for(self.period, self._theme_id)
        if self.view is None:
            self._store(lambda services: services.selections.begin(draft))
            return
        number = self.view.selection.id
        self._store(lambda services: services.selections.change(number, draft))

    def _show(self, view: SelectionView) -> None:
        self.period = view.selection.period
        self._know_theme(view.line.theme)
        self.show_title(_("定主题"), month_words(self.period))
        self._store_button.setText(_("改好"))
        restyle(self._store_button, "kind", "primary" if view.stage is Stage.THEME else "")
        self._open(f"selection/{view.selection.id}", self.form, lambda: self.form.load(SetUp.of(view)))
        self.form.fix_subject(fixed=bool(view.nominations))
        counted = bool(view.rounds) and view.rounds[-1].ballot.locked_on is not None
        self.form.fix_counting(counted)
        self._fixed.setText(_("已经计票：名额和评议办法要先解除票数锁定才能改。") if counted else "")
        self._fixed.setVisible(counted)
        self._say_theme()

    def _know_theme(self, theme: MonthTheme | None) -> None:
        self._theme_id = theme.id if theme else None
        self._theme_title = theme.title if theme else ""

    def _say_theme(self) -> None:
        title = self._theme_title
        self._take.setText(_("用本月主题：{title}").format(title=title))
        self._take.setVisible(bool(title) and self.form.title.text().strip() != title)

    def _take_theme(self) -> None:
        self.form.title.setText(self._theme_title)

    def _show_themes(self) -> None:
        self._desk.wishes.show_page("themes", ThemeRequest(self.period))

    def _stored(self, outcome: object) -> None:
        begins = self.view is None
        super()._stored(outcome)  # type: ignore[arg-type]
        if begins:
            value = getattr(outcome, "value", None)
            self._shut()
            self.begun.emit(value.id if value is not None else 0)

    def _arrange(self) -> None:
        for part in (self._take, self._themes):
            self.form.add_wide(at_left(part))
        self.form.add_wide(self._fixed)
        self.add_section(self._block("setUpWhole", self._kept, self.form), ruled=False)
        self.column.addStretch(1)
        self._problem.setContentsMargins(self.theme.px(16), 0, self.theme.px(16), self.theme.px(8))
        self.pin(self._problem)
        self._store_button = self.add_deed("setUpStore", _("改好"), "primary")
        self._store_button.setToolTip(keys_of("save"))
        self.foot.addStretch(1)
        self._store_button.clicked.connect(self.save)
        self._take.clicked.connect(self._take_theme)
        self._themes.clicked.connect(self._show_themes)
        self.form.title.textChanged.connect(self._say_theme)
        self.setFocusProxy(self.form.title)
        on_ctrl_enter(self, self.save)
