"""A room can be read without the rooms that need it: what is imported when the program runs never forms a circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

PACKAGES = ("gzparty", "ui", "db", "resources")


def test_no_import_leads_back_to_where_it_began() -> None:
    # What is named for its type only is left out: a part may say whose part it is.
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    assert len(graph.modules) > 500
    try:
        TopologicalSorter(
            {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
        ).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))
