"""What a helper is told of a fault of the program, in the window and on the command line."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from gzparty import __version__


def describe(kind: type[BaseException] | None, where: TracebackType | None) -> str:
    """Name the kind of error and the places in the code; never its message, which may hold personal data."""
    frames = traceback.extract_tb(where)
    places = [
        f"  {frame.filename.replace(chr(92), '/').rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    return "\n".join(
        [f"gzparty {__version__}  Python {sys.version.split()[0]}", kind.__name__ if kind else "", *places]
    )
