"""Whether the faces that papers need are there and whole."""

from __future__ import annotations

from importlib.resources import files

from gzparty.digest import digest_of


def missing_faces() -> list[str]:
    """Names of font files that are missing or differ from their recorded checksum."""
    folder = files("resources") / "fonts"
    sums = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    wrong: list[str] = []
    for line in sums:
        expected, name = line.split()
        face = folder / name.removeprefix("*")
        if not face.is_file() or digest_of(face.read_bytes()) != expected:
            wrong.append(name)
    return wrong
