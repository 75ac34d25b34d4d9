"""Start the window, or act on the office file from the command line; the only module that sees every layer."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def main() -> int:
    """Run the program; returns its exit status."""
    have_streams()
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 2 and arguments[0] == "--office"):
        # The window is opened without the command line's libraries, so that it is there at once; and what is imported
        # for it never dies, so looking through it for cycles is vain. `ui/collector.py` collects from then on.
        gc.disable()
        from gzparty import desktop

        return desktop.run(Path(arguments[1]) if arguments else None)
    from gzparty import cli

    return cli.main(arguments)


def have_streams() -> None:
    """Let what is said to a terminal go nowhere where there is none: a windowed program of Windows has no streams at all."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open as long as the program


if __name__ == "__main__":
    sys.exit(main())
