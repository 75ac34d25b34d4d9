"""What a chosen file would do to the office: read once, then judged again after every change, storing nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.table import ColumnHead, Table, TableKind
from gzparty.exchange.header import likeliest_header, missing_fields, titles_key
from gzparty.exchange.importing import import_table, uncollected
from gzparty.exchange.reading import heads_of, table_of
from gzparty.exchange.recognition import ORDER, OpenedFile, Recognition, open_file, recognise, recognise_sheet
from gzparty.exchange.workbook import Sheet
from gzparty.records import dataclass
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.import_draft import ImportDraft
from gzparty.services.import_result import ImportResult


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as opened, with what it is taken for; `resumed` where unfinished work on it was kept."""

    opened: OpenedFile
    draft: ImportDraft
    reason: Diagnostic | None = None
    rows: int = 0
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the sheet would do as it stands; `table` and `result` are there once all required columns are.

    `written` is the table without the cells put right; `missing` are required fields that no column holds.
    """

    heads: tuple[ColumnHead, ...] = ()
    missing: tuple[str, ...] = ()
    problem: Diagnostic | None = None
    table: Table | None = None
    written: Table | None = None
    result: ImportResult | None = None


def prepare(services: Services, path: Path) -> Prepared:
    """Open a file and take up the work kept on it, else recognise it; raises Refusal for what cannot be read."""
    opened = open_file(path)
    kept = services.imports.draft(opened.digest)
    if kept is not None and kept.sheet in opened.sheets and not kept.is_empty():
        return Prepared(opened, kept, None, _count(opened, kept), resumed=True)
    found = _remembered(services, opened) or recognise(opened)
    draft = fresh_draft(services, opened, found.sheet, found.kind)
    return Prepared(opened, draft, found.reason, _count(opened, draft))


def fresh_draft(
    services: Services, opened: OpenedFile, sheet: str, kind: TableKind | None = None
) -> ImportDraft:
    """Work on a sheet begun anew; without a kind it is recognised, and its mapping remembered if it ever was."""
    wanted = kind or recognise_sheet(opened.sheets[sheet]).kind
    if wanted is None:
        return ImportDraft(None, sheet)
    known = services.imports.remembered(wanted, titles_key(opened.sheets[sheet], wanted))
    return ImportDraft(wanted, sheet, dict(known or {}))


def judge(services: Services, opened: OpenedFile, draft: ImportDraft) -> Judgement:
    """What the sheet would do with this mapping, these cells and decisions; stores nothing."""
    if draft.kind is None:
        return Judgement()
    sheet = opened.sheets[draft.sheet]
    try:
        written = table_of(sheet, draft.kind, draft.mapping, opened.name)
    except Refusal as refusal:
        return _unread(sheet, draft.kind, draft.mapping, refusal)
    with uncollected():
        table = written.with_edits(draft.edits)
        result = import_table(services, table, True, draft.decisions, draft.gone, draft.record)
    return Judgement(written.heads, (), None, table, written, result)


def store(services: Services, opened: OpenedFile, draft: ImportDraft, remember: bool) -> Done[ImportResult]:
    """Import what a file brings now; the good rows go in, what is open stays in its draft."""
    judged = judge(services, opened, draft)
    if judged.table is None or draft.kind is None:
        raise Refusal("header_missing", file=opened.name, titles="")
    if remember:
        mapping = {head.letter: head.field for head in judged.heads if not head.dropped}
        key = titles_key(opened.sheets[draft.sheet], draft.kind)
        services.imports.remember(draft.kind, key, mapping)
    done = services.importing.take(judged.table, False, draft.decisions, draft.gone, draft.record)
    if done.value.complete:
        services.imports.drop_draft(opened.digest)
    return done


def _unread(sheet: Sheet, kind: TableKind, mapping: Mapping[str, str], refusal: Refusal) -> Judgement:
    """A sheet whose columns are not all pointed out yet, or that holds nothing."""
    header = likeliest_header(sheet, kind, mapping)
    missing = tuple(missing_fields(header, kind))
    return Judgement(heads_of(sheet, header), missing, refusal.diagnostics[0])


def _remembered(services: Services, opened: OpenedFile) -> Recognition | None:
    """The sheet whose titles were imported before, as what they were imported then."""
    for name, sheet in opened.sheets.items():
        for kind in ORDER:
            if services.imports.remembered_kind(titles_key(sheet, kind)) is kind:
                return Recognition(name, kind)
    return None


def _count(opened: OpenedFile, draft: ImportDraft) -> int:
    """How many data rows a sheet has; 0 where it cannot be read yet."""
    if draft.kind is None:
        return 0
    try:
        return len(table_of(opened.sheets[draft.sheet], draft.kind, draft.mapping, opened.name).rows)
    except Refusal:
        return 0
