"""The form of one 谈心谈话; what was said stands in it only when it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gzparty.domain.meeting import Talk, TalkKind
from gzparty.domain.people import UnitView
from gzparty.i18n import _
from gzparty.labels.votes import talk_kind_label
from gzparty.services.talks import CONTENT_LIMIT, TalkDraft
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.controls import area, field, label
from ui.widgets.date_edit import DateEdit
from ui.widgets.name_field import Known, NameField

CONTENT_HEIGHT = 96


class TalkForm(Form):
    """A talk of one of some branches; a new one has room for what was said, a known one only if it is shown."""

    FIELDS = (
        ("talkUnit", "unit_id"),
        ("talkDay", "held_on"),
        ("talkKind", "kind"),
        ("talkSpeaker", "speaker"),
        ("talkPartner", "partner"),
        ("talkContent", "content"),
        ("talkFiled", "filed_at"),
    )
    LIMITS = {"content": CONTENT_LIMIT}

    def __init__(self, theme: Theme, year: int, units: Sequence[UnitView], names: Sequence[Known]) -> None:
        super().__init__(theme, "talkForm")
        self._year = year
        self._talk: Talk | None = None
        self._hides_content = False
        branches = Combo(theme, "talkUnit")
        for unit in units:
            branches.add(unit.name, unit.id)
        kinds = Combo(theme, "talkKind")
        for kind in TalkKind:
            kinds.add(talk_kind_label(kind), kind)
        # Neither is guessed: what nobody chose is asked for.
        for chosen, hint in ((branches, _("选党支部")), (kinds, _("选类别"))):
            chosen.setPlaceholderText(hint)
            chosen.setCurrentIndex(-1)
        speaker, partner = NameField(theme, "talkSpeaker"), NameField(theme, "talkPartner")
        for one in (speaker, partner):
            one.know(names)
        self.add_row(_("党支部"), branches)
        self.add_row(_("日期"), DateEdit(theme, "talkDay", year))
        self.add_row(_("类别"), kinds)
        self.add_row(_("谈话人"), speaker)
        self.add_row(_("对象"), partner)
        self.add_row(
            _("内容"), area("talkContent", theme.px(CONTENT_HEIGHT), _("可以不填；列表和导出里都不显示"))
        )
        self._hidden = label("talkHidden", _("谈话内容没有显示，这里改别的不会动它。"), "hint")
        self._hidden.hide()
        self.add_wide(self._hidden)
        self.add_row(_("原件在哪"), field("talkFiled", hint=_("如 3号盒/12")))
        self.bind()

    def load_talk(self, talk: Talk, *, content: bool) -> None:
        """Show a talk; without `content` what was said stays out of sight and is kept as it is."""
        self.load(talk)
        self._talk = talk
        self._hides_content = not content
        self.show_row("talkContent", content)
        self._hidden.setVisible(not content)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["held_on"] is None:
            found.setdefault("held_on", _("写上谈话的日期"))
        if values["unit_id"] is None:
            found.setdefault("unit_id", _("选一个党支部"))
        if values["kind"] is None:
            found.setdefault("kind", _("选一个类别"))
        return found


def talk_draft(values: dict[str, Any], year: int, before: Talk | None, *, content: bool) -> TalkDraft:
    """What a form says as a draft; people keep their identity while their names stay as they were."""
    return TalkDraft(
        unit_id=values["unit_id"],
        year=before.year if before else year,
        held_on=values["held_on"],
        kind=values["kind"],
        speaker=values["speaker"],
        partner=values["partner"],
        speaker_id=before.speaker_id if before and before.speaker == values["speaker"] else None,
        partner_id=before.partner_id if before and before.partner == values["partner"] else None,
        content=values["content"] if content else None,
        filed_at=values["filed_at"],
    )
