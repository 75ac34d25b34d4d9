"""The pages for whoever reads the sources: every link leads to a file that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.test_structure import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_LINK = re.compile(r"\]\(([^)#\s]+)")


def test_the_pages_are_found() -> None:
    assert {"README.md", "CHANGELOG.md", "architecture.md", "0001-layers-as-plain-packages.md"} <= {
        page.name for page in PAGES
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
