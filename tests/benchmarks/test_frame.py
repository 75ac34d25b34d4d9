"""The frame of the benchmarks: what a run is asked for, what it leaves behind, and the office of any size."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import results
from benchmarks.county import Size
from benchmarks.decade import FIRST_ID, build_small
from benchmarks.parts import PARTS
from benchmarks.ratio import Ratio, best_of, fitted_exponent, report
from benchmarks.statements import asked_once
from db.backup import is_sound
from db.driver import connect
from db.store import SqliteStore

SIZE = Size(townships=1, people_in_village=6, most_villages=5)


def measured(name: str, *ratios: Ratio) -> results.Measured:
    part = next(part for part in PARTS if part.name == name)
    return results.Measured(part, ratios, 3.0, date(2026, 6, 17))


def test_asking_for_help_starts_no_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"])
    assert ended.value.code == 0
    assert "--long" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--only", "nothing"], ["--short", "--long"], ["short"]])
def test_what_nobody_knows_starts_no_run(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(wrong)
    assert ended.value.code == 2


def test_the_short_run_leaves_out_peers_and_the_county() -> None:
    names = {part.name for part in command.chosen(None, short=True, long=False)}
    assert {"papers", "start", "store"} <= names
    assert not names & {"paper-peers", "growth", "county"}
    assert [part.name for part in command.chosen(["growth"], short=False, long=False)] == ["growth"]
    assert command.chosen(None, short=False, long=True) == list(PARTS)


def test_every_part_has_its_modules() -> None:
    folder = Path(command.__file__).parent
    for part in PARTS:
        for module in part.modules:
            assert "def measure(" in (folder / f"{module}.py").read_text("utf-8"), module


def test_a_ratio_above_its_bound_fails_the_run_and_one_without_does_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    peer, missing = Ratio("peer", 90.0, None), Ratio.unmeasured("typst", "uv is not there")
    assert report([Ratio("near", 1.0, 1.0), peer, missing]) == 0
    assert "not measured: uv is not there" in capsys.readouterr().out
    assert report([Ratio("far", 1.1, 1.0)]) == 1


def turns_of(*turns: dict[str, float]) -> list[Ratio]:
    left = iter(turns)
    return best_of(lambda: [Ratio(name, value, 2.0) for name, value in next(left).items()], 3)


def test_one_noisy_turn_makes_nothing_worse() -> None:
    assert turns_of({"open": 1.5, "sort": 2.4}, {"open": 2.6, "sort": 1.1}) == [
        Ratio("open", 1.5, 2.0),
        Ratio("sort", 1.1, 2.0),
    ]


def test_what_is_worse_every_turn_is_worse() -> None:
    found = turns_of({"open": 2.5, "sort": 1.0}, {"open": 2.3, "sort": 1.0}, {"open": 2.4, "sort": 1.0})
    assert [(ratio.name, ratio.value) for ratio in found if not ratio.holds] == [("open", 2.3)]


def test_what_is_within_its_bound_is_measured_once() -> None:
    assert turns_of({"open": 2.0}) == [Ratio("open", 2.0, 2.0)]


def test_what_is_worse_is_said_again_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [Ratio("near", 1.0, 1.0), Ratio("far", 1.2, 1.1), Ratio("peer", 9.0, None)]
    monkeypatch.setattr(command, "chosen", lambda *_asked: [next(iter(PARTS))])
    monkeypatch.setattr(type(PARTS[0]), "measure", lambda *_asked: rows)
    assert command.main(["--short"]) == 1
    assert capsys.readouterr().err == "worse than its bound: far: 1.20 > 1.1\n"


def test_measuring_one_part_anew_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    results.write(
        [measured("papers", Ratio("ledger", 1.2, 1.5)), measured("start", Ratio("cpu", 3.0, 4.5, aim=1.7))],
        path,
    )
    results.write([measured("papers", Ratio("ledger", 1.6, 1.5, "0.4 s"))], path)
    rows = [line for line in path.read_text("utf-8").splitlines() if line.startswith(("| ledger", "| cpu"))]
    assert rows == [
        "| ledger | 1.60 | 1.5 |  | **no** | 0.4 s |",
        "| cpu | 3.00 | 1.7 | 4.5 | within bound |  |",
    ]


def test_a_row_that_was_not_measured_says_why(tmp_path: Path) -> None:
    results.write([measured("papers", Ratio.unmeasured("typst", "uv is not there"))], tmp_path / "RESULTS.md")
    text = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert "| typst | – |  |  |  | not measured: uv is not there |" in text


def test_the_exponent_is_the_slope_of_what_was_measured() -> None:
    sizes = [1, 3, 10, 30, 100]
    assert fitted_exponent(sizes, [0.01 * size for size in sizes]) == pytest.approx(1)
    assert fitted_exponent(sizes, [0.01 * size**2 for size in sizes]) == pytest.approx(2)
    assert math.isclose(fitted_exponent(sizes, [0.5] * 5), 0, abs_tol=1e-9)


def test_the_slowest_statement_of_a_question_is_told_with_its_parameters() -> None:
    connection = connect(":memory:")
    connection.execute("CREATE TABLE t(n)")
    connection.executemany("INSERT INTO t VALUES (?)", [(n,) for n in range(300)])

    def ask() -> None:
        connection.execute("SELECT ?", (7,)).fetchall()
        connection.execute("SELECT count(*) FROM t a, t b WHERE a.n + b.n = ?", (11,)).fetchall()

    found = asked_once(connection, ask)
    assert found.slowest == "SELECT count(*) FROM t a, t b WHERE a.n + b.n = 11"
    assert found.slowest_seconds > 0


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "office.gzparty"
    build_small(path, SIZE, years=1)
    return path


def test_a_built_office_is_sound_and_every_roll_complete(small: Path) -> None:
    store = SqliteStore.open_reader(small)
    assert is_sound(store.connection)
    (record,) = store.meetings.many([FIRST_ID + 1])
    assert record.content.endswith("。记录1")
    roll = store.sittings.roll(record.sitting_id)
    assert [line.position for line in roll] == [1, 2, 3, 4, 5]
    assert {line.unit_ids for line in roll} == {(record.unit_id,)}
    store.close()


def test_a_built_office_is_the_same_every_time(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "office.gzparty"
    build_small(other, SIZE, years=1)
    stores = [SqliteStore.open_reader(path) for path in (small, other)]
    for table in ("unit", "person", "meeting", "attendance", "journal"):
        one, two = (
            store.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for store in stores
        )
        assert one == two, table
    for store in stores:
        store.close()
