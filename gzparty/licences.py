"""What the program is made of besides its own code: libraries and faces with their versions and licences.

Read from what each library says of itself, when somebody asks; nothing is looked at before.
"""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from gzparty.i18n import N_, _

PROGRAM = "gzparty"
NEVER_USED = frozenset({"pip"})
"""Named by a library as something to install with; no part of the program."""
QT = frozenset({"pyside6-essentials", "shiboken6"})
QT_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")
"""Their packages hold no licence, so the two texts that LGPL 3 consists of go with the program."""
PYTHON_TEXT = "Python.txt"
"""Python's own installation has its text in a place that differs by system, and a built folder has none."""
FACE_LICENCE = "OFL-1.1"
FACES = (
    (N_("朱雀仿宋"), "0.212", "ZhuqueFangsong-OFL.txt"),
    (N_("小标宋、宋体（取自 Noto Serif SC）"), "2.003", "GWSong-GWBiaosong-OFL.txt"),
    (N_("黑体（取自 Noto Sans SC）"), "2.004", "GWHei-OFL.txt"),
    (N_("楷体（取自霞鹜文楷 GB Lite）"), "1.522", "GWKai-OFL.txt"),
    (N_("Liberation Serif"), "2.1.5", "LiberationSerif-OFL.txt"),
)
"""Each face with its version and the file of its licence; see resources/fonts/README.md."""
BUILT_IN = "inside:"
"""What the keys of what lies inside a library begin with, so that none is taken for a package."""
LONGEST_LICENCE = 48
_NAME = re.compile(r"[\w.-]+")
_TEXT_NAME = re.compile(r"(?i)(licen[cs]e|copying|notice)")


class Part(NamedTuple):
    """A library or a face; `key` finds its text again."""

    key: str
    name: str
    version: str
    licence: str


def libraries() -> list[Part]:
    """Python and every library the program needs, by name."""
    found = [
        Part(key, made.metadata["Name"], made.version, _licence(made)) for key, made in _needed().items()
    ]
    python = Part(PYTHON_TEXT, "Python", platform.python_version(), "PSF-2.0")
    return [python, *sorted(found, key=lambda part: part.name.casefold()), *_built_in()]


def _built_in() -> list[Part]:
    """What lies inside a library or beside it: what brings it along stands for the version."""
    here = (item for item in inside().items() if _is_here(item[1]))
    return [
        Part(
            BUILT_IN + name,
            name,
            _("（在 {parts} 里）").format(parts=_("、").join(one["within"])),
            one["licence"],
        )
        for name, one in sorted(here, key=lambda item: item[0].casefold())
    ]


def inside() -> dict[str, dict[str, Any]]:
    """The entries of `resources/licences/inside.toml`, of every system, by name."""
    return tomllib.loads((_folder() / "inside.toml").read_text("utf-8"))


def files_of(name: str, entry: dict[str, Any]) -> list[str]:
    """The files in which the licence of an entry of `inside` stands."""
    named: list[str] = entry.get("texts", [f"{name}.txt"])
    return named


def _is_here(entry: dict[str, Any]) -> bool:
    machine = platform.machine()
    return sys.platform in entry.get("systems", [sys.platform]) and machine in entry.get(
        "machines", [machine]
    )


def _folder() -> Traversable:
    return files("resources") / "licences"


def faces() -> list[Part]:
    """The faces of papers and window."""
    return [Part(file, _(name), version, FACE_LICENCE) for name, version, file in FACES]


def text(part: Part) -> str:
    """The whole text of a licence; where a package came without one, a sentence that says so."""
    found = list(_texts(part))
    return "\n\n".join(found) or _("{name} 没有附许可全文，它的许可是 {licence}。").format(
        name=part.name, licence=part.licence
    )


def _texts(part: Part) -> Iterator[str]:
    if any(part.key == file for _name, _version, file in FACES):
        yield (files("resources") / "fonts" / "licenses" / part.key).read_text("utf-8")
    elif part.key.startswith(BUILT_IN):
        entry = inside()[part.name]
        yield from (entry["notice"],) if "notice" in entry else ()
        yield from map(_read, files_of(part.name, entry))
    elif part.key in QT:
        yield from map(_read, QT_TEXTS)
    elif part.key == PYTHON_TEXT:
        yield _read(PYTHON_TEXT)
    else:
        yield from _packed_texts(metadata.distribution(part.key))


def _read(name: str) -> str:
    return (_folder() / name).read_text("utf-8")


def _packed_texts(made: metadata.Distribution) -> Iterator[str]:
    for file in made.files or ():
        inside = any(folder.endswith(".dist-info") for folder in file.parts)
        if inside and ("licenses" in file.parts or _TEXT_NAME.search(file.name)):
            yield Path(str(file.locate())).read_text("utf-8", "replace")


def _needed() -> dict[str, metadata.Distribution]:
    """What the program needs and what that needs in turn, as far as it is installed; by normalised name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found or key in NEVER_USED:
            continue
        try:
            found[key] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            # Needed on another system only, or packed without what it says of itself.
            continue
        waiting += _requirements(found[key])
    found.pop(PROGRAM, None)
    return found


def _requirements(made: metadata.Distribution) -> Iterator[str]:
    for line in made.requires or ():
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0]


def _licence(made: metadata.Distribution) -> str:
    said = [*made.metadata.get_all("License-Expression", []), *made.metadata.get_all("License", [])]
    said += [
        one.rpartition(":: ")[2] for one in made.metadata.get_all("Classifier", []) if "License ::" in one
    ]
    words = next((one.splitlines()[0].strip() for one in said if one.strip()), "")
    short = words if len(words) <= LONGEST_LICENCE else words.partition(",")[0].partition(" (")[0]
    return short or _("见全文")
