"""What a text finds, as rows of the palette: places, records and commands under their headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from gzparty.domain.finding import Rank
from gzparty.domain.full_text import words
from gzparty.domain.search import NeedleKind, needle
from gzparty.i18n import N_, _
from gzparty.services.bundle import Services
from gzparty.services.palette import PERSON, UNIT, Everything, Found
from gzparty.services.palette import Key as RecordKey
from ui.panels.palette.commands import Command, matching
from ui.panels.palette.lately import COMMAND
from ui.panels.palette.rows import Row
from ui.wishes import (
    ErrandRequest,
    FindRequest,
    InspectionRequest,
    LedgerRequest,
    LifeRequest,
    PersonRequest,
    PrintRequest,
    SelectionRequest,
    ThemeRequest,
    TipRequest,
    TrainingRequest,
    Wishes,
)

ONLY_COMMANDS = ">"
MOST_COMMANDS = 6
SHOWN_AT_FIRST = 12
ICONS = {
    PERSON: "person", UNIT: "people", "meeting": "file", "training": "training", "errand": "errands",
    "problem": "ledger", "inspection": "inspections", "tip": "tips", "theme": "themes", "nomination": "selection",
}  # fmt: skip
PLACES, RECORDS, COMMANDS = N_("单位和人"), N_("记录"), N_("功能")


class Answer(NamedTuple):
    """What was asked, and what it found."""

    typed: str
    found: Everything


def look(typed: str, recent: Sequence[RecordKey], services: Services) -> Answer:
    """Read what a text finds; without one, what was opened lately."""
    if typed:
        return Answer(typed, services.palette.find(typed, recent))
    return Answer(typed, Everything(services.palette.recall(recent)))


class Rows:
    """Makes rows of what was found; each is opened through the wishes of the window."""

    def __init__(self, wishes: Wishes, pages: Iterable[str]) -> None:
        self._wishes = wishes
        self._pages = frozenset(pages)

    def of_text(self, answer: Answer, commands: Sequence[Command]) -> list[Row]:
        """Everything a text finds; commands first where they alone are called so, or nothing else is found."""
        wanted = needle(answer.typed)
        met = matching(wanted, commands) if wanted is not None else []
        places = [row for found in answer.found.places if (row := self._row(found))]
        records = [row for found in answer.found.records if (row := self._row(found))]
        by_characters = wanted is not None and wanted.kind is NeedleKind.NAME
        if "find" in self._pages and by_characters and words(answer.typed):
            records.append(self._in_texts(answer.typed))
        parts = [
            (_(PLACES), places),
            (_(RECORDS), records),
            (
                _(COMMANDS),
                [_command_row(one.command, one.found.first, one.found.end) for one in met[:MOST_COMMANDS]],
            ),
        ]
        if met and not places and (met[0].found.rank <= Rank.WORD or not answer.found.records):
            parts = [parts[2], *parts[:2]]
        return [row for heading, rows in parts if rows for row in (Row(heading), *rows)]

    def of_commands(self, typed: str, commands: Sequence[Command]) -> list[Row]:
        """Commands only, all of them where nothing more is typed."""
        wanted = needle(typed)
        if wanted is None:
            rows = [_command_row(command) for command in commands]
        else:
            met = matching(wanted, commands)
            rows = [_command_row(one.command, one.found.first, one.found.end) for one in met]
        return [Row(_(COMMANDS)), *rows] if rows else []

    def at_first(self, answer: Answer, commands: Sequence[Command], recent: Sequence[str]) -> list[Row]:
        """Before anything is typed: what was opened lately, then the pages."""
        by_key = {command.key: command for command in commands}
        places = [row for found in answer.found.places if (row := self._row(found))]
        lately = [*places, *(_command_row(by_key[key]) for key in recent if key in by_key)]
        pages = [replace(_command_row(one), detail="") for one in commands if one.key.startswith("page/")]
        parts = ((_("最近用过"), lately[: SHOWN_AT_FIRST // 2]), (_("页面"), pages))
        return [row for heading, rows in parts if rows for row in (Row(heading), *rows)]

    def _row(self, found: Found) -> Row | None:
        page, request = _request(found)
        if page not in self._pages:
            return None
        row = Row(
            found.name,
            found.detail,
            ICONS[found.kind],
            found.first,
            found.end,
            run=partial(self._wishes.show_page, page, request),
            key=(found.kind, found.record_id) if found.kind in (PERSON, UNIT) else None,
        )
        return self._with_second(row, found)

    def _with_second(self, row: Row, found: Found) -> Row:
        """What else is done often: the certificate of a person, the records of a branch."""
        if found.kind == PERSON and "print" in self._pages:
            paper = PrintRequest("certificate", {PERSON: found.uid})
            return replace(
                row, second=partial(self._wishes.show_page, "print", paper), second_words=_("学时证明")
            )
        if found.kind == UNIT and "life" in self._pages:
            life = LifeRequest(unit_id=found.record_id)
            return replace(
                row, second=partial(self._wishes.show_page, "life", life), second_words=_("组织生活")
            )
        return row

    def _in_texts(self, typed: str) -> Row:
        run = partial(self._wishes.show_page, "find", FindRequest(typed))
        return Row(_("在记录里找“{text}”").format(text=typed), icon="search", run=run)


def _command_row(command: Command, first: int = 0, end: int = 0) -> Row:
    key = (COMMAND, command.key)
    return Row(command.words, command.detail, command.icon, first, end, command.keys, command.run, key=key)


def _request(found: Found) -> tuple[str, object]:
    """The page a thing found is opened on, and how."""
    row = found.record_id
    requests: dict[str, tuple[str, object]] = {
        PERSON: ("people", PersonRequest(person_id=row)),
        UNIT: ("people", PersonRequest(unit_id=row)),
        "meeting": ("life", LifeRequest(meeting_id=row)),
        "training": ("training", TrainingRequest(row)),
        "errand": ("errands", ErrandRequest(row)),
        "problem": ("ledger", LedgerRequest(problem_id=row)),
        "inspection": ("inspections", InspectionRequest(inspection_id=row)),
        "tip": ("tips", TipRequest(row)),
        "theme": ("themes", ThemeRequest(found.period)),
        "nomination": ("selection", SelectionRequest(nomination_id=row)),
    }
    return requests[found.kind]
