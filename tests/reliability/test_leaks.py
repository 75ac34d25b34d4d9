"""An office under a password leaves no known name in clear anywhere; the search itself is tried first."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.reliability import leaks
from tests.reliability.leaks_search import Search, spellings


def test_a_name_is_found_in_every_spelling_in_archives_and_in_names_of_files(tmp_path: Path) -> None:
    name, other = "孙泄漏示例", "孙泄露示例"
    forms = sorted(spellings(name))
    for number, form in enumerate(forms):
        (tmp_path / f"{number}.bin").write_bytes(b"\x00before" + form + b"after")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.xml", f"<t>{name}</t>" * 20)
    (tmp_path / f"{name}.txt").write_bytes(b"nothing")
    (tmp_path / "clean.bin").write_bytes("孙泄漏".encode())
    (tmp_path / "asked").mkdir()
    (tmp_path / "asked" / "paper.txt").write_text(name, encoding="utf-8")
    found = {hit.path.name: hit.names for hit in Search([name, other]).hits(tmp_path, [tmp_path / "asked"])}
    expected = [*(f"{n}.bin" for n in range(len(forms))), "a.zip", f"{name}.txt"]
    assert found == {file: {name} for file in expected}


def test_what_changed_since_the_last_look_is_looked_at_again(tmp_path: Path) -> None:
    name, path = "孙泄漏示例", tmp_path / "a.bin"
    search = Search([name])
    path.write_bytes(b"0" * 15)
    assert list(search.hits(tmp_path, [])) == []
    path.write_bytes(name.encode())
    assert [hit.names for hit in search.hits(tmp_path, [])] == [{name}]
    before = search.octets
    assert [hit.names for hit in search.hits(tmp_path, [])] == [{name}]
    assert search.octets == before + len(path.name)


def test_no_known_name_is_left_in_clear(sample_file: Path) -> None:
    report = leaks.short(1, sample_file)
    assert report.findings == []
    assert report.done["windows killed"] == 1
    assert report.done["bytes searched"] > 10_000_000
