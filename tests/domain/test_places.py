"""Folders in which an office must not lie are told from those that only look like one."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from gzparty.domain.places import DriveKind, Place, PlaceFacts, PlaceKind, judged
from gzparty.labels import copies

LOCAL, NETWORK, REMOVABLE = (
    Place(kind) for kind in (PlaceKind.LOCAL, PlaceKind.NETWORK, PlaceKind.REMOVABLE)
)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (r"C:\Users\党建办\OneDrive\党建", "OneDrive"),
        (r"C:\Users\党建办\OneDrive - 官庄镇人民政府\文档", "OneDrive"),
        (r"D:\我的坚果云\党建", "坚果云"),
        (r"D:\Nutstore\党建", "坚果云"),
        (r"D:\BaiduSyncdisk\党建", "百度网盘"),
        (r"D:\百度网盘同步空间", "百度网盘"),
        (r"C:\Users\a\WPSDrive\123\WPS云盘\党建", "WPS 云盘"),
        (r"D:\WPS云盘", "WPS 云盘"),
        (r"D:\微云同步盘\1234\党建", "腾讯微云"),
        (r"D:\阿里云盘\党建", "阿里云盘"),
        (r"C:\Users\a\iCloudDrive\党建", "iCloud"),
        (r"C:\Users\a\Dropbox\党建", "Dropbox"),
        (r"C:\Users\a\dropbox (个人)\党建", "Dropbox"),
    ],
)
def test_the_folder_of_a_synchroniser_is_known_by_its_name(folder: str, service: str) -> None:
    place = judged(PlaceFacts(PureWindowsPath(folder).parts, "NTFS", DriveKind.FIXED))
    assert place.kind is PlaceKind.CLOUD
    assert place.service == service


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Users\党建办\AppData\Local\gzparty",
        r"D:\党建\OneDrive说明",
        r"D:\党建\坚果云的备份",
        r"D:\百度网盘下载的材料",
        r"D:\微云南街",
        "\\\\?\\C:\\党建",
    ],
)
def test_an_ordinary_folder_of_the_computers_own_disk_is_well(folder: str) -> None:
    assert judged(PlaceFacts(PureWindowsPath(folder).parts, "NTFS", DriveKind.FIXED)) == LOCAL


@pytest.mark.parametrize(
    ("folder", "system", "drive", "meant"),
    [
        (PureWindowsPath(r"\\server\党建\2026"), "", DriveKind.UNKNOWN, NETWORK),
        (PureWindowsPath("\\\\?\\UNC\\server\\党建"), "", DriveKind.UNKNOWN, NETWORK),
        (PureWindowsPath(r"Z:\党建"), "NTFS", DriveKind.REMOTE, NETWORK),
        (PureWindowsPath(r"E:\党建"), "FAT32", DriveKind.REMOVABLE, REMOVABLE),
        (PureWindowsPath(r"E:\OneDrive"), "FAT32", DriveKind.REMOVABLE, Place(PlaceKind.CLOUD, "OneDrive")),
        (PurePosixPath("/mnt/gx"), "cifs", DriveKind.UNKNOWN, NETWORK),
        (PurePosixPath("/mnt/gx"), "smb3", DriveKind.UNKNOWN, NETWORK),
        (PurePosixPath("/mnt/gx"), "nfs4", DriveKind.UNKNOWN, NETWORK),
        (PurePosixPath("/mnt/gx"), "fuse.sshfs", DriveKind.UNKNOWN, NETWORK),
        (PurePosixPath("/mnt/gx"), "9p", DriveKind.UNKNOWN, NETWORK),
        (PurePosixPath("/media/dang/红色U盘"), "vfat", DriveKind.UNKNOWN, REMOVABLE),
        (PurePosixPath("/run/media/dang/U"), "exfat", DriveKind.UNKNOWN, REMOVABLE),
        (PurePosixPath("/data/stick"), "ext4", DriveKind.REMOVABLE, REMOVABLE),
        (PurePosixPath("/home/dang/media/党建"), "ext4", DriveKind.UNKNOWN, LOCAL),
        (PurePosixPath("/home/dang/.local/share/gzparty"), "btrfs", DriveKind.FIXED, LOCAL),
        (PurePosixPath("/run/user/1000"), "tmpfs", DriveKind.UNKNOWN, LOCAL),
    ],
)
def test_network_and_removable_places_are_known_by_path_file_system_and_drive(
    folder: PurePosixPath | PureWindowsPath, system: str, drive: DriveKind, meant: Place
) -> None:
    assert judged(PlaceFacts(folder.parts, system, drive)) == meant


def test_nothing_known_of_a_place_is_no_reason_to_warn() -> None:
    assert judged(PlaceFacts(())) == LOCAL


@pytest.mark.parametrize("kind", [kind for kind in PlaceKind if kind is not PlaceKind.LOCAL])
def test_each_bad_place_is_said_with_what_may_happen_and_the_way_out(kind: PlaceKind) -> None:
    title, way_out = copies.bad_place(
        Place(kind, "OneDrive" if kind is PlaceKind.CLOUD else ""), "office.gzparty"
    )
    assert title.startswith("办公文件放在")
    assert "office.attachments" in way_out
