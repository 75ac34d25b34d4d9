"""The structure holds itself: layers, file lengths, translated texts, a private import space."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("gzparty", "db", "ui", "resources")
MARKERS = {"_", "N_", "ngettext", "pgettext"}
READS_CHINESE = {
    "gzparty/domain/chinese.py": "words the program reads, never shows",
    "gzparty/domain/chinese_defaults.py": "what settings stand at that are written in words",
    "gzparty/domain/chain_words.py": "words of 接龙 texts",
    "gzparty/domain/date_text.py": "dates and times as clerks type them",
    "gzparty/domain/chinese_records.py": "words in which sheets write meetings and attendance",
    "gzparty/domain/places.py": "names of folders by which synchronisers are known",
    "gzparty/domain/chinese_ledger.py": "words in which sheets write problems and how far they have come",
}


def python_files(*packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def trees() -> Mapping[str, ast.Module]:
    """The modules of the program, by path; each package has some."""
    found = {place(path): ast.parse(path.read_text("utf-8")) for path in python_files(*PACKAGES)}
    assert {path.partition("/")[0] for path in found} == set(PACKAGES)
    return found


def test_layers_and_forbidden_imports_hold() -> None:
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_file_outgrows_its_subject() -> None:
    lengths = {
        place(path): len(path.read_text("utf-8").splitlines())
        for path in python_files(*PACKAGES, "tests", "benchmarks")
    }
    assert {path: lines for path, lines in lengths.items() if lines > 500} == {}


def test_every_chinese_text_can_be_translated(trees: Mapping[str, ast.Module]) -> None:
    hidden = {path: untranslated(tree) for path, tree in trees.items() if path not in READS_CHINESE}
    assert {path: texts for path, texts in hidden.items() if texts} == {}


def test_no_text_is_translated_at_import(trees: Mapping[str, ast.Module]) -> None:
    assert [
        f"{path}:{call.lineno}"
        for path, tree in trees.items()
        for call in calls_at_import(tree)
        if name_of(call) in MARKERS - {"N_"}
    ] == []


def test_nothing_asks_for_a_focus_proxy_by_itself(trees: Mapping[str, ast.Module]) -> None:
    asked = {
        path
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"focusProxy", "nextInFocusChain", "previousInFocusChain"}
    }
    # Whatever PySide gives for one changes hands, and can die with who asked.
    assert asked == {"ui/widgets/focus_proxy.py"}


def test_no_installed_distribution_owns_our_package_names() -> None:
    owners = metadata.packages_distributions()
    for package in ("ui", "db", "resources"):
        assert set(owners.get(package, ["gzparty"])) == {"gzparty"}


def untranslated(tree: ast.AST) -> list[str]:
    """Literals with Chinese characters outside the marker calls and docstrings."""
    allowed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in MARKERS:
            allowed.update(id(child) for child in ast.walk(node) if isinstance(child, ast.Constant))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(id(node.value))
    return [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in allowed
        and any("\u4e00" <= letter <= "\u9fff" for letter in node.value)
    ]


def calls_at_import(tree: ast.Module) -> list[ast.Call]:
    """Calls that run when the module is imported: everything outside functions."""
    found: list[ast.Call] = []
    waiting: list[ast.AST | None] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting.extend([*node.decorator_list, *node.args.defaults, *node.args.kw_defaults])
            continue
        if isinstance(node, ast.Lambda) or node is None:
            continue
        if isinstance(node, ast.Call):
            found.append(node)
        waiting.extend(ast.iter_child_nodes(node))
    return found


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
