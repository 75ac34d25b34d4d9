"""Papers as they are ordered, what they say, and whether a printed copy still says the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import Any

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.domain.printing import DIFFERS, PrintedCopy, Said, SaidTable, differences
from gzparty.i18n import N_, _, in_chinese
from gzparty.records import dataclass
from gzparty.reports import catalogue
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.content import (
    FORM_MARGINS,
    Attachments,
    Block,
    Cell,
    DeskCard,
    FieldLine,
    FootLine,
    Paper,
    Paragraph,
    Row,
    Signature,
    Subtitle,
    Table,
    Title,
    column_title,
)
from gzparty.reports.fingerprint import fingerprint
from gzparty.reports.options import Wishes, from_plain, to_plain
from gzparty.reports.subject import ON, YEAR, Subject, in_period, settled
from gzparty.reports.subject_exemplars import completed
from gzparty.services.bundle import Services

TITLE, SIGNATURE = N_("标题"), N_("落款")


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be printed: a paper, what it is about, and how it shall differ from the office's way.

    With `each` it is a batch: one set for every unit or person that the selection leaves open.
    """

    paper: str
    subject: Subject
    wishes: Wishes = field(default_factory=dict)
    each: bool = False


@dataclass(frozen=True, slots=True)
class Sheets:
    """One set of a batch: what it is named after (empty for a single paper), what it is about, the paper.

    What it is about is `settled`: however the session, unit or person was named, the print log knows it by one name.
    """

    stem: str
    subject: Subject
    paper: Paper


@dataclass(frozen=True, slots=True)
class Stale:
    """A printed copy that the records no longer agree with, and where they differ."""

    spec: PaperSpec
    copy: PrintedCopy
    differences: tuple[Diagnostic, ...]


@in_chinese()
def compose_order(
    services: Services, order: Order, stopped: Callable[[], bool] = lambda: False
) -> list[Sheets]:
    """Compose every set of an order; stopped half way it gives those made so far."""
    made = []
    spec = catalogue.find(order.paper)
    # What is of this month, or of the newest selection, must not become another paper when there is a newer one.
    about = in_period(order.subject, set(spec.selectors) - set(spec.optional))
    if spec.fits is not None:
        about = completed(services, about, spec.fits)
    sets = catalogue.sets_of(services, order.paper, about) if order.each else (("", about),)
    for stem, selection in sets:
        if stopped():
            break
        paper = catalogue.compose(services, order.paper, selection, order.wishes)
        made.append(Sheets(stem, settled(services, selection, spec.selectors), paper))
    return made


def selector_of(spec: PaperSpec, subject: Subject) -> str:
    """Say what a paper is about, such as `training=2026-06`; the day of a roster does not make it another one."""
    named = {name: getattr(subject, name) for name in spec.selectors if name != ON}
    return " ".join(f"{name}={value}" for name, value in named.items() if value is not None)


def log_entry(order: Order, sheets: Sheets, today: date, copies: int) -> PrintedCopy:
    """Make the entry of the print log for one set; `copies` is 0 for a saved file."""
    spec = catalogue.find(order.paper)
    about = {name: getattr(sheets.subject, name) for name in spec.selectors if name != ON}
    if ON in spec.selectors and sheets.subject.on != today:
        # A roster of another day was meant for that day; one of today is compared with that of any later day.
        about[ON] = sheets.subject.on.isoformat()
    content: dict[str, object] = {
        "about": {name: value for name, value in about.items() if value is not None},
        "wishes": to_plain(
            {
                "dated": sheets.paper.dated or today,
                "margins": sheets.paper.setup.margins,
                **order.wishes,
            }
        ),
    }
    if not spec.discreet:
        says = said(sheets.paper)
        content |= {"texts": says.texts, "tables": [[table.columns, table.rows] for table in says.tables]}
    return PrintedCopy(
        id=0,
        paper=order.paper,
        selector=selector_of(spec, sheets.subject),
        content_hash=fingerprint((sheets.paper,)),
        printed_at=datetime.combine(today, datetime.min.time()),
        copies=copies,
        content=json.dumps(content, ensure_ascii=False, separators=(",", ":")),
    )


def remember_printed(services: Services, paper: str, number: str) -> None:
    """Enter a paper about a session into the print log, as printed once."""
    today = services.context.today()
    order = Order(paper, Subject(today.year, today, training=number))
    services.prints.record(log_entry(order, one, today, 1) for one in compose_order(services, order))


def changes_since(services: Services, copy: PrintedCopy) -> tuple[Diagnostic, ...]:
    """Name where the paper of today differs from a printed copy; its date of printing does not count.

    The paper is composed as the copy was, so that other columns or margins are no difference. Of a discreet paper it is
    only told that it differs. Empty too where what it was about is gone or what it said is not known.
    """
    stored = _content(copy)
    if not stored:
        return ()
    try:
        paper = _composed_again(services, copy, stored)
        before = None if catalogue.find(copy.paper).discreet else _said_then(stored)
    except (Refusal, KeyError, TypeError, ValueError):
        return ()
    if fingerprint((paper,)) == copy.content_hash:
        return ()
    return (DIFFERS,) if before is None else tuple(differences(before, said(paper)))


def stale_copies(services: Services, copies: Sequence[PrintedCopy]) -> list[Stale]:
    """Pick the copies the records no longer agree with."""
    known = {spec.name: spec for spec in catalogue.PAPERS}
    checked = ((copy, changes_since(services, copy)) for copy in copies if copy.paper in known)
    return [Stale(known[copy.paper], copy, changes) for copy, changes in checked if changes]


def stale_papers(services: Services, selector: str, value: str) -> list[Stale]:
    """Pick the stale papers about one thing, such as (TRAINING, "2026-05"); those of single persons among them."""
    return stale_copies(services, services.prints.about(f"{selector}={value}"))


def said(paper: Paper) -> Said:
    """Give everything a paper says."""
    texts = [(label, text) for block in paper.said for label, text in _texts(block) if text]
    tables = [_said_table(block) for block in paper.said if isinstance(block, Table)]
    return Said(tuple(texts), tuple(tables))


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Title(text=text) | Subtitle(text=text):
            yield _(TITLE), text.replace("\u200b", "")
        case FieldLine(fields=fields) | FootLine(fields=fields):
            for one in fields:
                yield one.label.rstrip(_("：")), one.value or ""
        case Paragraph():
            yield "", block.text + block.rest
        case Attachments(names=names):
            for name in names:
                yield "", name
        case DeskCard(name=name):
            yield "", name
        case Signature():
            yield _(SIGNATURE), f"{block.issuer} {block.dated}"


def _said_table(table: Table) -> SaidTable:
    titles = [column_title(column) for column in table.columns]
    # Two columns of one title are told apart by their place.
    unique = [title if titles.count(title) == 1 else f"{title}{n}" for n, title in enumerate(titles, 1)]
    return SaidTable(tuple(unique), tuple(_cells(row) for row in table.rows))


def _cells(row: Row) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row.cells:
        cells += [cell.said, *[""] * (cell.span - 1)] if isinstance(cell, Cell) else [cell]
    return tuple(cells)


def _content(copy: PrintedCopy) -> Mapping[str, Any]:
    try:
        stored = json.loads(copy.content) if copy.content else {}
    except json.JSONDecodeError:
        return {}
    return stored if isinstance(stored, dict) else {}


def _composed_again(services: Services, copy: PrintedCopy, stored: Mapping[str, Any]) -> Paper:
    today = services.context.today()
    about = {**stored["about"]}
    on = date.fromisoformat(about.pop(ON)) if ON in about else today
    selection = Subject(**{YEAR: today.year, ON: on, **about})
    # A copy of before the office could set its edges had the usual ones.
    wishes = {"margins": FORM_MARGINS, **from_plain(stored["wishes"])}
    return catalogue.compose(services, copy.paper, selection, wishes)


def _said_then(stored: Mapping[str, Any]) -> Said:
    texts = tuple((str(label), str(text)) for label, text in stored["texts"])
    tables = (SaidTable(tuple(columns), tuple(map(tuple, rows))) for columns, rows in stored["tables"])
    return Said(texts, tuple(tables))
