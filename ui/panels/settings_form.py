"""Every setting as a row: its field, its default and a way back to it, what it touches, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from gzparty.i18n import N_, _
from gzparty.setting import Setting, SettingGroup, SettingKind
from gzparty.setting_list import SETTINGS
from gzparty.settings import Settings
from ui.panels import binding
from ui.panels.form import Form
from ui.panels.setting_row import Row, mark, terms_of
from ui.preferences import PARTS, PREFERENCES, Preference, Preferences
from ui.theme import Theme
from ui.tray import has_tray
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import button, label
from ui.widgets.controls import field as line_field

OFFICE_NAME = "office_name"
OFFICE = N_("单位和放假")
"""The part of the page that is no part of the list of settings."""
WIDE, NARROW = 300, 72
LABEL_WIDTH = 150


class SettingsForm(Form):
    """All rows of all parts; a part or a search shows some of them. What is typed is announced on leaving its field."""

    FIELDS = (*((setting.key, setting.key) for setting in SETTINGS), (OFFICE_NAME, OFFICE_NAME))

    left = Signal(str)
    """The clerk is done with a field, by its key."""
    reset_wanted = Signal(str)
    """A field shall have its default again."""
    holidays_wanted = Signal()
    preference_chosen = Signal(object, object)
    """A Preference and the value chosen for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "settingsForm", parent)
        self._rows: dict[str, Row] = {}
        self._sentences: dict[str, str] = {}
        self._headings: dict[str, QLabel] = {}
        self._resets: dict[str, QPushButton] = {}
        self._grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        self._grid.setHorizontalSpacing(theme.px(12))
        self.preview = label("settingPreview", role="label", tone="ink2")
        self.preview.setWordWrap(True)
        for group in SettingGroup:
            self._add_heading(group)
            for setting in SETTINGS:
                if setting.group is group:
                    self._add_setting(setting)
        self._add_office()
        self._add_calendar()
        self._add_preferences()
        self.bind()

    def show_settings(self, settings: Settings, office: str) -> None:
        """Show what is stored; a field whose text the clerk has not stored yet keeps it."""
        shown = {setting.key: _shown(setting, setting.value_in(settings)) for setting in SETTINGS}
        shown[OFFICE_NAME] = office
        for setting in SETTINGS:
            self._say(setting, settings, office)
            if setting.empty:
                line = self._controls[setting.key]
                assert isinstance(line, QLineEdit)
                line.setPlaceholderText(_(setting.empty).format(office=office))
        self._loading = True
        for key, value in shown.items():
            control = self._controls[key]
            if binding.raw(control) == self._clean[key]:
                binding.write(control, value)
                self._clean[key] = binding.raw(control)
        self._loading = False

    def take(self, key: str) -> None:
        """Take what stands in a field as stored."""
        self._clean[key] = binding.raw(self._controls[key])
        self.say_problem(key, "")

    def is_unstored(self, key: str) -> bool:
        """Whether a field holds something that was not stored."""
        return binding.raw(self._controls[key]) != self._clean[key]

    def text(self, key: str) -> str:
        """What stands in a field, as it would be typed."""
        control = self._controls[key]
        if isinstance(control, QCheckBox):
            return "true" if control.isChecked() else "false"
        return binding.raw(control)

    def set_text(self, key: str, text: str) -> None:
        """Put a text into a field as if it were typed."""
        control = self._controls[key]
        if isinstance(control, QCheckBox):
            control.setChecked(text == "true")
        elif isinstance(control, QLineEdit):
            control.setText(text)

    def say_problem(self, key: str, sentence: str) -> None:
        """Say beside a field why what stands in it was not stored; empty when all is well."""
        self._sentences[key] = sentence
        self._show_problem(key, sentence)
        if sentence:
            self._problems[key].setVisible(self._controls[key].isVisibleTo(self))

    def part_of_next_problem(self) -> tuple[str, str] | None:
        """The next field with a problem after the one in focus, round the form: its key and the part it is in."""
        order = [key for key, _attribute in self.FIELDS]
        here = next((place for place, key in enumerate(order) if self._controls[key].hasFocus()), -1)
        for key in (*order[here + 1 :], *order[: here + 1]):
            if self._sentences.get(key):
                return key, self.part_of(key)
        return None

    def part_of(self, key: str) -> str:
        """The part a row is in, by its key or that of a preference; empty for no row."""
        row = self._rows.get(_row_key(key))
        return row.part if row else ""

    def row_control(self, key: str) -> QWidget:
        """What is changed in a row: its field, its tick, its list of choices."""
        found = self.findChild(QWidget, _row_key(key))
        assert found is not None, key
        return found

    def changed(self) -> int:
        """How many rows do not hold their default."""
        return sum(row.changed for row in self._rows.values())

    def labels(self) -> Mapping[str, str]:
        """The words of each row's label and part, by its key."""
        return {key: f"{row.label}\n{_(row.part)}" for key, row in self._rows.items()}

    def know_initials(self, initials: Mapping[str, str]) -> None:
        """Take over the pinyin initials of the rows' labels and parts, every reading parted by a space."""
        for key, readings in initials.items():
            self._rows[key].initials = readings

    def show_part(self, part: str) -> int:
        """Show the rows of one part; give how many."""
        return self._show_rows([row for row in self._rows.values() if row.part == part], headed=False)

    def show_changed(self) -> int:
        """Show the rows that do not hold their default, under their headings; give how many."""
        return self._show_rows([row for row in self._rows.values() if row.changed], headed=True)

    def search(self, text: str) -> int:
        """Show the rows in whose words or initials a text is found, marked, under their headings; give how many."""
        terms = terms_of(text)
        return self._show_rows([row for row in self._rows.values() if row.holds(terms)], terms, headed=True)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what this user chose for the window."""
        for preference in PREFERENCES:
            chosen, row = preferences.value(preference), self._rows[_name(preference)]
            self._combo(preference).set_value(chosen)
            usual = _("默认 {value}　只管这台电脑").format(value=_(preference.choices[0].words))
            row.tell(_lines(_effect(preference), usual), chosen != preference.default)
            self._offer_reset(row, _("恢复默认"))

    def _show_rows(self, rows: Sequence[Row], terms: Sequence[str] = (), *, headed: bool) -> int:
        parts = {row.part for row in rows}
        for part, heading in self._headings.items():
            heading.setVisible(headed and part in parts)
            mark(heading, _(part), terms, self.theme)
        for row in self._rows.values():
            row.show(row in rows, terms)
        for key, sentence in self._sentences.items():
            self.say_problem(key, sentence)
        return len(rows)

    def _say(self, setting: Setting, settings: Settings, office: str) -> None:
        """Say of a row what holds by default and why, and whether it was changed."""
        usual = setting.default_text(office)
        facts = _("默认 {value}　依据：{basis}").format(value=usual, basis=_(setting.basis))
        row = self._rows[setting.key]
        row.tell(_lines(_(setting.effect), facts), setting.is_changed_in(settings, office))
        self._offer_reset(row, _("清空") if setting.default == "" else _("恢复默认"))

    def _offer_reset(self, row: Row, words: str) -> None:
        """Offer the way back where there is one; the room for it stays, so that nothing jumps."""
        reset = self._resets[row.key]
        reset.setEnabled(row.changed)
        reset.setText(words if row.changed else "")
        reset.setAccessibleName(_("{label}：{deed}").format(label=row.label, deed=words))

    def _add_heading(self, part: str) -> None:
        heading = label(f"heading{len(self._headings)}", _(part), "h15")
        heading.setContentsMargins(0, self.theme.px(12), 0, self.theme.px(4))
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)
        self._headings[part] = heading

    def _add_setting(self, setting: Setting) -> None:
        control = self._control_of(setting)
        unit = [label(f"{setting.key}Unit", _(setting.unit), tone="ink2")] if setting.unit else []
        self._add(setting.group, _(setting.label), control, unit)

    def _add(
        self, part: str, words: str, control: QWidget, beside: Sequence[QWidget], note: str = ""
    ) -> None:
        """A row with a way back; one with a `note` of its own has no default to go back to."""
        name = control.objectName()
        tag = label(f"{name}Changed", _("改过"), "tag", "info")
        tag.hide()
        # The last one fills the line, so that a short field keeps its own width.
        rest = QWidget()
        rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = [*beside, tag, *([] if note else [self._make_reset(name)]), rest]
        self.add_row(words, control, *parts)
        title = self.findChild(QLabel, f"{name}Label")
        assert title is not None
        hint = label(f"{name}Note", role="hint")
        hint.setWordWrap(True)
        gap = QWidget()
        gap.setFixedHeight(self.theme.px(8))
        row = Row(self.theme, name, part, words, title, hint, tag, [control, title, gap])
        row.widgets += [one for one in parts if one is not tag]
        if name == "training_rule":
            self.add_wide(self.preview)
            row.widgets.append(self.preview)
        self.add_wide(hint)
        self._grid.addWidget(gap, self._grid.rowCount(), 1)
        row.tell(note, False)
        self._rows[name] = row

    def _make_reset(self, name: str) -> QPushButton:
        reset = button(self.theme, f"{name}Reset", "", "link")
        reset.clicked.connect(self._reset)
        self._resets[name] = reset
        return reset

    def _control_of(self, setting: Setting) -> QWidget:
        if setting.kind is SettingKind.YES_NO:
            check = Check(self.theme, setting.key, _("是"))
            check.toggled.connect(self._leave)
            return check
        line = line_field(setting.key)
        short = setting.kind in (SettingKind.NUMBER, SettingKind.HOURS)
        line.setFixedWidth(self.theme.px(NARROW if short else WIDE))
        if short:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.editingFinished.connect(self._leave)
        return line

    def _add_calendar(self) -> None:
        opener = button(self.theme, "settingHolidays", _("看放假安排"), icon="calendar")
        opener.clicked.connect(self.holidays_wanted)
        note = _("程序带着国务院通知的节假日放假和调休；每年 11 月前后出下一年的，出来以后在这里填上。")
        self._add(OFFICE, _("放假安排"), opener, (), note)

    def _add_preferences(self) -> None:
        for part in PARTS:
            self._add_heading(part)
            for preference in PREFERENCES:
                if preference.part == part:
                    self._add_preference(preference)

    def _add_preference(self, preference: Preference) -> None:
        combo = Combo(self.theme, _name(preference))
        for value, words in preference.choices:
            combo.add(_(words), value)
        combo.setFixedWidth(self.theme.px(140))
        combo.setEnabled(has_tray() or not preference.needs_tray)
        combo.activated.connect(self._choose)
        self._add(preference.part, _(preference.label), combo, ())

    def _add_office(self) -> None:
        self._add_heading(OFFICE)
        line = line_field(OFFICE_NAME)
        line.setFixedWidth(self.theme.px(WIDE))
        line.editingFinished.connect(self._leave)
        note = _("写镇的简称，例如 官庄镇。窗口标题和以后打印的材料跟着改，打印过的不变。")
        self._add(OFFICE, _("单位名称"), line, (), note)

    def _leave(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget) and not self._loading:
            self.left.emit(sender.objectName())

    def _reset(self) -> None:
        sender = self.sender()
        name = sender.objectName().removesuffix("Reset") if isinstance(sender, QWidget) else ""
        for preference in PREFERENCES:
            if _name(preference) == name:
                self.preference_chosen.emit(preference, preference.default)
                return
        self.reset_wanted.emit(name)

    def _choose(self, _place: int) -> None:
        sender = self.sender()
        for preference in PREFERENCES:
            combo = self._combo(preference)
            if combo is sender:
                self.preference_chosen.emit(preference, combo.value())
                return

    def _combo(self, preference: Preference) -> Combo:
        combo = self.findChild(Combo, _name(preference))
        assert combo is not None
        return combo


def _effect(preference: Preference) -> str:
    if preference.needs_tray and not has_tray():
        return _("这台电脑的桌面没有托盘，这一项用不上")
    return _(preference.effect) if preference.effect else ""


def _name(preference: Preference) -> str:
    return "setting_" + preference.key.partition("/")[2]


def _shown(setting: Setting, value: object) -> object:
    return value if setting.kind is SettingKind.YES_NO else setting.text_of(value)


def _row_key(key: str) -> str:
    """The key of a row: that of a setting, or of a preference's control for a preference's key."""
    return next((_name(preference) for preference in PREFERENCES if preference.key == key), key)


def _lines(effect: str, facts: str) -> str:
    return f"{effect}\n{facts}" if effect else facts
