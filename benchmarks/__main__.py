"""Run every benchmark side by side; `--short` for CI. Exits 1 where a ratio is worse than its bound."""

from __future__ import annotations

import sys

from benchmarks import (
    dues,
    keyed,
    ledger,
    palette,
    paper,
    people,
    search,
    selections,
    sheets,
    startup,
    store,
    window,
    window_life,
    window_selection,
    window_style,
)
from benchmarks.ratio import report


def main() -> int:
    """Measure all and print the ratios."""
    short = "--short" in sys.argv[1:]
    modules = (
        *(paper, startup, sheets, store, keyed, people, palette, dues, ledger, selections, search),
        *(window, window_life, window_style, window_selection),
    )
    ratios = [ratio for module in modules for ratio in module.measure(short)]
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
