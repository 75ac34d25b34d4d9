"""The key that opens reporters, by real commands: saved to be taken along, read in on another computer, told in sentences."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from tests.cli.conftest import Run, command
from tests.cli.test_tips import NEW

KEY = "reporter.key"


def lying_in(folder: Path) -> list[Path]:
    return list(folder.rglob(KEY))


def test_the_key_goes_to_another_computer_by_a_file_and_is_told_of_and_never_shown(
    run: Run, tmp_path: Path
) -> None:
    kept, other = tmp_path / "钥匙.key", tmp_path / "other"
    assert "还没有钥匙" in run("key", "save", kept, status=1).stderr
    assert not kept.exists()
    tips = tmp_path / "tips.json"
    tips.write_text(json.dumps([NEW], ensure_ascii=False), "utf-8")
    run("record", "tips", "--from", tips)
    saved = run("key", "save", kept)
    assert saved.stderr.startswith(f"钥匙存到了 {kept}。和办公文件的备份分开放")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    read = command("key", "read", str(kept), home=other)
    assert (read.returncode, read.stderr) == (0, "读入了 1 把钥匙。\n")
    (mine,), (theirs,) = lying_in(tmp_path / "home-config"), lying_in(tmp_path / "other-config")
    assert mine.read_bytes() == theirs.read_bytes()
    again = command("key", "read", str(kept), home=other)
    assert (again.returncode, again.stderr) == (0, "这把钥匙这台电脑上已经有了。\n")
    secret = mine.read_text("utf-8").split()[-1]
    for done in (saved, read, again):
        assert secret not in done.stdout + done.stderr


def test_a_file_that_is_there_is_not_overwritten_and_one_that_is_no_key_is_refused(
    run: Run, tmp_path: Path
) -> None:
    sheet = tmp_path / "名单.csv"
    sheet.write_text("姓名", "utf-8")
    assert run("key", "save", sheet, status=1).stderr == f"{sheet} 已经有了，没有覆盖它。换个文件名。\n"
    assert "不是反映人的钥匙" in run("key", "read", sheet, status=1).stderr
    assert sheet.read_text("utf-8") == "姓名"
    assert str(tmp_path / "没有.key") in run("key", "read", tmp_path / "没有.key", status=1).stderr
    assert lying_in(tmp_path / "home-config") == []


def test_the_help_says_what_it_is_for_and_that_it_stays_apart(run: Run) -> None:
    assert "和备份分开放" in run("key", "--help").stdout
    assert "key " in run("--help").stdout
