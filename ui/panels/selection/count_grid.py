"""Votes by nominee, typed one under another or pasted from WPS, with or without the names."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Sequence
from unicodedata import normalize

from gzparty.domain.ballot_checks import MOST
from gzparty.domain.selection import BallotLine, Nomination
from gzparty.i18n import N_, _
from gzparty.records import dataclass
from gzparty.services.ballot_drafts import LineDraft
from ui.memory import Memory
from ui.panels.selection.ballot_grid import BallotGrid, spoken
from ui.tables.clipboard import Block, from_text
from ui.tables.column import Column, Edit
from ui.tables.groups import GroupedRows, RecordGroup
from ui.tables.record_table import RecordTable
from ui.tables.rows import ListRows
from ui.tables.sheet_delegate import COMPUTED, ERROR
from ui.tables.sheet_view import SheetView
from ui.theme import Theme

VOTES = "votes"
_WHOLE = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A nominee and the votes as typed; `fault` is what is wrong with them."""

    nomination: Nomination
    text: str = ""
    fault: str = ""
    locked: bool = False


class CountGrid(BallotGrid):
    """One row a nominee: Enter goes down; a block with names beside the votes finds its rows by the names."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__(theme, "voteGrid")
        self._texts: dict[int, str] = {}
        self.view: SheetView[VoteRow] = SheetView(theme, memory, "ballotVotes")
        self.view.setAccessibleName(_("得票"))
        self.records: RecordTable[VoteRow] = RecordTable(_vote_columns(), ListRows([], _row_id), _row_name)
        self.view.set_records(self.records)
        self.view.take_text = self._take_text
        self._column.addWidget(self.view)
        self._column.addWidget(self._said)
        self.setFocusProxy(self.view)
        self.records.edited.connect(self._take)
        self.view.says_overflow = False
        self.view.overflowed.connect(self._say_overflow)

    def text(self) -> str:
        return json.dumps({str(number): text for number, text in sorted(self._texts.items()) if text})

    def set_text(self, text: str) -> None:
        known = {one.id for one in self._nominees}
        kept = {int(number): words for number, words in json.loads(text or "{}").items()}
        self._texts = {number: words for number, words in kept.items() if number in known}
        self._refresh()

    def lines(self) -> list[LineDraft]:
        return [
            LineDraft(one.id, read_votes(text))
            for one in self._nominees
            if (text := self._texts.get(one.id, ""))
        ]

    def problem(self) -> str:
        wrong = [one.name for one in self._nominees if _unreadable(self._texts.get(one.id, ""))]
        return (
            _("{name}的得票看不懂，写成 0 到 {most} 的整数").format(name=wrong[0], most=MOST) if wrong else ""
        )

    def take_focus(self) -> None:
        rows = self.view.record_rows()
        if rows:
            self.view.select_row(rows[0], self.records.column_at(VOTES))
            self.view.setFocus()

    def _load(self, lines: Sequence[BallotLine]) -> None:
        self._texts = {line.nomination_id: str(line.votes) for line in lines if line.votes is not None}
        self._refresh()

    def _refresh(self) -> None:
        poll = self._poll
        if poll is None:
            return
        several = len(poll.categories) > 1
        groups = [
            RecordGroup(str(category.id), category.title, self._rows(category.id))
            for category in sorted(poll.categories, key=lambda one: (one.position, one.id))
        ]
        rows = [row for group in groups for row in group.records]
        self.records.show(GroupedRows(groups, _row_id) if several else ListRows(rows, _row_id))
        self._fit(self.view, self.records.rowCount())

    def _rows(self, category_id: int) -> list[VoteRow]:
        return [
            VoteRow(one, self._texts.get(one.id, ""), self._fault(one), self._locked)
            for one in self._nominees
            if one.category_id == category_id
        ]

    def _fault(self, one: Nomination) -> str:
        if _unreadable(self._texts.get(one.id, "")):
            return _("写成 0 到 {most} 的整数").format(most=MOST)
        return self._faults.get(one.id, "")

    def _take(self, edits: Sequence[Edit[VoteRow]]) -> None:
        for edit in edits:
            self._texts[edit.record.nomination.id] = edit.text.strip()
        self._refresh()
        self.edited.emit()

    def _take_text(self, text: str) -> bool:
        """Votes with names beside them go to the rows of the names; anything else is a plain block."""
        if self._locked:
            return True
        found = votes_by_name(from_text(text), self._nominees)
        if not found:
            return False
        self._texts |= found
        said = _("按姓名粘贴了 {n} 个，共 {all} 个").format(n=len(found), all=len(self._nominees))
        self._say(said + self._namesakes_said([one for one in self._nominees if one.id not in found]))
        self._refresh()
        self.edited.emit()
        return True


def read_votes(text: str) -> int | None:
    """14, full-width digits, 14票; None for anything else."""
    plain = normalize("NFKC", text).strip().removesuffix(_("票")).strip()
    return int(plain) if _WHOLE.fullmatch(plain) and int(plain) <= MOST else None


def votes_by_name(block: Block, nominees: Sequence[Nomination]) -> dict[int, str]:
    """The votes of a block whose lines name a nominee and give a figure after the name; empty where none does.

    Of namesakes a line means the one whose unit stands in it too; without a unit it means nobody.
    """
    found: dict[int, str] = {}
    for line in block:
        words = [word.strip() for word in line]
        meant = [one for one in nominees if one.name in words]
        if len(meant) > 1:
            meant = [one for one in meant if one.unit_name in words]
        if len(meant) != 1:
            continue
        after = words[words.index(meant[0].name) + 1 :]
        figure = next((word for word in after if read_votes(word) is not None), None)
        if figure is not None:
            found[meant[0].id] = figure
    return found


def _unreadable(text: str) -> bool:
    return bool(text) and read_votes(text) is None


def _vote_columns() -> tuple[Column[VoteRow], ...]:
    return (
        Column(
            "name",
            N_("推荐对象"),
            lambda row: row.nomination.name,
            200,
            stretch=True,
            note=lambda row: row.nomination.unit_name if row.nomination.person_id is not None else "",
        ),
        Column(
            VOTES,
            N_("得票"),
            lambda row: row.text,
            84,
            right=True,
            tone=lambda row: "over" if row.fault else "ink",
            strong=lambda row: bool(row.fault),
            state=_vote_state,
            editable=lambda row: not row.locked,
            tooltip=lambda row: row.fault,
            spoken=lambda row: spoken(row.text, row.fault),
        ),
    )


def _vote_state(row: VoteRow) -> str:
    return ERROR if row.fault else COMPUTED if row.locked else ""


def _row_id(row: VoteRow) -> Hashable:
    return row.nomination.id


def _row_name(row: VoteRow) -> str:
    return row.nomination.name
