"""Makes a package for Debian, UOS and Kylin of a built folder: `python .ci/deb.py dist/gzparty` writes `dist/gzparty_*.deb`."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import tomllib
from email.utils import formatdate
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

import man

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "resources" / "packaging"
ICONS = ROOT / "build" / "icons"
MAINTAINER = "gzparty <gzparty@localhost>"
CONTROL = """\
Package: gzparty
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: workbench of a township Party-building office
 It says what is due, takes in records, plans trainings, follows problems of
 work style to their end and prints the papers that inspectors read. One PC,
 one file, no network, no account.
"""
HISTORY = """\
gzparty ({version}) unstable; urgency=medium

  * What changed stands in CHANGELOG.md.gz beside this file.

 -- {maintainer}  {day}
"""
_GLIBC = re.compile(r"\bGLIBC_([0-9.]+)")


def main() -> int:
    """Make the package and say its name and the glibc it needs."""
    folder = Path(sys.argv[1]).resolve()
    version, architecture = metadata.version("gzparty"), _told("dpkg", "--print-architecture").strip()
    glibc = oldest_glibc(folder)
    target = folder.parent / f"gzparty_{version}_{architecture}.deb"
    with TemporaryDirectory() as scratch:
        tree = Path(scratch, "gzparty")
        lay_out(folder, tree)
        control = tree / "DEBIAN" / "control"
        control.parent.mkdir()
        control.write_text(described(tree, version, architecture, glibc), "utf-8")
        _settle(tree)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", tree, target], check=True)
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 2**20:.1f} MB, glibc {glibc} or newer\n")
    return 0


def lay_out(folder: Path, tree: Path) -> None:
    """Put everything where a desktop looks for it; its own triggers notice the entry, the icon and the kind of file."""
    share = tree / "usr" / "share"
    shutil.copytree(folder, tree / "usr" / "lib" / "gzparty", symlinks=True)
    program = tree / "usr" / "bin" / "gzparty"
    program.parent.mkdir()
    program.symlink_to("../lib/gzparty/gzparty")
    for entry in PACKAGING.glob("*.desktop"):
        _copy(entry, share / "applications" / entry.name)
    _copy(PACKAGING / "gzparty.xml", share / "mime" / "packages" / "gzparty.xml")
    icons = share / "icons" / "hicolor"
    _copy(ROOT / "resources" / "icons" / "gzparty.svg", icons / "scalable" / "apps" / "gzparty.svg")
    for picture in ICONS.glob("*.png"):
        _copy(picture, icons / f"{picture.stem}x{picture.stem}" / "apps" / "gzparty.png")
    _copy(PACKAGING / "copyright", share / "doc" / "gzparty" / "copyright")
    _copy(PACKAGING / "lintian-overrides", share / "lintian" / "overrides" / "gzparty")
    _pack(share / "doc" / "gzparty" / "changelog.gz", history(metadata.version("gzparty")))
    _pack(share / "doc" / "gzparty" / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    for place, page in man.pages(metadata.version("gzparty")).items():
        _pack(share / "man" / f"{place}.gz", page)


def described(tree: Path, version: str, architecture: str, glibc: str) -> str:
    """The control file."""
    libraries = tomllib.loads((PACKAGING / "libraries.toml").read_text("utf-8"))
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return CONTROL.format(
        version=version,
        architecture=architecture,
        maintainer=MAINTAINER,
        size=size // 1024,
        depends=", ".join([f"libc6 (>= {glibc})", *sorted(set(libraries["needed"].values()))]),
        recommends=", ".join(sorted(set(libraries["printing"].values()))),
    )


def oldest_glibc(folder: Path) -> str:
    """The oldest glibc on which every file of a folder can be loaded, read from the symbols they ask for."""
    found: set[tuple[int, ...]] = {(2, 0)}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            versions = _GLIBC.findall(_told("objdump", "-T", str(path)))
            found |= {tuple(map(int, version.split("."))) for version in versions}
    return ".".join(map(str, max(found)))


def _settle(tree: Path) -> None:
    """Give every file the mode of a package, and libraries no right to run."""
    programs = {tree / "usr" / "lib" / "gzparty" / "gzparty"}
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


def history(version: str) -> str:
    """The package's own history in Debian's form: one entry, of the day it was built; what changed stands in CHANGELOG.md."""
    return HISTORY.format(version=version, maintainer=MAINTAINER, day=formatdate())


def _pack(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
