"""Where an office file lies badly: in a folder that is synchronised, on the network, on a removable disk.

A synchroniser carries a file away while it is being written, and may put an older one in its place; locks do not hold
over every network; a stick is pulled out. The office belongs on the computer's own disk, and copies of it into such places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from gzparty.i18n import N_
from gzparty.records import dataclass


class DriveKind(StrEnum):
    """What the system says of a drive."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    REMOTE = "remote"
    UNKNOWN = "unknown"


class PlaceKind(StrEnum):
    """What is wrong with a place; LOCAL for nothing."""

    LOCAL = "local"
    CLOUD = "cloud"
    NETWORK = "network"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a folder: the parts of its path, the file system's name (ntfs, cifs), what the system calls the drive."""

    parts: Sequence[str]
    file_system: str = ""
    drive: DriveKind = DriveKind.UNKNOWN


class Place(NamedTuple):
    """What a folder is; `service` names the synchroniser, marked with N_, where it is known."""

    kind: PlaceKind
    service: str = ""


CLOUDS: tuple[tuple[str, str], ...] = (
    (r"onedrive(?: ?[-–—].*)?", "OneDrive"),
    (r"我的坚果云|坚果云|nutstore(?: ?files)?", N_("坚果云")),
    (r"baidusync(?:disk)?|百度云?同步[盘空间]*|百度网盘(?:同步空间)?|baidunetdisk\w*", N_("百度网盘")),
    (r"wps ?云盘|wpsdrive|wps ?cloud ?files|wps网盘", N_("WPS 云盘")),
    (r"(?:腾讯)?微云(?:同步盘|同步助手)?|weiyun\w*", N_("腾讯微云")),
    (r"阿里云盘|aliyundrive|adrive|alidrive", N_("阿里云盘")),
    (r"icloud ?drive|icloud|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"dropbox(?: \(.*\))?", "Dropbox"),
)
"""Whole names of folders by which synchronisers are known, in any case. A folder that merely has such a word in its name
is none. Compiled when asked for: the window is in sight before anybody asks."""
NETWORK_SYSTEMS = r"nfs\d?|cifs|smb\d?|smbfs|smb3|sshfs|fuse\.sshfs|9p|afs|davfs|fuse\.davfs2?|webdav|afpfs|ncpfs|ceph|glusterfs"
REMOVABLE_ROOTS = (("/", "media"), ("/", "run", "media"))
"""Where Linux desktops mount what is plugged in."""


def judged(facts: PlaceFacts) -> Place:
    """What a folder is; the network counts before a removable disk, a synchroniser before both."""
    for part in facts.parts:
        for pattern, service in CLOUDS:
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return Place(PlaceKind.CLOUD, service)
    if _is_remote(facts):
        return Place(PlaceKind.NETWORK)
    below_a_root = any(tuple(facts.parts[: len(root)]) == root for root in REMOVABLE_ROOTS)
    if facts.drive is DriveKind.REMOVABLE or (facts.drive is DriveKind.UNKNOWN and below_a_root):
        return Place(PlaceKind.REMOVABLE)
    return Place(PlaceKind.LOCAL)


def _is_remote(facts: PlaceFacts) -> bool:
    first = facts.parts[0] if facts.parts else ""
    # \\server\share, but not \\?\C:\, which is how Windows writes long names of its own disks.
    is_unc = first.startswith(("\\\\", "//")) and not first.startswith(("\\\\?\\", "\\\\.\\", "//?/", "//./"))
    is_long_unc = first.upper().startswith(("\\\\?\\UNC\\", "//?/UNC/"))
    named = bool(re.fullmatch(NETWORK_SYSTEMS, facts.file_system, re.IGNORECASE))
    return facts.drive is DriveKind.REMOTE or is_unc or is_long_unc or named
