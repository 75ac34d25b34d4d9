"""The form of one vote: matter, kind and figures; candidates in an election; who is 不计入应到; the result as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gzparty.domain import voting
from gzparty.domain.date_text import read_date
from gzparty.domain.meeting import Candidate, Excluded, VoteKind
from gzparty.domain.voting import Exclusion
from gzparty.i18n import _
from gzparty.labels import sentence
from gzparty.labels.dates import unread_day
from gzparty.labels.votes import called_text, exclusion_label, result_text, vote_kind_label
from gzparty.services.votes import MATTER_LIMIT, VoteDraft, drafted
from ui.almanac import around_of
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.controls import field, label, set_tone
from ui.widgets.count_field import CountField
from ui.widgets.name_field import Known, NameField
from ui.widgets.rows_field import FieldRow, RowsField

FIGURES = (
    "eligible",
    "present",
    "in_favour",
    "against",
    "abstained",
    "written_for",
    "written_against",
    "seats",
)


class CandidateRow(FieldRow):
    """A name on the ballot and its votes."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.name = NameField(theme, f"{name}Name", _("姓名"))
        self.name.setAccessibleName(_("姓名"))
        self.votes = CountField(theme, f"{name}Votes")
        self.votes.setFixedWidth(theme.px(64))
        self.votes.setPlaceholderText(_("得票"))
        self.votes.setAccessibleName(_("得票"))
        self.setFocusProxy(self.name)
        self.line.addWidget(self.name, 1)
        self.line.addWidget(self.votes)
        self.name.textChanged.connect(self.edited)
        self.votes.edited.connect(self.edited)

    def value(self) -> Candidate | None:
        name = self.name.text().strip()
        return Candidate(name, self.votes.value() or 0) if name else None

    def set_value(self, value: Candidate) -> None:
        self.name.setText(value.name)
        self.votes.set_value(value.votes)

    def raw(self) -> list[str]:
        return [self.name.text(), self.votes.text()]

    def set_raw(self, texts: Sequence[str]) -> None:
        self.name.setText(texts[0])
        self.votes.setText(texts[1])

    def problem(self) -> str:
        return self.votes.problem()


class ExcludedRow(FieldRow):
    """A member 不计入应到, the reason the regulation knows, and the day it was approved."""

    def __init__(self, theme: Theme, name: str, year: int) -> None:
        super().__init__(theme, name)
        self._year = year
        self.name = NameField(theme, f"{name}Name", _("姓名"))
        self.name.setAccessibleName(_("姓名"))
        self.reason = Combo(theme, f"{name}Reason")
        for reason in Exclusion:
            self.reason.add(exclusion_label(reason), reason.value)
        self.reason.setCurrentIndex(-1)
        self.reason.setPlaceholderText(_("选原因"))
        self.reason.setAccessibleName(_("不计入的原因"))
        self.reason.setMinimumContentsLength(4)
        self.reason.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.approved = field(f"{name}Approved", hint=_("同意日期"))
        self.approved.setAccessibleName(_("上级同意的日期"))
        self.approved.setFixedWidth(theme.px(92))
        self.setFocusProxy(self.name)
        self.name.setFixedWidth(theme.px(84))
        self.line.addWidget(self.name)
        self.line.addWidget(self.reason, 1)
        self.line.addWidget(self.approved)
        for signal in (self.name.textChanged, self.reason.currentIndexChanged, self.approved.textChanged):
            signal.connect(self._told)
        self.approved.editingFinished.connect(self._normalise)

    def value(self) -> Excluded | None:
        name = self.name.text().strip()
        day = self._day()
        return Excluded(name, self.reason.value() or "", day.isoformat() if day else "") if name else None

    def set_value(self, value: Excluded) -> None:
        self.name.setText(value.name)
        self.reason.set_value(value.reason)
        self.approved.setText(value.approved_on)

    def raw(self) -> list[str]:
        return [self.name.text(), self.reason.value() or "", self.approved.text()]

    def set_raw(self, texts: Sequence[str]) -> None:
        self.set_value(Excluded(*texts))

    def problem(self) -> str:
        if self.approved.text().strip() and self._day() is None:
            return unread_day(self.approved.text())
        return ""

    def _day(self) -> date | None:
        return read_date(self.approved.text(), around_of(self, self._year))

    def _normalise(self) -> None:
        day = self._day()
        if day is not None:
            self.approved.setText(day.isoformat())

    def _told(self) -> None:
        self.edited.emit()


class VoteForm(Form):
    """Figures are typed as on the minutes; under them stands what they come to, a failed vote in plain ink."""

    FIELDS = (
        ("voteMatter", "matter"),
        ("voteKind", "kind"),
        ("voteEligible", "eligible"),
        ("votePresent", "present"),
        ("voteExcluded", "excluded"),
        ("voteFavour", "in_favour"),
        ("voteAgainst", "against"),
        ("voteAbstained", "abstained"),
        ("voteWrittenFor", "written_for"),
        ("voteWrittenAgainst", "written_against"),
        ("voteSeats", "seats"),
        ("voteCandidates", "candidates"),
        ("voteSecret", "secret"),
        ("voteNote", "note"),
    )
    LIMITS = {"matter": MATTER_LIMIT}

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__(theme, "voteForm")
        self._known: tuple[Known, ...] = ()
        kinds = Combo(theme, "voteKind")
        for kind in VoteKind:
            kinds.add(vote_kind_label(kind), kind)
        self._excluded = RowsField(
            theme, "voteExcluded", partial(self._excluded_row, year), _("加一人"), _("去掉这个人")
        )
        self._candidates = RowsField(
            theme, "voteCandidates", self._candidate_row, _("加候选人"), _("去掉这个候选人")
        )
        self._result = label("voteResult", role="strong")
        self._finding = label("voteFinding", role="hint")
        for words in (self._result, self._finding):
            words.setWordWrap(True)
        self._add_rows(kinds)
        self.bind()
        kinds.currentIndexChanged.connect(self._show_kind)
        self.edited.connect(self._show_result)
        self._show_kind()

    def know(self, names: Sequence[Known]) -> None:
        """Take who can be offered as candidates and as 不计入应到."""
        self._known = tuple(names)
        for row in (*self._excluded.rows, *self._candidates.rows):
            if isinstance(row, CandidateRow | ExcludedRow):
                row.name.know(self._known)

    def load(self, record: object) -> None:
        super().load(record)
        self._show_kind()

    def vote_draft(self) -> VoteDraft:
        """What the form says as a draft; an empty figure is none."""
        values: dict[str, Any] = self.values()
        values |= {name: values[name] or 0 for name in FIGURES}
        if values["kind"] not in voting.COUNTS_WRITTEN:
            # What is not shown any more is not meant.
            values |= {"written_for": 0, "written_against": 0}
        return VoteDraft(**values)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        for name, attribute in self.FIELDS:
            control = self.control(name)
            if isinstance(control, RowsField) and (problem := control.problem()):
                found.setdefault(attribute, problem)
        for name in ("voteEligible", "votePresent"):
            control = self.control(name)
            if isinstance(control, CountField) and not control.text().strip():
                found.setdefault(dict(self.FIELDS)[name], _("写上人数，才算得出过没过半"))
        if not self._told_for():
            found.setdefault("in_favour", _("写上赞成几票，一票没有写 0"))
        return found

    def _told_for(self) -> bool:
        """Whether the votes for it were typed: nothing typed is no vote that failed."""
        control = self.control("voteFavour")
        assert isinstance(control, CountField)
        election = self.control("voteKind").value() is VoteKind.ELECTION  # type: ignore[attr-defined]
        return election or bool(control.text().strip())

    def _add_rows(self, kinds: Combo) -> None:
        theme = self.theme
        self.add_row(_("事项"), field("voteMatter", hint=_("如 接收某同志为预备党员")))
        self.add_row(_("类别"), kinds)
        self.add_row(_("应到"), CountField(theme, "voteEligible"), *self._beside(_("实到"), "votePresent"))
        self.add_row(_("不计入"), self._excluded)
        more = (*self._beside(_("反对"), "voteAgainst"), *self._beside(_("弃权"), "voteAbstained"))
        self.add_row(_("赞成"), CountField(theme, "voteFavour"), *more)
        self.add_row(
            _("书面赞成"),
            CountField(theme, "voteWrittenFor"),
            *self._beside(_("书面反对"), "voteWrittenAgainst"),
        )
        seats = CountField(theme, "voteSeats")
        seats.setFixedWidth(theme.px(72))
        self.add_row(_("应选"), seats)
        self.add_row(_("候选人"), self._candidates)
        self.add_row(_("方式"), Check(theme, "voteSecret", _("无记名投票")))
        self.add_row(_("备注"), field("voteNote"))
        self.add_wide(self._result)
        self.add_wide(self._finding)

    def _beside(self, words: str, name: str) -> tuple[QWidget, QWidget]:
        made = CountField(self.theme, name)
        made.setAccessibleName(words)
        title = label(f"{name}Beside", words, "label")
        title.setBuddy(made)
        return title, made

    def _candidate_row(self, name: str) -> CandidateRow:
        row = CandidateRow(self.theme, name)
        row.name.know(self._known)
        return row

    def _excluded_row(self, year: int, name: str) -> ExcludedRow:
        row = ExcludedRow(self.theme, name, year)
        row.name.know(self._known)
        return row

    def _show_kind(self) -> None:
        """Show what a vote of this kind has: an election candidates, the others yes and no."""
        kind = self.control("voteKind").value()  # type: ignore[attr-defined]
        election = kind is VoteKind.ELECTION
        for name in ("voteSeats", "voteCandidates"):
            self.show_row(name, election)
        self._show_line("voteFavour", ("voteAgainst", "voteAbstained"), not election)
        self._show_line("voteWrittenFor", ("voteWrittenAgainst",), kind in voting.COUNTS_WRITTEN)
        self._show_result()

    def _show_line(self, name: str, beside: Sequence[str], on: bool) -> None:
        self.show_row(name, on)
        for other in beside:
            for part in (self.findChild(QWidget, f"{other}Beside"), self.findChild(QWidget, other)):
                if part is not None:
                    part.setVisible(on)

    def _show_result(self) -> None:
        """Say what the figures come to so far: the first thing that cannot be true, else the result."""
        typed = [self.control(name) for name in ("voteEligible", "votePresent")]
        known = all(isinstance(one, CountField) and one.value() is not None for one in typed)
        if not known or not self._told_for():
            asked = _("填上应到、实到，这里就显示过没过半")
            self._result.setText(_("填上赞成几票，这里就显示过没过半") if known else asked)
            set_tone(self._result, "ink3")
            self._finding.setText("")
            return
        draft = self.vote_draft()
        vote = drafted(draft)
        findings = voting.problems(vote)
        self._result.setText(result_text(vote))
        set_tone(self._result, "")
        lines = [sentence(finding) for finding in findings]
        if vote.excluded:
            lines.insert(0, called_text(vote))
        self._finding.setText("\n".join(lines))
