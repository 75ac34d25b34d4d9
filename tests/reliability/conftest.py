"""What a harness needs of the machine; tests/conftest.py says at the end of a run what was left out."""

from __future__ import annotations

from gzparty.qt_libraries import qt_problem
from tests.reliability.offline import strace_problem

collect_ignore_glob = ["test_offline.py"] if strace_problem() or qt_problem() else []
