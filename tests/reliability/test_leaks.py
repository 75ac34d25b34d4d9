"""An office under a password leaves no known name in clear anywhere; the search itself is tried first."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.reliability import leaks
from tests.reliability.report import Report


def test_a_name_is_found_in_every_spelling_in_archives_and_in_names_of_files(tmp_path: Path) -> None:
    name, places = "孙泄漏示例", leaks.Places(tmp_path)
    for number, form in enumerate(sorted(leaks.spellings(name))):
        (tmp_path / f"{number}.bin").write_bytes(b"\x00before" + form + b"after")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.xml", f"<t>{name}</t>" * 20)
    (tmp_path / f"{name}.txt").write_bytes(b"nothing")
    (tmp_path / "clean.bin").write_bytes("孙泄漏".encode())
    places.asked.mkdir()
    (places.asked / "paper.txt").write_text(name, encoding="utf-8")
    found = {path.name for path, _name in leaks._hits(places, [name], Report("leaks", 1))}
    assert found == {*(f"{n}.bin" for n in range(len(leaks.spellings(name)))), "a.zip", f"{name}.txt"}


def test_no_known_name_is_left_in_clear() -> None:
    report = leaks.short(seed=1)
    assert report.findings == []
    assert report.done["files looked through"] > 20
