"""收到的意见 of a 公示: each with what came of it; who made one lies sealed and is shown only when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gzparty.domain.selection import Objection, Outcome, PublicityResult
from gzparty.domain.tip import Reporter, TipChannel
from gzparty.i18n import _
from gzparty.labels.dates import prose
from gzparty.labels.selection_words import outcome_label
from gzparty.labels.tips import channel_label
from gzparty.services.selection_views import PublicityView
from ui.glyphs import Glyph
from ui.theme import Theme
from ui.widgets.controls import button, label, rule
from ui.widgets.more_button import MoreButton
from ui.widgets.sentence_line import SentenceLine

TONES = {Outcome.OPEN: "warn", Outcome.UNFOUNDED: "", Outcome.UPHELD: "info"}


class ObjectionLine(QWidget):
    """One objection: when and how it came, against whom, what was said, what came of it, and its deeds."""

    handle_wanted = Signal(int)
    change_wanted = Signal(int)
    delete_wanted = Signal(int)
    look_wanted = Signal(int)
    reopen_wanted = Signal(int)
    objector_wanted = Signal(int)
    erase_wanted = Signal(int)

    def __init__(self, theme: Theme, objection: Objection, whom: str, *, is_open: bool) -> None:
        """`is_open`: the 公示 has no result yet, so that the objection may still be changed."""
        super().__init__()
        number = objection.id
        self.objection = objection
        self.setObjectName(f"objection{number}")
        self.setAccessibleName(_head(objection, whom))
        self._came = label(f"objectionCame{number}", _head(objection, whom), "labelStrong")
        self._outcome = label(f"objectionOutcome{number}", outcome_label(objection.outcome), "tag")
        self._outcome.setProperty("tone", TONES[objection.outcome])
        self._outcome.setFixedHeight(theme.px(22))
        self._said = label(f"objectionSaid{number}", objection.content)
        self._handled = label(f"objectionHandled{number}", _handled(objection), "hint")
        self._who = label(f"objectionWho{number}", role="hint")
        self._looks = label(f"objectionLooks{number}", role="hint")
        self._looks.hide()
        for words in (self._came, self._said, self._handled, self._who, self._looks):
            words.setWordWrap(True)
        self.handle = button(
            theme,
            f"objectionHandle{number}",
            _("记核实结果") if objection.handled_on is None else _("改核实结果"),
            "link",
        )
        self._look = button(theme, f"objectionLook{number}", _("显示"), "link")
        self._more = MoreButton(theme, f"objectionMore{number}", _("这条意见的更多"), dots=True)
        self._add_deeds(is_open=is_open)
        self._lay_out(theme)
        # Before it was laid out it would be shown as a window of its own.
        self._handled.setVisible(bool(self._handled.text()))
        self.handle.setVisible(is_open)
        # Whoever was sealed by mistake is erased at any time.
        self._more.setVisible(is_open or objection.has_objector)
        self.cover()
        self.handle.clicked.connect(partial(self.handle_wanted.emit, number))
        self._look.clicked.connect(self._toggle)

    @property
    def shows_somebody(self) -> bool:
        """Whether an objector is in sight."""
        return self._look.text() != _("显示")

    def show_objector(self, objector: Reporter) -> None:
        """Show who made it, until `cover`."""
        parts = (objector.name, objector.contact, objector.address)
        self._who.setText(_("提意见人：{who}").format(who=_("　").join(part for part in parts if part)))
        self._look.setText(_("遮住"))

    def show_looks(self, words: Sequence[str]) -> None:
        """Say when somebody looked."""
        self._looks.setText("\n".join(words))
        self._looks.setVisible(bool(words))

    def cover(self) -> None:
        """Put the objector out of sight; nothing of it stays in a widget."""
        known = self.objection.has_objector
        self._who.setText(_("提意见人另存加密") if known else _("没有登记提意见人"))
        self._look.setText(_("显示"))
        self._look.setVisible(known)

    def _add_deeds(self, *, is_open: bool) -> None:
        number, known = self.objection.id, self.objection.has_objector
        if is_open:
            self._more.add(f"objectionChange{number}", _("修改…"), partial(self.change_wanted.emit, number))
            if self.objection.handled_on is not None:
                again = partial(self.reopen_wanted.emit, number)
                self._more.add(f"objectionReopen{number}", _("重新核实"), again)
        words = _("改提意见人…") if known else _("登记提意见人…")
        self._more.add(f"objectionObjector{number}", words, partial(self.objector_wanted.emit, number))
        if known:
            erase = partial(self.erase_wanted.emit, number)
            self._more.add(f"objectionErase{number}", _("抹掉提意见人…"), erase)
        if is_open:
            self._more.add_line()
            self._more.add(f"objectionDelete{number}", _("删除"), partial(self.delete_wanted.emit, number))

    def _toggle(self) -> None:
        if self.shows_somebody:
            self.cover()
        else:
            self.look_wanted.emit(self.objection.id)

    def _lay_out(self, theme: Theme) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        for row in (top, foot):
            row.setSpacing(theme.px(8))
        top.addWidget(self._came, 1)
        top.addWidget(self._outcome, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._who, 1)
        foot.addWidget(self._look)
        foot.addWidget(self.handle)
        foot.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(top)
        column.addWidget(self._said)
        column.addWidget(self._handled)
        column.addLayout(foot)
        column.addWidget(self._looks)
        column.addWidget(rule())


class ObjectionBlock(QWidget):
    """A heading with 登记意见, the objections, or that none is registered; where they are taken."""

    add_wanted = Signal()
    handle_wanted = Signal(int)
    change_wanted = Signal(int)
    delete_wanted = Signal(int)
    look_wanted = Signal(int)
    reopen_wanted = Signal(int)
    objector_wanted = Signal(int)
    erase_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("objections")
        self._theme = theme
        self._lines: list[ObjectionLine] = []
        self._shown: object = None
        self.add = button(theme, "objectionAdd", _("登记意见"), "link")
        self._none = SentenceLine(theme, "objectionNone")
        self._where = label("objectionWhere", role="hint")
        self._where.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(label("objectionTitle", _("收到的意见"), "h15"))
        head.addStretch(1)
        head.addWidget(self.add)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addLayout(self._column)
        layout.addWidget(self._where)
        self.add.clicked.connect(self.add_wanted)

    def show_view(self, view: PublicityView, names: Mapping[int, str]) -> None:
        """Show the objections; `names` are those published, by nomination. One in sight is covered by any change."""
        self._none.say(None if view.objections else Glyph.DONE, "" if view.objections else _("没有登记异议"))
        self._where.setText(_where(view))
        is_open = view.publicity.result is PublicityResult.OPEN
        shown = (view.objections, tuple(names.items()), is_open)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = [self._line(one, names, is_open=is_open) for one in view.objections]
        for line in self._lines:
            self._column.addWidget(line)

    def focus_target(self) -> QWidget:
        """Where the keys go: an objection that waits to be handled, else where one is registered."""
        return next((line.handle for line in self._lines if line.objection.outcome is Outcome.OPEN), self.add)

    def show_looks(self, looks: Mapping[int, Sequence[str]]) -> None:
        """Say of each objection when somebody looked who made it."""
        for line in self._lines:
            line.show_looks(looks.get(line.objection.id, ()))

    def show_objector(self, objection_id: int, objector: Reporter) -> None:
        """Show who made one; the answer may come when the block is out of sight already."""
        for line in self._lines:
            if line.objection.id == objection_id and line.isVisible():
                line.show_objector(objector)

    def cover(self) -> None:
        """Put every objector out of sight."""
        for line in self._lines:
            line.cover()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, nobody stays shown."""
        self.cover()
        super().hideEvent(event)

    def _line(self, objection: Objection, names: Mapping[int, str], *, is_open: bool) -> ObjectionLine:
        whom = names.get(objection.nomination_id or 0, "")
        line = ObjectionLine(self._theme, objection, whom, is_open=is_open)
        for mine, ours in (
            (line.handle_wanted, self.handle_wanted),
            (line.change_wanted, self.change_wanted),
            (line.delete_wanted, self.delete_wanted),
            (line.look_wanted, self.look_wanted),
            (line.reopen_wanted, self.reopen_wanted),
            (line.objector_wanted, self.objector_wanted),
            (line.erase_wanted, self.erase_wanted),
        ):
            mine.connect(ours)
        return line


def _head(objection: Objection, whom: str) -> str:
    """6月16日 来电　对徐示例."""
    facts = {"day": prose(objection.received_on), "way": channel_label(TipChannel(objection.channel))}
    words = _("{day} {way}　对{whom}") if whom else _("{day} {way}　对程序")
    return words.format(whom=whom, **facts)


def _handled(objection: Objection) -> str:
    if objection.handled_on is None:
        return ""
    return _("{day} 核实：{words}").format(day=prose(objection.handled_on), words=objection.handling)


def _where(view: PublicityView) -> str:
    publicity = view.publicity
    parts = [
        _("联系电话 {phone}").format(phone=publicity.phone) if publicity.phone else "",
        _("提意见人不上纸"),
    ]
    return _("；").join(part for part in parts if part)
