"""Records as JSON with anything anywhere: stored whole or refused, and a refusal leaves every table as it was."""

from __future__ import annotations

import atexit
import copy
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from db.store import SqliteStore
from gzparty.cli.records import read_json
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange import lists
from gzparty.exchange.list_spec import Selectors
from gzparty.exchange.record_kinds import RECORD_KINDS, Showing, kind_named
from gzparty.services.bundle import Services
from tests.builders import dump
from tests.filled_office import SAMPLE_DAY, build_filled, opened_copy
from tests.reliability.fuzz_settings import told

KINDS = tuple(kind.name for kind in RECORD_KINDS if kind.record)
_REFERENCES = ("number", "training", "meeting", "selection", "period", "uid")
LONG = {
    "deep list": "[" * 10_000 + "]" * 10_000,
    "deep object": '{"a":' * 10_000,
    "long number": "9" * 5000,
    "endless number": "[1e999]",
    "mark alone": "\ufeff{}",
    "long word": "长" * 5000,
    "longest word": "x" * 100_000,
}
"""By names, so that no report is filled with them."""


class Case(NamedTuple):
    """A kind of record, and the text that is handed over as its JSON."""

    kind: str
    text: str


def kept(case: Case) -> tuple[str, bytes]:
    """The JSON of a case in a file named after its kind."""
    return f"{case.kind}.json", case.text.encode("utf-8", "surrogatepass")


_NUMBERS = st.one_of(
    st.integers(-3, 3),
    st.sampled_from((2**31, 2**63, -(2**63) - 1, 10**40, 1e308, 0.5, float("nan"), float("inf"))),
)
_WORDS = st.sampled_from(
    ("", " ", "0001-01-01", "9999-12-31", "2026-06-12", "2026-06-12T14:30", "9999-12-31T23:59", "24:00", "2026-06",
     "0000", "9999-12", "\ud800", "a\0b", "官庄村", "None", "-1", "①", "2026-001")
)  # fmt: skip
_LONG_WORDS = st.sampled_from(("long word", "longest word")).map(lambda name: LONG[name])
_PLAIN = st.one_of(st.none(), st.booleans(), _NUMBERS, _WORDS, _WORDS, st.text(max_size=8), _LONG_WORDS)
VALUES = st.recursive(
    _PLAIN,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    max_leaves=6,
)


@st.composite
def _changed(draw: st.DrawFn) -> Case:
    """A record as `show` prints it with some of its values replaced, dropped or moved."""
    kind = draw(st.sampled_from(KINDS))
    content: Any = copy.deepcopy(draw(st.sampled_from(_examples()[kind])))
    for _ in range(draw(st.integers(0, 4))):
        holder, key = draw(st.sampled_from(list(_places(content)) or [({"x": 0}, "x")]))
        how = draw(st.sampled_from(("like", "like", "like", "value", "drop", "new")))
        if how == "drop":
            del holder[key]
        elif how == "new" and isinstance(holder, dict):
            holder[draw(st.text(max_size=8))] = draw(VALUES)
        else:
            holder[key] = draw(_like(holder[key]) if how == "like" else VALUES)
    if draw(st.integers(0, 9)) == 0:
        content = [content, content]
    return Case(kind, json.dumps(content, ensure_ascii=True))


STRATEGY = st.one_of(
    _changed(),
    _changed(),
    _changed(),
    st.builds(Case, st.sampled_from(KINDS), VALUES.map(json.dumps)),
    st.builds(Case, st.sampled_from(KINDS), st.text(max_size=40)),
    st.builds(Case, st.sampled_from(KINDS), st.sampled_from(sorted(LONG)).map(lambda name: LONG[name])),
)


def _like(value: object) -> st.SearchStrategy[Any]:
    """Values of the same type, so that more than the reading of types is tried."""
    if isinstance(value, str):
        return st.one_of(_WORDS, _WORDS, st.text(max_size=8), _LONG_WORDS)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _NUMBERS
    return st.booleans() if isinstance(value, bool) else VALUES


def _places(content: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document at which something stands."""
    pairs = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for key, value in list(pairs):
        yield content, key
        yield from _places(value)


class Office:
    """An office to record into, opened afresh once something was stored."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._there: tuple[SqliteStore, Services] | None = None
        self._before: Mapping[str, list[tuple[object, ...]]] = {}

    def check(self, case: Case) -> None:
        """Hand a case over; a Refusal has its sentence, and every table is as it was."""
        store, services = self._opened()
        path = self._folder / "record.json"
        path.write_bytes(kept(case)[1])
        record = kind_named(case.kind).record
        assert record is not None
        try:
            stored = record(services, read_json(path))
        except Refusal as refusal:
            told(refusal)
            assert dump(store) == self._before, "something half written stayed"
        else:
            self.close()
            assert all(isinstance(one, str) for one in stored)

    def close(self) -> None:
        """Leave the office."""
        self._there = None
        self._open.close()

    def _opened(self) -> tuple[SqliteStore, Services]:
        if self._there is None:
            services = self._open.enter_context(opened_copy(_built(), self._folder))
            assert isinstance(services.store, SqliteStore)
            self._there = services.store, services
            self._before = dump(services.store)
        return self._there


@contextmanager
def checking() -> Iterator[Callable[[Case], None]]:
    """What checks a case, on an office that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            yield office.check
        finally:
            office.close()


@cache
def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="gzparty-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build_filled(folder)


@cache
def _examples() -> Mapping[str, list[Any]]:
    """Of each kind some records of the sample as `show` prints them."""
    with tempfile.TemporaryDirectory() as folder, opened_copy(_built(), Path(folder)) as services:
        return {kind: list(_shown(services, kind))[:6] or [{}] for kind in KINDS}


def _shown(services: Services, kind: str) -> Iterator[Any]:
    """The records of a kind, found by what its list says of them."""
    spec, show = lists.find(kind), kind_named(kind).show
    if spec is None or show is None:
        yield {"opening_minutes": 5}
        return
    rows = list(spec.rows(services, Selectors(SAMPLE_DAY.year, SAMPLE_DAY)))
    found = {str(row[key]): None for row in rows[:40] for key in _REFERENCES if row.get(key)}
    for reference in found:
        try:
            yield json.loads(json.dumps(show(services, reference, Showing()), default=str))
        except Refusal:
            continue
