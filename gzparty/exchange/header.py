"""Find a sheet's header row below titles and stamps, and which column holds which field."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from gzparty.domain.damage import as_text
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import TableKind
from gzparty.exchange.workbook import Row, Sheet
from gzparty.i18n import _
from gzparty.records import dataclass

LEFT_OUT = ""
"""The field of a column that is not to be read although its title is known; the command line writes -."""
SEARCHED_ROWS = 30
"""A header stands within the first rows or there is none."""
_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[\s*:、,。._]+")
_LETTERS = re.compile(r"^[A-Z]{1,2}$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Titles known of one kind of sheet, normalised; words that mark sums, feet and identity numbers."""

    fields: Mapping[str, str]
    names: tuple[str, ...]
    required: frozenset[str]
    fill_down: frozenset[str]
    carry_down: frozenset[str]
    """Fields whose blank cells stand for the row above, as ledgers write a unit once for all its lines."""
    identity: frozenset[str]
    sums: tuple[str, ...]
    feet: tuple[str, ...]
    stamps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is (rows counted from 0, both inside) and what its columns hold."""

    first: int
    last: int
    columns: Mapping[str, int]
    titles: tuple[str, ...]
    unmapped: tuple[str, ...]
    dropped: tuple[str, ...]
    words: frozenset[str] = frozenset()
    """Every text of the header rows, normalised."""


@cache
def vocabulary(kind: TableKind) -> Vocabulary:
    """The titles of one kind of sheet from `resources/imports/columns.toml`."""
    content = tomllib.loads((files("resources") / "imports" / "columns.toml").read_text("utf-8"))
    words, table = content["words"], content[kind.value]
    return Vocabulary(
        fields={plain(title): name for name, titles in table["columns"].items() for title in titles},
        names=tuple(table["columns"]),
        required=frozenset(table["required"]),
        fill_down=frozenset(table["fill_down"]),
        carry_down=frozenset(table.get("carry_down", ())),
        identity=frozenset(plain(title) for title in words["identity"]),
        sums=tuple(words["sum"]),
        feet=tuple(words["foot"]),
        stamps=tuple(words["stamp"]),
    )


@cache
def words_of_ledgers() -> frozenset[str]:
    """Titles that only a rectification ledger has, normalised."""
    content = tomllib.loads((files("resources") / "imports" / "columns.toml").read_text("utf-8"))
    return frozenset(plain(title) for title in content["words"]["ledger"])


def plain(title: str) -> str:
    """A title as compared: 出生年月（公历）* → 出生年月."""
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", title)).lower()
    return _BRACKETS.sub("", folded) or folded


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Which field a column holds: what was pointed out first, then what its title says."""

    fields: Mapping[str, str]
    by_title: Mapping[str, str]
    by_letter: Mapping[str, str]
    identity: frozenset[str]

    def field(self, column: int, title: str) -> str | None:
        """The field; a title says nothing of a field that was pointed out elsewhere."""
        wished = self.by_letter.get(column_letter(column), self.by_title.get(title))
        if wished is not None:
            return wished or None
        name = self.fields.get(title)
        taken = name in self.by_letter.values() or name in self.by_title.values()
        return None if taken else name


def find_header(sheet: Sheet, kind: TableKind, overrides: Mapping[str, str], file: str) -> Header:
    """The header that names most fields; Refusal where none names all that are required.

    `overrides` maps a column's title or letter to a field and wins over the known titles.
    """
    known = vocabulary(kind)
    best = likeliest_header(sheet, kind, overrides)
    missing = missing_fields(best, kind)
    if missing:
        titles = _("、").join(title_of(kind, name) for name in missing)
        raise Refusal("header_missing", file=file, titles=titles)
    _check_overrides(best, overrides)
    _refuse_side_by_side(best, known, file)
    return best


def likeliest_header(sheet: Sheet, kind: TableKind, overrides: Mapping[str, str]) -> Header:
    """The header that names most fields; where none names any, the fullest of the first rows."""
    known = vocabulary(kind)
    by_title, by_letter = _split(overrides, known)
    lookup = _Lookup(known.fields, by_title, by_letter, known.identity)
    best = _best_header(sheet, lookup)
    if best is None or not best.columns:
        rows = range(min(SEARCHED_ROWS, len(sheet.rows)))
        fullest = max(rows, key=lambda number: sum(map(bool, _texts(sheet.rows[number]))), default=0)
        titles = _texts(sheet.rows[fullest]) if sheet.rows else ()
        best = _header(sheet, fullest, 1, titles, lookup)
    return best


def missing_fields(header: Header, kind: TableKind) -> list[str]:
    """The required fields that no column holds, in their usual order."""
    known = vocabulary(kind)
    return sorted(known.required - header.columns.keys(), key=known.names.index)


def title_of(kind: TableKind, name: str) -> str:
    """The usual Chinese title of a field, as a blank template has it."""
    titles = [title for title, named in vocabulary(kind).fields.items() if named == name]
    return next((title for title in titles if not title.isascii()), titles[0])


def titles_key(sheet: Sheet, kind: TableKind) -> str:
    """What tells sheets of the same make: the titles as compared, in order."""
    return "\t".join(plain(title) for title in likeliest_header(sheet, kind, {}).titles).rstrip("\t")


def _best_header(sheet: Sheet, lookup: _Lookup) -> Header | None:
    fields = {**lookup.fields, **lookup.by_title}
    best: Header | None = None
    # Two lines must name more than each alone, or a title above the header would count as its first.
    for lines in (1, 2):
        for number in range(min(SEARCHED_ROWS, len(sheet.rows))):
            header = _header(sheet, number, lines, _titles(sheet, number, lines, fields), lookup)
            if best is None or _named(header) > _named(best):
                best = header
    return best


def _named(header: Header) -> tuple[int, int]:
    """How many fields have a title; a column pointed out by its letter has one in the true header only."""
    return sum(1 for column in header.columns.values() if header.titles[column]), len(header.columns)


def _check_overrides(header: Header, overrides: Mapping[str, str]) -> None:
    known = {plain(title) for title in header.titles}
    known.update(column_letter(column) for column in range(len(header.titles)))
    for column in overrides:
        if column.strip() not in known and plain(column) not in known:
            raise Refusal("column_unknown", name=column, names=_("、").join(t for t in header.titles if t))


def _refuse_side_by_side(header: Header, known: Vocabulary, file: str) -> None:
    """Two tables beside each other would lose the right one."""
    titles = [plain(title) for title in header.titles]
    twice = {known.fields.get(title) for title in titles if titles.count(title) > 1}
    if known.required <= twice:
        raise Refusal("tables_side_by_side", file=file)


def column_letter(column: int) -> str:
    """A column counted from 0 as a spreadsheet names it: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _split(overrides: Mapping[str, str], known: Vocabulary) -> tuple[dict[str, str], dict[str, str]]:
    by_title, by_letter = {}, {}
    for column, name in overrides.items():
        if name not in (*known.names, LEFT_OUT):
            raise Refusal("field_unknown", name=name, names=_("、").join(known.names))
        if _LETTERS.match(column.strip()):
            by_letter[column.strip()] = name
        else:
            by_title[plain(column)] = name
    return by_title, by_letter


def _titles(sheet: Sheet, number: int, lines: int, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of one row, or of two rows read as one: the lower if known, else the upper, else both."""
    upper = _texts(sheet.rows[number])
    if lines == 1 or number + 1 >= len(sheet.rows):
        return upper
    lower = _texts(sheet.rows[number + 1])
    if not any(plain(title) in fields for title in lower):
        return upper
    upper, grouped = _spread(upper, number, sheet)
    joined = []
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        candidates = (below, above + below) if column in grouped else (below, above)
        joined.append(next((title for title in candidates if plain(title) in fields), above + below))
    return tuple(joined)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(as_text(cell).split()) for cell in row)


def _spread(titles: tuple[str, ...], number: int, sheet: Sheet) -> tuple[tuple[str, ...], frozenset[int]]:
    """A title merged over several columns heads each of them; also which columns are headed so."""
    spread = list(titles)
    grouped: set[int] = set()
    for (top, left), (bottom, right) in sheet.merged:
        if top == bottom == number and left < right < len(spread):
            spread[left : right + 1] = [titles[left]] * (right + 1 - left)
            grouped.update(range(left, right + 1))
    return tuple(spread), frozenset(grouped)


def _header(sheet: Sheet, number: int, lines: int, titles: tuple[str, ...], lookup: _Lookup) -> Header:
    columns: dict[str, int] = {}
    unmapped, dropped = [], []
    for column, title in enumerate(titles):
        name = lookup.field(column, plain(title))
        if plain(title) in lookup.identity:
            dropped.append(title)
        elif name is not None and name not in columns:
            columns[name] = column
        elif title:
            unmapped.append(title)
    last = number + lines - 1
    words = frozenset(plain(text) for row in sheet.rows[number : last + 1] for text in _texts(row) if text)
    return Header(number, last, columns, titles, tuple(unmapped), tuple(dropped), words)
