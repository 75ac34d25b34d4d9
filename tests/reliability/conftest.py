"""Harnesses whose tools are missing are left out, and the summary of the run says so."""

from __future__ import annotations

from gzparty.qt_libraries import qt_problem
from tests.reliability.offline import strace_problem
from tests.reliability.power_layer import compiler_problem

collect_ignore_glob = [
    *(["test_offline.py"] if strace_problem() or qt_problem() else []),
    *(["test_power.py"] if compiler_problem() else []),
]
