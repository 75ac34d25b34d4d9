"""Open a document in LibreOffice and print it, with our own faces under the names an office knows them by."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

COMMAND = "soffice"
FAMILIES = {
    "fang": "Zhuque Fangsong (technical preview)",
    "biao": "GW Biaosong",
    "hei": "GW Hei",
    "kai": "GW Kai",
    "song": "GW Song",
    "latin": "Liberation Serif",
}
_MATCH = """<match target="pattern">
<test name="family" qual="any"><string>{wanted}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{given}</string></edit>
</match>"""


def office_suite_problem() -> str:
    """Why documents cannot be converted here; empty where they can."""
    return "" if shutil.which(COMMAND) else "LibreOffice is missing: apt-get install libreoffice-writer-nogui"


def converted(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The documents as LibreOffice prints them to PDF, all in one go since it starts slowly."""
    sources = [folder / f"{name}.docx" for name in documents]
    for source, document in zip(sources, documents.values(), strict=True):
        source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        COMMAND,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        *map(str, (folder, *sources)),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_fonts(folder))}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    missing = [source.name for source in sources if not source.with_suffix(".pdf").exists()]
    assert not missing, f"{missing}: {run.stdout}{run.stderr}"
    return {source.stem: source.with_suffix(".pdf").read_bytes() for source in sources}


def _fonts(folder: Path) -> Path:
    """A configuration that knows nothing but our faces."""
    names = tomllib.loads((files("resources") / "typesetting.toml").read_text("utf-8"))["documents"]
    matches = "\n".join(_MATCH.format(wanted=names[role], given=family) for role, family in FAMILIES.items())
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"<dir>{files('resources') / 'fonts'}</dir>\n<cachedir>{folder / 'cache'}</cachedir>\n{matches}\n</fontconfig>\n",
        "utf-8",
    )
    return path
