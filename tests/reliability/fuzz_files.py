"""Spreadsheets, pictures and key files as nobody should make them: read as plain cells, or refused with a sentence."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from gzparty.domain.damage import as_text
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.table import TableKind
from gzparty.exchange.collecting import Wanted, collect
from gzparty.exchange.key_file import KeyFile
from gzparty.exchange.new_files import Source, prepared
from gzparty.exchange.pictures import small
from gzparty.exchange.reading import read_table
from gzparty.exchange.recognition import open_file, recognise
from gzparty.exchange.workbook import open_book
from tests.exchange import files
from tests.pictures import a_bomb, a_noise, a_photo, a_png
from tests.reliability.fuzz_hostile import CANARY, HOSTILE
from tests.reliability.fuzz_settings import told

ROWS: files.Rows = [
    ["官庄镇村党组织书记花名册"],
    ["序号", "村", "姓名", "联系电话", "出生年月"],
    *[(n, f"官庄{n}村", f"示例{n}", 13800000000 + n, "1981.04") for n in range(1, 9)],
    ["合计", None, "8人"],
]
TABLES = ("a.xlsx", "a.xls", "a.et", "a.ods", "a.csv", "gbk.csv", "utf16.txt")
PICTURES = ("a.jpg", "a.png", "a.bmp", "a.webp", "bomb.png")
_PIECES = (
    b"\0",
    b"\xff" * 4,
    b"<",
    b">",
    b'"',
    b"&lol;",
    b"]]>",
    b"<c",
    b"</c>",
    b"9" * 11,
    b"-1",
    b"PK\3\4",
)


class Edit(NamedTuple):
    """One change of some bytes: at which part of the whole, what is done there, and with what."""

    at: float
    how: str
    piece: bytes


class Case(NamedTuple):
    """A file to be read: which one, which part of its zip is changed, and how; or its very content."""

    name: str
    part: int | None = None
    edits: tuple[Edit, ...] = ()
    content: bytes = b""


_HOW: Mapping[str, Callable[[bytes, int, bytes], bytes]] = {
    "flip": lambda data, at, _piece: (
        data[:at] + bytes(255 - one for one in data[at : at + 1]) + data[at + 1 :]
    ),
    "cut": lambda data, at, _piece: data[:at],
    "put": lambda data, at, piece: data[:at] + piece + data[at:],
    "over": lambda data, at, piece: data[:at] + piece + data[at + len(piece) :],
    "drop": lambda data, at, piece: data[:at] + data[at + 8 * len(piece) :],
    "again": lambda data, at, piece: data[:at] + data[at : at + 40 * len(piece)] + data[at:],
}
_EDITS = st.lists(
    st.builds(
        Edit,
        st.floats(0, 1),
        st.sampled_from(sorted(_HOW)),
        st.one_of(st.sampled_from(_PIECES), st.binary(min_size=1, max_size=12)),
    ),
    max_size=6,
).map(tuple)
_TEXTS = st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))
_WHOLE, _MADE = st.none(), st.just(b"")
CHANGED = st.one_of(
    st.builds(Case, st.sampled_from(TABLES), _WHOLE, _EDITS, _MADE),
    st.builds(Case, st.sampled_from(("a.xlsx", "a.ods")), st.integers(0, 30), _EDITS, _MADE),
    st.builds(Case, st.sampled_from(PICTURES), _WHOLE, _EDITS, _MADE),
    st.builds(Case, st.just("keys.txt"), _WHOLE, _EDITS, _MADE),
    st.builds(Case, st.just("text.csv"), _WHOLE, st.just(()), st.one_of(_TEXTS, st.binary(max_size=400))),
)
STRATEGY = st.one_of(
    CHANGED, CHANGED, CHANGED, st.builds(Case, st.sampled_from(sorted(HOSTILE)), _WHOLE, st.just(()), _MADE)
)


def kept(case: Case) -> tuple[str, bytes]:
    """The file of a case under a name of its own."""
    return case.name, _content(case)


def check(case: Case) -> None:
    """Read a file in every way there is; a Refusal has its sentence, and nothing else is raised."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, case.name)
        path.write_bytes(_content(case))
        if case.name in PICTURES:
            _refused_or(lambda: small(prepared(Source(path.name, path))[2], 200))
        elif case.name == "keys.txt":
            _refused_or(lambda: KeyFile(lambda: Path(folder, "own", "keys")).take_in_keys(path))
        else:
            _read_table(path)


def _read_table(path: Path) -> None:
    _refused_or(lambda: _read_sheets(path))
    _refused_or(lambda: recognise(open_file(path)))
    for kind in (TableKind.SECRETARIES, TableKind.UNITS, TableKind.PROBLEMS):
        _refused_or(lambda kind=kind: read_table(path, kind))  # type: ignore[misc]
    _refused_or(lambda: collect([path], Wanted(())))


def _read_sheets(path: Path) -> None:
    book = open_book(path)
    for name in book.names:
        sheet = book.read(name)
        for row in sheet.rows if sheet else ():
            assert not any(CANARY in as_text(cell) for cell in row), "a file elsewhere was read"


def _refused_or(read: Callable[[], object]) -> None:
    try:
        read()
    except Refusal as refusal:
        told(refusal)


def _content(case: Case) -> bytes:
    if case.name in HOSTILE:
        return HOSTILE[case.name]()
    if case.name == "text.csv":
        return case.content
    data = _base(case.name)
    if case.part is None:
        return _edited(data, case.edits)
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        names = archive.namelist()
        for number, name in enumerate(names):
            part = archive.read(name)
            made.writestr(name, _edited(part, case.edits) if number == case.part % len(names) else part)
    return buffer.getvalue()


def _edited(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    for edit in edits:
        data = _HOW[edit.how](data, int(edit.at * len(data)), edit.piece)
    return data


@cache
def _base(name: str) -> bytes:
    """A sound file; pictures small, so that many can be read."""
    if name == "keys.txt":
        from cryptography.fernet import Fernet

        return b"gzparty-reporter-key-1\n" + Fernet.generate_key() + b"\n"
    if name in PICTURES:
        drawn = {"a.jpg": a_photo(80, 60), "a.png": a_png(60, 40), "bomb.png": a_bomb(30_000, 30_000)}
        return drawn.get(name) or a_noise(40, 30, name.rpartition(".")[2].upper())
    with tempfile.TemporaryDirectory() as folder:
        return _table(Path(folder, name)).read_bytes()


def _table(path: Path) -> Path:
    if path.suffix in (".xls", ".et"):
        return files.write_xls(path, ROWS)
    if path.suffix in (".csv", ".txt"):
        encoding = {"gbk.csv": "gb18030", "utf16.txt": "utf-16"}.get(path.name, "utf-8-sig")
        return files.write_csv(path, ROWS, encoding, "\t" if path.suffix == ".txt" else ",")
    return files.write_ods(path, ROWS) if path.suffix == ".ods" else files.write_xlsx(path, ROWS, ["A1:E1"])
