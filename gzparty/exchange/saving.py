"""Writing a file whole: under another name first, so that a full disk leaves nothing half written."""

from __future__ import annotations

from pathlib import Path

from gzparty.domain.diagnostic import Refusal


def save_file(content: bytes, target: Path) -> None:
    """Put bytes into a file, its folder made where it is missing; Refusal where it cannot be written."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refusal("path_unwritable", path=target) from error
