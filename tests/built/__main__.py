"""`python -m tests.built FOLDER [--root ROOT]`: everything a built folder must do; exit status 1 where something fails."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.built import contents, window, work
from tests.built.place import Place


def main() -> int:
    """Try a folder and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.built", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", type=Path, help="root of another system, in which the folder lies (Linux)")
    parser.add_argument(
        "--start", action="store_true", help="compare the start with the program run from its source"
    )
    chosen = parser.parse_args()
    folder, root = chosen.folder.resolve(), chosen.root.resolve() if chosen.root else None
    with TemporaryDirectory(prefix="gzparty-", dir=root / "tmp" if root else None) as scratch:
        place = Place(folder, Path(scratch), root)
        found = [*contents.findings(place.data), *work.findings(place)]
        if sys.platform.startswith("linux"):
            found += [*contents.unnamed_libraries(folder), *contents.unlisted_libraries(place.data)]
        skipped = window.problem()
        found += [] if skipped else window.findings(place)
        lines = [f"found: {sentence}" for sentence in found] or ["found: nothing"]
        lines += [*contents.sizes(folder), f"window: not tried, {skipped}" if skipped else "window: tried"]
        if chosen.start and not skipped:
            lines.append(f"start: {window.start_ratio(place):.2f} of the program run from its source")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
