"""Start the window, or act on the office file from the command line; the only module that sees every layer."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def main() -> int:
    """Run the program; returns its exit status."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 2 and arguments[0] == "--office"):
        # The window is opened without the command line's libraries, so that it is there at once; and what is imported
        # for it never dies, so looking through it for cycles is vain. `ui/collector.py` collects from then on.
        gc.disable()
        from gzparty import desktop

        return desktop.run(Path(arguments[1]) if arguments else None)
    from gzparty import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
