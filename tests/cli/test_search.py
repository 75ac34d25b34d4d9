"""The command `search` on the sample office."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_a_word_of_two_characters_is_found_in_what_was_taught(run: Run) -> None:
    hits = json.loads(run("search", "发展党员", "--json").stdout)
    assert hits
    assert all("发展党员" in hit["around"] for hit in hits)
    assert run("search", "没有人写过这句话").stdout == ""


def test_nothing_to_look_for_is_said_in_one_sentence(run: Run) -> None:
    assert "没有可找的字" in run("search", "，", status=1).stderr
