"""Names of files from outside: made safe to show and to write, and what they say of the content."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gzparty.domain.folder import FolderKind

LONGEST = 100
"""Characters of a stored name; with a folder before it this stays below what Windows can open."""
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
_SPACES = re.compile(r"\s+")

PICTURES = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "bmp", "webp"})
UNREADABLE_PICTURES = frozenset({"heic", "heif", "avif"})
_SLIDES = frozenset({"ppt", "pptx", "pps", "ppsx", "dps", "pdf", "doc", "docx", "wps", "txt"})
PROGRAMS = frozenset(
    {"apk", "app", "appx", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "inf", "jar", "js", "jse", "lnk"}
    | {"msc", "msi", "msp", "pif", "ps1", "py", "reg", "scf", "scr", "sh", "sys", "url", "vb", "vbe", "vbs"}
    | {"wsf", "wsh"}
)
"""What could run when it is opened; a folder of a session has no use for it."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA = {
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "gif": "image/gif",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


def safe_name(name: str, otherwise: str) -> str:
    """A name without folders, control and direction marks and what Windows cannot write; `otherwise` if none is left.

    The suffix stays, so that the file opens as what it is.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    words = _SPACES.sub(" ", _FORBIDDEN.sub("_", plain)).strip(" .")
    stem, suffix = _split(words)
    if not stem.strip(" ."):
        stem = otherwise
    if _DEVICES.match(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    stem = stem[: LONGEST - len(suffix)].rstrip(" .")
    return stem + suffix


def suffix_of(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return PurePosixPath(name.strip(" .")).suffix[1:].lower()


def media_of(name: str) -> str:
    """The media type by the suffix, the same on every machine; empty for one we have no word for."""
    return _MEDIA.get(suffix_of(name), "")


def is_program(name: str, head: bytes) -> bool:
    """Whether a file could run: by its name, or by its first bytes whatever it is called."""
    return suffix_of(name) in PROGRAMS or head.startswith(_PROGRAM_HEADS)


def with_suffix(name: str, suffix: str) -> str:
    """The name with another suffix, given without its dot."""
    return f"{_split(name)[0]}.{suffix}"


def free_name(name: str, taken: set[str]) -> str:
    """The name, or the name with (2), (3) … where it is taken; compared as Windows does, without case."""
    stem, suffix = _split(name)
    number, candidate = 1, name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){suffix}"
    return candidate


def guess_kind(name: str) -> FolderKind:
    """What a file is by its name and suffix: a word in it decides, then pictures are photos, documents courseware."""
    from gzparty.domain.chinese import MATERIAL_WORDS
    from gzparty.domain.folder import FolderKind

    for kind, words in MATERIAL_WORDS.items():
        if any(word in name for word in words):
            return FolderKind(kind)
    suffix = suffix_of(name)
    if suffix in PICTURES:
        return FolderKind.PHOTO
    return FolderKind.COURSEWARE if suffix in _SLIDES else FolderKind.OTHER


def _split(name: str) -> tuple[str, str]:
    """Stem and suffix with its dot; what is too long or no plain word is no suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or not suffix.isalnum() or len(suffix) > 8:
        return name, ""
    return stem, dot + suffix
