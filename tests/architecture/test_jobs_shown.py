"""Whoever begins a job says how it shows itself: what is quiet says why, what is shown says it in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTERS = {"run": 3, "read": 3, "read_in_job": 5}
"""The functions that begin a job, with the place of what is told."""
PASSED_ON = {
    "ui/printing.py",
    "ui/reading.py",
    "ui/panels/print_deeds.py",
    "ui/copying.py",
    "ui/importing.py",
}
"""These hand on what their own callers said; mypy knows that it is Shown or Quiet."""


def trees_with(*names: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules of window and program in whose text one of these calls stands."""
    for folder in ("ui", "gzparty"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if any(f"{name}(" in text for name in names):
                yield str(path.relative_to(ROOT)), ast.parse(text)


def calls() -> Iterator[tuple[str, ast.Call, dict[str, ast.expr]]]:
    for path, tree in trees_with(*STARTERS):
        names: dict[str, ast.expr] = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value, ast.Call)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _begins_a_job(node):
                yield path, node, names


def _begins_a_job(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="read_in_job"):
            return True
        case ast.Attribute(attr="run", value=ast.Attribute(attr=("jobs" | "_jobs"))):
            return True
        case ast.Attribute(attr="run", value=ast.Name(id="jobs")):
            return True
        case ast.Attribute(attr=("run" | "read"), value=ast.Attribute(attr=("printing" | "_printing"))):
            return True
    return False


def _told(call: ast.Call, names: dict[str, ast.expr]) -> ast.expr | None:
    name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr  # type: ignore[attr-defined]
    place = STARTERS[name]
    if len(call.args) <= place:
        return None
    told = call.args[place]
    return names.get(told.id, told) if isinstance(told, ast.Name) else told


def test_every_job_is_shown_or_says_why_it_is_quiet() -> None:
    found = list(calls())
    assert len(found) > 25
    silent = []
    for path, call, names in found:
        told = _told(call, names)
        is_said = (
            isinstance(told, ast.Call)
            and isinstance(told.func, ast.Name)
            and told.func.id in ("Shown", "Quiet")
            and bool(told.args)
        )
        if not is_said and not (path in PASSED_ON and isinstance(told, ast.Name)):
            silent.append(f"{path}:{call.lineno}")
    assert silent == []


def test_a_reason_for_quiet_is_a_sentence() -> None:
    reasons = [
        node.args[0].value
        for _path, tree in trees_with("Quiet")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Quiet"
        and isinstance(node.args[0], ast.Constant)
    ]
    assert len(reasons) > 10
    assert all(isinstance(reason, str) and len(reason.split()) > 3 for reason in reasons)


def test_no_thread_is_begun_beside_the_jobs() -> None:
    """A thread of one's own would show nothing and could not be stopped."""
    allowed = {"ui/jobs.py"}
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "ui").rglob("*.py")
        if "threading.Thread(" in (text := path.read_text(encoding="utf-8")) or "QThread" in text
    }
    assert found == allowed
