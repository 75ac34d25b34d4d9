"""What lies in a built folder, held against the tables of `build.spec`."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STRANGERS = ("*.py", "*.po", "*.pyi", "*.pxi", "*.a", "*.qml", "direct_url.json")
"""Files that serve who writes a program, not who runs it."""
EXTENSIONS = f"python{sys.version_info.major}.{sys.version_info.minor}/lib-dynload/"
"""Where Python's own modules of machine code lie in a Linux folder; elsewhere they lie beside the others."""
MEGABYTE = 1024 * 1024
_NEEDED = re.compile(r"NEEDED\s+(\S+)")
_GLIBC = re.compile(r"lib(?:c|m|dl|rt|pthread|resolv|util)\.so\.|ld-linux")


def tables() -> dict[str, Any]:
    """The tables at the head of `build.spec` by name, read without running it."""
    found = {}
    for node in ast.parse((ROOT / "build.spec").read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def own_data() -> dict[str, Path]:
    """Every file the program reads, by its place inside the folder."""
    spec = tables()
    found = {}
    for source, target in spec["DATA"].items():
        for path in sorted((ROOT / source).rglob("*")):
            place = path.relative_to(ROOT).as_posix()
            if path.is_file() and not is_listed(place, spec["NOT_DATA"]):
                found[f"{target}/{path.relative_to(ROOT / source).as_posix()}"] = path
    return found


def is_listed(place: str, patterns: tuple[str, ...]) -> bool:
    """Whether a path with slashes is, lies in, or is named like one of the patterns."""
    return any(fnmatch(PurePath(place).name, one) or f"/{one}/" in f"/{place}/" for one in patterns)


def findings(data: Path) -> Iterator[str]:
    """What is inside and should not be, and what is missing; sentences."""
    spec = tables()
    for place, source in own_data().items():
        inside = data / place
        if not inside.is_file() or inside.read_bytes() != source.read_bytes():
            yield f"{place} is missing or another file"
    places = [path.relative_to(data).as_posix() for path in data.rglob("*")]
    tops = {place.removeprefix(EXTENSIONS).partition("/")[0].partition(".")[0] for place in places}
    yield from (f"{name} is inside" for name in spec["OUTSIDE"] if name in tops and "." not in name)
    yield from (f"{place} is inside" for place in places if is_listed(place, STRANGERS))
    for place in places:
        kind, _, plugin = place.partition("/plugins/")[2].partition("/")
        if plugin and f"{kind}/{plugin.removeprefix('lib').partition('.')[0]}" not in spec["QT_PLUGINS"]:
            yield f"the plugin {kind}/{plugin} is inside"
    words = {PurePath(place).name for place in places if place.endswith(".qm")}
    if words != set(spec["QT_WORDS"]):
        yield f"Qt speaks {sorted(words)}"
    yield from (
        f"{path} leads nowhere" for path in data.rglob("*") if path.is_symlink() and not path.exists()
    )
    yield from (f"{path} names the folder it was built in" for path in _telling(data))


def unnamed_libraries(folder: Path) -> Iterator[str]:
    """Libraries that a file of a Linux folder asks for, neither inside nor named by the package; sentences."""
    declared = tomllib.loads((ROOT / "resources" / "packaging" / "libraries.toml").read_text("utf-8"))
    files = [path for path in folder.rglob("*") if path.is_file() and _is_elf(path)]
    there = {path.name for path in folder.rglob("*")} | set(declared["needed"]) | set(declared["printing"])
    for path in files:
        told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
        for name in _NEEDED.findall(told):
            if name not in there and not _GLIBC.match(name):
                yield f"{path.name} needs {name}, which nothing names"


def unlisted_libraries(data: Path) -> Iterator[str]:
    """Libraries beside Python's own in a Linux folder whose licence nothing shows; sentences."""
    listed = tomllib.loads((ROOT / "resources" / "licences" / "inside.toml").read_text("utf-8"))
    known = [pattern for part in listed.values() for pattern in part.get("files", ())]
    for path in sorted(data.glob("lib*.so*")):
        # A link leads into the package of a library, which says itself what it holds.
        if not path.is_symlink() and not any(fnmatch(path.name, one) for one in ("libpython*", *known)):
            yield f"nothing shows the licence of {path.name}"


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def sizes(folder: Path, most: int = 12) -> list[str]:
    """The size of a folder in MB and that of its largest parts, as lines."""
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts["/".join(path.relative_to(folder).parts[:2])] += path.stat().st_size
    lines = [f"{size / MEGABYTE:6.1f} {part}" for part, size in parts.most_common(most)]
    return [f"{parts.total() / MEGABYTE:6.1f} MB in all", *lines]


def _telling(data: Path) -> Iterator[Path]:
    built_in = str(ROOT).encode()
    for path in data.rglob("*"):
        if path.is_file() and not path.is_symlink() and built_in in path.read_bytes():
            yield path.relative_to(data)
