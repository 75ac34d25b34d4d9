"""The files of tests that take longest: they are begun first, so that no worker sits idle while another ends one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent
LONGEST = (
    "widgets/test_everywhere.py",
    "reliability/test_crash.py",
    "widgets/test_everywhere_larger.py",
    "reliability/test_power.py",
    "conversion/test_documents.py",
    "widgets/test_intake_page.py",
    "cli/test_password.py",
    "widgets/test_print_page.py",
    "widgets/test_grids_everywhere.py",
    "widgets/test_keymap_walk.py",
    "reliability/test_leaks.py",
    "reliability/test_offline.py",
    "cli/test_main_path.py",
    "reports/test_papers.py",
    "widgets/test_unfinished_everywhere.py",
    "reliability/test_fuzz_texts.py",
    "reliability/test_disk.py",
    "reliability/test_fuzz_records.py",
    "widgets/test_scaled.py",
    "reliability/test_damage.py",
    "widgets/test_unfinished.py",
    "reliability/test_fuzz_papers.py",
    "reliability/test_fuzz_files.py",
    "widgets/test_focus_back.py",
    "widgets/test_spoken_rows.py",
    "widgets/importing/test_rows.py",
    "storage/test_keying.py",
    "storage/test_released_schemas.py",
    "storage/test_undo_all.py",
    "services/test_people_merging.py",
    "services/test_problem_deeds.py",
    "services/test_agenda_selections.py",
)
"""Below this folder; what takes longest of all stands first."""
_RANKS = {ROOT / name: rank for rank, name in enumerate(LONGEST)}


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of those files before all others; within a file, and among the others, nothing changes places."""
    items.sort(key=lambda item: _RANKS.get(item.path, len(_RANKS)))
