"""Put a finished paper where it was wanted."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from gzparty.domain.diagnostic import Refusal
from gzparty.files import write_whole


def deliver(data: bytes, target: BinaryIO | Path) -> None:
    """Write a paper into a stream or a file; a folder that is not there is not made, since it may be mistyped.

    Raises:
        Refusal: `paper.no_folder`, and what `write_whole` raises.
    """
    if not isinstance(target, Path):
        target.write(data)
    elif not target.parent.is_dir():
        raise Refusal("paper.no_folder", folder=target.parent, name=target.name)
    else:
        write_whole(target, data)
