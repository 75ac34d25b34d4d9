"""On a screen whose dots are small everything fits and no icon is blurred."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.widgets.lived_in import copied_whole


@pytest.mark.parametrize("factor", ["1.25", "1.5", "1.75", "2"])
def test_pages_are_whole_and_their_icons_sharp_on_a_scaled_screen(
    factor: str, lived_in_file: Path, tmp_path: Path
) -> None:
    office = copied_whole(lived_in_file, tmp_path / "office")
    command = [sys.executable, "-m", "tests.widgets.scaled_process", str(office)]
    scaled = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor}
    ran = subprocess.run(command, env=scaled, capture_output=True, text=True, timeout=120, check=False)
    assert ran.stdout.splitlines() == [f"at {factor}"], ran.stderr
