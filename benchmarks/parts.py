"""The parts of the measuring, in the order they run and stand in RESULTS.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from benchmarks.ratio import Ratio, best_of

TURNS = 3
"""How often a module is measured before a row of it is worse: of hundreds of rows one meets a noisy minute."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is measured together: a short name to ask for it, a heading, and modules that have `measure(short)`."""

    name: str
    heading: str
    modules: tuple[str, ...]
    only_long: bool = False
    """Whether it takes so long that it must be asked for."""
    in_short: bool = True
    """Whether CI measures it too: not what only tells how peers do."""

    def measure(self, short: bool) -> Sequence[Ratio]:
        """Measure it; `short` takes less of everything and leaves peers out, and measures again what seems worse."""
        found: list[Ratio] = []
        for name in self.modules:
            measure: Callable[[bool], list[Ratio]] = import_module(f"benchmarks.{name}").measure
            found += best_of(lambda measure=measure: measure(short), TURNS if short else 1)  # type: ignore[misc]
        return found


PARTS = (
    Part("papers", "A ledger of 3,000 rows as PDF", ("paper",)),
    Part("paper-peers", "The same ledger by other ways", ("paper_peers",), in_short=False),
    Part("start", "Start", ("startup",)),
    Part("start-steps", "What a start consists of", ("startup_steps",), in_short=False),
    Part("store", "Store", ("store", "keyed")),
    Part(
        "commits",
        "Commits, marks of ten years, copies",
        ("commits", "bulk", "marks", "copies"),
        in_short=False,
    ),
    Part("search", "Full text", ("search",)),
    Part("lists", "Lists of 100,000 rows", ("lists",), in_short=False),
    Part("sheets", "Spreadsheets", ("sheets",)),
    Part("sheet-peers", "Spreadsheets by other ways", ("sheet_peers",), in_short=False),
    Part("people", "People of a county", ("people", "palette")),
    Part("life", "Dues and organisational life of a county", ("dues",)),
    Part("style", "Work style of a county, ten years", ("ledger",)),
    Part("selections", "Selections, themes and cadres, ten years", ("selections",)),
    Part(
        "window",
        "The longest stretch of the window's thread",
        ("window", "window_life", "window_style", "window_selection"),
    ),
    Part("growth", "From 1 to 100 townships", ("growth",), only_long=True),
    Part("county", "A county with five million marks", ("whole_county",), only_long=True),
)
