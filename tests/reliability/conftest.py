"""What a harness needs of the machine; tests/conftest.py says at the end of a run what was left out."""

from __future__ import annotations

from tests.reliability.power_layer import compiler_problem

collect_ignore_glob = ["test_power.py"] if compiler_problem() else []
