"""The forms that put right what was noted of a person's posts, and say in which Party group a member is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from gzparty.domain import entry
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.partial_date import PartialDate
from gzparty.domain.people import Post, PostTitle
from gzparty.i18n import _
from gzparty.labels import refusal_text
from gzparty.labels.people import post_label, post_text
from gzparty.services.people_views import GroupLine
from ui.panels.person_forms import CheckedForm, FormGround
from ui.panels.post_forms import NO_DAY
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import field


class CorrectPostForm(CheckedForm):
    """Which post was noted wrongly, and what it should have said; whoever held it before keeps theirs."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("correctPost", "post_id"),
        ("correctTitle", "title"),
        ("correctText", "title_text"),
        ("correctActing", "acting"),
        ("correctSince", "since"),
        ("correctUntil", "until"),
    )

    def __init__(self, ground: FormGround, posts: Sequence[Post], units: Mapping[int, str]) -> None:
        super().__init__(ground.theme, "correctPostForm")
        self._posts = {post.id: post for post in posts}
        self.post = Combo(ground.theme, "correctPost")
        for post in posts:
            words = _("{unit} {post}").format(unit=units.get(post.unit_id, ""), post=post_text(post))
            self.post.add(words, post.id)
        self.add_row(_("哪个任职"), self.post)
        self.title = Combo(ground.theme, "correctTitle")
        for title in PostTitle:
            self.title.add(post_label(title), title)
        self.acting = Check(ground.theme, "correctActing", _("代书记"))
        self.add_row(_("职务"), self.title, self.acting)
        self.add_row(_("名称"), field("correctText", hint=_("和职务一样就空着")))
        self.add_row(_("任职时间"), ground.partial_date("correctSince"))
        until = ground.day("correctUntil")
        until.line.setPlaceholderText(_("在任就空着"))
        self.add_row(_("免职时间"), until)
        self.bind()
        self.post.currentIndexChanged.connect(self._show_post)
        self.edited.connect(self._look)
        self._show_post()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        values = self.values()
        if values["title"] is PostTitle.OTHER and not values["title_text"]:
            found.setdefault("title_text", _("填上职务名称"))
        if "since" not in found and "until" not in found:
            try:
                entry.check_span(values["since"], values["until"])
            except Refusal as refusal:
                found["until"] = refusal_text(refusal)
        return found

    def _show_post(self) -> None:
        post = self._posts[self.post.value()]
        self.load(_Shown(post.id, post.title, post.title_text, post.acting, post.since, post.until))
        self._look()

    def _look(self) -> None:
        self.acting.setVisible(self.title.value() is PostTitle.SECRETARY)


class MemberGroupForm(CheckedForm):
    """In which Party group of the branch a member is from a day on."""

    FIELDS = (("memberGroup", "group_id"), ("memberGroupDay", "since"))
    REQUIRED = (("since", NO_DAY),)

    def __init__(self, ground: FormGround, groups: Sequence[GroupLine], chosen: int | None) -> None:
        super().__init__(ground.theme, "memberGroupForm")
        offered = Combo(ground.theme, "memberGroup")
        for group in groups:
            offered.add(_("{name}（{n} 人）").format(name=group.name, n=group.people), group.group_id)
        offered.add(_("不在党小组"), None)
        offered.set_value(chosen)
        self.add_row(_("党小组"), offered)
        self.add_row(_("从哪天起"), ground.day("memberGroupDay"))
        self.bind()


class _Shown(NamedTuple):
    """A post as the form shows it."""

    post_id: int
    title: PostTitle
    title_text: str
    acting: bool
    since: PartialDate | None
    until: date | None
