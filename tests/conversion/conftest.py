"""These tests need LibreOffice; tests/conftest.py says so at the end of a run without it."""

from __future__ import annotations

from tests.conversion.office_suite import office_suite_problem

collect_ignore_glob = ["test_*.py"] if office_suite_problem() else []
