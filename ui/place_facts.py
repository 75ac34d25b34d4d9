"""What the system knows of the folder an office lies in; the one place where it is asked."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from gzparty.domain.places import DriveKind, PlaceFacts

_WINDOWS_DRIVES = {2: DriveKind.REMOVABLE, 3: DriveKind.FIXED, 4: DriveKind.REMOTE}
"""GetDriveTypeW: DRIVE_REMOVABLE, DRIVE_FIXED, DRIVE_REMOTE."""
_BLOCKS = Path("/sys/class/block")


def facts_of(folder: Path) -> PlaceFacts:
    """Ask the system; may take seconds where a server does not answer, so it belongs into a job."""
    storage = QStorageInfo(str(folder))
    system = bytes(storage.fileSystemType().data()).decode("ascii", "replace")
    if sys.platform == "win32":
        drive = _windows_drive(folder)
    else:
        drive = _linux_drive(Path(bytes(storage.device().data()).decode("utf-8", "replace")).name)
    return PlaceFacts(folder.absolute().parts, system, drive)


def _windows_drive(folder: Path) -> DriveKind:
    if sys.platform != "win32":
        return DriveKind.UNKNOWN
    import ctypes

    return _WINDOWS_DRIVES.get(
        ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor), DriveKind.UNKNOWN
    )


def _linux_drive(device: str) -> DriveKind:
    """A stick says of itself that it is removable; a disk plugged in by USB does not, and is known by where it is mounted."""
    try:
        block = (_BLOCKS / device).resolve(strict=True)
        whole = block.parent if (block / "partition").exists() else block
        removable = (whole / "removable").read_text().strip() == "1"
    except OSError:
        return DriveKind.UNKNOWN
    return DriveKind.REMOVABLE if removable else DriveKind.UNKNOWN
