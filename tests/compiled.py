"""Whether each process compiles the program for itself; the tests start some hundred of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def compile_once(folder: Path) -> None:
    """Keep what is compiled in a folder where Python was told to leave nothing beside the sources.

    Otherwise each worker would spend a quarter of a minute on the tests alone, and a command longer on itself than on
    what it was asked for. Where Python may write beside the sources it keeps everything there of itself.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
