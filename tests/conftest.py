"""Set-up of the whole suite: the window's tests run without a display, and step aside where Qt cannot load."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gzparty.qt_libraries import qt_problem
from tests.compiled import compile_once
from tests.conversion.office_suite import office_suite_problem
from tests.disk import write_carefully, write_carelessly
from tests.order import longest_first
from tests.reliability.offline import strace_problem
from tests.reliability.power_layer import compiler_problem

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

QT_PROBLEM = qt_problem()
OWN_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def pytest_configure(config: pytest.Config) -> None:
    """Let the workers, and all that the tests start, find compiled what another process has compiled."""
    if config.cache is not None:
        compile_once(config.cache.mkdir("compiled"))


def pytest_plugin_registered(plugin: object, plugin_name: str, manager: pytest.PytestPluginManager) -> None:
    """Take pytest-qt out where Qt cannot load: it would end the run before the first test."""
    if QT_PROBLEM and plugin_name == "pytest-qt":
        manager.unregister(plugin)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin what takes longest first."""
    longest_first(items)


@pytest.fixture(autouse=True, scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test find or leave anything in the folders of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in OWN_FOLDERS:
            own = home / name.removesuffix("_HOME").lower()
            own.mkdir()
            patch.setenv(name, str(own))
        yield


@pytest.fixture(autouse=True, scope="session")
def _careless() -> Iterator[None]:
    """Wait for no disk; where the waiting is what is tested, `careful` brings it back."""
    with pytest.MonkeyPatch.context() as patch:
        write_carelessly(patch)
        yield


@pytest.fixture(autouse=True, scope="module")
def _collector() -> None:
    """Put the collector on that tests of the window left off, after what they left has gone in this thread.

    What was there before the first test of a file it is spared: ten thousand tests, looked through each time.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def careful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are written as the program writes them."""
    write_carefully(monkeypatch)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office of its own day, filled once; tests copy it."""
    from tests.filled_office import build_filled

    return build_filled(tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="session")
def bench_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of the workbench's tests, built once; tests copy it."""
    from tests.bench_sample import build_bench

    path = tmp_path_factory.mktemp("bench") / "office.gzparty"
    build_bench(path)
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly what was not tested here, and how to mend that."""
    left_out = (
        ("widgets", QT_PROBLEM),
        ("conversion", office_suite_problem()),
        ("reliability/test_offline.py", QT_PROBLEM or strace_problem()),
        ("reliability/test_power.py", compiler_problem()),
    )
    for place, problem in left_out:
        if problem:
            terminalreporter.write_line(f"tests/{place} left out: {problem}", yellow=True)
